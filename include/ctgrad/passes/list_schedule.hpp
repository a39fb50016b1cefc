#pragma once

#include <ctgrad/passes/critical_path.hpp>

/// List scheduling: the order of evaluation, as a linked list from `first` on by `next`, which ends with -1. It
/// contains no constants, no second nodes of packs, and inputs only if the order is that of the graph.
///
/// Nodes are sorted by the length of the longest chain up to them. So independent chains, such as the rows of a
/// Jacobian, overlap on superscalar processors, and a reciprocal is computed once its operand is ready, not at the end
/// of the sweep. The operands of function calls come before everything else, because values that are live across a call
/// go to memory.
///
/// Wide graphs keep their creation order, because interleaving would spill registers.
namespace ctgrad::detail {

constexpr void schedule(pass_context& c) {
    graph const& g = c.g;
    int* const ready = c.ready;
    int* const head = c.work;  // for each time the list of nodes that are ready then
    int const longest = measure_critical_path(c, false), last = 2 * longest + 1;
    int evaluated = 0;
    if (c.results.seeds.count == 0)
        for (int id = 0; id < g.count; ++id) evaluated += c.slot[id] != dead && g.nodes[id] >> 52 <= graph::pair_node;
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
        if (c.slot[id] == dead || c.partner[id] < slp_packs::none) continue;
        std::uint64_t const operation = g.nodes[id] >> 52;
        if (operation > graph::pair_node && !(in_order && operation == graph::input_node)) continue;
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
