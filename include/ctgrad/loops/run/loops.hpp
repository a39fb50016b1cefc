#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <utility>

#include <ctgrad/batch/transpose.hpp>
#include <ctgrad/loops/run/compensated_sum.hpp>
#include <ctgrad/loops/run/kernels.hpp>

/// The loops of a plan, over run-time numbers of rows.
namespace ctgrad::detail {

/// Rows whose sums are accumulated together. Their columns are copied to contiguous memory first, unless they are
/// contiguous already; together they fit into the first-level cache. The number does not depend on the machine, so
/// that a sum does not either, except through the number of lanes.
inline constexpr std::size_t rows_of_part = 256;

template <class Plan, class T>
struct loop_runner {
    using state = loop_state<Plan, T>;
    using lanes = register_of<T>;
    static constexpr auto const& p = Plan::value;
    static constexpr std::size_t width = lane_count<T>;

    /// Runs the statements from `First` to `Last`.
    template <int First, int Last>
    static CTGRAD_INLINE void statements(state& s) {
        if constexpr (First < Last) {
            constexpr plan_statement const& statement = p.statements[First];
            if constexpr (statement.what == plan_statement::kind::kernel) {
                run_kernel<Plan, statement.index>(s);
                statements<First + 1, Last>(s);
            } else {
                if constexpr (p.loops[statement.index].in_lanes)
                    loop_in_lanes<statement.index>(s);
                else
                    loop<statement.index>(s);
                statements<p.loops[statement.index].end + 1, Last>(s);
            }
        }
    }

private:
    static T identity(reduction_kind kind) {
        constexpr T infinite = T(std::numeric_limits<double>::infinity());
        return kind == reduction_kind::sum ? T(0) : kind == reduction_kind::maximum ? -infinite : infinite;
    }
    static T combine(reduction_kind kind, T const& a, T const& b) {
        return kind == reduction_kind::sum       ? combined<reduction_kind::sum>(a, b)
               : kind == reduction_kind::maximum ? combined<reduction_kind::maximum>(a, b)
                                                 : combined<reduction_kind::minimum>(a, b);
    }

    template <int Loop>
    static CTGRAD_INLINE void loop(state& s) {
        constexpr auto axis = static_cast<std::size_t>(p.loops[Loop].axis);
        s.at[axis] = 0;
        [&]<std::size_t... C>(std::index_sequence<C...>) CTGRAD_INLINE_LAMBDA {
            [[maybe_unused]] int const in_order[]{(start_reduction<Loop, static_cast<int>(C)>(s), 0)..., 0};
        }
        (std::make_index_sequence<static_cast<std::size_t>(p.cell_count)>{});
        for (std::size_t i = 0; i < s.length[axis]; ++i) {
            s.at[axis] = i;
            statements<p.loops[Loop].begin, p.loops[Loop].end>(s);
        }
    }
    /// Empties a reduction that an inner loop computes.
    template <int Loop, int Cell>
    static CTGRAD_INLINE void start_reduction(state& s) {
        constexpr plan_cell const& cell = p.cells[Cell];
        if constexpr (cell.reduced_by == Loop) {
            lanes const empty(identity(cell.reduction));
            if constexpr (cell.array_axes == 0) {
                s.registers[static_cast<std::size_t>(cell.place)] = empty;
            } else {
                constexpr int inner = p.axes[cell.node] & ~p.axes_around(Loop);
                for (std::size_t other = 0; other < maximum_axes; ++other)
                    if ((inner >> other & 1) != 0) s.at[other] = 0;
                T* const from = s.template entry<Cell>();
                std::size_t const step = width * static_cast<std::size_t>(p.entry_size[cell.place]);
                for (std::size_t i = 0; i < s.extent(inner); ++i) store_lanes(from + i * step, empty);
            }
        }
    }

    using totals = std::array<compensated_sum<T>, static_cast<std::size_t>(p.cell_count) + 1>;

    /// The outermost loop, whose iterations are lanes.
    template <int Loop>
    [[gnu::noinline]] static void loop_in_lanes(state& s) {
        std::size_t const rows = s.length[static_cast<std::size_t>(p.loops[Loop].axis)], whole = rows / width * width;
        totals all{};
        start(s, all, Loop);
        for (std::size_t first = 0; first < rows;) {
            std::size_t const last = first == whole ? rows : std::min(first + rows_of_part, whole);
            s.used = std::min(last - first, width);
            read_columns(s, columns_read<Loop>, first, last - first);
            start_part(s, Loop);
            run_part<Loop>(s, first, last);
            collect(s, all, Loop);
            first = last;
        }
        for (std::size_t c = 0; c < static_cast<std::size_t>(p.cell_count); ++c)
            if (p.cells[c].reduced_by == Loop && p.cells[c].array_axes == 0)
                s.numbers[static_cast<std::size_t>(p.cells[c].place)] = all[c].value();
    }

    static void start(state& s, totals& all, int loop) {
        for (std::size_t c = 0; c < static_cast<std::size_t>(p.cell_count); ++c) {
            plan_cell const& cell = p.cells[c];
            if (cell.reduced_by != loop) continue;
            all[c].sum = identity(cell.reduction);
            if (cell.array_axes != 0)
                std::fill_n(s.arrays[static_cast<std::size_t>(cell.place)], s.extent(cell.array_axes), all[c].sum);
        }
    }
    static void start_part(state& s, int loop) {
        for (std::size_t c = 0; c < static_cast<std::size_t>(p.cell_count); ++c) {
            plan_cell const& cell = p.cells[c];
            if (cell.reduced_by != loop) continue;
            T const empty = identity(cell.reduction);
            s.sums[c] = lanes(empty);
            std::fill_n(s.sum_arrays[c], state::sums_at_index(cell, static_cast<int>(c)) * s.extent(cell.array_axes),
                        empty);
        }
    }

    /// Runs on a copy of the variables, which can stay in registers.
    template <int Loop>
    static CTGRAD_INLINE void run_part(state& outer, std::size_t first, std::size_t last) {
        constexpr auto axis = static_cast<std::size_t>(p.loops[Loop].axis);
        state s = outer;
        s.start = first;
        for (std::size_t row = first; row < last; row += width) {
            s.at[axis] = row;
            statements<p.loops[Loop].begin, p.loops[Loop].end>(s);
        }
        outer.sums = s.sums;
    }

    /// Adds what a part has accumulated to the totals.
    static void collect(state& s, totals& all, int loop) {
        for (std::size_t c = 0; c < static_cast<std::size_t>(p.cell_count); ++c) {
            plan_cell const& cell = p.cells[c];
            if (cell.reduced_by != loop) continue;
            if (cell.array_axes == 0) {
                T const part = over_lanes(cell.reduction, lane_numbers<T>(s.sums[c]).data(), s.used);
                if (cell.reduction == reduction_kind::sum)
                    all[c].add(part);
                else
                    all[c].sum = combine(cell.reduction, all[c].sum, part);
                continue;
            }
            T* const to = s.arrays[static_cast<std::size_t>(cell.place)];
            auto const group = static_cast<std::size_t>(cell.group < 0 ? 0 : cell.group);
            T const* const grouped = s.sum_arrays[group] + cell.group_member;
            std::size_t const step = state::sums_at_index(p.cells[group], cell.group),
                              entries = s.extent(cell.array_axes);
            for (std::size_t i = 0; i < entries; ++i)
                to[i] = combine(cell.reduction, to[i],
                                cell.group >= 0 ? grouped[i * step]
                                                : over_lanes(cell.reduction, s.sum_arrays[c] + i * width, s.used));
        }
    }
    static T over_lanes(reduction_kind kind, T const* numbers, std::size_t used) {
        T result = numbers[0];
        for (std::size_t i = 1; i < used; ++i) result = combine(kind, result, numbers[i]);
        return result;
    }

    /// Whether a loop's kernels read an input along its axis.
    template <int Loop>
    static constexpr bool reads(std::size_t input) {
        for (int k = 0; k < p.kernel_count; ++k)
            if (p.lanes_loop(p.kernels[k].loop) == Loop)
                for (int i = 0; i < p.kernels[k].input_count; ++i) {
                    int const node = p.inputs[p.kernels[k].first_input + i];
                    if (p.is_input(node) && p.first(node) == static_cast<int>(input) &&
                        (p.axes[node] >> p.loops[Loop].axis & 1) != 0)
                        return true;
                }
        return false;
    }
    template <int Loop>
    static constexpr auto columns_read = [] {
        std::array<bool, static_cast<std::size_t>(p.input_count) + 1> result{};
        for (std::size_t i = 0; i < static_cast<std::size_t>(p.input_count); ++i) result[i] = reads<Loop>(i);
        return result;
    }();

    /// Makes the columns of some rows contiguous. The last rows are repeated to fill a register.
    static void read_columns(state& s, std::array<bool, static_cast<std::size_t>(p.input_count) + 1> const& read,
                             std::size_t first, std::size_t count) {
        constexpr std::size_t transposed = std::min(width, std::max<std::size_t>(32 / sizeof(T), 1));
        std::size_t const padded = (count + width - 1) / width * width;
        T* buffer = s.arrays[static_cast<std::size_t>(p.arrays)];
        for (std::size_t i = 0; i < static_cast<std::size_t>(p.input_count);) {
            row_column<T> const column = s.columns[i];
            T const* const from = column.data + static_cast<std::ptrdiff_t>(first) * column.stride;
            std::size_t together = 1;
            if (!read[i] || (column.stride == 1 && padded == count)) {
                s.contiguous[i++] = from;
                continue;
            }
            while (read[i + together] && column.stride != 1 && s.columns[i + together].stride == column.stride &&
                   s.columns[i + together].data == column.data + together)
                ++together;
            copy_to_columns<transposed>(from, column.stride, count, together, buffer, rows_of_part);
            for (std::size_t const end = i + together; i < end; ++i, buffer += rows_of_part) {
                std::fill(buffer + count, buffer + padded, buffer[count - 1]);
                s.contiguous[i] = buffer;
            }
        }
    }
};

}  // namespace ctgrad::detail
