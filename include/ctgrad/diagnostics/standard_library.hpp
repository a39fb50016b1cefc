#pragma once

#include <type_traits>

#include <ctgrad/diagnostics/unsupported.hpp>

/// Functions of the standard library that take operands of one type, called with operands of different types, as in
/// `std::max(u, 0.0)`. Without these overloads the compiler would list every overload of the standard library.
namespace ctgrad {

struct symbol;

namespace detail {

template <class... X>
constexpr auto refuse_standard_function() {
    static_assert(
        never<X...>,
        "ctgrad: write max(a, b), min(a, b) or clamp(x, low, high), without std::, whose functions take operands "
        "of one type");
    return of_the_same_kind<X...>();
}
template <class X, class... Y>
concept different_operands = any_symbolic<X, Y...> && !(std::is_same_v<X, Y> && ...);

template <class C>
concept operand_for_comparison = symbolic<C> || std::is_arithmetic_v<C>;

template <class I>
concept iterator_of_symbols = requires(I i) {
    requires any_handle<std::remove_cvref_t<decltype(*i)>>;
};

template <class I>
constexpr void refuse_order() {
    static_cast<void>(static_cast<bool>(std::conditional_t<never<I>, I, no_branch>{}));
}

/// The argument of `std::max({u, 0.0})`.
struct symbols_in_braces {
    template <class... X>
        requires(any_handle<X> || ...)
    constexpr symbols_in_braces(X const&...) {
        static_assert(
            never<X...>,
            "ctgrad: write max(a, max(b, c)) or min(a, min(b, c)), without std:: and braces, which take operands "
            "of one type");
    }
};

}  // namespace detail
}  // namespace ctgrad

// Always refused. Overloads that can be used are more specialized, so they are preferred. (The standard reserves its
// namespace, but a qualified name is not looked up anywhere else.)
namespace std {

// clang-format off
template <class X, class... Y> requires(sizeof...(Y) > 0 && ctgrad::detail::different_operands<X, Y...>)
constexpr auto max(X const&, Y const&...) { return ctgrad::detail::refuse_standard_function<X, Y...>(); }
template <class X, class... Y> requires(sizeof...(Y) > 0 && ctgrad::detail::different_operands<X, Y...>)
constexpr auto min(X const&, Y const&...) { return ctgrad::detail::refuse_standard_function<X, Y...>(); }
template <class X, class... Y> requires(sizeof...(Y) == 2 && ctgrad::detail::different_operands<X, Y...>)
constexpr auto clamp(X const&, Y const&...) { return ctgrad::detail::refuse_standard_function<X, Y...>(); }

template <class X, class C> requires(ctgrad::detail::symbolic<X> && ctgrad::detail::operand_for_comparison<C>)
constexpr auto max(X const& a, X const& b, C c) { return ctgrad::max(a, b, c); }
template <class X, class C> requires(ctgrad::detail::symbolic<X> && ctgrad::detail::operand_for_comparison<C>)
constexpr auto min(X const& a, X const& b, C c) { return ctgrad::min(a, b, c); }

template <class Symbol = ctgrad::symbol> constexpr Symbol max(ctgrad::detail::symbols_in_braces) { return {}; }
template <class Symbol = ctgrad::symbol> constexpr Symbol min(ctgrad::detail::symbols_in_braces) { return {}; }

template <ctgrad::detail::iterator_of_symbols I>
constexpr void sort(I, I) { ctgrad::detail::refuse_order<I>(); }
template <ctgrad::detail::iterator_of_symbols I>
constexpr void stable_sort(I, I) { ctgrad::detail::refuse_order<I>(); }

template <ctgrad::detail::plain_number N, ctgrad::detail::any_handle S>
constexpr auto swap(N&, S&) { return ctgrad::detail::refuse_change_by_symbol<N>(); }
template <ctgrad::detail::plain_number N, ctgrad::detail::any_handle S>
constexpr auto swap(S&, N&) { return ctgrad::detail::refuse_change_by_symbol<N>(); }
// clang-format on

}  // namespace std
