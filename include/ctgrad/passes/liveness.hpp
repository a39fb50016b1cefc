#pragma once

#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/graph/graph.hpp>

namespace ctgrad::detail {

/// What a slot entry says of a node that has no slot (yet).
inline constexpr int dead = -1, pending = -2;

/// Marks in `slot` what the outputs need: `pending`, the rest `dead`.
constexpr void mark_live(graph const& g, int const* outputs, int output_count, int* slot) {
    for (int id = 0; id < g.count; ++id) slot[id] = dead;
    for (int i = 0; i < output_count; ++i)
        if (outputs[i] != no_node) slot[outputs[i]] = pending;
    for (int id = g.count; id-- > 0;) {
        if (slot[id] == dead || !g.has_operands(id)) continue;
        std::uint64_t const second = g.nodes[id] & graph::operand_mask;
        int const arity = second != 0 ? 2 : g.arity_at(id);  // a missing operand reads as node 0
        if (arity > 0) slot[g.nodes[id] >> 26 & graph::operand_mask] = pending;
        if (arity > 1) slot[second] = pending;
    }
}

constexpr bool is_evaluated(graph const& g, int const* slot, int id) { return slot[id] != dead && g.has_operands(id); }

/// A node with the images of its operands, otherwise as it is. Node 0 is its own image, as it stands for missing
/// operands too.
constexpr int with_operands_moved(graph& g, int id, int const* image) {
    if (!g.has_operands(id)) return id;
    std::uint64_t const node = g.nodes[id], operation = node >> 52, first = node >> 26 & graph::operand_mask,
                        second = node & graph::operand_mask;
    std::uint64_t const a = first == 0 ? 0 : static_cast<std::uint64_t>(image[first]),
                        b = second == 0 ? 0 : static_cast<std::uint64_t>(image[second]);
    if (a == first && b == second) return id;
    bool const swap = b < a && operation < graph::operations_limit && g.operations[operation]->commutative;
    return g.intern(swap ? operation << 52 | b << 26 | a : operation << 52 | a << 26 | b);
}

}  // namespace ctgrad::detail
