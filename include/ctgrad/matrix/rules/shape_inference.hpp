#pragma once

#include <ctgrad/graph/graph.hpp>

/// Infers the shapes of nodes.
namespace ctgrad::detail {

constexpr matrix_shape const& shape_of_node(graph const& g, int id) { return g.shapes->table[g.shapes->of[id]]; }

/// The index of a shape in the table.
constexpr int shape_index(graph& g, matrix_shape const& wanted) {
    shape_column& s = *g.shapes;
    for (int i = 0; i < s.count; ++i)
        if (s.table[i] == wanted) return i;
    if (s.count == g.capacity / 4) {
        g.full = true;
        return 0;
    }
    s.table[s.count] = wanted;
    return s.count++;
}
constexpr int shape_leaf(graph& g, matrix_shape const& wanted) {
    return g.intern(graph::node_of(graph::shape_node, shape_index(g, wanted), 0));
}

/// The shape of an entrywise operation: single rows and columns are broadcast.
constexpr matrix_shape broadcast_shape(matrix_shape const& a, matrix_shape const& b) {
    return {a.rows.is_one() ? b.rows : a.rows, a.columns.is_one() ? b.columns : a.columns};
}
/// Whether the shape `small` can be broadcast to `large`.
constexpr bool broadcasts_to(matrix_shape const& small, matrix_shape const& large) {
    return broadcast_shape(small, large) == large;
}

constexpr void record_shape(graph& g, int id) {
    int const operation = g.operation_of(id);
    int* const of = g.shapes->of;
    of[id] = 0;
    if (operation == graph::shape_node) {
        of[id] = g.first(id);
    } else if (operation < graph::operations_limit && g.operations[operation]->matrix != nullptr) {
        int operands[maximum_arity]{};
        int const arity = g.operands_of(id, operands);
        matrix_shape shapes[maximum_arity]{};
        for (int i = 0; i < arity; ++i) shapes[i] = shape_of_node(g, operands[i]);
        of[id] = shape_index(g, g.operations[operation]->matrix->shape(shapes));
    } else if (int const arity = g.arity_at(id); arity > 0) {
        int const a = of[g.first(id)], b = arity > 1 ? of[g.second(id)] : 0;
        of[id] = a == b || b == 0 ? a
                 : a == 0         ? b
                                  : shape_index(g, broadcast_shape(g.shapes->table[a], g.shapes->table[b]));
    }
}

}  // namespace ctgrad::detail
