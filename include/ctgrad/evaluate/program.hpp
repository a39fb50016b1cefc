#pragma once

#include <cstdint>

#include <ctgrad/graph/graph.hpp>
#include <ctgrad/transform/differentiate.hpp>

namespace ctgrad::detail {

/// The result of all compile-time work: a graph without dead nodes, whose node ids are the slots of the evaluation,
/// and where each result is found.
template <int Capacity, int Outputs>
struct program {
    /// The graph or its workspace outgrew `Capacity`: nothing else here means anything.
    bool full = false;
    int count = 0;
    std::uint64_t nodes[Capacity]{};
    number constants[Capacity]{};
    int constant_count = 0;
    operation_info const* operations[graph::operations_limit]{};
    input inputs[Capacity]{};
    bool used[Capacity]{};
    int input_count = 0;
    int outputs[Outputs + 1]{};  // no_node: exactly 0

    constexpr int kind(std::size_t slot) const { return graph::operation_at(nodes[slot]); }
    constexpr int first(std::size_t slot) const { return graph::first_of(nodes[slot]); }
    constexpr int second(std::size_t slot) const { return graph::second_of(nodes[slot]); }
    /// The operation of a slot; null for inputs, constants and pairs.
    constexpr operation_info const* operation(std::size_t slot) const {
        return kind(slot) < graph::operations_limit ? operations[kind(slot)] : nullptr;
    }
};

/// What a slot entry says of a node that has no slot (yet).
inline constexpr int dead = -1, pending = -2;

/// Marks in `slot` what the outputs need: `pending`, the rest `dead`.
constexpr void mark_live(graph const& g, int const* outputs, int output_count, int* slot) {
    for (int id = 0; id < g.count; ++id) slot[id] = dead;
    for (int i = 0; i < output_count; ++i)
        if (outputs[i] != no_node) slot[outputs[i]] = pending;
    for (int id = g.count; id-- > 0;) {
        if (slot[id] == dead) continue;
        int const arity = g.arity_at(id);
        if (arity > 0) slot[g.first(id)] = pending;
        if (arity > 1) slot[g.second(id)] = pending;
    }
}

/// The order of evaluation, as a list: `next[id]` follows id, from the node that is returned, to -1. Inputs and
/// constants are not in it.
///
/// Graphs of up to `scheduled_nodes` are ordered by depth, the length of the longest chain of operations up to a node.
/// So independent chains, such as the rows of a Jacobian, advance side by side, as superscalar processors like it, and a
/// reciprocal stands where its operand is known, not at the end of the sweep that asked for it. Larger ones keep the
/// order of the graph, which needs fewer values alive at once.
inline constexpr int scheduled_nodes = 2000;

constexpr bool is_evaluated(graph const& g, int const* slot, int id) {
    return slot[id] != dead && g.operation_of(id) != graph::input_node && g.operation_of(id) != graph::constant_node;
}

constexpr int schedule(graph const& g, int const* slot, int* depth, int* next, int* head) {
    int first = -1;
    if (g.count > scheduled_nodes) {
        for (int id = g.count; id-- > 0;)
            if (is_evaluated(g, slot, id)) {
                next[id] = first;
                first = id;
            }
        return first;
    }
    int deepest = 0;
    for (int id = 0; id < g.count; ++id) {
        depth[id] = 0;
        if (!is_evaluated(g, slot, id)) continue;
        int const arity = g.arity_at(id);
        if (arity > 0) depth[id] = 1 + depth[g.first(id)];
        if (arity > 1 && depth[g.second(id)] >= depth[id]) depth[id] = 1 + depth[g.second(id)];
        if (depth[id] > deepest) deepest = depth[id];
    }
    // What a call of a function waits for comes first: what is alive across a call must be kept in memory.
    for (int id = 0; id < g.count; ++id)
        next[id] = is_evaluated(g, slot, id) && g.is_operation(id) && g.info_at(id).effort == effort::call;
    for (int id = g.count; id-- > 0;) {
        int const arity = next[id] == 1 ? g.arity_at(id) : 0;
        if (arity > 0) next[g.first(id)] = 1;
        if (arity > 1) next[g.second(id)] = 1;
    }
    for (int id = 0; id < g.count; ++id)
        if (next[id] == 0 && is_evaluated(g, slot, id)) depth[id] += deepest + 1;
    for (int d = 0; d <= 2 * deepest + 1; ++d) head[d] = -1;
    // A list for each depth, built from its end, then all joined; `head[d]` starts list d.
    for (int id = g.count; id-- > 0;) {
        if (!is_evaluated(g, slot, id)) continue;
        next[id] = head[depth[id]];
        head[depth[id]] = id;
    }
    for (int d = 2 * deepest + 1; d >= 0; --d) {
        if (head[d] < 0) continue;
        int end = head[d];
        while (next[end] >= 0) end = next[end];
        next[end] = first;
        first = head[d];
    }
    return first;
}

/// Appends a node to the program; its operands have slots.
template <class Program>
constexpr void emit(graph const& g, int id, int* slot, Program& p) {
    int const kind = g.operation_of(id), arity = g.arity_at(id);
    int first = arity > 0 ? slot[g.first(id)] : 0;
    int const second = arity > 1 ? slot[g.second(id)] : 0;
    if (kind == graph::input_node) {
        first = g.first(id);
        p.used[first] = true;
    } else if (kind == graph::constant_node) {
        first = p.constant_count++;
        p.constants[first] = g.constant_at(id);
    } else if (kind != graph::pair_node) {
        p.operations[kind] = g.operations[kind];
    }
    slot[id] = p.count;
    p.nodes[p.count++] = graph::node_of(kind, first, second);
}

/// Fills `p` with what the outputs need of `g`; inputs and constants come just before their first use. The other
/// arguments are working arrays, an entry per node.
template <class Program>
constexpr void extract(graph const& g, int const* outputs, int output_count, int* slot, int* depth, int* next, int* head,
                       Program& p) {
    mark_live(g, outputs, output_count, slot);
    for (int i = 0; i < g.input_count; ++i) p.inputs[i] = g.inputs[i];
    p.input_count = g.input_count;
    for (int id = schedule(g, slot, depth, next, head); id >= 0; id = next[id]) {
        int const arity = g.arity_at(id);
        if (arity > 0 && slot[g.first(id)] == pending) emit(g, g.first(id), slot, p);
        if (arity > 1 && slot[g.second(id)] == pending) emit(g, g.second(id), slot, p);
        emit(g, id, slot, p);
    }
    for (int i = 0; i < output_count; ++i) {
        if (outputs[i] != no_node && slot[outputs[i]] == pending) emit(g, outputs[i], slot, p);
        p.outputs[i] = outputs[i] == no_node ? no_node : slot[outputs[i]];
    }
}

}  // namespace ctgrad::detail
