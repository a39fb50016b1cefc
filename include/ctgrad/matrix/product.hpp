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

template <class P, int Id, class T>
constexpr void run_product(T* const* value, index const* sizes) {
    constexpr int a = P::value.first(Id), b = P::value.second(Id), shape = P::value.shape[Id];
    constexpr bool turned_a = P::value.role[a] == node_role::transposed, turned_b = P::value.role[b] == node_role::transposed;
    index const rows = rows_of<P, shape>(sizes), columns = columns_of<P, shape>(sizes);
    index const inner = columns_of<P, P::value.shape[a]>(sizes);
    T const* const left = value[a];
    T const* const right = value[b];
    T* const result = value[Id];
    if (__builtin_is_constant_evaluated()) {
        for (index j = 0; j < columns; ++j)
            for (index i = 0; i < rows; ++i) {
                T sum(0);
                for (index k = 0; k < inner; ++k)
                    sum += left[turned_a ? k + i * inner : i + k * rows] * right[turned_b ? j + k * columns : k + j * inner];
                result[i + j * rows] = sum;
            }
        return;
    }
    constexpr matrix_shape of_a = P::value.shape_at(a), of_b = P::value.shape_at(b);
    constexpr bool small = is_small(of_a, of_b.columns);
    constexpr int r = told_size(of_a.rows, small), n = told_size(of_a.columns, small), c = told_size(of_b.columns, small);
    if constexpr (r == 1 && c == 1) {
        result[0] = mapped_constant<T, n, 1>(left, inner, 1).dot(mapped_constant<T, n, 1>(right, inner, 1));
    } else {
        mapped<T, r, c> to(result, rows, columns);
        auto const multiply = [&](auto const& x, auto const& y) CTGRAD_INLINE_LAMBDA {
            if constexpr (small)
                to.noalias() = x.lazyProduct(y);
            else
                to.noalias() = x * y;
        };
        if constexpr (!turned_a && !turned_b)
            multiply(mapped_constant<T, r, n>(left, rows, inner), mapped_constant<T, n, c>(right, inner, columns));
        else if constexpr (!turned_a)
            multiply(mapped_constant<T, r, n>(left, rows, inner), mapped_constant<T, c, n>(right, columns, inner).transpose());
        else if constexpr (!turned_b)
            multiply(mapped_constant<T, n, r>(left, inner, rows).transpose(), mapped_constant<T, n, c>(right, inner, columns));
        else
            multiply(mapped_constant<T, n, r>(left, inner, rows).transpose(),
                     mapped_constant<T, c, n>(right, columns, inner).transpose());
    }
}

}  // namespace ctgrad::detail
