#pragma once

#include <cstdint>

#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/graph/graph.hpp>
#include <ctgrad/matrix/rules/rewrites.hpp>
#include <ctgrad/support/array_of.hpp>

/// The program of a graph of matrices: its kernels in order, and the memory of each value.
///
/// Entrywise operations are fused into *passes*: one loop over memory computes all operations of a pass, and
/// intermediate values stay in registers. A pass is identified by a shape and a *level*, the number of kernels that
/// must run before it. Sums of its values are accumulated in the same loop. Conditions are never stored: each pass that
/// uses a condition computes it.
namespace ctgrad::detail {

/// How a node is computed.
enum class node_kind {
    leaf,         // an input, a constant or a shape
    pair,         // the last operands of an operation of three or four
    elementwise,  // in a pass
    reduction,    // in the pass of its operand
    view,         // a part of its operand, or a transposed vector: no work, no memory
    transposed,   // a transposed matrix that only products use: no work, no memory
    kernel        // a kernel of its own
};

/// An entry of a pass: a node, which is loaded or computed.
struct pass_entry {
    int node = 0;
    bool computed = false;  // else loaded
    bool stored = false;
};

struct kernel {
    bool is_pass = false;
    int level = 0;
    int shape = 0;             // the shape of a pass
    int node = 0;              // the node of any other kernel
    int first = 0, count = 0;  // the entries of a pass
    bool flat = true;          // the pass needs neither row nor column
};

inline constexpr int unassigned = -1;

template <int Capacity, int Outputs>
struct matrix_program {
    static constexpr int output_count = Outputs;

    bool full = false;
    int count = 0;
    array_of<std::uint64_t, Capacity> nodes{};
    array_of<int, Capacity> shape{};
    array_of<node_kind, Capacity> kind{};
    array_of<number, Capacity> constants{};
    int constant_count = 0;
    operation_info const* operations[graph::operations_limit]{};
    /// A needed operation that represents a partial derivative without a rule; null if there is none.
    operation_info const* missing_partial = nullptr;
    array_of<input, Capacity> inputs{};
    array_of<int, Capacity> input_shape{};
    array_of<bool, Capacity> used{};
    int input_count = 0;
    array_of<matrix_shape, Capacity / 4> shapes{};
    int shape_count = 0;
    array_of<extent, Capacity / 4> dimensions{};
    int dimension_count = 0;

    array_of<int, Outputs + 1> outputs{};  // no_node: zero
    array_of<int, Outputs + 1> output_shape{};
    array_of<bool, Outputs + 1> output_in_place{};  // computed in its own memory; else copied there at the end

    array_of<kernel, Capacity> kernels{};
    int kernel_count = 0;
    array_of<pass_entry, 4 * Capacity> entries{};
    int entry_count = 0;

    /// The buffer of a node's value, or `unassigned`, or the memory of an output.
    array_of<int, Capacity> buffer{};
    array_of<int, Capacity> output_of{};
    array_of<int, Capacity> buffer_shape{};
    array_of<int, Capacity> buffer_extra{};  // columns behind those of the shape
    int buffer_count = 0;

    constexpr int operation_of(int id) const { return graph::operation_at(nodes[id]); }
    constexpr int first(int id) const { return graph::first_of(nodes[id]); }
    constexpr int second(int id) const { return graph::second_of(nodes[id]); }
    constexpr operation_info const* operation(int id) const {
        return operation_of(id) < graph::operations_limit ? operations[operation_of(id)] : nullptr;
    }
    constexpr bool is(int id, operation_info const& info) const { return operation(id) == &info; }
    constexpr bool has_form(int id, matrix_form form) const { return detail::has_form(operation(id), form); }
    /// The rules of an operation on whole matrices; those of other nodes have only defaults.
    constexpr matrix_rule rule(int id) const {
        operation_info const* const info = operation(id);
        return info == nullptr || info->matrix == nullptr ? matrix_rule{} : *info->matrix;
    }
    constexpr matrix_shape const& shape_at(int id) const { return shapes[shape[id]]; }
    /// Writes the operands to `out`, through pairs, and returns their number.
    constexpr int operands_of(int id, int* out) const {
        operation_info const* const info = operation(id);
        if (info == nullptr) return 0;
        out[0] = first(id);
        out[1] = second(id);
        for (int i = 2; i < info->arity; ++i) {
            int const rest = out[i - 1];
            out[i - 1] = first(rest);
            out[i] = second(rest);
        }
        return info->arity;
    }
    constexpr int dimension_index(extent const& e) const {
        for (int i = 0; i < dimension_count; ++i)
            if (dimensions[i] == e) return i;
        return -1;
    }
    constexpr bool input_tells(int input, extent const& e) const {
        matrix_shape const& of_input = shapes[input_shape[input]];
        return of_input.rows == e || of_input.columns == e;
    }
    /// Whether the inputs tell the size of a dimension.
    constexpr bool is_told(extent const& e) const {
        if (!e.is_named()) return true;
        for (int i = 0; i < input_count; ++i)
            if (used[i] && input_tells(i, e)) return true;
        return e.parts != nullptr && is_told(e.parts[0]) && is_told(e.parts[1]);
    }
    /// The node whose memory a view or a lazy transpose refers to.
    constexpr int base(int id) const {
        while (kind[id] == node_kind::view || kind[id] == node_kind::transposed) id = first(id);
        return id;
    }
    constexpr bool is_condition(int id) const { return operation(id) != nullptr && operation(id)->is_condition; }

    /// Whether an input is only read entrywise, so that its scalar type may differ from the program's.
    constexpr bool read_by_entries(int input) const {
        for (int id = 0; id < count; ++id) {
            if (kind[id] == node_kind::leaf || kind[id] == node_kind::pair) continue;
            int operands[maximum_arity]{};
            int const arity = operands_of(id, operands);
            bool const in_pass = kind[id] == node_kind::elementwise || kind[id] == node_kind::reduction;
            for (int i = 0; i < arity; ++i)
                if (is_input(operands[i], input) && !in_pass && i != rule(id).label_operand) return false;
        }
        return !is_output(input);
    }
    /// Whether an input is a matrix that only products read, transposed or not, so that it may be row-major.
    constexpr bool read_by_products(int input) const {
        matrix_shape const& of_input = shapes[input_shape[input]];
        if (of_input.rows.is_one() || of_input.columns.is_one()) return false;
        for (int id = 0; id < count; ++id) {
            if (kind[id] == node_kind::leaf || kind[id] == node_kind::pair || kind[id] == node_kind::transposed)
                continue;
            int operands[maximum_arity]{};
            int const arity = operands_of(id, operands);
            for (int i = 0; i < arity; ++i)
                if (is_input(operands[i], input) &&
                    !(kind[id] == node_kind::kernel && has_form(id, matrix_form::product)))
                    return false;
        }
        return !is_output(input);
    }
    /// Whether an input is itself a result.
    constexpr bool is_output(int input) const {
        for (int i = 0; i < Outputs; ++i)
            if (outputs[i] != no_node && is_input(outputs[i], input)) return true;
        return false;
    }
    constexpr bool is_input(int id, int input) const {
        return operation_of(id) == graph::input_node && first(id) == input;
    }
};

}  // namespace ctgrad::detail
