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
/// Operators on formulas make formulas. Comparisons make conditions; `&&`, `||` and `!` combine them, and `select` uses
/// them. Plain numbers are refused: write `x + 2_c`.
/// ```cpp
/// constexpr auto f = select(x < y && !(x == 0_c), x * y, -x / 2_c);
/// ```
///@{
template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator+(A const&, B const&) { return detail::formula_of<applied<operations::add, A, B>>; }
template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator-(A const&, B const&) { return detail::formula_of<applied<operations::subtract, A, B>>; }
template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator*(A const&, B const&) { return detail::formula_of<applied<operations::multiply, A, B>>; }
template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator/(A const&, B const&) { return detail::formula_of<applied<operations::divide, A, B>>; }
template <detail::any_formula A>
constexpr auto operator-(A const&) { return detail::formula_of<applied<operations::negate, A>>; }
template <formula A>
constexpr auto operator+(A const& a) { return a; }

template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator<(A const&, B const&) { return detail::formula_of<applied<operations::less, A, B>>; }
template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator>(A const&, B const&) { return detail::formula_of<applied<operations::less, B, A>>; }
template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator<=(A const&, B const&) { return detail::formula_of<applied<operations::less_equal, A, B>>; }
template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator>=(A const&, B const&) { return detail::formula_of<applied<operations::less_equal, B, A>>; }
template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator==(A const&, B const&) { return detail::formula_of<applied<operations::equal, A, B>>; }
template <class A, class B> requires detail::formulas<A, B>
constexpr auto operator!=(A const&, B const&) { return detail::formula_of<applied<operations::logical_not, applied<operations::equal, A, B>>>; }

template <class A, class B> requires (formula_condition<A> || formula_condition<B>)
constexpr auto operator&&(A const&, B const&) { return detail::formula_of<applied<operations::logical_and, A, B>>; }
template <class A, class B> requires (formula_condition<A> || formula_condition<B>)
constexpr auto operator||(A const&, B const&) { return detail::formula_of<applied<operations::logical_or, A, B>>; }
template <formula_condition A>
constexpr auto operator!(A const&) { return detail::formula_of<applied<operations::logical_not, A>>; }
///@}
// clang-format on

}  // namespace ctgrad
