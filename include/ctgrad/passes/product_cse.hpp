#pragma once

#include <cstdint>

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/passes/list_schedule.hpp>

/// Products of the same factors, computed once. The chain rule multiplies in the order of the sweep, so that the
/// entries of a derivative hold the same factors in products that share no node: (a b) c beside (b d) (a e). Here each
/// product is taken apart into its factors; then, again and again, the two factors that stand together in most products
/// become one (Hosangadi, Fallah, Kastner: Optimizing polynomial expressions by algebraic factorization and common
/// subexpression elimination, 2006). The constants of a product are one factor from the start.
///
/// Only second derivatives are rearranged, which are full of products, and not what value and gradient need: these have
/// the same bits whether second derivatives stand beside them or not. Of one evaluation of all Greeks of an option it
/// saves a fifth of the operations and a tenth of the time.
namespace ctgrad::detail {

/// The factors of the product at a node.
struct product_factors {
    static constexpr int limit = 12;

    int root = 0;
    int factor[limit]{};
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

/// In how many products two factors stand together.
struct factor_pairs {
    static constexpr int size = 4096, limit = 3000;

    struct entry {
        int first = 0, second = 0, times = 0;
    };
    entry entries[limit]{};
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
        if (count == limit) return;  // no more are looked at
        entries[count] = {a, b, step};
        table[place] = ++count;
    }
    /// Adds all pairs of a product with `step` 1, takes them back with -1.
    constexpr void change(product_factors const& p, int step) {
        for (int i = 0; i < p.count; ++i)
            for (int k = i + 1; k < p.count; ++k) change(p.factor[i], p.factor[k], step);
    }
};

/// Finds the factors that products share. Factors below `first_made` are nodes, the others pairs of factors.
struct factor_sharing {
    static constexpr int products_limit = 400;
    /// Constant evaluation takes some five steps for each; compilers allow a million for all work together.
    static constexpr int visits_limit = 40000;

    struct pair {
        int first = 0, second = 0, node = no_node;
    };

    int first_made = 0;
    product_factors products[products_limit]{};
    int count = 0;
    pair made[products_limit]{};
    int made_count = 0;
    factor_pairs pairs{};
    int visits = 0;

    /// The number of multiplications that compute all products.
    constexpr int multiplications() const {
        int total = made_count;
        for (int i = 0; i < count; ++i) total += products[i].count - 1;
        return total;
    }

    constexpr void run() {
        for (int i = 0; i < count && visits < visits_limit; ++i) change(products[i], 1);
        int most = 0;
        for (int e = 0; e < pairs.count; ++e)
            if (pairs.entries[e].times > most) most = pairs.entries[e].times;
        // New pairs come last and are no more frequent than those of which they are made.
        for (int times = most; times > 1; --times)
            for (int e = 0; e < pairs.count && visits < visits_limit; ++e, ++visits)
                if (pairs.entries[e].times >= times && made_count < products_limit)
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
    graph& g;
    extract_space const& space;
    int written;       // the nodes before this one are the user's
    int kept_end = 0;  // from this node on, `space.head` says nothing

    /// What the first `kept_count` outputs need stays as it is.
    constexpr void operator()(int* outputs, int output_count, int kept_count) {
        if (g.count > scheduled_nodes) return;
        mark_live(g, outputs, kept_count, space.head);
        kept_end = g.count;
        mark_live(g, outputs, output_count, space.slot);
        int products = 0;
        for (int id = written; id < g.count; ++id) products += space.slot[id] != dead && is_product(id);
        if (products > 2) rearrange(outputs, output_count, products);
    }

private:
    constexpr bool is_product(int id) const {
        return id >= written && g.operation_of(id) == opcode::product && (id >= kept_end || space.head[id] == dead);
    }

    /// Marks in `root` the products that something else than a product uses.
    constexpr void mark_roots(int const* outputs, int output_count, int* root) const {
        for (int id = 0; id < g.count; ++id) root[id] = 0;
        for (int id = 0; id < g.count; ++id) {
            if (space.slot[id] == dead || is_product(id)) continue;
            int const arity = g.arity_at(id);
            if (arity > 0) root[g.first(id)] = 1;
            if (arity > 1) root[g.second(id)] = 1;
        }
        for (int i = 0; i < output_count; ++i)
            if (outputs[i] != no_node) root[outputs[i]] = 1;
        for (int id = 0; id < g.count; ++id) root[id] = root[id] && is_product(id);
    }

    /// The factors of the product at a node; false if there are too many.
    constexpr bool take_apart(product_factors& p) {
        int stack[product_factors::limit + 2]{p.root};
        int depth = 1, fixed = graph::one;
        while (depth > 0) {
            int const id = stack[--depth];
            if (is_product(id)) {
                if (depth + p.count + 3 > product_factors::limit) return false;
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

    constexpr void rearrange(int* outputs, int output_count, int products) {
        int const old_count = g.count;
        factor_sharing sharing;
        int* const root = space.partner;
        mark_roots(outputs, output_count, root);
        for (int id = written; id < old_count; ++id) {
            if (root[id] == 0) continue;
            if (sharing.count == factor_sharing::products_limit) return;
            sharing.products[sharing.count].root = id;
            if (!take_apart(sharing.products[sharing.count++]) || g.full) return;
        }
        sharing.first_made = g.count;
        sharing.run();
        // For less it is not worth to lose the order of the sweep.
        if (16 * sharing.multiplications() > 15 * products) return;

        int* const image = space.next;
        for (int id = 0; id < g.count; ++id) image[id] = id;
        for (int id = written, k = 0; id < old_count && !g.full; ++id) {
            if (space.slot[id] == dead) continue;
            bool const changed = k < sharing.count && sharing.products[k].root == id && sharing.products[k].changed;
            image[id] = changed ? made(sharing, sharing.products[k], image) : with_operands_moved(g, id, image);
            k += root[id];
        }
        for (int i = 0; i < output_count; ++i)
            if (outputs[i] != no_node) outputs[i] = image[outputs[i]];
    }

    constexpr int node_of(factor_sharing& sharing, int factor, int const* image) {
        if (factor < sharing.first_made) return image[factor];
        factor_sharing::pair& pair = sharing.made[factor - sharing.first_made];
        if (pair.node == no_node) {
            int const a = node_of(sharing, pair.first, image), b = node_of(sharing, pair.second, image);
            pair.node = make<operations::multiply>(g, a, b);
        }
        return pair.node;
    }
    constexpr int made(factor_sharing& sharing, product_factors const& p, int const* image) {
        int node = node_of(sharing, p.factor[0], image);
        for (int i = 1; i < p.count; ++i)
            node = make<operations::multiply>(g, node, node_of(sharing, p.factor[i], image));
        return node;
    }
};

}  // namespace ctgrad::detail
