#pragma once

#include "constants.hpp"
#include "rounding.hpp"
#include "series.hpp"

#include <ctgrad/support/equal_numbers.hpp>

namespace ctgrad::constant_math {
namespace detail {
/// log(x) = fraction + exponent * log(2), with |fraction| <= log(2)/2.
template <std::floating_point T>
struct logarithm_parts {
    pair<T> fraction;
    int exponent;
};

/// atanh(x) for |x| <= 0.18, accurate relative to its own size.
template <std::floating_point T>
constexpr pair<T> inverse_tangent_hyperbolic(pair<T> x) {
    return polynomial(odd_reciprocal_series<T>, x * x, 6) * x;
}

/// The logarithm of x * 2^exponent, for x in the middle of the range:
/// log(m) = 2 atanh((m - 1) / (m + 1)).
template <std::floating_point T>
constexpr logarithm_parts<T> logarithm_in_parts(pair<T> x, int exponent) {
    const int own = exponent_of(x.hi);
    const int shift = x.hi * power_of_two<T>(-own) > T(1.4140625) ? own + 1 : own;
    const pair<T> m = x.scaled(power_of_two<T>(-shift));
    return {inverse_tangent_hyperbolic((m + T{-1}) / (m + T{1})).scaled(T{2}), exponent + shift};
}

template <std::floating_point T>
constexpr logarithm_parts<T> logarithm_in_parts(T x) {
    const auto [fraction, exponent] = frexp(x);
    return logarithm_in_parts(pair<T>{fraction, T{0}}, exponent);
}

/// log(x * 2^exponent), accurate relative to its own size.
template <std::floating_point T>
constexpr pair<T> logarithm(pair<T> x, int exponent) {
    const auto [fraction, whole] = logarithm_in_parts(x, exponent);
    return whole == 0 ? fraction : log_of_2<T> * static_cast<T>(whole) + fraction;
}

/// log(x) for a single finite x > 0, subnormal or not.
template <std::floating_point T>
constexpr pair<T> logarithm(T x) {
    const auto [fraction, exponent] = frexp(x);
    return logarithm(pair<T>{fraction, T{0}}, exponent);
}

/// log(1 + x) for x > -1 in the middle of the range, accurate relative to its own size.
template <std::floating_point T>
constexpr pair<T> logarithm_of_one_plus(pair<T> x) {
    if (x.hi < T(-0.25) || x.hi > T(0.25)) return logarithm(x + T{1}, 0);
    return inverse_tangent_hyperbolic(x / (x + T{2})).scaled(T{2});
}

/// Arguments at which a logarithm needs no series: NaN, zeros, negative numbers and infinity.
template <std::floating_point T>
constexpr bool is_special_for_logarithm(T x) {
    return !(x > T{0} && x < infinity<T>);
}

template <std::floating_point T>
constexpr T special_logarithm(T x) {
    return ctgrad::detail::equal_numbers(x, T{0}) ? -infinity<T> : x > T{0} ? x : not_a_number<T>;
}
}  // namespace detail

/// The natural logarithm, correctly rounded except for near ties.  -infinity at zeros, NaN below.
template <std::floating_point T>
constexpr T log(T x) {
    if constexpr (detail::is_narrow<T>)
        return detail::narrowed<T>(log(detail::widened(x)));
    else
        return detail::is_special_for_logarithm(x) ? detail::special_logarithm(x) : detail::logarithm(x).hi;
}

/// The logarithm to base 2, exact at powers of two; otherwise like log.
template <std::floating_point T>
constexpr T log2(T x) {
    if constexpr (detail::is_narrow<T>)
        return detail::narrowed<T>(log2(detail::widened(x)));
    else {
        if (detail::is_special_for_logarithm(x)) return detail::special_logarithm(x);
        const auto [fraction, whole] = detail::logarithm_in_parts(x);
        return (fraction * detail::log2_of_e<T> + static_cast<T>(whole)).hi;
    }
}

/// The logarithm to base 10, exact at powers of ten; otherwise like log.
template <std::floating_point T>
constexpr T log10(T x) {
    if constexpr (detail::is_narrow<T>)
        return detail::narrowed<T>(log10(detail::widened(x)));
    else {
        if (detail::is_special_for_logarithm(x)) return detail::special_logarithm(x);
        const auto [fraction, whole] = detail::logarithm_in_parts(x);
        return (detail::log10_of_2<T> * static_cast<T>(whole) + fraction * detail::log10_of_e<T>).hi;
    }
}

/// log(1 + x) without cancellation, correctly rounded except for near ties.  -infinity at -1, NaN
/// below; the sign of a zero is kept.
template <std::floating_point T>
constexpr T log1p(T x) {
    if constexpr (detail::is_narrow<T>)
        return detail::narrowed<T>(log1p(detail::widened(x)));
    else {
        if (x <= T{-1} || isnan(x) || ctgrad::detail::equal_numbers(x, detail::infinity<T>))
            return ctgrad::detail::equal_numbers(x, T{-1}) ? -detail::infinity<T>
                   : x > T{0}                              ? x
                                                           : detail::not_a_number<T>;
        if (abs(x) < detail::power_of_two<T>(-detail::digits<T> - 1)) return x;
        // 1 + x equals x to all digits of a pair.
        if (x > detail::power_of_two<T>(2 * detail::digits<T>)) return log(x);
        return detail::logarithm_of_one_plus(detail::pair<T>{x, T{0}}).hi;
    }
}
}  // namespace ctgrad::constant_math
