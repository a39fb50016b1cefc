#pragma once

#include <ctgrad/passes/critical_path.hpp>
#include <ctgrad/passes/liveness.hpp>
#include <ctgrad/passes/slp.hpp>

namespace ctgrad::detail {

/// The working arrays of `extract`, an entry per node; `head` has two.
struct extract_space {
    int* slot;
    int* depth;
    int* next;
    int* head;
    int* partner;
};

/// Graphs of up to `scheduled_nodes` are put in an order of their own; larger ones keep the order in which they were
/// made, which needs fewer values alive at once.
inline constexpr int scheduled_nodes = 2000;
/// So do those that have more nodes than this for each step of their longest chain, their inputs too: side by side,
/// what is alive of them at once would fill the registers. The gradient of a network by 161 weights takes a quarter
/// less time on clang.
inline constexpr int broad = 12;

/// Marks in `ahead` (1, else 0) what calls of functions wait for.
constexpr void mark_ahead_of_calls(graph const& g, int const* slot, int* ahead) {
    for (int id = 0; id < g.count; ++id) ahead[id] = slot[id] != dead && g.is_call(id);
    for (int id = g.count; id-- > 0;)
        if (ahead[id] == 1 && g.has_operands(id))
            ahead[g.nodes[id] >> 26 & graph::operand_mask] = ahead[g.nodes[id] & graph::operand_mask] = 1;
}

/// The pairs: of calls, and of lanes grown from the outputs that the seeds name, even those that do not pay unless
/// `pruned`. `space.next` says what is ahead of calls.
constexpr slp_packs paired(graph const& g, extract_space const& space, int const* outputs, slp_seeds const& seeds,
                           bool pruned = true) {
    slp_packs lanes{g, space.slot, space.next, space.partner, space.head};
    for (int id = 0; id < g.count; ++id) space.partner[id] = slp_packs::none;
    lanes.pair_calls();
    for (int k = seeds.first; k < seeds.first + seeds.count; ++k)
        if (outputs[k] != no_node && outputs[k + seeds.distance] != no_node)
            lanes.grow(outputs[k], outputs[k + seeds.distance]);
    if (seeds.count > 0 && pruned) {
        lanes.prune();
        lanes.pair_quotients();
    }
    return lanes;
}

/// The order of evaluation, as a list: `next[id]` follows id, from the node that is returned, to -1. Constants, and
/// inputs unless the order is that of the graph, are not in it, nor are the second nodes of pairs, which come with the
/// first.
///
/// It goes by depth. So independent chains, such as the rows of a Jacobian, advance side by side, as superscalar
/// processors like it, and a reciprocal stands where its operand is known, not at the end of the sweep that asked for
/// it. What a call of a function waits for comes before all else: what is alive across a call must be kept in memory.
constexpr int schedule(graph const& g, extract_space const& space, slp_packs& lanes, slp_seeds const& seeds) {
    int* const slot = space.slot;
    int* const depth = space.depth;
    int* const next = space.next;
    int* const head = space.head;
    int first = -1;
    int const deepest = measure_depth(g, slot, depth, lanes);
    int evaluated = 0;
    if (seeds.count == 0)
        for (int id = 0; id < g.count; ++id) evaluated += is_evaluated(g, slot, id);
    bool const in_order = evaluated > broad * deepest;
    for (int id = 0; id < g.count; ++id) {
        if (in_order)
            depth[id] = 0;
        else if (next[id] == 0)
            depth[id] += deepest + 1;
    }
    for (int d = 0; d <= 2 * deepest + 1; ++d) head[d] = -1;
    // A list for each depth, built from its end, then all joined; `head[d]` starts list d.
    for (int id = g.count; id-- > 0;) {
        bool const listed =
            is_evaluated(g, slot, id) || (in_order && slot[id] != dead && g.operation_of(id) == graph::input_node);
        if (!listed || lanes.is_second(id)) continue;
        next[id] = head[depth[id]];
        head[depth[id]] = id;
    }
    for (int d = 2 * deepest + 1; d >= 0; --d) {
        if (head[d] < 0) continue;
        int end = head[d];
        while (next[end] >= 0) end = next[end];
        next[end] = first;
        first = head[d];
    }
    return first;
}

}  // namespace ctgrad::detail
