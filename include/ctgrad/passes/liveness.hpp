#pragma once

#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/graph/graph.hpp>

/// Liveness: what the results need. The rest of a graph is dead code and gets no slot in the program.
namespace ctgrad::detail {

/// The slot entries of nodes without a slot: `dead` if the results do not need the node, `pending` if it will get a
/// slot.
inline constexpr int dead = -1, pending = -2;

/// Marks some nodes and what they need as `pending` in `slot`, and the rest as `dead`.
constexpr void mark_live(graph const& g, int const* roots, int root_count, node_entries<int> slot) {
    for (int id = 0; id < g.count; ++id) slot[id] = dead;
    for (int i = 0; i < root_count; ++i)
        if (roots[i] != no_node) slot[roots[i]] = pending;
    for (int id = g.count; id-- > 0;) {
        if (slot[id] == dead) continue;
        node_view const node = graph::view_of(g.nodes[id]);
        if (node.operation > graph::pair_node) continue;
        int const arity = node.second != 0 ? 2 : g.arity_at(id);  // a missing operand is read as node 0
        if (arity > 0) slot[node.first] = pending;
        if (arity > 1) slot[node.second] = pending;
    }
}

/// The same in fewer steps of constant evaluation, for large graphs. A missing operand counts as node 0, the constant
/// 0, which may be live without need.
constexpr void mark_live_quickly(graph const& g, int const* roots, int root_count, node_entries<int> slot) {
    for (int id = 0; id < g.count; ++id) slot[id] = dead;
    for (int i = 0; i < root_count; ++i)
        if (roots[i] != no_node) slot[roots[i]] = pending;
    for (int id = g.count; id-- > 0;)
        if (slot[id] != dead && g.has_operands(id)) slot[g.first(id)] = slot[g.second(id)] = pending;
}

constexpr bool is_evaluated(graph const& g, node_entries<int const> slot, int id) {
    return slot[id] != dead && g.has_operands(id);
}

/// Sets `rank` to 1 for nodes that calls of functions depend on, else to 0.
constexpr void mark_ahead_of_calls(graph const& g, node_entries<int const> slot, node_entries<int> rank) {
    // `is_call` is tested last, because calls take long in constant evaluation.
    for (int id = 0; id < g.count; ++id)
        rank[id] = slot[id] != dead && g.nodes[id] >> 52 >= fixed_opcodes && g.is_call(id);
    for (int id = g.count; id-- > 0;)
        if (rank[id] == 1) {
            node_view const node = graph::view_of(g.nodes[id]);
            if (node.operation <= graph::pair_node) rank[node.first] = rank[node.second] = 1;
        }
}

}  // namespace ctgrad::detail
