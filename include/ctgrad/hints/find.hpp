#pragma once

#include <array>
#include <cstddef>

#include <ctgrad/hints/match.hpp>
#include <ctgrad/hints/table.hpp>
#include <ctgrad/passes/liveness.hpp>

/// The places in a graph for which a rule has advice.
namespace ctgrad::detail {

/// A place and its advice, both as nodes.
struct found_hint {
    int rule;
    int written;
    int advised;
    int bound[wildcard_count];
};

/// The rules that may match in a graph, by the operation at their root. A rule with an operation that the graph does
/// not have matches nothing, which excludes most rules. For the others the operations of the root's operands are a
/// quick test.
struct rules_by_root {
    static constexpr int anything = -1, nothing = -2;
    struct entry {
        int next;           // 1 + the number of a rule, 0 for none
        int first, second;  // the operations of the operands
    };
    int start[graph::operations_limit]{};
    std::array<entry, all_hint_rules.size()> rules{};

    constexpr explicit rules_by_root(graph const& g) {
        for (std::size_t i = all_hint_rules.size(); i-- > 0;) {
            descriptor const& written = *all_hint_rules[i].written;
            if (!is_possible(g, written)) continue;
            operation_info const& root = *written.operation;
            int const operation = root.place < fixed_opcodes ? root.place : g.index_in_use(root);
            rules[i] = {start[operation], kind_of(g, *written.operands[0]),
                        root.arity == 2 ? kind_of(g, *written.operands[1]) : anything};
            start[operation] = static_cast<int>(i) + 1;
        }
    }

    constexpr bool may_match(entry const& rule, int first, int second, bool commutative) const {
        return fits(rule.first, first, rule.second, second) ||
               (commutative && fits(rule.first, second, rule.second, first));
    }

private:
    static constexpr bool fits(int pattern, int given, int second_pattern, int second_given) {
        return (pattern == anything || pattern == given) &&
               (second_pattern == anything || second_pattern == second_given);
    }
    static constexpr bool is_square(descriptor const& d) {
        return d.operation == &info_of<operations::multiply> && d.operands[0] == d.operands[1];
    }
    /// The operation of the nodes that match a pattern; `anything` if there are several.
    static constexpr int kind_of(graph const& g, descriptor const& d) {
        if (d.what == descriptor::kind::variable) return anything;
        if (d.what == descriptor::kind::constant) return graph::constant_node;
        if (d.operation == &info_of<operations::subtract>)
            return g.index_in_use(info_of<operations::add>) < 0 ? opcode::difference : anything;
        if (is_square(d) && g.index_in_use(info_of<operations::power>) >= 0) return anything;
        return g.index_in_use(*d.operation);
    }
    static constexpr bool is_possible(graph const& g, descriptor const& d) {
        if (d.what != descriptor::kind::operation) return true;
        bool const has =
            g.index_in_use(*d.operation) >= 0 ||
            (d.operation == &info_of<operations::subtract> && g.index_in_use(info_of<operations::add>) >= 0) ||
            (is_square(d) && g.index_in_use(info_of<operations::power>) >= 0);
        if (!has) return false;
        for (int i = 0; i < d.operation->arity; ++i)
            if (!is_possible(g, *d.operands[i])) return false;
        return true;
    }
};

/// The number of the first rule of one root that matches a node, else -1. If the root is not the node's own operation,
/// it is one for which the matcher takes the node.
constexpr int matching_rule(graph const& g, rules_by_root const& rules, int root, int id, hint_match& match) {
    node_view const node = g.view(id);
    int const first = g.operation_of(node.first), second = g.operation_of(node.second);
    bool const own = root == node.operation, commutative = own && g.is_commutative(root), binary = g.arity_at(id) == 2;
    for (int i = rules.start[root]; i != 0; i = rules.rules[static_cast<std::size_t>(i - 1)].next) {
        rules_by_root::entry const& rule = rules.rules[static_cast<std::size_t>(i - 1)];
        if (own && !rules.may_match(rule, first, binary ? second : rules_by_root::anything, commutative)) continue;
        pattern_matcher matcher{g};
        if (!matcher(*all_hint_rules[static_cast<std::size_t>(i - 1)].written, id)) continue;
        match = matcher.m;
        return i - 1;
    }
    return -1;
}
constexpr int matching_rule(graph const& g, rules_by_root const& rules, int id, hint_match& match) {
    int const operation = g.operation_of(id);
    if (int const rule = matching_rule(g, rules, operation, id, match); rule >= 0) return rule;
    if (operation == opcode::sum && !g.are_plain(g.first(id), g.second(id)))
        return matching_rule(g, rules, opcode::difference, id, match);
    if (&g.info_at(id) == &info_of<operations::power>) return matching_rule(g, rules, opcode::product, id, match);
    return -1;
}

/// Finds the hints for what `outputs` need, in the order of the nodes, and makes the nodes of their advice. Inside a
/// form that a rule matched, no other form is looked for. `covered` and `marked` have an entry for each node, of which
/// `marked` are those that the texts must show.
constexpr int find_hints(graph& g, int const* outputs, int output_count, node_entries<int> live, bool* covered,
                         bool* marked, found_hint* found) {
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
