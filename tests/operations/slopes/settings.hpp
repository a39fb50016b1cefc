#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>

#include <ctgrad/ctgrad.hpp>

/// What the test of a slope needs: which operands are variables, how the others are computed from them, where they are
/// tested, and an oracle, the slope in another form.
namespace slopes {

// Those of the library, which take every scalar type.
using ctgrad::acosh, ctgrad::asin, ctgrad::asinh, ctgrad::atan, ctgrad::atanh, ctgrad::cos, ctgrad::cosh, ctgrad::erf,
    ctgrad::erfc, ctgrad::exp, ctgrad::expm1, ctgrad::hypot, ctgrad::log, ctgrad::log1p, ctgrad::log_sum_exp,
    ctgrad::pow, ctgrad::sigmoid, ctgrad::sin, ctgrad::sinh, ctgrad::sqrt, ctgrad::tanh;
namespace op = ctgrad::operations;

/// The ordinary case: the first operand is the variable. A member `accuracy` is of the value and the partials.
struct of_one_variable {
    static constexpr std::array<std::size_t, 1> variables{0};
    static constexpr ctgrad::tolerance accuracy{8, 16};
    static constexpr bool is_differentiated_twice = true;
};

template <class Slope>
struct setting;

// Algebraic slopes.

template <>
struct setting<op::arc_sine_slope> : of_one_variable {
    static constexpr ctgrad::interval domain[]{{-1, 1}};
    static constexpr auto operands(auto const& x) { return std::array{x}; }
    static auto oracle(auto const& x) { return 1 / sqrt(1 - x * x); }
};
template <>
struct setting<op::area_hyperbolic_sine_slope> : of_one_variable {
    static constexpr ctgrad::interval domain[]{{-5, 5}};
    static constexpr auto operands(auto const& x) { return std::array{x}; }
    static auto oracle(auto const& x) { return 1 / cosh(asinh(x)); }
};
template <>
struct setting<op::area_hyperbolic_cosine_slope> : of_one_variable {
    static constexpr ctgrad::interval domain[]{{1, 9}};
    static constexpr auto operands(auto const& x) { return std::array{x}; }
    static auto oracle(auto const& x) { return 1 / sinh(acosh(x)); }
};
template <>
struct setting<op::arc_tangent_slope> : of_one_variable {
    static constexpr ctgrad::interval domain[]{{-5, 5}};
    static constexpr auto operands(auto const& x) { return std::array{x}; }
    static auto oracle(auto const& x) { return cos(atan(x)) * cos(atan(x)); }
};
template <>
struct setting<op::area_hyperbolic_tangent_slope> : of_one_variable {
    static constexpr ctgrad::interval domain[]{{-1, 1}};
    static constexpr auto operands(auto const& x) { return std::array{x}; }
    static auto oracle(auto const& x) { return 1 / (1 - x * x); }
};
template <>
struct setting<op::unit_component> : of_one_variable {
    static constexpr std::array<std::size_t, 2> variables{0, 1};
    static constexpr ctgrad::interval domain[]{{-5, 5}, {-3, 4}};
    static constexpr auto operands(auto const& a, auto const& b) { return std::array{a, b, 1 / hypot(a, b)}; }
    static auto oracle(auto const& a, auto const& b) { return a / sqrt(a * a + b * b); }
};
template <>
struct setting<op::arc_tangent_product_slope> : of_one_variable {
    static constexpr ctgrad::tolerance accuracy{.value = 8, .partial = 16, .floor = 0.1};
    static constexpr std::array<std::size_t, 2> variables{0, 1};
    static constexpr ctgrad::interval domain[]{{-3, 4}, {-2, 3}};
    static constexpr auto operands(auto const& a, auto const& b) {
        return std::array{a, b, 1 / sqrt(1 + a * b * (a * b))};
    }
    static auto oracle(auto const& a, auto const& b) { return b / (1 + a * b * a * b); }
};
template <>
struct setting<op::reciprocal_of_factor> : of_one_variable {
    static constexpr std::array<std::size_t, 2> variables{0, 2};
    static constexpr ctgrad::interval domain[]{{1, 5}, {-5, -1}};
    static constexpr auto operands(auto const& c, auto const& p) { return std::array{c, 1 / (c * p), p}; }
    static auto oracle(auto const& c, auto const&) { return 1 / c; }
};

// Components of vectors. Their variables are all operands but the last ones.

template <>
struct setting<op::unit_component_of_three> : of_one_variable {
    static constexpr std::array<std::size_t, 3> variables{0, 1, 2};
    static constexpr ctgrad::interval domain[]{{-5, 5}, {-3, 4}, {-2, 3}};
    static constexpr auto operands(auto const& a, auto const& b, auto const& c) {
        return std::array{a, b, c, 1 / hypot(a, b, c)};
    }
    static auto oracle(auto const& a, auto const& b, auto const& c) { return a / sqrt(a * a + b * b + c * c); }
};
template <>
struct setting<op::angle_slope> : of_one_variable {
    static constexpr ctgrad::tolerance accuracy{.value = 8, .partial = 16, .floor = 0.1};
    static constexpr std::array<std::size_t, 2> variables{0, 1};
    static constexpr ctgrad::interval domain[]{{-5, 5}, {-3, 4}};
    static constexpr auto operands(auto const& a, auto const& b) {
        return std::array{a, b, b / (a * a + b * b), a / (a * a + b * b)};
    }
    static auto oracle(auto const& a, auto const& b) { return b / (a * a + b * b); }
};
template <>
struct setting<op::softmax_component<2>> : of_one_variable {
    static constexpr std::array<std::size_t, 2> variables{0, 1};
    static constexpr ctgrad::interval domain[]{{-5, 5}, {-3, 4}};
    static constexpr auto operands(auto const& x, auto const& a) { return std::array{x, a, log_sum_exp(x, a)}; }
    static auto oracle(auto const& x, auto const& a) { return 1 / (1 + exp(a - x)); }
};
template <>
struct setting<op::softmax_component<3>> : of_one_variable {
    static constexpr std::array<std::size_t, 3> variables{0, 1, 2};
    static constexpr ctgrad::interval domain[]{{-5, 5}, {-3, 4}, {-2, 3}};
    static constexpr auto operands(auto const& x, auto const& a, auto const& b) {
        return std::array{x, a, b, log_sum_exp(x, a, b)};
    }
    static auto oracle(auto const& x, auto const& a, auto const& b) { return 1 / (1 + exp(a - x) + exp(b - x)); }
};

// Slopes of functions that saturate.

template <>
struct setting<op::exponential_from_expm1> : of_one_variable {
    static constexpr ctgrad::interval domain[]{{-4, 4}};
    static constexpr auto operands(auto const& x) { return std::array{x, expm1(x)}; }
    static auto oracle(auto const& x) { return exp(x); }
};
template <>
struct setting<op::sigmoid_slope> : of_one_variable {
    static constexpr ctgrad::tolerance accuracy{200, 200};
    static constexpr ctgrad::interval domain[]{{-8, 12}};
    static constexpr auto operands(auto const& x) { return std::array{x, sigmoid(x)}; }
    static auto oracle(auto const& x) { return 1 / (2 + exp(x) + exp(-x)); }
};
template <>
struct setting<op::sigmoid_balance> : of_one_variable {
    static constexpr ctgrad::tolerance accuracy{8, 200};
    static constexpr ctgrad::interval domain[]{{-8, 12}};
    static constexpr auto operands(auto const& x) { return std::array{x, sigmoid(x)}; }
    static auto oracle(auto const& x) { return -tanh(x / 2); }
};
template <>
struct setting<op::tanh_slope> : of_one_variable {
    static constexpr ctgrad::tolerance accuracy{200, 200};
    static constexpr ctgrad::interval domain[]{{-5, 8}};
    static constexpr auto operands(auto const& x) { return std::array{x, tanh(x)}; }
    static auto oracle(auto const& x) { return 1 / (cosh(x) * cosh(x)); }
};
template <>
struct setting<op::logistic_slope> : of_one_variable {
    static constexpr ctgrad::interval domain[]{{-8, 12}};
    static constexpr auto operands(auto const& x) { return std::array{x, exp(x), 1 / (1 + exp(x))}; }
    static auto oracle(auto const& x) { return 1 / (2 + exp(x) + exp(-x)); }
};
template <>
struct setting<op::logistic_ratio> : of_one_variable {
    static constexpr ctgrad::interval domain[]{{-8, 12}};
    static constexpr auto operands(auto const& x) { return std::array{x, exp(x), 1 / (1 + exp(x))}; }
    static auto oracle(auto const& x) { return 1 / (1 + exp(-x)); }
};
template <>
struct setting<op::logistic_balance> : of_one_variable {
    static constexpr ctgrad::interval domain[]{{-8, 12}};
    static constexpr auto operands(auto const& x) { return std::array{x, exp(x), 1 / (1 + exp(x))}; }
    static auto oracle(auto const& x) { return -tanh(x / 2); }
};
template <>
struct setting<op::ratio_of_power> : of_one_variable {
    static constexpr ctgrad::interval domain[]{{0, 9}};
    static constexpr auto operands(auto const& x) { return std::array{x, 1 / (1 + x)}; }
    static auto oracle(auto const& x) { return 1 - 1 / (1 + x); }
};
template <>
struct setting<op::one_minus_exponential> : of_one_variable {
    static constexpr ctgrad::interval domain[]{{-4, 3}};
    static constexpr auto operands(auto const& x) { return std::array{x, exp(x)}; }
    static auto oracle(auto const& x) { return -expm1(x); }
};
template <>
struct setting<op::gumbel_slope> : of_one_variable {
    static constexpr ctgrad::interval domain[]{{-6, 3}};
    static constexpr auto operands(auto const& x) { return std::array{x, exp(x), exp(-exp(x))}; }
    static auto oracle(auto const& x) { return exp(x - exp(x)); }
};

// Slopes of other functions.

/// The error of exp(-x^2) grows as x^2.
template <>
struct setting<op::slope_of_log_erfc> : of_one_variable {
    static constexpr ctgrad::tolerance accuracy{1e3, 1e6};
    static constexpr ctgrad::interval domain[]{{-3, 26}};
    static constexpr auto operands(auto const& x) { return std::array{x, erfc(x)}; }
    static auto oracle(auto const& x) { return -2 / sqrt(4 * atan(decltype(x * x)(1))) * exp(-x * x) / erfc(x); }
};
template <>
struct setting<op::slope_of_sinc> : of_one_variable {
    static constexpr ctgrad::tolerance accuracy{.value = 100, .partial = 16, .floor = 0.1};
    static constexpr ctgrad::interval domain[]{{-4, 3}};
    static constexpr auto operands(auto const& x) { return std::array{x, sin(x), cos(x), 1 / x}; }
    static auto oracle(auto const& x) { return (x * cos(x) - sin(x)) / (x * x); }
};
/// The second derivative, so that the rule for the exponent takes the first as well.
template <>
struct setting<op::derivative_of_power> : of_one_variable {
    static constexpr std::array<std::size_t, 2> variables{1, 2};
    static constexpr ctgrad::interval domain[]{{0, 5}, {-3, 4}};
    template <class T>
    static constexpr auto operands(T const& x, T const& p) {
        return std::array{order_beside(x), x, p, T(pow(x, p))};
    }
    /// On nodes it is a constant of their graph.
    template <class T>
    static constexpr T order_beside(T const& x) {
        if constexpr (requires { x.owner->constant(2); })
            return T{x.owner, x.owner->constant(2)};
        else
            return T(2);
    }
    static auto oracle(auto const& x, auto const& p) { return p * (p - 1) * exp((p - 2) * log(x)); }
};

// Slopes of f(x) / x, x / f(x) and c f(a / c).

/// The function that a series is of, with two derivatives.
template <class Series>
struct function_of;
template <>
struct function_of<ctgrad::detail::series_of_expm1> {
    static constexpr ctgrad::interval domain{-3, 4};
    static constexpr auto f(auto const& x) { return expm1(x); }
    static constexpr auto first(auto const& x) { return exp(x); }
    static auto second(auto const& x) { return exp(x); }
};
template <>
struct function_of<ctgrad::detail::series_of_log1p> {
    static constexpr ctgrad::interval domain{-0.8, 0.9};
    static constexpr auto f(auto const& x) { return log1p(x); }
    static constexpr auto first(auto const& x) { return 1 / (1 + x); }
    static auto second(auto const& x) { return -1 / ((1 + x) * (1 + x)); }
};
template <>
struct function_of<ctgrad::detail::series_of_sinh> {
    static constexpr ctgrad::interval domain{-3, 4};
    static constexpr auto f(auto const& x) { return sinh(x); }
    static constexpr auto first(auto const& x) { return cosh(x); }
    static auto second(auto const& x) { return sinh(x); }
};
template <>
struct function_of<ctgrad::detail::series_of_asinh> {
    static constexpr ctgrad::interval domain{-3, 4};
    static constexpr auto f(auto const& x) { return asinh(x); }
    static constexpr auto first(auto const& x) { return 1 / sqrt(1 + x * x); }
    static auto second(auto const& x) { return -x / (sqrt(1 + x * x) * (1 + x * x)); }
};
template <>
struct function_of<ctgrad::detail::series_of_asin> {
    static constexpr ctgrad::interval domain{-0.8, 0.9};
    static constexpr auto f(auto const& x) { return asin(x); }
    static constexpr auto first(auto const& x) { return 1 / sqrt(1 - x * x); }
    static auto second(auto const& x) { return x / (sqrt(1 - x * x) * (1 - x * x)); }
};
template <>
struct function_of<ctgrad::detail::series_of_atan> {
    static constexpr ctgrad::interval domain{-3, 4};
    static constexpr auto f(auto const& x) { return atan(x); }
    static constexpr auto first(auto const& x) { return 1 / (1 + x * x); }
    static auto second(auto const& x) { return -2 * x / ((1 + x * x) * (1 + x * x)); }
};
template <>
struct function_of<ctgrad::detail::series_of_atanh> {
    static constexpr ctgrad::interval domain{-0.8, 0.9};
    static constexpr auto f(auto const& x) { return atanh(x); }
    static constexpr auto first(auto const& x) { return 1 / (1 - x * x); }
    static auto second(auto const& x) { return 2 * x / ((1 - x * x) * (1 - x * x)); }
};
template <>
struct function_of<ctgrad::detail::series_of_tanh> {
    static constexpr ctgrad::interval domain{-3, 4};
    static constexpr auto f(auto const& x) { return tanh(x); }
    static constexpr auto first(auto const& x) { return 1 / (cosh(x) * cosh(x)); }
    static auto second(auto const& x) { return -2 * sinh(x) / (cosh(x) * cosh(x) * cosh(x)); }
};
template <>
struct function_of<ctgrad::detail::series_of_erf> {
    static constexpr ctgrad::interval domain{-3, 4};
    static constexpr auto f(auto const& x) { return erf(x); }
    static constexpr auto first(auto const& x) {
        return op::two_over_root_pi::evaluate<std::remove_cvref_t<decltype(x)>>() * exp(-x * x);
    }
    static auto second(auto const& x) { return -2 * x * first(x); }
};

/// The rules are the same for all series, whose own parts are in the first derivatives. So second derivatives are those
/// of two series: compiling them takes longer than all the rest.
template <class Series>
struct of_series : of_one_variable {
    static constexpr bool is_differentiated_twice =
        std::same_as<Series, ctgrad::detail::series_of_tanh> || std::same_as<Series, ctgrad::detail::series_of_atan>;
    static constexpr ctgrad::interval domain[]{function_of<Series>::domain};
};

/// Derivative number N of f(x) / x.
template <class Series, int N>
auto derivative_of_mean(auto const& x) {
    using of = function_of<Series>;
    auto const f = of::f(x), first = of::first(x);
    if constexpr (N == 1)
        return (x * first - f) / (x * x);
    else
        return (x * x * of::second(x) - 2 * x * first + 2 * f) / (x * x * x);
}
/// The rule of the second derivative cancels near 0.
template <int N>
inline constexpr ctgrad::tolerance accuracy_of_mean =
    N == 1 ? ctgrad::tolerance{100, 4e3} : ctgrad::tolerance{4e3, 1e6};

template <class Series, int N>
struct setting<op::slope_of_mean<Series, N>> : of_series<Series> {
    static constexpr ctgrad::tolerance accuracy = accuracy_of_mean<N>;
    static constexpr auto operands(auto const& x) {
        return std::array{x, function_of<Series>::f(x) / x, function_of<Series>::first(x)};
    }
    static auto oracle(auto const& x) { return derivative_of_mean<Series, N>(x); }
};
template <class Series, int N>
struct setting<op::slope_of_mean_by_factor<Series, N>> : of_series<Series> {
    static constexpr std::array<std::size_t, 2> variables{0, 3};
    static constexpr ctgrad::tolerance accuracy = accuracy_of_mean<N>;
    static constexpr ctgrad::interval domain[]{function_of<Series>::domain, {-3, 4}};
    static constexpr auto operands(auto const& x, auto const& c) {
        return std::array{x, function_of<Series>::f(x) / x, function_of<Series>::first(x), c};
    }
    static auto oracle(auto const& x, auto const& c) { return c * derivative_of_mean<Series, N>(x); }
};
template <class Series, int N>
struct setting<op::slope_of_inverse_mean<Series, N>> : of_series<Series> {
    static constexpr ctgrad::tolerance accuracy = accuracy_of_mean<N>;
    static constexpr auto operands(auto const& x) {
        return std::array{x, x / function_of<Series>::f(x), function_of<Series>::first(x)};
    }
    static auto oracle(auto const& x) {
        using of = function_of<Series>;
        auto const f = of::f(x), first = of::first(x);
        if constexpr (N == 1)
            return (f - x * first) / (f * f);
        else
            return (2 * first * (x * first - f) - x * f * of::second(x)) / (f * f * f);
    }
};
template <class Series>
struct setting<op::intercept_of_inverse_mean<Series>> : of_series<Series> {
    static constexpr ctgrad::tolerance accuracy{8, 4e3};
    static constexpr auto operands(auto const& x) {
        return std::array{x, x / function_of<Series>::f(x), function_of<Series>::first(x)};
    }
    /// h - x h' for h = x / f(x).
    static auto oracle(auto const& x) {
        return x / function_of<Series>::f(x) - x * setting<op::slope_of_inverse_mean<Series, 1>>::oracle(x);
    }
};
template <class Series>
struct setting<op::intercept_of_tangent<Series>> : of_series<Series> {
    static constexpr ctgrad::tolerance accuracy{100, 100};
    static constexpr auto operands(auto const& x) {
        return std::array{x, function_of<Series>::f(x), function_of<Series>::first(x)};
    }
    static auto oracle(auto const& x) { return function_of<Series>::f(x) - x * function_of<Series>::first(x); }
};

}  // namespace slopes
