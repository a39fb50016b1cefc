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

/// Fills `p` with what the outputs need of `g`, in the order of the graph.
template <class Program>
constexpr void extract(graph const& g, int const* outputs, int output_count, int* slot, Program& p) {
    for (int id = 0; id < g.count; ++id) slot[id] = no_node;
    for (int i = 0; i < output_count; ++i)
        if (outputs[i] != no_node) slot[outputs[i]] = 0;
    for (int id = g.count; id-- > 0;) {
        int const kind = graph::operation_at(g.nodes[id]);
        if (slot[id] == no_node || kind == graph::input_node || kind == graph::constant_node) continue;
        int const arity = kind == graph::pair_node ? 2 : g.operations[kind]->arity;
        if (arity > 0) slot[graph::first_of(g.nodes[id])] = 0;
        if (arity > 1) slot[graph::second_of(g.nodes[id])] = 0;
    }
    for (int i = 0; i < g.input_count; ++i) p.inputs[i] = g.inputs[i];
    p.input_count = g.input_count;
    for (int id = 0; id < g.count; ++id) {
        if (slot[id] == no_node) continue;
        std::uint64_t const node = g.nodes[id];
        int const kind = graph::operation_at(node);
        int first = graph::first_of(node), second = 0;
        if (kind == graph::input_node) {
            p.used[first] = true;
        } else if (kind == graph::constant_node) {
            p.constants[p.constant_count] = g.constants[first];
            first = p.constant_count++;
        } else {
            if (kind != graph::pair_node) p.operations[kind] = g.operations[kind];
            int const arity = kind == graph::pair_node ? 2 : g.operations[kind]->arity;
            first = arity > 0 ? slot[first] : 0;
            second = arity > 1 ? slot[graph::second_of(node)] : 0;
        }
        slot[id] = p.count;
        p.nodes[p.count++] = static_cast<std::uint64_t>(kind) << 52 | static_cast<std::uint64_t>(first) << 26 |
                             static_cast<std::uint64_t>(second);
    }
    for (int i = 0; i < output_count; ++i) p.outputs[i] = outputs[i] == no_node ? no_node : slot[outputs[i]];
}

}  // namespace ctgrad::detail
