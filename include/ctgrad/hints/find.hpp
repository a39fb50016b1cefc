#pragma once

#include <array>
#include <cstddef>

#include <ctgrad/hints/match.hpp>
#include <ctgrad/hints/table.hpp>
#include <ctgrad/passes/liveness.hpp>

/// The places of a graph at which a rule has advice.
namespace ctgrad::detail {

/// A place and its advice, both as nodes.
struct found_hint {
    int rule;
    int written;
    int advised;
    int bound[wildcard_count];
};

/// The rules, by the operation at their root.
struct rules_by_root {
    int first[graph::operations_limit]{};  // 1 + the number of a rule, 0 for none
    std::array<int, all_hint_rules.size()> next{};

    constexpr explicit rules_by_root(graph const& g) {
        for (std::size_t i = all_hint_rules.size(); i-- > 0;) {
            operation_info const& root = *all_hint_rules[i].written->operation;
            int const index = root.place < fixed_opcodes ? root.place : g.index_in_use(root);
            if (index < 0) continue;
            next[i] = first[index];
            first[index] = static_cast<int>(i) + 1;
        }
    }
};

/// The number of the first rule that matches a node, else -1.
constexpr int matching_rule(graph const& g, rules_by_root const& rules, int id, hint_match& match) {
    int const operation = g.operation_of(id);
    bool const is_power = &g.info_at(id) == &info_of<operations::power>;
    int const other = operation == opcode::sum ? opcode::difference : is_power ? opcode::product : operation;
    for (int root : {operation, other}) {
        for (int i = rules.first[root]; i != 0; i = rules.next[static_cast<std::size_t>(i - 1)]) {
            pattern_matcher matcher{g};
            if (!matcher(*all_hint_rules[static_cast<std::size_t>(i - 1)].written, id)) continue;
            match = matcher.m;
            return i - 1;
        }
        if (other == operation) break;
    }
    return -1;
}

/// Finds the hints for what `outputs` need, in the order of the nodes, and makes the nodes of their advice. In a form
/// that a rule matched, no other is looked for. `covered` and `marked` have an entry for each node, of which `marked`
/// are those that the texts must show.
constexpr int find_hints(graph& g, int const* outputs, int output_count, int* live, bool* covered, bool* marked,
                         found_hint* found) {
    mark_live(g, outputs, output_count, live);
    rules_by_root const rules(g);
    int count = 0;
    for (int id = g.count; id-- > 0;) {
        if (live[id] == dead || covered[id] || !g.is_operation(id)) continue;
        hint_match match;
        int const rule = matching_rule(g, rules, id, match);
        if (rule < 0) continue;
        bool const advises = all_hint_rules[static_cast<std::size_t>(rule)].advised != nullptr;
        for (int i = 0; i < match.covered_count; ++i) {
            covered[match.covered[i]] = true;
            marked[match.covered[i]] = marked[match.covered[i]] || advises;
        }
        if (!advises) continue;
        found_hint& hint = found[count++];
        hint.rule = rule;
        hint.written = id;
        for (int i = 0; i < wildcard_count; ++i) hint.bound[i] = match.bound[i];
    }
    for (int i = 0; i < count / 2; ++i) {
        found_hint const last = found[count - 1 - i];
        found[count - 1 - i] = found[i];
        found[i] = last;
    }
    for (int i = 0; i < count && !g.full; ++i)
        found[i].advised =
            instantiate(g, *all_hint_rules[static_cast<std::size_t>(found[i].rule)].advised, found[i].bound, marked);
    return count;
}

}  // namespace ctgrad::detail
