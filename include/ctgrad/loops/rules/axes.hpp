#pragma once

#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/loops/rules/scans.hpp>

/// The axes of a graph with loops. A node has a value for each index along each of its axes: none for a single number,
/// one for a number in each row, two for a number in each row and component.
///
/// An operation joins the axes of its operands: an operand that lacks an axis has the same value everywhere along it. A
/// reduction removes an axis. So the chain rule needs no rule for loops: the adjoint of a node that is constant along
/// an axis is the sum over that axis, and the adjoint of a sum is constant along its axis.
namespace ctgrad::detail {

constexpr void record_axes(graph& g, int id) {
    int const operation = g.operation_of(id), a = g.first(id), b = g.second(id);
    int* const of = g.shapes->of;
    of[id] = 0;
    if (operation > graph::pair_node) return;
    of[id] = of[a] | of[b];
    if (operation == graph::pair_node || g.operations[operation]->matrix == nullptr) return;
    switch (g.operations[operation]->matrix->loop) {
        case loop_form::reduction: of[id] &= ~(1 << constant_operand(g, b)); break;
        case loop_form::each_row: of[id] |= 1 << constant_operand(g, b); break;
        case loop_form::other_axis: of[id] = relabelling::of(constant_operand(g, b)).applied(of[id]); break;
        case loop_form::state: of[id] = axes_of_state(g, constant_operand(g, a)); break;
        case loop_form::next_state: of[id] |= 1 << axis_of_state(g, constant_operand(g, b)); break;
        case loop_form::last_state: of[id] &= ~(1 << axis_of_state(g, constant_operand(g, b))); break;
        default: break;
    }
}

/// The chain rule where an operand lacks axes that the result has: the sum along them.
constexpr int contribution_of_axes(graph& g, int result, int operand, int adjoint, int partial) {
    int product = chain(g, adjoint, partial);
    int const summed = g.shapes->of[result] & ~g.shapes->of[operand] & ~kept_axes(g);
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
constexpr axis_column column_of_axes(int* of, scan_table& scans) {
    axis_column column{};
    column.of = of;
    column.count = 1;
    column.record = record_axes;
    column.contribution = contribution_of_axes;
    column.broadcast = broadcast_of_axes;
    column.stabilized = stabilized_with_axes;
    column.begin_sweep = begin_scans;
    column.end_sweep = end_scans;
    column.scans = &scans;
    return column;
}

}  // namespace ctgrad::detail
