#pragma once

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/operations/piecewise.hpp>

namespace ctgrad {

// Rules below call it on plain numbers.
template <std::floating_point T>
constexpr T sigmoid(T x);

}  // namespace ctgrad

namespace ctgrad::operations {

struct sigmoid_slope;

/// 1 / (1 + exp(-x)): 0 and 1 in the limits; NaN only for NaN.
struct logistic_sigmoid : operation {
    static constexpr char const* name = "sigmoid";
    static constexpr char const* description = "Logistic function 1 / (1 + exp(-a))";
    static constexpr ctgrad::notation notation{
        .latex_name = "\\sigma", .cpp = {"1 / (1 + std::exp(-$1))", precedence::product, {precedence::power}}};
    static constexpr auto magnitude = detail::magnitude_rule::up_to_one;
    template <class T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(exp(x))) {
        return divide::evaluate(T(1), add::evaluate(T(1), T(exp(T(-x)))));
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {y * (1 - y)};
    }
    template <class T>
    static constexpr std::array<T, 1> computed_partials(T const& y, T const& x) {
        return {ctgrad::apply<sigmoid_slope>(x, y)};
    }
    static constexpr bool evaluates_shared_exponential = false;
    /// In a graph the derivative shares the exponential.
    template <class T>
    static constexpr T expanded(T const& x) {
        return 1 / (1 + exp(-x));
    }
    template <class T>
    static constexpr T stable_logarithm(T const& x, bool of_complement) {
        return log_sigmoid(of_complement ? -x : x);
    }
    template <class T>
    static constexpr T with_shared_exponential(T const&, T const& x, bool negated) {
        T const e = exp(-abs(x)), larger = 1 / (1 + e), smaller = e * larger;
        auto const positive = negated ? x <= 0 : x >= 0;
        return select(positive, larger, smaller);
    }
    static constexpr interval domain[]{{-700, 40}};
    static constexpr tolerance accuracy{.partial = 4, .floor = 1};
    static constexpr edge<1> edges[]{
        {{20000}, 1, {0}}, {{-20000}, 0, {0}}, {{infinite}, 1, {0}}, {{-infinite}, 0, {0}}};
};

/// log(1 + exp(x)), as max(x, 0) + log1p(exp(-|x|)): no overflow, and full accuracy for any argument.
struct logarithm_of_one_plus_exponential : operation {
    static constexpr char const* name = "softplus";
    static constexpr char const* description = "log(1 + exp(a)), without overflow";
    static constexpr bool evaluates_shared_exponential = true;
    static constexpr ctgrad::notation notation{
        .cpp = {"($1 > 0 ? $1 : 0.0) + std::log1p(std::exp(-std::abs($1)))", precedence::sum, {precedence::sum}}};
    template <detail::ordered T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(log1p(exp(x)))) {
        return T(rectified_linear::evaluate(x) + T(log1p(T(exp(T(-absolute::evaluate(x)))))));
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {sigmoid(x)};
    }
    template <class T>
    static constexpr T with_shared_exponential(T const& a, T const& x, bool) {
        T const e = exp(-abs(x)), rectified = relu(a), rest = log1p(e);  // the order of their nodes
        return rectified + rest;
    }
    static constexpr interval domain[]{{-100, 700}};
    static constexpr edge<1> edges[]{
        {{20000}, 20000, {1}}, {{-20000}, 0, {0}}, {{infinite}, infinite, {1}}, {{-infinite}, 0, {0}}};
    template <class T>
    static T oracle(T const& x) {
        T const e = exp(x);
        return x > -30 ? T(log(1 + e)) : T(e * (1 - e * (T(1) / 2 - e / 3)));  // its series far below 0
    }
};

/// log(sigmoid(x)) = -softplus(-x), without overflow or loss of digits for any argument.
struct logarithm_of_sigmoid : operation {
    static constexpr char const* name = "log_sigmoid";
    static constexpr char const* description = "log(sigmoid(a)), without overflow";
    static constexpr bool evaluates_shared_exponential = true;
    static constexpr ctgrad::notation notation{
        .latex_name = "\\log\\sigma",
        .cpp = {
            "-((-$1 > 0 ? -$1 : 0.0) + std::log1p(std::exp(-std::abs($1))))", precedence::sign, {precedence::atom}}};
    template <detail::ordered T>
    static CTGRAD_INLINE auto evaluate(T const& x) -> decltype(T(log1p(exp(x)))) {
        return T(-logarithm_of_one_plus_exponential::evaluate(T(-x)));
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {sigmoid(-x)};
    }
    template <class T>
    static constexpr T with_shared_exponential(T const& a, T const& x, bool negated) {
        return -logarithm_of_one_plus_exponential::with_shared_exponential<T>(-a, x, negated);
    }
    static constexpr interval domain[]{{-700, 100}};
    static constexpr edge<1> edges[]{{{20000}, 0, {0}}, {{-20000}, -20000, {1}}, {{-infinite}, -infinite, {1}}};
    template <class T>
    static T oracle(T const& x) {
        return T(-logarithm_of_one_plus_exponential::oracle(T(-x)));
    }
};

}  // namespace ctgrad::operations

namespace ctgrad {

/// sigmoid(x) of a plain number.
template <std::floating_point T>
constexpr T sigmoid(T x) {
    return operations::logistic_sigmoid::evaluate(x);
}

// clang-format off
/// Logistic functions of formulas and symbols, without overflow or loss of digits. Values, derivatives and conventions are
/// in the rows above.
///@{
template <detail::symbolic X> constexpr applied<operations::logistic_sigmoid, X> sigmoid(X const& x) { return apply<operations::logistic_sigmoid>(x); }
template <detail::symbolic X> constexpr applied<operations::logarithm_of_one_plus_exponential, X> softplus(X const& x) { return apply<operations::logarithm_of_one_plus_exponential>(x); }
template <detail::symbolic X> constexpr applied<operations::logarithm_of_sigmoid, X> log_sigmoid(X const& x) { return apply<operations::logarithm_of_sigmoid>(x); }
///@}
// clang-format on

}  // namespace ctgrad
