#pragma once

#include "logarithm.hpp"
#include "scaled_error_function.hpp"
#include "square_root.hpp"

#include <ctgrad/support/equal_numbers.hpp>

/// The standard normal distribution. Like the scaled error functions it belongs to <ctgrad/special.hpp>.
namespace ctgrad::constant_math {
namespace detail {

/// 1 / sqrt(2)
template <std::floating_point T>
inline constexpr pair<T> root_of_half = from_words<T>(0xb504f333f9de6484, 0x597d89b3754abe9f, 0);

/// sqrt(2 / pi)
template <std::floating_point T>
inline constexpr pair<T> root_of_two_over_pi = from_words<T>(0xcc42299ea1b28468, 0x7e59e2805d5c7180, 0);

/// exp(-x^2 / 2) / sqrt(2 pi), for |x| < 200.
template <std::floating_point T>
constexpr scaled_pair<T> normal_density(T x) {
    auto const [value, exponent] = exponential(two_product(x, x).scaled(T(-0.5)));
    return {value * root_of_two_over_pi<T>.scaled(T(0.5)), exponent};
}

/// The normal distribution at x < 0, above -200, by its density.
template <std::floating_point T>
constexpr scaled_pair<T> normal_tail(T x) {
    auto const [density, exponent] = normal_density(x);
    auto const [scaled, of_scaled] = scaled_complement(root_of_half<T> * -x);
    // sqrt(pi / 2)
    return {density * scaled / root_of_two_over_pi<T>, exponent + of_scaled};
}

template <std::floating_point T>
constexpr T largest_of_normal() {
    return T{200};
}

}  // namespace detail

/// exp(-x^2 / 2) / sqrt(2 pi), within an ulp.
template <std::floating_point T>
constexpr T normal_pdf(T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(normal_pdf(widened(x)));
    else {
        if (isnan(x)) return x;
        if (abs(x) > largest_of_normal<T>()) return T{0};
        auto const [value, exponent] = normal_density(x);
        return rounded(value, exponent);
    }
}

/// The standard normal distribution, within an ulp.
template <std::floating_point T>
constexpr T normal_cdf(T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(normal_cdf(widened(x)));
    else {
        if (isnan(x)) return x;
        if (abs(x) > largest_of_normal<T>()) return x < T{0} ? T{0} : T{1};
        if (ctgrad::detail::equal_numbers(x, T{0})) return T(0.5);
        auto const [value, exponent] = normal_tail(x < T{0} ? x : -x);
        if (x < T{0}) return rounded(value, exponent);
        if (exponent < -2 * digits<T>) return T{1};
        return (-value.scaled(power_of_two<T>(exponent)) + T{1}).hi;
    }
}

/// log(normal_cdf(x)), within an ulp.
template <std::floating_point T>
constexpr T log_normal_cdf(T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(log_normal_cdf(widened(x)));
    else {
        if (isnan(x)) return x;
        if (x > largest_of_normal<T>()) return -T{0};
        if (x < -power_of_two<T>(std::numeric_limits<T>::max_exponent / 2)) {
            T const half = power_of_two<T>(-std::numeric_limits<T>::max_exponent / 2) * x;
            return abs(half) > T(1.4) || isinf(x) ? -infinity<T>
                                                  : ldexp(-half * half, std::numeric_limits<T>::max_exponent - 1);
        }
        if (x <= T{0}) {
            pair<T> const square = two_product(x, x).scaled(T(0.5));
            if (x < -power_of_two<T>(80)) return -square.hi;
            auto const [value, exponent] = scaled_complement(root_of_half<T> * -x);
            return (logarithm(value, exponent - 1) - square).hi;
        }
        auto const [value, exponent] = normal_tail(-x);
        if (exponent < -2 * digits<T>) return -rounded(value, exponent);
        return logarithm_of_one_plus(-value.scaled(power_of_two<T>(exponent))).hi;
    }
}

/// normal_pdf(x) / normal_cdf(x), within an ulp.
template <std::floating_point T>
constexpr T inverse_mills_ratio(T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(inverse_mills_ratio(widened(x)));
    else {
        if (isnan(x)) return x;
        if (x > largest_of_normal<T>()) return T{0};
        if (x < -power_of_two<T>(80)) return -x;
        if (x <= T{0}) {
            auto const [value, exponent] = scaled_complement(root_of_half<T> * -x);
            return (root_of_two_over_pi<T> / value.scaled(power_of_two<T>(exponent))).hi;
        }
        auto const [density, of_density] = normal_density(x);
        auto const [tail, of_tail] = normal_tail(-x);
        pair<T> const rest = of_tail < -2 * digits<T> ? pair<T>{} : tail.scaled(power_of_two<T>(of_tail));
        return rounded(density / (-rest + T{1}), of_density);
    }
}

namespace detail {

/// The quantile of p < 1/2: an estimate (M. Abramowitz, I. A. Stegun, 26.2.23) and four steps of Newton's method.
template <std::floating_point T>
constexpr T quantile_below_half(pair<T> p, int exponent) {
    T const t = sqrt(T{-2} * logarithm(p, exponent).hi);
    T const top = T(2.515517) + t * (T(0.802853) + t * T(0.010328));
    T const bottom = T{1} + t * (T(1.432788) + t * (T(0.189269) + t * T(0.001308)));
    pair<T> result{top / bottom - t, T{0}};
    for (int i = 0; i < 4; ++i) {
        T const at = result.hi;
        auto const [tail, of_tail] = normal_tail(at);
        auto const [density, of_density] = normal_density(at);
        pair<T> const excess = tail - p.scaled(power_of_two<T>(exponent - of_tail));
        result = -(excess / density).scaled(power_of_two<T>(of_tail - of_density)) + at;
    }
    return result.hi;
}

}  // namespace detail

/// The inverse of normal_cdf, within an ulp.
template <std::floating_point T>
constexpr T normal_quantile(T p) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(normal_quantile(widened(p)));
    else {
        if (isnan(p) || p < T{0} || p > T{1}) return not_a_number<T>;
        if (p == T{0} || p == T{1}) return p == T{0} ? -infinity<T> : infinity<T>;
        T const distance = p - T(0.5);
        if (abs(distance) < power_of_two<T>(-28)) {
            // sqrt(2 pi) d (1 + pi d^2 / 3)
            pair<T> const root_of_two_pi = pair<T>{T{2}, T{0}} / root_of_two_over_pi<T>;
            return (root_of_two_pi * distance * (pair<T>{T{1}, T{0}} + distance * distance * T(1.0471975511965976))).hi;
        }
        if (p > T(0.5)) {
            pair<T> const rest = two_sum(T{1}, -p);
            int const exponent = exponent_of(rest.hi);
            return -quantile_below_half(rest.scaled(power_of_two<T>(-exponent)), exponent);
        }
        auto const [fraction, exponent] = frexp(p);
        return quantile_below_half(pair<T>{fraction, T{0}}, exponent);
    }
}

}  // namespace ctgrad::constant_math
