#pragma once

#include "gamma_function.hpp"

#include <ctgrad/support/equal_numbers.hpp>

namespace ctgrad::constant_math {
namespace detail {

/// The n-th derivative of digamma at a pair that is not a pole: the recurrence leads to large arguments, where the
/// asymptotic series is used (DLMF 5.15.8, 5.15.9). The error is about 2^-95 of the largest term.
template <std::floating_point T>
constexpr pair<T> polygamma_of(int n, pair<T> x) {
    pair<T> const one{T{1}, T{0}};
    pair<T> factorial = one;  // n!
    for (int i = 2; i <= n; ++i) factorial = factorial * static_cast<T>(i);
    auto const power = [&](pair<T> const& base, int exponent) {
        pair<T> result = one;
        for (int i = 0; i < exponent; ++i) result = result * base;
        return result;
    };
    // Up to the sign (-1)^(n+1), the derivatives of the series for -psi.
    pair<T> recurrence{}, z = x;
    for (int k = 1; z.hi < static_cast<T>(asymptotic_from + n); ++k) {
        recurrence = recurrence + power(one / z, n + 1);
        z = x + static_cast<T>(k);
    }
    pair<T> const u = one / z, square = u * u;
    pair<T> sum{};
    for (int k = bernoulli_count; k > 0; --k) {
        pair<T> factor = one;  // (2 k + n - 1)! / (2 k)!
        if (n == 0) factor = one / pair<T>{static_cast<T>(2 * k), T{0}};
        for (int i = 2 * k + 1; i < 2 * k + n; ++i) factor = factor * static_cast<T>(i);
        sum = (sum + bernoulli_numbers<T>.of[k - 1] * factor) * square;
    }
    pair<T> const half = factorial.scaled(T(0.5));
    if (n == 0) return logarithm(z, 0) - (u * half + sum + recurrence);
    pair<T> const tail = (factorial / pair<T>{static_cast<T>(n), T{0}} + u * half + sum) * power(u, n);
    pair<T> const total = tail + recurrence * factorial;
    return n % 2 == 0 ? -total : total;
}

/// Between 1 and 2 digamma has a zero. Near it the Taylor series about the zero keeps the digits.
template <std::floating_point T>
inline constexpr pair<T> zero_of_digamma = from_words<T>(0xbb16c31ab5f1fb70, 0xd4e4432f05278359, 1);

/// digamma or a derivative of it, at a number that is not a pole.
template <std::floating_point T>
constexpr T rounded_polygamma(int n, T x) {
    if (n > 40) this_argument_is_too_large_in_constant_expressions_compute_it_at_run_time();
    check_distance(x);
    auto const [fraction, exponent] = frexp(x);
    if (exponent < -2 * digits<T>) {
        // only the first term, n! / x^(n + 1)
        pair<T> result{T{1}, T{0}};
        pair<T> const inverse = pair<T>{T{1}, T{0}} / pair<T>{fraction, T{0}};
        for (int i = 1; i <= n; ++i) result = result * inverse * static_cast<T>(i);
        result = result * inverse;
        return rounded(n % 2 == 0 ? -result : result, -(n + 1) * exponent);
    }
    return polygamma_of(n, pair<T>{x, T{0}}).hi;
}

/// Whether polygamma overflows or is undefined, and the value it then has.
template <std::floating_point T>
constexpr bool is_special_for_polygamma(T x) {
    return isnan(x) || isinf(x) || is_pole_of_gamma(x);
}
template <std::floating_point T>
constexpr T special_polygamma(int n, T x) {
    if (ctgrad::detail::equal_numbers(x, infinity<T>)) return n == 0 ? x : T{0};
    return n % 2 != 0 && is_pole_of_gamma(x) && !isinf(x) ? infinity<T> : not_a_number<T>;
}

}  // namespace detail

/// psi(x), the derivative of log Gamma(x), within an ulp; NaN at its poles.
template <std::floating_point T>
constexpr T digamma(T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(digamma(widened(x)));
    else {
        if (is_special_for_polygamma(x)) return special_polygamma(0, x);
        pair<T> const from_zero = pair<T>{x, T{0}} - zero_of_digamma<T>;
        if (abs(from_zero.hi) < power_of_two<T>(-24)) {
            pair<T> const slope = from_words<T>(0xf7b95e4771c55d8f, 0x0c28d0814e530f17, 0);
            pair<T> const curvature = from_words<T>(0xe2b1daa550d1ab8e, 0xc060d20dbfb8b83a, -1);
            pair<T> const third = from_words<T>(0x845a14a6a81c05d6, 0x6d7b6900032ea172, -1);
            return (((third * from_zero - curvature) * from_zero + slope) * from_zero).hi;
        }
        if (x > power_of_two<T>(70)) return log(x);
        return rounded_polygamma(0, x);
    }
}

/// The n-th derivative of psi(x), for n = 0, 1, 2, ...
template <std::floating_point T>
constexpr T polygamma(int n, T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(polygamma(n, widened(x)));
    else {
        if (n == 0) return digamma(x);
        if (is_special_for_polygamma(x)) return special_polygamma(n, x);
        if (x > power_of_two<T>(70)) {
            // only the first term, (n - 1)! / x^n
            auto const [fraction, exponent] = frexp(x);
            pair<T> result{T{1}, T{0}};
            pair<T> const inverse = pair<T>{T{1}, T{0}} / pair<T>{fraction, T{0}};
            for (int i = 1; i <= n; ++i) result = result * inverse * static_cast<T>(i < n ? i : 1);
            return rounded(n % 2 == 0 ? -result : result, -n * exponent);
        }
        return rounded_polygamma(n, x);
    }
}

/// polygamma(n, x + h) - polygamma(n, x), within an ulp.
template <std::floating_point T>
constexpr T polygamma_difference(int n, T x, T h) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(polygamma_difference(n, widened(x), widened(h)));
    else {
        pair<T> const to = two_sum(x, h);
        if (is_special_for_polygamma(x) || is_special_for_polygamma(to.hi)) return not_a_number<T>;
        constexpr T largest = power_of_two<T>(40);
        if (abs(x) > largest || abs(h) > largest || n > 40)
            this_argument_is_too_large_in_constant_expressions_compute_it_at_run_time();
        // Where it would cancel, the midpoint rule is exact to all digits.
        if (abs(h) < abs(x) * power_of_two<T>(-40)) return (polygamma_of(n + 1, two_sum(x, h / T{2})) * h).hi;
        return (polygamma_of(n, to) - polygamma_of(n, pair<T>{x, T{0}})).hi;
    }
}

}  // namespace ctgrad::constant_math
