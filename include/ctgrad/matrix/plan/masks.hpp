#pragma once

#include <ctgrad/operations/comparison.hpp>
#include <ctgrad/operations/piecewise.hpp>
#include <ctgrad/schedule/live.hpp>
#include <ctgrad/schedule/order.hpp>

/// Asks max(0, z), where it is there, whether z is positive:
///     0 < z  =  0 < relu(z)
/// so that the argument of a rectifier need not be kept for the derivative. One matrix less is written to memory, and
/// there is room for one less.
namespace ctgrad::detail {

constexpr void mask_by_rectified(graph& g, extract_space const& space, int* outputs, int output_count) {
    if (g.index_in_use(info_of<operations::rectified_linear>) < 0 || g.index_in_use(info_of<operations::less>) < 0) return;
    int* const live = space.slot;
    int* const image = space.depth;
    int* const rectified = space.next;
    mark_live(g, outputs, output_count, live);
    int const old_count = g.count;
    for (int id = 0; id < old_count; ++id) {
        image[id] = id;
        rectified[id] = no_node;
        if (live[id] != dead && g.is(id, info_of<operations::rectified_linear>)) rectified[g.first(id)] = id;
    }
    for (int id = 0; id < old_count && !g.full; ++id) {
        if (live[id] == dead || g.arity_at(id) == 0) continue;
        bool const asks = g.is(id, info_of<operations::less>) && g.first(id) == graph::zero && rectified[g.second(id)] != no_node;
        int const operands[]{graph::zero, asks ? image[rectified[g.second(id)]] : no_node};
        image[id] = asks ? g.apply(info_of<operations::less>, operands) : with_operands_moved(g, id, image);
    }
    for (int i = 0; i < output_count; ++i)
        if (outputs[i] != no_node) outputs[i] = image[outputs[i]];
}

}  // namespace ctgrad::detail
