#pragma once

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/evaluate/constants.hpp>
#include <ctgrad/loops/run/state.hpp>

/// Reads and writes the variables of a plan at the current indices.
namespace ctgrad::detail {

/// A number that is the same in all lanes, or the number.
template <class V, class T>
CTGRAD_INLINE V same_in_lanes(T const& number) {
    return V(number);
}

/// The numbers in the lanes.
template <class T>
std::array<T, lane_count<T>> lane_numbers(register_of<T> const& value) {
    std::array<T, lane_count<T>> numbers;
    store_lanes(numbers.data(), value);
    return numbers;
}

/// The numbers that are `step` apart, and the reverse.
template <class T>
CTGRAD_INLINE register_of<T> spread_lanes(T const* from, std::size_t step) {
    if (step == 1) return load_lanes(from);
    std::array<T, lane_count<T>> numbers;
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = from[i * step];
    return load_lanes(numbers.data());
}
template <class T>
CTGRAD_INLINE void spread_lanes(T* to, std::size_t step, register_of<T> const& value) {
    if (step == 1) return store_lanes(to, value);
    std::array<T, lane_count<T>> const numbers = lane_numbers<T>(value);
    for (std::size_t i = 0; i < numbers.size(); ++i) to[i * step] = numbers[i];
}

/// How far apart the rows in the lanes of a loop are in a cell's array.
template <int Cell, int Loop, class State>
CTGRAD_INLINE std::size_t step_of_lanes(State const& s) {
    constexpr plan_cell const& cell = State::p.cells[Cell];
    return s.template step_along<cell.array_axes>(State::lanes_axis(Loop)) *
           static_cast<std::size_t>(State::p.entry_size[cell.place]);
}
/// Reads or writes the current entry of a cell's array in the lanes of a loop.
template <int Cell, int Loop, class State>
CTGRAD_INLINE typename State::lanes read_entry(State const& s) {
    if constexpr (State::p.cells[Cell].in_lanes)
        return load_lanes(s.template entry<Cell>());
    else
        return spread_lanes<typename State::number>(s.template entry<Cell>(), step_of_lanes<Cell, Loop>(s));
}
template <int Cell, int Loop, class V, class State>
CTGRAD_INLINE void write_entry(State const& s, V const& value) {
    if constexpr (State::lanes_axis(Loop) < 0)
        *s.template entry<Cell>() = value;
    else if constexpr (State::p.cells[Cell].in_lanes)
        store_lanes(s.template entry<Cell>(), value);
    else
        spread_lanes<typename State::number>(s.template entry<Cell>(), step_of_lanes<Cell, Loop>(s), value);
}

/// Writes the current entry along another axis.
template <int Cell, int Loop, class V, class State>
CTGRAD_INLINE void write_along_other_axis(State& s, V const& value) {
    constexpr relabelling axes = State::p.relabelling_of(State::p.cells[Cell].node);
    s.at[static_cast<std::size_t>(axes.to)] = s.at[static_cast<std::size_t>(axes.from)];
    if constexpr (State::lanes_axis(Loop) == axes.from)
        spread_lanes<typename State::number>(s.template entry<Cell>(),
                                             s.template step_along<State::p.cells[Cell].array_axes>(axes.to), value);
    else
        write_entry<Cell, Loop>(s, value);
}

/// An input with two axes, of which the second one is contiguous and has room for whole registers.
template <class V, int Loop, int Node, class State>
CTGRAD_INLINE V table_entry(State const& s) {
    constexpr auto const& p = State::p;
    constexpr int in_lanes = State::lanes_axis(Loop);
    constexpr auto input = static_cast<std::size_t>(p.first(Node)),
                   across = static_cast<std::size_t>(p.table_axis[input]),
                   steps = static_cast<std::size_t>(p.axis_of_bit(p.axes[Node] & ~(1 << across)));
    auto const stride = static_cast<std::size_t>(s.columns[input].stride);
    auto const* const at = s.columns[input].data + s.at[steps] * stride + s.at[across];
    if constexpr (in_lanes == static_cast<int>(across))
        return load_lanes(at);
    else if constexpr (in_lanes == static_cast<int>(steps))
        return spread_lanes<typename State::number>(at, stride);
    else
        return same_in_lanes<V>(*at);
}

/// The value of a kernel's input at the current indices.
template <class V, int Loop, int Node, class State>
CTGRAD_INLINE V kernel_input(State const& s) {
    constexpr auto const& p = State::p;
    constexpr int axes = p.axes[Node], axis = State::lanes_axis(Loop);
    constexpr bool varies = axis >= 0 && (axes >> (axis < 0 ? 0 : axis) & 1) != 0;
    using number = typename State::number;
    if constexpr (p.operation_of(Node) == graph::constant_node) {
        constexpr number constant = constant_value<number>(p.constants[p.first(Node)]);
        return same_in_lanes<V>(constant);
    } else if constexpr (p.is_length(Node)) {
        return same_in_lanes<V>(static_cast<number>(s.length[static_cast<std::size_t>(p.axis_of_length(Node))]));
    } else if constexpr (p.is_input(Node)) {
        constexpr auto input = static_cast<std::size_t>(p.first(Node));
        if constexpr (p.is_table(Node)) {
            return table_entry<V, Loop, Node>(s);
        } else if constexpr (varies) {
            return load_lanes(s.contiguous[input] + (s.at[static_cast<std::size_t>(axis)] - s.start));
        } else if constexpr (axes == 0) {
            return same_in_lanes<V>(*s.columns[input].data);
        } else {
            constexpr auto own = static_cast<std::size_t>(p.axis_of_input(Node));
            constexpr auto size = static_cast<std::size_t>(p.record_size(static_cast<int>(own))),
                           place = static_cast<std::size_t>(p.place_in_record(Node));
            return same_in_lanes<V>(s.records[own][s.at[own] * size + place]);
        }
    } else {
        constexpr int own_cell = p.cell_of[Node];
        constexpr plan_cell const& cell = p.cells[own_cell];
        constexpr auto place = static_cast<std::size_t>(cell.place);
        if constexpr (cell.array_axes == 0 && cell.in_lanes)
            return s.registers[place];
        else if constexpr (cell.array_axes == 0)
            return same_in_lanes<V>(s.numbers[place]);
        else if constexpr (varies)
            return read_entry<own_cell, Loop>(s);
        else
            return same_in_lanes<V>(*s.template entry<own_cell>());
    }
}

template <reduction_kind Kind, class V>
CTGRAD_INLINE V combined(V const& so_far, V const& next) {
    return table_of_reductions::combined_by<static_cast<int>(Kind)>(so_far, next);
}

}  // namespace ctgrad::detail
