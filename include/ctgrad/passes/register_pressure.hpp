#pragma once

#include <ctgrad/passes/pass.hpp>

namespace ctgrad::detail {

/// The largest number of values that are live at a time in the order of evaluation, if a result is stored as soon as it is
/// known. Inputs and constants are operands in memory, and do not count.
constexpr int register_pressure(pass_context& c) {
    graph const& g = c.g;
    node_entries<int> uses = c.remaining;  // those that are still to come
    auto const each_operand = [&](int id, auto const& visit) {
        int const a = g.first(id), b = g.second(id);
        if (g.has_operands(a)) visit(a);
        if (g.has_operands(b)) visit(b);
    };
    for (int id = 0; id < g.count; ++id) uses[id] = 0;
    for (int id = 0; id < g.count; ++id)
        if (c.slot[id] != dead && g.has_operands(id)) each_operand(id, [&](int operand) { ++uses[operand]; });
    int live = 0, most = 0;
    auto const evaluate = [&](int id) {
        live += uses[id] > 0;
        each_operand(id, [&](int operand) { live -= --uses[operand] == 0; });
        if (live > most) most = live;
    };
    for (int id = c.first; id >= 0; id = c.next[id]) {
        if (!g.has_operands(id)) continue;
        evaluate(id);
        if (c.partner[id] >= 0) evaluate(c.partner[id]);
    }
    return most;
}

/// The number of values that are live across a call in the order of evaluation. They go to memory.
constexpr int values_across_calls(pass_context& c) {
    graph const& g = c.g;
    node_entries<int> calls = c.remaining;  // how many were made when a value was computed; -1 once it is counted
    int made = 0, across = 0;
    auto const use = [&](int operand) {
        if (!g.has_operands(operand) || calls[operand] < 0 || calls[operand] == made) return;
        calls[operand] = -1;
        ++across;
    };
    auto const use_operands = [&](int id) { use(g.first(id)), use(g.second(id)); };
    for (int id = c.first; id >= 0; id = c.next[id]) {
        if (!g.has_operands(id)) continue;
        int const partner = c.partner[id];
        use_operands(id);
        if (partner >= 0) use_operands(partner);
        made += g.is_call(id);
        calls[id] = made;
        if (partner >= 0) calls[partner] = made;
    }
    return across;
}

}  // namespace ctgrad::detail
