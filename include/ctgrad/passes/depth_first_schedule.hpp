#pragma once

#include <ctgrad/passes/critical_path.hpp>
#include <ctgrad/passes/pass.hpp>
#include <ctgrad/passes/slp.hpp>

/// The order of evaluation of large programs with many results, each of which needs few nodes: result after result,
/// operands before users, and every node as soon as its operands are computed. So a value is used while it is still in
/// a register. In the order of the graph it would stay in memory from the forward sweep to the reverse sweep.
namespace ctgrad::detail {

/// Sets `first` and `next`, like list scheduling. `roots` are results in the wanted order. A pack is one unit,
/// represented by its first node.
struct depth_first_schedule {
    pass_context& c;
    int last = -1;                       // of the list
    int depth = 0;                       // of the stack in `rank`
    node_entries<int> stack = c.rank;    // it has room for the largest graph
    node_entries<int, 2> edge = c.work;  // the users of each unit, as lists: 2 * user + which operand
    node_entries<int> users = c.ready;   // the head of each list, or -1
    node_entries<int> missing = c.uses;  // operands without a place in the order
    node_entries<int> listed = c.image;  // whether a unit has a place

    constexpr void run(int const* roots, int count) {
        prepare();
        demand_all(roots, count);
    }

    constexpr void prepare() {
        graph const& g = c.g;
        for (int id = 0; id < g.count; ++id) users[id] = -1, missing[id] = listed[id] = 0;
        for (int id = g.count; id-- > 0;) {
            if (c.slot[id] == dead || !g.has_operands(id)) continue;
            int const user = unit(id);
            for (int which = 0; which < 2; ++which) {
                int const operand = which == 0 ? g.first(id) : g.second(id);
                if (g.is_constant(operand)) continue;
                edge[2 * id + which] = users[unit(operand)];
                users[unit(operand)] = 2 * id + which;
                ++missing[user];
            }
        }
        c.scheduled = true;
        c.first = -1;
    }
    constexpr void demand_all(int const* roots, int count) {
        // Constants that are results come first, so that each can be stored with its neighbour.
        for (int i = 0; i < count; ++i)
            if (roots[i] != no_node && c.g.is_constant(roots[i]) && !listed[roots[i]]) append(roots[i]);
        for (int i = 0; i < count; ++i)
            if (roots[i] != no_node) demand(roots[i]);
    }

private:
    constexpr int unit(int id) const { return c.partner[id] < slp_packs::none ? -2 - c.partner[id] : id; }

    constexpr void demand(int root) {
        visit(root);
        while (depth > 0 && !c.g.full) {
            int const id = stack[depth - 1];
            if (listed[id]) {
                --depth;
            } else if (missing[id] == 0) {
                --depth;
                list_with_users(id);
            } else {
                if (c.partner[id] >= 0) visit_operands(c.partner[id]);
                visit_operands(id);
            }
        }
    }
    constexpr void visit(int id) {
        if (!c.g.is_constant(id) && !listed[unit(id)]) push(unit(id));
    }
    constexpr void push(int id) {
        if (depth < c.g.capacity)
            stack[depth++] = id;
        else
            c.g.full = true;
    }
    /// The first operand is on top.
    constexpr void visit_operands(int id) {
        int const a = c.g.first(id), b = c.g.second(id);
        visit(b);
        if (a != b) visit(a);
    }
    /// Appends a unit, and then the units that waited only for it.
    constexpr void list_with_users(int id) {
        int const bottom = depth;
        for (;;) {
            append(id);
            for (int e = users[id]; e >= 0; e = edge[e])
                if (--missing[unit(e / 2)] == 0) push(unit(e / 2));
            if (depth == bottom) return;
            id = stack[--depth];
        }
    }
    constexpr void append(int id) {
        listed[id] = 1;
        c.next[id] = -1;
        (last < 0 ? c.first : c.next[last]) = id;
        last = id;
    }
};

/// Whether the graph is so wide that list scheduling keeps its order.
constexpr bool is_wide(pass_context& c) {
    int evaluated = 0;
    for (int id = 0; id < c.g.count; ++id) evaluated += c.slot[id] != dead && c.g.has_operands(id);
    return evaluated > c.costs.interleaved_width * measure_critical_path(c, false);
}

}  // namespace ctgrad::detail
