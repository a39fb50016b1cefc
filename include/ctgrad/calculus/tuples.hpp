#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/calculus/results.hpp>

/// Results as tuples: `get`, `as_tuple` and structured bindings.
namespace ctgrad {

namespace detail {
template <class R>
inline constexpr bool is_result = false;
template <class Keys, class... Parts>
inline constexpr bool is_result<result<Keys, Parts...>> = true;
}  // namespace detail

/// A member of a result by its position: `get<0>(r)`, found by argument-dependent lookup.
template <std::size_t I, class R>
    requires detail::is_result<std::remove_cvref_t<R>>
constexpr auto&& get(R&& r) { return std::remove_cvref_t<R>::template part<I>::of(std::forward<R>(r)); }

namespace detail {

// The parts that `as_tuple` makes from a member.
template <class T>
constexpr auto apart(T const& whole) {
    return std::tuple<T>(whole);
}
template <class T, std::size_t N>
constexpr auto apart(entries<T, N> const& numbers) {
    return std::tuple_cat(static_cast<std::array<T, N> const&>(numbers));
}
template <class T>
constexpr auto apart(matrix_entries<T, 1, 1> const& entry) {
    return std::tuple<T>(entry);
}
template <class... T>
constexpr auto apart(std::tuple<T...> const& several) {
    return several;
}
template <class Values, class... X>
constexpr auto apart(partials<Values, X...> const& gradient) {
    return apart(static_cast<Values const&>(gradient));
}

}  // namespace detail

/// The members of a result in one `std::tuple`, where gradients are split into their parts. It also splits a single
/// gradient.
/// ```cpp
/// auto [value, by_x, by_y] = as_tuple(value_and_gradient(f, x, y)(x = 1.0, y = 2.0));
/// ```
template <class Keys, class... Parts>
constexpr auto as_tuple(result<Keys, Parts...> const& r) {
    return std::tuple_cat(detail::apart(Parts::of(r))...);
}
template <class Values, class... X>
constexpr auto as_tuple(partials<Values, X...> const& gradient) {
    return detail::apart(gradient);
}

}  // namespace ctgrad

// For structured bindings. (Doxygen cannot process specializations in std.)
/// @cond
template <class T, std::size_t N>
struct std::tuple_size<ctgrad::entries<T, N>> : std::tuple_size<std::array<T, N>> {};
template <std::size_t I, class T, std::size_t N>
struct std::tuple_element<I, ctgrad::entries<T, N>> : std::tuple_element<I, std::array<T, N>> {};
template <class T, std::size_t Rows, std::size_t Columns>
struct std::tuple_size<ctgrad::matrix_entries<T, Rows, Columns>> : std::integral_constant<std::size_t, Rows> {};
template <std::size_t I, class T, std::size_t Rows, std::size_t Columns>
struct std::tuple_element<I, ctgrad::matrix_entries<T, Rows, Columns>> {
    using type = std::array<T, Columns>;
};
template <class Values, class... X>
struct std::tuple_size<ctgrad::partials<Values, X...>> : std::tuple_size<Values> {};
template <std::size_t I, class Values, class... X>
struct std::tuple_element<I, ctgrad::partials<Values, X...>> : std::tuple_element<I, Values> {};
template <class Keys, class... Parts>
struct std::tuple_size<ctgrad::result<Keys, Parts...>> : std::integral_constant<std::size_t, sizeof...(Parts)> {};
template <std::size_t I, class Keys, class... Parts>
struct std::tuple_element<I, ctgrad::result<Keys, Parts...>> {
    using type = std::remove_cvref_t<decltype(get<I>(std::declval<ctgrad::result<Keys, Parts...>&>()))>;
};
/// @endcond
