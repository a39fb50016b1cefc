#pragma once

#include <cstdint>

#include <ctgrad/passes/list_schedule.hpp>

/// Sums of the same terms, computed once. The entries of a derivative often hold the same sum, its negative or its
/// double, with the terms and their factors in another order: twelve entries of the Jacobian of a rotation by a
/// quaternion are four numbers and their negatives.
///
/// Every node gets a key, a number modulo the prime 2^61 - 1: atoms a random one, a product the product of the keys of
/// its factors, a sum the sum of the keys of its terms. So two nodes have the same key if they are the same polynomial
/// when multiplied out, and otherwise, but for a chance of one in 10^18 per pair, not (Schwartz, Zippel). Products with
/// a sum are not multiplied out, for 1 - x^2 may have lost the digits that (1 - x)(1 + x) keeps.
///
/// Only derivatives are replaced; what a user wrote stays.
namespace ctgrad::detail {

struct value_numbering {
    using key = std::uint64_t;
    static constexpr key prime = (key{1} << 61) - 1;
    /// Stands beside the key of a sum.
    static constexpr key sum = key{1} << 63;

    graph& g;
    extract_space const& space;
    int written;  // the nodes before this one are the user's

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
    /// A factor as it enters a product: sums stay whole.
    static constexpr key factor(key a) { return a & sum ? atom(2, a & prime, 0) : a; }

    constexpr key key_of(int id, key const* keys) const {
        key const node = g.nodes[id], operation = node >> 52, first = node >> 26 & graph::operand_mask,
                  second = node & graph::operand_mask;
        if (operation == graph::constant_node) return of_constant(id);
        if (!g.has_operands(id)) return atom(3, operation, first);
        key const a = keys[first], b = second == 0 ? 0 : keys[second];
        switch (operation) {
            case opcode::negation: return minus(a) | (a & sum);
            case opcode::sum: return plus(a, b) | sum;
            case opcode::difference: return plus(a, minus(b)) | sum;
            case opcode::product:
                if (g.nodes[first] >> 52 == graph::constant_node) return times(a, b) | (b & sum);
                if (g.nodes[second] >> 52 == graph::constant_node) return times(a, b) | (a & sum);
                return times(factor(a), factor(b));
            case opcode::quotient: return times(factor(a), atom(4, b, 0));
            default: return atom(5 + operation, a, b);
        }
    }

    /// The nodes with keys, by key.
    struct finder {
        int* table;  // 1 + id of a node, 0 for empty
        int size;
        key const* keys;

        constexpr int place_of(key wanted) const {
            int place = static_cast<int>(wanted % static_cast<key>(size));
            while (table[place] != 0 && (keys[table[place] - 1] & prime) != (wanted & prime))
                place = place + 1 == size ? 0 : place + 1;
            return place;
        }
        constexpr int find(key wanted) const { return table[place_of(wanted & prime)] - 1; }
        constexpr void insert(int id) {
            int const place = place_of(keys[id] & prime);
            if (table[place] == 0) table[place] = id + 1;
        }
    };

    /// An earlier node, or one made of it, that gives the same as a node; -1 if there is none.
    constexpr int replacement(int id, key wanted, finder const& earlier, int const* image) {
        if ((wanted & prime) == 0) return -1;
        if (int const same = earlier.find(wanted); same >= 0) return image[same];
        int const operation = g.operation_of(id);
        if (operation != opcode::sum && operation != opcode::difference) return -1;
        if (g.first(id) < written && g.second(id) < written) return -1;  // it saves nothing
        if (int const negative = earlier.find(minus(wanted)); negative >= 0)
            return make<operations::negate>(g, image[negative]);
        for (int const twice : {2, -2}) {
            key const half = times(twice > 0 ? wanted : minus(wanted), two_inverse);
            if (int const other = earlier.find(half); other >= 0 && earlier.keys[other] & sum)
                return make<operations::multiply>(g, g.constant(twice), image[other]);
        }
        return -1;
    }

    constexpr void operator()(int* outputs, int output_count) {
        if (g.count > scheduled_nodes) return;
        mark_live(g, outputs, output_count, space.slot);
        int const old_count = g.count;
        int* const image = space.depth;
        key keys[scheduled_nodes];
        finder earlier{space.head, 2 * old_count, keys};
        for (int place = 0; place < 2 * old_count; ++place) space.head[place] = 0;
        for (int id = 0; id < old_count && !g.full; ++id) {
            image[id] = id;
            keys[id] = 0;
            if (space.slot[id] == dead) continue;
            keys[id] = key_of(id, keys);
            if (id >= written && g.has_operands(id)) {
                int const other = replacement(id, keys[id], earlier, image);
                image[id] = other >= 0 ? other : with_operands_moved(g, id, image);
            }
            if (g.operation_of(id) != graph::pair_node) earlier.insert(id);
        }
        for (int i = 0; i < output_count; ++i)
            if (outputs[i] != no_node) outputs[i] = image[outputs[i]];
    }
};

}  // namespace ctgrad::detail
