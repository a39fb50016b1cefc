#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <utility>

#include <ctgrad/loops/trace/scans.hpp>

/// Arguments without numbers, and the symbols of the rows of views.
namespace ctgrad {

/// In the signature of a function, a list with N row numbers in each row, which choose rows of other lists inside the
/// body. The call passes a range of integers, or of arrays of N integers. Numbers out of range are refused before
/// anything is written. If a row is chosen more than once, its derivatives are added up.
/// ```cpp
/// constexpr auto energy = ctgrad::function<double(ctgrad::rows_of<point>, ctgrad::indices<2>)>(
///     [](auto const& points, auto const& springs) {
///         return ctgrad::sum(springs, [&](auto const& ends) {
///             auto const &a = points[ends[0]], &b = points[ends[1]];
///             auto const dx = ctgrad::get<"x">(a) - ctgrad::get<"x">(b);
///             return dx * dx;
///         });
///     });
/// ```
template <std::size_t N>
struct indices {};

/// In the signature of a function, a number of steps; see `repeat`. The call passes an integer.
struct step_count {};

/// The number of a row, inside a loop over an index list: `points[index]` is that row.
struct row_index {
    detail::row_leaf column;
    int axis = -1;
};

namespace detail {

template <std::size_t N>
struct index_row {};
template <std::size_t N>
struct with_scalar_of<index_row<N>, symbol> {
    using type = std::array<row_index, N>;
};
template <>
struct with_scalar_of<index_row<1>, symbol> {
    using type = row_index;
};
template <std::size_t N>
inline constexpr std::size_t row_width<index_row<N>> = N;

template <std::size_t N>
inline constexpr bool is_rows<indices<N>> = true;
template <>
inline constexpr bool is_rows<step_count> = true;
/// Neither has numbers.
template <std::size_t N>
struct content_of<indices<N>> {
    using type = std::array<double, 0>;
};
template <>
struct content_of<step_count> {
    using type = std::array<double, 0>;
};
template <std::size_t N>
struct with_scalar_of<indices<N>, symbol> {
    using type = row_list<index_row<N>>;
};
template <>
struct with_scalar_of<step_count, symbol> {
    using type = row_list<zipped<>>;
};

/// What a row of an argument is.
template <class A>
struct row_of_list;
template <class Row>
struct row_of_list<rows_of<Row>> {
    using type = Row;
};
template <std::size_t N>
struct row_of_list<indices<N>> {
    using type = index_row<N>;
};
template <>
struct row_of_list<step_count> {
    using type = zipped<>;
};

/// The columns of indices of an argument.
template <class A>
inline constexpr std::size_t index_columns_of = 0;
template <std::size_t N>
inline constexpr std::size_t index_columns_of<indices<N>> = N;

/// The symbol of a view of one number.
constexpr symbol view_symbol(graph* g, loop_nesting* nesting, row_view const& wanted) {
    if (nesting == nullptr) return symbol(g, graph::zero);
    row_view const& view = nesting->views.add(wanted);
    return symbol(g, g->full ? graph::zero : view.node);
}

/// Makes the symbols of a row whose numbers `make` makes of leaves, from `*next` on.
template <class Row>
struct row_symbols {
    template <class Make>
    static constexpr with_scalar<Row, symbol> from(row_leaf const*& next, Make const& make, int) {
        symbol numbers[row_width<Row> + 1]{};
        for (std::size_t i = 0; i < row_width<Row>; ++i) numbers[i] = make(*next++);
        return shaped<Row, symbol, 0>(numbers);
    }
};
template <class Row, std::size_t N>
    requires(!is_structure<Row>())
struct row_symbols<std::array<Row, N>> {
    template <class Make>
    static constexpr with_scalar<std::array<Row, N>, symbol> from(row_leaf const*& next, Make const& make, int axis) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return with_scalar<std::array<Row, N>, symbol>{
                {(static_cast<void>(I), row_symbols<Row>::from(next, make, axis))...}};
        }
        (std::make_index_sequence<N>{});
    }
};
template <class... Row>
struct row_symbols<zipped<Row...>> {
    template <class Make>
    static constexpr std::tuple<with_scalar<Row, symbol>...> from([[maybe_unused]] row_leaf const*& next,
                                                                  [[maybe_unused]] Make const& make,
                                                                  [[maybe_unused]] int axis) {
        return {row_symbols<Row>::from(next, make, axis)...};
    }
};
/// Rows that are lists are computed ones, so that such views are refused.
template <class Row>
struct row_symbols<list_of<Row>> {
    template <class Make>
    static constexpr row_list<Row> from(row_leaf const*& next, Make const& make, int axis) {
        graph* const owner = make(*next).owner;
        return {owner, nullptr, 0, row_symbols<Row>::from(next, make, axis)};
    }
};
template <std::size_t N>
struct row_symbols<index_row<N>> {
    template <class Make>
    static constexpr with_scalar<index_row<N>, symbol> from(row_leaf const*& next, Make const&, int axis) {
        if constexpr (N == 1) {
            return row_index{*next++, axis};
        } else {
            std::array<row_index, N> indices{};
            for (row_index& each : indices) each = {*next++, axis};
            return indices;
        }
    }
};

}  // namespace detail
}  // namespace ctgrad
