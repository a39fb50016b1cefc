#pragma once

#include <ctgrad/passes/critical_path.hpp>
#include <ctgrad/passes/depth_first_schedule.hpp>
#include <ctgrad/passes/register_pressure.hpp>

/// List scheduling: the order of evaluation, as a linked list from `first` on by `next`, which ends with -1. It
/// contains no constants, no second nodes of packs, and inputs only if the order is that of the graph.
///
/// Nodes are sorted by the length of the longest chain up to them. So independent chains, such as the rows of a
/// Jacobian, overlap on superscalar processors, and a reciprocal is computed once its operand is ready, not at the end
/// of the sweep. The operands of function calls come before everything else, because values that are live across a call
/// go to memory.
///
/// Wide graphs would have more live values than registers in that order. They are evaluated depth first if the compiler
/// keeps the order of the source, and so are graphs that have no calls, if that leaves half as many live values. Other
/// compilers get the order of the graph, with what calls need first if that leaves fewer values live across calls.
namespace ctgrad::detail {

/// Depth first, derivatives before values. So the terms of a value are added while the derivatives are computed, and
/// its last term waits for nothing.
constexpr void schedule_depth_first(pass_context& c) {
    int const values = c.results.fixed_values;
    depth_first_schedule order{c};
    order.prepare();
    order.demand_all(c.results.ids + values, c.results.count - values);
    order.demand_all(c.results.ids, values);
}

/// Orders the nodes by `ready`, which is at most `last`.
constexpr void schedule_by_time(pass_context& c, int last, bool in_order) {
    graph const& g = c.g;
    node_entries<int> ready = c.ready;
    node_entries<int, 2> head = c.work;  // for each time the list of nodes that are ready then
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

/// Replaces the order of list scheduling by depth first if that has half as many live values or fewer.
constexpr void relieve_pressure(pass_context& c) {
    for (int id = 0; id < c.g.count; ++id)
        if (c.slot[id] != dead && c.g.is_call(id)) return;
    int const pressure = register_pressure(c);
    if (pressure <= c.costs.registers) return;
    node_entries<int> next = c.terms;
    for (int id = 0; id < c.g.count; ++id) next[id] = c.next[id];
    int const first = c.first;
    schedule_depth_first(c);
    if (2 * register_pressure(c) <= pressure) return;
    for (int id = 0; id < c.g.count; ++id) c.next[id] = next[id];
    c.first = first;
}

constexpr void schedule_in_order(pass_context& c, bool calls_first) {
    for (int id = 0; id < c.g.count; ++id) c.ready[id] = calls_first && c.rank[id] == 0;
    schedule_by_time(c, 1, true);
}
constexpr void schedule_wide(pass_context& c) {
    schedule_in_order(c, false);
    if (c.is_large()) return;
    int const across = values_across_calls(c);
    if (across == 0) return;
    schedule_in_order(c, true);
    if (values_across_calls(c) >= across) schedule_in_order(c, false);
}

constexpr void schedule(pass_context& c) {
    graph const& g = c.g;
    bool const large = c.is_large();
    if (large)
        for (int id = 0; id < g.count; ++id) c.partner[id] = slp_packs::none;
    int const longest = large ? 0 : measure_critical_path(c, false), last = 2 * longest + 1;
    int evaluated = 0;
    if (c.results.seeds.count == 0)
        for (int id = 0; id < g.count; ++id) evaluated += c.slot[id] != dead && g.nodes[id] >> 52 <= graph::pair_node;
    bool const in_order = large || evaluated > c.costs.interleaved_width * longest;
    if (in_order) {
        c.costs.compiler_keeps_order ? schedule_depth_first(c) : schedule_wide(c);
        return;
    }
    for (int id = 0; id < g.count; ++id)
        if (c.rank[id] == 0) c.ready[id] += longest + 1;
    schedule_by_time(c, last, false);
    if (c.costs.compiler_keeps_order) relieve_pressure(c);
}

}  // namespace ctgrad::detail
