#pragma once

#include <ctgrad/graph/graph.hpp>

/// Pairs of nodes that one instruction or one call computes.
///
/// Two lanes of a vector register: the same operation, on operands that are pairs themselves or shared. The rows of a
/// Jacobian are such pairs nearly throughout, which compilers do not find: they look for adjacent stores.
///
/// A call with two results, as for sine and cosine of the same operand: not all compilers make one of two, for `errno`.
///
/// Each of a pair is computed as the node alone would be, so no result changes.
namespace ctgrad::detail {

/// Where pairs are looked for first: outputs `first + k` and `first + k + distance`, for k < count.
struct slp_seeds {
    int first = 0;
    int count = 0;
    int distance = 0;
};

struct slp_packs {
    static constexpr int none = -1;

    graph const& g;
    int const* slot;  // dead nodes are not paired
    int const* rank;  // only nodes of the same rank are paired
    /// The second node of the pair that a node is first of; `second_of(a)` of the first node a at its second; or none.
    int* partner;
    int* work;  // two entries per node

    static constexpr int second_of(int first) { return -2 - first; }
    constexpr bool is_first(int id) const { return partner[id] >= 0; }
    constexpr bool is_second(int id) const { return partner[id] < none; }
    constexpr int first_of(int second) const { return -2 - partner[second]; }

    /// Pairs the functions of the same operand that one call computes together.
    constexpr void pair_calls() {
        bool any = false;
        for (int id = 0; id < g.count; ++id) work[id] = none;
        for (int id = 0; id < g.count; ++id)
            if (slot[id] != -1 && g.is_call(id) && g.info_at(id).fused_with) work[g.first(id)] = id, any = true;
        if (!any) return;
        for (int id = 0; id < g.count; ++id) {
            if (slot[id] == -1 || !g.is_call(id)) continue;
            int const first = g.arity_at(id) == 1 ? work[g.first(id)] : none;
            if (first == none || g.info_at(first).fused_with != &g.info_at(id)) continue;
            partner[first] = id;
            partner[id] = second_of(first);
        }
    }

    /// Pairs the quotients by one divisor, of numerators that are known before it: a division of two lanes takes as
    /// long as one of one.
    constexpr void pair_quotients() {
        for (int id = 0; id < g.count; ++id) work[id] = none;
        for (int id = 0; id < g.count; ++id) {
            if (slot[id] == -1 || g.operation_of(id) != opcode::quotient || partner[id] != none ||
                g.first(id) >= g.second(id))
                continue;
            int& first = work[g.second(id)];
            if (first != none && rank[first] == rank[id]) {
                partner[first] = id;
                partner[id] = second_of(first);
                first = none;
            } else {
                first = id;
            }
        }
    }

    /// Pairs a and b, their operands, and so on down.
    constexpr void grow(int a, int b) {
        int depth = 0;
        push(depth, a, b);
        while (depth > 0) {
            depth -= 2;
            int const one = work[depth], other = work[depth + 1];
            if (!may_pair(one, other)) continue;
            partner[one] = other;
            partner[other] = second_of(one);
            bool const swap = crossed(one, other);
            if (g.arity_at(one) > 1) push(depth, g.second(one), swap ? g.first(other) : g.second(other));
            push(depth, g.first(one), swap ? g.second(other) : g.first(other));
        }
    }

    /// Whether the operands of the second node of a pair are to be taken in the other order beside those of the first.
    constexpr bool swapped(int a, int b) const {
        if (!may_swap(a, b)) return false;
        int const a0 = g.first(a), a1 = g.second(a), b0 = g.first(b), b1 = g.second(b);
        return (a0 == b1 || partner[a0] == b1) + (a1 == b0 || partner[a1] == b0) >
               (a0 == b0 || partner[a0] == b0) + (a1 == b1 || partner[a1] == b1);
    }

    /// Takes apart the pairs that cost more than the instruction they save.
    constexpr void prune() {
        for (bool changed = true; changed;) {
            changed = false;
            for (int id = 0; id < g.count; ++id) work[id] = 0;
            for (int id = 0; id < g.count; ++id)
                if (slot[id] != -1 && partner[id] >= none) count_single_uses(id);
            for (int id = 0; id < g.count; ++id)
                if (partner[id] >= 0 && cost_of_operands(id) + (work[partner[id]] > 0 ? 1 : 0) > 1) {
                    part(id);
                    changed = true;
                }
        }
    }

    constexpr void part(int first) {
        partner[partner[first]] = none;
        partner[first] = none;
    }

private:
    constexpr void push(int& depth, int a, int b) {
        work[depth++] = a;
        work[depth++] = b;
    }
    /// Whether vector registers compute the operation of both in one instruction, and they are free.
    constexpr bool may_pair(int a, int b) const {
        if (a == b || slot[a] == -1 || slot[b] == -1 || partner[a] != none || partner[b] != none || rank[a] != rank[b])
            return false;
        std::uint64_t const operation = g.nodes[a] >> 52;
        return operation == g.nodes[b] >> 52 &&
               (operation == opcode::negation || operation == opcode::sum || operation == opcode::difference ||
                operation == opcode::product || operation == opcode::quotient);
    }
    /// Commutative, and no operand is where it should be.
    constexpr bool may_swap(int a, int b) const {
        std::uint64_t const operation = g.nodes[a] >> 52, difference = g.nodes[a] ^ g.nodes[b];
        return (operation == opcode::sum || operation == opcode::product) &&
               (difference >> 26 & graph::operand_mask) != 0 && (difference & graph::operand_mask) != 0;
    }
    /// The same question while pairs are being chosen.
    constexpr bool crossed(int a, int b) const {
        if (!may_swap(a, b)) return false;
        return affinity(g.first(a), g.second(b), true) + affinity(g.second(a), g.first(b), true) >
               affinity(g.first(a), g.first(b), true) + affinity(g.second(a), g.second(b), true);
    }
    constexpr bool matches(int a, int b) const { return a == b || partner[a] == b; }
    /// How well a and b would do as operands of a pair.
    constexpr int affinity(int a, int b, bool look_ahead) const {
        if (matches(a, b)) return 4;
        if (!may_pair(a, b)) return 0;
        if (!look_ahead || g.arity_at(a) < 2) return 1;
        int const straight = affinity(g.first(a), g.first(b), false) + affinity(g.second(a), g.second(b), false);
        int const other = affinity(g.first(a), g.second(b), false) + affinity(g.second(a), g.first(b), false);
        return 1 + (straight > other ? straight : other) / 4;
    }
    /// How many pairs of operands have to be put together from two registers.
    constexpr int cost_of_operands(int a) const {
        int const b = partner[a];
        if (g.arity_at(a) < 2) return !matches(g.first(a), g.first(b));
        bool const swap = swapped(a, b);
        return !matches(g.first(a), swap ? g.second(b) : g.first(b)) +
               !matches(g.second(a), swap ? g.first(b) : g.second(b));
    }
    /// Counts in `work` the uses of the operands of a node that is alone or first of a pair, outside pairs.
    constexpr void count_single_uses(int id) {
        int const arity = g.arity_at(id);
        if (partner[id] == none) {
            if (arity > 0) ++work[g.first(id)];
            if (arity > 1) ++work[g.second(id)];
        } else {
            int const other = partner[id];
            bool const swap = swapped(id, other);
            count_unmatched(g.first(id), swap ? g.second(other) : g.first(other));
            if (arity > 1) count_unmatched(g.second(id), swap ? g.first(other) : g.second(other));
        }
    }
    constexpr void count_unmatched(int a, int b) {
        if (partner[a] == b) return;
        ++work[a];
        ++work[b];
    }
};

}  // namespace ctgrad::detail
