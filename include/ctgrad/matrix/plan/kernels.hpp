#pragma once

#include <ctgrad/matrix/plan/program.hpp>
#include <ctgrad/matrix/rules/table.hpp>
#include <ctgrad/support/array_of.hpp>

namespace ctgrad::detail {

/// Makes the kernels of a program, in order, and lists the loads and computations of each pass.
template <class Program, int Capacity>
struct kernel_maker {
    constexpr kernel_maker(Program& made, int const* levels) : p(made), level(levels) {}

    constexpr void make() {
        for (int id = 0; id < p.count; ++id) {
            if (p.kind[id] == node_kind::elementwise && !p.is_condition(id))
                pass_of(p.shape[id], level[id]);
            else if (p.kind[id] == node_kind::reduction)
                pass_of(p.shape[p.first(id)], level[id]);
            else if (p.kind[id] == node_kind::kernel)
                p.kernels[p.kernel_count++] = {false, level[id], 0, id, 0, 0, false};
        }
        // Ordered by level, and within a level by creation.
        for (int i = 1; i < p.kernel_count; ++i)
            for (int j = i; j > 0 && p.kernels[j].level < p.kernels[j - 1].level; --j) {
                kernel const moved = p.kernels[j];
                p.kernels[j] = p.kernels[j - 1];
                p.kernels[j - 1] = moved;
            }
        for (int k = 0; k < p.kernel_count; ++k)
            if (p.kernels[k].is_pass) list_pass(p.kernels[k]);
    }

private:
    Program& p;
    int const* level;
    array_of<int, Capacity> mark{};

    constexpr int pass_of(int shape, int at) {
        for (int k = 0; k < p.kernel_count; ++k)
            if (p.kernels[k].is_pass && p.kernels[k].shape == shape && p.kernels[k].level == at) return k;
        p.kernels[p.kernel_count] = {true, at, shape, 0, 0, 0, true};
        return p.kernel_count++;
    }
    constexpr bool belongs(int id, kernel const& k) const {
        if (level[id] != k.level) return false;
        if (p.kind[id] == node_kind::elementwise) return p.shape[id] == k.shape && !p.is_condition(id);
        return p.kind[id] == node_kind::reduction && p.shape[p.first(id)] == k.shape;
    }
    /// Whether an entry requires that its pass knows row and column.
    constexpr bool needs_position(int id, kernel const& k, bool computed) const {
        if (p.shape[id] == 0 || p.is_condition(id)) return false;
        if (p.rule(id).uses_position) return computed;
        return p.shape[id] != k.shape;  // broadcast, or a sum of rows or columns
    }
    /// The nodes of a pass, in order.
    constexpr void list_pass(kernel& k) {
        constexpr int absent = 0, loaded = 1, computed = 2;
        for (int id = 0; id < p.count; ++id) mark[id] = absent;
        for (int id = p.count; id-- > 0;) {
            bool const native = belongs(id, k);
            if (!native && mark[id] == absent) continue;
            bool const here = native || p.is_condition(id) || p.kind[id] == node_kind::pair;
            mark[id] = here ? computed : loaded;
            if (!here) continue;
            int const arity = p.kind[id] == node_kind::pair ? 2 : p.operation(id)->arity;
            if (arity > 0) mark[p.first(id)] = loaded;
            if (arity > 1) mark[p.second(id)] = loaded;
        }
        // All loads come first, because a result may overwrite the memory of an operand.
        k.first = p.entry_count;
        for (int wanted : {loaded, computed})
            for (int id = 0; id < p.count; ++id) {
                if (mark[id] != wanted || p.kind[id] == node_kind::pair || p.operation_of(id) == graph::shape_node)
                    continue;
                p.entries[p.entry_count++] = {id, wanted == computed, false};
                if (needs_position(id, k, wanted == computed)) k.flat = false;
            }
        k.count = p.entry_count - k.first;
    }
};

}  // namespace ctgrad::detail
