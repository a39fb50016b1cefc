#pragma once

#include <ctgrad/graph/graph.hpp>
#include <ctgrad/transform/simplify.hpp>
#include <ctgrad/transform/term.hpp>

/// The chain rule, in its two directions. Nothing else in the library holds it.
namespace ctgrad::detail {

/// No dependence: not the number 0, but no node at all.
inline constexpr int no_node = -1;

/// The product of an adjoint (or tangent) and a local partial derivative; `no_node` where the partial is 0.
///
/// A derivative that a condition selects stays selected while it travels down: select(c, g, 0) * p becomes
/// select(c, g p, 0). So the partials of a branch that is not taken, be they NaN, never meet a number.
/// A partial that is itself a product u v is taken as (g u) v where g u is at hand.
constexpr int chain(graph& g, int outer, int partial) {
    if (is_constant(g, partial, 0) || is_constant(g, outer, 0)) return no_node;
    if (is_constant(g, outer, 1)) return partial;
    if (is_negated(g, partial) || is_negated(g, outer)) {
        bool const both = is_negated(g, partial) && is_negated(g, outer);
        int const product = chain(g, is_negated(g, outer) ? operand(g, outer) : outer,
                                  is_negated(g, partial) ? operand(g, partial) : partial);
        return both || product == no_node ? product : make<operations::negate>(g, product);
    }
    for (bool swap : {false, true}) {
        selected const choice = as_select(g, swap ? outer : partial);
        int const factor = swap ? partial : outer;
        if (!choice.is || (!is_constant(g, choice.yes, 0) && !is_constant(g, choice.no, 0) && swap)) continue;
        int const yes = chain(g, factor, choice.yes);
        int const no = chain(g, factor, choice.no);
        int const zero = g.constant(0);
        return make_select(g, choice.condition, yes == no_node ? zero : yes, no == no_node ? zero : no);
    }
    if (g.is(partial, info_of<operations::multiply>)) {
        int const u = graph::first_of(g.nodes[partial]), v = graph::second_of(g.nodes[partial]);
        if (int const known = g.existing(info_of<operations::multiply>, outer, u); known >= 0)
            return make<operations::multiply>(g, known, v);
        if (int const known = g.existing(info_of<operations::multiply>, outer, v); known >= 0)
            return make<operations::multiply>(g, known, u);
    }
    return make<operations::multiply>(g, outer, partial);
}

/// The working arrays of the passes over a graph, one entry per node.
struct sweep_space {
    bool* active;
    int* adjoint;
    int* image;

    /// Nothing active, no adjoint.
    constexpr void start(graph const& g) {
        for (int id = 0; id < g.count; ++id) {
            active[id] = false;
            adjoint[id] = no_node;
        }
    }
};

constexpr void accumulate(graph& g, int& sum, int contribution) {
    if (contribution == no_node) return;
    sum = sum == no_node ? contribution : make<operations::add>(g, sum, contribution);
}

/// Marks in `active[0..last]` the nodes that depend on a node already marked there.
constexpr void mark_dependents(graph const& g, bool* active, int last) {
    for (int id = 0; id <= last; ++id) {
        std::uint64_t const node = g.nodes[id];
        int const operation = graph::operation_at(node);
        if (active[id] || (operation >= graph::operations_limit && operation != graph::pair_node)) continue;
        int const arity = operation == graph::pair_node ? 2 : g.operations[operation]->arity;
        if (operation != graph::pair_node && g.operations[operation]->is_condition) continue;
        active[id] = (arity > 0 && active[graph::first_of(node)]) || (arity > 1 && active[graph::second_of(node)]);
    }
}

/// Reverse sweep: adds to `adjoint[id]`, for every active node up to `last`, the sum over its consumers of their
/// adjoint times the local partial. `adjoint` holds the seeds at the outputs and `no_node` elsewhere.
constexpr void reverse_sweep(graph& g, int last, bool const* active, int* adjoint) {
    for (int id = last; id >= 0; --id) {
        if (adjoint[id] == no_node || !active[id] || !g.is_operation(id)) continue;
        int operands[maximum_arity]{};
        int const arity = g.operands_of(id, operands);
        operation_info const& info = g.info_at(id);
        bool leads_on = false;
        for (int i = info.conditions; i < arity; ++i) leads_on = leads_on || active[operands[i]];
        if (!leads_on) continue;
        term partials[maximum_arity];
        info.partials(g, id, operands, partials);
        for (int i = info.conditions; i < arity; ++i)
            if (active[operands[i]])
                accumulate(g, adjoint[operands[i]], chain(g, adjoint[id], partials[i].node_in(g)));
        if (g.full) return;
    }
}

/// Forward sweep: sets `tangent[id]`, for every active node up to `last`, to the sum over its operands of the local
/// partial times their tangent. `tangent` holds the seeds at the inputs and `no_node` elsewhere.
constexpr void forward_sweep(graph& g, int last, bool const* active, int* tangent) {
    for (int id = 0; id <= last; ++id) {
        if (tangent[id] != no_node || !active[id] || !g.is_operation(id)) continue;
        int operands[maximum_arity]{};
        int const arity = g.operands_of(id, operands);
        operation_info const& info = g.info_at(id);
        bool leads_on = false;
        for (int i = info.conditions; i < arity; ++i) leads_on = leads_on || tangent[operands[i]] != no_node;
        if (!leads_on) continue;
        term partials[maximum_arity];
        info.partials(g, id, operands, partials);
        for (int i = info.conditions; i < arity; ++i)
            if (tangent[operands[i]] != no_node)
                accumulate(g, tangent[id], chain(g, tangent[operands[i]], partials[i].node_in(g)));
        if (g.full) return;
    }
}

}  // namespace ctgrad::detail
