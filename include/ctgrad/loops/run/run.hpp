#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include <ctgrad/loops/run/loops.hpp>
#include <ctgrad/loops/run/memory.hpp>

/// Runs a plan from its inputs to its results.
namespace ctgrad::detail {

/// Whether kernels, or the first values of recurrences, read rows of an axis one by one.
template <class Plan>
inline constexpr std::array<bool, maximum_axes> has_records = [] {
    std::array<bool, maximum_axes> result{};
    auto const& p = Plan::value;
    auto const note = [&](int node, int loop) {
        if (!p.is_input(node) || p.axes[node] == 0 || p.is_table(node)) return;
        int const axis = p.axis_of_input(node), around = p.lanes_loop(loop);
        if (around == outside || p.loops[around].axis != axis) result[static_cast<std::size_t>(axis)] = true;
    };
    for (int k = 0; k < p.kernel_count; ++k)
        for (int i = 0; i < p.kernels[k].input_count; ++i)
            note(p.inputs[p.kernels[k].first_input + i], p.kernels[k].loop);
    for (int c = 0; c < p.cell_count; ++c)
        if (p.cells[c].initial >= 0) note(p.cells[c].initial, p.cells[c].loop);
    return result;
}();

/// Whether indices can be read together with the rows that they choose: none is needed before or after, or by several
/// threads.
template <class Plan, class Options>
inline constexpr bool reads_indices_late = !Options::threaded && Plan::value.streams && [] {
    auto const& p = Plan::value;
    for (int id = 0; id < p.count; ++id)
        if (p.is_input(id) && p.chooser_of[p.first(id)] >= 0 &&
            has_records<Plan>[static_cast<std::size_t>(p.axis_of_input(id))])
            return false;
    return true;
}();

/// The inputs whose rows are those of an axis.
template <class Plan, int Axis>
inline constexpr auto record_inputs = [] {
    constexpr auto const& p = Plan::value;
    std::array<std::size_t, static_cast<std::size_t>(p.record_size(Axis))> inputs{};
    std::size_t next = 0;
    for (int id = 0; id < p.count; ++id)
        if (p.is_input(id) && p.axes[id] == 1 << Axis) inputs[next++] = static_cast<std::size_t>(p.first(id));
    return inputs;
}();
/// Writes `size` columns side by side.
template <class T>
void write_records(row_column<T> const* columns, std::size_t const* inputs, std::size_t size, std::size_t rows, T* to) {
    for (std::size_t i = 0; i < size; ++i)
        for (std::size_t row = 0; row < rows; ++row) to[row * size + i] = columns[inputs[i]][row];
}

/// Runs a plan on columns and lengths, and calls `finish` with the state and the results that are single numbers.
template <class Plan, class T, class Options, class Finish>
auto run_plan([[maybe_unused]] Options const& options,
              std::array<row_column<T>, static_cast<std::size_t>(Plan::value.input_count) + 1> const& columns,
              std::array<std::size_t, maximum_axes> const& lengths, Finish finish,
              [[maybe_unused]] row_column<T> const* sinks = nullptr, index_reader const* index_readers = nullptr) {
    using runner = loop_runner<Plan, T, Options>;
    using state = typename runner::state;
    constexpr auto const& p = Plan::value;
    constexpr std::size_t buffered = rows_of_part * static_cast<std::size_t>(p.input_count);
    state s{};
    s.columns = columns;
    if constexpr (!runner::threaded) s.sinks = sinks;
    s.index_readers = index_readers;
    if constexpr (requires { finish.take_from(s); }) finish.take_from(s);
    s.length = lengths;
    if constexpr (p.sparse && !runner::threaded)
        if (s.run_loop != nullptr) {
            // The only loop keeps nothing in arrays.
            s.arrays[static_cast<std::size_t>(p.arrays)] = loop_memory<T>(buffered);
            runner::template statements<0, p.statement_count>(s);
            return finish(s, kernel_results<Plan, p.kernel_count - 1>(s));
        }
    for (std::size_t axis = 0; axis < maximum_axes; ++axis) s.room[axis] = in_registers<T>(lengths[axis]);
    std::size_t size = buffered;
    std::size_t checkpoints_size = 0;
    if constexpr (state::in_stretches) {
        constexpr auto axis = static_cast<std::size_t>(p.loops[find_recurrence(p).forward].axis);
        s.stretch = options.kept.stretch(lengths[axis]);
        s.room[axis] = s.stretch;
        size += checkpoints_size = (lengths[axis] / s.stretch + 1) * s.numbers.size();
    }
    using tables = run_tables<state>;
    auto const for_records = [](auto visit) {
        [&]<std::size_t... Axis>(std::index_sequence<Axis...>) {
            auto const visit_axis = [&]<std::size_t A>(std::integral_constant<std::size_t, A>) {
                if constexpr (has_records<Plan>[A]) visit(A, record_inputs<Plan, static_cast<int>(A)>);
            };
            (visit_axis(std::integral_constant<std::size_t, Axis>{}), ...);
        }
        (std::make_index_sequence<maximum_axes>{});
    };
    for_records([&](std::size_t axis, auto const& inputs) { size += inputs.size() * lengths[axis]; });
    for (array_entry const& array : tables::arrays)
        size += s.array_size(array) + array.sums * s.extent(array.inner_axes);
    if constexpr (runner::threaded) size += runner::plan_threads(s, options.allowed);
    T* next = loop_memory<T>(size);
    s.arrays[static_cast<std::size_t>(p.arrays)] = next;
    next += buffered;
    if constexpr (state::in_stretches) s.kept = next;
    next += checkpoints_size;
    for (array_entry const& array : tables::arrays) {
        if (array.is_first) s.arrays[array.place] = next;
        next += s.array_size(array);
        s.sum_arrays[array.cell] = next;
        next += array.sums * s.extent(array.inner_axes);
    }
    for_records([&](std::size_t axis, auto const& inputs) {
        write_records(columns.data(), inputs.data(), inputs.size(), lengths[axis], next);
        s.records[axis] = next;
        next += inputs.size() * lengths[axis];
    });
    if constexpr (runner::threaded) s.memory = next;
    runner::template statements<0, p.statement_count>(s);
    return finish(s, kernel_results<Plan, p.kernel_count - 1>(s));
}

}  // namespace ctgrad::detail
