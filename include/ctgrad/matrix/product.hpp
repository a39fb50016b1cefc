#pragma once

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

/// A small product as sums of columns, held in registers.
template <class T, int Rows, int Inner, int Columns, bool TurnedRight>
inline void multiply_columns(T* result, T const* left, T const* right) {
    for (int j = 0; j < Columns; ++j) {
        T sum[Rows];
        for (int i = 0; i < Rows; ++i) sum[i] = left[i] * right[TurnedRight ? j : j * Inner];
        for (int k = 1; k < Inner; ++k) {
            T const factor = right[TurnedRight ? j + k * Columns : k + j * Inner];
            for (int i = 0; i < Rows; ++i) sum[i] += left[i + k * Rows] * factor;
        }
        for (int i = 0; i < Rows; ++i) result[i + j * Rows] = sum[i];
    }
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
