#pragma once

#include <ctgrad/passes/pass.hpp>

/// Marks how steps may be rounded. Values have the rounding of the formula; derivatives have no guaranteed rounding.
namespace ctgrad::detail {

/// Marks the nodes that only derivatives need. There sums and products may be contracted.
constexpr void mark_derived(pass_context& c) {
    c.mark_kept(c.results.fixed_values);
    for (int id = 0; id < c.g.count; ++id) c.derived[id] = c.kept[id] == dead;
}

/// Marks the products in values that only one sum uses. In the formula both are one expression, which the compiler may
/// contract, so they are emitted as one expression again.
constexpr void mark_fused(pass_context& c) {
    graph const& g = c.g;
    for (int id = 0; id < g.count; ++id) c.uses[id] = 0;
    for (int i = 0; i < c.results.count; ++i)
        if (c.results.ids[i] != no_node) c.uses[c.results.ids[i]] = 2;
    for (int id = 0; id < g.count; ++id) {
        if (c.slot[id] == dead) continue;
        node_view const node = graph::view_of(g.nodes[id]);
        if (node.operation > graph::pair_node) continue;
        ++c.uses[node.first];
        ++c.uses[node.second];
    }
    for (int id = 0; id < g.count; ++id)
        c.fused[id] = g.operation_of(id) == opcode::product && c.uses[id] == 1 && !c.derived[id];
}

}  // namespace ctgrad::detail
