#pragma once

#include <cstdint>

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/passes/pass.hpp>

/// Multi-term common subexpressions of products. The chain rule multiplies in the order of the sweep, so the entries of
/// a derivative have common factors in products that share no node, such as (a b) c and (b d) (a e). This pass expands
/// each product into its factors. Then it repeatedly replaces the pair of factors that occurs in most products by one
/// factor (Hosangadi, Fallah, Kastner: Optimizing polynomial expressions by algebraic factorization and common
/// subexpression elimination, 2006). The constants of a product are a single factor from the start.
///
/// Only nodes used solely by second derivatives change, so value and gradient have the same bits with and without
/// second derivatives.
namespace ctgrad::detail {

/// The factors of the product at a node.
struct product_factors {
    static constexpr int capacity = default_costs.shared_factors;

    int root = 0;
    int factor[capacity]{};
    int count = 0;
    bool changed = false;

    constexpr bool holds(int a, int b) const {
        int of_a = 0, of_b = 0;
        for (int i = 0; i < count; ++i) {
            of_a += factor[i] == a;
            of_b += factor[i] == b;
        }
        return a == b ? of_a > 1 : of_a > 0 && of_b > 0;
    }
    constexpr void remove(int a) {
        int at = 0;
        while (factor[at] != a) ++at;
        factor[at] = factor[--count];
    }
};

/// Counts the products in which two factors occur together.
struct factor_pairs {
    static constexpr int size = 4096, capacity = default_costs.shared_pairs;

    struct entry {
        int first = 0, second = 0, times = 0;
    };
    entry entries[capacity]{};
    int limit = capacity;
    int count = 0;
    int table[size]{};  // 1 + index of an entry, 0 for empty

    constexpr void change(int a, int b, int step) {
        if (b < a) {
            int const c = a;
            a = b, b = c;
        }
        std::uint64_t const bits =
            (static_cast<std::uint64_t>(a) << 32 | static_cast<std::uint64_t>(b)) * 0x9E3779B97F4A7C15u;
        int place = static_cast<int>(bits >> 52);
        for (; table[place] != 0; place = (place + 1) % size) {
            entry& known = entries[table[place] - 1];
            if (known.first == a && known.second == b) {
                known.times += step;
                return;
            }
        }
        if (count == limit) return;  // no more are counted
        entries[count] = {a, b, step};
        table[place] = ++count;
    }
    /// Counts all pairs of a product: adds with `step` 1, subtracts with -1.
    constexpr void change(product_factors const& p, int step) {
        for (int i = 0; i < p.count; ++i)
            for (int k = i + 1; k < p.count; ++k) change(p.factor[i], p.factor[k], step);
    }
};

/// Finds the factors that products share. Factors below `first_made` are nodes, the others are pairs of factors.
struct factor_sharing {
    static constexpr int capacity = default_costs.shared_products;

    struct pair {
        int first = 0, second = 0, node = no_node;
    };

    cost_model const& costs;
    int first_made = 0;
    product_factors products[capacity]{};
    int count = 0;
    pair made[capacity]{};
    int made_count = 0;
    factor_pairs pairs{.limit = costs.shared_pairs};
    int visits = 0;

    /// The number of multiplications that compute all products.
    constexpr int multiplications() const {
        int total = made_count;
        for (int i = 0; i < count; ++i) total += products[i].count - 1;
        return total;
    }

    constexpr void run() {
        for (int i = 0; i < count && visits < costs.sharing_visits; ++i) change(products[i], 1);
        int most = 0;
        for (int e = 0; e < pairs.count; ++e)
            if (pairs.entries[e].times > most) most = pairs.entries[e].times;
        // New pairs come last and are at most as frequent as the pairs that they contain.
        for (int times = most; times > 1; --times)
            for (int e = 0; e < pairs.count && visits < costs.sharing_visits; ++e, ++visits)
                if (pairs.entries[e].times >= times && made_count < costs.shared_products)
                    make_one(pairs.entries[e].first, pairs.entries[e].second);
    }

private:
    constexpr void change(product_factors const& p, int step) {
        pairs.change(p, step);
        visits += 2 * p.count * p.count;
    }
    constexpr void make_one(int a, int b) {
        int const together = first_made + made_count;
        made[made_count++] = {a, b};
        for (int i = 0; i < count; ++i) {
            product_factors& p = products[i];
            visits += p.count;
            if (!p.holds(a, b)) continue;
            change(p, -1);
            while (p.holds(a, b)) {
                p.remove(a);
                p.remove(b);
                p.factor[p.count++] = together;
            }
            p.changed = true;
            change(p, 1);
        }
    }
};

struct product_cse {
    pass_context& c;
    graph& g = c.g;
    int old_count = g.count;  // from this node on `kept` is not set

    constexpr void run() {
        c.mark_kept(c.results.kept);
        c.mark_live();
        int products = 0;
        for (int id = c.written; id < old_count; ++id) products += c.is_live(id) && is_product(id);
        if (products > 2) rearrange(products);
    }

private:
    constexpr bool is_product(int id) const {
        return id >= c.written && g.operation_of(id) == opcode::product && (id >= old_count || c.kept[id] == dead);
    }

    /// Marks in `root` the products that are used by anything but a product.
    constexpr void mark_roots(int* root) const {
        for (int id = 0; id < old_count; ++id) root[id] = 0;
        for (int id = 0; id < old_count; ++id) {
            if (!c.is_live(id) || is_product(id)) continue;
            int const arity = g.arity_at(id);
            if (arity > 0) root[g.first(id)] = 1;
            if (arity > 1) root[g.second(id)] = 1;
        }
        for (int i = 0; i < c.results.count; ++i)
            if (c.results.ids[i] != no_node) root[c.results.ids[i]] = 1;
        for (int id = 0; id < old_count; ++id) root[id] = root[id] && is_product(id);
    }

    /// The factors of the product at a node; false if there are too many.
    constexpr bool take_apart(product_factors& p) {
        int stack[product_factors::capacity + 2]{p.root};
        int depth = 1, fixed = graph::one;
        while (depth > 0) {
            int const id = stack[--depth];
            if (is_product(id) &&
                (id == p.root || !(is_reciprocal_of_sum(g, g.first(id)) || is_reciprocal_of_sum(g, g.second(id))))) {
                if (depth + p.count + 3 > c.costs.shared_factors) return false;
                stack[depth++] = g.second(id);
                stack[depth++] = g.first(id);
            } else if (g.is_constant(id) || (g.is_operation(id) && g.info_at(id).arity == 0)) {
                fixed = make<operations::multiply>(g, fixed, id);
            } else {
                p.factor[p.count++] = id;
            }
        }
        if (fixed != graph::one) p.factor[p.count++] = fixed;
        return true;
    }

    constexpr void rearrange(int products) {
        factor_sharing sharing{c.costs};
        node_entries<int> root = c.uses;
        mark_roots(root);
        for (int id = c.written; id < old_count; ++id) {
            if (root[id] == 0) continue;
            if (sharing.count == c.costs.shared_products) return;
            sharing.products[sharing.count].root = id;
            if (!take_apart(sharing.products[sharing.count++]) || g.full) return;
        }
        sharing.first_made = g.count;
        sharing.run();
        // The order of the sweep has its own merits, so it is replaced only if that saves at least a sixteenth of the
        // products.
        if (16 * sharing.multiplications() > c.costs.sharing_keeps_sixteenths * products) return;

        // The constant factor of a product may be a node after it.
        for (int id = 0; id < g.count; ++id) c.image[id] = id;
        int k = 0;
        c.rebuild(c.written, [&](int id) {
            product_factors const& product = sharing.products[k < sharing.count ? k : 0];
            bool const changed = k < sharing.count && product.root == id && product.changed;
            k += root[id];
            return changed ? made(sharing, product) : c.moved(id);
        });
    }

    constexpr int node_of(factor_sharing& sharing, int factor) {
        if (factor < sharing.first_made) return c.image[factor];
        factor_sharing::pair& pair = sharing.made[factor - sharing.first_made];
        if (pair.node == no_node) {
            int const a = node_of(sharing, pair.first), b = node_of(sharing, pair.second);
            pair.node = make<operations::multiply>(g, a, b);
        }
        return pair.node;
    }
    constexpr int made(factor_sharing& sharing, product_factors const& p) {
        int node = node_of(sharing, p.factor[0]);
        for (int i = 1; i < p.count; ++i) node = make<operations::multiply>(g, node, node_of(sharing, p.factor[i]));
        return node;
    }
};

constexpr void share_factors(pass_context& c) { product_cse{c}.run(); }

}  // namespace ctgrad::detail
