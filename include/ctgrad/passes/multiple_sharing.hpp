#pragma once

#include <cstdint>

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/passes/pass.hpp>

/// Multiples by powers of two that products share: 2 (x a), 2 (y a) and 2 (z a) become x (2 a), y (2 a) and z (2 a), with one
/// multiplication by 2. Squares of several variables in one sum have such derivatives. The bits stay the same, unless a number leaves
/// the range. Only derivatives are changed. The double of two products would save one multiplication, and live longer.
namespace ctgrad::detail {

struct multiple_sharing {
    pass_context& c;
    graph& g = c.g;
    node_entries<int, 2> candidates = c.work;
    node_entries<int> constant = c.ready;  ///< of each factor: the constant that the products with it have; 0 for none
    node_entries<int> count = c.terms;     ///< and how many have it
    int candidate_count = 0;

    static constexpr bool is_power_of_two(number const& x) {
        return x.is_integer() && x.numerator > 1 && (x.numerator & (x.numerator - 1)) == 0;
    }
    constexpr int constant_of(int id) const { return g.is_constant(g.first(id)) ? g.first(id) : g.second(id); }
    constexpr int inner_of(int id) const { return g.is_constant(g.first(id)) ? g.second(id) : g.first(id); }

    /// Lists the products of a power of two and a product. Most graphs have few.
    constexpr void find_candidates() {
        bool any = false;
        for (int k = 0; k < g.constant_count; ++k) any = any || is_power_of_two(g.constants[k]);
        if (!any) return;
        for (int id = c.written; id < g.count; ++id) {
            std::uint64_t const node = g.nodes[id];
            if (node >> 52 != opcode::product) continue;
            std::uint64_t const a = g.nodes[node >> 26 & graph::operand_mask] >> 52,
                                b = g.nodes[node & graph::operand_mask] >> 52;
            if ((a == graph::constant_node && b == opcode::product) ||
                (b == graph::constant_node && a == opcode::product))
                if (inner_of(id) >= c.written && is_power_of_two(g.constant_at(constant_of(id))))
                    candidates[candidate_count++] = id;
        }
    }
    constexpr void see(int factor, int id) {
        if (constant[factor] == 0) constant[factor] = constant_of(id);
        count[factor] += constant[factor] == constant_of(id);
    }
    constexpr bool shares(int factor, int id) const { return count[factor] > 2 && constant[factor] == constant_of(id); }
    /// The factor that is multiplied first, or -1.
    constexpr int shared_factor(int id) const {
        int const a = g.first(inner_of(id)), b = g.second(inner_of(id));
        if (shares(a, id) && !(shares(b, id) && count[b] > count[a])) return a;
        return shares(b, id) ? b : -1;
    }
    constexpr bool is_promising() {
        for (int i = 0; i < candidate_count; ++i) {
            int const inner = inner_of(candidates[i]);
            constant[g.first(inner)] = constant[g.second(inner)] = 0;
            count[g.first(inner)] = count[g.second(inner)] = 0;
        }
        for (int i = 0; i < candidate_count; ++i) {
            int const inner = inner_of(candidates[i]);
            see(g.first(inner), candidates[i]);
            if (g.second(inner) != g.first(inner)) see(g.second(inner), candidates[i]);
        }
        int saved = 0;
        for (int i = 0; i < candidate_count; ++i) saved += shared_factor(candidates[i]) >= 0;
        return saved > 2 && c.costs.operations_per_shared_multiple * saved >= g.count - c.written;
    }

    constexpr void run() {
        find_candidates();
        if (candidate_count < 3 || !is_promising()) return;
        c.mark_live();
        for (int id = 0; id < c.marked; ++id) c.uses[id] = 0;
        for (int id = 0; id < c.marked; ++id) {
            if (!c.is_live(id) || !g.has_operands(id)) continue;
            ++c.uses[g.first(id)];
            ++c.uses[g.second(id)];
        }
        for (int i = 0; i < c.results.count; ++i)
            if (c.results.ids[i] != no_node) ++c.uses[c.results.ids[i]];
        int next = 0;
        c.rebuild(candidates[0], [&](int id) {
            while (next < candidate_count && candidates[next] < id) ++next;
            if (next == candidate_count || candidates[next] != id || c.uses[inner_of(id)] > 1) return c.moved(id);
            int const inner = inner_of(id), factor = shared_factor(id);
            if (factor < 0) return c.moved(id);
            int const rest = g.first(inner) == factor ? g.second(inner) : g.first(inner);
            int const scaled[]{c.image[constant_of(id)], c.image[factor]};
            int const product[]{c.image[rest], g.apply(info_of<operations::multiply>, scaled)};
            return g.apply(info_of<operations::multiply>, product);
        });
    }
};

constexpr void share_multiples(pass_context& c) { multiple_sharing{c}.run(); }

}  // namespace ctgrad::detail
