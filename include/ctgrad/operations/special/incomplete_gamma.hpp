#pragma once

#include <ctgrad/numbers/special/incomplete_gamma.hpp>
#include <ctgrad/operations/special/gamma.hpp>
#include <ctgrad/operations/special/missing_partial.hpp>

/// The regularized incomplete gamma functions, for a > 0 and x >= 0; else NaN.
namespace ctgrad::operations {

/// x^(a - 1) exp(-x) / Gamma(a), the derivative of gamma_p with respect to x, computed without overflow. Its own
/// derivative with respect to x is y (a - 1 - x) / x, which is the density of a - 1 minus y, and with respect to a it
/// is y (log(x) - psi(a)). At x = 0 they are the limits from the right.
struct derivative_of_incomplete_gamma : operation {
    static constexpr char const* name = "gamma_p_derivative";
    static constexpr char const* description = "x^(a - 1) exp(-x) / Gamma(a), the derivative of gamma_p(a, x)";
    static constexpr ctgrad::notation notation{.latex = {"\\frac{$2^{$1-1}e^{-$2}}{\\Gamma\\left($1\\right)}",
                                                         precedence::product,
                                                         {precedence::sum, precedence::atom}},
                                               .cpp_name = "boost::math::gamma_p_derivative"};
    static constexpr bool in_constant_expressions = false;
    static constexpr interval domain[]{{0.25, 8}, {0.125, 20}};
    static constexpr tolerance accuracy{.value = 4, .partial = 16, .floor = 0.05};
    static constexpr edge<2> edges[]{{{3, 0}, 0, {0, 0}},
                                     {{2, 0}, 0, {0, 1}},
                                     {{1.5, 0}, 0, {0, infinite}},
                                     {{1, 0}, 1, {-infinite, -1}},
                                     {{0.5, 0}, infinite, {-infinite, -infinite}}};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& a, T const& x) {
        return gamma_p_derivative(a, x);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const& y, T const& a, T const& x) {
        // For a > 1 it uses the density of a - 1, which may be in the range where that of a is not, and does not cancel
        // at a = 2.
        T const below = gamma_p_derivative(a - 1, x) - y;
        T const singular = select(x == 0, select(a == 1, T(-1), -1 / (x * x)), y * ((a - 1 - x) / x));
        return {select(y == 0, T(0), y * (log(x) - digamma(a))), select(a > 1, below, singular)};
    }
};

/// P(a, x), the integral of t^(a - 1) exp(-t) / Gamma(a) from 0 to x. There is no derivative with respect to a.
struct lower_incomplete_gamma : operation {
    static constexpr char const* name = "gamma_p";
    static constexpr char const* description = "the regularized lower incomplete gamma function P(a, x)";
    static constexpr ctgrad::notation notation{.latex_name = "P", .cpp_name = "boost::math::gamma_p"};
    static constexpr bool in_constant_expressions = false;
    static constexpr interval domain[]{{.low = 0.25, .high = 8, .constant = true}, {0.125, 20}};
    static constexpr edge<2> edges[]{{{2, 0}, 0, {not_a_number, 0}},
                                     {{1, 0}, 0, {not_a_number, 1}},
                                     {{0.5, 0}, 0, {not_a_number, infinite}},
                                     {{2, -1}, not_a_number, {not_a_number, not_a_number}},
                                     {{-1, 2}, not_a_number, {not_a_number, not_a_number}}};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& a, T const& x) {
        return gamma_p(a, x);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& a, T const& x) {
        return {constant<missing_partial<lower_incomplete_gamma, 'a'>>(x), gamma_p_derivative(a, x)};
    }
};

/// Q(a, x) = 1 - P(a, x). There is no derivative with respect to a.
struct upper_incomplete_gamma : operation {
    static constexpr char const* name = "gamma_q";
    static constexpr char const* description = "the regularized upper incomplete gamma function Q(a, x)";
    static constexpr ctgrad::notation notation{.latex_name = "Q", .cpp_name = "boost::math::gamma_q"};
    static constexpr bool in_constant_expressions = false;
    static constexpr interval domain[]{{.low = 0.25, .high = 8, .constant = true}, {0.125, 20}};
    static constexpr edge<2> edges[]{{{2, 0}, 1, {not_a_number, 0}},
                                     {{1, 0}, 1, {not_a_number, -1}},
                                     {{0.5, 0}, 1, {not_a_number, -infinite}},
                                     {{2, -1}, not_a_number, {not_a_number, not_a_number}}};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& a, T const& x) {
        return gamma_q(a, x);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& a, T const& x) {
        return {constant<missing_partial<upper_incomplete_gamma, 'a'>>(x), -gamma_p_derivative(a, x)};
    }
};

}  // namespace ctgrad::operations

namespace ctgrad {

// clang-format off
template <class A, class X> requires detail::any_symbolic<A, X> constexpr applied<operations::lower_incomplete_gamma, A, X> gamma_p(A const& a, X const& x) { return apply<operations::lower_incomplete_gamma>(a, x); }
template <class A, class X> requires detail::any_symbolic<A, X> constexpr applied<operations::upper_incomplete_gamma, A, X> gamma_q(A const& a, X const& x) { return apply<operations::upper_incomplete_gamma>(a, x); }
template <class A, class X> requires detail::any_symbolic<A, X> constexpr applied<operations::derivative_of_incomplete_gamma, A, X> gamma_p_derivative(A const& a, X const& x) { return apply<operations::derivative_of_incomplete_gamma>(a, x); }
// clang-format on

}  // namespace ctgrad
