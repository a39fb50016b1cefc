#pragma once

#include <ctgrad/numbers/special/gamma.hpp>
#include <ctgrad/operations/named_constants.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/operations/special/missing_partial.hpp>

/// The gamma function and related functions.
namespace ctgrad::operations {

/// log |Gamma(x)|. At the poles 0, -1, -2, ... the value is infinity and the derivative NaN, because the sign of the
/// derivative differs on both sides.
struct logarithm_of_gamma : operation {
    static constexpr char const* name = "lgamma";
    static constexpr char const* description = "the logarithm of the absolute value of Gamma(x)";
    static constexpr ctgrad::notation notation{.latex_name = "\\log\\Gamma", .cpp_name = "std::lgamma"};
    static constexpr interval domain[]{{0, 100}};
    static constexpr edge<1> edges[]{{{0}, infinite, {not_a_number}}, {{-1}, infinite, {not_a_number}}};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& x) {
        return lgamma(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {digamma(x)};
    }
};

/// Gamma(x). At 0 the value is an infinity with the sign of the zero, at -1, -2, ... NaN; the derivative is NaN there.
struct gamma_function : operation {
    static constexpr char const* name = "tgamma";
    static constexpr char const* description = "the gamma function";
    static constexpr ctgrad::notation notation{.latex_name = "\\Gamma", .cpp_name = "std::tgamma"};
    static constexpr interval domain[]{{0, 30}};
    static constexpr edge<1> edges[]{{{0}, infinite, {not_a_number}}, {{-1}, not_a_number, {not_a_number}}};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& x) {
        return tgamma(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const& y, T const& x) {
        return {y * digamma(x)};
    }
};

/// psi(x), the derivative of log Gamma(x). At the poles 0, -1, -2, ... the value is NaN and the derivative infinity.
struct digamma_function : operation {
    static constexpr char const* name = "digamma";
    static constexpr char const* description = "psi(x), the derivative of lgamma";
    static constexpr ctgrad::notation notation{.latex_name = "\\psi", .cpp_name = "boost::math::digamma"};
    static constexpr interval domain[]{{0, 100}};
    static constexpr edge<1> edges[]{{{0}, not_a_number, {infinite}}, {{-1}, not_a_number, {infinite}}};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& x) {
        return digamma(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {polygamma(T(1), x)};
    }
};

/// The n-th derivative of psi(x), for n = 0, 1, 2, ... At the poles 0, -1, -2, ... it is infinity for odd n, where both
/// sides agree, else NaN. There is no derivative with respect to n.
struct polygamma_function : operation {
    static constexpr char const* name = "polygamma";
    static constexpr char const* description = "polygamma(n, x), the n-th derivative of digamma";
    static constexpr ctgrad::notation notation{.latex = {"\\psi^{($1)}\\left($2\\right)", precedence::call},
                                               .cpp = {"boost::math::polygamma(static_cast<int>($1), $2)"}};
    static constexpr interval domain[]{{.low = 0, .high = 6, .whole = true}, {0.125, 50}};
    static constexpr edge<2> edges[]{{{1, 0}, infinite, {not_a_number, not_a_number}},
                                     {{2, 0}, not_a_number, {not_a_number, infinite}},
                                     {{1, -1}, infinite, {not_a_number, not_a_number}},
                                     {{0.5, 1}, not_a_number, {not_a_number, not_a_number}}};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& n, T const& x) {
        return polygamma(n, x);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& n, T const& x) {
        return {constant<missing_partial<polygamma_function, 'n'>>(x), polygamma(n + 1, x)};
    }
};

/// polygamma(n, x + h) - polygamma(n, x), accurate however small h is. The derivative of the beta function needs it.
struct polygamma_difference_function : operation {
    static constexpr char const* name = "polygamma_difference";
    static constexpr char const* description = "polygamma(n, x + h) - polygamma(n, x), without cancellation";
    static constexpr ctgrad::notation notation{.latex = {"\\Delta_{$3}\\psi^{($1)}\\left($2\\right)", precedence::call},
                                               .cpp_name = "ctgrad::polygamma_difference"};
    static constexpr interval domain[]{{.low = 0, .high = 4, .whole = true}, {0.125, 50}, {0.125, 50}};
    static constexpr tolerance accuracy{.value = 8};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& n, T const& x, T const& h) {
        return polygamma_difference(n, x, h);
    }
    template <class T>
    static constexpr std::array<T, 3> partials(T const&, T const& n, T const& x, T const& h) {
        return {constant<missing_partial<polygamma_difference_function, 'n'>>(x), polygamma_difference(n + 1, x, h),
                polygamma(n + 1, x + h)};
    }
    template <class T>
    static T oracle(T const& n, T const& x, T const& h) {
        return polygamma(n, T(x + h)) - polygamma(n, x);
    }
};

/// Gamma(a) Gamma(b) / Gamma(a + b), for a > 0 and b > 0; else NaN. The derivative with respect to a is beta(a, b)
/// (psi(a) - psi(a + b)).
struct beta_function : operation {
    static constexpr char const* name = "beta";
    static constexpr char const* description = "the beta function Gamma(a) Gamma(b) / Gamma(a + b), for a, b > 0";
    static constexpr ctgrad::notation notation{.latex_name = "\\mathrm{B}", .cpp_name = "boost::math::beta"};
    static constexpr interval domain[]{{0, 20}, {0, 20}};
    static constexpr edge<2> edges[]{{{-1, 2}, not_a_number, {not_a_number, not_a_number}}};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& a, T const& b) {
        return beta(a, b);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const& y, T const& a, T const& b) {
        return {-y * polygamma_difference(T(0), a, b), -y * polygamma_difference(T(0), b, a)};
    }
};

}  // namespace ctgrad::operations

namespace ctgrad {

// clang-format off
template <detail::symbolic X> constexpr applied<operations::logarithm_of_gamma, X> lgamma(X const& x) { return apply<operations::logarithm_of_gamma>(x); }
template <detail::symbolic X> constexpr applied<operations::gamma_function, X> tgamma(X const& x) { return apply<operations::gamma_function>(x); }
template <detail::symbolic X> constexpr applied<operations::digamma_function, X> digamma(X const& x) { return apply<operations::digamma_function>(x); }
template <class N, class X> requires detail::any_symbolic<N, X> constexpr applied<operations::polygamma_function, N, X> polygamma(N const& n, X const& x) { return apply<operations::polygamma_function>(n, x); }
template <class N, class X, class H> requires detail::any_symbolic<N, X, H> constexpr applied<operations::polygamma_difference_function, N, X, H> polygamma_difference(N const& n, X const& x, H const& h) { return apply<operations::polygamma_difference_function>(n, x, h); }
template <class A, class B> requires detail::any_symbolic<A, B> constexpr applied<operations::beta_function, A, B> beta(A const& a, B const& b) { return apply<operations::beta_function>(a, b); }
// clang-format on

}  // namespace ctgrad
