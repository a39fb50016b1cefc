#pragma once

#include <ctgrad/matrix/program.hpp>

namespace ctgrad::detail {

/// Finds the stage of each node: as late as those that ask for it within its pass allow, else as soon as possible.
template <class Program, int Capacity>
struct stage_finder {
    constexpr explicit stage_finder(Program const& of) : p(of) { find(); }

    int stage[Capacity]{};

private:
    Program const& p;
    int ready[Capacity]{};  // the first stage at which it can be loaded
    int late[Capacity]{};   // the earliest stage that asks for it
    bool anchored[Capacity]{};

    /// The first stage in which a pass of a shape can have a value.
    constexpr int stage_for(int id, int shape) const {
        if (p.is_condition(id)) {
            int operands[maximum_arity]{};
            int const arity = p.operands_of(id, operands);
            int stage_needed = 0;
            for (int i = 0; i < arity; ++i) {
                int const needed = stage_for(operands[i], shape);
                stage_needed = needed > stage_needed ? needed : stage_needed;
            }
            return stage_needed;
        }
        return p.role[id] == node_role::elementwise && p.shape[id] == shape ? stage[id] : ready[id];
    }
    /// What is asked for outside of passes of its shape is computed as soon as possible, and kept.
    constexpr void anchor(int id) {
        anchored[p.base(id)] = true;
        if (p.is_condition(id)) {
            int operands[maximum_arity]{};
            int const arity = p.operands_of(id, operands);
            for (int i = 0; i < arity; ++i) anchor(operands[i]);
        }
    }
    constexpr void ask(int operand, int consumer) {
        if (p.shape[operand] != p.shape[consumer] || p.role[operand] != node_role::elementwise)
            anchor(operand);
        else if (late[operand] > late[consumer])
            late[operand] = late[consumer];
    }
    constexpr void find() {
        for (int id = 0; id < p.count; ++id) {
            if (p.role[id] == node_role::leaf || p.role[id] == node_role::pair) continue;
            int operands[maximum_arity]{};
            int const arity = p.operands_of(id, operands);
            int const of_pass = p.role[id] == node_role::elementwise ? p.shape[id]
                                : p.role[id] == node_role::reduction ? p.shape[operands[0]]
                                                                     : -1;
            for (int i = 0; i < arity; ++i) {
                int const needed = stage_for(operands[i], of_pass);
                stage[id] = needed > stage[id] ? needed : stage[id];
            }
            bool const lazy = p.role[id] == node_role::view || p.role[id] == node_role::transposed;
            ready[id] = lazy ? ready[p.first(id)] : stage[id] + 1;
        }
        constexpr int never_asked = 1 << 30;
        for (int id = 0; id < p.count; ++id) late[id] = never_asked;
        for (int i = 0; i < Program::output_count; ++i)
            if (p.outputs[i] != no_node) anchor(p.outputs[i]);
        for (int id = p.count; id-- > 0;) {
            if (p.role[id] == node_role::leaf || p.role[id] == node_role::pair) continue;
            if (anchored[id] || late[id] == never_asked || p.role[id] != node_role::elementwise) late[id] = stage[id];
            stage[id] = late[id];
            int operands[maximum_arity]{};
            int const arity = p.operands_of(id, operands);
            for (int i = 0; i < arity; ++i) {
                if (p.role[id] == node_role::elementwise)
                    ask(operands[i], id);
                else
                    anchor(operands[i]);
            }
        }
    }
};

}  // namespace ctgrad::detail
