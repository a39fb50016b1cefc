#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include <ctgrad/batch/lanes.hpp>
#include <ctgrad/loops/plan/plan.hpp>
#include <ctgrad/loops/run/tables.hpp>

/// The variables of a plan while it runs.
namespace ctgrad::detail {

/// The numbers of an input along its axis.
template <class T>
struct row_column {
    T const* data = nullptr;
    std::ptrdiff_t stride = 0;
    std::ptrdiff_t const* rows = nullptr;  ///< which rows, if an index list chooses them

    T const& operator[](std::size_t row) const {
        return data[(rows == nullptr ? static_cast<std::ptrdiff_t>(row) : rows[row]) * stride];
    }
};

/// The numbers of as many registers as hold `count` of them: room for whole registers.
template <class T>
constexpr std::size_t in_registers(std::size_t count) {
    return (count + lane_count<T> - 1) / lane_count<T> * lane_count<T>;
}

/// Reads indices of rows from a column of an index list, of integers of any type.
struct index_reader {
    void const* list = nullptr;
    std::size_t column = 0, shift = 0;
    void (*read)(void const* list, std::size_t column, std::size_t first, std::size_t count,
                 std::ptrdiff_t* to) = nullptr;

    void operator()(std::size_t first, std::size_t count, std::ptrdiff_t* to) const {
        read(list, column, shift + first, count, to);
    }
};

/// Rows whose sums are accumulated together. Their columns are copied to contiguous memory first, unless they are
/// contiguous already; together they fit into the first-level cache. The number of rows does not depend on the machine,
/// so neither does a sum, except through the number of lanes.
inline constexpr std::size_t rows_of_part = 256;

/// Calls `f(first, last)` for each part: whole registers, then the remaining rows.
template <std::size_t Width, class F>
CTGRAD_INLINE void for_parts(std::size_t rows, F f) {
    std::size_t const whole = rows / Width * Width;
    for (std::size_t first = 0; first < rows;) {
        std::size_t const last = first == whole ? rows : std::min(first + rows_of_part, whole);
        f(first, last);
        first = last;
    }
}

/// The variables of a plan. All members have constant indices, so that compilers keep a local copy in registers.
/// If `Compensated`, sums have rounding errors too. With `Stretches` the arrays of a recurrence may begin with any
/// step.
template <class Plan, class T, bool Compensated = false, bool Stretches = false>
struct loop_state {
    static constexpr bool in_stretches = Stretches;
    static constexpr bool compensated = Compensated;
    static constexpr auto const& p = Plan::value;
    using plan = Plan;
    using number = T;
    using lanes = register_of<T>;
    static constexpr std::size_t width = lane_count<T>;

    std::array<row_column<T>, static_cast<std::size_t>(p.input_count) + 1> columns;
    std::array<std::size_t, maximum_axes> length{}, at{};
    std::array<std::size_t, maximum_axes> room{};  ///< the length in arrays: whole registers
    std::array<T, static_cast<std::size_t>(p.numbers) + 1> numbers;
    std::array<lanes, static_cast<std::size_t>(p.registers) + 1> registers;
    std::array<T*, static_cast<std::size_t>(p.arrays) + 1> arrays;
    /// Of each axis of an inner loop: the inputs of a row side by side.
    std::array<T const*, maximum_axes> records{};
    /// Of the lanes' loop: contiguous columns, and the row that they start at.
    std::array<T const*, static_cast<std::size_t>(p.input_count) + 1> contiguous;
    std::size_t start = 0, used = width;  ///< and how many lanes are rows
    /// Where derivatives with respect to neighbouring rows are added up, by the number of the arguments; null if that
    /// happens after all loops. Then arrays of such derivatives begin with this row.
    row_column<T> const* sinks = nullptr;
    /// The readers of the indices that choose rows, by input; null if all have been read. Then `rows` of columns begins
    /// with this row of the lists.
    index_reader const* index_readers = nullptr;
    std::size_t rows_start = 0;
    /// The object that takes the entries of a sparse matrix after each part: the loop's rows from the first to before
    /// the last.
    void (*take)(void* taker, loop_state const& s, int loop, std::size_t first, std::size_t last) = nullptr;
    /// The object that runs the only loop instead; null if there is none.
    void (*run_loop)(void* taker, loop_state& s) = nullptr;
    void* taker = nullptr;
    std::size_t array_start = 0;
    /// Where checkpoints are kept: the step that arrays begin with, the steps of a stretch, and the checkpoints.
    std::size_t stretch_start = 0, stretch = 0;
    T* kept = nullptr;
    /// The cells up to the last reduction.
    static constexpr std::size_t reduction_cells = [] {
        std::size_t count = 0;
        for (int c = 0; c < p.cell_count; ++c)
            if (p.cells[c].reduced_by >= 0) count = static_cast<std::size_t>(c) + 1;
        return count;
    }();
    /// What the lanes' loop accumulates, by cell.
    std::array<lanes, reduction_cells + 1> sums;
    [[no_unique_address]] std::array<lanes, Compensated ? reduction_cells + 1 : 0> lost;
    std::array<T*, static_cast<std::size_t>(p.cell_count) + 1> sum_arrays;

    /// The axes, outermost first.
    static constexpr std::array<int, maximum_axes> nesting = [] {
        std::array<int, maximum_axes> all{};
        for (std::size_t i = 0; i < all.size(); ++i) all[i] = p.nesting[i];
        return all;
    }();

    /// The position of the current indices among `axes`, row by row.
    template <int Axes>
    CTGRAD_INLINE std::size_t offset() const {
        std::size_t position = 0;
        for (int const each : nesting) {
            auto const axis = static_cast<std::size_t>(each);
            if ((Axes >> axis & 1) != 0) position = position * room[axis] + at[axis];
        }
        // (Then arrays have one axis.)
        if constexpr (Stretches && Axes != 0) position -= stretch_start;
        return position;
    }
    /// How far apart the entries of an array are along an axis.
    template <int Axes>
    CTGRAD_INLINE std::size_t step_along(int wanted) const {
        std::size_t step = 1;
        for (std::size_t i = maximum_axes; i-- > 0;) {
            int const axis = nesting[i];
            if ((Axes >> axis & 1) == 0) continue;
            if (axis == wanted) return step;
            step *= room[static_cast<std::size_t>(axis)];
        }
        return step;
    }
    /// The number of entries along some axes.
    CTGRAD_INLINE std::size_t extent(int axes) const { return extent_along(axes, room.data()); }

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
        constexpr int others = cell.array_axes & ~(axis < 0 ? 0 : 1 << (axis < 0 ? 0 : axis));
        constexpr auto size = static_cast<std::size_t>(p.entry_size[cell.place]),
                       member = static_cast<std::size_t>(cell.member);
        T* const base = arrays[static_cast<std::size_t>(cell.place)];
        if constexpr (axis < 0) {
            return base + offset<others>() * size + member;
        } else if constexpr (others == cell.array_axes) {
            return base + (offset<others>() * size + member) * width;
        } else {
            std::size_t const row = at[static_cast<std::size_t>(axis)] - (is_streamed(cell) ? array_start : 0);
            return base + ((row / width * extent(others) + offset<others>()) * size + member) * width + row % width;
        }
    }
    /// The number of a cell with one axis in a row.
    template <int Cell>
    T in_row(std::size_t row) const {
        constexpr plan_cell const& cell = p.cells[Cell];
        constexpr auto size = static_cast<std::size_t>(p.entry_size[cell.place]),
                       member = static_cast<std::size_t>(cell.member);
        T const* const base = arrays[static_cast<std::size_t>(cell.place)];
        return cell.in_lanes ? base[(row / width * size + member) * width + row % width] : base[row * size + member];
    }
    /// The numbers that a cell's array needs. The first cell of an array asks for all.
    std::size_t array_size(array_entry const& array) const {
        if (!array.is_first) return 0;
        if ((sinks != nullptr || take != nullptr) && array.is_streamed) return rows_of_part + width;
        return size_of_array<width>(array, room.data(), length.data());
    }
    static constexpr bool is_streamed(plan_cell const& cell) {
        if (!p.streams) return false;
        for (int r = p.first_view_result; r < p.results_count; ++r)
            if (p.view_number[r] >= 0 && p.results[r] == cell.node) return true;
        return false;
    }
    /// The axes of a reduction that are inside the loop that computes it.
    static constexpr int inner_axes(plan_cell const& cell) {
        return p.axes[cell.node] & ~p.axes_around(cell.reduced_by);
    }
    /// The numbers that the lanes' loop needs to accumulate a cell's array.
    static constexpr std::size_t sums_at_index(plan_cell const& cell, int number) {
        if (cell.reduced_by < 0 || !p.loops[cell.reduced_by].in_lanes || cell.array_axes == 0) return 0;
        if (cell.group < 0) return width;
        return cell.group == number ? (static_cast<std::size_t>(cell.group_size) + width - 1) / width * width : 0;
    }
};

}  // namespace ctgrad::detail
