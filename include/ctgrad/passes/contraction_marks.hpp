#pragma once

#include <ctgrad/passes/pass.hpp>

/// How steps may be rounded. Derivatives have no rounding that is promised, values have that of the formula.
namespace ctgrad::detail {

/// Tells what serves derivatives only from what values need. There a sum or product may be fused with its like.
constexpr void mark_derived(pass_context& c) {
    c.mark_kept(c.results.fixed_values);
    for (int id = 0; id < c.g.count; ++id) c.derived[id] = c.kept[id] == dead;
}

/// Finds the products of values that one sum alone uses. In the formula these are one expression, so that the compiler
/// may fuse them; they are handed to it as one expression again.
constexpr void mark_fused(pass_context& c) {
    graph const& g = c.g;
    for (int id = 0; id < g.count; ++id) c.uses[id] = 0;
    for (int i = 0; i < c.results.count; ++i)
        if (c.results.ids[i] != no_node) c.uses[c.results.ids[i]] = 2;
    for (int id = 0; id < g.count; ++id) {
        if (!is_evaluated(g, c.slot, id)) continue;
        node_view const node = g.view(id);
        ++c.uses[node.first];
        ++c.uses[node.second];
    }
    for (int id = 0; id < g.count; ++id)
        c.fused[id] = g.operation_of(id) == opcode::product && c.uses[id] == 1 && !c.derived[id];
}

}  // namespace ctgrad::detail
