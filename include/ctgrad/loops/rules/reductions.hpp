#pragma once

#include <array>
#include <limits>
#include <string_view>

#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/graph/operation_info.hpp>
#include <ctgrad/operations/comparison.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/operations/piecewise.hpp>

/// The operations that remove an axis. Their first operand is what varies along the axis, the second a constant, the
/// number of the axis.
namespace ctgrad {

namespace detail {

/// A reduction has no value for single numbers: loops compute it (loops/run).
struct reduction_operation : operation {
    static constexpr auto cost = ctgrad::cost_class::addition;
    static constexpr bool elementwise = false;
    template <class T>
    static constexpr T evaluate(T const& x, T const&) {
        return x;
    }
};

}  // namespace detail

namespace operations {

/// The sum along an axis. In each row its derivative is 1.
struct row_sum : detail::reduction_operation {
    static constexpr std::string_view name = "sum";
    template <class T>
    static constexpr T identity() {
        return T(0);
    }
    template <class T>
    static CTGRAD_INLINE T combine(T const& so_far, T const& next) {
        return so_far + next;
    }
};
/// The largest value along an axis; without rows minus infinity. All rows that attain it share the derivative equally.
struct row_maximum : detail::reduction_operation {
    static constexpr std::string_view name = "max";
    template <class T>
    static constexpr T identity() {
        return T(-std::numeric_limits<double>::infinity());
    }
    template <class T>
    static CTGRAD_INLINE T combine(T const& so_far, T const& next) {
        return maximum::evaluate(so_far, next);
    }
};
/// The smallest value along an axis; without rows infinity. All rows that attain it share the derivative equally.
struct row_minimum : detail::reduction_operation {
    static constexpr std::string_view name = "min";
    template <class T>
    static constexpr T identity() {
        return T(std::numeric_limits<double>::infinity());
    }
    template <class T>
    static CTGRAD_INLINE T combine(T const& so_far, T const& next) {
        return minimum::evaluate(so_far, next);
    }
};

/// The number of rows along an axis, which is its operand.
struct axis_length : operation {
    static constexpr std::string_view name = "length";
    static constexpr bool elementwise = false;
    static constexpr auto cost = ctgrad::cost_class::nothing;
    template <class T>
    static constexpr T evaluate(T const& x) {
        return x;
    }
};

/// The value, but without a derivative.
struct gradient_stop : operation {
    static constexpr std::string_view name = "stop_gradient";
    static constexpr auto cost = ctgrad::cost_class::nothing;
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) {
        return x;
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const&) {
        return {0};
    }
};

/// The value itself. A result of a loop that is just read from memory becomes a node of its own.
struct row_value : operation {
    static constexpr std::string_view name = "row_value";
    static constexpr auto cost = ctgrad::cost_class::nothing;
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x) {
        return x;
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const&) {
        return {1};
    }
};

}  // namespace operations

namespace detail {

/// A node that a loop's body computes: one that is read from memory, or that an inner loop computes, is copied.
constexpr int computed_node(graph& g, int id) {
    int const operation = g.operation_of(id);
    bool const reduced = operation < graph::operations_limit && g.operations[operation]->matrix != nullptr;
    if (operation != graph::input_node && !reduced) return id;
    return g.apply(info_of<operations::row_value>, &id);
}
template <class Reduction>
constexpr int reduction_node(graph& g, int id, int axis) {
    int const operands[]{computed_node(g, id), g.constant(axis)};
    return g.apply(info_of<Reduction>, operands);
}

constexpr int sum_along(graph& g, int id, int axis);

constexpr int axis_constant(graph const& g, int id) { return static_cast<int>(g.constant_at(id).numerator); }

template <>
struct matrix_rule_of<operations::row_sum> {
    static constexpr void pullback(graph&, int, int const*, int adjoint, int* out) { out[0] = adjoint; }
    static constexpr int pushforward(graph& g, int, int const* operands, int, int tangent) {
        return sum_along(g, tangent, axis_constant(g, operands[1]));
    }
    static constexpr matrix_rule value{nullptr, &pullback, &pushforward};
};

/// The derivative of an extremum along an axis: the rows that attain it share it equally.
struct extremum_rule {
    /// Perhaps the first selection of a graph.
    static constexpr int chosen(graph& g, int condition, int yes, int no) {
        int const operands[]{condition, yes, no};
        return make(g, info_of<operations::selection>, operands);
    }
    static constexpr int share(graph& g, int result, int const* operands) {
        int const compared[]{operands[0], result};
        int const attained = make(g, info_of<operations::equal>, compared);
        int const indicator = chosen(g, attained, graph::one, graph::zero);
        int const number = sum_along(g, indicator, axis_constant(g, operands[1]));
        return chosen(g, attained, make<operations::divide>(g, graph::one, number), graph::zero);
    }
    static constexpr void pullback(graph& g, int result, int const* operands, int adjoint, int* out) {
        out[0] = chain(g, adjoint, share(g, result, operands));
    }
    static constexpr int pushforward(graph& g, int result, int const* operands, int, int tangent) {
        int const product = chain(g, tangent, share(g, result, operands));
        return product == no_node ? no_node : sum_along(g, product, axis_constant(g, operands[1]));
    }
    static constexpr matrix_rule value{nullptr, &pullback, &pushforward};
};
template <>
struct matrix_rule_of<operations::row_maximum> : extremum_rule {};
template <>
struct matrix_rule_of<operations::row_minimum> : extremum_rule {};

/// Never asked for: the operand of a length is a constant.
template <>
struct matrix_rule_of<operations::axis_length> {
    static constexpr void pullback(graph&, int, int const*, int, int*) {}
    static constexpr int pushforward(graph&, int, int const*, int, int) { return no_node; }
    static constexpr matrix_rule value{nullptr, &pullback, &pushforward};
};

/// The sum of a node along an axis. A factor that is the same everywhere along it is taken out of the sum, so that it
/// need not be known before the loop runs.
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
