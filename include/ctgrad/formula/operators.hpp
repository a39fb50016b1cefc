#pragma once

#include <ctgrad/formula/apply.hpp>
#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/comparison.hpp>

/// Arithmetic, comparisons and logic of formulas. Those of symbols are in graph/handle.hpp.
namespace ctgrad {

namespace detail {
template <class A, class B>
concept formulas = any_formula<A> || any_formula<B>;
}  // namespace detail

// clang-format off
/// Operators on formulas make formulas. Comparisons make conditions, which `&&`, `||` and `!` combine and `select` chooses
/// by. Plain numbers are refused: write `x + 2_c`.
/// ```cpp
/// constexpr auto f = select(x < y && !(x == 0_c), x * y, -x / 2_c);
/// ```
///@{
template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator+(A const& a, B const& b) { return apply<operations::add>(a, b); }
template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator-(A const& a, B const& b) { return apply<operations::subtract>(a, b); }
template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator*(A const& a, B const& b) { return apply<operations::multiply>(a, b); }
template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator/(A const& a, B const& b) { return apply<operations::divide>(a, b); }
template <detail::any_formula A>
constexpr auto operator-(A const& a) { return apply<operations::negate>(a); }
template <formula A>
constexpr auto operator+(A const& a) { return a; }

template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator<(A const& a, B const& b) { return apply<operations::less>(a, b); }
template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator>(A const& a, B const& b) { return apply<operations::less>(b, a); }
template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator<=(A const& a, B const& b) { return apply<operations::less_equal>(a, b); }
template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator>=(A const& a, B const& b) { return apply<operations::less_equal>(b, a); }
template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator==(A const& a, B const& b) { return apply<operations::equal>(a, b); }
template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator!=(A const& a, B const& b) { return apply<operations::logical_not>(apply<operations::equal>(a, b)); }

template <class A, class B> requires (formula_condition<A> || formula_condition<B>)
constexpr auto operator&&(A const& a, B const& b) { return apply<operations::logical_and>(a, b); }
template <class A, class B> requires (formula_condition<A> || formula_condition<B>)
constexpr auto operator||(A const& a, B const& b) { return apply<operations::logical_or>(a, b); }
template <formula_condition A>
constexpr auto operator!(A const& a) { return apply<operations::logical_not>(a); }
///@}
// clang-format on

}  // namespace ctgrad
