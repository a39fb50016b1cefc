#pragma once

#include <cstddef>
#include <utility>

#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/differentiate/term.hpp>
#include <ctgrad/graph/operation_info.hpp>

/// The type-erased row of an operation on whole matrices, for the graph.
namespace ctgrad::detail {

/// A node, broadcast to the shape of another if it is smaller.
constexpr int broadcast_like(graph& g, int id, int like);

template <class Operation>
struct matrix_rule_of {
    static constexpr auto arity = static_cast<std::size_t>(described<Operation>::arity);

    template <std::size_t... I>
    static constexpr void write_pullback(graph& g, int result, int const* operands, int adjoint, int* out,
                                         std::index_sequence<I...>) {
        auto const contributions = Operation::pullback(term(&g, adjoint), term(&g, result), term(&g, operands[I])...);
        ((out[I] = contributions[I].node_in(g)), ...);
        ((out[I] = out[I] == graph::zero ? no_node : out[I]), ...);
    }
    static constexpr void pullback(graph& g, int result, int const* operands, int adjoint, int* out) {
        if (!Operation::takes_small_adjoint) adjoint = broadcast_like(g, adjoint, result);
        write_pullback(g, result, operands, adjoint, out, std::make_index_sequence<arity>{});
    }

    template <std::size_t I, std::size_t... All>
    static constexpr int push(graph& g, int result, int const* operands, int tangent, std::index_sequence<All...>) {
        term const contribution = Operation::template pushforward<static_cast<int>(I)>(
            term(&g, tangent), term(&g, result), term(&g, operands[All])...);
        int const node = contribution.node_in(g);
        return node == graph::zero ? no_node : node;
    }
    template <std::size_t... I>
    static constexpr int push_one(graph& g, int result, int const* operands, int which, int tangent,
                                  std::index_sequence<I...> all) {
        int node = no_node;
        ((which == static_cast<int>(I) ? (node = push<I>(g, result, operands, tangent, all), 0) : 0), ...);
        return node;
    }
    static constexpr int pushforward(graph& g, int result, int const* operands, int which, int tangent) {
        return push_one(g, result, operands, which, broadcast_like(g, tangent, operands[which]),
                        std::make_index_sequence<arity>{});
    }

    static constexpr matrix_rule make() {
        matrix_rule rule{&Operation::shape_of, nullptr, nullptr};
        rule.extra_columns = Operation::extra_columns;
        rule.form = Operation::form;
        rule.uses_position = Operation::uses_position;
        rule.label_operand = Operation::label_operand;
        if constexpr (requires { Operation::lowered(std::declval<graph&>(), nullptr); })
            rule.lowered = &Operation::lowered;
        if constexpr (!Operation::only_for_evaluation) {
            rule.pullback = &pullback;
            rule.pushforward = &pushforward;
        }
        return rule;
    }
    static constexpr matrix_rule value = make();
};

}  // namespace ctgrad::detail
