#pragma once

#include <ctgrad/passes/pass.hpp>
#include <ctgrad/passes/slp.hpp>

/// The order of evaluation of large programs with many results, each of which needs few nodes: result after result,
/// operands before users, and every node as soon as its operands are there. So a value is used soon after it was
/// computed, while it is still in a register; in the order of the graph it would wait in memory from the forward sweep to
/// the reverse one.
namespace ctgrad::detail {

/// Sets `first` and `next`, like list scheduling, without packs. `roots` are results in the wanted order.
struct depth_first_schedule {
    pass_context& c;
    int last = -1;  // of the list
    int depth = 0;  // of the stack in `rank`
    int* const stack = c.rank;
    int* const edge = c.work;     // the users of each node, as lists: 2 * user + which operand
    int* const users = c.ready;   // the head of each list, or -1
    int* const missing = c.uses;  // operands without a place in the order
    int* const listed = c.image;  // whether a node has a place

    constexpr void run(int const* roots, int count) {
        graph const& g = c.g;
        for (int id = 0; id < g.count; ++id)
            users[id] = -1, missing[id] = listed[id] = 0, c.partner[id] = slp_packs::none;
        for (int id = g.count; id-- > 0;) {
            if (c.slot[id] == dead || !g.has_operands(id)) continue;
            for (int which = 0; which < 2; ++which) {
                int const operand = which == 0 ? g.first(id) : g.second(id);
                if (g.is_constant(operand)) continue;
                edge[2 * id + which] = users[operand];
                users[operand] = 2 * id + which;
                ++missing[id];
            }
        }
        c.scheduled = true;
        c.first = -1;
        for (int i = 0; i < count; ++i)
            if (roots[i] != no_node) demand(roots[i]);
    }

private:
    constexpr void demand(int root) {
        stack[depth++] = root;
        while (depth > 0) {
            int const id = stack[depth - 1];
            if (listed[id] || c.g.is_constant(id)) {
                --depth;
            } else if (missing[id] == 0) {
                --depth;
                list_with_users(id);
            } else {
                int const a = c.g.first(id), b = c.g.second(id);
                // The first operand is on top.
                if (!listed[b] && !c.g.is_constant(b)) stack[depth++] = b;
                if (!listed[a] && !c.g.is_constant(a) && a != b) stack[depth++] = a;
            }
        }
    }
    /// Appends a node, and then the nodes that waited only for it.
    constexpr void list_with_users(int id) {
        int const bottom = depth;
        for (;;) {
            append(id);
            for (int e = users[id]; e >= 0; e = edge[e])
                if (--missing[e / 2] == 0) stack[depth++] = e / 2;
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

}  // namespace ctgrad::detail
