#pragma once

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/passes/list_schedule.hpp>
#include <ctgrad/passes/reassociate_terms.hpp>

/// The factors of products in derivatives: taking products apart, and multiplying them anew.
namespace ctgrad::detail {

/// A pass over a graph makes the `image` of each node, in order; factors are images.
struct factoring {
    graph& g;
    extract_space const& space;  // `depth` says when a node is known
    int written;                 // the nodes before this one are the user's
    int* uses = nullptr;         // 1 for each use by a sum, 2 for others
    int* image = nullptr;
    int timed = 0;         // the nodes before this one have a depth
    bool hurries = false;  // whether the pass shortens chains
    int allowance = 0;     // how many multiplications that may add

    constexpr bool is_product(int id) const { return id >= written && g.nodes[id] >> 52 == opcode::product; }

    /// When a node is known.
    constexpr int known_at(int id) {
        set_times();
        return space.depth[id];
    }
    /// Gives new nodes a depth. They count as used once, unless told otherwise after this.
    constexpr void set_times() {
        for (; timed < g.count; ++timed) set_time(timed);
    }
    /// When the image of a node is known; or about so, for less work, if nothing hurries.
    constexpr int ready_at(int id) { return hurries ? known_at(image[id]) : space.depth[id]; }
    constexpr void set_time(int id) {
        int const arity = g.arity_at(id);
        int const a = arity > 0 ? space.depth[g.first(id)] : 0, b = arity > 1 ? space.depth[g.second(id)] : 0;
        space.depth[id] = arity == 0 ? 0 : (a > b ? a : b) + latency(g, id);
        uses[id] = 2;
    }

    /// The factors of `times` a node: those of the product that it is, unless others use that too, and of products that
    /// only it uses.
    constexpr product_term factors_of(int root, int times, bool alone) {
        product_term result;
        if (times > 1) result.constant = g.constant(times);
        int stack[product_term::limit]{root};
        int depth = 1;
        while (depth > 0) {
            int const id = stack[--depth];
            if (is_product(id) && (id == root ? alone : uses[id] == 2) &&
                depth + result.count + 3 <= product_term::limit) {
                stack[depth++] = g.second(id);
                stack[depth++] = g.first(id);
            } else if (g.is_constant(id) && id != root) {
                result.constant = make<operations::multiply>(g, result.constant, id);
            } else {
                result.add(image[id], ready_at(id));
            }
        }
        return result;
    }
    /// Takes the factor that is known last apart, and the last one of its factors, as long as the term waits for just
    /// one. Where another product uses it too this adds a multiplication, and is done, if any may be added, at the end
    /// of a chain of products only.
    constexpr void take_last_apart(product_term& term) {
        while (term.count < product_term::limit) {
            int const last = term.latest(), id = term.factor[last];
            if (!is_product(id) || term.ready_without(last) >= term.ready[last]) return;
            int const a = g.first(id), b = g.second(id), of_a = known_at(a), of_b = known_at(b);
            if (g.is_constant(a) || g.is_constant(b) || (of_a < of_b ? of_b - of_a : of_a - of_b) < 2) return;
            if (uses[id] != 2 && (uses[id] != 4 || allowance == 0 || is_product(of_a < of_b ? b : a))) return;
            term.remove(last);
            term.add(a, of_a);
            term.add(b, of_b);
        }
    }

    /// The product of all factors but one, and of the constant.
    constexpr int rest_of(product_term const& term, int one) {
        int node = no_node;
        for (int i = 0; i < term.count; ++i)
            if (i != one) node = node == no_node ? term.factor[i] : make<operations::multiply>(g, node, term.factor[i]);
        return node == no_node ? term.constant : make<operations::multiply>(g, term.constant, node);
    }

    static constexpr int ready_in_order(product_term term) {
        return term.multiplied([](int a, int) { return a; });
    }
    constexpr int in_order_of_readiness(product_term term) {
        int const first = term.earliest();
        term.factor[first] = make<operations::multiply>(g, term.constant, term.factor[first]);
        term.multiplied([&](int a, int b) { return product_of(a, b); });
        return term.factor[0];
    }
    /// a times b; w (1 / d) is the quotient w / d that a value has.
    constexpr int product_of(int a, int b) {
        for (int const r : {a, b}) {
            if (g.operation_of(r) != opcode::quotient || g.first(r) != graph::one) continue;
            int const quotient = g.existing(graph::node_of(opcode::quotient, a + b - r, g.second(r)));
            if (quotient >= 0 && quotient < written && space.slot[quotient] != dead) return quotient;
        }
        return make<operations::multiply>(g, a, b);
    }

    /// The 2 of 2 (w ((1/2 r) a)) vanishes; whether there was one.
    constexpr bool cancel_constant(product_term& term) {
        for (int i = 0; term.constant != graph::one && i < term.count; ++i) {
            int const without = without_constant(term.constant, term.factor[i], true);
            if (without == no_node) continue;
            term.constant = graph::one;
            term.factor[i] = without;
            term.ready[i] = known_at(without);
            return true;
        }
        return false;
    }
    /// c times a product that has the reciprocal of c as a factor, or as a factor of its factors; else no node.
    constexpr int without_constant(int c, int id, bool inside) {
        if (!is_product(id)) return no_node;
        int const a = g.first(id), b = g.second(id);
        for (int const inner : {a, b})
            if (g.is_constant(inner) && foldable(g, c, inner))
                return make<operations::multiply>(g, c, inner) == graph::one ? a + b - inner : no_node;
        for (int const inner : {a, b}) {
            int const without = inside ? without_constant(c, inner, false) : no_node;
            if (without != no_node) return make<operations::multiply>(g, without, a + b - inner);
        }
        return no_node;
    }
};

}  // namespace ctgrad::detail
