#pragma once

#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/loops/rules/reductions.hpp>

/// The axes of a graph with loops. A node has a value for each index along each of its axes: none for a single number,
/// one for a number in each row, two for a number in each row and component.
///
/// An operation joins the axes of its operands: what lacks an axis is the same everywhere along it. A reduction removes
/// an axis. So the chain rule needs no rule for loops: the adjoint of what is the same along an axis is the sum over
/// that axis, and the adjoint of a sum is the same everywhere.
namespace ctgrad::detail {

inline constexpr int maximum_axes = 8;

/// The axis that a reduction removes.
constexpr int axis_of(graph const& g, int reduction) {
    return static_cast<int>(g.constant_at(g.second(reduction)).numerator);
}

constexpr void record_axes(graph& g, int id) {
    int const operation = g.operation_of(id);
    int* const of = g.shapes->of;
    of[id] = 0;
    if (operation > graph::pair_node) return;
    of[id] = of[g.first(id)] | of[g.second(id)];
    if (operation < graph::operations_limit && g.operations[operation]->matrix != nullptr)
        of[id] &= ~(1 << axis_of(g, id));
}

/// The chain rule where an operand lacks axes that the result has: the sum along them.
constexpr int contribution_of_axes(graph& g, int result, int operand, int adjoint, int partial) {
    int product = chain(g, adjoint, partial);
    int const summed = g.shapes->of[result] & ~g.shapes->of[operand];
    for (int axis = maximum_axes; axis-- > 0 && product != no_node && !g.full;)
        if ((summed >> axis & 1) != 0) product = sum_along(g, product, axis);
    return product;
}

/// Broadcasting is implicit.
constexpr int broadcast_of_axes(graph&, int id, int) { return id; }
constexpr int stabilized_with_axes(graph&, int, operation_info const&, int const*, kept_nodes const&) {
    return no_node;
}

/// The hooks of a graph whose nodes have the axes `of`.
constexpr shape_column column_of_axes(int* of) {
    return {of, nullptr, 1, record_axes, contribution_of_axes, broadcast_of_axes, nullptr, stabilized_with_axes};
}

}  // namespace ctgrad::detail
