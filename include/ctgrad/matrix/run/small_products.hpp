#pragma once

#include <ctgrad/matrix/run/simd.hpp>
#include <ctgrad/matrix/run/sizes.hpp>
#include <ctgrad/support/array_of.hpp>
#include <ctgrad/support/inline.hpp>

/// Products of small matrices with sizes that are known at compile time, and of vectors.
namespace ctgrad::detail {

/// Rows [from, from + Count) of a column of a small product, as sums of columns in registers. Without this g++ emits
/// shuffles for such small matrices.
template <int Count, class T, int Rows, int Inner, int Columns, bool TurnedRight>
inline void multiply_rows(T* __restrict result, T const* left, T const* right, int from, int column) {
    if constexpr (Count == 8 && has_vectors_of<T>) {
        simd<T, 8> sum(0), at;
        for (int k = 0; k < Inner; ++k) {
            at.load(left + from + k * Rows);
            sum = sum + at * simd<T, 8>(right[TurnedRight ? column + k * Columns : k + column * Inner]);
        }
        sum.store(result + from + column * Rows);
    } else {
        array_of<T, Count> sum{};
        for (int k = 0; k < Inner; ++k) {
            T const factor = right[TurnedRight ? column + k * Columns : k + column * Inner];
            for (int i = 0; i < Count; ++i) sum[i] += left[from + i + k * Rows] * factor;
        }
        for (int i = 0; i < Count; ++i) result[from + i + column * Rows] = sum[i];
    }
}
template <class T, int Rows, int Inner, int Columns, bool TurnedRight>
inline void multiply_columns(T* __restrict result, T const* left, T const* right) {
    constexpr int step = 8, whole = Rows / step * step;
    for (int j = 0; j < Columns; ++j) {
        for (int i = 0; i < whole; i += step)
            multiply_rows<step, T, Rows, Inner, Columns, TurnedRight>(result, left, right, i, j);
        if constexpr (Rows > whole)
            multiply_rows<Rows - whole, T, Rows, Inner, Columns, TurnedRight>(result, left, right, whole, j);
    }
}

/// An inner product, with eight partial sums.
template <class T>
CTGRAD_INLINE T multiply_vectors(T const* left, T const* right, matrix_index count) {
    constexpr matrix_index partial = 8;
    matrix_index const whole = count / partial * partial;
    T sum[partial]{};
    if constexpr (has_vectors_of<T>) {
        simd<T, 8> sums(0), a, b;
        for (matrix_index k = 0; k < whole; k += partial) {
            a.load(left + k);
            b.load(right + k);
            sums = sums + a * b;
        }
        sums.store(sum);
    } else {
        for (matrix_index k = 0; k < whole; k += partial)
            for (matrix_index i = 0; i < partial; ++i) sum[i] += left[k + i] * right[k + i];
    }
    for (matrix_index k = whole; k < count; ++k) sum[k - whole] += left[k] * right[k];
    return ((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7]));
}

/// The products of a vector with four contiguous rows of a small matrix. Each is summed in the order of
/// `multiply_vectors`: first the halves of eight partial sums, then the quarters, then neighbours. Four rows at a time
/// need half as many shuffles as eight.
template <class T, int Columns>
CTGRAD_INLINE simd<T, 4> multiply_four_rows(T const* matrix, T const* vector) {
    constexpr int filled = Columns / 8 * 8, rest = Columns - filled;
    simd<T, 4> half[4];
    for (int row = 0; row < 4; ++row) {
        T const* const at = matrix + row * Columns;
        simd<T, 4> low(0), high(0), a, b;
        for (int k = 0; k < filled; k += 8) {
            a.load(at + k);
            b.load(vector + k);
            low = low + a * b;
            a.load(at + k + 4);
            b.load(vector + k + 4);
            high = high + a * b;
        }
        if constexpr (rest > 0) {
            T some[8]{}, last[8]{};
            for (int k = 0; k < rest; ++k) {
                some[k] = at[filled + k];
                last[k] = vector[filled + k];
            }
            a.load(some);
            b.load(last);
            low = low + a * b;
            a.load(some + 4);
            b.load(last + 4);
            high = high + a * b;
        }
        half[row] = low + high;
    }
    return sums_of_four(half[0], half[1], half[2], half[3]);
}

/// The products of a vector with each row, eight rows at a time, because the next pass loads eight.
template <class T, int Rows, int Columns>
inline void multiply_rows_by_vector(T* __restrict result, T const* matrix, T const* vector) {
    constexpr int step = 8, whole = Rows / step * step;
    for (int i = 0; i < whole; i += step)
        concatenated(multiply_four_rows<T, Columns>(matrix + i * Columns, vector),
                     multiply_four_rows<T, Columns>(matrix + (i + 4) * Columns, vector))
            .store(result + i);
    for (int i = whole; i < Rows; ++i) result[i] = multiply_vectors(matrix + i * Columns, vector, Columns);
}

}  // namespace ctgrad::detail
