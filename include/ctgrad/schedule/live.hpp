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

}  // namespace ctgrad::detail
