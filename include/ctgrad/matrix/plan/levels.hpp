#pragma once

#include <ctgrad/matrix/plan/program.hpp>
#include <ctgrad/support/array_of.hpp>

namespace ctgrad::detail {

/// Finds the level of each node: ALAP within a fused loop (a pass), otherwise ASAP.
template <class Program, int Capacity>
struct level_assignment {
    constexpr explicit level_assignment(Program const& of) : p(of) { find(); }

    array_of<int, Capacity> level{};

private:
    Program const& p;
    array_of<int, Capacity> ready{};  // the first level at which it can be loaded
    array_of<int, Capacity> late{};   // the earliest level that uses it
    array_of<bool, Capacity> anchored{};

    /// The first level at which a pass of a shape can use a value.
    constexpr int level_for(int id, int shape) const {
        if (p.is_condition(id)) {
            int operands[maximum_arity]{};
            int const arity = p.operands_of(id, operands);
            int needed_level = 0;
            for (int i = 0; i < arity; ++i) {
                int const needed = level_for(operands[i], shape);
                needed_level = needed > needed_level ? needed : needed_level;
            }
            return needed_level;
        }
        return p.kind[id] == node_kind::elementwise && p.shape[id] == shape ? level[id] : ready[id];
    }
    /// A value that is used outside passes of its shape is computed as soon as possible, and kept.
    constexpr void anchor(int id) {
        anchored[p.base(id)] = true;
        if (p.is_condition(id)) {
            int operands[maximum_arity]{};
            int const arity = p.operands_of(id, operands);
            for (int i = 0; i < arity; ++i) anchor(operands[i]);
        }
    }
    /// Whether a node is computed from a call and its argument, like the slope of tanh. It is computed together with
    /// the call, and kept instead of the argument.
    constexpr bool belongs_to_call(int id) const {
        if (p.kind[id] != node_kind::elementwise) return false;
        int operands[maximum_arity]{};
        int const arity = p.operands_of(id, operands);
        for (int i = 1; i < arity; ++i) {
            operation_info const* const call = p.operation(operands[i]);
            if (call != nullptr && call->cost == cost_class::call && p.first(operands[i]) == operands[0] &&
                p.shape[operands[i]] == p.shape[id] && level[operands[i]] == level[id])
                return true;
        }
        return false;
    }
    constexpr void ask(int operand, int consumer) {
        if (p.shape[operand] != p.shape[consumer] || p.kind[operand] != node_kind::elementwise)
            anchor(operand);
        else if (late[operand] > late[consumer])
            late[operand] = late[consumer];
    }
    constexpr void find() {
        for (int id = 0; id < p.count; ++id) {
            if (p.kind[id] == node_kind::leaf || p.kind[id] == node_kind::pair) continue;
            int operands[maximum_arity]{};
            int const arity = p.operands_of(id, operands);
            int const of_pass = p.kind[id] == node_kind::elementwise ? p.shape[id]
                                : p.kind[id] == node_kind::reduction ? p.shape[operands[0]]
                                                                     : -1;
            for (int i = 0; i < arity; ++i) {
                int const needed = level_for(operands[i], of_pass);
                level[id] = needed > level[id] ? needed : level[id];
            }
            bool const lazy = p.kind[id] == node_kind::view || p.kind[id] == node_kind::transposed;
            ready[id] = lazy ? ready[p.first(id)] : level[id] + 1;
        }
        constexpr int never_asked = 1 << 30;
        for (int id = 0; id < p.count; ++id) late[id] = never_asked;
        for (int i = 0; i < Program::output_count; ++i)
            if (p.outputs[i] != no_node) anchor(p.outputs[i]);
        for (int id = p.count; id-- > 0;) {
            if (p.kind[id] == node_kind::leaf || p.kind[id] == node_kind::pair) continue;
            if (anchored[id] || late[id] == never_asked || p.kind[id] != node_kind::elementwise || belongs_to_call(id))
                late[id] = level[id];
            level[id] = late[id];
            int operands[maximum_arity]{};
            int const arity = p.operands_of(id, operands);
            for (int i = 0; i < arity; ++i) {
                if (p.kind[id] == node_kind::elementwise)
                    ask(operands[i], id);
                else
                    anchor(operands[i]);
            }
        }
    }
};

}  // namespace ctgrad::detail
