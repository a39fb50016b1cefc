#pragma once

#include <cstdint>

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/passes/magnitudes.hpp>
#include <ctgrad/passes/pass.hpp>

/// Available expressions among products. The chain rule multiplies by one factor after the other, so a product such as
/// b (3 (b (2 (b a)))) may hold powers that are computed anyway, and several constants. This pass takes products apart. It
/// replaces b and b by the square b b, and b and b b by the cube, where a value has them. It multiplies constants at
/// compile time, and moves one into a sum whose terms have constants: 6 (8 x - 4) = 48 x - 24.
///
/// A product is changed only if none of its new partial products leaves the range in a direction in which the whole product
/// does not (passes/magnitudes.hpp). With second derivatives only value and gradient are changed, as without.
namespace ctgrad::detail {

struct available_products {
    static constexpr int most_factors = 10;
    /// Other constants are not multiplied: their product might leave the range. Magnitudes allow for as much.
    static constexpr int largest = 1000;

    pass_context& c;
    graph& g = c.g;
    magnitudes sizes{g};
    node_entries<int const> live = c.results.kept < c.results.count ? c.kept : c.slot;
    node_entries<int> uses = c.uses;
    node_entries<int> has_square = c.terms;  ///< whether the square of a node is computed
    node_entries<int> is_inner = c.ready;    ///< whether a product is only a factor of another
    node_entries<int> tally = c.remaining;   ///< of the factors of a product, by kind

    /// Of the old graph, but for constants and sums that were changed.
    struct factors {
        int node[most_factors]{};
        int count = 0;
        bool full = false;

        constexpr void add(int factor) {
            full = full || count == most_factors;
            if (!full) node[count++] = factor;
        }
        constexpr void remove(int at) {
            for (--count; at < count; ++at) node[at] = node[at + 1];
        }
        /// The first place of a factor with a property, or `count`.
        constexpr int find(auto has_it) const {
            int at = 0;
            while (at < count && !has_it(node[at])) ++at;
            return at;
        }
    };

    constexpr bool is_live(int id) const { return live[id] != dead; }
    constexpr bool is_product(int id) const { return id >= c.written && g.operation_of(id) == opcode::product; }
    constexpr bool is_used_once(int id) const { return id >= c.written && uses[id] == 1; }

    constexpr void count_uses() {
        for (int id = 0; id < c.marked; ++id) uses[id] = has_square[id] = is_inner[id] = 0;
        for (int id = 0; id < c.marked; ++id) {
            if (!is_live(id)) continue;
            node_view const node = graph::view_of(g.nodes[id]);
            if (node.operation > graph::pair_node) continue;
            ++uses[node.first];
            ++uses[node.second];
            if (node.operation != opcode::product) continue;
            if (id >= c.written) is_inner[node.first] = is_inner[node.second] = 1;
            if (node.first == node.second) has_square[node.first] = 1;
        }
        for (int i = 0; i < c.results.kept; ++i)
            if (c.results.ids[i] != no_node) ++uses[c.results.ids[i]];
        for (int id = 0; id < c.written; ++id) is_inner[id] = 0;
    }
    /// Finds the inner products, and tallies the factors of all. Returns the first product that may be shortened, or no node.
    constexpr int tally_factors() {
        int first = no_node;
        for (int id = c.written; id < c.marked; ++id) {
            node_view const node = graph::view_of(g.nodes[id]);
            bool const is_product = node.operation == opcode::product && is_live(id);
            is_inner[id] = is_product && is_inner[id] != 0 && uses[id] == 1;
            if (!is_product) continue;
            tally[id] = tally_of(node.first) + tally_of(node.second);
            if (first == no_node && may_be_shortened(id) && is_promising(factors_of(id), id)) first = id;
        }
        return first;
    }
    static constexpr int one_constant = 1, one_root = 1 << 8, one_sum = 1 << 16;
    constexpr int tally_of(int factor) const {
        if (is_inner[factor] != 0) return tally[factor];
        std::uint64_t const operation = g.nodes[factor] >> 52;
        return operation == graph::constant_node                             ? one_constant
               : operation == opcode::sum || operation == opcode::difference ? one_sum
               : has_square[factor] != 0                                     ? one_root
                                                                             : 0;
    }
    /// A quick test: two constants, a constant and a sum, or a factor twice whose square is computed.
    constexpr bool may_be_shortened(int id) const {
        int const constants = tally[id] % one_root, roots = tally[id] % one_sum / one_root;
        return constants > 1 || (constants > 0 && tally[id] >= one_sum) || roots > 1;
    }

    /// The factors of a product, innermost first.
    constexpr void take_apart(factors& list, int id) const {
        for (int const x : {g.first(id), g.second(id)})
            if (is_inner[x] != 0) take_apart(list, x);
        for (int const x : {g.first(id), g.second(id)})
            if (is_inner[x] == 0) list.add(x);
    }

    /// b b for b and b, or b (b b) for b and b b, if it is computed anyway before a node; else no node.
    constexpr int available(int a, int b, int id) const {
        if (a == b ? has_square[a] == 0 : !is_square(a, b) && !is_square(b, a)) return no_node;
        int const product = g.existing_product(a, b);
        if (product < 0 || product >= id || !is_live(product)) return no_node;
        if (c.written != 0) return product < c.written ? product : no_node;
        // With free_rounding a value may use the square only for its cube.
        if (uses[product] > 1) return product;
        int const cube = a == b ? g.existing_product(a, product) : -1;
        return cube >= 0 && cube < id && is_live(cube) && uses[cube] > 1 ? product : no_node;
    }
    constexpr bool is_square(int id, int root) const {
        return g.nodes[id] == graph::node_of(opcode::product, root, root);
    }
    constexpr bool is_moderate(int constant) const {
        number const& x = g.constant_at(constant);
        return x.exact() && x.exponent == 0 && absolute(x.numerator) <= largest && x.denominator <= largest;
    }
    /// The product of two constants, or no node.
    constexpr int folded(int a, int b) {
        return foldable(g, a, b) && is_moderate(a) && is_moderate(b) ? make<operations::multiply>(g, a, b) : no_node;
    }
    /// Replaces two factors by one, and returns whether that was possible.
    constexpr bool merge_two(factors& list, int id) {
        for (int i = 0; i < list.count; ++i)
            for (int k = i + 1; k < list.count; ++k) {
                int const a = list.node[i], b = list.node[k];
                int const both = g.is_constant(a) && g.is_constant(b) ? folded(a, b) : available(a, b, id);
                if (both == no_node) continue;
                list.node[i] = both;
                list.remove(k);
                return true;
            }
        return false;
    }

    constexpr bool is_scalable(int id) const {
        if (g.is_constant(id)) return true;
        return is_product(id) && is_used_once(id) && (g.is_constant(g.first(id)) || g.is_constant(g.second(id)));
    }
    /// A constant, or a product with one, times another constant; or no node.
    constexpr int scaled(int id, int constant) {
        if (g.is_constant(id)) return folded(id, constant);
        bool const first = g.is_constant(g.first(id));
        int const both = folded(first ? g.first(id) : g.second(id), constant);
        return both == no_node ? no_node
                               : make<operations::multiply>(g, both, c.image[first ? g.second(id) : g.first(id)]);
    }
    constexpr bool is_scalable_sum(int id) const {
        return is_used_once(id) && (g.operation_of(id) == opcode::sum || g.operation_of(id) == opcode::difference) &&
               is_scalable(g.first(id)) && is_scalable(g.second(id));
    }
    constexpr int find_scalable_sum(factors const& list) const {
        return list.find([&](int id) { return is_scalable_sum(id); });
    }
    /// Whether each partial product of the factors stays in the range where the whole product does.
    constexpr bool stays_in_range(factors const& list, int id) const {
        if (c.written == 0) return true;
        for (int k = 0; k < magnitudes::samples; ++k) {
            if ((sizes.out[id] >> k & 1) != 0) continue;
            int partial = 0;
            for (int i = 0; i < list.count; ++i) {
                if (g.is_constant(list.node[i])) continue;
                int const size = sizes.of[list.node[i]][k];
                partial += size;
                for (int const one : {size, partial})
                    if ((one < 0 ? -one : one) > magnitudes::limit + magnitudes::slack) return false;
            }
        }
        return true;
    }

    /// The sum at a place in the list, times the constant in the list, which it loses; or no node.
    constexpr int scaled_sum(factors& list, int sum) {
        int const at = list.find([&](int factor) { return g.is_constant(factor); });
        if (sum == list.count || at == list.count) return no_node;
        int const id = list.node[sum], a = scaled(g.first(id), list.node[at]), b = scaled(g.second(id), list.node[at]);
        if (a == no_node || b == no_node) return no_node;
        int const changed =
            g.operation_of(id) == opcode::sum ? make<operations::add>(g, a, b) : make<operations::subtract>(g, a, b);
        list.remove(at);
        return changed;
    }
    /// A product of fewer factors, or no node.
    constexpr int shortened(int id, factors list) {
        int const count = list.count;
        while (merge_two(list, id)) continue;
        if (!stays_in_range(list, id)) return no_node;
        int const at = find_scalable_sum(list), sum = at < list.count ? list.node[at] : no_node,
                  changed = scaled_sum(list, at);
        if (list.count == count) return no_node;
        int product = no_node;
        for (int i = 0; i < list.count; ++i) {
            int const old = list.node[i], factor = g.is_constant(old)                 ? old
                                                   : changed != no_node && old == sum ? changed
                                                                                      : c.image[old];
            product = product == no_node ? factor : make<operations::multiply>(g, product, factor);
        }
        return product;
    }
    /// Whether factors may be merged. (Constants are nodes of the old graph.)
    constexpr bool is_promising(factors list, int id) {
        int constants = 0, roots = 0;
        for (int i = 0; i < list.count; ++i) {
            constants += g.is_constant(list.node[i]);
            roots += has_square[list.node[i]];
        }
        if (constants > 1 || (constants > 0 && find_scalable_sum(list) < list.count)) return true;
        return roots > 1 && merge_two(list, id);
    }

    constexpr void run() {
        c.mark_live();
        if (c.results.kept < c.results.count) c.mark_kept(c.results.kept);
        count_uses();
        if (int const first = tally_factors(); first != no_node) change(first);
    }

private:
    constexpr factors factors_of(int id) const {
        factors list;
        take_apart(list, id);
        if (list.full) list.count = 0;
        return list;
    }
    constexpr void change(int first) {
        if (c.written != 0) sizes.estimate(c, live);
        c.rebuild(first, [&](int id) {
            if (!is_product(id) || !is_live(id) || is_inner[id] != 0 || !may_be_shortened(id)) return c.moved(id);
            factors const list = factors_of(id);
            int const product = is_promising(list, id) ? shortened(id, list) : no_node;
            return product == no_node ? c.moved(id) : product;
        });
    }
};

constexpr bool reuses_products(pass_context const& c) {
    return c.g.shapes == nullptr && c.g.count <= (c.written > 0 ? magnitudes::capacity : c.costs.largest_optimized);
}
constexpr void reuse_products(pass_context& c) { available_products{c}.run(); }

}  // namespace ctgrad::detail
