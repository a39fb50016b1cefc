#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include <ctgrad/batch/column.hpp>
#include <ctgrad/batch/lanes.hpp>
#include <ctgrad/batch/transpose.hpp>
#include <ctgrad/evaluate/run.hpp>

/// The loop over the rows of a batch.
namespace ctgrad::detail {

/// The rows from `row` on, one in each lane, as inputs of `run`. Each input is loaded where it is first used. `Layout`
/// says which column an input of the program is, and which columns have the same number in every row.
template <class P, class Layout, class T>
struct rows_of_inputs {
    T const* const* in;
    std::size_t row;

    struct input_at {
        T const* from;
        bool one;
        CTGRAD_INLINE register_of<T> operator*() const { return one ? register_of<T>(*from) : load_lanes(from); }
    };
    CTGRAD_INLINE input_at operator[](std::size_t input) const {
        auto const at = static_cast<std::size_t>(Layout::place[input] < 0 ? 0 : Layout::place[input]);
        if (Layout::same_in_all_rows[at]) return {in[at], true};
        return {in[at] + row, false};
    }
};

template <class P, class Layout, class T, std::size_t Results, std::size_t... I>
CTGRAD_INLINE void run_group(T const* const* in, T* const* out, std::size_t row, bool streaming,
                             std::index_sequence<I...>) {
    auto const results = run<P, register_of<T>, Results>(rows_of_inputs<P, Layout, T>{in, row}, statements_of<P>);
    if (streaming) {
        [[maybe_unused]] int const in_order[]{(stream_lanes(out[I] + row, results[I]), 0)..., 0};
    } else {
        [[maybe_unused]] int const in_order[]{(store_lanes(out[I] + row, results[I]), 0)..., 0};
    }
}

/// Computes `count` rows, a multiple of the lanes, of contiguous columns. Only this function contains the program's
/// code.
template <class P, class Layout, class T, std::size_t Results>
[[gnu::noinline]] void run_rows(T const* const* given_in, T* const* given_out, std::size_t count, bool streaming) {
    // Local copies, so that the pointers can stay in registers: the stores might alias the originals.
    std::array<T const*, Layout::count + 1> in;
    std::array<T*, Results> out;
    std::copy_n(given_in, Layout::count, in.begin());
    std::copy_n(given_out, Results, out.begin());
    for (std::size_t row = 0; row < count; row += lane_count<T>)
        run_group<P, Layout, T, Results>(in.data(), out.data(), row, streaming, std::make_index_sequence<Results>{});
}

/// The columns that a batch reads and writes, after the checks. A number that is the same in all rows has stride 0.
template <class Layout, class T, std::size_t Results>
struct batch_columns {
    std::array<column_view<T const>, Layout::count + 1> in;
    std::array<column_view<T>, Results> out;

    bool without_gaps() const {
        bool all = true;
        for (std::size_t i = 0; i < Layout::count; ++i) all = all && (Layout::same_in_all_rows[i] || in[i].stride == 1);
        for (auto const& column : out) all = all && column.stride == 1;
        return all;
    }
};

/// The number of rows from which starting a thread pays; docs/batches.md has the times. An operation has cost 1 in each
/// lane, and a call of a function 10.
template <class P, class T>
inline constexpr std::size_t rows_worth_a_thread = [] {
    std::size_t effort_of_row = 1;
    for (std::size_t slot = 0; slot < static_cast<std::size_t>(P::value.count); ++slot) {
        operation_info const* const operation = P::value.operation(slot);
        effort_of_row += operation != nullptr && operation->cost == cost_class::call ? 10 : 1;
    }
    return lane_count<T> * 125000 / effort_of_row + 1;
}();

/// From this many rows on it pays to compute the first few separately, so that the others are stored to whole cache
/// lines.
inline constexpr std::size_t least_aligned = 1024;

/// Results of more bytes than this bypass the caches.
inline constexpr std::size_t streamed_bytes = std::size_t{16} << 20;

template <class P, class Layout, class T, std::size_t Results>
struct batch_sweep {
    static constexpr std::size_t width = lane_count<T>;
    /// How many numbers of a matrix are read or written at once. With 64 bytes too many accesses would cross cache
    /// lines.
    static constexpr std::size_t transposed = std::min(width, 32 / sizeof(T));
    /// Rows are copied in and out in blocks that fit into the first-level cache together with the rows themselves.
    static constexpr std::size_t block =
        std::max(width, std::size_t{12288} / sizeof(T) / (Layout::count + Results) / width * width);

    batch_columns<Layout, T, Results> const& columns;
    /// Results larger than the caches bypass them, so that memory is not read before it is overwritten.
    bool large = columns.out[0].count > streamed_bytes / sizeof(T) / Results;

    /// Computes the rows [first, last).
    void operator()(std::size_t first, std::size_t last) const {
        if (columns.without_gaps()) {
            bool const aligned = last - first >= least_aligned && aligned_alike(),
                       streaming = large && can_stream && aligned;
            std::size_t const head = aligned ? rows_to_alignment(first) : 0;
            if (head > 0) copied(first, first + head);
            first += head;
            std::size_t const whole = (last - first) / width * width;
            if (whole > 0) in_place(first, whole, streaming);
            first += whole;
        }
        for (; first < last; first += std::min(block, last - first)) copied(first, std::min(last, first + block));
        if (large) end_stream();
    }

private:
    /// Whether all outputs reach the alignment of the registers at the same row.
    bool aligned_alike() const {
        bool all = true;
        for (auto const& column : columns.out)
            all = all && misalignment(column.data) == misalignment(columns.out[0].data);
        return all;
    }
    std::size_t rows_to_alignment(std::size_t first) const { return numbers_to_alignment(columns.out[0].data + first); }

    void in_place(std::size_t first, std::size_t count, bool streaming) const {
        T const* in[Layout::count + 1]{};
        T* out[Results];
        for (std::size_t i = 0; i < Layout::count; ++i)
            in[i] = columns.in[i].data + (Layout::same_in_all_rows[i] ? 0 : first);
        for (std::size_t i = 0; i < Results; ++i) out[i] = columns.out[i].data + first;
        run_rows<P, Layout, T, Results>(in, out, count, streaming);
    }

    /// Computes at most one block of rows in copies of the columns, padded to whole registers with the last row.
    void copied(std::size_t first, std::size_t last) const {
        alignas(64) T numbers[(Layout::count + Results) * block];
        T const* in[Layout::count + 1]{};
        T* out[Results];
        std::size_t const count = last - first, padded = (count + width - 1) / width * width;
        for (std::size_t i = 0; i < Layout::count;) {
            if (Layout::same_in_all_rows[i]) {
                in[i] = columns.in[i].data;
                ++i;
                continue;
            }
            std::size_t const together = neighbours(columns.in, i, Layout::count);
            copy_in(columns.in[i], together, first, count, numbers + i * block);
            for (std::size_t const end = i + together; i < end; ++i) {
                T* const copy = numbers + i * block;
                std::fill(copy + count, copy + padded, copy[count - 1]);
                in[i] = copy;
            }
        }
        for (std::size_t i = 0; i < Results; ++i) out[i] = numbers + (Layout::count + i) * block;
        run_rows<P, Layout, T, Results>(in, out, padded, false);
        for (std::size_t i = 0; i < Results;) {
            std::size_t const together = neighbours(columns.out, i, Results);
            copy_out(out[i], columns.out[i], together, first, count);
            i += together;
        }
    }

    /// How many columns from `i` on are adjacent in a row-major matrix.
    template <class Columns>
    static std::size_t neighbours(Columns const& all, std::size_t i, std::size_t end) {
        std::size_t count = 1;
        while (all[i].stride != 1 && i + count < end && all[i + count].stride == all[i].stride &&
               all[i + count].data == all[i].data + count)
            ++count;
        return count;
    }
    /// Whether adjacent columns are a whole matrix, with no gaps between its rows.
    static bool whole_matrix(std::ptrdiff_t stride, std::size_t together) {
        return stride == static_cast<std::ptrdiff_t>(together);
    }

    static void copy_in(column_view<T const> const& column, std::size_t together, std::size_t first, std::size_t count,
                        T* to) {
        T const* const from = column.data + static_cast<std::ptrdiff_t>(first) * column.stride;
        if (column.stride == 1) {
            std::copy_n(from, count, to);
            return;
        }
        copy_to_columns<transposed>(from, column.stride, count, together, to, block);
        // Fetches the next block while this one is computed.
        std::size_t const numbers = count * together, line = 64 / sizeof(T);
        if (whole_matrix(column.stride, together) && first + 2 * count <= column.count)
            for (std::size_t i = 0; i < numbers; i += line) __builtin_prefetch(from + numbers + i, 0, 0);
    }
    void copy_out(T const* from, column_view<T> const& column, std::size_t together, std::size_t first,
                  std::size_t count) const {
        T* const to = column.data + static_cast<std::ptrdiff_t>(first) * column.stride;
        if (column.stride == 1) {
            std::copy_n(from, count, to);
        } else if (large && can_stream && whole_matrix(column.stride, together)) {
            alignas(64) T rows[Results * block];
            copy_to_rows<transposed>(from, block, count, together, rows, column.stride);
            stream(rows, count * together, to);
        } else {
            copy_to_rows<transposed>(from, block, count, together, to, column.stride);
        }
    }
};

}  // namespace ctgrad::detail
