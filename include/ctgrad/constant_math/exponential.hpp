#pragma once

#include "constants.hpp"
#include "integer.hpp"
#include "rounding.hpp"
#include "series.hpp"

namespace ctgrad::constant_math {
namespace detail {
/// The number value * 2^exponent.
template <std::floating_point T>
struct scaled_pair {
    pair<T> value;
    int exponent;
};

/// x = rest + exponent * log(2) with |rest| <= log(2)/2, and value = exp(rest) - 1, accurate
/// relative to its own size.
template <std::floating_point T>
constexpr scaled_pair<T> reduced_exponential_minus_one(pair<T> x) {
    const int exponent = nearest(x.hi * log2_of_e<T>.hi);
    const pair<T> rest = exponent == 0 ? x : x - log_of_2<T> * static_cast<T>(exponent);
    return {polynomial(exponential_series<T>, rest, 7) * rest, exponent};
}

/// exp(x) for |x| up to the logarithms of the format's limits and slightly beyond.
template <std::floating_point T>
constexpr scaled_pair<T> exponential(pair<T> x) {
    const auto [value, exponent] = reduced_exponential_minus_one(x);
    return {value + T{1}, exponent};
}

/// exp(x) - 1 for |x| below 2 * digits<T>, accurate relative to its own size.
template <std::floating_point T>
constexpr pair<T> exponential_minus_one(pair<T> x) {
    const auto [value, exponent] = reduced_exponential_minus_one(x);
    if (exponent == 0) return value;
    const T power = power_of_two<T>(exponent);
    return value.scaled(power) + two_sum(power, T{-1});
}

/// exp(x) rounded, for a pair of any magnitude.
template <std::floating_point T>
constexpr T rounded_exponential(pair<T> x) {
    using limits = std::numeric_limits<T>;
    if (x.hi > static_cast<T>(limits::max_exponent)) return infinity<T>;
    if (x.hi < static_cast<T>(limits::min_exponent - digits<T>)) return T{0};
    const auto [value, exponent] = exponential(x);
    return rounded(value, exponent);
}
}  // namespace detail

/// e^x, correctly rounded except for near ties; infinity on overflow, subnormal numbers and zero on
/// underflow.
template <std::floating_point T>
constexpr T exp(T x) {
    if constexpr (detail::is_narrow<T>)
        return detail::narrowed<T>(exp(detail::widened(x)));
    else
        return isnan(x) ? x : detail::rounded_exponential(detail::pair<T>{x, T{0}});
}

/// 2^x, exact for integers; otherwise like exp.
template <std::floating_point T>
constexpr T exp2(T x) {
    using limits = std::numeric_limits<T>;
    if constexpr (detail::is_narrow<T>)
        return detail::narrowed<T>(exp2(detail::widened(x)));
    else {
        if (isnan(x)) return x;
        if (x >= static_cast<T>(limits::max_exponent)) return detail::infinity<T>;
        if (x < static_cast<T>(limits::min_exponent - detail::digits<T> - 1)) return T{0};
        const int whole = detail::nearest(x);
        const auto [value, exponent] = detail::exponential(detail::log_of_2<T> * (x - static_cast<T>(whole)));
        return detail::rounded(value, whole + exponent);
    }
}

/// e^x - 1 without cancellation, correctly rounded except for near ties; the sign of a zero is kept.
template <std::floating_point T>
constexpr T expm1(T x) {
    if constexpr (detail::is_narrow<T>)
        return detail::narrowed<T>(expm1(detail::widened(x)));
    else {
        constexpr T precision = static_cast<T>(detail::digits<T>);
        if (isnan(x) || abs(x) < detail::power_of_two<T>(-detail::digits<T> - 1)) return x;
        if (x < -precision) return T{-1};
        if (x > precision) return exp(x);
        return detail::exponential_minus_one(detail::pair<T>{x, T{0}}).hi;
    }
}
}  // namespace ctgrad::constant_math
