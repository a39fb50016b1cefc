#pragma once

#include <cstdint>

#include <ctgrad/schedule/order.hpp>
#include <ctgrad/transform/simplify.hpp>

/// The order of the sums in derivatives. An adjoint is the sum of what its consumers contribute, in the order in which
/// the sweep came by; what is known first is better added first, so that little is left to do once the last term is
/// known. The sums that a user wrote keep their order.
///
/// Before that, terms with a common factor become one, a b + 2 a c = a (b + 2 c), if the factor is known last or a
/// constant goes into the sum for nothing; and the constant of 2 (a b) goes to the operand that other terms take twice
/// too, as the adjoint of a sum of squares, where it may meet the 1/2 of a square root.
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

    /// A term as constant * factor[0] * factor[1] ...: nodes, and when each is known.
    struct product_term {
        static constexpr int limit = 4;

        int factor[limit]{};
        int ready[limit]{};
        int count = 0;
        int constant = graph::one;
        std::uint64_t bits = 0;  // of a product a bit for each factor: terms that share no bit share no factor

        constexpr void add(int node, int known) {
            factor[count] = node;
            ready[count++] = known;
            bits |= std::uint64_t{1} << (node & 63);
        }
        /// The factor that is known last.
        constexpr int latest() const {
            int last = 0;
            for (int i = 1; i < count; ++i)
                if (ready[i] > ready[last]) last = i;
            return last;
        }
        /// When all factors but one are known.
        constexpr int ready_without(int one) const {
            int known = 0;
            for (int i = 0; i < count; ++i)
                if (i != one && ready[i] > known) known = ready[i];
            return known;
        }
    };

    struct term_list {
        product_term product[terms_limit]{};
        int ready[terms_limit]{};
        int tie[terms_limit]{};
        int times[terms_limit]{};
        int old[terms_limit]{};
        int node[terms_limit]{};
        bool negative[terms_limit]{};
        int count = 0;

        constexpr void move(int from, int to) {
            product[to] = product[from];
            ready[to] = ready[from];
            tie[to] = tie[from];
            times[to] = times[from];
            old[to] = old[from];
            node[to] = node[from];
            negative[to] = negative[from];
        }
        /// Makes room for a term, behind those that are known before it.
        constexpr int place_for(int known, int order) {
            int at = count++;
            for (; at > 0 && (ready[at - 1] > known || (ready[at - 1] == known && tie[at - 1] > order)); --at) move(at - 1, at);
            ready[at] = known;
            tie[at] = order;
            times[at] = 1;
            return at;
        }
        constexpr void remove(int at) {
            for (--count; at < count; ++at) move(at + 1, at);
        }
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

    constexpr void add_term(term_list& list, int id, bool negative) {
        for (int i = 0; i < list.count; ++i)
            if (image[list.old[i]] == image[id] && list.negative[i] == negative) {
                ++list.times[i];
                return;
            }
        // The two nodes of a pair sort alike, so that the sums of both stay pairs.
        int const at = list.place_for(space.depth[id], space.partner[id] < lane_pairs::none ? -2 - space.partner[id] : id);
        list.old[at] = id;
        list.negative[at] = negative;
    }

    constexpr bool is_product(int id) const { return id >= written && g.operation_of(id) == known::product; }

    /// The factors of `times` a node: those of the product that it is, unless others use that too, and of products that
    /// only it uses.
    constexpr product_term factors_of(int root, int times, bool taken_apart) {
        product_term result;
        if (times > 1) result.constant = g.constant(times);
        int stack[product_term::limit + 1]{root};
        int depth = 1;
        while (depth > 0) {
            int const id = stack[--depth];
            if (is_product(id) && (id == root ? taken_apart : uses[id] == 2) && depth + result.count + 2 <= product_term::limit) {
                stack[depth++] = g.second(id);
                stack[depth++] = g.first(id);
            } else if (g.is_constant(id)) {
                result.constant = make<operations::multiply>(g, result.constant, id);
            } else {
                result.add(image[id], space.depth[id]);
            }
        }
        if (result.count < 2) result.bits = 0;
        return result;
    }

    /// The product of all factors but one, and of the constant.
    constexpr int rest_of(product_term const& term, int one) {
        int node = no_node;
        for (int i = 0; i < term.count; ++i)
            if (i != one) node = node == no_node ? term.factor[i] : product(node, term.factor[i]);
        return make<operations::multiply>(g, term.constant, node);
    }

    /// Makes one term of the terms i < k if they have a common factor, and it pays: the sum of the others is known before
    /// the factor, or has a constant, which a fused multiply-add takes in.
    constexpr bool pull_out(term_list& list, int i, int k) {
        product_term const left = list.product[i], right = list.product[k];
        for (int a = 0; a < left.count; ++a)
            for (int b = 0; b < right.count; ++b) {
                if (left.factor[a] != right.factor[b]) continue;
                int const of_left = left.ready_without(a), of_right = right.ready_without(b);
                int const known = of_left > of_right ? of_left : of_right;
                bool const constant_last = of_left > of_right ? left.constant != graph::one : right.constant != graph::one;
                if (left.ready[a] <= known && !constant_last) continue;
                int const x = rest_of(left, a), y = rest_of(right, b);
                bool const negative = list.negative[i] && list.negative[k];
                int const sum = list.negative[i] == list.negative[k] ? make<operations::add>(g, x, y)
                                : list.negative[i]                    ? make<operations::subtract>(g, y, x)
                                                                      : make<operations::subtract>(g, x, y);
                product_term both;
                both.add(left.factor[a], left.ready[a]);
                both.add(sum, known + 2);
                int const tie = list.tie[i];
                list.remove(k);
                list.remove(i);
                int const at = list.place_for((left.ready[a] > known + 2 ? left.ready[a] : known + 2) + 1, tie);
                list.product[at] = both;
                list.old[at] = graph::zero;
                list.negative[at] = negative;
                return true;
            }
        return false;
    }
    constexpr void pull_out_factors(term_list& list) {
        for (int i = 0; i < list.count; ++i)
            for (int k = i + 1; k < list.count; ++k)
                if ((list.product[i].bits & list.product[k].bits) != 0 && pull_out(list, i, k)) {
                    i = -1;
                    break;
                }
    }

    /// c times a node; a constant within may take it in.
    constexpr int scaled(int c, int node) {
        if (is_product(node)) {
            int const a = g.first(node), b = g.second(node);
            if (has_constant(a)) return product(make<operations::multiply>(g, c, a), b);
            if (has_constant(b)) return product(a, make<operations::multiply>(g, c, b));
        }
        return make<operations::multiply>(g, c, node);
    }
    constexpr bool has_constant(int id) const { return is_product(id) && (g.is_constant(g.first(id)) || g.is_constant(g.second(id))); }

    /// a times b; w times (1 / d) y is (w / d) y if the value has w / d.
    constexpr int product(int a, int b) {
        int const with_quotient = product_with_quotient(a, b);
        return with_quotient >= 0 ? with_quotient : product_of_quotient(b, a);
    }
    constexpr int product_of_quotient(int a, int b) {
        int const with_quotient = product_with_quotient(a, b);
        return with_quotient >= 0 ? with_quotient : make<operations::multiply>(g, a, b);
    }
    constexpr int product_with_quotient(int w, int node) {
        if (!is_product(node)) return -1;
        for (int const r : {g.first(node), g.second(node)}) {
            if (g.operation_of(r) != known::quotient || g.first(r) != graph::one) continue;
            int const quotient = g.existing(graph::node_of(known::quotient, w, g.second(r)));
            if (quotient >= 0 && quotient < written && space.slot[quotient] != dead)
                return make<operations::multiply>(g, quotient, r == g.first(node) ? g.second(node) : g.first(node));
        }
        return -1;
    }

    /// A product with the images of its operands. Of c (a b) the constant goes to the operand known last: others, with
    /// the same one, share the result.
    constexpr int moved_product(int id) {
        int const a = g.first(id), b = g.second(id), inner = g.is_constant(a) ? b : a;
        if ((g.is_constant(a) || g.is_constant(b)) && is_product(inner) && uses[inner] == 2)
            return scaled_product(factors_of(id, 1, true));
        return product(image[a], image[b]);
    }
    constexpr int scaled_product(product_term const& term) {
        int const last = term.latest();
        if (term.constant == graph::one || term.count < 2 || term.factor[last] < written) return rest_of(term, -1);
        product_term others = term;
        others.constant = graph::one;
        return product(rest_of(others, last), scaled(term.constant, term.factor[last]));
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
        for (int i = 0; i < list.count; ++i)
            list.product[i] = factors_of(list.old[i], list.times[i], uses[list.old[i]] == list.times[i]);
        pull_out_factors(list);
        for (int i = 0; i < list.count; ++i)
            list.node[i] = list.times[i] > 1 || list.old[i] == graph::zero ? scaled_product(list.product[i]) : image[list.old[i]];
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
            image[id] = terms[id] > 2 || (terms[id] == 2 && is_product(g.first(id)) && is_product(g.second(id))) ? ordered(id)
                        : is_product(id)                                                                     ? moved_product(id)
                                                                                                             : with_operands_moved(g, id, image);
        }
        for (int i = 0; i < output_count; ++i)
            if (outputs[i] != no_node) outputs[i] = image[outputs[i]];
    }
};

}  // namespace ctgrad::detail
