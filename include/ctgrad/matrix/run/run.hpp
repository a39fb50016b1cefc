#pragma once

#include <cstddef>
#include <utility>

#include <ctgrad/matrix/run/kernels.hpp>
#include <ctgrad/matrix/run/pass.hpp>
#include <ctgrad/matrix/run/product.hpp>
#include <ctgrad/support/inline.hpp>

/// Runs the program of a graph of matrices. All matrices are column-major.
namespace ctgrad::detail {

/// The kernel of an operation in programs that compute functions in lanes.
template <class Operation>
struct kernel_in_lanes : matrix_kernel<Operation> {};

/// Runs a kernel that is not a pass.
template <class P, int Kernel, class T>
CTGRAD_INLINE void run_kernel(T* const* value, matrix_index const* sizes) {
    constexpr int id = P::value.kernels[Kernel].node;
    using operation = decltype(definition_of(row<P::value.operation(id)>{}));
    if constexpr (P::value.has_form(id, matrix_form::product))
        run_product<P, id>(value, sizes);
    else if constexpr (P::value.has_form(id, matrix_form::transposition))
        run_transposition<P, id>(value, sizes);
    else if constexpr (P::value.has_form(id, matrix_form::block))
        run_block<P, id>(value, sizes);
    else if constexpr (P::value.has_form(id, matrix_form::padding))
        run_padding<P, id>(value, sizes);
    else if constexpr (!computes_in_lanes<P, T>)
        matrix_kernel<operation>::template run<P, id>(value, sizes);
    else if (__builtin_is_constant_evaluated())
        matrix_kernel<operation>::template run<P, id>(value, sizes);
    else
        kernel_in_lanes<operation>::template run<P, id>(value, sizes);
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
                         (kind == node_kind::view && P::value.has_form(Id, matrix_form::transposition))) {
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
