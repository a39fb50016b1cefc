#pragma once

#include <cstddef>

#include <ctgrad/differentiate/identities/match.hpp>
#include <ctgrad/differentiate/written_function.hpp>

namespace ctgrad::detail {

/// The partial derivatives with respect to those of the variables x, c and p that a pattern has.
template <class T>
struct identity_partials {
    T by[written_form::variables]{};
    int count;

    constexpr identity_partials(T const& by_x) : by{by_x}, count(1) {}
    constexpr identity_partials(T const& by_x, T const& by_c) : by{by_x, by_c}, count(2) {}
    constexpr identity_partials(T const& by_x, T const& by_c, T const& by_p) : by{by_x, by_c, by_p}, count(3) {}
};

/// A node y, and the nodes that the variables of a pattern stand for.
template <class T>
struct matched_nodes {
    T y, x, c, p;
};

/// A function that a user wrote out, and its derivative. Applied step by step, the chain rule overflows or cancels
/// although the derivative does neither.
template <class T>
struct written_identity {
    written_form written;
    identity_partials<T> (*partials)(matched_nodes<T> const& m);  ///< the rule, as in a row of the table of operations
    char const* derivative;                                       ///< what the derivative is, for the documents
    /// Values of the variables at which the chain rule loses a derivative of first or second order.
    double sample[written_form::variables];
};

template <class T>
constexpr T operand_of(T const& y, int which) {
    int operands[maximum_arity]{};
    y.owner->operands_of(y.id, operands);
    return {y.owner, operands[which]};
}
/// The derivative of the function y by its own row.
template <class T>
constexpr T derivative_of(T const& y, int operand = 0) {
    graph& g = *y.owner;
    int operands[maximum_arity]{}, partials[maximum_arity]{};
    g.operands_of(y.id, operands);
    g.info_at(y.id).computed_partials(g, y.id, operands, partials);
    return {&g, partials[operand]};
}

/// The written-out function that a node is, according to one of some identities.
template <class T>
constexpr written_function find_identity(written_identity<T> const* identities, std::size_t count, graph& g,
                                         kept_nodes const& kept, int id) {
    char const* const key = g.operations[g.operation_of(id)]->key;
    for (std::size_t i = 0; i < count; ++i) {
        written_identity<T> const& candidate = identities[i];
        if (candidate.written.key != key) continue;
        identity_matcher match{g, kept, candidate.written};
        if (!match(id)) continue;
        int const x = match.bound[0], c = match.bound[1], p = match.bound[2];
        identity_partials<T> const partials = candidate.partials({{&g, id}, {&g, x}, {&g, c}, {&g, p}});
        written_function found{x, partials.by[0].node_in(g)};
        if (partials.count > 1) found.second_variable = c, found.second_partial = partials.by[1].node_in(g);
        if (partials.count > 2) found.third_variable = p, found.third_partial = partials.by[2].node_in(g);
        return found;
    }
    return {};
}

}  // namespace ctgrad::detail
