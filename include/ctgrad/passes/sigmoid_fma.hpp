#pragma once

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/operations/logistic.hpp>
#include <ctgrad/passes/list_schedule.hpp>
#include <ctgrad/passes/liveness.hpp>

/// The derivative y (1 - y) of a sigmoid y as y - y y: a fused multiply-add in place of a difference and a product,
/// which is known an operation sooner. Near y = 1 both have the absolute error of y, half a unit in the last place
/// of 1.
namespace ctgrad::detail {

struct sigmoid_fma {
    graph& g;
    extract_space const& space;
    int written;  // the nodes before this one stay as they are

    constexpr bool is_complement(int id, int y) const {
        return g.operation_of(id) == opcode::difference && g.first(id) == graph::one && g.second(id) == y;
    }
    /// The sigmoid y of a product y (1 - y), else no node.
    constexpr int sigmoid_of(int id) const {
        if (space.slot[id] == dead || g.operation_of(id) != opcode::product) return no_node;
        int const a = g.first(id), b = g.second(id);
        int const y = is_complement(b, a) ? a : is_complement(a, b) ? b : no_node;
        return y != no_node && g.is(y, info_of<operations::logistic_sigmoid>) ? y : no_node;
    }

    constexpr void operator()(int* outputs, int output_count) {
        if (g.count > scheduled_nodes || g.index_in_use(info_of<operations::logistic_sigmoid>) < 0) return;
        int const old_count = g.count;
        mark_live(g, outputs, output_count, space.slot);
        int* const image = space.depth;
        for (int id = 0; id < old_count && !g.full; ++id) {
            int const y = id < written ? no_node : sigmoid_of(id);
            image[id] = y != no_node
                            ? make<operations::subtract>(g, image[y], make<operations::multiply>(g, image[y], image[y]))
                        : id < written || space.slot[id] == dead ? id
                                                                 : with_operands_moved(g, id, image);
        }
        for (int i = 0; i < output_count; ++i)
            if (outputs[i] != no_node) outputs[i] = image[outputs[i]];
    }
};

}  // namespace ctgrad::detail
