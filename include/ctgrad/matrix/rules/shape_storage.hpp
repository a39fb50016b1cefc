#pragma once

#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/graph/storage.hpp>
#include <ctgrad/matrix/rules/rewrites.hpp>
#include <ctgrad/matrix/rules/stabilize.hpp>
#include <ctgrad/support/array_of.hpp>

/// The shapes of the nodes of a graph of matrices, and the functions that depend on them.
namespace ctgrad::detail {

/// The chain rule if the shapes of operand and result differ: the adjoint is summed over the broadcast dimensions.
constexpr int contribution_of_shape(graph& g, int result, int operand, int adjoint, int partial) {
    int const r = g.shapes->of[result], o = g.shapes->of[operand];
    if (r == o) return chain(g, adjoint, partial);
    if (partial == graph::zero || adjoint == graph::zero) return no_node;
    matrix_shape const full = g.shapes->table[r], small = g.shapes->table[o];
    // A partial that is a factor of all terms is multiplied after the sum, unless a selection guards it.
    if (g.operation_of(adjoint) != opcode::selection && broadcasts_to(shape_of_node(g, partial), small))
        return chain(g, sum_to_shape(g, adjoint, full, small), partial);
    int const product = chain(g, adjoint, partial);
    return product == no_node ? no_node : sum_to_shape(g, product, full, small);
}

template <int Capacity>
struct shape_storage {
    array_of<int, Capacity> of{};
    array_of<matrix_shape, Capacity / 4> table{};
    shape_column column{};

    constexpr void attach(graph& g) {
        column = {of, table, 1, record_shape, contribution_of_shape, broadcast_like, shape_leaf, stabilized_matrix};
        g.shapes = &column;
    }
};

}  // namespace ctgrad::detail
