#pragma once

#include <cstddef>

#include <ctgrad/matrix/plan/program.hpp>
#include <ctgrad/support/inline.hpp>

/// The sizes of a program's matrices: constants where the shapes have numbers, otherwise taken from the arguments.
/// `sizes` holds an entry for each named dimension.
namespace ctgrad::detail {

using matrix_index = std::ptrdiff_t;

/// The length of a dimension; a constant if the dimension is a number and not a named one.
template <int Named>
CTGRAD_INLINE matrix_index length_of([[maybe_unused]] matrix_index const* sizes, int number) {
    if constexpr (Named < 0)
        return number;
    else
        return sizes[Named];
}
template <class P, int Shape>
CTGRAD_INLINE matrix_index row_count(matrix_index const* sizes) {
    constexpr extent const& rows = P::value.shapes[Shape].rows;
    return length_of<P::value.dimension_index(rows)>(sizes, rows.number);
}
template <class P, int Shape>
CTGRAD_INLINE matrix_index column_count(matrix_index const* sizes) {
    constexpr extent const& columns = P::value.shapes[Shape].columns;
    return length_of<P::value.dimension_index(columns)>(sizes, columns.number);
}
template <class P, int Shape>
CTGRAD_INLINE matrix_index size_of(matrix_index const* sizes) {
    return row_count<P, Shape>(sizes) * column_count<P, Shape>(sizes);
}

/// The number of entries of a buffer with `Extra` more columns, rounded up to whole cache lines.
template <class P, int Shape, int Extra = 0>
CTGRAD_INLINE matrix_index rounded_size(matrix_index const* sizes) {
    constexpr matrix_index line = 16;
    matrix_index const size = size_of<P, Shape>(sizes) + (Extra == 0 ? 0 : Extra * row_count<P, Shape>(sizes));
    return Shape == 0 ? 1 : (size + line - 1) / line * line;
}
/// The constant at a node.
template <class P>
consteval matrix_index integer_at(int id) {
    return static_cast<matrix_index>(P::value.constants[P::value.first(id)].numerator);
}

/// The row that a node refers to: a constant, or the number of rows of a shape.
template <class P, int Id>
CTGRAD_INLINE matrix_index row_at([[maybe_unused]] matrix_index const* sizes) {
    if constexpr (P::value.operation_of(Id) == graph::shape_node)
        return row_count<P, P::value.shape[Id]>(sizes);
    else
        return integer_at<P>(Id);
}
/// The column that a node refers to, likewise.
template <class P, int Id>
CTGRAD_INLINE matrix_index column_at([[maybe_unused]] matrix_index const* sizes) {
    if constexpr (P::value.operation_of(Id) == graph::shape_node)
        return column_count<P, P::value.shape[Id]>(sizes);
    else
        return integer_at<P>(Id);
}

}  // namespace ctgrad::detail
