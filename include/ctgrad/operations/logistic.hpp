#pragma once

#include <ctgrad/numbers/elementary.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/operations/piecewise.hpp>

namespace ctgrad::operations {

/// 1 / (1 + exp(-x)): 0 and 1 in the limits, without NaN for any argument.
struct logistic_sigmoid : operation {
    static constexpr std::string_view name = "sigmoid";
    static constexpr ctgrad::notation notation{
        .latex_name = "\\sigma", .cpp = {"1 / (1 + std::exp(-$1))", precedence::product, {precedence::power}}};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        exp(x);
    }
    { return divide::evaluate(T(1), add::evaluate(T(1), T(exp(T(-x))))); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const&) {
        return {y * (1 - y)};
    }
};

/// log(1 + exp(x)), as max(x, 0) + log1p(exp(-|x|)): no overflow, and full accuracy for any argument.
struct softplus : operation {
    static constexpr std::string_view name = "softplus";
    static constexpr ctgrad::notation notation{
        .cpp = {"($1 > 0 ? $1 : 0.0) + std::log1p(std::exp(-std::abs($1)))", precedence::sum, {precedence::sum}}};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        log1p(exp(x));
        x < x;
    }
    { return T(rectified_linear::evaluate(x) + T(log1p(T(exp(T(-absolute::evaluate(x))))))); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {sigmoid(x)};
    }
};

/// log(sigmoid(x)) = -softplus(-x), without overflow or loss of digits for any argument.
struct logarithm_of_sigmoid : operation {
    static constexpr std::string_view name = "log_sigmoid";
    static constexpr ctgrad::notation notation{
        .latex_name = "\\log\\sigma",
        .cpp = {
            "-((-$1 > 0 ? -$1 : 0.0) + std::log1p(std::exp(-std::abs($1))))", precedence::sign, {precedence::atom}}};
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) requires requires {
        log1p(exp(x));
        x < x;
    }
    { return T(-softplus::evaluate(T(-x))); }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {sigmoid(-x)};
    }
};

}  // namespace ctgrad::operations

namespace ctgrad {

/// sigmoid(x) of a plain number.
template <std::floating_point T>
constexpr T sigmoid(T x) {
    return operations::logistic_sigmoid::evaluate(x);
}

}  // namespace ctgrad
