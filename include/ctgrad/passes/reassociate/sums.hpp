#pragma once

#include <ctgrad/passes/reassociate/factoring.hpp>

/// Tree-height reduction: expands sums into terms, and adds the terms in the order in which they are ready.
namespace ctgrad::detail {

struct sum_rewriter : factoring {
    /// Whether a sum is only a part of the sum that uses it.
    constexpr bool is_part(int id) const { return c.uses[id] == 1 && c.terms[id] > 0; }
    /// Whether a node is on or near the critical path.
    constexpr bool is_urgent(int id) const { return latency_bound && c.remaining[id] >= 0; }

    constexpr void count_terms() {
        for (int id = 0; id < old_count; ++id) {
            c.terms[id] = 0;
            if (c.slot[id] == dead || id < c.written) continue;
            node_view const node = graph::view_of(g.nodes[id]);
            if (node.operation != opcode::sum && node.operation != opcode::difference) continue;
            int const a = node.first, b = node.second;
            int const of_a = is_part(a) ? c.terms[a] : 1, of_b = is_part(b) ? c.terms[b] : 1;
            if (of_a + of_b <= c.costs.longest_sum) {
                c.terms[id] = of_a + of_b;
            } else {
                c.uses[a] = c.uses[b] = 2;  // they stay separate sums
                c.terms[id] = 2;
            }
        }
    }

    /// The terms of a sum, each multiplied by a factor, if that is a node.
    constexpr void take_apart(term_list& list, int root, int factor) {
        collect_terms(list, root);
        bool const urgent = is_urgent(root);
        int shareable = 0;
        for (int i = 0; i < list.count; ++i) shareable += is_alone(list.term[i]) && is_product(list.term[i].root);
        product_count = 0;
        for (int i = 0; i < list.count; ++i) {
            sum_term& term = list.term[i];
            bool const alone = is_alone(term), shares = shareable > 1 && alone && is_product(term.root);
            if (!urgent && factor == no_node && term.times == 1 && !shares) continue;
            product_term& product = products[term.product = product_count++];
            product = factors_of(term.root, term.times, alone);
            if (shares) product.mark_factors();
        }
        if (shareable > 1) factor_out(list);
        for (int i = 0; i < list.count; ++i) {
            if (list.term[i].product < 0) continue;
            product_term& product = products[list.term[i].product];
            cancel_constant(product);
            if (factor != no_node) {
                int const scaled = make<operations::multiply>(g, product.constant, factor);
                product.constant = graph::one;
                product.add(scaled, ready_at(scaled));
                list.term[i].root = graph::zero;
            }
            if (urgent) expand_latest(product);
        }
    }

    /// The sum of the terms. With `by_readiness` the factors of each are multiplied in that order too.
    constexpr int sum_of(term_list& list, bool by_readiness) {
        if (by_readiness) sort_by_product_time(list);
        for (int i = 0; i < list.count; ++i) {
            sum_term& term = list.term[i];
            term.node = term.times == 1 && term.root != graph::zero ? c.image[term.root]
                        : by_readiness                              ? product_by_readiness(products[term.product])
                                                                    : product_in_order(products[term.product]);
        }
        // Adding the two that are ready first gives the tree of least height (Huffman).
        for (int i = 0; i + 1 < list.count; ++i) {
            sum_term const &a = list.term[i], &b = list.term[i + 1];
            int const node = signed_sum(g, a.node, a.negative, b.node, b.negative);
            list.replace_up_to(i + 1, node, a.negative && b.negative, (a.ready > b.ready ? a.ready : b.ready) + 1);
        }
        sum_term const& last = list.term[list.count - 1];
        return last.negative ? make<operations::negate>(g, last.node) : last.node;
    }

private:
    constexpr bool is_alone(sum_term const& term) const { return c.uses[term.root] == term.times; }

    constexpr void add_term(term_list& list, int id, bool negative) {
        for (int i = 0; i < list.count; ++i)
            if (c.image[list.term[i].root] == c.image[id] && list.term[i].negative == negative) {
                ++list.term[i].times;
                return;
            }
        // The two nodes of a pack compare equal, so that the sums of both stay packs.
        int const tie = c.partner[id] < slp_packs::none ? -2 - c.partner[id] : id;
        list.insert({image_ready_at(id), tie, 1, id, -1, no_node, negative});
    }
    constexpr void collect_terms(term_list& list, int root) {
        int stack[term_list::capacity + 1]{root};
        bool negative[term_list::capacity + 1]{};
        int depth = 1;
        while (depth > 0) {
            int const id = stack[--depth];
            bool const sign = negative[depth];
            if (id != root && !is_part(id)) {
                add_term(list, id, sign);
                continue;
            }
            node_view const node = graph::view_of(g.nodes[id]);
            stack[depth] = node.first;
            negative[depth++] = sign;
            stack[depth] = node.second;
            negative[depth++] = sign != (node.operation == opcode::difference);
        }
    }
    /// Sorts the terms by the time at which they are ready if the factors of each are multiplied in order too.
    constexpr void sort_by_product_time(term_list& list) {
        term_list sorted;
        for (int i = 0; i < list.count; ++i) {
            sum_term term = list.term[i];
            int const time = time_of_product(products[term.product]);
            if (term.root == graph::zero || time < term.ready) {
                term.ready = time;
                term.root = graph::zero;
            }
            sorted.insert(term);
        }
        for (int i = 0; i < list.count; ++i) list.term[i] = sorted.term[i];
    }
};

}  // namespace ctgrad::detail
