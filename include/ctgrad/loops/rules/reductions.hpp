#pragma once

#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/loops/rules/operations.hpp>
#include <ctgrad/loops/rules/reduction_kind.hpp>
#include <ctgrad/loops/rules/scan_table.hpp>
#include <ctgrad/operations/comparison.hpp>

/// The derivatives of reductions.
namespace ctgrad {
namespace detail {

constexpr int sum_along(graph& g, int id, int axis);

constexpr int constant_operand(graph const& g, int id) { return static_cast<int>(g.constant_at(id).numerator); }

/// The rule of an operation of loops, with what its row says.
template <class Operation>
consteval matrix_rule loop_rule(decltype(matrix_rule::pullback) pullback,
                                decltype(matrix_rule::pushforward) pushforward) {
    matrix_rule rule{nullptr, pullback, pushforward};
    rule.loop = Operation::loop;
    if constexpr (Operation::loop == loop_form::reduction) rule.reduction = table_of_reductions::number_of<Operation>();
    return rule;
}

template <class Reduction>
    requires(__is_base_of(reduction_operation, Reduction))
struct matrix_rule_of<Reduction> {
    static constexpr void pullback(graph& g, int result, int const* operands, int adjoint, int* out) {
        out[0] = chain(g, adjoint, Reduction::partial(g, result, operands));
    }
    static constexpr int pushforward(graph& g, int result, int const* operands, int, int tangent) {
        int const product = chain(g, tangent, Reduction::partial(g, result, operands));
        return product == no_node ? no_node : sum_along(g, product, constant_operand(g, operands[1]));
    }
    static constexpr matrix_rule value = loop_rule<Reduction>(&pullback, &pushforward);
};

/// This may be the first selection of the graph.
constexpr int chosen(graph& g, int condition, int yes, int no) {
    int const operands[]{condition, yes, no};
    return make(g, info_of<operations::selection>, operands);
}
constexpr int extremum_operation::partial(graph& g, int result, int const* operands) {
    int const compared[]{operands[0], result};
    int const attained = make(g, info_of<operations::equal>, compared);
    int const indicator = chosen(g, attained, graph::one, graph::zero);
    int const number = sum_along(g, indicator, constant_operand(g, operands[1]));
    return chosen(g, attained, make<operations::divide>(g, graph::one, number), graph::zero);
}

/// The adjoint of a node that is the same in each row is the sum of the rows' adjoints.
constexpr int pulled_back_along(graph& g, int operand, int axis, int adjoint) {
    return (g.shapes->of[operand] >> axis & 1) != 0 ? adjoint : sum_along(g, adjoint, axis);
}
template <>
struct matrix_rule_of<operations::in_each_row> {
    static constexpr void pullback(graph& g, int, int const* operands, int adjoint, int* out) {
        out[0] = pulled_back_along(g, operands[0], constant_operand(g, operands[1]), adjoint);
    }
    static constexpr int pushforward(graph&, int, int const*, int, int tangent) { return tangent; }
    static constexpr matrix_rule value = loop_rule<operations::in_each_row>(&pullback, &pushforward);
};

/// Never asked for: the operand of a length is a constant.
template <>
struct matrix_rule_of<operations::axis_length> {
    static constexpr void pullback(graph&, int, int const*, int, int*) {}
    static constexpr int pushforward(graph&, int, int const*, int, int) { return no_node; }
    static constexpr matrix_rule value = loop_rule<operations::axis_length>(&pullback, &pushforward);
};

/// A node that a kernel in the loop over an axis computes; a node of another kernel is copied in each row.
constexpr int computed_node(graph& g, int id, int axis) {
    bool const along = (g.shapes->of[id] >> axis & 1) != 0;
    bool const computed = along && g.is_operation(id) &&
                          (g.info_at(id).matrix == nullptr || g.info_at(id).matrix->loop == loop_form::each_row);
    if (computed) return id;
    int const operands[]{id, g.constant(axis)};
    return g.apply(info_of<operations::in_each_row>, operands);
}

constexpr int along(graph& g, int id, relabelling axes);

/// The pullback is the same in the other direction.
template <>
struct matrix_rule_of<operations::along_other_axis> {
    static constexpr void pullback(graph& g, int, int const* operands, int adjoint, int* out) {
        auto const [from, to] = relabelling::of(constant_operand(g, operands[1]));
        out[0] = along(g, adjoint, {to, from});
    }
    static constexpr int pushforward(graph& g, int, int const* operands, int, int tangent) {
        return along(g, tangent, relabelling::of(constant_operand(g, operands[1])));
    }
    static constexpr matrix_rule value = loop_rule<operations::along_other_axis>(&pullback, &pushforward);
};

/// A node whose rows along one axis are rows along another one. Where it varies along both it would become a diagonal.
constexpr int along(graph& g, int id, relabelling axes) {
    if (g.full || axes.from == axes.to || (g.shapes->of[id] >> axes.from & 1) == 0) return id;
    if ((g.shapes->of[id] >> axes.to & 1) != 0) mark_diagonal(g);
    int const operands[]{computed_node(g, id, axes.from), g.constant(axes.code())};
    return g.full ? graph::zero : g.apply(info_of<operations::along_other_axis>, operands);
}
template <class Reduction>
constexpr int reduction_node(graph& g, int id, int axis) {
    int const operands[]{computed_node(g, id, axis), g.constant(axis)};
    return g.apply(info_of<Reduction>, operands);
}

/// The sum of a node along an axis. A factor that is the same everywhere along it is taken out of the sum, so that the
/// loop can run before the factor is known.
constexpr int sum_along(graph& g, int id, int axis) {
    int const axes = g.shapes->of[id], bit = 1 << axis;
    if ((axes & bit) == 0) {
        int const operands[]{g.constant(axis)};
        return chain(g, id, g.apply(info_of<operations::axis_length>, operands));
    }
    node_view const node = g.view(id);
    auto const varies = [&](int operand) { return (g.shapes->of[operand] & bit) != 0; };
    if (node.operation == opcode::negation) return make<operations::negate>(g, sum_along(g, node.first, axis));
    if (node.operation == opcode::product && !varies(node.first))
        return make<operations::multiply>(g, node.first, sum_along(g, node.second, axis));
    if (node.operation == opcode::product && !varies(node.second))
        return make<operations::multiply>(g, sum_along(g, node.first, axis), node.second);
    if (node.operation == opcode::quotient && !varies(node.second))
        return make<operations::divide>(g, sum_along(g, node.first, axis), node.second);
    return reduction_node<operations::row_sum>(g, id, axis);
}

}  // namespace detail

}  // namespace ctgrad
