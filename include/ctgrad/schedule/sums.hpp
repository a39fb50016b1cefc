#pragma once

#include <ctgrad/schedule/order.hpp>
#include <ctgrad/transform/simplify.hpp>

/// The order of the sums in derivatives. An adjoint is the sum of what its consumers contribute, in the order in which
/// the sweep came by; what is known first is better added first, so that little is left to do once the last term is
/// known. The sums that a user wrote keep their order.
namespace ctgrad::detail {

struct sum_order {
    static constexpr int terms_limit = 24;

    graph& g;
    extract_space const& space;
    int written;  // the nodes before this one are the user's
    int old_count = 0;
    int* uses = nullptr;
    int* image = nullptr;
    int* terms = nullptr;  // how many terms the sum at a node has; 0 for what is no sum

    struct term_list {
        int node[terms_limit]{};
        int ready[terms_limit]{};
        int tie[terms_limit]{};
        int times[terms_limit]{};
        bool negative[terms_limit]{};
        int count = 0;

        /// Puts a partial sum in the place of the terms up to `from`, where it keeps their order by readiness.
        constexpr void place(int partial, bool is_negative, int known, int from) {
            int at = from;
            for (; at + 1 < count && ready[at + 1] <= known; ++at) {
                node[at] = node[at + 1];
                ready[at] = ready[at + 1];
                negative[at] = negative[at + 1];
            }
            node[at] = partial;
            ready[at] = known;
            negative[at] = is_negative;
        }
    };

    constexpr bool is_sum(int id) const {
        return id >= written && (g.operation_of(id) == known::sum || g.operation_of(id) == known::difference);
    }
    /// Whether a sum is but a part of the sum that uses it.
    constexpr bool is_part(int id) const { return uses[id] == 1 && terms[id] > 0; }

    constexpr void count_terms() {
        for (int id = 0; id < old_count; ++id) {
            terms[id] = 0;
            if (space.slot[id] == dead || !is_sum(id)) continue;
            int const a = g.first(id), b = g.second(id);
            int const left = is_part(a) ? terms[a] : 1, right = is_part(b) ? terms[b] : 1;
            if (left + right <= terms_limit) {
                terms[id] = left + right;
            } else {
                uses[a] = uses[b] = 2;  // they stay sums of their own
                terms[id] = 2;
            }
        }
    }

    constexpr void add_term(term_list& list, int id, bool negative) const {
        int const node = image[id];
        for (int i = 0; i < list.count; ++i)
            if (list.node[i] == node && list.negative[i] == negative) {
                ++list.times[i];
                return;
            }
        // The two nodes of a pair sort alike, so that the sums of both stay pairs.
        int const ready = space.depth[id], tie = space.partner[id] < lane_pairs::none ? -2 - space.partner[id] : id;
        int at = list.count++;
        for (; at > 0 && (list.ready[at - 1] > ready || (list.ready[at - 1] == ready && list.tie[at - 1] > tie)); --at) {
            list.node[at] = list.node[at - 1];
            list.ready[at] = list.ready[at - 1];
            list.tie[at] = list.tie[at - 1];
            list.times[at] = list.times[at - 1];
            list.negative[at] = list.negative[at - 1];
        }
        list.node[at] = node;
        list.ready[at] = ready;
        list.tie[at] = tie;
        list.times[at] = 1;
        list.negative[at] = negative;
    }

    constexpr int ordered(int root) {
        int stack[terms_limit + 1]{root}, sign[terms_limit + 1]{};
        int depth = 1;
        term_list list;
        while (depth > 0) {
            int const id = stack[--depth], negative = sign[depth];
            if (id != root && !is_part(id)) {
                add_term(list, id, negative != 0);
                continue;
            }
            stack[depth] = g.first(id);
            sign[depth++] = negative;
            stack[depth] = g.second(id);
            sign[depth++] = negative ^ (g.operation_of(id) == known::difference ? 1 : 0);
        }
        for (int i = 0; i < list.count; ++i) list.node[i] = times(list.times[i], list.node[i]);
        // The two that are known first make one term, known an addition later: the tree of least depth (Huffman).
        for (int first = 0; first + 1 < list.count; ++first) {
            int const second = first + 1;
            bool const negative = list.negative[first] && list.negative[second];
            int const node = list.negative[first] == list.negative[second]
                                 ? make<operations::add>(g, list.node[first], list.node[second])
                             : list.negative[first] ? make<operations::subtract>(g, list.node[second], list.node[first])
                                                    : make<operations::subtract>(g, list.node[first], list.node[second]);
            list.place(node, negative, (list.ready[first] > list.ready[second] ? list.ready[first] : list.ready[second]) + 1, second);
        }
        int const sum = list.node[list.count - 1];
        return list.negative[list.count - 1] ? make<operations::negate>(g, sum) : sum;
    }
    constexpr int times(int factor, int node) {
        return factor == 1 ? node : make<operations::multiply>(g, g.constant(factor), node);
    }

    constexpr void operator()(int* outputs, int output_count, lane_seeds const& seeds) {
        if (g.count > scheduled_nodes) return;
        mark_live(g, outputs, output_count, space.slot);
        mark_ahead_of_calls(g, space.slot, space.next);
        lane_pairs lanes = paired(g, space, outputs, seeds);
        measure_depth(g, space.slot, space.depth, lanes, true);
        old_count = g.count;
        uses = space.next;
        image = space.head;
        terms = space.head + g.capacity;
        for (int id = 0; id < old_count; ++id) uses[id] = 0;
        for (int id = 0; id < old_count; ++id) {
            if (space.slot[id] == dead) continue;
            int const arity = g.arity_at(id), weight = is_sum(id) ? 1 : 2;
            if (arity > 0) uses[g.first(id)] += weight;
            if (arity > 1) uses[g.second(id)] += weight;
        }
        for (int i = 0; i < output_count; ++i)
            if (outputs[i] != no_node) uses[outputs[i]] += 2;
        count_terms();
        for (int id = 0; id < old_count && !g.full; ++id) {
            image[id] = id;
            if (id < written || space.slot[id] == dead) continue;
            if (terms[id] > 0 && is_part(id)) continue;
            image[id] = terms[id] > 2 ? ordered(id) : with_operands_moved(g, id, image);
        }
        for (int i = 0; i < output_count; ++i)
            if (outputs[i] != no_node) outputs[i] = image[outputs[i]];
    }
};

}  // namespace ctgrad::detail
