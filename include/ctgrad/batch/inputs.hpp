#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/batch/column.hpp>
#include <ctgrad/batch/lanes.hpp>
#include <ctgrad/diagnostics/batch_messages.hpp>
#include <ctgrad/evaluate/arguments.hpp>
#include <ctgrad/evaluate/bind.hpp>

/// The inputs of a batch: columns, and numbers that are the same in every row.
namespace ctgrad::detail {

/// The type of an input while the program runs: a column is a register.
template <class T, class U>
using in_lanes = std::conditional_t<is_column<U> || std::is_arithmetic_v<U>, register_of<T>, U>;

template <class T, class Bindings>
struct lane_bundle;
template <class T, class... V, class... U>
struct lane_bundle<T, expressions<binding<V, U>...>> {
    using type = bundle<binding<V, in_lanes<T, U>>...>;
};
/// An argument as in a scalar evaluation, whose checks then apply.
template <class T, class Argument, class Bindings = typename bindings_of<Argument>::type>
struct lane_argument : lane_bundle<T, Bindings> {};
template <class T, class Argument>
struct lane_argument<T, Argument, void> {
    using type = Argument;
};

/// Whether a column of type U can be read when the results have type T.
template <class T, class U>
inline constexpr bool column_of_type = true;
template <class T, class U>
inline constexpr bool column_of_type<T, column_view<U>> = std::same_as<T, std::remove_const_t<U>>;

template <class T, class U>
constexpr bool check_column_type() {
    if constexpr (column_of_type<T, U>)
        return true;
    else
        return refuse_column_types<T, U>();
}

/// Maps inputs of the program to the given columns. For formulas they are found by name.
template <class P, class... Bindings>
struct formula_layout;
template <class P, class... V, class... U>
struct formula_layout<P, binding<V, U>...> {
    static constexpr std::size_t count = sizeof...(V);
    static constexpr auto place = placement<P, V...>::place;
    static constexpr std::array<bool, count + 1> same_in_all_rows{!is_column<U>...};
    static constexpr std::array<std::string_view, count + 1> names{describe<V>.name...};
};
/// For functions they are in order.
template <bool... Same>
struct function_layout {
    static constexpr std::size_t count = sizeof...(Same);
    static constexpr auto place = [] {
        std::array<int, count + 1> places{};
        for (std::size_t i = 0; i < count; ++i) places[i] = static_cast<int>(i);
        return places;
    }();
    static constexpr std::array<bool, count + 1> same_in_all_rows{Same...};
    static constexpr std::array<std::string_view, count + 1> names{};
};

/// A column, or a number that is the same in every row.
template <class T>
struct batch_input {
    column_view<T const> column;
    T number{};

    constexpr batch_input() = default;
    constexpr batch_input(column_view<T const> const& c) : column(c) {}
    constexpr batch_input(column_view<T> const& c) : column{c.data, c.count, c.stride} {}
    template <class U>
        requires std::is_arithmetic_v<U>
    constexpr batch_input(U value) : number(static_cast<T>(value)) {}
};

/// An argument of a batch of a function, which may be several columns, as an array of inputs.
template <class T>
constexpr std::array<T, 1> as_inputs(T const& one) {
    return {one};
}
template <class T, std::size_t N>
constexpr std::array<T, N> const& as_inputs(std::array<T, N> const& several) {
    return several;
}
template <class Given>
inline constexpr std::size_t input_count_of =
    std::tuple_size_v<std::remove_cvref_t<decltype(as_inputs(std::declval<Given>()))>>;
template <class Given>
using input_of = typename std::remove_cvref_t<decltype(as_inputs(std::declval<Given>()))>::value_type;

template <class Given>
constexpr bool check_input() {
    if constexpr (is_column<input_of<Given>> || std::is_arithmetic_v<input_of<Given>>)
        return true;
    else
        return refuse_input<Given>();
}

template <class Given, std::size_t... I>
auto repeat_kind(std::index_sequence<I...>) -> std::integer_sequence<bool, (I, !is_column<input_of<Given>>)...>;
template <class... Sequences>
struct joined_kinds;
template <bool... A>
struct joined_kinds<std::integer_sequence<bool, A...>> {
    using type = function_layout<A...>;
};
template <bool... A, bool... B, class... Rest>
struct joined_kinds<std::integer_sequence<bool, A...>, std::integer_sequence<bool, B...>, Rest...>
    : joined_kinds<std::integer_sequence<bool, A..., B...>, Rest...> {};

}  // namespace ctgrad::detail
