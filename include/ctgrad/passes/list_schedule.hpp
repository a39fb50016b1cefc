#pragma once

#include <ctgrad/passes/critical_path.hpp>

/// List scheduling: the order of evaluation, as a list from `first` on, in which `next` leads from a node to the one
/// that follows, and -1 ends. Constants are not in it, nor are inputs unless the order is that of the graph, nor the
/// second nodes of packs, which come with the first.
///
/// Nodes are sorted by the length of the longest chain up to them. So independent chains, such as the rows of a
/// Jacobian, advance side by side, as superscalar processors like it, and a reciprocal stands where its operand is
/// ready, not at the end of the sweep that asked for it. What a call of a function waits for comes before all else:
/// values that are alive across a call have to be kept in memory.
///
/// Wide graphs keep the order of their making: interleaved, more values would be alive than there are registers.
namespace ctgrad::detail {

constexpr void schedule(pass_context& c) {
    graph const& g = c.g;
    slp_packs const packs{c};
    int* const ready = c.ready;
    int* const head = c.work;  // of a list of nodes for each time at which some are ready
    int const longest = measure_critical_path(c, false), last = 2 * longest + 1;
    int evaluated = 0;
    if (c.results.seeds.count == 0)
        for (int id = 0; id < g.count; ++id) evaluated += is_evaluated(g, c.slot, id);
    bool const in_order = evaluated > c.costs.interleaved_width * longest;
    for (int id = 0; id < g.count; ++id) {
        if (in_order)
            ready[id] = 0;
        else if (c.rank[id] == 0)
            ready[id] += longest + 1;
    }
    for (int time = 0; time <= last; ++time) head[time] = -1;
    // Each list is built from its end.
    for (int id = g.count; id-- > 0;) {
        bool const listed =
            is_evaluated(g, c.slot, id) || (in_order && c.slot[id] != dead && g.operation_of(id) == graph::input_node);
        if (!listed || packs.is_second(id)) continue;
        c.next[id] = head[ready[id]];
        head[ready[id]] = id;
    }
    c.scheduled = true;
    c.first = -1;
    for (int time = last; time >= 0; --time) {
        if (head[time] < 0) continue;
        int end = head[time];
        while (c.next[end] >= 0) end = c.next[end];
        c.next[end] = c.first;
        c.first = head[time];
    }
}

}  // namespace ctgrad::detail
