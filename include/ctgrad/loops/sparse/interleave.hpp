#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <utility>

#include <ctgrad/batch/transpose.hpp>

/// Writes columns, of which N rows are in registers, as rows of a matrix that is contiguous in memory.
namespace ctgrad::detail {

template <class T, std::size_t N>
struct row_registers {
    using line = typename register_block<T, N>::line;
    template <std::size_t Count>
    using lines = std::array<line, Count>;

    static constexpr bool is_power_of_two(std::size_t n) { return (n & (n - 1)) == 0; }

    /// `Columns` numbers of each row, row after row, if `Columns` is a power of two up to N. See `register_block::transpose`.
    template <std::size_t Columns>
    static CTGRAD_INLINE lines<Columns> interleaved(lines<Columns> columns) {
        return interleaved_once<Columns, 1>(columns);
    }

    /// Numbers from `First` to `First + N` of rows with `Columns` numbers each, row after row.
    template <std::size_t First, std::size_t Columns>
    static CTGRAD_INLINE line segment(lines<Columns> const& columns) {
        return segment_of<First, Columns, 1>(columns, columns[0]);
    }

    /// The numbers at even and at odd places of 2 N numbers.
    static CTGRAD_INLINE lines<2> split(T const* from) {
        line a, b;
        std::memcpy(&a, from, sizeof a);
        std::memcpy(&b, from + N, sizeof b);
        return split(a, b, std::make_index_sequence<N>{});
    }

    /// Up to four columns, of which each register has two side by side in every second row.
    template <std::size_t Columns>
    struct few_columns {
        lines<2> first, second;  ///< two columns each; of even rows and of odd ones

        /// Row `Row` of N numbers. Those with `Place[i] >= 0` are those of column `Place[i]`, the others those of
        /// `constant`.
        template <auto const& Place, std::size_t Row>
        CTGRAD_INLINE line row(line constant) const {
            return row<Place, Row>(constant, std::make_index_sequence<N>{});
        }

    private:
        template <auto const& Place, std::size_t Row, std::size_t... I>
        CTGRAD_INLINE line row(line constant, std::index_sequence<I...>) const {
            line const moved = __builtin_shufflevector(first[Row % 2], Columns > 2 ? second[Row % 2] : first[Row % 2],
                                                       from(Place[I], I, Row)...);
            return __builtin_shufflevector(moved, constant, (Place[I] >= 0 ? I : N + I)...);
        }
        static constexpr std::size_t from(int place, std::size_t own, std::size_t row) {
            if (place < 0) return own;
            auto const column = static_cast<std::size_t>(place);
            return (column < 2 ? 0 : N) + row / 2 * 2 + column % 2;
        }
    };
    template <std::size_t Columns>
    static CTGRAD_INLINE few_columns<Columns> rows_of_few(lines<4> const& columns) {
        return {pairs(columns[0], columns[1], std::make_index_sequence<N>{}),
                pairs(columns[2], columns[3], std::make_index_sequence<N>{})};
    }

private:
    template <std::size_t Columns, std::size_t Done>
    static CTGRAD_INLINE lines<Columns> interleaved_once(lines<Columns> const& from) {
        if constexpr (Done >= Columns) {
            return from;
        } else {
            lines<Columns> to;
            [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
                ((to[I] = half<I % 2>(from[I / 2], from[I / 2 + Columns / 2], std::make_index_sequence<N>{})), ...);
            }
            (std::make_index_sequence<Columns>{});
            return interleaved_once<Columns, 2 * Done>(to);
        }
    }
    template <std::size_t Which, std::size_t... I>
    static CTGRAD_INLINE line half(line a, line b, std::index_sequence<I...>) {
        return __builtin_shufflevector(a, b, (Which * (N / 2) + I / 2 + I % 2 * N)...);
    }
    template <std::size_t First, std::size_t Columns, std::size_t Column>
    static CTGRAD_INLINE line segment_of(lines<Columns> const& columns, line so_far) {
        if constexpr (Column == Columns)
            return so_far;
        else
            return segment_of<First, Columns, Column + 1>(
                columns, merged<First, Columns, Column>(so_far, columns[Column], std::make_index_sequence<N>{}));
    }
    /// Takes what is in a column from there. Column 0 is not in place yet before column 1 is merged.
    template <std::size_t First, std::size_t Columns, std::size_t Column, std::size_t... I>
    static CTGRAD_INLINE line merged(line a, line b, std::index_sequence<I...>) {
        return __builtin_shufflevector(a, b,
                                       ((First + I) % Columns == Column             ? N + (First + I) / Columns
                                        : Column == 1 && (First + I) % Columns == 0 ? (First + I) / Columns
                                                                                    : I)...);
    }
    template <std::size_t... I>
    static CTGRAD_INLINE lines<2> split(line a, line b, std::index_sequence<I...>) {
        return {__builtin_shufflevector(a, b, (2 * I)...), __builtin_shufflevector(a, b, (2 * I + 1)...)};
    }
    template <std::size_t... I>
    static CTGRAD_INLINE lines<2> pairs(line a, line b, std::index_sequence<I...>) {
        return {__builtin_shufflevector(a, b, (I / 2 * 2 + I % 2 * N)...),
                __builtin_shufflevector(a, b, (I / 2 * 2 + 1 + I % 2 * N)...)};
    }
};

}  // namespace ctgrad::detail
