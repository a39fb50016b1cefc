#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <utility>
#include <vector>

#include <ctgrad/loops/run/parts.hpp>
#include <ctgrad/loops/sparse/interleave.hpp>
#include <ctgrad/loops/sparse/regular_inputs.hpp>
#include <ctgrad/loops/sparse/regular_layout.hpp>
#include <ctgrad/loops/sparse/regular_places.hpp>

/// Runs a loop over neighbours whose layout is known, and writes the matrix from registers: entries are not stored before they
/// are put in order.
namespace ctgrad::detail {

template <class Layout, class T, class State>
class regular_loop {
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

    void run(State& s, std::size_t nonzeros) const {
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
        if (are_contiguous(s)) {
            write<contiguous>(columns_read(s, begin, whole.end - begin).s, before, begin, whole.end);
        } else if (Layout::reads_pairs && paired::fit(s)) {
            if constexpr (Layout::reads_pairs) write<paired>(s, before, begin, whole.end);
        } else {
            for (std::size_t first = begin; first < whole.end; first += rows_of_part) {
                std::size_t const last = std::min(first + rows_of_part, whole.end);
                write<contiguous>(columns_read(s, first, last - first).s, before, first, last);
            }
        }
        if (shift > 0 && begin == whole.first) {
            // Constants of rows before the first one have been written too.
            std::fill_n(at(begin), shift * step, T(0));
            entries const some = columns_read(s, begin, width).kernel(begin);
            for (std::size_t k = 0; k < Layout::count; ++k)
                for (std::size_t i = 0; i + layout.shift[k] < shift; ++i) add(some, k, begin, i);
        }
        // What the last registers have for rows after them.
        for (std::size_t k = 0; k < Layout::count; ++k)
            for (std::size_t i = width - layout.shift[k]; i < width; ++i) add(before, k, whole.end - width, i);
        add_rows(s, whole.end, rows);
    }

private:
    /// If rows are moved, those of the first registers are not complete without the rows before, if there are any.
    std::size_t first_written() const { return whole.first + (shift > 0 && whole.first > 0 ? width : 0); }
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
            sum_columns<true>(some, some, columns);
            keep<true>(some, before);
        }
        for (std::size_t c = 0; c < step; ++c) constants[c] = row_of_constants(columns, c);
        for (std::size_t row = first; row < end; row += width, to += width * step) {
            entries const now = in.kernel(row);
            sum_columns<false>(before, now, columns);
            put<0>(columns, constants, to);
            keep<false>(now, before);
        }
        if constexpr (shift > 0) last = before;
    }
    /// Keeps the entries that later rows need, of those that are constant or of those that are not.
    template <bool Constant>
    static CTGRAD_INLINE void keep(entries const& now, entries& before) {
        [&]<std::size_t... K>(std::index_sequence<K...>) CTGRAD_INLINE_LAMBDA {
            ((layout.shift[K] > 0 && Layout::constant[K] == Constant ? void(before[K] = now[K]) : void()), ...);
        }
        (std::make_index_sequence<Layout::count>{});
    }
    /// Sums of the entries in each column, of those columns that are constant or of those that are not.
    template <bool Constant>
    static CTGRAD_INLINE void sum_columns(entries const& before, entries const& now, std::array<line, step>& columns) {
        [&]<std::size_t... K>(std::index_sequence<K...>) CTGRAD_INLINE_LAMBDA {
            (add_to_column<K, Constant>(before, now, columns), ...);
        }
        (std::make_index_sequence<Layout::count>{});
    }
    template <std::size_t K, bool Constant>
    static CTGRAD_INLINE void add_to_column(entries const& before, entries const& now,
                                            std::array<line, step>& columns) {
        constexpr std::size_t column = layout.column[K];
        constexpr bool is_first = [] {
            for (std::size_t k = 0; k < K; ++k)
                if (layout.column[k] == column) return false;
            return true;
        }();
        if constexpr (Layout::constant_column[column] == Constant) {
            line const own = moved<K>(before[K], now[K], std::make_index_sequence<width>{});
            columns[column] = is_first ? own : columns[column] + own;
        }
    }
    /// The entry as many rows before as it is moved by.
    template <std::size_t K, std::size_t... I>
    static CTGRAD_INLINE line moved(line before, line now, std::index_sequence<I...>) {
        if constexpr (layout.shift[K] == 0 || Layout::constant[K])
            return now;
        else
            return __builtin_shufflevector(before, now, (I + width - layout.shift[K])...);
    }

    /// Of a block of columns: how many are not constant, and for each which of these it is.
    struct block {
        std::size_t variables = 0;
        std::array<int, width> place{};
    };
    template <std::size_t First>
    static constexpr block block_at = [] {
        block result;
        for (std::size_t i = 0; i < width; ++i)
            result.place[i] =
                First + i >= step || Layout::constant_column[First + i] ? -1 : static_cast<int>(result.variables++);
        return result;
    }();
    template <std::size_t First>
    static constexpr auto place_at = block_at<First>.place;

    static CTGRAD_INLINE line row_of_constants(std::array<line, step> const& columns, std::size_t first) {
        line result{};
        for (std::size_t i = 0; i < width; ++i)
            if (first + i < step && Layout::constant_column[first + i]) result[i] = columns[first + i][0];
        return result;
    }

    /// Writes the rows of as many columns as a register has numbers, from column `First` on.
    template <std::size_t First>
    static CTGRAD_INLINE void put(std::array<line, step> const& columns, std::array<line, step> const& constants,
                                  T* to) {
        if constexpr (step < width) {
            [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
                if constexpr (registers::is_power_of_two(step)) {
                    auto const rows = registers::template interleaved<step>(columns);
                    (store(rows[I], to + I * width), ...);
                } else {
                    (store(registers::template segment<I * width>(columns), to + I * width), ...);
                }
            }
            (std::make_index_sequence<step>{});
        } else {
            put_block<First>(columns, constants, to);
            if constexpr (First + width < step)
                put<(First + 2 * width <= step ? First + width : step - width)>(columns, constants, to);
        }
    }
    template <std::size_t First>
    static CTGRAD_INLINE void put_block(std::array<line, step> const& columns, std::array<line, step> const& constants,
                                        T* to) {
        constexpr std::size_t variables = block_at<First>.variables;
        [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
            if constexpr (width >= 8 && variables <= 4) {
                std::array<line, 4> some{};
                (take_variable<First, I>(columns, some), ...);
                auto const rows = registers::template rows_of_few<variables>(some);
                (store(rows.template row<place_at<First>, I>(constants[First]), to + I * step + First), ...);
            } else {
                auto const rows = registers::template interleaved<width>({columns[First + I]...});
                (store(rows[I], to + I * step + First), ...);
            }
        }
        (std::make_index_sequence<width>{});
    }
    template <std::size_t First, std::size_t I>
    static CTGRAD_INLINE void take_variable(std::array<line, step> const& columns, std::array<line, 4>& to) {
        constexpr int place = place_at<First>[I];
        if constexpr (place >= 0) to[static_cast<std::size_t>(place)] = columns[First + I];
    }
    static CTGRAD_INLINE void store(line const& row, T* to) { std::memcpy(to, &row, sizeof row); }

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
