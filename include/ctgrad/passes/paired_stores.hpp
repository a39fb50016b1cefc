#pragma once

#include <ctgrad/passes/slp.hpp>

/// Stores results two at a time. Processors store one number or one vector in a cycle. g++ combines adjacent stores by
/// itself, clang only those of vectors. If most results are packs, g++ needs this pass too, because it would split each
/// register of two rows. Many results are stored early, and with g++ in pairs, because g++ would keep them until it can
/// store four or eight.
namespace ctgrad::detail {

/// The number of results that are lanes of a pack.
constexpr int packed_results(pass_context const& c) {
    int count = 0;
    for (int i = 0; i < c.results.count; ++i) {
        int const id = c.results.ids[i];
        if (id == no_node || c.partner[id] == slp_packs::none) continue;
        int const other = c.partner[id] >= 0 ? c.partner[id] : -2 - c.partner[id];
        count += c.g.operation_of(id) == c.g.operation_of(other);
    }
    return count;
}
/// Whether storing the results takes as long as computing them: there are no calls, and few operations.
constexpr bool is_light(pass_context const& c) {
    int operations = 0;
    for (int id = 0; id < c.g.count; ++id) {
        if (c.slot[id] == dead || !c.g.is_operation(id)) continue;
        if (c.g.is_call(id) || ++operations > c.costs.light_operations * c.results.count) return false;
    }
    return true;
}

constexpr void pair_stores(pass_context& c) {
    int const packed = c.is_large() ? 0 : packed_results(c);
    bool const mostly_packed = 4 * packed >= c.costs.packed_results_quarters * c.results.count;
    c.stores_early = c.results.count > c.costs.few_results && !mostly_packed;
    c.stores_in_pairs = c.costs.compiler_combines_stores ? c.stores_early || mostly_packed : packed > 0 || is_light(c);
}

}  // namespace ctgrad::detail
