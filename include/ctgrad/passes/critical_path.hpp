#pragma once

#include <ctgrad/passes/liveness.hpp>
#include <ctgrad/passes/slp.hpp>

namespace ctgrad::detail {

/// How long a node takes, in units of an addition.
constexpr int latency(graph const& g, int id) {
    if (g.nodes[id] >> 52 >= graph::operations_limit) return 1;
    cost_class const takes = g.operations[g.nodes[id] >> 52]->cost;
    return takes == cost_class::call ? 12 : takes == cost_class::division ? 4 : 1;
}

/// Sets `depth` to the length of the longest chain of operations up to a node, each counted as 1 or by its latency, and
/// returns the largest. The two nodes of a pair of lanes count as one, which may lie above its place in the graph, so
/// that a pass does not suffice. Pairs that still rise after some passes, for which those that wait for each other rise
/// for ever, are taken apart.
constexpr int measure_depth(graph const& g, int const* slot, int* depth, slp_packs& lanes, bool by_latency = false) {
    constexpr int patience = 12;
    int deepest = 0;
    for (int id = 0; id < g.count; ++id) depth[id] = 0;
    bool again = true;
    for (int pass = 0; again; ++pass) {
        again = false;
        for (int id = 0; id < g.count; ++id) {
            if (slot[id] == dead || !g.has_operands(id)) continue;
            std::uint64_t const node = g.nodes[id];
            int const a = depth[node >> 26 & graph::operand_mask],
                      b = depth[node & graph::operand_mask];  // 0 of a missing operand
            int d = (a > b ? a : b) + (by_latency ? latency(g, id) : 1);
            if (lanes.partner[id] != slp_packs::none) {
                int const partner = lanes.partner[id], first = partner >= 0 ? id : -2 - partner;
                int& other = depth[first == id ? partner : first];
                if (d < other) d = other;
                if (d != other || d != depth[id]) {
                    again = true;
                    if (pass >= patience)
                        lanes.part(first);
                    else
                        other = d;
                }
            }
            depth[id] = d;
            if (d > deepest) deepest = d;
        }
    }
    return deepest;
}

}  // namespace ctgrad::detail
