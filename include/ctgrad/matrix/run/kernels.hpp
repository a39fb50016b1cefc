#pragma once

#include <cstddef>

#include <ctgrad/matrix/rules/table.hpp>
#include <ctgrad/matrix/run/entry.hpp>
#include <ctgrad/matrix/run/sizes.hpp>
#include <ctgrad/support/inline.hpp>

/// Kernels of whole matrices, by operation: copies of blocks, and cross products.
namespace ctgrad::detail {

/// The address of an operand of a kernel. A constant has none, so it is stored in `constant`.
template <class P, int Id, class T>
CTGRAD_INLINE T const* operand_at(T* const* value, T& constant) {
    if constexpr (P::value.operation_of(Id) == graph::constant_node) {
        constant = constant_at<P, T, Id>();
        return &constant;
    } else {
        return value[Id];
    }
}

/// The kernel of an operation: `run<P, Id>(value, sizes)` computes the node `Id`.
template <class Operation>
struct matrix_kernel;

/// A matrix or block in memory, whose columns begin `stride` apart.
template <class T>
struct block_in_memory {
    T* first;
    matrix_index stride;
};
template <class T>
CTGRAD_INLINE void copy_block(block_in_memory<T> to, block_in_memory<T const> from, matrix_index rows,
                              matrix_index columns) {
    for (matrix_index j = 0; j < columns; ++j)
        for (matrix_index i = 0; i < rows; ++i) to.first[i + j * to.stride] = from.first[i + j * from.stride];
}
/// Copies operand `Operand`, or a constant, into a block of a matrix whose columns begin `stride` apart.
template <class P, int Operand, class T>
CTGRAD_INLINE void copy_into(T* to, matrix_index stride, T* const* value, matrix_index const* sizes) {
    constexpr int shape = P::value.shape[Operand];
    matrix_index const rows = row_count<P, shape>(sizes);
    T constant(0);
    copy_block<T>({to, stride}, {operand_at<P, Operand>(value, constant), rows}, rows, column_count<P, shape>(sizes));
}

template <bool Below>
struct concatenation_kernel {
    template <class P, int Id, class T>
    static constexpr void run(T* const* value, matrix_index const* sizes) {
        constexpr int a = P::value.first(Id), b = P::value.first(P::value.second(Id)), of_a = P::value.shape[a];
        matrix_index const rows = row_count<P, P::value.shape[Id]>(sizes);
        copy_into<P, a>(value[Id], rows, value, sizes);
        copy_into<P, b>(value[Id] + (Below ? row_count<P, of_a>(sizes) : rows * column_count<P, of_a>(sizes)), rows,
                        value, sizes);
    }
};
template <>
struct matrix_kernel<operations::concatenate> : concatenation_kernel<false> {};
template <>
struct matrix_kernel<operations::concatenate_rows> : concatenation_kernel<true> {};

/// The offset of the first entry of the block of a `block` or `pad`, in a matrix of so many rows.
template <class P, int Id>
CTGRAD_INLINE matrix_index block_offset(matrix_index const* sizes, matrix_index rows) {
    constexpr int rest = P::value.second(Id);
    return row_at<P, P::value.first(rest)>(sizes) + rows * column_at<P, P::value.first(P::value.second(rest))>(sizes);
}
template <>
struct matrix_kernel<operations::pad> {
    template <class P, int Id, class T>
    static constexpr void run(T* const* value, matrix_index const* sizes) {
        constexpr int shape = P::value.shape[Id];
        matrix_index const rows = row_count<P, shape>(sizes), count = rows * column_count<P, shape>(sizes);
        for (matrix_index i = 0; i < count; ++i) value[Id][i] = T(0);
        copy_into<P, P::value.first(Id)>(value[Id] + block_offset<P, Id>(sizes, rows), rows, value, sizes);
    }
};
template <>
struct matrix_kernel<operations::block> {
    template <class P, int Id, class T>
    static constexpr void run(T* const* value, matrix_index const* sizes) {
        constexpr int a = P::value.first(Id), shape = P::value.shape[Id];
        matrix_index const rows = row_count<P, shape>(sizes), stride = row_count<P, P::value.shape[a]>(sizes);
        copy_block<T>({value[Id], rows}, {value[a] + block_offset<P, Id>(sizes, stride), stride}, rows,
                      column_count<P, shape>(sizes));
    }
};

template <>
struct matrix_kernel<operations::cross> {
    template <class P, int Id, class T>
    static constexpr void run(T* const* value, matrix_index const* sizes) {
        T constant_a(0), constant_b(0);
        T const* a = operand_at<P, P::value.first(Id)>(value, constant_a);
        T const* b = operand_at<P, P::value.second(Id)>(value, constant_b);
        T* result = value[Id];
        for (matrix_index j = column_count<P, P::value.shape[Id]>(sizes); j-- > 0; a += 3, b += 3, result += 3) {
            result[0] = a[1] * b[2] - a[2] * b[1];
            result[1] = a[2] * b[0] - a[0] * b[2];
            result[2] = a[0] * b[1] - a[1] * b[0];
        }
    }
};

}  // namespace ctgrad::detail
