#pragma once

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/hints/rule.hpp>
#include <ctgrad/passes/stabilize.hpp>

/// Matching of formulas with nodes of a graph.
namespace ctgrad::detail {

/// The nodes that the variables of a rule stand for, and the nodes of the rule's own operations.
struct hint_match {
    static constexpr int limit = 32;
    int bound[wildcard_count]{no_node, no_node, no_node, no_node, no_node, no_node, no_node};
    int covered[limit]{};
    int covered_count = 0;
};

/// Matches a pattern with a node, up to the order of the operands of sums and products. x - y is also x + -y and -y + x,
/// and the square of x is also pow(x, 2).
struct pattern_matcher {
    graph const& g;
    hint_match m{};

    constexpr bool operator()(descriptor const& pattern, int id) { return all({&pattern, id, nullptr}); }

private:
    /// A pattern that a node must match, and the next one. A choice made for one may have to be undone for another.
    struct goal {
        descriptor const* pattern;
        int id;
        goal const* next;
    };

    constexpr bool rest(goal const* next) { return next == nullptr || all(*next); }
    constexpr bool all(goal const& wanted) {
        descriptor const& pattern = *wanted.pattern;
        if (pattern.what == descriptor::kind::variable) return bind(wildcard_of(pattern), wanted.id, wanted.next);
        if (pattern.what == descriptor::kind::constant)
            return is_constant(wanted.id, pattern.value) && rest(wanted.next);
        if (!g.is_operation(wanted.id) || m.covered_count == hint_match::limit) return false;
        m.covered[m.covered_count++] = wanted.id;
        operation_info const& info = g.info_at(wanted.id);
        if (&info == pattern.operation ? operands(pattern, wanted.id, wanted.next)
                                       : as_alternative(pattern, wanted.id, info, wanted.next))
            return true;
        --m.covered_count;
        return false;
    }
    constexpr bool bind(int which, int id, goal const* next) {
        int const before = m.bound[which];
        if (before != no_node) return before == id && rest(next);
        if (which == changing_wildcard && g.is_constant(id)) return false;
        m.bound[which] = id;
        if (rest(next)) return true;
        m.bound[which] = no_node;
        return false;
    }
    constexpr bool is_constant(int id, number const& value) const {
        return g.is_constant(id) && g.constant_at(id) == value;
    }
    constexpr bool both(descriptor const& pattern, int a, int b, goal const* next) {
        goal const second{pattern.operands[1], b, next};
        return all({pattern.operands[0], a, &second});
    }
    constexpr bool operands(descriptor const& pattern, int id, goal const* next) {
        int ids[maximum_arity]{};
        int const arity = g.operands_of(id, ids);
        if (arity == 2)
            return both(pattern, ids[0], ids[1], next) ||
                   (pattern.operation->commutative && both(pattern, ids[1], ids[0], next));
        goal goals[maximum_arity + 1]{};
        for (int i = arity; i-- > 0; next = &goals[i]) goals[i] = {pattern.operands[i], ids[i], next};
        return rest(next);
    }
    constexpr bool as_alternative(descriptor const& pattern, int id, operation_info const& info, goal const* next) {
        int const a = g.first(id), b = g.second(id);
        if (pattern.operation == &info_of<operations::subtract> && &info == &info_of<operations::add>)
            return difference(pattern, a, b, next) || difference(pattern, b, a, next);
        return pattern.operation == &info_of<operations::multiply> && &info == &info_of<operations::power> &&
               pattern.operands[0] == pattern.operands[1] && is_constant(b, {2, 1, 0, 0}) &&
               all({pattern.operands[0], a, next});
    }
    constexpr bool difference(descriptor const& pattern, int a, int b, goal const* next) {
        if (g.operation_of(b) == opcode::negation) return both(pattern, a, g.first(b), next);
        descriptor const& subtrahend = *pattern.operands[1];
        return subtrahend.what == descriptor::kind::constant && is_constant(b, negate(subtrahend.value)) &&
               all({pattern.operands[0], a, next});
    }
};

/// The node of a formula whose variables stand for the nodes `bound`. Nodes of its operations are marked.
constexpr int instantiate(graph& g, descriptor const& formula, int const* bound, bool* marked) {
    if (formula.what == descriptor::kind::variable) return bound[wildcard_of(formula)];
    if (formula.what == descriptor::kind::constant) return g.constant(formula.value);
    int operands[maximum_arity]{};
    for (int i = 0; i < formula.operation->arity && !g.full; ++i)
        operands[i] = instantiate(g, *formula.operands[i], bound, marked);
    if (g.full) return graph::zero;
    int const id = make(g, *formula.operation, operands);
    if (g.is_operation(id)) marked[id] = true;
    return id;
}

}  // namespace ctgrad::detail
