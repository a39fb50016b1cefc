#pragma once

#include <ctgrad/numbers/special/bessel_scaled.hpp>
#include <ctgrad/operations/named_constants.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/operations/special/missing_partial.hpp>

/// The modified Bessel function of the first kind, exponentially scaled.
namespace ctgrad::operations {

/// The k-th derivative of exp(-|x|) I_n(x). If n + k is odd it jumps at 0, where its value is 0, the mean of both
/// sides. There is no derivative with respect to k or n.
struct derivative_of_scaled_bessel : operation {
    static constexpr char const* name = "cyl_bessel_i_scaled_derivative";
    static constexpr char const* description = "the k-th derivative of cyl_bessel_i_scaled(n, x), of (k, n, x)";
    static constexpr ctgrad::notation notation{
        .latex = {"\\left(e^{-\\lvert\\cdot\\rvert}I_{$2}\\right)^{($1)}\\left($3\\right)", precedence::call},
        .cpp_name = "ctgrad::cyl_bessel_i_scaled_derivative"};
    static constexpr bool in_constant_expressions = false;
    static constexpr interval domain[]{
        {.low = 0, .high = 2, .whole = true}, {.low = -3, .high = 6, .whole = true}, {0.125, 60}};
    static constexpr tolerance accuracy{.value = 64, .partial = 64, .floor = 0.01};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& k, T const& n, T const& x) {
        return cyl_bessel_i_scaled_derivative(k, n, x);
    }
    template <class T>
    static constexpr std::array<T, 3> partials(T const&, T const& k, T const& n, T const& x) {
        return {constant<missing_partial<derivative_of_scaled_bessel, 'k'>>(x),
                constant<missing_partial<derivative_of_scaled_bessel, 'n'>>(x),
                cyl_bessel_i_scaled_derivative(k + 1, n, x)};
    }
};

/// exp(-|x|) I_n(x), without overflow for any x. The scaled derivative (I_(n-1) + I_(n+1)) / 2 - I_n would cancel for
/// large x, so a separate function computes it, which does not cancel. At the kink x = 0 it is the mean of both sides.
struct scaled_bessel : operation {
    static constexpr char const* name = "cyl_bessel_i_scaled";
    static constexpr char const* description = "exp(-abs(x)) I_n(x), cyl_bessel_i_scaled(n, x)";
    static constexpr ctgrad::notation notation{
        .latex = {"e^{-\\left\\lvert $2\\right\\rvert}I_{$1}\\left($2\\right)", precedence::call},
        .cpp_name = "ctgrad::cyl_bessel_i_scaled"};
    static constexpr bool in_constant_expressions = false;
    static constexpr interval domain[]{{.low = -3, .high = 6, .whole = true}, {0.125, 60}};
    static constexpr tolerance accuracy{.value = 4, .partial = 64, .floor = 0.01};
    static constexpr edge<2> edges[]{
        {{0, 0}, 1, {not_a_number, 0}}, {{1, 0}, 0, {not_a_number, 0.5}}, {{0, infinite}, 0, {not_a_number, 0}}};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& n, T const& x) {
        return cyl_bessel_i_scaled(n, x);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& n, T const& x) {
        return {constant<missing_partial<scaled_bessel, 'n'>>(x), cyl_bessel_i_scaled_derivative(T(1), n, x)};
    }
    template <class T>
    static T oracle(T const& n, T const& x) {
        return cyl_bessel_i(n, x) * T(exp(T(-abs(x))));
    }
};

}  // namespace ctgrad::operations

namespace ctgrad {

// clang-format off
template <class K, class N, class X> requires detail::any_symbolic<K, N, X> constexpr applied<operations::derivative_of_scaled_bessel, K, N, X> cyl_bessel_i_scaled_derivative(K const& k, N const& n, X const& x) { return apply<operations::derivative_of_scaled_bessel>(k, n, x); }
template <class N, class X> requires detail::any_symbolic<N, X> constexpr applied<operations::scaled_bessel, N, X> cyl_bessel_i_scaled(N const& n, X const& x) { return apply<operations::scaled_bessel>(n, x); }
// clang-format on

}  // namespace ctgrad
