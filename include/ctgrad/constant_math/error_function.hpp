#pragma once

#include "exponential.hpp"

#include <ctgrad/support/equal_numbers.hpp>

namespace ctgrad::constant_math {
namespace detail {
/// erf(x) for |x| <= 1, by its Taylor series.
template <std::floating_point T>
constexpr pair<T> error_function_of_small(T x) {
    return polynomial(error_function_series<T>, -two_product(x, x), 10) * two_over_root_pi<T> * x;
}

/// The step h of the trapezoidal rule below; exp(-(pi/h)^2) = 2^-86.
template <std::floating_point T>
inline constexpr T trapezoidal_step = T{13} / T{32};

inline constexpr int trapezoidal_points = 19;

/// exp(-(n h)^2)
template <std::floating_point T>
constexpr auto computed_gaussian_weights() {
    coefficients<T, trapezoidal_points + 1> result{};
    for (int n = 0; n <= trapezoidal_points; ++n) {
        const T node = static_cast<T>(n) * trapezoidal_step<T>;
        const auto [value, exponent] = exponential(pair<T>{-node * node, T{0}});
        result.of[n] = value.scaled(power_of_two<T>(exponent));
    }
    return result;
}
template <std::floating_point T>
inline constexpr auto gaussian_weights = computed_gaussian_weights<T>();

/// exp(-x) for x >= 0 to about the precision of T; 0 if far below the precision.
template <std::floating_point T>
constexpr T short_exponential_of_negative(pair<T> x) {
    const int exponent = nearest(x.hi * log2_of_e<T>.hi);
    if (exponent > 3 * digits<T>) return T{0};
    const T rest = (log_of_2<T> * static_cast<T>(exponent) - x).hi;
    T sum = exponential_series<T>.of[19].hi;
    for (int n = 18; n >= 0; --n) sum = sum * rest + exponential_series<T>.of[n].hi;
    return (T{1} + sum * rest) * power_of_two<T>(-exponent);
}

/// erfc(x) for x >= 1 until it underflows, by the trapezoidal rule with step h for
///   erfc(x) = (x / pi) exp(-x^2) integral of exp(-t^2) / (t^2 + x^2) over the reals.
/// The rule errs by the residue at t = i x, 2 / (exp(2 pi x / h) - 1), which is subtracted where it
/// is large enough, and by about exp(-(pi/h)^2), which is negligible.  From x = pi / h on the residue
/// is not part of the error, and is negligible too. D. B. Hunter, T. Regan, "A note on the evaluation
/// of the complementary error function" (1972).
template <std::floating_point T>
constexpr scaled_pair<T> complement_of_large(T x) {
    constexpr T h = trapezoidal_step<T>;
    constexpr int paired = 10;
    const pair<T> square = two_product(x, x);
    T tail = T{0};
    for (int n = trapezoidal_points; n > paired; --n)
        tail += gaussian_weights<T>.of[n].hi / (square.hi + static_cast<T>(n) * h * (static_cast<T>(n) * h));
    pair<T> sum{tail, T{0}};
    for (int n = paired; n > 0; --n)
        sum = sum + gaussian_weights<T>.of[n] / (square + static_cast<T>(n) * h * (static_cast<T>(n) * h));
    sum = sum + pair<T>{T(0.5), T{0}} / square;
    const auto [value, exponent] = exponential(-square);
    const pair<T> estimate = sum * reciprocal_of_pi<T> * (T{2} * h) * x * value;
    if (exponent < -2 * digits<T>) return {estimate, exponent};
    const T decay = short_exponential_of_negative(half_pi<T> / pair<T>{h / T{4}, T{0}} * x);
    return {estimate + T{-2} * decay / (T{1} - decay) * power_of_two<T>(-exponent), exponent};
}

/// From here on erfc rounds to zero.
template <std::floating_point T>
inline constexpr T complement_vanishes_from = digits<T> == 53 ? T{28} : T{107};
}  // namespace detail

/// The error function 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x, correctly rounded except
/// for near ties; the sign of a zero is kept.
template <std::floating_point T>
constexpr T erf(T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(erf(widened(x)));
    else {
        if (isnan(x) || ctgrad::detail::equal_numbers(x, T{0})) return x;
        const T magnitude = abs(x);
        if (magnitude < power_of_two<T>(-digits<T>)) {
            const auto [fraction, exponent] = frexp(x);
            return rounded(two_over_root_pi<T> * fraction, exponent);
        }
        if (magnitude <= T{1}) return error_function_of_small(x).hi;
        if (magnitude > T{7}) return copysign(T{1}, x);
        const auto [value, exponent] = complement_of_large(magnitude);
        return copysign((-value.scaled(power_of_two<T>(exponent)) + T{1}).hi, x);
    }
}

/// The complementary error function 1 - erf(x) without cancellation, correctly rounded except for near
/// ties.
template <std::floating_point T>
constexpr T erfc(T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(erfc(widened(x)));
    else {
        if (isnan(x)) return x;
        if (x < T{-7}) return T{2};
        if (x > complement_vanishes_from<T>) return T{0};
        if (abs(x) <= T{1})
            return abs(x) < power_of_two<T>(-digits<T> - 2) ? T{1} : (-error_function_of_small(x) + T{1}).hi;
        const auto [value, exponent] = complement_of_large(abs(x));
        return x > T{0} ? rounded(value, exponent) : (-value.scaled(power_of_two<T>(exponent)) + T{2}).hi;
    }
}
}  // namespace ctgrad::constant_math
