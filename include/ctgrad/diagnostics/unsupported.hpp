#pragma once

#include <cstddef>
#include <type_traits>

#include <ctgrad/formula/functions.hpp>
#include <ctgrad/formula/operators.hpp>

/// Well-known functions without a row in the table of operations, a wrong number of arguments, and operators that formulas do
/// not have. A message says so; the compiler alone would list every overload that does not match.
namespace ctgrad {

namespace detail {

template <char...>
struct function_named;

/// Something harmless of the kind of the operands, so that nothing fails afterwards.
template <class... X>
constexpr auto of_the_same_kind() {
    if constexpr ((any_formula<X> || ...))
        return mistake{};
    else
        return typename first_handle<X...>::type{};
}
template <class Problem, class... X>
constexpr auto refuse_function() {
    static_assert(
        never<Problem>,
        "ctgrad: this function has no rule: write it with functions that have one, or add an operation of your "
        "own, a struct derived from ctgrad::operation");
    return of_the_same_kind<X...>();
}
/// For a function whose rule is in a header of its own.
template <class Problem, class... X>
constexpr auto refuse_without_header() {
    static_assert(never<Problem>,
                  "ctgrad: special functions have a header of their own: #include <ctgrad/special.hpp>");
    return of_the_same_kind<X...>();
}
template <class Problem, class... X>
constexpr auto refuse_linear_algebra() {
    static_assert(never<Problem>,
                  "ctgrad: linear algebra takes matrices, and has headers of its own: #include "
                  "<ctgrad/linear_algebra.hpp> for matrix formulas, and <ctgrad/geometry.hpp> for the fixed_matrix of "
                  "traced functions");
    return of_the_same_kind<X...>();
}
template <class Problem, int Arguments, class... X>
constexpr auto refuse_number_of_arguments() {
    static_assert(never<Problem>,
                  "ctgrad: this function takes another number of arguments, the one here: select(condition, a, b), and "
                  "for a maximum of three max(a, max(b, c))");
    return of_the_same_kind<X...>();
}
template <class Problem, class Formula>
constexpr mistake refuse_operator() {
    static_assert(never<Formula>, "ctgrad: formulas have no such operator: for a power write pow(x, 2_c)");
    return {};
}
template <class Symbol>
constexpr Symbol refuse_operator_of_symbol() {
    static_assert(never<Symbol>, "ctgrad: symbols have no such operator: for a power write pow(x, 2)");
    return {};
}
template <class Formula>
constexpr mistake refuse_change() {
    static_assert(never<Formula>, "ctgrad: a formula cannot change: write a new one, as in auto g = f + x");
    return {};
}

template <fixed_string Name>
using function_name = typename spell<function_named, Name>::type;
/// The name of a function of operands X. It depends on them so that the type of the message is made only where there is one.
template <class... X, std::size_t Size>
consteval fixed_string<Size> name_beside(char const (&name)[Size]) {
    return name;
}

}  // namespace detail

#define CTGRAD_NO_RULE(function)                                                                             \
    template <class... X>                                                                                    \
        requires detail::any_symbolic<X...>                                                                  \
    constexpr auto function(X const&...) {                                                                   \
        return detail::refuse_function<detail::function_name<detail::name_beside<X...>(#function)>, X...>(); \
    }

CTGRAD_NO_RULE(riemann_zeta)
CTGRAD_NO_RULE(expint)
CTGRAD_NO_RULE(legendre)
CTGRAD_NO_RULE(hermite)
CTGRAD_NO_RULE(laguerre)
CTGRAD_NO_RULE(sph_bessel)
CTGRAD_NO_RULE(ellint_1)
CTGRAD_NO_RULE(ellint_2)
CTGRAD_NO_RULE(ellint_3)
CTGRAD_NO_RULE(comp_ellint_1)
CTGRAD_NO_RULE(comp_ellint_2)
CTGRAD_NO_RULE(comp_ellint_3)
CTGRAD_NO_RULE(lround)
CTGRAD_NO_RULE(llround)
CTGRAD_NO_RULE(rint)
CTGRAD_NO_RULE(nearbyint)
CTGRAD_NO_RULE(remainder)
CTGRAD_NO_RULE(fdim)
CTGRAD_NO_RULE(nextafter)
CTGRAD_NO_RULE(ldexp)
CTGRAD_NO_RULE(scalbn)
CTGRAD_NO_RULE(frexp)
CTGRAD_NO_RULE(modf)
CTGRAD_NO_RULE(logb)
CTGRAD_NO_RULE(ilogb)
CTGRAD_NO_RULE(lerp)
CTGRAD_NO_RULE(isnan)
CTGRAD_NO_RULE(isinf)
CTGRAD_NO_RULE(isfinite)
CTGRAD_NO_RULE(signbit)

#undef CTGRAD_NO_RULE

// Functions that exist with another number of arguments.
#define CTGRAD_ARGUMENTS(number, function)                                        \
    template <class... X>                                                         \
        requires(detail::any_symbolic<X...> && sizeof...(X) != number)            \
    constexpr auto function(X const&...) {                                        \
        using name = detail::function_name<detail::name_beside<X...>(#function)>; \
        return detail::refuse_number_of_arguments<name, number, X...>();          \
    }

CTGRAD_ARGUMENTS(3, select)
CTGRAD_ARGUMENTS(2, min)
CTGRAD_ARGUMENTS(2, max)
CTGRAD_ARGUMENTS(2, pow)
CTGRAD_ARGUMENTS(2, atan2)

#undef CTGRAD_ARGUMENTS

// In <ctgrad/linear_algebra.hpp>, likewise.
#define CTGRAD_IN_LINEAR_ALGEBRA(function)                                                                         \
    template <class... X>                                                                                          \
        requires detail::any_symbolic<X...>                                                                        \
    constexpr auto function(X const&...) {                                                                         \
        return detail::refuse_linear_algebra<detail::function_name<detail::name_beside<X...>(#function)>, X...>(); \
    }

CTGRAD_IN_LINEAR_ALGEBRA(inverse)
CTGRAD_IN_LINEAR_ALGEBRA(determinant)
CTGRAD_IN_LINEAR_ALGEBRA(log_determinant)
CTGRAD_IN_LINEAR_ALGEBRA(solve)
CTGRAD_IN_LINEAR_ALGEBRA(positive_definite)
CTGRAD_IN_LINEAR_ALGEBRA(lower_triangular)
CTGRAD_IN_LINEAR_ALGEBRA(upper_triangular)

#undef CTGRAD_IN_LINEAR_ALGEBRA

// In <ctgrad/special.hpp>, whose overloads are preferred to these.
#define CTGRAD_IN_SPECIAL(function)                                                                                \
    template <class... X>                                                                                          \
        requires detail::any_symbolic<X...>                                                                        \
    constexpr auto function(X const&...) {                                                                         \
        return detail::refuse_without_header<detail::function_name<detail::name_beside<X...>(#function)>, X...>(); \
    }

CTGRAD_IN_SPECIAL(lgamma)
CTGRAD_IN_SPECIAL(tgamma)
CTGRAD_IN_SPECIAL(digamma)
CTGRAD_IN_SPECIAL(polygamma)
CTGRAD_IN_SPECIAL(beta)
CTGRAD_IN_SPECIAL(gamma_p)
CTGRAD_IN_SPECIAL(gamma_q)
CTGRAD_IN_SPECIAL(erfcx)
CTGRAD_IN_SPECIAL(normal_cdf)
CTGRAD_IN_SPECIAL(cyl_bessel_i)
CTGRAD_IN_SPECIAL(cyl_bessel_j)
CTGRAD_IN_SPECIAL(cyl_bessel_k)
CTGRAD_IN_SPECIAL(cyl_neumann)

#undef CTGRAD_IN_SPECIAL

// clang-format off
template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator^(A const&, B const&) { return detail::refuse_operator<detail::function_name<"^">, A>(); }
template <class A, class B> requires(detail::formulas<A, B> && !matrix_formula<A> && !matrix_formula<B>)
constexpr auto operator%(A const&, B const&) { return detail::refuse_operator<detail::function_name<"%">, A>(); }
template <detail::any_formula A>
constexpr auto operator*(A const& a) {
    if constexpr (std::same_as<A, detail::mistake>) return a;
    else return detail::refuse_operator<detail::function_name<"**">, A>();
}
template <detail::any_handle A>
constexpr A operator*(A const&) { return detail::refuse_operator_of_symbol<A>(); }
template <detail::any_handle A>
constexpr A operator^(A const&, std::type_identity_t<A> const&) { return detail::refuse_operator_of_symbol<A>(); }
template <detail::any_handle A>
constexpr A operator%(A const&, std::type_identity_t<A> const&) { return detail::refuse_operator_of_symbol<A>(); }
template <detail::any_formula A, class B>
constexpr auto operator+=(A const&, B const&) { return detail::refuse_change<A>(); }
template <detail::any_formula A, class B>
constexpr auto operator-=(A const&, B const&) { return detail::refuse_change<A>(); }
template <detail::any_formula A, class B>
constexpr auto operator*=(A const&, B const&) { return detail::refuse_change<A>(); }
template <detail::any_formula A, class B>
constexpr auto operator/=(A const&, B const&) { return detail::refuse_change<A>(); }
template <detail::any_formula A>
constexpr auto operator++(A const&) { return detail::refuse_change<A>(); }
template <detail::any_formula A>
constexpr auto operator--(A const&) { return detail::refuse_change<A>(); }
template <detail::any_formula A>
constexpr auto operator++(A const&, int) { return detail::refuse_change<A>(); }
template <detail::any_formula A>
constexpr auto operator--(A const&, int) { return detail::refuse_change<A>(); }
// clang-format on

}  // namespace ctgrad
