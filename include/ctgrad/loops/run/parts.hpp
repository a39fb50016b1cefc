#pragma once

#include <array>
#include <cstddef>

#include <ctgrad/loops/run/contiguous_columns.hpp>
#include <ctgrad/loops/run/sums.hpp>

/// The loop in lanes runs in parts, each of a few rows.
namespace ctgrad::detail {

/// The work before and after each part.
template <class Plan, class T, class State>
struct loop_parts {
    using state = State;
    using sums = loop_sums<T, State::compensated>;
    using tables = run_tables<State>;
    static constexpr auto const& p = Plan::value;
    static constexpr std::size_t width = lane_count<T>;

    template <int Loop>
    using totals = std::array<compensated_sum<T>, tables::template reduction_count<Loop> + 1>;

    template <int Loop>
    static constexpr reduction_list reductions{tables::template reductions<Loop>.data(),
                                               tables::template reduction_count<Loop>};
    static CTGRAD_INLINE sums sums_of(state& s) {
        return {s.sums.data(), s.lost.data(), s.sum_arrays.data(),   s.arrays.data(),
                s.room.data(), s.at.data(),   state::nesting.data(), s.used};
    }

    /// Whether a loop's kernels, or the first values of its recurrences, read an input along its axis.
    template <int Loop>
    static constexpr bool reads(std::size_t input) {
        auto const is_read = [&](int node) {
            return p.is_input(node) && p.first(node) == static_cast<int>(input) && !p.is_table(node) &&
                   (p.axes[node] >> p.loops[Loop].axis & 1) != 0;
        };
        for (int c = 0; c < p.cell_count; ++c)
            if (p.cells[c].initial >= 0 && p.lanes_loop(p.cells[c].loop) == Loop && is_read(p.cells[c].initial))
                return true;
        for (int k = 0; k < p.kernel_count; ++k)
            if (p.lanes_loop(p.kernels[k].loop) == Loop)
                for (int i = 0; i < p.kernels[k].input_count; ++i)
                    if (is_read(p.inputs[p.kernels[k].first_input + i])) return true;
        return false;
    }
    using columns_to_read = std::array<bool, static_cast<std::size_t>(p.input_count) + 1>;
    template <int Loop>
    static constexpr columns_to_read columns_read = [] {
        columns_to_read result{};
        for (std::size_t i = 0; i < static_cast<std::size_t>(p.input_count); ++i) result[i] = reads<Loop>(i);
        return result;
    }();

    static CTGRAD_INLINE void read_columns(state& s, columns_to_read const& read, std::size_t first,
                                           std::size_t count) {
        make_contiguous(s.columns.data(), s.contiguous.data(), read.data(), s.columns.size() - 1,
                        s.arrays[static_cast<std::size_t>(p.arrays)], s.rows_start, first, count);
    }
};

}  // namespace ctgrad::detail
