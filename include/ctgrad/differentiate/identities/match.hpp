#pragma once

#include <ctgrad/differentiate/identities/form.hpp>
#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/graph/graph.hpp>

namespace ctgrad::detail {

/// Matches a pattern with a node, up to the order of the operands of sums and products. An independent node is never an
/// inner node of a form.
struct identity_matcher {
    graph const& g;
    kept_nodes const& kept;
    written_form const& form;
    int bound[written_form::variables]{-1, -1, -1};  ///< the nodes that the variables stand for

    constexpr bool operator()(int id) { return all({form.root(), id, nullptr}); }

private:
    /// A part of the pattern that a node must match, and the next one. A choice made for one part may have to be undone
    /// for another.
    struct goal {
        int part;
        int id;
        goal const* next;
    };

    constexpr bool rest(goal const* next) { return next == nullptr || all(*next); }
    constexpr bool all(goal const& wanted) {
        form_node const& part = form.nodes[wanted.part];
        int const id = wanted.id;
        switch (part.what) {
            case form_node::kind::one: return id == graph::one && rest(wanted.next);
            case form_node::kind::operation: break;
            case form_node::kind::factor:
                if (g.is_operation(id) && !kept.contains(id)) return false;
                return bind(part.variable, wanted);
            case form_node::kind::number: return g.is_constant(id) && bind(part.variable, wanted);
            case form_node::kind::changing: return !g.is_constant(id) && bind(part.variable, wanted);
            case form_node::kind::any: return bind(part.variable, wanted);
        }
        if (!g.is_operation(id) || g.operations[g.operation_of(id)]->key != part.key ||
            (wanted.part != form.count - 1 && kept.contains(id)))
            return false;
        if (part.variable >= 0) bound[part.variable] = id;
        if (part.second < 0) return all({part.first, g.first(id), wanted.next});
        return both(part, g.first(id), g.second(id), wanted.next) ||
               (g.is_commutative(g.operation_of(id)) && both(part, g.second(id), g.first(id), wanted.next));
    }
    /// An operation is tried before a variable, because most nodes fail there.
    constexpr bool both(form_node const& part, int a, int b, goal const* next) {
        bool const in_order = form.nodes[part.first].key != nullptr;
        goal const last{in_order ? part.second : part.first, in_order ? b : a, next};
        return all({in_order ? part.first : part.second, in_order ? a : b, &last});
    }
    constexpr bool bind(int variable, goal const& wanted) {
        int const before = bound[variable];
        if (before >= 0) return before == wanted.id && rest(wanted.next);
        bound[variable] = wanted.id;
        if (rest(wanted.next)) return true;
        bound[variable] = -1;
        return false;
    }
};

}  // namespace ctgrad::detail
