#pragma once

#include "constants.hpp"
#include "series.hpp"
#include "square_root.hpp"

namespace ctgrad::constant_math {
namespace detail {
/// atan(x) for |x| <= 1/16, accurate relative to its own size.
template <std::floating_point T>
constexpr pair<T> reduced_arctangent(pair<T> x) {
    return polynomial(odd_reciprocal_series<T>, -(x * x), 4) * x;
}

/// atan(i / 16) for i = 0 ... 16, by
/// atan(i/16) - atan((i-1)/16) = atan(16 / (256 + i (i-1))).
template <std::floating_point T>
constexpr auto computed_arctangents() {
    coefficients<T, 17> result{};
    for (int i = 1; i <= 16; ++i) {
        const pair<T> step = pair<T>{T{16}, T{0}} / pair<T>{static_cast<T>(256 + i * (i - 1)), T{0}};
        result.of[i] = result.of[i - 1] + reduced_arctangent(step);
    }
    return result;
}
template <std::floating_point T>
inline constexpr auto arctangents = computed_arctangents<T>();

/// The arctangent of numerator / denominator for 0 <= numerator <= denominator in the middle of the
/// range, by atan(q) = atan(c) + atan((q - c) / (1 + c q)) with c the nearest of i / 16.
template <std::floating_point T>
constexpr pair<T> arctangent(pair<T> numerator, pair<T> denominator) {
    const int index = static_cast<int>(T{16} * numerator.hi / denominator.hi + T(0.5));
    if (index == 0) return reduced_arctangent(numerator / denominator);
    const T c = static_cast<T>(index) / T{16};
    const pair<T> rest = (numerator - denominator * c) / (denominator + numerator * c);
    return arctangents<T>.of[index] + reduced_arctangent(rest);
}

/// The angle in [0, pi/2] of a point with coordinates >= 0 in the middle of the range, not both
/// zero.
template <std::floating_point T>
constexpr pair<T> first_quadrant(pair<T> y, pair<T> x) {
    return y.hi > x.hi ? half_pi<T> - arctangent(x, y) : arctangent(y, x);
}

/// sqrt(1 - x^2) for |x| <= 1, without cancellation.
template <std::floating_point T>
constexpr pair<T> other_leg(T x) {
    return square_root(two_sum(T{1}, x) * two_sum(T{1}, -x));
}
}  // namespace detail

/// The angle of the point (x, y) in [-pi, pi], with the conventions of C99 Annex F for zeros (the
/// signs count, atan2(0, -0) is pi) and infinities (multiples of pi/4).  Correctly rounded except for
/// near ties.
template <std::floating_point T>
constexpr T atan2(T y, T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(atan2(widened(y), widened(x)));
    else {
        if (isnan(x) || isnan(y)) return not_a_number<T>;
        const bool left = signbit(x);
        if (y == T{0} || (isinf(x) && !isinf(y))) return copysign(left ? T{2} * half_pi<T>.hi : T{0}, y);
        if (x == T{0} || (isinf(y) && !isinf(x))) return copysign(half_pi<T>.hi, y);
        if (isinf(y)) return copysign(left ? (half_pi<T> * T(1.5)).hi : half_pi<T>.hi / T{2}, y);
        const auto [a, a_exponent] = frexp(abs(y));
        const auto [b, b_exponent] = frexp(abs(x));
        const int distance = a_exponent - b_exponent;
        constexpr int far = 2 * digits<T> + 4;
        if (distance > far) return copysign(half_pi<T>.hi, y);
        if (distance < -far) {
            const pair<T> quotient = pair<T>{a, T{0}} / pair<T>{b, T{0}};
            return copysign(left ? T{2} * half_pi<T>.hi : rounded(quotient, distance), y);
        }
        const pair<T> result = first_quadrant(pair<T>{a * power_of_two<T>(distance), T{0}}, pair<T>{b, T{0}});
        return copysign((left ? half_pi<T>.scaled(T{2}) - result : result).hi, y);
    }
}

/// The angle in [-pi/2, pi/2] with tangent x, correctly rounded except for near ties; the sign of a
/// zero is kept.
template <std::floating_point T>
constexpr T atan(T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(atan(widened(x)));
    else {
        if (isnan(x) || abs(x) < negligible_cube<T>) return x;
        // Beyond the bound pi/2 - 1/x rounds to pi/2.
        const T tangent = fmin(abs(x), power_of_two<T>(2 * digits<T>));
        return copysign(first_quadrant(pair<T>{tangent, T{0}}, pair<T>{T{1}, T{0}}).hi, x);
    }
}

/// The angle in [-pi/2, pi/2] with sine x, correctly rounded except for near ties; NaN for |x| > 1.
template <std::floating_point T>
constexpr T asin(T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(asin(widened(x)));
    else {
        if (!(abs(x) <= T{1})) return not_a_number<T>;
        if (abs(x) < negligible_cube<T>) return x;
        return copysign(first_quadrant(pair<T>{abs(x), T{0}}, other_leg(x)).hi, x);
    }
}

/// The angle in [0, pi] with cosine x, correctly rounded except for near ties; NaN for |x| > 1 and +0
/// at 1.
template <std::floating_point T>
constexpr T acos(T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(acos(widened(x)));
    else {
        if (!(abs(x) <= T{1})) return not_a_number<T>;
        const pair<T> acute =
            first_quadrant(other_leg(x), pair<T>{fmax(abs(x), power_of_two<T>(-2 * digits<T>)), T{0}});
        return (x < T{0} ? half_pi<T>.scaled(T{2}) - acute : acute).hi;
    }
}
}  // namespace ctgrad::constant_math
