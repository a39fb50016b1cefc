#pragma once

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/passes/pass.hpp>

/// One division for all quotients by a divisor: a / d and b / d become a (1 / d) and b (1 / d). This rounds twice
/// instead of once, and 1 / d overflows for the smallest d, so it is done only under free_rounding.
namespace ctgrad::detail {

constexpr bool is_quotient_by_node(graph const& g, int id) {
    return g.operation_of(id) == opcode::quotient && !g.is_constant(g.second(id));
}

constexpr void share_reciprocals(pass_context& c) {
    graph& g = c.g;
    c.mark_live();
    node_entries<int> quotients = c.uses;  // of each divisor
    bool any = false;
    for (int id = 0; id < c.marked; ++id) {
        quotients[id] = 0;
        if (c.is_live(id) && is_quotient_by_node(g, id)) any = ++quotients[g.second(id)] > 1 || any;
    }
    if (!any) return;
    c.rebuild(0, [&](int id) {
        if (!is_quotient_by_node(g, id) || quotients[g.second(id)] < 2 || g.first(id) == graph::one) return c.moved(id);
        int const reciprocal = make<operations::divide>(g, graph::one, c.image[g.second(id)]);
        return make<operations::multiply>(g, c.image[g.first(id)], reciprocal);
    });
}

}  // namespace ctgrad::detail
