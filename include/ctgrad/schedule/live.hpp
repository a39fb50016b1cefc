#pragma once

#include <ctgrad/graph/graph.hpp>
#include <ctgrad/transform/differentiate.hpp>

namespace ctgrad::detail {

/// What a slot entry says of a node that has no slot (yet).
inline constexpr int dead = -1, pending = -2;

/// Marks in `slot` what the outputs need: `pending`, the rest `dead`.
constexpr void mark_live(graph const& g, int const* outputs, int output_count, int* slot) {
    for (int id = 0; id < g.count; ++id) slot[id] = dead;
    for (int i = 0; i < output_count; ++i)
        if (outputs[i] != no_node) slot[outputs[i]] = pending;
    for (int id = g.count; id-- > 0;) {
        if (slot[id] == dead) continue;
        int const arity = g.arity_at(id);
        if (arity > 0) slot[g.first(id)] = pending;
        if (arity > 1) slot[g.second(id)] = pending;
    }
}

constexpr bool is_evaluated(graph const& g, int const* slot, int id) {
    return slot[id] != dead && g.operation_of(id) != graph::input_node && g.operation_of(id) != graph::constant_node;
}

/// A node with the images of its operands, otherwise as it is.
constexpr int with_operands_moved(graph& g, int id, int const* image) {
    int const arity = g.arity_at(id);
    if (arity == 0) return id;
    int const a = image[g.first(id)], b = arity > 1 ? image[g.second(id)] : 0;
    if (a == g.first(id) && (arity < 2 || b == g.second(id))) return id;
    if (arity > 1 && g.is_operation(id) && g.info_at(id).commutative && b < a)
        return g.intern(graph::node_of(g.operation_of(id), b, a));
    return g.intern(graph::node_of(g.operation_of(id), a, b));
}

}  // namespace ctgrad::detail
