#pragma once

#include "error_function.hpp"

#include <ctgrad/support/equal_numbers.hpp>

/// Scaled error functions: exp(x^2) times repeated integrals of erfc.
namespace ctgrad::constant_math {
namespace detail {

/// erfc(x) for x below 2.
template <std::floating_point T>
constexpr pair<T> complement_of_moderate(T x) {
    if (abs(x) <= T{1}) return -error_function_of_small(x) + T{1};
    if (x < T{-7}) return {T{2}, T{0}};
    auto const [value, exponent] = complement_of_large(abs(x));
    pair<T> const tail = value.scaled(power_of_two<T>(exponent));
    return x > T{0} ? tail : -tail + T{2};
}

/// x + (n + 1) r, where r = w(n + 1) / w(n) and w(n) = exp(x^2) i^n erfc(x), for x >= 2 by its continued fraction
/// (DLMF 7.18.7).
template <std::floating_point T>
constexpr pair<T> tail_of_erfc_integral(int n, T x) {
    T const bits = static_cast<T>(digits<T> + 8) * T(0.26) / x;
    int const levels = static_cast<int>(bits * (bits + T{2} * static_cast<T>(n + 1))) + 12;
    pair<T> tail{x, T{0}};
    for (int k = n + levels; k > n; --k) tail = pair<T>{static_cast<T>(k) / T{2}, T{0}} / tail + x;
    return tail;
}

/// w(n, x) = exp(x^2) i^n erfc(x) for moderate x, as value * 2^exponent: below 2 by recurrence from exp(x^2) erfc(x).
template <std::floating_point T>
constexpr scaled_pair<T> scaled_integral_of_erfc(int n, T x) {
    pair<T> last = two_over_root_pi<T>;
    if (n < 0) return {last, 0};
    if (x >= T{2}) {
        pair<T> tail = tail_of_erfc_integral(n, x), product = tail;
        for (int k = n; k > 0; --k) {
            tail = pair<T>{static_cast<T>(k) / T{2}, T{0}} / tail + x;
            product = product * tail.scaled(T{2});
        }
        return {last.scaled(T(0.5)) / product, 0};
    }
    auto const [square, exponent] = exponential(two_product(x, x));
    pair<T> value = square * complement_of_moderate(x);
    last = last.scaled(power_of_two<T>(exponent > 900 ? -900 : -exponent));  // nothing beside large values
    for (int k = 1; k <= n; ++k) {
        pair<T> const next = (last - value * (T{2} * x)) / pair<T>{static_cast<T>(2 * k), T{0}};
        last = value;
        value = next;
    }
    return {value, exponent};
}

/// w(0, x + rest) for a small rest, from w'(0) = -2 w(1).
template <std::floating_point T>
constexpr scaled_pair<T> scaled_complement(pair<T> x) {
    auto const [value, exponent] = scaled_integral_of_erfc(0, x.hi);
    auto const [slope, of_slope] = scaled_integral_of_erfc(1, x.hi);  // the exponent is the same
    return {value + T{-2} * slope.hi * x.lo, exponent};
}

}  // namespace detail

/// exp(x^2) times the n-th repeated integral of erfc, for n = -1, 0, 1, ..., within an ulp.
template <std::floating_point T>
constexpr T scaled_erfc_integral(int n, T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(scaled_erfc_integral(n, widened(x)));
    else {
        if (isnan(x)) return x;
        if (n < 0) return two_over_root_pi<T>.hi;
        if (x < T{-200}) return infinity<T>;
        if (x > power_of_two<T>(80)) {
            // only the first term, 2 / sqrt(pi) / (2 x)^(n + 1)
            if (ctgrad::detail::equal_numbers(x, infinity<T>)) return T{0};
            auto const [fraction, exponent] = frexp(x);
            pair<T> value = two_over_root_pi<T>;
            for (int i = 0; i <= n; ++i) value = value / pair<T>{fraction, T{0}};
            return rounded(value, -(n + 1) * (exponent + 1));
        }
        auto const [value, exponent] = scaled_integral_of_erfc(n, x);
        return rounded(value, exponent);
    }
}

/// exp(x^2) erfc(x), within an ulp.
template <std::floating_point T>
constexpr T erfcx(T x) {
    return scaled_erfc_integral(0, x);
}

}  // namespace ctgrad::constant_math
