#pragma once

#include "classify.hpp"

namespace ctgrad::constant_math {
namespace detail {
/// From here on every number of the format is an integer.
template <std::floating_point T>
inline constexpr T integers_only = power_of_two<T>(digits<T> - 1);
}  // namespace detail

/// x without its fraction, keeping its sign (also of a zero result).
template <std::floating_point T>
constexpr T trunc(T x) {
    if (!(abs(x) < detail::integers_only<T>)) return x;
    return copysign(static_cast<T>(static_cast<std::int64_t>(x)), x);
}

/// The largest integer that is at most x.
template <std::floating_point T>
constexpr T floor(T x) {
    const T whole = trunc(x);
    return whole > x ? whole - T{1} : whole;
}

/// The smallest integer that is at least x.
template <std::floating_point T>
constexpr T ceil(T x) {
    const T whole = trunc(x);
    return whole < x ? whole + T{1} : whole;
}

/// The integer nearest to x, halves away from zero.
template <std::floating_point T>
constexpr T round(T x) {
    const T whole = trunc(x);
    // The difference is exact, unlike x + 1/2.
    return abs(x) < detail::integers_only<T> && abs(x - whole) >= T(0.5) ? whole + copysign(T{1}, x) : whole;
}

namespace detail {
/// The integer nearest to x, for x in the range of int.
template <std::floating_point T>
constexpr int nearest(T x) {
    return static_cast<int>(x < T{0} ? x - T(0.5) : x + T(0.5));
}
}  // namespace detail
}  // namespace ctgrad::constant_math
