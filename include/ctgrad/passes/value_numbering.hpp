#pragma once

#include <cstdint>

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/formula/stop_gradient.hpp>
#include <ctgrad/passes/pass.hpp>

/// Value numbering modulo associativity: sums of the same terms are computed once. The entries of a derivative often
/// contain the same sum, its negative or its double, with terms and factors in another order: the twelve entries of the
/// Jacobian of a quaternion rotation are four numbers and their negatives.
///
/// The number of a node is computed modulo the prime 2^61 - 1: a random number for a leaf, the product of the numbers
/// of its factors for a product, the sum of those of its terms for a sum. Nodes that are the same polynomial have the
/// same number; others have different numbers, except with a probability of 10^-18 per pair (Schwartz, Zippel). A
/// product with a sum as a factor is not expanded, because 1 - x^2 may have lost digits that (1 - x)(1 + x) keeps.
///
/// Only derivatives are replaced; what the user wrote stays.
namespace ctgrad::detail {

struct value_numbering {
    using key = std::uint64_t;
    static constexpr key prime = (key{1} << 61) - 1;
    /// Distinguishes the key of a sum.
    static constexpr key sum = key{1} << 63;

    pass_context& c;
    graph& g = c.g;
    key keys[default_costs.largest_optimized]{};

    static constexpr key times(key a, key b) {
        uwide const product = static_cast<uwide>(a & prime) * (b & prime);
        key const folded = static_cast<key>(product & prime) + static_cast<key>(product >> 61);
        return folded < prime ? folded : folded - prime;
    }
    static constexpr key plus(key a, key b) {
        key const total = (a & prime) + (b & prime);
        return total < prime ? total : total - prime;
    }
    static constexpr key minus(key a) { return (a & prime) == 0 ? 0 : prime - (a & prime); }
    static constexpr key power(key base, key exponent) {
        key result = 1;
        for (; exponent != 0; exponent >>= 1, base = times(base, base))
            if (exponent & 1) result = times(result, base);
        return result;
    }
    static constexpr key inverse(key a) { return power(a, prime - 2); }
    static constexpr key two_inverse = (prime + 1) / 2;
    static constexpr key atom(key a, key b, key c) { return mix(mix(mix(0, a), b), c) % prime; }

    static constexpr key of_wide(wide value) {
        key const magnitude = static_cast<key>(static_cast<uwide>(absolute(value)) % prime);
        return value < 0 ? minus(magnitude) : magnitude;
    }
    constexpr key of_constant(int id) const {
        number const& x = g.constant_at(id);
        if (!x.exact()) return atom(1, static_cast<key>(id), 0);
        key const quotient =
            x.denominator == 1 ? of_wide(x.numerator) : times(of_wide(x.numerator), inverse(of_wide(x.denominator)));
        if (x.exponent == 0) return quotient;
        key const scale = power(10, static_cast<key>(x.exponent < 0 ? -x.exponent : x.exponent));
        return times(quotient, x.exponent < 0 ? inverse(scale) : scale);
    }
    /// The number of a factor of a product; a sum is not expanded.
    static constexpr key factor(key a) { return a & sum ? atom(2, a & prime, 0) : a; }

    constexpr key key_of(int id, node_view const& node) const {
        auto const operation = static_cast<key>(node.operation);
        if (node.operation == graph::constant_node) return of_constant(id);
        if (node.operation > graph::pair_node) return atom(3, operation, static_cast<key>(node.first));
        key const a = keys[node.first], b = node.second == 0 ? 0 : keys[node.second];
        switch (node.operation) {
            case opcode::negation: return minus(a) | (a & sum);
            case opcode::sum: return plus(a, b) | sum;
            case opcode::difference: return plus(a, minus(b)) | sum;
            case opcode::product:
                if (g.nodes[node.first] >> 52 == graph::constant_node) return times(a, b) | (b & sum);
                if (g.nodes[node.second] >> 52 == graph::constant_node) return times(a, b) | (a & sum);
                return times(factor(a), factor(b));
            case opcode::quotient: return times(factor(a), atom(4, b, 0));
            default: return g.is<operations::gradient_stop>(id) ? a : atom(5 + operation, a, b);
        }
    }

    /// The visited nodes, found by their keys: a hash table of 1 + id, 0 for empty.
    constexpr int place_of(key wanted) const {
        node_entries<int const, 2> table = c.work;
        int const size = 2 * c.marked;
        int place = static_cast<int>(wanted % static_cast<key>(size));
        while (table[place] != 0 && (keys[table[place] - 1] & prime) != wanted)
            place = place + 1 == size ? 0 : place + 1;
        return place;
    }
    constexpr int find(key wanted) const { return c.work[place_of(wanted & prime)] - 1; }

    /// Unlike simplification, which exchanges the operands of a difference, it keeps one that the user wrote.
    constexpr int negated(int id) {
        return id < c.written && g.operation_of(id) == opcode::difference ? g.apply(info_of<operations::negate>, &id)
                                                                          : make<operations::negate>(g, id);
    }
    /// An earlier node with the value of this node, or a node made of such a node; -1 if there is none. `same` is the
    /// earlier node with this number, or -1.
    constexpr int replacement(node_view const& node, key wanted, int same) {
        if ((wanted & prime) == 0) return -1;
        if (same >= 0) return c.image[same];
        if (node.operation != opcode::sum && node.operation != opcode::difference) return -1;
        if (node.first < c.written && node.second < c.written) return -1;  // nothing is saved
        if (int const negative = find(minus(wanted)); negative >= 0) return negated(c.image[negative]);
        for (int const twice : {2, -2}) {
            key const half = times(twice > 0 ? wanted : minus(wanted), two_inverse);
            if (int const other = find(half); other >= 0 && keys[other] & sum)
                return make<operations::multiply>(g, g.constant(twice), c.image[other]);
        }
        return -1;
    }

    constexpr void run() {
        c.mark_live();
        for (int place = 0; place < 2 * c.marked; ++place) c.work[place] = 0;
        c.rebuild(0, [&](int id) {
            node_view const node = graph::view_of(g.nodes[id]);
            keys[id] = key_of(id, node);
            int const place = place_of(keys[id] & prime);
            int const other = id >= c.written && node.operation <= graph::pair_node
                                  ? replacement(node, keys[id], c.work[place] - 1)
                                  : -1;
            if (node.operation != graph::pair_node && c.work[place] == 0) c.work[place] = id + 1;
            return other >= 0 ? other : id < c.written ? id : c.moved(id);
        });
    }
};

constexpr void number_values(pass_context& c) { value_numbering{c}.run(); }

}  // namespace ctgrad::detail
