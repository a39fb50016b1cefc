#pragma once

#include <ctgrad/differentiate/reciprocal_pairs.hpp>
#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/passes/magnitudes.hpp>
#include <ctgrad/passes/pass.hpp>

/// The order of factors in the products of derivatives. The product a r r with r = 1 / b may be in the range although r r
/// overflows or underflows; if a is about as large as b, (a r) r avoids that. The sweep multiplies in the order of the chain
/// rule, and other passes share factors. So if a partial product leaves the range in a direction in which neither the whole
/// product nor any factor does (passes/magnitudes.hpp), this pass multiplies the factors one at a time, and takes next the one
/// that keeps the partial product nearest to 1.
namespace ctgrad::detail {

struct balancing {
    static constexpr int most_factors = 10;

    pass_context& c;
    graph& g = c.g;
    int old_count = g.count;
    magnitudes sizes{g};
    int images[magnitudes::capacity]{};
    /// The directions in which a product leaves the range, including the products among its factors; and those in which
    /// its other factors do.
    unsigned out_within[magnitudes::capacity]{};
    unsigned out_of_factors[magnitudes::capacity]{};

    struct factors {
        int node[most_factors]{};
        int count = 0;
        int freed = 0;  ///< products that nothing else uses
        bool full = false;
    };

    /// How many multiplications a new order may add: two in a gradient, one in second derivatives, and none in a gradient
    /// whose products second derivatives share. In small formulas a product without functions may add any number.
    int most_added = 2;

    constexpr void run() {
        if (!has_reciprocal()) return;
        c.mark_live();
        c.mark_kept(c.results.kept);
        node_entries<int const> slot = is_small() ? c.slot : c.kept;
        sizes.estimate(c, slot);
        for (int id = 0; id < old_count; ++id) {
            images[id] = id < c.written ? id : no_node;
            if (id < c.written || slot[id] == dead || g.operation_of(id) != opcode::product) continue;
            int const a = g.first(id), b = g.second(id);
            out_within[id] = sizes.out[id] | out_within[a] | out_within[b];
            out_of_factors[id] =
                (is_product(a) ? out_of_factors[a] : sizes.out[a]) | (is_product(b) ? out_of_factors[b] : sizes.out[b]);
        }
        bool const has_second_derivatives = c.results.kept < c.results.count;
        if (has_second_derivatives) most_added = 0;
        make_images(c.kept, c.results.kept);
        most_added = 1;
        if (has_second_derivatives) make_images(c.slot, c.results.count);
        c.move_results();
    }

private:
    /// In larger formulas only gradients are balanced: it would take multiplications that second derivatives share.
    constexpr bool is_small() const { return c.written < reciprocal_pairs::small_formula; }
    /// Products without reciprocals are seldom larger than the function that they are derivatives of.
    constexpr bool has_reciprocal() const {
        for (int id = c.written; id < old_count; ++id)
            if (g.is_reciprocal(id)) return true;
        return false;
    }
    constexpr bool is_product(int id) const { return id >= c.written && g.operation_of(id) == opcode::product; }

    /// Makes the images of the nodes that the first results need, unless they exist.
    constexpr void make_images(node_entries<int const> slot, int results) {
        mark_roots(slot, results);
        for (int id = 0; id < old_count; ++id) c.image[id] = images[id] == no_node ? id : images[id];
        for (int id = c.written; id < old_count && !g.full; ++id) {
            if (slot[id] == dead || images[id] != no_node) continue;
            int balanced = no_node;
            if (c.uses[id] != 0 && (out_of_factors[id] & ~sizes.out[id]) != 0) balanced = distributed_product(id);
            if (c.uses[id] != 0 && balanced == no_node && (out_within[id] & ~sizes.out[id]) != 0)
                balanced = balanced_product(id);
            images[id] = c.image[id] = balanced != no_node ? balanced : c.moved(id);
        }
    }
    /// Counts in `terms` how often each node is used, and marks in `uses` the nodes that not only products use.
    constexpr void mark_roots(node_entries<int const> slot, int results) {
        node_entries<int> root = c.uses, times = c.terms;
        for (int id = 0; id < old_count; ++id) root[id] = times[id] = 0;
        for (int id = c.written; id < old_count; ++id) {
            if (slot[id] == dead) continue;
            node_view const node = graph::view_of(g.nodes[id]);
            if (node.operation > graph::pair_node) continue;
            ++times[node.first], ++times[node.second];
            if (node.operation != opcode::product) root[node.first] = root[node.second] = 1;
        }
        for (int i = 0; i < results; ++i)
            if (int const id = c.results.ids[i]; id != no_node) root[id] = 1, ++times[id];
    }

    /// The factors of a product. A factor that is a product itself is split if it leaves the range, or always.
    constexpr void split(factors& list, int id, unsigned in_range, bool alone = true) const {
        for (int const operand : {g.first(id), g.second(id)}) {
            if (is_product(operand) && ((out_within[operand] | out_of_factors[operand]) & in_range) != 0) {
                bool const only = alone && c.terms[operand] == 1;
                list.freed += only;
                split(list, operand, in_range, only);
            } else {
                add(list, operand);
            }
        }
    }
    static constexpr void add(factors& list, int factor) {
        if (list.count == most_factors)
            list.full = true;
        else
            list.node[list.count++] = factor;
    }
    static constexpr int excess(int size) {
        int const beyond = (size < 0 ? -size : size) - magnitudes::limit - magnitudes::slack;
        return beyond > 0 ? beyond : 0;
    }

    struct order {
        int at[most_factors]{};
        int excess = 0;
    };
    /// The order that starts with a given factor and always continues with the one that keeps the product nearest to 1.
    constexpr order order_from(factors const& list, int start, unsigned in_range) const {
        order result;
        int partial[magnitudes::samples]{};
        bool used[most_factors]{};
        for (int i = 0; i < list.count; ++i) {
            int best = start, least = -1;
            for (int m = i == 0 ? start : 0; m < (i == 0 ? start + 1 : list.count); ++m) {
                if (used[m]) continue;
                int cost = 0;
                for (int k = 0; k < magnitudes::samples; ++k) {
                    if ((in_range >> k & 1) == 0) continue;
                    int const size = partial[k] + sizes.of[list.node[m]][k];
                    cost += (size < 0 ? -size : size) + 16 * excess(size);
                }
                if (least < 0 || cost < least) best = m, least = cost;
            }
            result.at[i] = best;
            used[best] = true;
            for (int k = 0; k < magnitudes::samples; ++k) {
                if ((in_range >> k & 1) == 0) continue;
                partial[k] += sizes.of[list.node[best]][k];
                result.excess += excess(partial[k]);
            }
        }
        return result;
    }
    constexpr order best_order(factors const& list, unsigned in_range) const {
        order best = order_from(list, 0, in_range);
        for (int start = 1; start < list.count && best.excess > 0; ++start)
            if (order const other = order_from(list, start, in_range); other.excess < best.excess) best = other;
        return best;
    }

    /// How large most functions are is only a guess.
    constexpr bool has_call(factors const& list) const {
        bool found = false;
        for (int i = 0; i < list.count && !found; ++i) found = has_call(list.node[i]);
        return found;
    }
    constexpr bool has_call(int id) const {
        return g.is_call(id) || (is_product(id) && (has_call(g.first(id)) || has_call(g.second(id))));
    }

    /// A product in an order that stays in the range, or no node where it does.
    constexpr int balanced_product(int id) {
        // If a factor leaves the range, no order helps.
        unsigned const in_range = magnitudes::all_samples & ~sizes.out[id] & ~out_of_factors[id];
        if ((out_within[id] & in_range) == 0) return no_node;
        factors list;
        split(list, id, in_range);
        if (list.full) return no_node;
        int const added = list.count - 2 - list.freed;
        if (added > most_added && (!is_small() || has_call(list))) return no_node;
        order const best = best_order(list, in_range);
        if (best.excess >= excess_of_tree(id, in_range)) return no_node;
        return multiplied(list, best);
    }
    constexpr int multiplied(factors const& list, order const& best) {
        int node = c.image[list.node[best.at[0]]];
        for (int i = 1; i < list.count; ++i) node = make<operations::multiply>(g, node, c.image[list.node[best.at[i]]]);
        return node;
    }
    /// p (a + b) as p a + p b if the sum leaves the range and these products do not. It takes more multiplications, so it is
    /// done only in small formulas without functions, for the same reasons as above.
    constexpr int distributed_product(int id) {
        unsigned in_range = magnitudes::all_samples & ~sizes.out[id];
        unsigned const gains = out_of_factors[id] & in_range;
        factors list;
        if (!is_small()) return no_node;
        split(list, id, gains);
        int at = 0;
        while (at < list.count && !is_sum_to_distribute(list.node[at], gains)) ++at;
        if (list.full || at == list.count) return no_node;
        int const sum = list.node[at], terms[]{g.first(sum), g.second(sum)};
        list.node[at] = list.node[--list.count];
        factors part[]{list, list};
        for (int i = 0; i < 2; ++i) {
            factors& of = part[i];
            bool const is_split = is_product(terms[i]) && c.terms[terms[i]] == 1;
            is_split ? split(of, terms[i], gains) : add(of, terms[i]);
            for (int k = 0; k < of.count; ++k) in_range &= ~sizes.out[of.node[k]];
            if (of.full || has_call(of)) return no_node;
        }
        if ((gains & in_range) == 0) return no_node;
        order const of_a = best_order(part[0], without_underflow(part[0], in_range)),
                    of_b = best_order(part[1], without_underflow(part[1], in_range));
        if (of_a.excess > 0 || of_b.excess > 0) return no_node;
        int const a = multiplied(part[0], of_a), b = multiplied(part[1], of_b);
        return g.operation_of(sum) == opcode::sum ? make<operations::add>(g, a, b)
                                                  : make<operations::subtract>(g, a, b);
    }
    /// The directions in which a term does not underflow; where it does, the other one is the sum.
    constexpr unsigned without_underflow(factors const& list, unsigned in_range) const {
        for (int k = 0; k < magnitudes::samples; ++k) {
            int size = 0;
            for (int i = 0; i < list.count; ++i) size += sizes.of[list.node[i]][k];
            if (size < 0 && excess(size) > 0) in_range &= ~(1u << k);
        }
        return in_range;
    }
    constexpr bool is_sum_to_distribute(int id, unsigned in_range) const {
        return id >= c.written && c.terms[id] == 1 && (sizes.out[id] & in_range) != 0 &&
               (g.operation_of(id) == opcode::sum || g.operation_of(id) == opcode::difference);
    }
    /// How far the products of which a product is made leave the range.
    constexpr int excess_of_tree(int id, unsigned in_range) const {
        int total = 0;
        for (int const operand : {g.first(id), g.second(id)}) {
            if (!is_product(operand) || (out_within[operand] & in_range) == 0) continue;
            for (int k = 0; k < magnitudes::samples; ++k)
                if ((in_range >> k & 1) != 0) total += excess(sizes.of[operand][k]);
            total += excess_of_tree(operand, in_range);
        }
        return total;
    }
};

constexpr bool is_balanced(pass_context const& c) {
    return c.g.shapes == nullptr && c.g.count <= magnitudes::capacity && c.written > 0;
}
constexpr void balance(pass_context& c) { balancing{c}.run(); }

}  // namespace ctgrad::detail
