#pragma once

#include "format.hpp"

#include <ctgrad/support/equal_numbers.hpp>

namespace ctgrad::constant_math {
/// Whether x is not a number.
template <std::floating_point T>
constexpr bool isnan(T x) {
    return !ctgrad::detail::equal_numbers(x, x);
}

/// Whether x is one of the two infinities.
template <std::floating_point T>
constexpr bool isinf(T x) {
    return ctgrad::detail::equal_numbers(x, detail::infinity<T>) ||
           ctgrad::detail::equal_numbers(x, -detail::infinity<T>);
}

/// Whether x is neither infinite nor not a number.
template <std::floating_point T>
constexpr bool isfinite(T x) {
    return x >= std::numeric_limits<T>::lowest() && x <= std::numeric_limits<T>::max();
}

/// magnitude with the sign bit of sign, also for zeros, infinities and NaN.
template <std::floating_point T>
constexpr T copysign(T magnitude, T sign) {
    if constexpr (std::same_as<T, float>)
        return __builtin_copysignf(magnitude, sign);
    else if constexpr (std::same_as<T, double>)
        return __builtin_copysign(magnitude, sign);
    else
        return __builtin_copysignl(magnitude, sign);
}

/// Whether the sign bit of x is set; true for -0 and for a NaN with that bit.
template <std::floating_point T>
constexpr bool signbit(T x) {
    return copysign(T{1}, x) < T{0};
}

/// The magnitude of x; +0 for -0.
template <std::floating_point T>
constexpr T abs(T x) {
    return copysign(x, T{1});
}

/// The smaller of two numbers.  A single NaN is ignored (C99 Annex F), and -0 counts as less than
/// +0.
template <std::floating_point T>
constexpr T fmin(T x, T y) {
    if (isnan(x) || isnan(y)) return isnan(x) ? y : x;
    if (ctgrad::detail::equal_numbers(x, y)) return signbit(x) ? x : y;
    return x < y ? x : y;
}

/// The larger of two numbers.  A single NaN is ignored (C99 Annex F), and +0 counts as more than
/// -0.
template <std::floating_point T>
constexpr T fmax(T x, T y) {
    if (isnan(x) || isnan(y)) return isnan(x) ? y : x;
    if (ctgrad::detail::equal_numbers(x, y)) return signbit(x) ? y : x;
    return x < y ? y : x;
}
}  // namespace ctgrad::constant_math
