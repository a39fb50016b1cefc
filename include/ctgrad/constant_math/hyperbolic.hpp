#pragma once

#include "exponential.hpp"

namespace ctgrad::constant_math {
namespace detail {
/// (exp(x) + sign * exp(-x)) / 2 rounded, for x >= 0 without cancellation: any x for sign 1, and
/// x >= 1 for sign -1.
template <std::floating_point T>
constexpr T half_sum_of_exponentials(T x, T sign) {
    if (x > static_cast<T>(std::numeric_limits<T>::max_exponent)) return infinity<T>;
    const auto [value, exponent] = exponential(pair<T>{x, T{0}});
    if (exponent > digits<T>) return rounded(value, exponent - 1);
    const pair<T> inverse = pair<T>{sign, T{0}} / value;
    return rounded(value + inverse.scaled(power_of_two<T>(-2 * exponent)), exponent - 1);
}
}  // namespace detail

/// The hyperbolic sine, correctly rounded except for near ties; infinite on overflow, the sign of a
/// zero is kept.
template <std::floating_point T>
constexpr T sinh(T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(sinh(widened(x)));
    else {
        if (isnan(x) || abs(x) < negligible_cube<T>) return x;
        if (abs(x) >= T{1}) return copysign(half_sum_of_exponentials(abs(x), T{-1}), x);
        const pair<T> e = exponential_minus_one(pair<T>{x, T{0}});
        return T(0.5) * (e + e / (e + T{1})).hi;
    }
}

/// The hyperbolic cosine, correctly rounded except for near ties; infinite on overflow.
template <std::floating_point T>
constexpr T cosh(T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(cosh(widened(x)));
    else
        return isnan(x) ? x : half_sum_of_exponentials(abs(x), T{1});
}

/// The hyperbolic tangent, correctly rounded except for near ties; the sign of a zero is kept.
template <std::floating_point T>
constexpr T tanh(T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(tanh(widened(x)));
    else {
        if (isnan(x) || abs(x) < negligible_cube<T>) return x;
        if (abs(x) > static_cast<T>(digits<T>)) return copysign(T{1}, x);
        // tanh(x) = (exp(2x) - 1) / (exp(2x) + 1)
        const pair<T> e = exponential_minus_one(pair<T>{T{2} * abs(x), T{0}});
        return copysign((e / (e + T{2})).hi, x);
    }
}
}  // namespace ctgrad::constant_math
