#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>
#include <utility>

#include <ctgrad/batch/transpose.hpp>
#include <ctgrad/loops/run/columns.hpp>
#include <ctgrad/loops/run/state.hpp>

/// Derivatives with respect to rows that an index list chooses. They are added to these rows after each part of the
/// loop, while they are in the first-level cache, in the order of the loop's rows, so that rounding does not depend on
/// where the parts end.
namespace ctgrad::detail {

/// Copies numbers side by side in chosen rows to columns that are `gap` apart, as `copy_to_columns` does for all rows.
template <std::size_t N, class T>
void copy_chosen_to_columns(T const* matrix, std::ptrdiff_t stride, std::ptrdiff_t const* chosen, std::size_t rows,
                            std::size_t columns, T* to, std::size_t gap) {
    std::size_t row = 0;
    if constexpr (N > 1) {
        if (columns < N) return copy_chosen_to_columns<N / 2>(matrix, stride, chosen, rows, columns, to, gap);
        for (; row + N <= rows; row += N)
            for_column_blocks<N>(columns, [&](std::size_t first) CTGRAD_INLINE_LAMBDA {
                auto const line = [&](std::size_t i)
                                      CTGRAD_INLINE_LAMBDA { return matrix + chosen[row + i] * stride + first; };
                store_transposed<N>(line, to + first * gap + row, static_cast<std::ptrdiff_t>(gap));
            });
    }
    for (; row < rows; ++row) {
        T const* const from = matrix + chosen[row] * stride;
        for (std::size_t i = 0; i < columns; ++i) to[i * gap + row] = from[i];
    }
}

/// Adds columns from `First` on to numbers side by side in N chosen rows.
template <std::size_t First, std::size_t N, class T, std::size_t Columns>
CTGRAD_INLINE void add_block_to_rows(std::array<T const*, Columns> const& from, std::size_t row,
                                     std::ptrdiff_t const* chosen, T* to, std::ptrdiff_t stride) {
    if constexpr (First < Columns) {
        constexpr std::size_t size = std::bit_floor(std::min(N, Columns - First));
        for (std::size_t next = row; next < row + N; next += size) {
            register_block<T, size> block;
            for (std::size_t i = 0; i < size; ++i)
                std::memcpy(&block.lines[i], from[First + i] + next, sizeof block.lines[i]);
            block.transpose();
            for (std::size_t i = 0; i < size; ++i) {
                typename register_block<T, size>::line sum;
                T* const at = to + chosen[next + i] * stride + First;
                std::memcpy(&sum, at, sizeof sum);
                sum += block.lines[i];
                std::memcpy(at, &sum, sizeof sum);
            }
        }
        add_block_to_rows<First + size, N>(from, row, chosen, to, stride);
    }
}
/// Adds columns to numbers side by side in the chosen rows of a matrix.
template <class T, std::size_t Columns>
void add_columns_to_rows(std::array<T const*, Columns> const& from, std::size_t rows, std::ptrdiff_t const* chosen,
                         T* to, std::ptrdiff_t stride) {
    constexpr std::size_t block = std::bit_floor(std::min(Columns, lane_count<T>));
    std::size_t row = 0;
    if constexpr (block > 1)
        for (; row + block <= rows; row += block) add_block_to_rows<0, block>(from, row, chosen, to, stride);
    for (; row < rows; ++row)
        for (std::size_t i = 0; i < Columns; ++i)
            to[chosen[row] * stride + static_cast<std::ptrdiff_t>(i)] += from[i][row];
}

/// Reads the indices of each part of a loop before it runs.
template <class Plan, int Loop>
struct part_indices {
    static constexpr auto const& p = Plan::value;
    static constexpr bool is_first(int input) {
        if (p.chooser_of[input] != input) return false;
        for (int id = 0; id < p.count; ++id)
            if (p.is_input(id) && p.first(id) == input) return p.axes[id] == 1 << p.loops[Loop].axis;
        return false;
    }
    static constexpr std::size_t lists = [] {
        std::size_t count = 0;
        for (int i = 0; i < p.input_count; ++i) count += is_first(i) ? std::size_t{1} : std::size_t{0};
        return count;
    }();
    /// Of each input: the list of the indices that choose its rows.
    struct chooser {
        bool is_chosen = false, is_first = false;
        std::size_t list = 0;
    };
    static constexpr auto choosers = [] {
        std::array<chooser, static_cast<std::size_t>(p.input_count) + 1> all{};
        std::size_t next = 0;
        for (int i = 0; i < p.input_count; ++i) {
            if (!is_first(i)) continue;
            for (int other = i; other < p.input_count; ++other)
                if (p.chooser_of[other] == i) all[static_cast<std::size_t>(other)] = {true, other == i, next};
            ++next;
        }
        return all;
    }();
    std::array<std::array<std::ptrdiff_t, rows_of_part>, lists> rows;

    template <class State>
    void read(State& s, std::size_t first, std::size_t count) {
        for (std::size_t i = 0; i < choosers.size() - 1; ++i)
            if (choosers[i].is_first) s.index_readers[i](first, count, rows[choosers[i].list].data());
        for (std::size_t i = 0; i < choosers.size() - 1; ++i)
            if (choosers[i].is_chosen) s.columns[i].rows = rows[choosers[i].list].data();
        s.rows_start = first;
    }
};

template <class Plan, class T>
struct chosen_rows {
    static constexpr auto const& p = Plan::value;
    static constexpr int first_result = p.first_view_result;

    /// Whether a result is such a derivative, with respect to one of some numbers of the arguments.
    static constexpr bool is_of(int result, int first_number, int end_number) {
        return p.results[result] >= 0 && p.view_chooser[result] >= 0 && p.view_number[result] >= first_number &&
               p.view_number[result] < end_number;
    }
    static constexpr bool any(int first_number, int end_number) {
        for (int r = first_result; r < p.results_count; ++r)
            if (is_of(r, first_number, end_number)) return p.streams;
        return false;
    }

    /// Sets to zero the columns to which something is added.
    template <int First, std::size_t Width>
    static void clear(bound_rows<T, Width> const& to) {
        for (std::size_t i = 0; i < Width; ++i) {
            if (!any(First + static_cast<int>(i), First + static_cast<int>(i) + 1)) continue;
            T* const column = const_cast<T*>(to.columns[i].data);
            for (std::size_t row = 0; row < to.count; ++row)
                column[static_cast<std::ptrdiff_t>(row) * to.columns[i].stride] = T(0);
        }
    }

    /// Adds what the rows from `first` to `last` of a loop have to columns `to`, by the number of the arguments, of which
    /// those from `First` to `End` take part.
    template <int Loop, int First, int End, class State>
    static CTGRAD_INLINE void add(State const& s, row_column<T> const* to, std::size_t first, std::size_t last) {
        [&]<std::size_t... G>(std::index_sequence<G...>) CTGRAD_INLINE_LAMBDA {
            (add_group<groups<Loop, First, End>.first[G]>(s, to, first, last), ...);
        }
        (std::make_index_sequence<groups<Loop, First, End>.count>{});
    }

private:
    /// The results of a loop that are added to the same rows of a list, by the first of them.
    struct group_table {
        std::array<int, static_cast<std::size_t>(p.results_count) + 1> first{};
        std::size_t count = 0;
    };
    static constexpr bool belongs(int result, int group) {
        return is_of(result, 0, p.input_count) && p.view_chooser[result] == p.view_chooser[group] &&
               p.view_list[result] == p.view_list[group];
    }
    template <int Loop, int First, int End>
    static constexpr group_table groups = [] {
        group_table found;
        for (int r = first_result; r < p.results_count; ++r) {
            if (!p.streams || !is_of(r, First, End) || p.cells[p.cell_of[p.results[r]]].loop != Loop) continue;
            bool known = false;
            for (std::size_t i = 0; i < found.count; ++i) known = known || belongs(r, found.first[i]);
            if (!known) found.first[found.count++] = r;
        }
        return found;
    }();
    template <int Group>
    static constexpr auto members = [] {
        struct {
            std::array<int, static_cast<std::size_t>(p.results_count) + 1> results{};
            std::size_t count = 0;
        } found;
        for (int r = first_result; r < p.results_count; ++r)
            if (belongs(r, Group)) found.results[found.count++] = r;
        return found;
    }();

    template <int Group, class State>
    static void add_group(State const& s, row_column<T> const* to, std::size_t first, std::size_t last) {
        constexpr int number = p.view_number[Group];
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            constexpr std::array numbers{p.view_number[members<Group>.results[I]]...};
            std::array<T const*, sizeof...(I)> const from{
                s.arrays[static_cast<std::size_t>(p.cells[p.cell_of[p.results[members<Group>.results[I]]]].place)] +
                (first - s.array_start)...};
            std::ptrdiff_t const* const rows =
                s.columns[static_cast<std::size_t>(p.view_chooser[Group])].rows + (first - s.rows_start);
            row_column<T> const& column = to[number];
            bool const adjacent = ((numbers[I] == number + static_cast<int>(I)) && ...) &&
                                  ((to[numbers[I]].stride == column.stride) && ...) &&
                                  ((to[numbers[I]].data == column.data + I) && ...);
            if (adjacent)
                add_columns_to_rows(from, last - first, rows, const_cast<T*>(column.data), column.stride);
            else
                (add_columns_to_rows(std::array{from[I]}, last - first, rows, const_cast<T*>(to[numbers[I]].data),
                                     to[numbers[I]].stride),
                 ...);
        }
        (std::make_index_sequence<members<Group>.count>{});
    }
};

}  // namespace ctgrad::detail
