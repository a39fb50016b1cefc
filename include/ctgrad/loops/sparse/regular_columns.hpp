#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <utility>

#include <ctgrad/batch/lanes.hpp>
#include <ctgrad/loops/sparse/interleave.hpp>

/// The entries that the lanes of a register have, as rows of the matrix: a column is the sum of the entries that have it.
namespace ctgrad::detail {

template <class Layout, class T>
struct regular_columns {
    static constexpr auto const& layout = Layout::value;
    static constexpr std::size_t width = lane_count<T>, step = layout.step;
    using registers = row_registers<T, width>;
    using line = typename registers::line;
    using entries = std::array<line, Layout::count>;

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
};

}  // namespace ctgrad::detail
