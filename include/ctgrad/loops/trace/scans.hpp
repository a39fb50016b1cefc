#pragma once

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/loops/rules/scans.hpp>
#include <ctgrad/loops/trace/rows.hpp>
#include <ctgrad/loops/trace/step_checks.hpp>

/// Recurrences inside traced functions.
namespace ctgrad {

namespace detail {

/// The states of a traced recurrence: after each step, and after the last one.
template <class State>
struct traced_scan {
    using structure = State;
    with_scalar<State, symbol> each, last;
};

/// A node that varies along the axes of a state, so that their adjoints have the same axes.
constexpr int in_rows_of_state(graph& g, int id, int axes) {
    for (int axis = 0; axis < maximum_axes && !g.full; ++axis)
        if ((axes >> axis & 1) != 0 && (g.shapes->of[id] >> axis & 1) == 0) id = computed_node(g, id, axis);
    return id;
}

/// Traces a step once. `step(state, row)` returns the next state. States that are lists have the axes of these.
template <class State, class Row, class Step>
constexpr traced_scan<State> trace_scan(graph& g, loop_nesting* loops, int axis,
                                        with_scalar<State, symbol> const& initial, Row const& row, Step const& step,
                                        int axes_of_list = 0) {
    constexpr std::size_t count = leaf_count<State>();
    traced_scan<State> result{initial, initial};
    if (loops == nullptr) {  // a trial run
        result.last = called_on_row(step, row, initial);
        return result;
    }
    loop_nesting& nesting = *loops;
    int const bit = 1 << axis, before = nesting.open;
    nesting.inside_itself = nesting.inside_itself || (before & bit) != 0;
    nesting.couple(axis);
    if (g.full) {
        nesting.open |= bit;
        result.last = called_on_row(step, row, initial);
        nesting.open = before;
        return result;
    }
    int first_value[count]{}, axes[count]{};
    auto const leaves = [&]<std::size_t... I>(auto const& value, int* out, std::index_sequence<I...>) {
        [[maybe_unused]] int const in_order[]{(out[I] = leaf_of<State, I>(value).node_in(g))..., 0};
    };
    constexpr auto all = std::make_index_sequence<count>{};
    leaves(initial, first_value, all);
    nesting.around[axis] |= nesting.open & ~bit;
    for (std::size_t i = 0; i < count; ++i)
        axes[i] = (nesting.open | axes_of_list | g.shapes->of[first_value[i]]) & ~bit;
    int const first = add_scan(g, static_cast<int>(count), axis, false, axes);
    if (g.full) return result;
    nesting.open |= bit;
    scan_table& scans = scans_of(g);
    symbol states[count];
    for (std::size_t i = 0; i < count; ++i) states[i] = symbol(&g, scans.states[first + static_cast<int>(i)].state);
    with_scalar<State, symbol> const next = called_on_row(step, row, shaped<State, symbol, 0>(states));
    nesting.open = before;
    if (g.full) return result;
    int next_value[count]{};
    leaves(next, next_value, all);
    for (std::size_t i = 0; i < count && !g.full; ++i) {
        carried_value& s = scans.states[first + static_cast<int>(i)];
        s.initial = first_value[i];
        s.next = in_rows_of_state(g, next_value[i], axes[i]);
    }
    if (g.full) return result;
    close_scan(g, first);
    symbol each[count], last[count];
    for (std::size_t i = 0; i < count; ++i) {
        carried_value const& s = scans.states[first + static_cast<int>(i)];
        each[i] = symbol(&g, s.next);
        last[i] = symbol(&g, s.last);
    }
    return {shaped<State, symbol, 0>(each), shaped<State, symbol, 0>(last)};
}

template <class S, class State>
constexpr with_scalar<S, symbol> as_state(State const& value) {
    if constexpr (std::is_arithmetic_v<State>)
        return symbol(static_cast<double>(value));
    else
        return value;
}

/// The recurrence of a step over rows. A refused one results in a number. (It is checked by the callers, because each level
/// of instantiation adds a line to messages about the step.)
template <class Accepted, class Row, class State, class Step>
constexpr auto traced_recurrence(row_list<Row> const& rows, State const& initial, Step const& step) {
    using structure = state_of<State>;
    if constexpr (!Accepted::value)
        return traced_scan<double>{};
    else
        return trace_scan<structure>(*rows.owner, rows.nesting, rows.axis, as_state<structure>(initial), rows.row,
                                     step);
}

}  // namespace detail

/// The state after all rows: `step(state, row)` returns the next state, beginning with `initial`. The state is a
/// symbol, or an array or struct of symbols; for an empty list it is `initial`. The step is traced once.
///
/// In derivatives the states before each step, and the costly intermediates of a step, are kept in memory that the next
/// call uses again.
/// ```cpp
/// auto const energy = ctgrad::fold(samples, 0.0, [&](auto const& e, auto const& x) { return decay * e + x * x; });
/// ```
template <class Row, class State, class Step>
constexpr auto fold(row_list<Row> const& rows, State const& initial, Step const& step) {
    using accepted =
        decltype(detail::step_checks<detail::with_scalar<Row, symbol>, detail::state_of<State>, Step>::check());
    return detail::traced_recurrence<accepted>(rows, initial, step).last;
}

/// The states after each row, as a list of rows of the same length, for `sum` and the other reductions, or another
/// recurrence. See `fold`.
template <class Row, class State, class Step>
constexpr auto scan(row_list<Row> const& rows, State const& initial, Step const& step) {
    using accepted =
        decltype(detail::step_checks<detail::with_scalar<Row, symbol>, detail::state_of<State>, Step>::check());
    auto const states = detail::traced_recurrence<accepted>(rows, initial, step);
    return row_list<typename decltype(states)::structure>{rows.owner, rows.nesting, rows.axis, states.each};
}

template <class Row, class Step>
constexpr symbol fold(row_list<Row> const&, Step const&) {
    detail::refuse_initial_state<Step>();
    return {};
}
template <class Row, class Step>
constexpr row_list<Row> scan(row_list<Row> const& rows, Step const&) {
    detail::refuse_initial_state<Step>();
    return rows;
}

}  // namespace ctgrad
