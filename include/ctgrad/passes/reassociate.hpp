#pragma once

#include <ctgrad/passes/reassociate/sums.hpp>

/// Reassociation of the sums and products in derivatives. An adjoint is the sum of its consumers' contributions, in the
/// order in which the sweep visits them. This pass adds the terms in the order in which they are ready, so that little
/// remains to be done once the last one is ready (tree-height reduction). The sums that the user wrote keep their
/// order.
///
/// Before that, terms with a common factor become one, a b + 2 a c = a (b + 2 c), if the factor is ready last, if the
/// cofactor is computed anyway, or if it has a constant, which costs nothing in a fused multiply-add. The 2 of a square
/// cancels against the 1/2 of a square root.
///
/// If latency bounds the code, because the graph is narrow (such as a Jacobian that depends on one sine), products are
/// ordered too: the latest-arriving factor is multiplied last, (a b) k for a (b k). And an early factor is distributed
/// over a sum, f a + f b for f (a + b), if each term has another early factor. Both may add a few multiplications, but
/// none in small graphs, where the processor overlaps consecutive evaluations.
namespace ctgrad::detail {

struct reassociation : sum_rewriter {
    int longest = 0;  // the length of the critical path
    int images[default_costs.largest_optimized]{};

    /// The first results (value and gradient, if there are second derivatives) are processed first, and their new nodes
    /// are not changed again, so that they have the same bits as without the other results.
    constexpr void run() {
        old_count = g.count;
        for (int id = 0; id < old_count; ++id) images[id] = no_node;
        pass_results const all = c.results;
        if (all.kept < all.count) {
            c.limit_results(all.kept);
            make_images();
            c.limit_results(all.count);
        }
        make_images();
        c.move_results();
    }

private:
    /// Makes the missing images of all nodes that the results need.
    constexpr void make_images() {
        c.mark_live();
        c.marked = old_count;
        mark_ahead_of_calls(g, c.slot, c.rank);
        extended_packs(c);
        longest = measure_critical_path(c, true);
        timed = old_count;
        count_uses();
        count_terms();
        find_urgent();
        // A dead node that becomes needed counts as a new one.
        for (int id = c.written; id < old_count; ++id)
            if (c.slot[id] == dead) set_time(id);
        for (int id = 0; id < old_count; ++id) c.image[id] = images[id] == no_node ? id : images[id];
        for (int id = 0; id < old_count && !g.full; ++id) {
            if (c.slot[id] == dead || (c.terms[id] > 0 && is_part(id))) continue;
            if (images[id] == no_node && id >= c.written)
                c.image[id] = is_reordered_sum(id) ? reordered_sum(id)
                              : is_product(id)     ? reordered_product(id)
                                                   : c.moved(id);
            images[id] = c.image[id];
            if (!latency_bound || c.image[id] < old_count) continue;
            time_new_nodes();
            c.uses[c.image[id]] = c.uses[id];
        }
    }

    constexpr void count_uses() {
        node_entries<int> uses = c.uses, slot = c.slot;
        for (int id = 0; id < old_count; ++id) uses[id] = 0;
        for (int id = 0; id < old_count; ++id) {
            if (slot[id] == dead) continue;
            node_view const node = graph::view_of(g.nodes[id]);
            if (node.operation > graph::pair_node) continue;
            bool const by_sum =
                id >= c.written && (node.operation == opcode::sum || node.operation == opcode::difference);
            int const weight = by_sum ? 1 : 2;
            uses[node.first] += weight;
            uses[node.second] += weight;
        }
        for (int i = 0; i < c.results.count; ++i)
            if (c.results.ids[i] != no_node) c.uses[c.results.ids[i]] += 2;
    }
    /// Decides whether latency bounds the code, and sets `remaining` to -1 except on or near the critical path.
    constexpr void find_urgent() {
        node_entries<int> remaining = c.remaining;
        int evaluated = 0;
        for (int id = 0; id < old_count; ++id) {
            remaining[id] = 0;
            evaluated += c.slot[id] != dead && g.nodes[id] >> 52 <= graph::pair_node;
        }
        latency_bound =
            evaluated <= c.costs.latency_bound_operations && evaluated <= c.costs.latency_bound_width * longest;
        multiplications_left = evaluated < c.costs.fewest_for_distribution
                                   ? 0
                                   : c.costs.distributions + evaluated / c.costs.operations_per_distribution;
        if (!latency_bound) return;
        for (int id = old_count; id-- > 0;) {
            if (c.slot[id] == dead) continue;
            node_view const node = graph::view_of(g.nodes[id]);
            if (node.operation > graph::pair_node) continue;
            int const through = remaining[id] + latency(c, node.operation);
            if (remaining[node.first] < through) remaining[node.first] = through;
            if (remaining[node.second] < through) remaining[node.second] = through;
        }
        for (int id = 0; id < old_count; ++id)
            if (c.ready[id] + remaining[id] + c.costs.urgent_slack < longest) remaining[id] = -1;
    }

    constexpr bool is_reordered_sum(int id) const {
        return c.terms[id] > 2 ||
               (c.terms[id] > 0 && (is_urgent(id) || (is_product(g.first(id)) && is_product(g.second(id)))));
    }
    constexpr int reordered_sum(int id) {
        term_list list;
        take_apart(list, id, no_node);
        return sum_of(list, is_urgent(id));
    }

    constexpr int reordered_product(int id) {
        node_view const node = graph::view_of(g.nodes[id]);
        int const one = g.operation_of(node.first), other = g.operation_of(node.second);
        if ((one == graph::constant_node && is_product(node.second)) ||
            (other == graph::constant_node && is_product(node.first))) {
            product_term term = factors_of(id, 1, true);
            if (cancel_constant(term)) return product_in_order(term);
        }
        // a (b b) as (a b) b, which needs fewer registers.
        bool const has_product = one == opcode::product || other == opcode::product;
        if (int const square = has_product ? late_square(node) : no_node; square != no_node) {
            int const factor = c.image[node.first + node.second - square], root = c.image[g.first(square)];
            return make<operations::multiply>(g, make<operations::multiply>(g, factor, root), root);
        }
        if (!is_urgent(id)) return c.moved(id);
        if (int const sum = distributed(node); sum != no_node) return sum;
        // a (b k) as (a b) k
        product_term term = factors_of(id, 1, true);
        expand_latest(term);
        int const moved = c.moved(id);
        return term.count < 3 || time_of_product(term) >= ready_at(moved) ? moved : product_by_readiness(term);
    }
    /// The square b b of a product a (b b), if nothing else uses it, and b is ready last.
    constexpr int late_square(node_view const& product) {
        for (int const square : {product.first, product.second}) {
            int const other = product.first + product.second - square;
            if (is_product(square) && g.first(square) == g.second(square) && c.uses[square] == 2 &&
                !g.is_constant(other) && image_ready_at(other) <= image_ready_at(g.first(square)))
                return square;
        }
        return no_node;
    }
    /// f a + f b for f (a + b), if it is ready earlier; else no node.
    constexpr int distributed(node_view const& product) {
        for (int const sum : {product.first, product.second}) {
            int const factor = c.image[product.first + product.second - sum];
            if (c.terms[sum] == 0 || c.terms[sum] > c.costs.distributed_terms || c.terms[sum] > multiplications_left ||
                c.uses[sum] != 2 || ready_at(factor) + c.costs.distribution_lead > ready_at(c.image[sum]))
                continue;
            term_list list;
            take_apart(list, sum, factor);
            bool sooner = true;
            for (int i = 0; i < list.count; ++i)
                sooner = sooner && time_of_product(products[list.term[i].product]) <= ready_at(c.image[sum]) - 1;
            if (!sooner) continue;
            multiplications_left -= list.count - 1;
            return sum_of(list, true);
        }
        return no_node;
    }
};

constexpr void reassociate(pass_context& c) { reassociation{{{{c}}}}.run(); }

}  // namespace ctgrad::detail
