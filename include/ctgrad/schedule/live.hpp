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
    // A missing operand reads as node 0, a constant, which may so be live for nothing.
    for (int id = g.count; id-- > 0;)
        if (slot[id] != dead && g.has_operands(id)) slot[g.nodes[id] >> 26 & graph::operand] = slot[g.nodes[id] & graph::operand] = pending;
}

constexpr bool is_evaluated(graph const& g, int const* slot, int id) { return slot[id] != dead && g.has_operands(id); }

/// A node with the images of its operands, otherwise as it is. The image of node 0, which stands for a missing operand, is
/// itself.
constexpr int with_operands_moved(graph& g, int id, int const* image) {
    if (!g.has_operands(id)) return id;
    std::uint64_t const node = g.nodes[id], operation = node >> 52;
    int const a = image[node >> 26 & graph::operand], b = image[node & graph::operand];
    std::uint64_t const moved = operation << 52 | static_cast<std::uint64_t>(a) << 26 | static_cast<std::uint64_t>(b);
    if (moved == node) return id;
    if (b < a && operation < graph::operations_limit && g.operations[operation]->commutative)
        return g.intern(operation << 52 | static_cast<std::uint64_t>(b) << 26 | static_cast<std::uint64_t>(a));
    return g.intern(moved);
}

}  // namespace ctgrad::detail
