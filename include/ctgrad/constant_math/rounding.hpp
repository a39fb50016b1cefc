#pragma once

#include "pair.hpp"
#include "scale.hpp"

#include <ctgrad/support/equal_numbers.hpp>

namespace ctgrad::constant_math::detail {
/// Formats that are computed in double and then rounded to the narrower format. The second rounding
/// adds less than 2^-28 ulp.
template <std::floating_point T>
inline constexpr bool is_narrow = digits<T> < 53;

/// Below this magnitude x^3 / 3 is less than an eighth of an ulp of x, so that odd functions with
/// slope 1 at 0 are x after rounding.
template <std::floating_point T>
inline constexpr T negligible_cube = power_of_two<T>(-digits<T> / 2 - 2);

template <std::floating_point T>
constexpr double widened(T x) {
    return static_cast<double>(x);
}

/// x rounded to T. Beyond the range infinity is returned explicitly, because a conversion that overflows is not a
/// constant expression.
template <std::floating_point T>
constexpr T narrowed(double x) {
    using limits = std::numeric_limits<T>;
    constexpr double largest = static_cast<double>(limits::max());
    constexpr double half_ulp = power_of_two<double>(limits::max_exponent - limits::digits - 1);
    return isnan(x)                      ? not_a_number<T>
           : abs(x) < largest + half_ulp ? static_cast<T>(x)
                                         : copysign(infinity<T>, static_cast<T>(copysign(1.0, x)));
}

/// (x.hi + x.lo) * 2^exponent rounded once, if necessary to infinity, a subnormal number or zero.
template <std::floating_point T>
constexpr T rounded(pair<T> x, int exponent) {
    using limits = std::numeric_limits<T>;
    if (ctgrad::detail::equal_numbers(x.hi, T{0})) return x.hi;
    const int target = exponent_of(x.hi) + exponent;
    if (target >= limits::max_exponent) return copysign(infinity<T>, x.hi);
    if (target >= limits::min_exponent - 1) return ldexp(x.hi, exponent);
    if (target < limits::min_exponent - digits<T> - 1) return copysign(T{0}, x.hi);
    // Sums between 2^(digits-1) and 2^digits times the spacing of subnormal numbers are rounded to
    // multiples of it.  If x.hi was a tie, x.lo decides it.
    const T spacing = power_of_two<T>(limits::min_exponent - digits<T> - exponent);
    const T large = copysign(spacing * power_of_two<T>(digits<T> - 1), x.hi);
    const T multiple = (x.hi + large) - large;
    const T rest = x.hi - multiple;
    const bool above = ctgrad::detail::equal_numbers(rest * T{2}, spacing) && x.lo > T{0};
    const bool below = ctgrad::detail::equal_numbers(rest * T{2}, -spacing) && x.lo < T{0};
    const T corrected = above ? multiple + spacing : below ? multiple - spacing : multiple;
    return copysign(ldexp(corrected, exponent), x.hi);
}
}  // namespace ctgrad::constant_math::detail
