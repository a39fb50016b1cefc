#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include <ctgrad/batch/transpose.hpp>
#include <ctgrad/loops/run/chosen_rows.hpp>
#include <ctgrad/loops/run/compensated_sum.hpp>
#include <ctgrad/loops/run/entries.hpp>

/// The loop in lanes runs in parts, each of a few rows.
namespace ctgrad::detail {

/// The work before and after each part.
template <class Plan, class T, class State>
struct loop_parts {
    using state = State;
    using lanes = register_of<T>;
    static constexpr auto const& p = Plan::value;
    static constexpr std::size_t width = lane_count<T>;

    static T identity(reduction_kind kind) { return table_of_reductions::identity<T>(kind); }
    static T combine(reduction_kind kind, T const& a, T const& b) { return table_of_reductions::combined(kind, a, b); }

    using totals = std::array<compensated_sum<T>, static_cast<std::size_t>(p.cell_count) + 1>;

    static void start(state& s, totals& all, int loop) {
        for (std::size_t c = 0; c < static_cast<std::size_t>(p.cell_count); ++c) {
            plan_cell const& cell = p.cells[c];
            if (cell.reduced_by != loop) continue;
            all[c].sum = identity(cell.reduction);
            if (cell.array_axes != 0) std::fill_n(s.accumulated(cell), s.extent(state::inner_axes(cell)), all[c].sum);
        }
    }
    static void start_part(state& s, int loop) {
        for (std::size_t c = 0; c < static_cast<std::size_t>(p.cell_count); ++c) {
            plan_cell const& cell = p.cells[c];
            if (cell.reduced_by != loop) continue;
            T const empty = identity(cell.reduction);
            s.sums[c] = lanes(empty);
            if constexpr (State::compensated) s.lost[c] = lanes(T(0));
            std::fill_n(s.sum_arrays[c],
                        state::sums_at_index(cell, static_cast<int>(c)) * s.extent(state::inner_axes(cell)), empty);
        }
    }

    /// Adds the sums of a part to the totals.
    static void collect(state& s, totals& all, int loop) {
        for_part_sums(s, loop, [&](std::size_t c) { return adding(s, all, c); });
    }
    /// A function that adds a part's sum for entry `i` of a cell to the totals.
    static auto adding(state& s, totals& all, std::size_t c) {
        plan_cell const& cell = p.cells[c];
        T* const to = cell.array_axes == 0 ? &all[c].sum : s.accumulated(cell);
        return [&cell, &total = all[c], to](std::size_t i, T const& part) {
            if (cell.array_axes == 0 && is_sum(cell.reduction))
                total.add(part);
            else
                to[i] = combine(cell.reduction, to[i], part);
        };
    }
    /// Passes the sums of a part to `taking(cell)(entry, number)`.
    template <class Taking>
    static void for_part_sums(state& s, int loop, Taking taking) {
        for (std::size_t c = 0; c < static_cast<std::size_t>(p.cell_count); ++c) {
            plan_cell const& cell = p.cells[c];
            if (cell.reduced_by != loop) continue;
            auto const take = taking(c);
            if (cell.array_axes == 0) {
                if constexpr (State::compensated)
                    if (is_sum(cell.reduction)) {
                        compensated_sum<T> const part = over_lanes(s, c);
                        take(0, part.sum);
                        take(0, part.error());
                        continue;
                    }
                take(0, over_lanes(cell.reduction, lane_numbers<T>(s.sums[c]).data(), s.used));
                continue;
            }
            auto const group = static_cast<std::size_t>(cell.group < 0 ? 0 : cell.group);
            T const* const grouped = s.sum_arrays[group] + cell.group_member;
            std::size_t const step = state::sums_at_index(p.cells[group], cell.group),
                              entries = s.extent(state::inner_axes(cell));
            for (std::size_t i = 0; i < entries; ++i)
                take(i, cell.group >= 0 ? grouped[i * step]
                                        : over_lanes(cell.reduction, s.sum_arrays[c] + i * width, s.used));
        }
    }
    static compensated_sum<T> over_lanes(state const& s, std::size_t c) requires(State::compensated) {
        auto const sums = lane_numbers<T>(s.sums[c]), lost = lane_numbers<T>(s.lost[c]);
        compensated_sum<T> part;
        for (std::size_t lane = 0; lane < s.used; ++lane) part.add(sums[lane]);
        for (std::size_t lane = 0; lane < s.used; ++lane) part.add(part.finite_or_zero(lost[lane]));
        return part;
    }
    static T over_lanes(reduction_kind kind, T const* numbers, std::size_t used) {
        T result = numbers[0];
        for (std::size_t i = 1; i < used; ++i) result = combine(kind, result, numbers[i]);
        return result;
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
            T const* const from = read[i] && column.rows == nullptr ? &column[first] : column.data;
            std::size_t together = 1;
            if (!read[i] || (column.stride == 1 && padded == count && column.rows == nullptr)) {
                s.contiguous[i++] = from;
                continue;
            }
            while (read[i + together] && column.stride != 1 && s.columns[i + together].stride == column.stride &&
                   s.columns[i + together].rows == column.rows &&
                   s.columns[i + together].data == column.data + together)
                ++together;
            auto const distance = static_cast<std::size_t>(column.stride);
            if (column.rows == nullptr && column.stride > 1 && together % distance == 0 && together > distance &&
                padded == count && together / distance < width) {
                // Windows: the columns of a row are those of the row before, moved by one.
                std::size_t const last_shift = together / distance - 1, gap = rows_of_part + last_shift;
                copy_to_columns<transposed>(from, column.stride, count + last_shift, distance, buffer, gap);
                for (std::size_t k = 0; k < together; ++k)
                    s.contiguous[i + k] = buffer + k % distance * gap + k / distance;
                i += together;
                buffer += distance * gap;
                continue;
            }
            if (column.rows == nullptr)
                copy_to_columns<transposed>(from, column.stride, count, together, buffer, rows_of_part);
            else
                copy_chosen_to_columns<transposed>(column.data, column.stride, column.rows + (first - s.rows_start),
                                                   count, together, buffer, rows_of_part);
            for (std::size_t const end = i + together; i < end; ++i, buffer += rows_of_part) {
                std::fill(buffer + count, buffer + padded, buffer[count - 1]);
                s.contiguous[i] = buffer;
            }
        }
    }
};

}  // namespace ctgrad::detail
