#pragma once

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/passes/list_schedule.hpp>
#include <ctgrad/passes/liveness.hpp>

/// One division for all quotients by a divisor: a / d and b / d are a (1 / d) and b (1 / d). A division takes as long
/// as some five multiplications. Two roundings take the place of one, and 1 / d is infinite for the smallest d: only
/// where values may be rounded freely.
namespace ctgrad::detail {

struct reciprocal_sharing {
    graph& g;
    extract_space const& space;

    constexpr bool is_quotient(int id) const {
        return space.slot[id] != dead && g.operation_of(id) == opcode::quotient && !g.is_constant(g.second(id));
    }

    constexpr void operator()(int* outputs, int output_count) {
        if (g.count > scheduled_nodes) return;
        mark_live(g, outputs, output_count, space.slot);
        int const old_count = g.count;
        int* const quotients = space.depth;
        int* const image = space.head;
        bool any = false;
        for (int id = 0; id < old_count; ++id) {
            quotients[id] = 0;
            if (is_quotient(id)) any = ++quotients[g.second(id)] > 1 || any;
        }
        if (!any) return;
        for (int id = 0; id < old_count && !g.full; ++id) {
            image[id] = id;
            if (space.slot[id] == dead) continue;
            bool const shares = is_quotient(id) && quotients[g.second(id)] > 1 && g.first(id) != graph::one;
            image[id] = !shares
                            ? with_operands_moved(g, id, image)
                            : make<operations::multiply>(g, image[g.first(id)],
                                                         make<operations::divide>(g, graph::one, image[g.second(id)]));
        }
        for (int i = 0; i < output_count; ++i)
            if (outputs[i] != no_node) outputs[i] = image[outputs[i]];
    }
};

}  // namespace ctgrad::detail
