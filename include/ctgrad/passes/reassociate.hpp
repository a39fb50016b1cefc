#pragma once

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/passes/list_schedule.hpp>
#include <ctgrad/passes/reassociate_factors.hpp>
#include <ctgrad/passes/reassociate_terms.hpp>

/// The order of sums and products in derivatives. An adjoint is the sum of what its consumers contribute, in the order
/// in which the sweep came by; what is known first is better added first, so that little is left to do once the last
/// term is known. The sums that a user wrote keep their order.
///
/// Before that, terms with a common factor become one, a b + 2 a c = a (b + 2 c), if the factor is known last, a
/// constant goes into the sum for nothing, or the sum is computed anyway; and the 2 of a square vanishes where it meets
/// the 1/2 of a square root.
///
/// What takes as long as its longest chain of operations, as a Jacobian that waits for a sine does, is better
/// multiplied in order too: (a b) k for a (b k), where k comes last, and f a + f b for f (a + b), where f comes first
/// and meets another early factor in each term. That costs a multiplication here and there: in sums at most four, and
/// one for 16 operations. Where there are few, none is added: then the processor computes the next evaluation beside
/// this one.
namespace ctgrad::detail {

struct reassociation : factoring {
    /// Up to so many operations for each step of the longest chain the chain is what takes time.
    static constexpr int narrow = 6;
    /// Larger programs are not looked at, for the time it takes to compile them.
    static constexpr int hurried_operations = 600;
    /// With fewer operations no multiplication is added.
    static constexpr int few = 32;

    int old_count = 0;
    int* terms = nullptr;  // how many terms the sum at a node has; 0 for what is no sum
    int* left = nullptr;   // the length of the longest chain from a node to a result, if it hurries
    int deepest = 0;
    product_term products[2 * term_list::limit]{};  // of the sum at hand
    int product_count = 0;

    constexpr bool is_sum(int id) const {
        return id >= written && (g.nodes[id] >> 52 == opcode::sum || g.nodes[id] >> 52 == opcode::difference);
    }
    /// Whether a sum is but a part of the sum that uses it.
    constexpr bool is_part(int id) const { return uses[id] == 1 && terms[id] > 0; }
    /// Whether results wait for a node, or nearly.
    constexpr bool is_urgent(int id) const { return hurries && left[id] >= 0; }

    constexpr void count_terms() {
        for (int id = 0; id < old_count; ++id) {
            terms[id] = 0;
            if (space.slot[id] == dead || !is_sum(id)) continue;
            int const a = g.first(id), b = g.second(id);
            int const of_a = is_part(a) ? terms[a] : 1, of_b = is_part(b) ? terms[b] : 1;
            if (of_a + of_b <= term_list::limit) {
                terms[id] = of_a + of_b;
            } else {
                uses[a] = uses[b] = 2;  // they stay sums of their own
                terms[id] = 2;
            }
        }
    }
    constexpr void count_uses(int const* outputs, int output_count) {
        for (int id = 0; id < old_count; ++id) uses[id] = 0;
        for (int id = 0; id < old_count; ++id) {
            if (space.slot[id] == dead) continue;
            if (!g.has_operands(id)) continue;
            int const weight = is_sum(id) ? 1 : 2;
            uses[g.nodes[id] >> 26 & graph::operand_mask] += weight;
            uses[g.nodes[id] & graph::operand_mask] += weight;
        }
        for (int i = 0; i < output_count; ++i)
            if (outputs[i] != no_node) uses[outputs[i]] += 2;
    }
    /// Sets `left` to -1 but where results wait for a node.
    constexpr void find_urgent() {
        int evaluated = 0;
        for (int id = 0; id < old_count; ++id) {
            left[id] = 0;
            evaluated += is_evaluated(g, space.slot, id);
        }
        hurries = evaluated <= hurried_operations && evaluated <= narrow * deepest;
        allowance = evaluated < few ? 0 : 4 + evaluated / 16;
        if (!hurries) return;
        for (int id = old_count; id-- > 0;) {
            if (space.slot[id] == dead || !g.has_operands(id)) continue;
            int const through = left[id] + latency(g, id);
            int &of_first = left[g.nodes[id] >> 26 & graph::operand_mask],
                &of_second = left[g.nodes[id] & graph::operand_mask];
            if (of_first < through) of_first = through;
            if (of_second < through) of_second = through;
        }
        for (int id = 0; id < old_count; ++id)
            if (space.depth[id] + left[id] + 2 < deepest) left[id] = -1;
    }

    constexpr void add_term(term_list& list, int id, bool negative) {
        for (int i = 0; i < list.count; ++i)
            if (image[list.root[i]] == image[id] && list.negative[i] == negative) {
                ++list.times[i];
                return;
            }
        // The two nodes of a pair sort alike, so that the sums of both stay pairs.
        int const at = list.place_for(ready_at(id), space.partner[id] < slp_packs::none ? -2 - space.partner[id] : id);
        list.root[at] = id;
        list.negative[at] = negative;
    }

    /// a + b if they have the same sign, else a - b, if it is computed anyway; else no node.
    constexpr int known_sum(int a, int b, bool same_sign) const {
        int const sum = g.existing(same_sign ? graph::node_of(opcode::sum, a < b ? a : b, a < b ? b : a)
                                             : graph::node_of(opcode::difference, a, b));
        return sum >= old_count || (sum >= 0 && space.slot[sum] != dead && image[sum] == sum) ? sum : no_node;
    }
    /// What two terms of two factors leave without one each, if it is computed anyway, and its sign; else no node.
    constexpr int known_rest(product_term const& one, int a, bool one_negative, product_term const& other, int b,
                             bool other_negative, bool& negative) const {
        if (one.count != 2 || other.count != 2 || one.constant != graph::one || other.constant != graph::one)
            return no_node;
        int const of_one = one.factor[1 - a], of_other = other.factor[1 - b];
        int const sum = known_sum(of_one, of_other, one_negative == other_negative);
        negative = sum != no_node ? one_negative : other_negative;
        return sum != no_node ? sum : known_sum(of_other, of_one, one_negative == other_negative);
    }

    /// Makes one term of the terms i < k if they have a common factor, and it pays: the sum of the others is known
    /// before the factor, is computed anyway, or has a constant, which a fused multiply-add takes in.
    constexpr bool pull_out(term_list& list, int i, int k) {
        product_term const left_term = products[list.product[i]], right_term = products[list.product[k]];
        for (int a = 0; a < left_term.count; ++a)
            for (int b = 0; b < right_term.count; ++b) {
                if (left_term.factor[a] != right_term.factor[b]) continue;
                int const of_left = left_term.ready_without(a), of_right = right_term.ready_without(b);
                int const known = of_left > of_right ? of_left : of_right;
                bool const constant_last = (of_left > of_right ? left_term : right_term).constant != graph::one;
                bool negative = false;
                int sum = known_rest(left_term, a, list.negative[i], right_term, b, list.negative[k], negative);
                if (sum == no_node) {
                    if (left_term.ready[a] <= known && !constant_last) continue;
                    negative = list.negative[i] && list.negative[k];
                    sum = signed_sum(g, rest_of(left_term, a), list.negative[i], rest_of(right_term, b),
                                     list.negative[k]);
                }
                product_term both;
                both.add(left_term.factor[a], left_term.ready[a]);
                both.add(sum, known_at(sum));
                both.mark_factors();
                int const tie = list.tie[i];
                list.remove(k);
                list.remove(i);
                int const at = list.place_for(ready_in_order(both), tie);
                list.product[at] = product_count;
                products[product_count++] = both;
                list.root[at] = graph::zero;
                list.negative[at] = negative;
                return true;
            }
        return false;
    }
    constexpr void pull_out_factors(term_list& list) {
        for (int i = 0; i < list.count; ++i)
            for (int k = i + 1; list.product[i] >= 0 && k < list.count; ++k)
                if (list.product[k] >= 0 && (products[list.product[i]].bits & products[list.product[k]].bits) != 0 &&
                    pull_out(list, i, k)) {
                    i = -1;
                    break;
                }
    }

    /// The terms of a sum, each times a factor, if it is a node.
    constexpr void take_apart(term_list& list, int root, int factor) {
        int stack[term_list::limit + 1]{root}, sign[term_list::limit + 1]{};
        int depth = 1;
        while (depth > 0) {
            int const id = stack[--depth], negative = sign[depth];
            if (id != root && !is_part(id)) {
                add_term(list, id, negative != 0);
                continue;
            }
            stack[depth] = g.first(id);
            sign[depth++] = negative;
            stack[depth] = g.second(id);
            sign[depth++] = negative ^ (g.operation_of(id) == opcode::difference ? 1 : 0);
        }
        bool const urgent = is_urgent(root);
        int shareable = 0;
        for (int i = 0; i < list.count; ++i) shareable += is_alone(list, i) && is_product(list.root[i]);
        product_count = 0;
        for (int i = 0; i < list.count; ++i) {
            bool const alone = is_alone(list, i), shares = shareable > 1 && alone && is_product(list.root[i]);
            if (!urgent && factor == no_node && list.times[i] == 1 && !shares) continue;
            product_term& term = products[list.product[i] = product_count++];
            term = factors_of(list.root[i], list.times[i], alone);
            if (shares) term.mark_factors();
        }
        if (shareable > 1) pull_out_factors(list);
        for (int i = 0; i < list.count; ++i) {
            if (list.product[i] < 0) continue;
            product_term& term = products[list.product[i]];
            cancel_constant(term);
            if (factor != no_node) {
                int const scaled = make<operations::multiply>(g, term.constant, factor);
                term.constant = graph::one;
                term.add(scaled, known_at(scaled));
                list.root[i] = graph::zero;
            }
            if (urgent) take_last_apart(term);
        }
    }
    constexpr bool is_alone(term_list const& list, int i) const { return uses[list.root[i]] == list.times[i]; }

    /// The terms in the order in which they are known if the factors of each are multiplied in order too.
    constexpr void sort(term_list& list) {
        term_list sorted;
        for (int i = 0; i < list.count; ++i) {
            int const known = ready_in_order(products[list.product[i]]);
            bool const sooner = list.root[i] == graph::zero || known < list.ready[i];
            int const at = sorted.place_for(sooner ? known : list.ready[i], list.tie[i]);
            sorted.negative[at] = list.negative[i];
            sorted.root[at] = sooner ? graph::zero : list.root[i];
            sorted.times[at] = list.times[i];
            sorted.product[at] = list.product[i];
        }
        for (int i = 0; i < list.count; ++i) {
            list.ready[i] = sorted.ready[i];
            list.root[i] = sorted.root[i];
            list.times[i] = sorted.times[i];
            list.product[i] = sorted.product[i];
            list.negative[i] = sorted.negative[i];
        }
    }

    /// The sum of the terms.
    constexpr int sum_of(term_list& list, bool in_order) {
        if (in_order) sort(list);
        for (int i = 0; i < list.count; ++i)
            list.node[i] = list.times[i] == 1 && list.root[i] != graph::zero ? image[list.root[i]]
                           : in_order ? in_order_of_readiness(products[list.product[i]])
                                      : rest_of(products[list.product[i]], -1);
        // The two that are known first make one term, known an addition later: the tree of least depth (Huffman).
        for (int first = 0; first + 1 < list.count; ++first) {
            int const second = first + 1;
            int const node =
                signed_sum(g, list.node[first], list.negative[first], list.node[second], list.negative[second]);
            list.place_node(node, list.negative[first] && list.negative[second],
                            (list.ready[first] > list.ready[second] ? list.ready[first] : list.ready[second]) + 1,
                            second);
        }
        int const sum = list.node[list.count - 1];
        return list.negative[list.count - 1] ? make<operations::negate>(g, sum) : sum;
    }

    constexpr bool is_ordered_sum(int id) const {
        return terms[id] > 2 ||
               (terms[id] > 0 && (is_urgent(id) || (is_product(g.first(id)) && is_product(g.second(id)))));
    }
    constexpr int ordered_sum(int id) {
        term_list list;
        take_apart(list, id, no_node);
        return sum_of(list, is_urgent(id));
    }
    /// The square b b of a product a (b b), if only that uses it, and b is known last.
    constexpr int squared_operand(int id) {
        for (int const square : {g.first(id), g.second(id)}) {
            int const other = g.first(id) + g.second(id) - square;
            if (is_product(square) && g.first(square) == g.second(square) && uses[square] == 2 &&
                !g.is_constant(other) && ready_at(other) <= ready_at(g.first(square)))
                return square;
        }
        return no_node;
    }
    /// a (b b) as (a b) b, for which g++ has to keep less: a sigmoid that is written out takes 3 % less time.
    constexpr int ordered_product(int id) {
        if ((g.is_constant(g.first(id)) && is_product(g.second(id))) ||
            (g.is_constant(g.second(id)) && is_product(g.first(id)))) {
            product_term term = factors_of(id, 1, true);
            if (cancel_constant(term)) return rest_of(term, -1);
        }
        if (int const square = squared_operand(id); square != no_node) {
            int const factor = image[g.first(id) + g.second(id) - square], root = image[g.first(square)];
            return make<operations::multiply>(g, make<operations::multiply>(g, factor, root), root);
        }
        if (!is_urgent(id)) return with_operands_moved(g, id, image);
        // f (a + b) = f a + f b
        for (int const sum : {g.first(id), g.second(id)}) {
            int const factor = g.first(id) + g.second(id) - sum;
            if (terms[sum] == 0 || terms[sum] > 3 || terms[sum] > allowance || uses[sum] != 2 ||
                known_at(image[factor]) + 3 > known_at(image[sum]))
                continue;
            term_list list;
            take_apart(list, sum, image[factor]);
            bool sooner = true;
            for (int i = 0; i < list.count; ++i)
                sooner = sooner && ready_in_order(products[list.product[i]]) <= known_at(image[sum]) - 1;
            if (!sooner) continue;
            allowance -= list.count - 1;
            return sum_of(list, true);
        }
        // a (b k) = (a b) k
        product_term term = factors_of(id, 1, true);
        take_last_apart(term);
        int const moved = with_operands_moved(g, id, image);
        if (term.count < 3 || ready_in_order(term) >= known_at(moved)) return moved;
        return in_order_of_readiness(term);
    }

    /// Rearranges what the outputs need. The first `kept_count` of them, values and gradient beside second derivatives,
    /// come out as they would alone.
    constexpr void operator()(int* outputs, int output_count, int kept_count, slp_seeds const& seeds) {
        if (g.count > scheduled_nodes) return;
        old_count = g.count;
        int images[scheduled_nodes];
        for (int id = 0; id < old_count; ++id) images[id] = no_node;
        if (kept_count < output_count) pass(outputs, kept_count, seeds, images);
        pass(outputs, output_count, seeds, images);
        for (int i = 0; i < output_count; ++i)
            if (outputs[i] != no_node) outputs[i] = image[outputs[i]];
    }

private:
    /// Makes the images of all nodes that some outputs need, but for those that there are.
    constexpr void pass(int const* outputs, int output_count, slp_seeds const& seeds, int* images) {
        mark_live(g, outputs, output_count, space.slot);
        mark_ahead_of_calls(g, space.slot, space.next);
        slp_packs lanes = paired(g, space, outputs, seeds, false);
        deepest = measure_depth(g, space.slot, space.depth, lanes, true);
        timed = old_count;
        uses = space.next;
        image = space.head;
        terms = space.head + g.capacity;
        int chains[scheduled_nodes];
        left = chains;
        count_uses(outputs, output_count);
        count_terms();
        find_urgent();
        // Nodes that nothing needs may come to be needed: they are as new ones.
        for (int id = written; id < old_count; ++id)
            if (space.slot[id] == dead) set_time(id);
        for (int id = 0; id < old_count; ++id) image[id] = images[id] == no_node ? id : images[id];
        for (int id = 0; id < old_count && !g.full; ++id) {
            if (space.slot[id] == dead || (terms[id] > 0 && is_part(id))) continue;
            if (images[id] == no_node && id >= written)
                image[id] = is_ordered_sum(id) ? ordered_sum(id)
                            : is_product(id)   ? ordered_product(id)
                                               : with_operands_moved(g, id, image);
            images[id] = image[id];
            if (!hurries || image[id] < old_count) continue;
            set_times();
            uses[image[id]] = uses[id];
        }
    }
};

}  // namespace ctgrad::detail
