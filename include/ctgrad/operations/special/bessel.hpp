#pragma once

#include <ctgrad/numbers/special/bessel_scaled.hpp>
#include <ctgrad/operations/named_constants.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/operations/special/missing_partial.hpp>

/// Bessel functions of integer order n, positive or negative. There is no derivative with respect to n.
namespace ctgrad::operations {

/// J_n(x). The derivative is (J_(n-1) - J_(n+1)) / 2, for n = 0 -J_1.
struct bessel_of_first_kind : operation {
    static constexpr char const* name = "cyl_bessel_j";
    static constexpr char const* description = "the Bessel function J_n(x) of integer order, cyl_bessel_j(n, x)";
    static constexpr ctgrad::notation notation{.latex = {"J_{$1}\\left($2\\right)", precedence::call},
                                               .cpp = {"boost::math::cyl_bessel_j(static_cast<int>($1), $2)"}};
    static constexpr bool in_constant_expressions = false;
    static constexpr interval domain[]{{.low = -3, .high = 6, .whole = true}, {0.125, 20}};
    static constexpr tolerance accuracy{.value = 16, .partial = 16, .floor = 0.01};
    static constexpr edge<2> edges[]{{{0, 0}, 1, {not_a_number, 0}},
                                     {{1, 0}, 0, {not_a_number, 0.5}},
                                     {{-1, 0}, 0, {not_a_number, -0.5}},
                                     {{0, infinite}, 0, {not_a_number, 0}},
                                     {{0.5, 1}, not_a_number, {not_a_number, not_a_number}}};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& n, T const& x) {
        return cyl_bessel_j(n, x);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& n, T const& x) {
        return {constant<missing_partial<bessel_of_first_kind, 'n'>>(x),
                select(n == 0, -cyl_bessel_j(n + 1, x), T(0.5) * (cyl_bessel_j(n - 1, x) - cyl_bessel_j(n + 1, x)))};
    }
};

/// Y_n(x), for x > 0; below 0 it is NaN. The derivative is like that of J. At 0, and where Y overflows, the value is
/// -infinity and the derivative infinity (with opposite signs for n = -1, -3, ...).
struct bessel_of_second_kind : operation {
    static constexpr char const* name = "cyl_neumann";
    static constexpr char const* description = "the Bessel function Y_n(x) of integer order, cyl_neumann(n, x)";
    static constexpr ctgrad::notation notation{.latex = {"Y_{$1}\\left($2\\right)", precedence::call},
                                               .cpp = {"boost::math::cyl_neumann(static_cast<int>($1), $2)"}};
    static constexpr bool in_constant_expressions = false;
    static constexpr interval domain[]{{.low = -3, .high = 6, .whole = true}, {0.125, 20}};
    static constexpr tolerance accuracy{.value = 16, .partial = 16, .floor = 0.01};
    static constexpr edge<2> edges[]{{{0, 0}, -infinite, {not_a_number, infinite}},
                                     {{1, 0}, -infinite, {not_a_number, infinite}},
                                     {{-1, 0}, infinite, {not_a_number, -infinite}},
                                     {{0, infinite}, 0, {not_a_number, 0}},
                                     {{0, -1}, not_a_number, {not_a_number, not_a_number}}};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& n, T const& x) {
        return cyl_neumann(n, x);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const& y, T const& n, T const& x) {
        T const ordinary =
            select(n == 0, -cyl_neumann(n + 1, x), T(0.5) * (cyl_neumann(n - 1, x) - cyl_neumann(n + 1, x)));
        return {constant<missing_partial<bessel_of_second_kind, 'n'>>(x), select(1 / y == 0, -y, ordinary)};
    }
};

/// I_n(x). The derivative is (I_(n-1) + I_(n+1)) / 2, for n = 0 I_1.
struct modified_bessel_of_first_kind : operation {
    static constexpr char const* name = "cyl_bessel_i";
    static constexpr char const* description =
        "the modified Bessel function I_n(x) of integer order, cyl_bessel_i(n, x)";
    static constexpr ctgrad::notation notation{.latex = {"I_{$1}\\left($2\\right)", precedence::call},
                                               .cpp = {"boost::math::cyl_bessel_i(static_cast<int>($1), $2)"}};
    static constexpr bool in_constant_expressions = false;
    static constexpr interval domain[]{{.low = -3, .high = 6, .whole = true}, {0.125, 20}};
    static constexpr edge<2> edges[]{{{0, 0}, 1, {not_a_number, 0}},
                                     {{1, 0}, 0, {not_a_number, 0.5}},
                                     {{0, infinite}, infinite, {not_a_number, infinite}}};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& n, T const& x) {
        return cyl_bessel_i(n, x);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& n, T const& x) {
        return {constant<missing_partial<modified_bessel_of_first_kind, 'n'>>(x),
                select(n == 0, cyl_bessel_i(n + 1, x), T(0.5) * (cyl_bessel_i(n - 1, x) + cyl_bessel_i(n + 1, x)))};
    }
};

/// K_n(x), for x > 0; below 0 it is NaN. The derivative is -(K_(n-1) + K_(n+1)) / 2, for n = 0 -K_1. At 0 the value is
/// infinity and the derivative -infinity.
struct modified_bessel_of_second_kind : operation {
    static constexpr char const* name = "cyl_bessel_k";
    static constexpr char const* description =
        "the modified Bessel function K_n(x) of integer order, cyl_bessel_k(n, x)";
    static constexpr ctgrad::notation notation{.latex = {"K_{$1}\\left($2\\right)", precedence::call},
                                               .cpp = {"boost::math::cyl_bessel_k(static_cast<int>($1), $2)"}};
    static constexpr bool in_constant_expressions = false;
    static constexpr interval domain[]{{.low = -3, .high = 6, .whole = true}, {0.125, 20}};
    static constexpr edge<2> edges[]{{{0, 0}, infinite, {not_a_number, -infinite}},
                                     {{-2, 0}, infinite, {not_a_number, -infinite}},
                                     {{0, infinite}, 0, {not_a_number, 0}},
                                     {{0, -1}, not_a_number, {not_a_number, not_a_number}}};
    template <detail::special_number T>
    static CTGRAD_INLINE T evaluate(T const& n, T const& x) {
        return cyl_bessel_k(n, x);
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& n, T const& x) {
        return {constant<missing_partial<modified_bessel_of_second_kind, 'n'>>(x),
                select(n == 0, -cyl_bessel_k(n + 1, x), T(-0.5) * (cyl_bessel_k(n - 1, x) + cyl_bessel_k(n + 1, x)))};
    }
};

}  // namespace ctgrad::operations

namespace ctgrad {

// clang-format off
template <class N, class X> requires detail::any_symbolic<N, X> constexpr applied<operations::bessel_of_first_kind, N, X> cyl_bessel_j(N const& n, X const& x) { return apply<operations::bessel_of_first_kind>(n, x); }
template <class N, class X> requires detail::any_symbolic<N, X> constexpr applied<operations::bessel_of_second_kind, N, X> cyl_neumann(N const& n, X const& x) { return apply<operations::bessel_of_second_kind>(n, x); }
template <class N, class X> requires detail::any_symbolic<N, X> constexpr applied<operations::modified_bessel_of_first_kind, N, X> cyl_bessel_i(N const& n, X const& x) { return apply<operations::modified_bessel_of_first_kind>(n, x); }
template <class N, class X> requires detail::any_symbolic<N, X> constexpr applied<operations::modified_bessel_of_second_kind, N, X> cyl_bessel_k(N const& n, X const& x) { return apply<operations::modified_bessel_of_second_kind>(n, x); }
// clang-format on

}  // namespace ctgrad
