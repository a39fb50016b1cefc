#pragma once

#include <cstdint>
#include <type_traits>

#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/evaluate/contraction.hpp>
#include <ctgrad/graph/graph.hpp>
#include <ctgrad/passes/list_schedule.hpp>
#include <ctgrad/passes/slp_padding.hpp>

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
    /// The slot and the one after it are a pair: the same operation, which may be computed as two lanes, or functions
    /// that one call computes.
    bool pairs[Capacity]{};
    /// The slot serves derivatives only, no value.
    bool derived[Capacity]{};
    /// The slot is a product of a value that only one other slot uses.
    bool joins[Capacity]{};
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

template <class Program>
constexpr void emit_operands(graph const& g, int id, int* slot, Program& p) {
    int const arity = g.arity_at(id);
    if (arity > 0 && slot[g.first(id)] == pending) emit(g, g.first(id), slot, p);
    if (arity > 1 && slot[g.second(id)] == pending) emit(g, g.second(id), slot, p);
}

/// Appends the two nodes of a pair.
template <class Program>
constexpr void emit_pair(graph const& g, int a, int* slot, int* partner, Program& p) {
    slp_packs const lanes{g, slot, nullptr, partner, nullptr};
    int const b = partner[a];
    bool const swap = lanes.swapped(a, b);
    emit_operands(g, b, slot, p);
    p.pairs[p.count] = true;
    emit(g, a, slot, p);
    emit(g, b, slot, p);
    if (swap) {
        std::uint64_t& node = p.nodes[p.count - 1];
        node = graph::node_of(graph::operation_at(node), graph::second_of(node), graph::first_of(node));
    }
}

/// The program in an order of its own; inputs and constants come just before their first use.
template <class Program>
constexpr void emit_scheduled(graph& g, int written, int* outputs, int output_count, slp_seeds const& seeds,
                              extract_space const& space, Program& p) {
    int* const slot = space.slot;
    mark_live(g, outputs, output_count, slot);
    mark_ahead_of_calls(g, slot, space.next);
    slp_packs lanes = paired(g, space, outputs, seeds);
    slp_padding{g, space, lanes, written}(outputs, output_count, seeds);
    p.full = g.full;
    if (p.full) return;
    for (int id = schedule(g, space, lanes, seeds); id >= 0; id = space.next[id]) {
        emit_operands(g, id, slot, p);
        if (space.partner[id] == slp_packs::none)
            emit(g, id, slot, p);
        else
            emit_pair(g, id, slot, space.partner, p);
    }
    for (int i = 0; i < output_count; ++i)
        if (outputs[i] != no_node && slot[outputs[i]] == pending) emit(g, outputs[i], slot, p);
}

/// The program in the order of the graph. Written for few steps of constant evaluation, as it is for large graphs.
template <class Program>
constexpr void emit_in_order(graph const& g, int const* outputs, int output_count, int* slot, Program& p) {
    for (int id = 0; id < g.count; ++id) slot[id] = dead;
    for (int i = 0; i < output_count; ++i)
        if (outputs[i] != no_node) slot[outputs[i]] = pending;
    // A missing operand reads as node 0, the constant 0, which may so be in the program for nothing.
    for (int id = g.count; id-- > 0;)
        if (slot[id] != dead && (g.nodes[id] >> 52 < graph::operations_limit || g.nodes[id] >> 52 == graph::pair_node))
            slot[g.nodes[id] >> 26 & graph::operand_mask] = slot[g.nodes[id] & graph::operand_mask] = pending;
    for (int id = 0; id < g.count; ++id) {
        if (slot[id] == dead) continue;
        std::uint64_t const node = g.nodes[id], kind = node >> 52;
        if (kind < graph::operations_limit || kind == graph::pair_node)
            p.nodes[slot[id] = p.count++] = kind << 52 |
                                            static_cast<std::uint64_t>(slot[node >> 26 & graph::operand_mask]) << 26 |
                                            static_cast<std::uint64_t>(slot[node & graph::operand_mask]);
        else
            emit(g, id, slot, p);
    }
    for (int i = 0; i < graph::operations_limit; ++i) p.operations[i] = g.operations[i];
}

/// Tells the slots that the first `value_count` outputs need from the others.
template <class Program>
constexpr void mark_derived(Program& p, int value_count) {
    for (int slot = 0; slot < p.count; ++slot) p.derived[slot] = true;
    for (int i = 0; i < value_count; ++i)
        if (p.outputs[i] != no_node) p.derived[p.outputs[i]] = false;
    for (int slot = p.count; slot-- > 0;) {
        if (p.derived[slot]) continue;
        auto const at = static_cast<std::size_t>(slot);
        int const arity = p.kind(at) == graph::pair_node ? 2 : p.operation(at) != nullptr ? p.operation(at)->arity : 0;
        if (arity > 0) p.derived[p.first(at)] = false;
        if (arity > 1) p.derived[p.second(at)] = false;
    }
}

/// Tells the products of values that are used once, beside which clang may fuse what uses them. Written for few steps
/// of constant evaluation: a missing operand counts as a use of slot 0.
template <class Program>
constexpr void mark_joins(Program& p, int output_count) {
    int uses[std::extent_v<decltype(Program::joins)>]{};
    for (int i = 0; i < output_count; ++i)
        if (p.outputs[i] != no_node) uses[p.outputs[i]] = 2;
    for (int slot = 0; slot < p.count; ++slot)
        if (p.nodes[slot] >> 52 < graph::operations_limit || p.nodes[slot] >> 52 == graph::pair_node) {
            ++uses[p.nodes[slot] >> 26 & graph::operand_mask];
            ++uses[p.nodes[slot] & graph::operand_mask];
        }
    for (int slot = 0; slot < p.count; ++slot)
        p.joins[slot] = p.nodes[slot] >> 52 == opcode::product && uses[slot] == 1 && !p.derived[slot];
}

/// Fills `p` with what the outputs need of `g`. The first outputs are values that are rounded as they are written, and
/// the nodes before `written` those of the user that stay.
template <class Program>
constexpr void extract(graph& g, int written, int* outputs, int output_count, int value_count, slp_seeds const& seeds,
                       extract_space const& space, Program& p) {
    if (g.count > scheduled_nodes)
        emit_in_order(g, outputs, output_count, space.slot, p);
    else
        emit_scheduled(g, written, outputs, output_count, seeds, space, p);
    if (p.full) return;
    for (int i = 0; i < g.input_count; ++i) p.inputs[i] = g.inputs[i];
    p.input_count = g.input_count;
    for (int i = 0; i < output_count; ++i) p.outputs[i] = outputs[i] == no_node ? no_node : space.slot[outputs[i]];
    if (g.count > scheduled_nodes) return;
    mark_derived(p, value_count);
    if (joins_expressions) mark_joins(p, output_count);
}

}  // namespace ctgrad::detail
