#pragma once

#include <ctgrad/schedule/lanes.hpp>
#include <ctgrad/schedule/live.hpp>

namespace ctgrad::detail {

/// How long a node takes, in units of an addition.
constexpr int latency(graph const& g, int id) {
    if (!g.is_operation(id)) return 1;
    effort const takes = g.info_at(id).effort;
    return takes == effort::call ? 12 : takes == effort::division ? 4 : 1;
}

/// Sets `depth` to the length of the longest chain of operations up to a node, each counted as 1 or by its latency, and
/// returns the largest. A pair of lanes counts as one node; pairs that wait for each other are taken apart.
constexpr int measure_depth(graph const& g, int const* slot, int* depth, lane_pairs& lanes, bool any_lanes,
                            bool by_latency = false) {
    int const limit = g.count * (by_latency ? 12 : 1);
    int deepest = 0;
    for (int id = 0; id < g.count; ++id) depth[id] = 0;
    for (bool again = true; again;) {
        again = false;
        for (int id = 0; id < g.count; ++id) {
            if (!is_evaluated(g, slot, id)) continue;
            int const arity = g.arity_at(id), before = depth[id];
            int d = 0;
            if (arity > 0) d = depth[g.first(id)];
            if (arity > 1 && depth[g.second(id)] > d) d = depth[g.second(id)];
            d += by_latency ? latency(g, id) : 1;
            if (any_lanes && lanes.partner[id] != lane_pairs::none) {
                int& other = depth[lanes.is_first(id) ? lanes.partner[id] : lanes.first_of(id)];
                if (other > d) d = other;
                other = d;
            }
            depth[id] = d;
            again = again || (any_lanes && d != before);
            if (d > deepest) deepest = d;
        }
        if (deepest <= limit) continue;
        // Only round a cycle is a chain longer than the graph.
        for (int id = 0; id < g.count; ++id)
            if (lanes.is_first(id) && depth[id] > limit) lanes.part(id);
        for (int id = 0; id < g.count; ++id) depth[id] = 0;
        deepest = 0;
    }
    return deepest;
}

}  // namespace ctgrad::detail
