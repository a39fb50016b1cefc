#pragma once

#include <limits>

#include <ctgrad/differentiate/cancellation.hpp>
#include <ctgrad/differentiate/local_derivatives.hpp>
#include <ctgrad/differentiate/reciprocal_pairs.hpp>
#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/graph/graph.hpp>

/// The chain rule in both directions. Nothing else in the library implements it.
namespace ctgrad::detail {

/// No dependence: no node at all, as opposed to the number 0.
inline constexpr int no_node = -1;

constexpr int chain_select(graph& g, int selection, int factor, bool selects_outer);

/// Whether a product has the reciprocal of a sum as a factor.
constexpr bool has_reciprocal_of_sum(graph const& g, int id) {
    return g.operation_of(id) == opcode::product &&
           (is_reciprocal_of_sum(g, g.first(id)) || is_reciprocal_of_sum(g, g.second(id)));
}

/// The product of an adjoint (or tangent) and a local partial derivative; `no_node` if the partial is 0.
///
/// A selected derivative stays selected as it is propagated: select(c, g, 0) * p becomes select(c, g p, 0). So a NaN in
/// the partials of a branch not taken is never combined with a number. A partial that is a product u v is applied as (g
/// u) v if g u exists already.
constexpr int chain(graph& g, int outer, int partial) {
    if (partial == graph::zero || outer == graph::zero) return no_node;
    if (outer == graph::one) return partial;
    if (partial == graph::one) return outer;
    int const inner_operation = g.operation_of(partial), outer_operation = g.operation_of(outer);
    if (inner_operation == opcode::negation || outer_operation == opcode::negation) {
        int const absolute_product = chain(g, outer_operation == opcode::negation ? g.first(outer) : outer,
                                           inner_operation == opcode::negation ? g.first(partial) : partial);
        return inner_operation == outer_operation || absolute_product == no_node
                   ? absolute_product
                   : make<operations::negate>(g, absolute_product);
    }
    if (inner_operation == opcode::selection) return chain_select(g, partial, outer, false);
    if (outer_operation == opcode::selection) {
        selected const parts = parts_of_select(g, outer);
        if (parts.yes == graph::zero || parts.no == graph::zero) return chain_select(g, outer, partial, true);
    }
    if (inner_operation == opcode::product) {
        int const u = g.first(partial), v = g.second(partial);
        if (int const known = g.existing_product(outer, u); known >= 0) return make<operations::multiply>(g, known, v);
        if (int const known = g.existing_product(outer, v); known >= 0) return make<operations::multiply>(g, known, u);
        // (g r) r, because the square of a reciprocal leaves the range earlier. The square of the reciprocal of a
        // square root does not.
        if (g.computes && u == v && g.is<operations::reciprocal_of_factor>(u))
            return make<operations::multiply>(g, chain(g, outer, u), u);
        if (g.computes && u == v && g.is_reciprocal(u)) {
            int const divisor = g.second(u);
            if (outer_operation == opcode::product)
                if (int const balanced = balanced_product(g, outer, partial); balanced >= 0) return balanced;
            if (is_reciprocal_of_sum(g, u) || has_reciprocal_of_sum(g, outer) ||
                (g.is_call(divisor) && !g.is<operations::square_root>(divisor)))
                return make<operations::multiply>(g, chain(g, outer, u), u);
        }
    }
    if (g.computes)
        if (int const paired = reciprocal_pairs{{g}}.product(outer, partial); paired >= 0) return paired;
    return make<operations::multiply>(g, outer, partial);
}

/// A selection, of outer derivatives or of partials, times a factor, branch by branch.
constexpr int chain_select(graph& g, int selection, int factor, bool selects_outer) {
    selected const parts = parts_of_select(g, selection);
    int const yes = selects_outer ? chain(g, parts.yes, factor) : chain(g, factor, parts.yes);
    int const no = selects_outer ? chain(g, parts.no, factor) : chain(g, factor, parts.no);
    return make_select(g, parts.condition, yes == no_node ? graph::zero : yes, no == no_node ? graph::zero : no);
}

/// The scratch arrays of sweeps over a graph, with one entry for each node.
struct sweep_space {
    node_entries<bool> active;
    node_entries<int> adjoint;
    node_entries<int> image;
    local_derivatives* local;  ///< of the nodes that sweeps have visited

    /// Nothing active, no adjoint.
    constexpr void start(graph const& g) const {
        for (int id = 0; id < g.count; ++id) {
            active[id] = false;
            adjoint[id] = no_node;
        }
    }
    /// For sweeps that keep other nodes.
    constexpr void forget_partials(graph const& g) const {
        for (int id = 0; id < g.count; ++id) local[id].known = false;
    }
};

/// The independent nodes, except the inputs at the end of their list, which no rewrite removes anyway.
constexpr kept_nodes kept_among(graph const& g, int const* independent, int count) {
    while (count > 0 && !g.is_operation(independent[count - 1])) --count;
    return {independent, count};
}

/// The cost of visiting a node, taken from a sweep's budget; skipping one costs 1.
inline constexpr int visit_cost = 64;

/// Adds to an adjoint or a tangent, and returns the work in the unit of budgets.
constexpr int accumulate(graph& g, int& sum, int contribution, kept_nodes const& kept = {}) {
    if (contribution == no_node) return 0;
    if (sum == no_node || !g.computes || (g.shapes != nullptr && g.is_scalar())) {
        sum = sum == no_node ? contribution : make<operations::add>(g, sum, contribution);
        return 0;
    }
    cancellation cancelling{{{g, kept}}};
    int const short_form = cancelling.sum(sum, contribution);
    sum = short_form >= 0 ? short_form : make<operations::add>(g, sum, contribution);
    return cancelling.work * visit_cost;
}

/// Marks in `active[0..last]` the nodes that depend on a node already marked there. Derivatives do not pass through
/// conditions; values do.
constexpr void mark_dependents(graph const& g, node_entries<bool> active, int last, bool through_conditions = false) {
    for (int id = 0; id <= last; ++id) {
        int const operation = g.operation_of(id);
        // A missing second operand is read as node 0, a constant, which is never active.
        if (operation == graph::pair_node ||
            (operation < graph::operations_limit && (through_conditions || !g.operations[operation]->is_condition)))
            active[id] = active[id] || active[g.first(id)] || active[g.second(id)];
    }
}

/// Adds the adjoint of an operation times its local partials to the adjoints of its active operands. Returns the work of
/// the sums.
constexpr int pull_back(graph& g, int id, sweep_space const& space, kept_nodes const& kept) {
    local_derivatives& local = space.local[id];
    operation_info const& info = g.info_at(id);
    if (info.matrix != nullptr) {
        local.take_operands(g, id);
        info.matrix->pullback(g, id, local.operands, space.adjoint[id], local.partials);
    } else {
        local.find(g, id, kept);
    }
    int work = 0;
    for (int i = local.first; i < local.end; ++i) {
        int const operand = local.operands[i], partial = local.partials[i];
        if (!space.active[operand]) continue;
        int const adjoint = space.adjoint[id],
                  contribution = info.matrix != nullptr ? partial
                                 : g.shapes == nullptr  ? chain(g, adjoint, partial)
                                                        : g.shapes->contribution(g, id, operand, adjoint, partial);
        work += accumulate(g, space.adjoint[operand], contribution, kept);
    }
    return work;
}

/// Reverse sweep: adds to `adjoint[id]`, for every active node up to `last`, the sum over its consumers of their
/// adjoint times the local partial. `adjoint` holds the seeds at the outputs and `no_node` elsewhere. It returns the
/// node to continue with when the budget is used up, or -1 at the end.
constexpr int reverse_sweep(graph& g, int last, sweep_space const& space, kept_nodes const& kept, int& budget) {
    int id = last;
    for (; id >= 0 && budget > 0; --id, --budget) {
        if (space.adjoint[id] == no_node || !space.active[id] || !g.is_operation(id)) continue;
        budget -= visit_cost + pull_back(g, id, space, kept);
        if (g.full) return id;
    }
    return id;
}
constexpr void reverse_sweep(graph& g, int last, sweep_space const& space, kept_nodes const& kept = {}) {
    int unlimited = std::numeric_limits<int>::max();
    reverse_sweep(g, last, space, kept, unlimited);
}

/// Sets the tangent of an operation to the sum over its operands of the local partial times their tangent. Returns the
/// work; 0 if no operand has a tangent.
constexpr int push_forward(graph& g, int id, sweep_space const& space, kept_nodes const& kept) {
    operation_info const& info = g.info_at(id);
    local_derivatives& local = space.local[id];
    node_entries<int> tangent = space.adjoint;
    if (!local.known) local.take_operands(g, id);
    bool leads_on = false;
    for (int i = local.first; i < local.end; ++i) leads_on = leads_on || tangent[local.operands[i]] != no_node;
    if (!leads_on) return 0;
    int work = visit_cost;
    if (info.matrix != nullptr) {
        for (int i = 0; i < local.end; ++i)
            if (tangent[local.operands[i]] != no_node)
                accumulate(g, tangent[id],
                           info.matrix->pushforward(g, id, local.operands, i, tangent[local.operands[i]]));
        return work;
    }
    local.find(g, id, kept);
    for (int i = local.first; i < local.end; ++i)
        if (tangent[local.operands[i]] != no_node)
            work += accumulate(g, tangent[id], chain(g, tangent[local.operands[i]], local.partials[i]), kept);
    return work;
}

/// Forward sweep: sets `tangent[id]`, for every active node from `first` to `last`, to the sum over its operands of the
/// local partial times their tangent. `tangent` holds the seeds at the inputs and `no_node` elsewhere. It returns the
/// node to continue with, or the one after `last` at the end.
constexpr int forward_sweep(graph& g, int first, int last, sweep_space const& space, kept_nodes const& kept,
                            int& budget) {
    int id = first;
    for (; id <= last && budget > 0; ++id, --budget) {
        if (space.adjoint[id] != no_node || !space.active[id] || !g.is_operation(id)) continue;
        budget -= push_forward(g, id, space, kept);
        if (g.full) return id;
    }
    return id;
}
constexpr void forward_sweep(graph& g, int last, sweep_space const& space, kept_nodes const& kept = {}) {
    int unlimited = std::numeric_limits<int>::max();
    forward_sweep(g, 0, last, space, kept, unlimited);
}

}  // namespace ctgrad::detail
