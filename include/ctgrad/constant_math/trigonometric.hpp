#pragma once

#include "angle.hpp"
#include "series.hpp"

namespace ctgrad::constant_math {
namespace detail {
/// sin(x) for |x| <= pi/4.
template <std::floating_point T>
constexpr pair<T> reduced_sine(pair<T> x) {
    return polynomial(circular_series<T, 1>, -(x * x), 5) * x;
}

/// cos(x) for |x| <= pi/4.
template <std::floating_point T>
constexpr pair<T> reduced_cosine(pair<T> x) {
    return polynomial(circular_series<T, 0>, -(x * x), 5);
}

/// sin(value + quadrant * pi/2)
template <std::floating_point T>
constexpr pair<T> sine(angle<T> x) {
    const pair<T> result = x.quadrant % 2 == 0 ? reduced_sine(x.value) : reduced_cosine(x.value);
    return x.quadrant % 4 < 2 ? result : -result;
}
}  // namespace detail

/// The sine of x radians, for arguments of any size; correctly rounded except for near ties.  NaN at
/// the infinities; the sign of a zero is kept.
template <std::floating_point T>
constexpr T sin(T x) {
    if constexpr (detail::is_narrow<T>)
        return detail::narrowed<T>(sin(detail::widened(x)));
    else {
        if (!isfinite(x)) return detail::not_a_number<T>;
        return abs(x) < detail::negligible_cube<T> ? x : detail::sine(detail::reduced_angle(x)).hi;
    }
}

/// The cosine of x radians, like sin.
template <std::floating_point T>
constexpr T cos(T x) {
    if constexpr (detail::is_narrow<T>)
        return detail::narrowed<T>(cos(detail::widened(x)));
    else {
        if (!isfinite(x)) return detail::not_a_number<T>;
        if (abs(x) < detail::negligible_cube<T>) return T{1};
        const auto [value, quadrant] = detail::reduced_angle(x);
        return detail::sine(detail::angle<T>{value, quadrant + 1}).hi;
    }
}

/// The tangent of x radians, like sin.  No floating-point number is a pole.
template <std::floating_point T>
constexpr T tan(T x) {
    if constexpr (detail::is_narrow<T>)
        return detail::narrowed<T>(tan(detail::widened(x)));
    else {
        if (!isfinite(x)) return detail::not_a_number<T>;
        if (abs(x) < detail::negligible_cube<T>) return x;
        const auto [value, quadrant] = detail::reduced_angle(x);
        const detail::pair<T> sine = detail::reduced_sine(value), cosine = detail::reduced_cosine(value);
        return quadrant % 2 == 0 ? (sine / cosine).hi : (-cosine / sine).hi;
    }
}
}  // namespace ctgrad::constant_math
