#pragma once

#include <ctgrad/matrix/rules/shape_storage.hpp>
#include <ctgrad/matrix/rules/table.hpp>
#include <ctgrad/passes/pass.hpp>

/// Negates numbers rather than matrices. In derivatives negations are outermost. If every use of a matrix uses its
/// negative, the negation sinks into one of its factors, down to a number if there is one:
///     -(u x^T) = (-u) x^T,    -(c v) = (-c) v,    -select(p, a, 0) = select(p, -a, 0),    -(a + b) = (-a) + (-b)
/// Nodes that a value needs stay as written. docs/how_it_works.md has figures.
namespace ctgrad::detail {

struct negation_sinking {
    pass_context& c;
    graph& g = c.g;
    node_entries<int> live = c.slot;
    node_entries<int> flags = c.uses;
    node_entries<int> positive = c.image;  // the image of a node
    int* negative = c.work;                // the image of its negative, or `no_node`
    int* moved = c.work + c.g.capacity;    // the outputs

    /// The first `value_count` outputs are values, not derivatives.
    constexpr void operator()(int* outputs, int output_count, int value_count) {
        if (g.index_in_use(info_of<operations::negate>) < 0) return;
        int const old_count = g.count;
        mark_live(g, outputs, value_count, live);
        for (int id = 0; id < old_count; ++id) flags[id] = live[id] == dead ? 0 : in_value;
        mark_live(g, outputs, output_count, live);
        int const before = matrices();
        for (int id = 0; id < old_count; ++id)
            if (live[id] != dead && is_movable(id)) flags[id] |= movable;
        for (int i = 0; i < output_count; ++i)
            if (outputs[i] != no_node) ask(outputs[i], false);
        for (int id = old_count; id-- > 0;)
            if (live[id] != dead) ask_operands(id);
        for (int id = 0; id < old_count && !g.full; ++id)
            if (live[id] != dead) make_images(id);
        // A negation that moves into several operands may end up in more places than before.
        for (int i = 0; i < output_count; ++i) moved[i] = outputs[i] == no_node ? no_node : positive[outputs[i]];
        mark_live(g, moved, output_count, live);
        if (g.full || matrices() > before) return;
        for (int i = 0; i < output_count; ++i) outputs[i] = moved[i];
    }

private:
    static constexpr int in_value = 1, movable = 2, wanted = 4, wanted_negated = 8, sign_in_first = 16;

    /// The number of computed matrices.
    constexpr int matrices() const {
        int count = 0;
        for (int id = 0; id < g.count; ++id) count += !is_number(id) && is_evaluated(g, live, id);
        return count;
    }
    constexpr bool has(int id, int flag) const { return (flags[id] & flag) != 0; }
    constexpr bool is_number(int id) const { return g.shape_at(id) == 0; }
    constexpr bool has_form(int id, matrix_form form) const {
        return g.is_operation(id) && g.operation_of(id) != graph::pair_node && detail::has_form(&g.info_at(id), form);
    }
    constexpr bool is_product(int id) const {
        return g.operation_of(id) == opcode::product || g.operation_of(id) == opcode::quotient ||
               has_form(id, matrix_form::product);
    }
    constexpr bool is_transpose(int id) const { return has_form(id, matrix_form::transposition); }
    constexpr int branch(int id, int which) const {
        int const branches = g.second(id);
        return which == 0 ? g.first(branches) : g.second(branches);
    }

    /// Whether the negative of a node costs only operations on numbers, and none if the node itself is not used.
    constexpr bool is_movable(int id) const {
        if (!g.is_operation(id) || is_number(id)) return is_number(id);
        if (g.operation_of(id) == opcode::negation) return true;
        if (has(id, in_value)) return false;
        if (g.operation_of(id) == opcode::sum) return has(g.first(id), movable) && has(g.second(id), movable);
        if (g.operation_of(id) == opcode::selection) return has(branch(id, 0), movable) && has(branch(id, 1), movable);
        if (is_product(id)) return has(g.first(id), movable) || has(g.second(id), movable);
        return is_transpose(id) && has(g.first(id), movable);
    }
    /// The operand of a product that takes the sign: preferably a number.
    constexpr bool first_takes_sign(int id) const {
        int const a = g.first(id), b = g.second(id);
        return !has(b, movable) || (has(a, movable) && (is_number(a) || !is_number(b)));
    }
    /// Whether only the negative is used, and the sign can move further.
    constexpr bool passes_sign_on(int id) const {
        return has(id, movable) && has(id, wanted_negated) && !has(id, wanted) && !is_number(id) && !has(id, in_value);
    }

    constexpr void ask(int id, bool negated) { flags[id] |= negated && has(id, movable) ? wanted_negated : wanted; }
    constexpr void ask_operands(int id) {
        int const arity = g.arity_at(id);
        if (arity == 0 || has(id, in_value) || !has(id, wanted | wanted_negated)) return;
        if (g.operation_of(id) == opcode::negation) {
            if (has(id, wanted)) ask(g.first(id), true);
            if (has(id, wanted_negated)) ask(g.first(id), false);
        } else if (!passes_sign_on(id)) {
            ask(g.first(id), false);
            if (arity > 1) ask(g.second(id), false);
        } else if (g.operation_of(id) == opcode::selection) {
            ask(g.first(id), false);
            ask(branch(id, 0), true);
            ask(branch(id, 1), true);
        } else if (is_product(id)) {
            flags[id] |= first_takes_sign(id) ? sign_in_first : 0;
            ask(g.first(id), has(id, sign_in_first));
            ask(g.second(id), !has(id, sign_in_first));
        } else {
            ask(g.first(id), true);
            if (arity > 1) ask(g.second(id), true);
        }
    }

    constexpr int negated(int id) {
        if (negative[id] == no_node) {
            int const operand[]{positive[id]};
            negative[id] = g.is_constant(id) ? (id == graph::zero ? id : g.constant(negate(g.constant_at(id))))
                                             : g.apply(info_of<operations::negate>, operand);
        }
        return negative[id];
    }
    /// A node of the same operation.
    constexpr int like(int id, int a, int b) {
        int const operands[]{a, b};
        return g.apply(g.info_at(id), operands);
    }
    constexpr int with_sign_moved(int id) {
        int const a = g.first(id), b = g.second(id);
        if (g.operation_of(id) == opcode::sum) return like(id, negated(a), negated(b));
        if (g.operation_of(id) == opcode::selection) {
            int const operands[]{positive[a], negated(branch(id, 0)), negated(branch(id, 1))};
            return g.apply(g.info_at(id), operands);
        }
        if (is_product(id))
            return has(id, sign_in_first) ? like(id, negated(a), positive[b]) : like(id, positive[a], negated(b));
        return like(id, negated(a), no_node);
    }
    constexpr void make_images(int id) {
        positive[id] = negative[id] = no_node;
        if (has(id, in_value))
            positive[id] = id;
        else if (!has(id, wanted | wanted_negated))
            return;
        else if (passes_sign_on(id))
            negative[id] = with_sign_moved(id);
        else if (g.operation_of(id) == opcode::negation && has(id, wanted))
            positive[id] = negated(g.first(id));
        else if (g.operation_of(id) != opcode::negation)
            positive[id] = c.moved(id);
        if (g.operation_of(id) == opcode::negation && has(id, wanted_negated)) negative[id] = positive[g.first(id)];
    }
};

/// The pass.
constexpr void sink_negations(pass_context& c) {
    negation_sinking{c}(c.results.ids, c.results.count, c.results.fixed_values);
}

}  // namespace ctgrad::detail
