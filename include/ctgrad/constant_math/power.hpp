#pragma once

#include "exponential.hpp"
#include "logarithm.hpp"

#include <ctgrad/support/equal_numbers.hpp>

namespace ctgrad::constant_math {
namespace detail {
template <std::floating_point T>
constexpr bool is_integer(T x) {
    return ctgrad::detail::equal_numbers(trunc(x), x);
}

template <std::floating_point T>
constexpr bool is_odd_integer(T x) {
    if (!is_integer(x) || abs(x) >= T{2} * integers_only<T>) return false;
    return (static_cast<std::uint64_t>(abs(x)) & 1) != 0;
}

/// pow(x, y) where x is a zero or an infinity, and y neither zero nor NaN.
template <std::floating_point T>
constexpr T power_of_zero_or_infinity(T x, T y) {
    const T magnitude = (x == T{0}) == (y > T{0}) ? T{0} : infinity<T>;
    return signbit(x) && is_odd_integer(y) ? -magnitude : magnitude;
}
}  // namespace detail

/// x to the power y with the special cases of C99 Annex F: pow(x, 0) and pow(1, y) are 1 even for a
/// NaN; zeros to negative powers are infinite, with the sign of x for odd integers; negative
/// numbers have integer powers only and are NaN otherwise.  Correctly rounded except for near ties.
template <std::floating_point T>
constexpr T pow(T x, T y) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(pow(widened(x), widened(y)));
    else {
        if (y == T{0} || x == T{1}) return T{1};
        if (isnan(x) || isnan(y)) return not_a_number<T>;
        if (isinf(y)) return abs(x) == T{1} ? T{1} : (abs(x) > T{1}) == (y > T{0}) ? infinity<T> : T{0};
        if (x == T{0} || isinf(x)) return power_of_zero_or_infinity(x, y);
        if (x < T{0} && !is_integer(y)) return not_a_number<T>;
        const bool negative = x < T{0} && is_odd_integer(y);
        if (abs(x) == T{1}) return negative ? T{-1} : T{1};
        // |log(x)| >= 2^-digits: beyond the bound every power overflows or underflows.
        constexpr T bound = power_of_two<T>(digits<T> + 20);
        const pair<T> logarithm_of_power = logarithm(abs(x)) * fmin(fmax(y, -bound), bound);
        const T magnitude = rounded_exponential(logarithm_of_power);
        return negative ? -magnitude : magnitude;
    }
}
}  // namespace ctgrad::constant_math
