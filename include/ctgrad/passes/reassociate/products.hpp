#pragma once

#include <ctgrad/passes/critical_path.hpp>
#include <ctgrad/passes/pass.hpp>
#include <ctgrad/passes/reassociate/term.hpp>

/// Expands products into factors, and multiplies factors in another order.
namespace ctgrad::detail {

/// The shared state of reassociation. `ready` is the time at which a node is available, by latency: computed for old
/// nodes at the start, and for new ones when it is first needed. A use by a sum counts 1 in `uses`, any other use 2.
/// Factors are images.
struct product_rewriter {
    pass_context& c;
    graph& g = c.g;
    int timed = 0;                 // the nodes before this one have a time
    bool latency_bound = false;    // whether the graph is small and narrow, so that its critical path decides the time
    int multiplications_left = 0;  // how many may be added to shorten the critical path

    constexpr bool is_product(int id) const { return id >= c.written && g.nodes[id] >> 52 == opcode::product; }

    /// Whether a node is a product that may be taken apart.
    constexpr bool is_expandable(int id) const {
        return is_product(id) && !has_reciprocal_of_sum(graph::view_of(g.nodes[id]));
    }
    constexpr bool has_reciprocal_of_sum(node_view const& product) const {
        return (g.is_reciprocal(product.first) && is_reciprocal_of_sum(g, product.first)) ||
               (g.is_reciprocal(product.second) && is_reciprocal_of_sum(g, product.second));
    }

    constexpr int ready_at(int id) {
        if (timed < g.count) time_new_nodes();
        return c.ready[id];
    }
    /// The time at which the image of a node is ready; unless latency bounds the code, a cheaper estimate.
    constexpr int image_ready_at(int id) {
        return latency_bound && timed < g.count ? ready_at(c.image[id]) : c.ready[latency_bound ? c.image[id] : id];
    }
    constexpr void time_new_nodes() {
        for (; timed < g.count; ++timed) set_time(timed);
    }
    /// A new node counts as used once until its uses are set.
    constexpr void set_time(int id) {
        node_view const node = graph::view_of(g.nodes[id]);
        if (node.operation > graph::pair_node || (node.first == 0 && g.arity_at(id) == 0)) {
            c.ready[id] = 0;
        } else {
            int const a = c.ready[node.first], b = c.ready[node.second];  // 0 of a missing operand
            c.ready[id] = (a > b ? a : b) + (node.operation <= opcode::product ? 1 : latency(c, node.operation));
        }
        c.uses[id] = 2;
    }

    /// The factors of `times` a node. A product is expanded unless it has other uses, and so are its factors.
    constexpr product_term factors_of(int root, int times, bool alone) {
        product_term result;
        if (times > 1) result.constant = g.constant(times);
        int stack[product_term::capacity]{root};
        int depth = 1;
        while (depth > 0) {
            int const id = stack[--depth];
            node_view const node = graph::view_of(g.nodes[id]);
            if (node.operation == opcode::product && id >= c.written &&
                (id == root ? alone : c.uses[id] == 2 && !has_reciprocal_of_sum(node)) &&
                depth + result.count + 3 <= c.costs.longest_product) {
                stack[depth++] = node.second;
                stack[depth++] = node.first;
            } else if (node.operation == graph::constant_node && id != root) {
                result.constant = make<operations::multiply>(g, result.constant, id);
            } else {
                result.add(c.image[id], image_ready_at(id));
            }
        }
        return result;
    }
    /// Repeatedly expands the latest-arriving factor while it alone delays the term. If another product uses it too,
    /// this adds a multiplication, and is done only at the end of a chain of products.
    constexpr void expand_latest(product_term& term) {
        while (term.count < c.costs.longest_product) {
            int const last = term.latest(), id = term.factor[last];
            if (!is_expandable(id) || term.ready_without(last) >= term.ready[last]) return;
            int const a = g.first(id), b = g.second(id), of_a = ready_at(a), of_b = ready_at(b);
            int const lead = of_a < of_b ? of_b - of_a : of_a - of_b;
            if (g.is_constant(a) || g.is_constant(b) || lead < c.costs.expansion_lead) return;
            bool const shared = c.uses[id] != 2;
            if (shared && (c.uses[id] != 4 || multiplications_left == 0 || is_product(of_a < of_b ? b : a))) return;
            term.remove(last);
            term.add(a, of_a);
            term.add(b, of_b);
        }
    }

    /// The product of all factors but one, and of the constant, in their current order.
    constexpr int product_without(product_term const& term, int one) {
        int node = no_node;
        for (int i = 0; i < term.count; ++i)
            if (i != one) node = node == no_node ? term.factor[i] : make<operations::multiply>(g, node, term.factor[i]);
        return node == no_node ? term.constant : make<operations::multiply>(g, term.constant, node);
    }
    constexpr int product_in_order(product_term const& term) { return product_without(term, -1); }
    /// The product, multiplied in the order in which the factors are ready.
    constexpr int product_by_readiness(product_term term) {
        int const first = term.earliest();
        term.factor[first] = make<operations::multiply>(g, term.constant, term.factor[first]);
        term.multiplied([&](int a, int b) { return product_of(a, b); });
        return term.factor[0];
    }

    /// Cancels the 2 of 2 (w ((1/2 r) a)), and returns whether there was one.
    constexpr bool cancel_constant(product_term& term) {
        for (int i = 0; term.constant != graph::one && i < term.count; ++i) {
            int const without = without_reciprocal(term.constant, term.factor[i], true);
            if (without == no_node) continue;
            term.constant = graph::one;
            term.factor[i] = without;
            term.ready[i] = ready_at(without);
            return true;
        }
        return false;
    }

private:
    /// a times b; w (1 / d) becomes the quotient w / d if a value already has it.
    constexpr int product_of(int a, int b) {
        for (int const r : {a, b}) {
            if (!g.is_reciprocal(r)) continue;
            int const quotient = g.existing(graph::node_of(opcode::quotient, a + b - r, g.second(r)));
            if (quotient >= 0 && quotient < c.written && c.is_live(quotient)) return quotient;
        }
        return make<operations::multiply>(g, a, b);
    }
    /// `constant` times a product in which the reciprocal of `constant` is a factor, or a factor of a factor; else no
    /// node.
    constexpr int without_reciprocal(int constant, int id, bool look_inside) {
        if (!is_product(id)) return no_node;
        int const a = g.first(id), b = g.second(id);
        for (int const inner : {a, b})
            if (g.is_constant(inner) && foldable(g, constant, inner))
                return make<operations::multiply>(g, constant, inner) == graph::one ? a + b - inner : no_node;
        for (int const inner : {a, b}) {
            int const without = look_inside ? without_reciprocal(constant, inner, false) : no_node;
            if (without != no_node) return make<operations::multiply>(g, without, a + b - inner);
        }
        return no_node;
    }
};

}  // namespace ctgrad::detail
