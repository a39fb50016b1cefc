#pragma once

#include "classify.hpp"

#include <ctgrad/support/equal_numbers.hpp>

namespace ctgrad::constant_math {
/// The result of frexp: x = fraction * 2^exponent.
template <std::floating_point T>
struct fraction_and_exponent {
    static_assert(detail::known_format<T>, "binary32, binary64 and the x86 80 bit format are supported");

    T fraction;
    int exponent;
};

/// The fraction in [1/2, 1) with the sign of x, and the exponent of two.  Zeros, infinities and NaN
/// are returned as the fraction with exponent 0.
template <std::floating_point T>
constexpr fraction_and_exponent<T> frexp(T x) {
    if (ctgrad::detail::equal_numbers(x, T{0}) || !isfinite(x)) return {x, 0};
    const auto [significand, exponent] = detail::decompose(x);
    const int width = detail::width_of<T>(significand);
    return {copysign(static_cast<T>(significand) * detail::power_of_two<T>(-width), x), exponent + width};
}

/// x * 2^n, rounded once: infinity beyond the range, subnormal numbers and zero below it.
template <std::floating_point T>
constexpr T ldexp(T x, int n) {
    using limits = std::numeric_limits<T>;
    constexpr int moderate = limits::max_exponent / 2 - 2;
    constexpr T small = detail::power_of_two<T>(-moderate), large = detail::power_of_two<T>(moderate);
    if (n >= -moderate && n <= moderate && abs(x) >= small && abs(x) <= large) return x * detail::power_of_two<T>(n);
    if (ctgrad::detail::equal_numbers(x, T{0}) || !isfinite(x)) return x;
    const auto [fraction, own] = frexp(x);
    if (n > 4 * limits::max_exponent || own + n > limits::max_exponent) return copysign(detail::infinity<T>, x);
    if (n < -4 * limits::max_exponent || own + n < limits::min_exponent - detail::digits<T> - 1)
        return copysign(T{0}, x);
    // Only the last product can be subnormal, so only it rounds.
    const int first = own + n < 0 ? -moderate : moderate;
    return fraction * detail::power_of_two<T>(first) * detail::power_of_two<T>(own + n - first);
}
}  // namespace ctgrad::constant_math
