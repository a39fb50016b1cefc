#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include <ctgrad/loops/run/compensated_sum.hpp>
#include <ctgrad/loops/run/state.hpp>

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
    template <int Cell>
    static constexpr plan_cell const& cell = p.cells[Cell];
    template <int Cell>
    using reduction = decltype(definition_of(row<p.operations[p.operation_of(p.cells[Cell].node)]>{}));

    /// Calls `f` with an integral constant for each reduction that a loop computes.
    template <int Loop, class F>
    static CTGRAD_INLINE void for_reductions(F f) {
        [&]<std::size_t... C>(std::index_sequence<C...>) CTGRAD_INLINE_LAMBDA {
            [[maybe_unused]] auto const each = [&]<std::size_t Cell>(std::integral_constant<std::size_t, Cell> c)
                                                   CTGRAD_INLINE_LAMBDA {
                                                       if constexpr (p.cells[Cell].reduced_by == Loop) f(c);
                                                   };
            [[maybe_unused]] int const in_order[]{(each(std::integral_constant<std::size_t, C>{}), 0)..., 0};
        }
        (std::make_index_sequence<static_cast<std::size_t>(p.cell_count)>{});
    }
    /// The axes of a reduction that are inside the loop that computes it.
    template <int Cell>
    static constexpr int inner_axes() {
        return p.axes[p.cells[Cell].node] & ~p.axes_around(p.cells[Cell].reduced_by);
    }

    template <int Loop>
    static CTGRAD_INLINE void loop(state& s) {
        constexpr auto axis = static_cast<std::size_t>(p.loops[Loop].axis);
        s.at[axis] = 0;
        for_reductions<Loop>([&](auto index) CTGRAD_INLINE_LAMBDA {
            constexpr int c = static_cast<int>(decltype(index)::value);
            lanes const identity(reduction<c>::template identity<T>());
            if constexpr (cell<c>.array_axes == 0) {
                s.registers[static_cast<std::size_t>(cell<c>.place)] = identity;
            } else {
                start_inner<c>(s);
                T* const from = s.template entry<c>();
                for (std::size_t i = 0; i < s.template extent<inner_axes<c>()>(); ++i)
                    store_lanes(from + i * width, identity);
            }
        });
        for (std::size_t i = 0; i < s.length[axis]; ++i) {
            s.at[axis] = i;
            statements<p.loops[Loop].begin, p.loops[Loop].end>(s);
        }
    }
    template <int Cell>
    static CTGRAD_INLINE void start_inner(state& s) {
        for (std::size_t axis = 0; axis < maximum_axes; ++axis)
            if ((inner_axes<Cell>() >> axis & 1) != 0) s.at[axis] = 0;
    }

    /// The outermost loop, whose iterations are lanes. It runs on a copy of the variables, which can stay in registers.
    template <int Loop>
    [[gnu::noinline]] static void loop_in_lanes(state& outer) {
        constexpr auto axis = static_cast<std::size_t>(p.loops[Loop].axis);
        std::size_t const rows = outer.length[axis], whole = rows / width * width;
        std::array<compensated_sum<T>, static_cast<std::size_t>(p.cell_count) + 1> totals{};
        for_reductions<Loop>([&](auto index) CTGRAD_INLINE_LAMBDA {
            constexpr int c = static_cast<int>(decltype(index)::value);
            T const identity = reduction<c>::template identity<T>();
            totals[index].sum = identity;
            if constexpr (cell<c>.array_axes != 0)
                std::fill_n(outer.arrays[static_cast<std::size_t>(cell<c>.place)],
                            outer.template extent<cell<c>.array_axes>(), identity);
        });
        for (std::size_t first = 0; first < rows;) {
            std::size_t const last = first == whole ? rows : std::min(first + rows_of_part, whole);
            read_columns<Loop>(outer, first, last - first);
            run_part<Loop>(outer, first, last);
            collect<Loop>(outer, totals, std::min(last - first, width));
            first = last;
        }
        for_reductions<Loop>([&](auto index) CTGRAD_INLINE_LAMBDA {
            constexpr int c = static_cast<int>(decltype(index)::value);
            if constexpr (cell<c>.array_axes == 0)
                outer.numbers[static_cast<std::size_t>(cell<c>.place)] = totals[index].value();
        });
    }

    template <int Loop>
    static CTGRAD_INLINE void run_part(state& outer, std::size_t first, std::size_t last) {
        constexpr auto axis = static_cast<std::size_t>(p.loops[Loop].axis);
        state s = outer;
        for_reductions<Loop>([&](auto index) CTGRAD_INLINE_LAMBDA {
            constexpr int c = static_cast<int>(decltype(index)::value);
            lanes const identity(reduction<c>::template identity<T>());
            if constexpr (cell<c>.array_axes == 0)
                s.sums[index] = identity;
            else
                for (std::size_t i = 0; i < s.template extent<cell<c>.array_axes>(); ++i)
                    store_lanes(s.sum_arrays[index] + i * width, identity);
        });
        s.start = first;
        for (std::size_t row = first; row < last; row += width) {
            s.at[axis] = row;
            statements<p.loops[Loop].begin, p.loops[Loop].end>(s);
        }
        for_reductions<Loop>([&](auto index) CTGRAD_INLINE_LAMBDA { outer.sums[index] = s.sums[index]; });
    }

    /// Adds what a part has accumulated in the first `used` lanes to the totals.
    template <int Loop>
    static CTGRAD_INLINE void collect(state& s, auto& totals, std::size_t used) {
        for_reductions<Loop>([&](auto index) CTGRAD_INLINE_LAMBDA {
            constexpr int c = static_cast<int>(decltype(index)::value);
            using operation = reduction<c>;
            auto const over_lanes = [used](lanes const& sums) {
                alignas(64) T numbers[width];
                store_lanes(numbers, sums);
                T result = numbers[0];
                for (std::size_t i = 1; i < used; ++i) result = operation::combine(result, numbers[i]);
                return result;
            };
            if constexpr (cell<c>.array_axes != 0) {
                T* const to = s.arrays[static_cast<std::size_t>(cell<c>.place)];
                for (std::size_t i = 0; i < s.template extent<cell<c>.array_axes>(); ++i)
                    to[i] = operation::combine(to[i], over_lanes(load_lanes(s.sum_arrays[index] + i * width)));
            } else if constexpr (std::same_as<operation, operations::row_sum>) {
                totals[index].add(over_lanes(s.sums[index]));
            } else {
                totals[index].sum = operation::combine(totals[index].sum, over_lanes(s.sums[index]));
            }
        });
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
    template <int Loop>
    static void read_columns(state& s, std::size_t first, std::size_t count) {
        std::size_t const padded = (count + width - 1) / width * width;
        T* buffer = s.arrays[static_cast<std::size_t>(p.arrays)];
        for (std::size_t i = 0; i < static_cast<std::size_t>(p.input_count); ++i) {
            if (!columns_read<Loop>[i]) continue;
            row_column<T> const column = s.columns[i];
            T const* const from = column.data + static_cast<std::ptrdiff_t>(first) * column.stride;
            if (column.stride == 1 && padded == count) {
                s.contiguous[i] = from;
                continue;
            }
            for (std::size_t k = 0; k < padded; ++k)
                buffer[k] = from[static_cast<std::ptrdiff_t>(std::min(k, count - 1)) * column.stride];
            s.contiguous[i] = buffer;
            buffer += rows_of_part;
        }
    }
};

}  // namespace ctgrad::detail
