#pragma once

#include <ctgrad/passes/pass.hpp>

/// Superword-level parallelism: packs of two nodes, computed by one instruction or one call (Larsen, Amarasinghe:
/// Exploiting superword level parallelism with multimedia instruction sets, 2000).
///
/// Two lanes of a vector register: the same operation, on operands that are packs themselves or shared. The rows of a
/// Jacobian consist almost entirely of such packs. Compilers do not find them, because they start their search at
/// adjacent stores.
///
/// A call with two results, such as sine and cosine of the same operand. Because of `errno` not all compilers merge the
/// two calls.
///
/// Each node of a pack is computed as it would be alone, so no result changes.
namespace ctgrad::detail {

struct slp_packs {
    static constexpr int none = -1;

    pass_context& c;
    graph const& g = c.g;
    /// For the first node of a pack the second node; for the second node `second_of(a)` of the first node a; or none.
    node_entries<int> partner = c.partner;

    static constexpr int second_of(int first) { return -2 - first; }
    constexpr bool is_first(int id) const { return partner[id] >= 0; }
    constexpr int first_of(int second) const { return -2 - partner[second]; }
    constexpr void pack(int a, int b) {
        partner[a] = b;
        partner[b] = second_of(a);
    }
    constexpr void split(int first) {
        partner[partner[first]] = none;
        partner[first] = none;
    }

    /// Packs functions of the same operand that one call computes.
    constexpr void pack_calls() {
        node_entries<int, 2> waiting = c.work;  // for each operand a function whose partner is not found yet
        int found = 0;
        while (found < g.count && !(c.rank[found] == 1 && g.is_call(found) && g.info_at(found).fused_with)) ++found;
        if (found == g.count) return;
        for (int id = 0; id < g.count; ++id) waiting[id] = none;
        for (int id = found; id < g.count; ++id)
            if (c.rank[id] == 1 && g.is_call(id) && g.info_at(id).fused_with) waiting[g.first(id)] = id;
        for (int id = 0; id < g.count; ++id) {
            if (c.rank[id] == 0 || !g.is_call(id)) continue;
            int const first = g.arity_at(id) == 1 ? waiting[g.first(id)] : none;
            if (first != none && g.info_at(first).fused_with == &g.info_at(id)) pack(first, id);
        }
    }

    /// Packs quotients by the same divisor whose numerators are ready before it: dividing two lanes takes as long as
    /// dividing one.
    constexpr void pack_quotients() {
        node_entries<int, 2> waiting = c.work;  // for each divisor a quotient without a partner
        for (int id = 0; id < g.count; ++id) waiting[id] = none;
        for (int id = 0; id < g.count; ++id) {
            if (c.slot[id] == dead || partner[id] != none) continue;
            node_view const node = graph::view_of(g.nodes[id]);
            if (node.operation != opcode::quotient || node.first >= node.second) continue;
            int& first = waiting[node.second];
            if (first != none && c.rank[first] == c.rank[id]) {
                pack(first, id);
                first = none;
            } else {
                first = id;
            }
        }
    }

    /// Packs a and b, and recursively their operands.
    constexpr void extend(int a, int b) {
        int depth = 0;
        push(depth, a, b);
        while (depth > 0) {
            depth -= 2;
            int const one = c.work[depth], other = c.work[depth + 1];
            if (!may_pack(one, other)) continue;
            pack(one, other);
            node_view const of_one = graph::view_of(g.nodes[one]), of_other = graph::view_of(g.nodes[other]);
            bool const swap = looks_swapped(of_one, of_other);
            push(depth, of_one.second, swap ? of_other.first : of_other.second);
            push(depth, of_one.first, swap ? of_other.second : of_other.first);
        }
    }

    /// Whether the operands of the second node of a pack must be exchanged to match those of the first.
    constexpr bool swapped(int first, int second) const {
        return swapped(graph::view_of(g.nodes[first]), graph::view_of(g.nodes[second]));
    }
    constexpr bool swapped(node_view const& a, node_view const& b) const {
        return may_swap(a, b) && matches(a.first, b.second) + matches(a.second, b.first) >
                                     (partner[a.first] == b.first) + (partner[a.second] == b.second);
    }

    /// Splits the packs that cost more instructions than they save (profitability).
    constexpr void split_unprofitable() {
        node_entries<int, 2> single_uses = c.work;  // outside packs
        for (bool changed = true; changed;) {
            changed = false;
            for (int id = 0; id < g.count; ++id) single_uses[id] = 0;
            for (int id = 0; id < g.count; ++id)
                if (c.slot[id] != dead && partner[id] >= none) count_single_uses(id);
            for (int id = 0; id < g.count; ++id)
                if (partner[id] >= 0 &&
                    gathered_operands(id) + (single_uses[partner[id]] > 0 ? 1 : 0) > c.costs.gathered_operands) {
                    split(id);
                    changed = true;
                }
        }
    }

private:
    constexpr void push(int& depth, int a, int b) {
        c.work[depth++] = a;
        c.work[depth++] = b;
    }
    /// Whether one vector instruction computes the operation of both, and they are free.
    constexpr bool may_pack(int a, int b) const {
        if (a == b || c.slot[a] == dead || c.slot[b] == dead || partner[a] != none || partner[b] != none ||
            c.rank[a] != c.rank[b])
            return false;
        std::uint64_t const operation = g.nodes[a] >> 52;
        return operation <= opcode::quotient && operation == g.nodes[b] >> 52;
    }
    /// Whether the operation is commutative and no operand is in the right place.
    static constexpr bool may_swap(node_view const& a, node_view const& b) {
        return (a.operation == opcode::sum || a.operation == opcode::product) && a.first != b.first &&
               a.second != b.second;
    }
    /// Like `swapped`, while packs are being chosen.
    constexpr bool looks_swapped(node_view const& a, node_view const& b) const {
        return may_swap(a, b) && affinity(a.first, b.second, true) + affinity(a.second, b.first, true) >
                                     affinity(a.first, b.first, true) + affinity(a.second, b.second, true);
    }
    constexpr bool matches(int a, int b) const { return a == b || partner[a] == b; }
    /// How well a and b fit as operands of a pack.
    constexpr int affinity(int a, int b, bool look_ahead) const {
        if (a == b || partner[a] == b) return c.costs.match_affinity;
        if (!may_pack(a, b)) return 0;
        if (!look_ahead) return 1;
        node_view const one = graph::view_of(g.nodes[a]), other = graph::view_of(g.nodes[b]);
        if (one.operation == opcode::negation) return 1;
        int const straight = affinity(one.first, other.first, false) + affinity(one.second, other.second, false);
        int const crossed = affinity(one.first, other.second, false) + affinity(one.second, other.first, false);
        return 1 + (straight > crossed ? straight : crossed) / c.costs.match_affinity;
    }
    /// The number of operands of a pack that must be gathered from two registers.
    constexpr int gathered_operands(int first) const {
        node_view const a = graph::view_of(g.nodes[first]), b = graph::view_of(g.nodes[partner[first]]);
        bool const swap = swapped(a, b);
        int const x = swap ? b.second : b.first, y = swap ? b.first : b.second;  // a missing operand matches the other
        return (a.first != x && partner[a.first] != x) + (a.second != y && partner[a.second] != y);
    }
    /// Counts the uses outside of packs of the operands of a single node, or of the first node of a pack. (Those of a
    /// missing operand count for node 0, which is in no pack.)
    constexpr void count_single_uses(int id) {
        node_view const a = graph::view_of(g.nodes[id]);
        if (a.operation > graph::pair_node) return;
        if (partner[id] == none) {
            ++c.work[a.first];
            ++c.work[a.second];
        } else {
            node_view const b = graph::view_of(g.nodes[partner[id]]);
            bool const swap = swapped(a, b);
            count_unmatched(a.first, swap ? b.second : b.first);
            count_unmatched(a.second, swap ? b.first : b.second);
        }
    }
    constexpr void count_unmatched(int a, int b) {
        if (partner[a] == b) return;
        ++c.work[a];
        ++c.work[b];
    }
};

/// Finds the packs of calls, and those extended from the seeds. Sets `rank`.
constexpr slp_packs extended_packs(pass_context& c) {
    slp_packs packs{c};
    for (int id = 0; id < c.g.count; ++id) c.partner[id] = slp_packs::none;
    packs.pack_calls();
    slp_seeds const& seeds = c.results.seeds;
    for (int k = seeds.first; k < seeds.first + seeds.count; ++k) {
        int const a = c.results.ids[k], b = c.results.ids[k + seeds.distance];
        if (a != no_node && b != no_node) packs.extend(a, b);
    }
    return packs;
}

/// The pass. Live nodes are marked.
constexpr void find_packs(pass_context& c) {
    mark_ahead_of_calls(c.g, c.slot, c.rank);
    slp_packs packs = extended_packs(c);
    if (c.results.seeds.count == 0) return;
    packs.split_unprofitable();
    packs.pack_quotients();
}

}  // namespace ctgrad::detail
