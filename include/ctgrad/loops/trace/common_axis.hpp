#pragma once

#include <cstddef>
#include <tuple>
#include <utility>

#include <ctgrad/loops/rules/reductions.hpp>
#include <ctgrad/loops/trace/view_symbols.hpp>

/// Lists along different axes side by side, some of which the function makes: all are read along the axis of one of them.
namespace ctgrad::detail {

/// The numbers of a row along another axis.
template <class Row>
struct symbols_along {
    static constexpr with_scalar<Row, symbol> of(graph& g, with_scalar<Row, symbol> const& row, relabelling axes) {
        symbol numbers[leaf_count<Row>() + 1]{};
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            ((numbers[I] = symbol(&g, along(g, leaf_of<Row, I>(row).node_in(g), axes))), ...);
        }
        (std::make_index_sequence<leaf_count<Row>()>{});
        return shaped<Row, symbol, 0>(numbers);
    }
};
/// Indices are read from their argument along the other axis.
template <std::size_t N>
struct symbols_along<index_row<N>> {
    using row = with_scalar<index_row<N>, symbol>;
    static constexpr row of(graph&, row indices, relabelling axes) {
        if constexpr (N == 1)
            indices.axis = axes.to;
        else
            for (row_index& each : indices) each.axis = axes.to;
        return indices;
    }
};
template <class Row>
struct symbols_along<list_of<Row>> {
    static constexpr row_list<Row> of(graph& g, row_list<Row> const& list, relabelling axes) {
        return {list.owner, list.nesting, list.axis, symbols_along<Row>::of(g, list.row, axes)};
    }
};
template <class Row, std::size_t N>
struct symbols_along<std::array<list_of<Row>, N>> {
    static constexpr std::array<row_list<Row>, N> of(graph& g, std::array<row_list<Row>, N> lists, relabelling axes) {
        for (row_list<Row>& each : lists) each = symbols_along<list_of<Row>>::of(g, each, axes);
        return lists;
    }
};
template <class... Row>
struct symbols_along<zipped<Row...>> {
    static constexpr with_scalar<zipped<Row...>, symbol> of(graph& g, with_scalar<zipped<Row...>, symbol> const& rows,
                                                            relabelling axes) {
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return with_scalar<zipped<Row...>, symbol>{symbols_along<Row>::of(g, std::get<I>(rows), axes)...};
        }
        (std::index_sequence_for<Row...>{});
    }
};

/// Whether the function makes a list, so that it is not read from an argument.
template <class Row>
constexpr bool is_made(row_list<Row> const& list) {
    return row_width<Row> > 0 && list.leaves[0].number < 0;
}

/// The axis along which lists are read side by side; -1 if all of them are arguments, or if loops over all axes are open.
/// The columns of a matrix are not copied if another list can be. A list in the step of a recurrence is along its state.
template <class... Row>
constexpr int common_axis(row_list<Row> const&... lists) {
    if (!(is_made(lists) || ...)) return -1;
    int best = -1, best_rank = 0;
    auto const consider = [&](loop_nesting const* nesting, int axis, bool made) {
        int rank = 1;
        if (nesting != nullptr)
            rank = (nesting->open >> axis & 1) != 0 ? 0
                   : nesting->is_of_columns(axis)   ? 4
                   : nesting->is_of_state(axis)     ? 3
                   : made                           ? 2
                                                    : 1;
        if (rank > best_rank) best = axis, best_rank = rank;
    };
    (consider(lists.nesting, lists.axis, is_made(lists)), ...);
    return best;
}

/// A row of a list along another axis.
template <class Row>
constexpr with_scalar<Row, symbol> row_along(row_list<Row> const& list, int axis) {
    if (list.axis == axis || list.nesting == nullptr) return list.row;
    loop_nesting& nesting = *list.nesting;
    nesting.views.add_equal(list.axis, axis);
    if (!is_made(list)) {
        row_leaf const* next = list.leaves.data();
        auto const make = [&](row_leaf const& leaf) {
            return view_symbol(list.owner, &nesting, {leaf, row_view::kind::shifted, axis, {}, 0});
        };
        return row_symbols<Row>::from(next, make, axis);
    }
    // All rows along one axis come before any along the other.
    nesting.couple(list.axis);
    nesting.couple(axis);
    return symbols_along<Row>::of(*list.owner, list.row, {list.axis, axis});
}

}  // namespace ctgrad::detail
