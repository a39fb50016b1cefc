#pragma once

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include <ctgrad/loops/run/loops.hpp>

/// Runs a plan from its inputs to its results.
namespace ctgrad::detail {

/// Memory that a thread keeps for later calls.
template <class T>
T* loop_memory(std::size_t size) {
    static thread_local std::vector<T> memory;
    if (memory.size() < size) memory.assign(size, T{});
    return memory.data();
}

/// Runs a plan on columns and lengths, and calls `finish` with the state and the results that are single numbers.
template <class Plan, class T, class Finish>
auto run_plan(std::array<row_column<T>, static_cast<std::size_t>(Plan::value.input_count) + 1> const& columns,
              std::array<std::size_t, maximum_axes> const& lengths, Finish finish) {
    using state = loop_state<Plan, T>;
    constexpr auto const& p = Plan::value;
    constexpr std::size_t buffered = rows_of_part * static_cast<std::size_t>(p.input_count);
    state s{};
    s.columns = columns;
    s.length = lengths;
    [&]<std::size_t... C>(std::index_sequence<C...>) {
        constexpr auto cells = sizeof...(C);
        auto const sizes =
            [&]<std::size_t Cell>(std::integral_constant<std::size_t, Cell>) -> std::array<std::size_t, 2> {
            constexpr plan_cell const& cell = p.cells[Cell];
            if constexpr (cell.array_axes == 0) return {0, 0};
            std::size_t const own = s.template array_size<static_cast<int>(Cell)>();
            bool const summed = cell.reduced_by >= 0 && p.loops[cell.reduced_by].in_lanes;
            return {own, summed ? s.template extent<cell.array_axes>() * lane_count<T> : 0};
        };
        std::array<std::array<std::size_t, 2>, cells + 1> const size{sizes(std::integral_constant<std::size_t, C>{})...,
                                                                     {}};
        std::size_t total = buffered;
        for (auto const& [own, sums] : size) total += own + sums;
        T* next = loop_memory<T>(total);
        s.arrays[static_cast<std::size_t>(p.arrays)] = next;
        next += buffered;
        for (std::size_t c = 0; c < cells; ++c) {
            if (p.cells[c].array_axes == 0) continue;
            s.arrays[static_cast<std::size_t>(p.cells[c].place)] = next;
            s.sum_arrays[c] = next + size[c][0];
            next += size[c][0] + size[c][1];
        }
    }
    (std::make_index_sequence<static_cast<std::size_t>(p.cell_count)>{});
    loop_runner<Plan, T>::template statements<0, p.statement_count>(s);
    return finish(s, kernel_results<Plan, p.kernel_count - 1>(s));
}

}  // namespace ctgrad::detail
