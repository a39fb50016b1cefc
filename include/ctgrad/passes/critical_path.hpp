#pragma once

#include <ctgrad/passes/pass.hpp>
#include <ctgrad/passes/slp.hpp>

namespace ctgrad::detail {

/// The latency of an operation, in units of an addition.
constexpr int latency(pass_context const& c, int operation) {
    if (operation <= opcode::product || operation >= graph::operations_limit) return 1;
    cost_class const takes = c.g.operations[operation]->cost;
    return takes == cost_class::call       ? c.costs.call_latency
           : takes == cost_class::division ? c.costs.division_latency
                                           : 1;
}

/// Sets `ready` to the length of the longest chain of operations up to each live node, where an operation counts 1 or
/// its latency, and returns the largest: the length of the critical path.
///
/// The two lanes of a pack are ready together, at the larger of the two times. The second lane may be an operand of
/// nodes that were visited before, so the times are iterated to a fixed point. There is no fixed point if packs depend
/// on each other: packs whose times still increase after some passes are split.
constexpr int measure_critical_path(pass_context& c, bool by_latency) {
    graph const& g = c.g;
    node_entries<int> ready = c.ready, &slot = c.slot, &partner = c.partner;
    slp_packs packs{c};
    int longest = 0;
    for (int id = 0; id < g.count; ++id) ready[id] = 0;
    bool again = true;
    for (int pass = 0; again; ++pass) {
        again = false;
        for (int id = 0; id < g.count; ++id) {
            if (slot[id] == dead) continue;
            node_view const node = graph::view_of(g.nodes[id]);
            if (node.operation > graph::pair_node) continue;
            int const a = ready[node.first], b = ready[node.second];  // 0 of a missing operand
            int length =
                (a > b ? a : b) + (by_latency && node.operation > opcode::product ? latency(c, node.operation) : 1);
            if (partner[id] != slp_packs::none) {
                int const first = partner[id] >= 0 ? id : packs.first_of(id);
                int& other = ready[first == id ? partner[id] : first];
                if (length < other) length = other;
                if (length != other || length != ready[id]) {
                    again = true;
                    if (pass >= c.costs.cycle_patience)
                        packs.split(first);
                    else
                        other = length;
                }
            }
            ready[id] = length;
            if (length > longest) longest = length;
        }
    }
    return longest;
}

}  // namespace ctgrad::detail
