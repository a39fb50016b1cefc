#pragma once

#include <cstddef>
#include <stdexcept>
#include <utility>

#include <ctgrad/matrix/run/kernels.hpp>
#include <ctgrad/matrix/run/pass.hpp>
#include <ctgrad/matrix/run/product.hpp>
#include <ctgrad/support/failure.hpp>
#include <ctgrad/support/inline.hpp>

/// Runs the program of a graph of matrices. All matrices are column-major.
namespace ctgrad::detail {

template <class T>
constexpr T log_sum_exp_of(T const* a, matrix_index count) {
    if (count == 0) return T(log(T(0)));
    T largest = a[0];
    for (matrix_index i = 1; i < count; ++i) largest = largest < a[i] ? a[i] : largest;
    if (largest - largest != T(0)) return largest;  // infinite
    T sum(0);
    for (matrix_index i = 0; i < count; ++i) sum += exp(T(a[i] - largest));
    return T(largest + log(sum));
}

/// The row of a label.
template <class T>
constexpr matrix_index row_of_label(T const& label, matrix_index rows) {
    if (!(label >= T(0)) || !(label < static_cast<T>(rows)) ||
        static_cast<T>(static_cast<matrix_index>(label)) != label)
        fail<std::out_of_range>("ctgrad: a label of gather() must be the matrix_index of a row, an integer from 0");
    return static_cast<matrix_index>(label);
}

/// Runs a kernel that is not a pass.
template <class P, int Kernel, class T>
CTGRAD_INLINE void run_kernel(T* const* value, matrix_index const* sizes) {
    constexpr int id = P::value.kernels[Kernel].node, shape = P::value.shape[id];
    using operation = decltype(definition_of(row<P::value.operation(id)>{}));
    constexpr int a = P::value.first(id);
    T* const result = value[id];
    matrix_index const rows = row_count<P, shape>(sizes), columns = column_count<P, shape>(sizes);
    if constexpr (std::same_as<operation, operations::matrix_product>) {
        run_product<P, id>(value, sizes);
    } else if constexpr (std::same_as<operation, operations::transpose>) {
        for (matrix_index j = 0; j < columns; ++j)
            for (matrix_index i = 0; i < rows; ++i) result[i + j * rows] = value[a][j + i * columns];
    } else if constexpr (std::same_as<operation, operations::log_sum_exp>) {
        matrix_index const length = row_count<P, P::value.shape[a]>(sizes);
        for (matrix_index j = 0; j < columns; ++j) result[j] = log_sum_exp_of(value[a] + j * length, length);
    } else if constexpr (std::same_as<operation, operations::gather>) {
        matrix_index const length = row_count<P, P::value.shape[a]>(sizes);
        constexpr int b = P::value.second(id);
        T constant(0);
        T const* const labels = operand_at<P, b>(value, constant);
        for (matrix_index j = 0; j < columns; ++j)
            result[j] = value[a][row_of_label(entry_at<P, b>(labels, j), length) + j * length];
    } else if constexpr (!std::same_as<operation, operations::trace>) {
        matrix_kernel<operation>::template run<P, id>(value, sizes);
    } else {
        matrix_index const length = row_count<P, P::value.shape[a]>(sizes);
        result[0] = T(0);
        for (matrix_index i = 0; i < length; ++i) result[0] += value[a][i + i * length];
    }
}

/// Points every node to its value: inputs, outputs, buffers, and views of these.
template <class P, int Id, class T>
CTGRAD_INLINE void point(T** value, [[maybe_unused]] T* const* inputs, [[maybe_unused]] T* const* outputs,
                         [[maybe_unused]] T* const* buffers, [[maybe_unused]] matrix_index const* sizes) {
    constexpr node_kind kind = P::value.kind[Id];
    constexpr int output = P::value.output_of[Id], buffer = P::value.buffer[Id], first = P::value.first(Id);
    if constexpr (output != unassigned) {
        value[Id] = outputs[output];
    } else if constexpr (buffer != unassigned) {
        value[Id] = buffers[buffer];
    } else if constexpr (P::value.operation_of(Id) == graph::input_node) {
        value[Id] = inputs[first];
    } else if constexpr (kind == node_kind::transposed ||
                         (kind == node_kind::view && P::value.is(Id, info_of<operations::transpose>))) {
        value[Id] = value[first];
    } else if constexpr (kind == node_kind::view) {
        value[Id] = value[first] + block_offset<P, Id>(sizes, row_count<P, P::value.shape[first]>(sizes));
    }
}

template <class P, int Kernel, class T>
CTGRAD_INLINE void run_any(T* const* value, matrix_index const* sizes) {
    if constexpr (P::value.kernels[Kernel].is_pass)
        pass<P, Kernel>::template run<T>(
            value, sizes, std::make_index_sequence<static_cast<std::size_t>(P::value.kernels[Kernel].count)>{});
    else
        run_kernel<P, Kernel, T>(value, sizes);
}

/// Writes an output that is not computed in place: copies or broadcasts it, or sets it to exactly 0.
template <class P, int Output, class T>
CTGRAD_INLINE void copy_output([[maybe_unused]] T* const* value, T* const* outputs, matrix_index const* sizes) {
    if constexpr (!P::value.output_in_place[Output]) {
        constexpr int id = P::value.outputs[Output], shape = P::value.output_shape[Output];
        matrix_index const rows = row_count<P, shape>(sizes), columns = column_count<P, shape>(sizes);
        T* const to = outputs[Output];
        if constexpr (id == no_node || P::value.operation_of(id == no_node ? 0 : id) == graph::constant_node) {
            T filled(0);
            if constexpr (id != no_node) filled = constant_at<P, T, id>();
            for (matrix_index i = 0; i < rows * columns; ++i) to[i] = filled;
        } else {
            constexpr matrix_index by_row = P::value.shape_at(id).rows.is_one() ? 0 : 1;
            matrix_index const by_column = P::value.shape_at(id).columns.is_one() ? 0 : by_row == 0 ? 1 : rows;
            for (matrix_index j = 0; j < columns; ++j)
                for (matrix_index i = 0; i < rows; ++i) to[i + j * rows] = value[id][i * by_row + j * by_column];
        }
    }
}

/// The number of entries of a buffer. Scalars are on the stack.
template <class P, int Buffer>
CTGRAD_INLINE matrix_index buffer_size(matrix_index const* sizes) {
    constexpr int shape = P::value.buffer_shape[Buffer], extra = P::value.buffer_extra[Buffer];
    return shape == 0 ? 0 : rounded_size<P, shape, extra>(sizes);
}

/// Runs a program: `inputs` and `outputs` point to packed matrices, `memory` to the space that `buffer_space` asks for.
template <class P, class T, int Outputs>
constexpr void run_program(T* const* inputs, T* const* outputs, T* memory, matrix_index const* sizes) {
    T* buffers[static_cast<std::size_t>(P::value.buffer_count) + 1]{};
    T numbers[static_cast<std::size_t>(P::value.buffer_count) + 1];
    T* value[static_cast<std::size_t>(P::value.count) + 1]{};
    [&]<int... B>(std::integer_sequence<int, B...>) CTGRAD_INLINE_LAMBDA {
        [[maybe_unused]] matrix_index offset = 0;
        [[maybe_unused]] int const in_order[]{
            (buffers[B] = P::value.buffer_shape[B] == 0 ? numbers + B : memory + offset,
             offset += buffer_size<P, B>(sizes), 0)...,
            0};
    }
    (std::make_integer_sequence<int, P::value.buffer_count>{});
    [&]<std::size_t... Id>(std::index_sequence<Id...>) CTGRAD_INLINE_LAMBDA {
        [[maybe_unused]] int const in_order[]{
            (point<P, static_cast<int>(Id)>(value, inputs, outputs, buffers, sizes), 0)..., 0};
    }
    (std::make_index_sequence<static_cast<std::size_t>(P::value.count)>{});
    [&]<std::size_t... K>(std::index_sequence<K...>) CTGRAD_INLINE_LAMBDA {
        [[maybe_unused]] int const in_order[]{(run_any<P, static_cast<int>(K), T>(value, sizes), 0)..., 0};
    }
    (std::make_index_sequence<static_cast<std::size_t>(P::value.kernel_count)>{});
    [&]<std::size_t... O>(std::index_sequence<O...>) CTGRAD_INLINE_LAMBDA {
        [[maybe_unused]] int const in_order[]{(copy_output<P, static_cast<int>(O)>(value, outputs, sizes), 0)..., 0};
    }
    (std::make_index_sequence<static_cast<std::size_t>(Outputs)>{});
}

/// The number of entries that the buffers of a program hold.
template <class P>
constexpr matrix_index buffer_space(matrix_index const* sizes) {
    return [&]<int... B>(std::integer_sequence<int, B...>) {
        matrix_index space = 0;
        [[maybe_unused]] int const in_order[]{(space += buffer_size<P, B>(sizes), 0)..., 0};
        return space;
    }
    (std::make_integer_sequence<int, P::value.buffer_count>{});
}

}  // namespace ctgrad::detail
