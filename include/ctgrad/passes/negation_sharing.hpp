#pragma once

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/passes/pass.hpp>

/// Moves negations from many products to a factor that they share: -(x a), -(y a) and -(z a) become x (-a), y (-a) and
/// z (-a), with one negation, or none if a is a product of a constant. The simplifier moves signs outward, where they
/// cancel; those that are left stand in front of results. Only derivatives are changed, and their bits stay the same,
/// but for the sign of a zero that is selected.
namespace ctgrad::detail {

struct negation_sharing {
    pass_context& c;
    graph& g = c.g;
    node_entries<int> uses = c.uses;
    node_entries<int> negative = c.terms;  ///< of the uses: by a negation, or as the factor that takes the sign
    node_entries<int> taker = c.ready;  ///< of a node that is computed with the other sign: the operand that takes it

    static constexpr int keeps_sign = -1;

    constexpr bool is_negation(int id) const { return id >= c.written && g.operation_of(id) == opcode::negation; }

    /// The operand that takes the sign of a node, or `keeps_sign`.
    constexpr int taker_of(int id) const {
        node_view const node = graph::view_of(g.nodes[id]);
        if (id < c.written) return keeps_sign;
        if (node.operation == opcode::quotient) return fitness(node.first) > 0 ? node.first : keeps_sign;
        if (node.operation == opcode::selection) {
            selected const parts = parts_of_select(g, id);
            int const branch = parts.no == graph::zero ? parts.yes : parts.yes == graph::zero ? parts.no : keeps_sign;
            return branch != keeps_sign && (g.is_constant(branch) || g.is_operation(branch)) ? branch : keeps_sign;
        }
        if (node.operation != opcode::product || node.first == node.second) return keeps_sign;
        if (g.is_constant(node.first) || g.is_constant(node.second))
            return g.is_constant(node.first) ? node.first : node.second;
        int const best = fitness(node.first) > fitness(node.second) ? node.first : node.second;
        return fitness(best) > 0 ? best : keeps_sign;
    }
    /// How well a factor takes a sign: an adjoint rather than a value of the user, and one that others have chosen. An input
    /// would be negated instead of the product.
    constexpr int fitness(int id) const {
        return !g.is_operation(id) ? 0 : 1 + negative[id] + (id >= c.written ? g.count : 0);
    }

    /// Returns the number of negations that would be left.
    constexpr int choose_takers() {
        for (int id = 0; id < c.marked; ++id) uses[id] = negative[id] = 0, taker[id] = keeps_sign;
        for (int i = 0; i < c.results.count; ++i)
            if (c.results.ids[i] != no_node) ++uses[c.results.ids[i]];
        int left = 0;
        for (int id = c.marked; id-- > 0;) {
            // A selection with the other sign visits its branches itself.
            if (!c.is_live(id) || !g.has_operands(id) || uses[id] == 0) continue;
            if (negative[id] > 0 && negative[id] == uses[id]) taker[id] = taker_of(id);
            left += negative[id] > 0 && taker[id] == keeps_sign;
            if (is_negation(id)) {
                ++uses[g.first(id)];
                ++negative[g.first(id)];
            } else if (taker[id] != keeps_sign && g.operation_of(id) == opcode::selection) {
                ++uses[g.first(id)];
                ++uses[taker[id]];
                ++negative[taker[id]];
            } else {
                ++uses[g.first(id)];
                ++uses[g.second(id)];
                if (taker[id] != keeps_sign) ++negative[taker[id]];
            }
        }
        return left;
    }

    constexpr int negated(int id) {
        return id < c.marked && taker[id] != keeps_sign ? c.image[id] : make<operations::negate>(g, c.image[id]);
    }
    constexpr int with_other_sign(int id) {
        int const changed = taker[id], sign = negated(changed);
        if (g.operation_of(id) == opcode::selection) {
            selected const parts = parts_of_select(g, id);
            return make_select(g, c.image[parts.condition], parts.yes == changed ? sign : graph::zero,
                               parts.no == changed ? sign : graph::zero);
        }
        bool const is_quotient = g.operation_of(id) == opcode::quotient;
        int const other = c.image[g.first(id) + g.second(id) - changed];
        int const operands[]{is_quotient ? sign : other, is_quotient ? other : sign};
        return g.apply(*g.operations[g.operation_of(id)], operands);
    }

    constexpr bool is_worth(int negations) const {
        return negations > 1 && c.costs.operations_per_negation * negations >= g.count - c.written;
    }
    constexpr void run() {
        int negations = 0;
        for (int id = c.written; id < g.count; ++id) negations += g.nodes[id] >> 52 == opcode::negation;
        if (!is_worth(negations)) return;
        c.mark_live();
        for (int id = c.written; id < c.marked; ++id)
            negations -= g.nodes[id] >> 52 == opcode::negation && c.slot[id] == dead;
        if (!is_worth(negations) || !is_worth(negations - choose_takers())) return;
        c.rebuild(c.written, [&](int id) {
            if (uses[id] == 0) return id;  // the branches of a selection with the other sign
            if (taker[id] != keeps_sign) return with_other_sign(id);
            return is_negation(id) && taker[g.first(id)] != keeps_sign ? c.image[g.first(id)] : c.moved(id);
        });
    }
};

constexpr void share_negations(pass_context& c) { negation_sharing{c}.run(); }

}  // namespace ctgrad::detail
