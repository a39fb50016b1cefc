#pragma once

#include "exponential.hpp"
#include "logarithm.hpp"
#include "power.hpp"
#include "rounding.hpp"

/// The gamma function and its relatives, for positive arguments and for negative ones of moderate size. They have a
/// header of their own, <ctgrad/special.hpp>.
namespace ctgrad::constant_math {
namespace detail {

/// It is not constexpr: a compiler that evaluates it in a constant expression prints its name, which is the message.
inline void this_argument_is_too_large_in_constant_expressions_compute_it_at_run_time() {}

inline constexpr int bernoulli_count = 14;

/// The Bernoulli numbers B_2, B_4, ...
template <std::floating_point T>
constexpr auto computed_bernoulli_numbers() {
    constexpr double numerator[]{1,     -1,    1,       -1,     5,          -691,    7,
                                 -3617, 43867, -174611, 854513, -236364091, 8553103, -23749461029.0};
    constexpr double denominator[]{6, 30, 42, 30, 66, 2730, 6, 510, 798, 330, 138, 2730, 6, 870};
    coefficients<T, bernoulli_count> result{};
    for (int i = 0; i < bernoulli_count; ++i)
        result.of[i] = pair<T>{static_cast<T>(numerator[i]), T{0}} / pair<T>{static_cast<T>(denominator[i]), T{0}};
    return result;
}
template <std::floating_point T>
inline constexpr auto bernoulli_numbers = computed_bernoulli_numbers<T>();

/// log(2 pi) / 2
template <std::floating_point T>
inline constexpr pair<T> half_log_of_two_pi = from_words<T>(0xeb3f8e4325f5a534, 0x94bc900144192024, 0);

/// From here on 14 terms of the asymptotic series are accurate to 2^-100.
inline constexpr int asymptotic_from = 24;

/// Gamma(z) = Gamma(x) * product * 2^exponent, for the first z = x, x + 1, x + 2, ... that is large enough.
template <std::floating_point T>
struct lifted_argument {
    pair<T> z;
    pair<T> product;
    int exponent;
};
template <std::floating_point T>
constexpr lifted_argument<T> lifted(pair<T> x) {
    lifted_argument<T> result{x, {T{1}, T{0}}, 0};
    for (int k = 1; result.z.hi < static_cast<T>(asymptotic_from); ++k) {
        auto const [fraction, exponent] = frexp(result.z.hi);
        pair<T> const factor =
            exponent < -digits<T> ? pair<T>{fraction, T{0}} : result.z.scaled(power_of_two<T>(-exponent));
        result.product = result.product * factor;
        result.exponent += exponent;
        // Each step at most halves the product of fractions.
        if (k % 64 == 0) {
            int const own = exponent_of(result.product.hi);
            result.product = result.product.scaled(power_of_two<T>(-own));
            result.exponent += own;
        }
        result.z = x + static_cast<T>(k);
    }
    return result;
}

/// log(Gamma(z)) for large z, by Stirling's series (DLMF 5.11.1).
template <std::floating_point T>
constexpr pair<T> stirling(pair<T> z) {
    pair<T> const inverse = pair<T>{T{1}, T{0}} / z, square = inverse * inverse;
    pair<T> sum{};
    for (int k = bernoulli_count; k > 0; --k)
        sum = sum * square + bernoulli_numbers<T>.of[k - 1] / pair<T>{static_cast<T>(2 * k * (2 * k - 1)), T{0}};
    return ((z + T(-0.5)) * logarithm(z, 0) - z) + (half_log_of_two_pi<T> + sum * inverse);
}

/// log|Gamma(x)|, with an absolute error of about 2^-95.
template <std::floating_point T>
constexpr pair<T> logarithm_of_gamma(pair<T> x) {
    auto const [z, product, exponent] = lifted(x);
    return stirling(z) - logarithm(product.hi < T{0} ? -product : product, exponent);
}

template <std::floating_point T>
constexpr bool is_pole_of_gamma(T x) {
    return x <= T{0} && is_integer(x);
}

/// Large negative arguments would take one step for each unit.
template <std::floating_point T>
constexpr void check_distance(T x) {
    if (x < T{-2000}) this_argument_is_too_large_in_constant_expressions_compute_it_at_run_time();
}

/// log Gamma at the distance t from its zero 1 or 2, from the first coefficients of its Taylor series.
template <std::floating_point T>
constexpr T logarithm_of_gamma_near_zero(T t, pair<T> first, pair<T> second, pair<T> third, pair<T> fourth) {
    return ((((fourth * t + third) * t + second) * t + first) * t).hi;
}

}  // namespace detail

/// log|Gamma(x)|, within an ulp; infinity at 0, -1, -2, ... Near its zeros 1 and 2 by the Taylor series
/// (DLMF 5.7.3).
template <std::floating_point T>
constexpr T lgamma(T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(lgamma(widened(x)));
    else {
        if (isnan(x)) return x;
        if (isinf(x) || is_pole_of_gamma(x)) return infinity<T>;
        constexpr T near = power_of_two<T>(-20);
        if (abs(x - T{1}) < near)
            return logarithm_of_gamma_near_zero(x - T{1}, -from_words<T>(0x93c467e37db0c7a4, 0xd1be3f810152cb57, 0),
                                                from_words<T>(0xd28d3312983e9918, 0x73d8912200bace5f, 0),
                                                -from_words<T>(0xcd26aadf5596b7ac, 0xf64b92e699b5aa12, -1),
                                                from_words<T>(0x8a8991563ec241b5, 0xf91211196e5235fc, -1));
        if (abs(x - T{2}) < near)
            return logarithm_of_gamma_near_zero(x - T{2}, from_words<T>(0xd8773039049e70b6, 0x5c8380fdfd5a6953, -1),
                                                from_words<T>(0xa51a6625307d3230, 0xe7b1224401759cbd, -1),
                                                -from_words<T>(0x89f000d2abb03409, 0x2e83a0efbc2bfd9e, -3),
                                                from_words<T>(0xa8991563ec241b5f, 0x91211196e5235fbc, -5));
        if (x > power_of_two<T>(70)) {
            // x (log(x) - 1): the other terms are less than 2^-70 of it.
            auto const [fraction, exponent] = frexp(x);
            return rounded((logarithm(x) + T{-1}) * fraction, exponent);
        }
        check_distance(x);
        return logarithm_of_gamma(pair<T>{x, T{0}}).hi;
    }
}

/// Gamma(x), within an ulp; an infinity at 0, with its sign, and NaN at -1, -2, ... and -infinity.
template <std::floating_point T>
constexpr T tgamma(T x) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(tgamma(widened(x)));
    else {
        if (isnan(x) || x == infinity<T>) return x;
        if (x == T{0}) return copysign(infinity<T>, x);
        if (x == -infinity<T> || is_pole_of_gamma(x)) return not_a_number<T>;
        // Beyond these bounds every format overflows and underflows.
        if (x > T{1800}) return infinity<T>;
        if (x < T{-1800}) return is_odd_integer(floor(x)) ? -T{0} : T{0};
        auto const [z, product, shift] = lifted(pair<T>{x, T{0}});
        auto const [value, exponent] = exponential(stirling(z));
        return rounded(value / product, exponent - shift);
    }
}

/// The beta function of a > 0 and b > 0, within an ulp; else NaN.
template <std::floating_point T>
constexpr T beta(T a, T b) {
    using namespace detail;
    if constexpr (is_narrow<T>)
        return narrowed<T>(beta(widened(a), widened(b)));
    else {
        if (!(a > T{0} && b > T{0})) return not_a_number<T>;
        constexpr T largest = power_of_two<T>(40);
        if (a > largest || b > largest) this_argument_is_too_large_in_constant_expressions_compute_it_at_run_time();
        pair<T> const sum = two_sum(a, b);
        return rounded_exponential(logarithm_of_gamma(pair<T>{a, T{0}}) + logarithm_of_gamma(pair<T>{b, T{0}}) -
                                   logarithm_of_gamma(sum));
    }
}
}  // namespace ctgrad::constant_math
