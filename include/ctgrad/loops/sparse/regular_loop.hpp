#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <thread>
#include <utility>
#include <vector>

#include <ctgrad/batch/threads.hpp>
#include <ctgrad/loops/run/memory.hpp>
#include <ctgrad/loops/run/parts.hpp>
#include <ctgrad/loops/run/workers.hpp>
#include <ctgrad/loops/sparse/regular_columns.hpp>
#include <ctgrad/loops/sparse/regular_inputs.hpp>
#include <ctgrad/loops/sparse/regular_layout.hpp>
#include <ctgrad/loops/sparse/regular_places.hpp>

/// Runs a loop over neighbours whose layout is known, and writes the matrix from registers: entries are not stored before they
/// are put in order.
namespace ctgrad::detail {

template <class Layout, class T, class State>
class regular_loop : regular_columns<Layout, T> {
    using columns_of_matrix = regular_columns<Layout, T>;

    static constexpr auto const& p = State::p;
    static constexpr auto const& layout = Layout::value;
    static constexpr std::size_t width = lane_count<T>, step = layout.step, shift = layout.largest_shift;
    using parts = loop_parts<typename State::plan, T, State>;
    static constexpr auto axis = static_cast<std::size_t>(p.loops[0].axis);
    using contiguous = contiguous_inputs<Layout, T, State>;
    using paired = paired_inputs<Layout, T, State>;
    using registers = typename contiguous::registers;
    using line = typename contiguous::line;
    using entries = typename contiguous::entries;

    T* const numbers;
    std::vector<std::vector<int>> const& places;
    regular_places const& regular;
    rows_of_loop const whole = regular.in_registers;

public:
    regular_loop(T* to, std::vector<std::vector<int>> const& where, regular_places const& rows)
        : numbers(to), places(where), regular(rows) {}

    void run(State& s, std::size_t nonzeros, threads const& allowed) const {
        std::size_t const rows = s.length[axis], begin = first_written();
        std::fill(numbers, at(begin), T(0));
        std::fill(at(whole.end), numbers + nonzeros, T(0));
        add_rows(s, 0, whole.first);
        entries before{};
        if (begin != whole.first) {
            before = columns_read(s, whole.first, width).kernel(whole.first);
            add_each(before, whole.first, width,
                     [&](std::size_t i, std::size_t k) { return i + layout.shift[k] < begin; });
        }
        std::size_t const pieces = pieces_of(allowed, whole.end - begin);
        if (pieces <= 1)
            write_rows(s, before, begin, whole.end);
        else
            before = write_in_threads(s, before, begin, pieces);
        if (shift > 0 && begin == whole.first) {
            // Constants of rows before the first one have been written too.
            std::fill_n(at(begin), shift * step, T(0));
            entries const some = columns_read(s, begin, width).kernel(begin);
            for (std::size_t k = 0; k < Layout::count; ++k)
                for (std::size_t i = 0; i + layout.shift[k] < shift; ++i) add(some, k, begin, i);
        }
        // The entries that the last registers have for later rows.
        for (std::size_t k = 0; k < Layout::count; ++k)
            for (std::size_t i = width - layout.shift[k]; i < width; ++i) add(before, k, whole.end - width, i);
        add_rows(s, whole.end, rows);
    }

private:
    /// If rows are moved, the first registers are not complete without the rows before them, if there are any.
    std::size_t first_written() const { return whole.first + (shift > 0 && whole.first > 0 ? width : 0); }
    static std::size_t pieces_of(threads const& allowed, std::size_t rows) {
        if (allowed.count == 1) return 1;
        constexpr std::size_t operations_of_start = 200'000,
                              operations_of_row = (static_cast<std::size_t>(p.count) + Layout::count) / width + 1;
        std::size_t const least =
            allowed.least_rows > 0 ? allowed.least_rows : operations_of_start / operations_of_row + 1;
        std::size_t const count = allowed.count > 0 ? allowed.count : std::max(1u, std::thread::hardware_concurrency());
        return std::min({count, rows / least, rows / width});
    }
    /// Each thread writes contiguous rows, so that one thread writes all numbers of a row, with the bits of a single
    /// thread.
    entries write_in_threads(State const& s, entries const& before, std::size_t begin, std::size_t pieces) const {
        std::size_t const blocks = (whole.end - begin) / width;
        entries last{};
        workers::own()(pieces, [&](std::size_t piece) {
            std::size_t const first = begin + blocks * piece / pieces * width,
                              end = begin + blocks * (piece + 1) / pieces * width;
            State own = s;
            own.arrays[static_cast<std::size_t>(p.arrays)] =
                loop_memory<T>(rows_of_part * static_cast<std::size_t>(p.input_count));
            entries of_rows_before = before;
            if (piece > 0) of_rows_before = columns_read(own, first - width, width).kernel(first - width);
            write_rows(own, of_rows_before, first, end);
            if (piece + 1 == pieces) last = of_rows_before;
        });
        return last;
    }
    void write_rows(State& s, entries& before, std::size_t begin, std::size_t end) const {
        if (are_contiguous(s)) {
            write<contiguous>(columns_read(s, begin, end - begin).s, before, begin, end);
        } else if (Layout::reads_pairs && paired::fit(s)) {
            if constexpr (Layout::reads_pairs) write<paired>(s, before, begin, end);
        } else {
            for (std::size_t first = begin; first < end; first += rows_of_part) {
                std::size_t const last = std::min(first + rows_of_part, end);
                write<contiguous>(columns_read(s, first, last - first).s, before, first, last);
            }
        }
    }
    T* at(std::size_t row) const { return numbers + regular.start + (row - regular.first) * step; }

    /// Rows whose entries are added one by one.
    void add_rows(State& s, std::size_t first, std::size_t last) const {
        for (; first < last; first += std::min(width, last - first)) {
            std::size_t const used = std::min(width, last - first);
            add_each(columns_read(s, first, used).kernel(first), first, used,
                     [](std::size_t, std::size_t) { return true; });
        }
    }
    static bool are_contiguous(State const& s) {
        for (std::size_t i = 0; i < static_cast<std::size_t>(p.input_count); ++i)
            if (parts::template columns_read<0>[i] && (s.columns[i].stride != 1 || s.columns[i].rows != nullptr))
                return false;
        return true;
    }
    static contiguous columns_read(State& s, std::size_t first, std::size_t count) {
        parts::read_columns(s, parts::template columns_read<0>, first, count);
        s.start = first;
        return {s};
    }
    /// Whole registers, from row `first` to before `end`.
    template <class Inputs>
    [[gnu::noinline]] void write(State const& given, entries& last, std::size_t first, std::size_t end) const {
        State s = given;
        Inputs const in{s};
        T* to = at(first);
        entries before = last;
        std::array<line, step> columns{}, constants{};
        if constexpr (Layout::has_constants) {
            entries const some = in.kernel(first);
            columns_of_matrix::template sum_columns<true>(some, some, columns);
            columns_of_matrix::template keep<true>(some, before);
        }
        for (std::size_t c = 0; c < step; ++c) constants[c] = columns_of_matrix::row_of_constants(columns, c);
        for (std::size_t row = first; row < end; row += width, to += width * step) {
            entries const now = in.kernel(row);
            columns_of_matrix::template sum_columns<false>(before, now, columns);
            columns_of_matrix::template put<0>(columns, constants, to);
            columns_of_matrix::template keep<false>(now, before);
        }
        if constexpr (shift > 0) last = before;
    }
    template <class Wanted>
    [[gnu::noinline]] void add_each(entries const& all, std::size_t first, std::size_t used, Wanted wanted) const {
        for (std::size_t k = 0; k < Layout::count; ++k)
            for (std::size_t i = 0; i < used; ++i) {
                if (wanted(first + i, k)) add(all, k, first, i);
            }
    }
    /// Adds lane `i` of an entry in the registers of a row of the loop.
    void add(entries const& all, std::size_t k, std::size_t row, std::size_t i) const {
        int const place = places[k][row + i];
        if (place >= 0)
            numbers[place] += all[k][i];
        else
            numbers[~place] += 2 * all[k][i];
    }
};

}  // namespace ctgrad::detail
