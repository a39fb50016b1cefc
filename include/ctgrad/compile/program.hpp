#pragma once

#include <cstddef>
#include <cstdint>

#include <ctgrad/graph/graph.hpp>
#include <ctgrad/passes/pass.hpp>
#include <ctgrad/passes/slp.hpp>
#include <ctgrad/support/array_of.hpp>

namespace ctgrad::detail {

/// The result of compilation: a graph without dead nodes, whose node ids are the slots of the evaluation, and the slot
/// of each result.
template <int Capacity, int Outputs>
struct program {
    /// The graph or its scratch arrays outgrew `Capacity`; everything else is then meaningless.
    bool full = false;
    int count = 0;
    array_of<std::uint64_t, Capacity> nodes{};
    array_of<number, Capacity> constants{};
    int constant_count = 0;
    operation_info const* operations[graph::operations_limit]{};
    array_of<input, Capacity> inputs{};
    array_of<bool, Capacity> used{};
    /// The slot and the next one are a pack: the same operation, which may be computed as two lanes, or functions that
    /// one call computes.
    array_of<bool, Capacity> packs{};
    /// Only derivatives need the slot.
    array_of<bool, Capacity> derived{};
    /// The slot is a product in a value, emitted in one expression with the sum that uses it.
    array_of<bool, Capacity> fused{};
    int input_count = 0;
    /// A needed operation that represents a partial derivative without a rule; null if there is none.
    operation_info const* missing_partial = nullptr;
    /// A needed operation without a value in constant expressions; null if there is none.
    operation_info const* run_time_only = nullptr;
    static constexpr int output_count = Outputs;
    array_of<int, Outputs + 1> outputs{};  // no_node: exactly 0
    bool stores_in_pairs = false;
    bool stores_early = false;

    constexpr int kind(std::size_t slot) const { return graph::operation_at(nodes[slot]); }
    constexpr int first(std::size_t slot) const { return graph::first_of(nodes[slot]); }
    constexpr int second(std::size_t slot) const { return graph::second_of(nodes[slot]); }
    /// The operation of a slot; null for inputs, constants and pairs.
    constexpr operation_info const* operation(std::size_t slot) const {
        return kind(slot) < graph::operations_limit ? operations[kind(slot)] : nullptr;
    }
};

/// Assigns slots to the nodes of a graph, and appends them to a program.
template <class Program>
struct emission {
    pass_context& c;
    Program& p;
    graph const& g = c.g;

    constexpr void run() {
        if (c.scheduled)
            emit_scheduled();
        else
            emit_in_order();
        for (int i = 0; i < g.input_count; ++i) p.inputs[i] = g.inputs[i];
        p.input_count = g.input_count;
        for (int i = 0; i < c.results.count; ++i)
            p.outputs[i] = c.results.ids[i] == no_node ? no_node : c.slot[c.results.ids[i]];
        p.stores_in_pairs = c.stores_in_pairs;
        p.stores_early = c.stores_early;
    }

private:
    /// Appends in the order of the schedule. Inputs and constants come just before their first use.
    constexpr void emit_scheduled() {
        for (int id = c.first; id >= 0; id = c.next[id]) {
            emit_operands(id);
            if (c.partner[id] == slp_packs::none)
                emit(id);
            else
                emit_pack(id);
        }
        for (int i = 0; i < c.results.count; ++i)
            if (c.results.ids[i] != no_node && c.slot[c.results.ids[i]] == pending) emit(c.results.ids[i]);
    }

    /// Appends in the order of the graph. It is for large graphs, so it is written to take few steps of constant
    /// evaluation.
    constexpr void emit_in_order() {
        for (int id = 0; id < g.count; ++id) {
            if (c.slot[id] == dead) continue;
            node_view const node = graph::view_of(g.nodes[id]);
            if (node.operation <= graph::pair_node)
                p.nodes[c.slot[id] = p.count++] =
                    graph::node_of(node.operation, c.slot[node.first], c.slot[node.second]);
            else
                emit(id);
        }
        for (int i = 0; i < graph::operations_limit; ++i) {
            p.operations[i] = g.operations[i];
            if (g.operations[i] != nullptr && g.operations[i]->is_missing) find_missing_partial(i);
        }
    }
    constexpr void find_missing_partial(int operation) {
        for (int slot = 0; slot < p.count; ++slot)
            if (p.kind(static_cast<std::size_t>(slot)) == operation) p.missing_partial = p.operations[operation];
    }

    /// Appends a node whose operands have slots.
    constexpr void emit(int id) {
        node_view const node = graph::view_of(g.nodes[id]);
        int const arity = node.second != 0 ? 2 : g.arity_at(id);
        int first = arity > 0 ? c.slot[node.first] : 0;
        int const second = arity > 1 ? c.slot[node.second] : 0;
        if (node.operation == graph::input_node) {
            first = node.first;
            p.used[first] = true;
        } else if (node.operation == graph::constant_node) {
            first = p.constant_count++;
            p.constants[first] = g.constant_at(id);
        } else if (node.operation != graph::pair_node) {
            operation_info const* const info = p.operations[node.operation] = g.operations[node.operation];
            if (info->is_missing) p.missing_partial = info;
            if (!info->in_constant_expressions) p.run_time_only = info;
        }
        if (c.scheduled) {
            p.derived[p.count] = c.derived[id];
            p.fused[p.count] = c.fused[id];
        }
        c.slot[id] = p.count;
        p.nodes[p.count++] = static_cast<std::uint64_t>(node.operation) << 52 |
                             static_cast<std::uint64_t>(first) << 26 | static_cast<std::uint64_t>(second);
    }
    constexpr void emit_operands(int id) {
        node_view const node = graph::view_of(g.nodes[id]);
        int const arity = node.second != 0 ? 2 : g.arity_at(id);
        if (arity > 0 && c.slot[node.first] == pending) emit(node.first);
        if (arity > 1 && c.slot[node.second] == pending) emit(node.second);
    }
    /// Appends the two nodes of a pack, with the operands of the second in the order that matches the first.
    constexpr void emit_pack(int a) {
        int const b = c.partner[a];
        bool const swap = slp_packs{c}.swapped(a, b);
        emit_operands(b);
        p.packs[p.count] = true;
        emit(a);
        emit(b);
        if (swap) {
            std::uint64_t& node = p.nodes[p.count - 1];
            node = graph::node_of(graph::operation_at(node), graph::second_of(node), graph::first_of(node));
        }
    }
};

/// Fills `p` with the nodes of the optimized graph that the results need.
template <class Program>
constexpr void emit_program(pass_context& c, Program& p) {
    p.full = c.g.full;
    if (!p.full) emission<Program>{c, p}.run();
}

}  // namespace ctgrad::detail
