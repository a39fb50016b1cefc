#pragma once

#include <concepts>
#include <cstddef>
#include <utility>

#include <ctgrad/matrix/rules/operation.hpp>
#include <ctgrad/matrix/run/entry.hpp>
#include <ctgrad/matrix/run/sizes.hpp>
#include <ctgrad/support/inline.hpp>

/// Kernels of whole matrices.
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

/// An operand of a kernel. Labels have the scalar type of their argument.
template <class P, int Id, class T>
CTGRAD_INLINE auto matrix_at(T* const* value, T& constant, matrix_index const* sizes) {
    using scalar = typename decltype(stored_scalar<P, Id, T>())::type;
    constexpr int shape = P::value.shape[Id];
    matrix_index const rows = row_count<P, shape>(sizes), columns = column_count<P, shape>(sizes);
    T const* const first = operand_at<P, Id>(value, constant);
    if constexpr (std::same_as<scalar, T>)
        return matrix_in_memory<T const>{first, rows, columns};
    else
        return matrix_in_memory<scalar const>{reinterpret_cast<scalar const*>(first), rows, columns};
}

/// The operands of a node, in order.
template <class P, int Id>
struct operands_of_kernel {
    int ids[maximum_arity]{};
    constexpr operands_of_kernel() { P::value.operands_of(Id, ids); }
};

/// The kernel of an operation: `run<P, Id>(value, sizes)` computes the node `Id`, by the row's own function.
template <class Operation>
struct matrix_kernel {
    template <class P, int Id, class T>
    static CTGRAD_INLINE void run(T* const* value, matrix_index const* sizes) {
        constexpr auto arity = static_cast<std::size_t>(P::value.operation(Id)->arity);
        constexpr operands_of_kernel<P, Id> operands;
        constexpr int shape = P::value.shape[Id];
        matrix_in_memory<T> const result{value[Id], row_count<P, shape>(sizes), column_count<P, shape>(sizes)};
        T constants[arity]{};
        [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
            Operation::compute(result, matrix_at<P, operands.ids[I]>(value, constants[I], sizes)...);
        }
        (std::make_index_sequence<arity>{});
    }
};

template <class P, int Id, class T>
CTGRAD_INLINE void run_transposition(T* const* value, matrix_index const* sizes) {
    constexpr int a = P::value.first(Id), shape = P::value.shape[Id];
    matrix_index const rows = row_count<P, shape>(sizes), columns = column_count<P, shape>(sizes);
    for (matrix_index j = 0; j < columns; ++j)
        for (matrix_index i = 0; i < rows; ++i) value[Id][i + j * rows] = value[a][j + i * columns];
}

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

/// The offset of the first entry of the block of a `block` or `pad`, in a matrix of so many rows.
template <class P, int Id>
CTGRAD_INLINE matrix_index block_offset(matrix_index const* sizes, matrix_index rows) {
    constexpr int rest = P::value.second(Id);
    return row_at<P, P::value.first(rest)>(sizes) + rows * column_at<P, P::value.first(P::value.second(rest))>(sizes);
}
template <class P, int Id, class T>
CTGRAD_INLINE void run_block(T* const* value, matrix_index const* sizes) {
    constexpr int a = P::value.first(Id), shape = P::value.shape[Id];
    matrix_index const rows = row_count<P, shape>(sizes), stride = row_count<P, P::value.shape[a]>(sizes);
    copy_block<T>({value[Id], rows}, {value[a] + block_offset<P, Id>(sizes, stride), stride}, rows,
                  column_count<P, shape>(sizes));
}
template <class P, int Id, class T>
CTGRAD_INLINE void run_padding(T* const* value, matrix_index const* sizes) {
    constexpr int a = P::value.first(Id), shape = P::value.shape[Id], of_a = P::value.shape[a];
    matrix_index const rows = row_count<P, shape>(sizes), count = rows * column_count<P, shape>(sizes);
    for (matrix_index i = 0; i < count; ++i) value[Id][i] = T(0);
    T constant(0);
    copy_block<T>({value[Id] + block_offset<P, Id>(sizes, rows), rows},
                  {operand_at<P, a>(value, constant), row_count<P, of_a>(sizes)}, row_count<P, of_a>(sizes),
                  column_count<P, of_a>(sizes));
}

}  // namespace ctgrad::detail
