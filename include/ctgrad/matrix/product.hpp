#pragma once

#include <concepts>
#include <cstddef>

#include <Eigen/Core>

#include <ctgrad/matrix/program.hpp>
#include <ctgrad/support/inline.hpp>

/// Products of matrices: Eigen's at run time, plain loops in constant expressions.
namespace ctgrad::detail {

using index = std::ptrdiff_t;

template <class P, int Shape>
CTGRAD_INLINE index rows_of(index const* sizes);
template <class P, int Shape>
CTGRAD_INLINE index columns_of(index const* sizes);

/// A size that Eigen is told at compile time: of small matrices, whose products it then writes out, and of vectors.
constexpr int told_size(extent const& e, bool small) {
    return e.is_one() ? 1 : small && !e.is_named() ? e.number : Eigen::Dynamic;
}

/// An Eigen view of packed memory.
template <class T, int Rows, int Columns>
using mapped = Eigen::Map<Eigen::Matrix<std::remove_const_t<T>, Rows, Columns, Rows == 1 && Columns != 1 ? Eigen::RowMajor : Eigen::ColMajor>>;
template <class T, int Rows, int Columns>
using mapped_constant =
    Eigen::Map<Eigen::Matrix<T, Rows, Columns, Rows == 1 && Columns != 1 ? Eigen::RowMajor : Eigen::ColMajor> const>;

/// Whether a product is small enough to be written out.
constexpr bool is_small(matrix_shape const& a, extent const& columns) {
    constexpr int limit = 32;
    return !a.rows.is_named() && !a.columns.is_named() && !columns.is_named() && a.rows.number <= limit &&
           a.columns.number <= limit && columns.number <= limit;
}

/// to = x y, of views of memory.
template <bool Small, class To, class Left, class Right>
inline void multiply(To&& to, Left const& left, Right const& right) {
    if constexpr (Small)
        to.noalias() = left.lazyProduct(right);
    else
        to.noalias() = left * right;
}

/// A factor in memory, turned or not, with its sizes as Eigen is told them.
template <int Rows, int Columns, bool Turned, class T>
inline auto factor(T const* at, index rows, index columns) {
    if constexpr (Turned)
        return mapped_constant<T, Columns, Rows>(at, columns, rows).transpose();
    else
        return mapped_constant<T, Rows, Columns>(at, rows, columns);
}

/// Eight numbers that a processor computes with at once, or in a few steps. (Left to itself, g++ would shuffle such small
/// matrices about instead.)
template <class T>
struct eight {
    using type [[gnu::vector_size(8 * sizeof(T))]] = T;
    static constexpr bool exists = std::same_as<T, float> || std::same_as<T, double>;
};
template <class Lanes, class T>
inline void load(Lanes& lanes_of, T const* from) {
    __builtin_memcpy(&lanes_of, from, sizeof lanes_of);
}

/// Rows `from` to `from + Count` of a small product's column: sums of columns, held in registers.
template <int Count, class T, int Rows, int Inner, int Columns, bool TurnedRight>
inline void multiply_rows(T* __restrict result, T const* left, T const* right, int from, int column) {
    if constexpr (Count == 8 && eight<T>::exists) {
        typename eight<T>::type sum{}, at;
        for (int k = 0; k < Inner; ++k) {
            load(at, left + from + k * Rows);
            sum += at * right[TurnedRight ? column + k * Columns : k + column * Inner];
        }
        __builtin_memcpy(result + from + column * Rows, &sum, sizeof sum);
    } else {
        T sum[Count]{};
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
        for (int i = 0; i < whole; i += step) multiply_rows<step, T, Rows, Inner, Columns, TurnedRight>(result, left, right, i, j);
        if constexpr (Rows > whole)
            multiply_rows<Rows - whole, T, Rows, Inner, Columns, TurnedRight>(result, left, right, whole, j);
    }
}

/// A small inner product, with eight partial sums.
template <class T, int Inner>
inline T multiply_vectors(T const* left, T const* right) {
    constexpr int partial = 8, whole = Inner / partial * partial;
    T sum[partial]{};
    if constexpr (eight<T>::exists) {
        typename eight<T>::type lanes_of_sum{}, a, b;
        for (int k = 0; k < whole; k += partial) {
            load(a, left + k);
            load(b, right + k);
            lanes_of_sum += a * b;
        }
        __builtin_memcpy(sum, &lanes_of_sum, sizeof sum);
    } else {
        for (int k = 0; k < whole; k += partial)
            for (int i = 0; i < partial; ++i) sum[i] += left[k + i] * right[k + i];
    }
    for (int k = whole; k < Inner; ++k) sum[k - whole] += left[k] * right[k];
    return ((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7]));
}

template <class P, int Id, class T>
inline void run_product_by_eigen(T* result, T const* left, T const* right, index rows, index inner, index columns) {
    constexpr int a = P::value.first(Id), b = P::value.second(Id);
    constexpr bool turned_a = P::value.role[a] == node_role::transposed, turned_b = P::value.role[b] == node_role::transposed;
    constexpr matrix_shape of_a = P::value.shape_at(a), of_b = P::value.shape_at(b);
    constexpr bool small = is_small(of_a, of_b.columns);
    constexpr int r = told_size(of_a.rows, small), n = told_size(of_a.columns, small), c = told_size(of_b.columns, small);
    if constexpr (small && r != 1 && !turned_a)
        multiply_columns<T, r, n, c, turned_b>(result, left, right);
    else if constexpr (small && r == 1 && c == 1)
        result[0] = multiply_vectors<T, n>(left, right);
    else if constexpr (r == 1 && c == 1)
        result[0] = mapped_constant<T, n, 1>(left, inner, 1).dot(mapped_constant<T, n, 1>(right, inner, 1));
    else
        multiply<small>(mapped<T, r, c>(result, rows, columns), factor<r, n, turned_a>(left, rows, inner),
                        factor<n, c, turned_b>(right, inner, columns));
}

template <class P, int Id, class T>
constexpr void run_product_by_loops(T* result, T const* left, T const* right, index rows, index inner, index columns) {
    constexpr int a = P::value.first(Id), b = P::value.second(Id);
    constexpr bool turned_a = P::value.role[a] == node_role::transposed, turned_b = P::value.role[b] == node_role::transposed;
    for (index j = 0; j < columns; ++j)
        for (index i = 0; i < rows; ++i) {
            T sum(0);
            for (index k = 0; k < inner; ++k)
                sum += left[turned_a ? k + i * inner : i + k * rows] * right[turned_b ? j + k * columns : k + j * inner];
            result[i + j * rows] = sum;
        }
}

template <class P, int Id, class T>
CTGRAD_INLINE void run_product(T* const* value, index const* sizes) {
    constexpr int a = P::value.first(Id), b = P::value.second(Id), shape = P::value.shape[Id];
    index const rows = rows_of<P, shape>(sizes), columns = columns_of<P, shape>(sizes);
    index const inner = columns_of<P, P::value.shape[a]>(sizes);
    if (__builtin_is_constant_evaluated())
        run_product_by_loops<P, Id, T>(value[Id], value[a], value[b], rows, inner, columns);
    else
        run_product_by_eigen<P, Id, T>(value[Id], value[a], value[b], rows, inner, columns);
}

}  // namespace ctgrad::detail
