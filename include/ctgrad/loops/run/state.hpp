#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include <ctgrad/batch/lanes.hpp>
#include <ctgrad/evaluate/run.hpp>
#include <ctgrad/loops/plan/kernel.hpp>

/// Runs the kernels and loops of a plan.
namespace ctgrad::detail {

/// The numbers of an input along its axis.
template <class T>
struct row_column {
    T const* data = nullptr;
    std::ptrdiff_t stride = 0;
};

/// The variables of a plan. All members have constant indices, so that compilers keep a local copy in registers.
template <class Plan, class T>
struct loop_state {
    static constexpr auto const& p = Plan::value;
    using lanes = register_of<T>;

    std::array<row_column<T>, static_cast<std::size_t>(p.input_count) + 1> columns;
    std::array<std::size_t, maximum_axes> length{}, at{};
    std::array<T, static_cast<std::size_t>(p.numbers) + 1> numbers;
    std::array<lanes, static_cast<std::size_t>(p.registers) + 1> registers;
    std::array<T*, static_cast<std::size_t>(p.arrays) + 1> arrays;
    /// Of the lanes' loop: contiguous columns, and the row that they start at.
    std::array<T const*, static_cast<std::size_t>(p.input_count) + 1> contiguous;
    std::size_t start = 0;
    /// What the lanes' loop accumulates, by cell.
    std::array<lanes, static_cast<std::size_t>(p.cell_count) + 1> sums;
    std::array<T*, static_cast<std::size_t>(p.cell_count) + 1> sum_arrays;

    /// The position of the current indices among `axes`, row by row.
    template <int Axes>
    CTGRAD_INLINE std::size_t offset() const {
        std::size_t position = 0;
        for (int i = 0; i < maximum_axes; ++i) {
            auto const axis = static_cast<std::size_t>(p.nesting[i]);
            if ((Axes >> axis & 1) != 0) position = position * length[axis] + at[axis];
        }
        return position;
    }
    /// The number of entries along `axes`.
    template <int Axes>
    CTGRAD_INLINE std::size_t extent() const {
        std::size_t product = 1;
        for (std::size_t axis = 0; axis < maximum_axes; ++axis)
            if ((Axes >> axis & 1) != 0) product *= length[axis];
        return product;
    }

    static constexpr std::size_t width = lane_count<T>;
    /// The axis of the lanes around a loop, -1 for none.
    static constexpr int lanes_axis(int loop) {
        int const around = p.lanes_loop(loop);
        return around == outside ? -1 : p.loops[around].axis;
    }

    /// The current entry of a cell's array; in lanes the first of a register. A cell with the axis of its lanes has a
    /// block of registers for each group of rows.
    template <int Cell>
    CTGRAD_INLINE T* entry() const {
        constexpr plan_cell const& cell = p.cells[Cell];
        constexpr int axis = cell.in_lanes ? lanes_axis(cell.loop) : -1;
        constexpr int others = axis < 0 ? cell.array_axes : cell.array_axes & ~(1 << axis);
        T* const base = arrays[static_cast<std::size_t>(cell.place)];
        if constexpr (axis < 0) {
            return base + offset<others>();
        } else if constexpr (others == cell.array_axes) {
            return base + offset<others>() * width;
        } else {
            std::size_t const row = at[static_cast<std::size_t>(axis)];
            return base + (row / width * extent<others>() + offset<others>()) * width + row % width;
        }
    }
    /// The numbers that a cell's array needs.
    template <int Cell>
    std::size_t array_size() const {
        constexpr plan_cell const& cell = p.cells[Cell];
        constexpr int axis = cell.in_lanes ? lanes_axis(cell.loop) : -1;
        constexpr int others = axis < 0 ? cell.array_axes : cell.array_axes & ~(1 << axis);
        if constexpr (axis < 0)
            return extent<others>() + width;
        else if constexpr (others == cell.array_axes)
            return extent<others>() * width;
        else
            return (length[static_cast<std::size_t>(axis)] / width + 1) * width * extent<others>();
    }
};

/// A number that is the same in all lanes, or the number.
template <class V, class T>
CTGRAD_INLINE V same_in_lanes(T const& number) {
    return V(number);
}

/// The value of a kernel's input at the current indices.
template <class V, int Loop, int Node, class State>
CTGRAD_INLINE V kernel_input(State const& s) {
    constexpr auto const& p = State::p;
    constexpr int axes = p.axes[Node], axis = State::lanes_axis(Loop);
    constexpr bool varies = axis >= 0 && (axes >> (axis < 0 ? 0 : axis) & 1) != 0;
    using number = std::remove_cvref_t<decltype(s.numbers[0])>;
    if constexpr (p.is_length(Node)) {
        return same_in_lanes<V>(static_cast<number>(s.length[static_cast<std::size_t>(p.axis_of_length(Node))]));
    } else if constexpr (p.is_input(Node)) {
        constexpr auto input = static_cast<std::size_t>(p.first(Node));
        if constexpr (varies) {
            return load_lanes(s.contiguous[input] + (s.at[static_cast<std::size_t>(axis)] - s.start));
        } else {
            row_column<number> const column = s.columns[input];
            return same_in_lanes<V>(
                column.data[static_cast<std::ptrdiff_t>(s.template offset<axes>()) * column.stride]);
        }
    } else {
        constexpr int index = p.cell_of[Node];
        constexpr plan_cell const& cell = p.cells[index];
        constexpr auto place = static_cast<std::size_t>(cell.place);
        if constexpr (cell.array_axes == 0) {
            if constexpr (cell.in_lanes)
                return s.registers[place];
            else
                return same_in_lanes<V>(s.numbers[place]);
        } else if constexpr (varies) {
            return load_lanes(s.template entry<index>());
        } else {
            return same_in_lanes<V>(*s.template entry<index>());
        }
    }
}

/// Adds a value to a reduction, at the current indices.
template <int Cell, class V, class State>
CTGRAD_INLINE void accumulate_row(State& s, V const& value) {
    constexpr auto const& p = State::p;
    constexpr plan_cell const& cell = p.cells[Cell];
    using operation = decltype(definition_of(row<p.operations[p.operation_of(cell.node)]>{}));
    constexpr auto place = static_cast<std::size_t>(cell.place), index = static_cast<std::size_t>(Cell);
    if constexpr (p.loops[cell.reduced_by].in_lanes) {
        if constexpr (cell.array_axes == 0) {
            s.sums[index] = operation::combine(s.sums[index], value);
        } else {
            auto* const at = s.sum_arrays[index] + s.template offset<cell.array_axes>() * State::width;
            store_lanes(at, operation::combine(load_lanes(at), value));
        }
    } else if constexpr (cell.array_axes == 0) {
        s.registers[place] = operation::combine(s.registers[place], value);
    } else {
        auto* const at = s.template entry<Cell>();
        store_lanes(at, operation::combine(load_lanes(at), value));
    }
    if constexpr (cell.next >= 0) accumulate_row<cell.next>(s, value);
}

/// Passes a kernel's result on.
template <std::size_t Output, class V, class State>
CTGRAD_INLINE void keep_output(State& s, V const& value) {
    constexpr auto const& p = State::p;
    constexpr plan_output output = p.outputs[Output];
    if constexpr (output.cell >= 0) {
        constexpr plan_cell const& cell = p.cells[output.cell];
        constexpr auto place = static_cast<std::size_t>(cell.place);
        if constexpr (cell.array_axes == 0 && cell.in_lanes)
            s.registers[place] = value;
        else if constexpr (cell.array_axes == 0)
            s.numbers[place] = value;
        else
            store_lanes(s.template entry<output.cell>(), value);
    }
    if constexpr (output.reduction >= 0) accumulate_row<output.reduction>(s, value);
}

/// Runs a kernel and returns its results.
template <class Plan, int Kernel, class State>
CTGRAD_INLINE auto kernel_results(State const& s) {
    constexpr auto const& p = State::p;
    constexpr plan_kernel const& k = p.kernels[Kernel];
    using value = std::conditional_t<(State::lanes_axis(k.loop) >= 0), typename State::lanes,
                                     std::remove_cvref_t<decltype(s.numbers[0])>>;
    return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
        std::array<value, sizeof...(I) + 1> const in{
            kernel_input<value, k.loop, p.inputs[static_cast<std::size_t>(k.first_input) + I]>(s)..., value{}};
        std::array<value const*, sizeof...(I) + 1> const inputs{&in[I]..., nullptr};
        return run<compiled_kernel<Plan, Kernel>, value,
                   static_cast<std::size_t>(kernel_job<Plan, Kernel>::result_count)>(inputs);
    }
    (std::make_index_sequence<static_cast<std::size_t>(k.input_count)>{});
}

template <class Plan, int Kernel, class State>
CTGRAD_INLINE void run_kernel(State& s) {
    constexpr plan_kernel const& k = State::p.kernels[Kernel];
    auto const results = kernel_results<Plan, Kernel>(s);
    [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
        (keep_output<static_cast<std::size_t>(k.first_output) + I>(s, results[I]), ...);
    }
    (std::make_index_sequence<static_cast<std::size_t>(k.output_count)>{});
}

}  // namespace ctgrad::detail
