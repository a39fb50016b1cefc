#pragma once

#include <ctgrad/matrix/plan/program.hpp>
#include <ctgrad/support/array_of.hpp>

namespace ctgrad::detail {

/// Assigns memory to each value: the memory of an output, or a buffer, which is reused after its value has been read
/// for the last time.
template <class Program, int Capacity>
struct buffer_assignment {
    constexpr explicit buffer_assignment(Program& made) : p(made) {}

    constexpr void find() {
        assign_outputs();
        find_last_uses();
        assign_buffers();
    }

private:
    Program& p;
    array_of<bool, Capacity> needs_memory{};
    array_of<int, Capacity> last_use{};
    array_of<bool, Capacity> in_use{};  ///< of buffers
    array_of<bool, Capacity> released{};

    /// Outputs are computed in their own memory if possible.
    constexpr void assign_outputs() {
        for (int id = 0; id < p.count; ++id) p.output_of[id] = p.buffer[id] = unassigned;
        for (int i = 0; i < Program::output_count; ++i) {
            int const id = p.outputs[i];
            if (id == no_node || p.shape[id] != p.output_shape[i] || p.output_of[id] != unassigned) continue;
            if (p.kind[id] != node_kind::elementwise && p.kind[id] != node_kind::reduction &&
                p.kind[id] != node_kind::kernel)
                continue;
            p.output_of[id] = i;
            p.output_in_place[i] = true;
        }
    }

    constexpr void use(int id, int k) {
        id = p.base(id);
        needs_memory[id] = true;
        last_use[id] = k;
    }
    constexpr void find_last_uses() {
        for (int k = 0; k < p.kernel_count; ++k) {
            kernel const& at = p.kernels[k];
            if (at.is_pass) {
                for (int e = at.first; e < at.first + at.count; ++e)
                    if (!p.entries[e].computed) use(p.entries[e].node, k);
                for (int e = at.first; e < at.first + at.count; ++e)
                    if (p.entries[e].computed && p.kind[p.entries[e].node] == node_kind::reduction)
                        needs_memory[p.entries[e].node] = true;
            } else {
                int operands[maximum_arity]{};
                int const arity = p.operands_of(at.node, operands);
                for (int i = 0; i < arity; ++i) use(operands[i], k);
                needs_memory[at.node] = true;
            }
        }
        for (int i = 0; i < Program::output_count; ++i)
            if (p.outputs[i] != no_node) use(p.outputs[i], p.kernel_count);
    }
    constexpr void assign_buffers() {
        for (int k = 0; k < p.kernel_count; ++k) {
            kernel const& at = p.kernels[k];
            if (at.is_pass) {
                release(k, at.shape, true);
                for (int e = at.first; e < at.first + at.count; ++e) {
                    int const id = p.entries[e].node;
                    if (!p.entries[e].computed || !needs_memory[id] || p.is_condition(id)) continue;
                    p.entries[e].stored = true;
                    place(id);
                }
            } else {
                place(at.node);
            }
            release(k, 0, false);
        }
    }
    /// Frees the buffers of values whose last use is kernel k. Those of its own shape are freed before it runs, because
    /// a pass reads an entry before it writes it.
    constexpr void release(int k, int of_shape, bool before) {
        for (int id = 0; id < p.count; ++id) {
            if (p.buffer[id] == unassigned || last_use[id] != k || released[id]) continue;
            if (before && (p.shape[id] != of_shape || of_shape == 0 || viewed_in(id, p.kernels[k]))) continue;
            released[id] = true;
            in_use[p.buffer[id]] = false;
        }
    }
    /// Whether a pass also reads a part of a node.
    constexpr bool viewed_in(int id, kernel const& k) const {
        for (int e = k.first; e < k.first + k.count; ++e)
            if (p.entries[e].node != id && p.base(p.entries[e].node) == id) return true;
        return false;
    }
    constexpr void place(int id) {
        if (p.output_of[id] != unassigned) return;
        matrix_shape const wanted = p.shape_at(id);
        for (int b = 0; b < p.buffer_count; ++b) {
            matrix_shape const have = p.shapes[p.buffer_shape[b]];
            if (in_use[b] || !(have == wanted || have == wanted.transposed())) continue;
            if (p.buffer_extra[b] != p.rule(id).extra_columns) continue;
            in_use[b] = true;
            p.buffer[id] = b;
            return;
        }
        p.buffer_shape[p.buffer_count] = p.shape[id];
        p.buffer_extra[p.buffer_count] = p.rule(id).extra_columns;
        in_use[p.buffer_count] = true;
        p.buffer[id] = p.buffer_count++;
    }
};

}  // namespace ctgrad::detail
