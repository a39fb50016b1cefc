#pragma once

#include <ctgrad/passes/slp.hpp>

/// Packs for terms that only one row of a Jacobian has. The derivatives of x f(r) and y f(r) with respect to x are f +
/// x g and y g, those with respect to y are x h and f + y h: rows that differ only by f. They become packs if y g is
/// computed as 0 + y g, an addition that is free in its lane.
namespace ctgrad::detail {

struct slp_padding {
    static constexpr int capacity = default_costs.padded_packs;

    pass_context& c;
    graph& g = c.g;
    slp_packs packs{c};
    int product[capacity]{}, sum[capacity]{};
    int count = 0;

    constexpr void run() {
        slp_seeds const& seeds = c.results.seeds;
        if (seeds.count == 0) return;
        for (int k = seeds.first; k < seeds.first + seeds.count; ++k) {
            int const a = c.results.ids[k], b = c.results.ids[k + seeds.distance];
            if (a != no_node && b != no_node) consider(a, b);
        }
        for (int id = c.written; id < g.count; ++id) {
            if (c.partner[id] < 0) continue;
            node_view const a = graph::view_of(g.nodes[id]), b = graph::view_of(g.nodes[c.partner[id]]);
            bool const swap = packs.swapped(a, b);
            consider(a.first, swap ? b.second : b.first);
            consider(a.second, swap ? b.first : b.second);
        }
        if (count > 0) pad();
    }

private:
    constexpr bool is_free(int id) const { return id >= c.written && c.partner[id] == slp_packs::none; }
    /// Records two operands that would be a pack if the first, a product, were a sum like the second, which has a
    /// similar product as a term.
    constexpr void consider(int a, int b) {
        if (a == b || !is_free(a) || !is_free(b) || count == c.costs.padded_packs) return;
        bool const reversed = g.operation_of(b) == opcode::product;
        int const one = reversed ? b : a, other = reversed ? a : b;
        if (g.operation_of(one) != opcode::product || g.operation_of(other) != opcode::sum) return;
        for (int const term : {g.first(other), g.second(other)})
            if (is_free(term) && g.operation_of(term) == opcode::product && has_like_factors(one, term)) {
                product[count] = one;
                sum[count++] = other;
                return;
            }
    }
    constexpr bool has_like_factors(int a, int b) const {
        for (int const x : {g.first(a), g.second(a)})
            for (int const y : {g.first(b), g.second(b)})
                if (x == y || c.partner[x] == y || c.partner[y] == x) return true;
        return false;
    }

    constexpr void pad() {
        node_entries<int> lacks_term = c.terms;
        for (int id = 0; id < c.marked; ++id) lacks_term[id] = 0;
        for (int i = 0; i < count; ++i) lacks_term[product[i]] = 1;
        c.rebuild(c.written, [&](int id) {
            int const moved = c.moved(id);
            return lacks_term[id] == 1 ? g.intern(graph::node_of(opcode::sum, graph::zero, moved)) : moved;
        });
        if (g.full) return;
        for (int id = c.marked; id < g.count; ++id) c.partner[id] = slp_packs::none;
        for (int id = c.written; id < c.marked; ++id)
            if (c.slot[id] != dead && c.partner[id] >= 0) packs.pack(c.image[id], c.image[c.partner[id]]);
        for (int i = 0; i < count; ++i) {
            product[i] = c.image[product[i]];
            sum[i] = c.image[sum[i]];
        }
        c.mark_live();
        mark_ahead_of_calls(g, c.slot, c.rank);
        for (int i = 0; i < count; ++i) packs.extend(product[i], sum[i]);
    }
};

constexpr void pad_packs(pass_context& c) { slp_padding{c}.run(); }

}  // namespace ctgrad::detail
