#pragma once

#include <cstddef>
#include <cstring>
#include <utility>

#include <ctgrad/support/inline.hpp>

/// Copies adjacent columns of a row-major matrix to contiguous columns and back. N x N numbers at a time are transposed
/// in registers, which takes a load, a store and log2 N shuffles for every N numbers.
namespace ctgrad::detail {

template <class T, std::size_t N>
struct register_block {
    typedef T line __attribute__((vector_size(N * sizeof(T))));
    line lines[N];

    /// Loads the lines from `at(0)`, `at(1)`, ...
    CTGRAD_INLINE void load(auto const& at) {
        for (std::size_t i = 0; i < N; ++i) std::memcpy(&lines[i], at(i), sizeof(line));
    }
    CTGRAD_INLINE void store(T* to, std::ptrdiff_t step) const {
        for (std::size_t i = 0; i < N; ++i)
            std::memcpy(to + static_cast<std::ptrdiff_t>(i) * step, &lines[i], sizeof(line));
    }
    /// An element's position has two indices of log2 N bits: the line and the place in it. Each shuffle moves the
    /// highest bit of each index to the end of the other; after log2 N shuffles the indices are exchanged.
    CTGRAD_INLINE void transpose() {
        for (std::size_t done = 1; done < N; done *= 2) *this = shuffled(std::make_index_sequence<N>{});
    }

private:
    template <std::size_t... I>
    CTGRAD_INLINE register_block shuffled(std::index_sequence<I...> all) const {
        return {{halves_merged<I % 2 * (N / 2)>(lines[I / 2], lines[I / 2 + N / 2], all)...}};
    }
    template <std::size_t First, std::size_t... I>
    static CTGRAD_INLINE line halves_merged(line a, line b, std::index_sequence<I...>) {
        return __builtin_shufflevector(a, b, (First + I / 2 + I % 2 * N)...);
    }
};

/// Transposes N x N numbers, whose lines are at `at(0)`, `at(1)`, ..., and stores them in lines that are `step` apart.
template <std::size_t N, class T>
CTGRAD_INLINE void store_transposed(auto const& at, T* to, std::ptrdiff_t step) {
    register_block<T, N> block;
    block.load(at);
    block.transpose();
    block.store(to, step);
}

/// Calls `copy(first)` for blocks of N columns until all are copied. If N does not divide their number, the last block
/// overlaps the one before.
template <std::size_t N>
CTGRAD_INLINE void for_column_blocks(std::size_t columns, auto const& copy) {
    for (std::size_t first = 0; first + N < columns; first += N) copy(first);
    copy(columns - N);
}

/// Copies rows of a matrix that are `stride` numbers apart into columns that are `gap` numbers apart.
template <std::size_t N, class T>
void copy_to_columns(T const* matrix, std::ptrdiff_t stride, std::size_t rows, std::size_t columns, T* to,
                     std::size_t gap) {
    std::size_t row = 0;
    if constexpr (N > 1) {
        if (columns < N) return copy_to_columns<N / 2>(matrix, stride, rows, columns, to, gap);
        for (; row + N <= rows; row += N, matrix += static_cast<std::ptrdiff_t>(N) * stride)
            for_column_blocks<N>(columns, [&](std::size_t first) CTGRAD_INLINE_LAMBDA {
                auto const line = [&](std::size_t i) CTGRAD_INLINE_LAMBDA {
                    return matrix + first + static_cast<std::ptrdiff_t>(i) * stride;
                };
                store_transposed<N>(line, to + first * gap + row, static_cast<std::ptrdiff_t>(gap));
            });
    }
    for (; row < rows; ++row, matrix += stride)
        for (std::size_t i = 0; i < columns; ++i) to[i * gap + row] = matrix[i];
}

/// The inverse of `copy_to_columns`.
template <std::size_t N, class T>
void copy_to_rows(T const* from, std::size_t gap, std::size_t rows, std::size_t columns, T* matrix,
                  std::ptrdiff_t stride) {
    std::size_t row = 0;
    if constexpr (N > 1) {
        if (columns < N) return copy_to_rows<N / 2>(from, gap, rows, columns, matrix, stride);
        for (; row + N <= rows; row += N, matrix += static_cast<std::ptrdiff_t>(N) * stride)
            for_column_blocks<N>(columns, [&](std::size_t first) CTGRAD_INLINE_LAMBDA {
                auto const line = [&](std::size_t i) CTGRAD_INLINE_LAMBDA { return from + (first + i) * gap + row; };
                store_transposed<N>(line, matrix + first, stride);
            });
    }
    for (; row < rows; ++row, matrix += stride)
        for (std::size_t i = 0; i < columns; ++i) matrix[i] = from[i * gap + row];
}

}  // namespace ctgrad::detail
