#pragma once

#include "logarithm.hpp"
#include "square_root.hpp"

#include <ctgrad/support/equal_numbers.hpp>

namespace ctgrad::constant_math {
namespace detail {
/// From here on asinh(x) and acosh(x) are log(2 x) up to 1 / (4 x^2).
template <std::floating_point T>
inline constexpr T logarithmic_from = power_of_two<T>(digits<T> / 2 + 8);

template <std::floating_point T>
constexpr T logarithm_of_double(T x) {
    const auto [fraction, exponent] = frexp(x);
    return logarithm(pair<T>{fraction, T{0}}, exponent + 1).hi;
}
}  // namespace detail

/// The inverse hyperbolic sine, correctly rounded except for near ties; the sign of a zero is kept.
template <std::floating_point T>
constexpr T asinh(T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(asinh(widened(x)));
    else {
        if (!isfinite(x) || abs(x) < negligible_cube<T>) return x;
        if (abs(x) > logarithmic_from<T>) return copysign(logarithm_of_double(abs(x)), x);
        // asinh(x) = log1p(x + x^2 / (1 + sqrt(1 + x^2)))
        const pair<T> square = two_product(x, x);
        return copysign(logarithm_of_one_plus(square / (square_root(square + T{1}) + T{1}) + abs(x)).hi, x);
    }
}

/// The inverse hyperbolic cosine, correctly rounded except for near ties; NaN below 1.
template <std::floating_point T>
constexpr T acosh(T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(acosh(widened(x)));
    else {
        if (!(x > T{1} && x < infinity<T>)) return x == T{1} ? T{0} : x > T{1} ? x : not_a_number<T>;
        if (x > logarithmic_from<T>) return logarithm_of_double(x);
        // With t = x - 1: acosh(x) = log1p(t + sqrt(t (t + 2)))
        const pair<T> t = two_sum(x, T{-1});
        return logarithm_of_one_plus(t + square_root(t * (t + T{2}))).hi;
    }
}

/// The inverse hyperbolic tangent, correctly rounded except for near ties; infinite at -1 and 1, NaN
/// beyond, the sign of a zero is kept.
template <std::floating_point T>
constexpr T atanh(T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(atanh(widened(x)));
    else {
        if (!(abs(x) < T{1}))
            return ctgrad::detail::equal_numbers(abs(x), T{1}) ? copysign(infinity<T>, x) : not_a_number<T>;
        if (abs(x) < negligible_cube<T>) return x;
        if (abs(x) < T(0.171875)) return inverse_tangent_hyperbolic(pair<T>{x, T{0}}).hi;
        return T(0.5) * logarithm(two_sum(T{1}, x) / two_sum(T{1}, -x), 0).hi;
    }
}
}  // namespace ctgrad::constant_math
