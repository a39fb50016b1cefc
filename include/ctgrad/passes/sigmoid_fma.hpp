#pragma once

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/operations/logistic.hpp>
#include <ctgrad/passes/pass.hpp>

/// The derivative y (1 - y) of a sigmoid y as y - y y: one fused multiply-add instead of a difference and a product.
/// Near y = 1 both have the absolute error of y, half a unit in the last place of 1.
namespace ctgrad::detail {

constexpr bool is_complement(graph const& g, int id, int y) {
    return g.operation_of(id) == opcode::difference && g.first(id) == graph::one && g.second(id) == y;
}
/// The sigmoid y if a node is y (1 - y), else no node.
constexpr int sigmoid_of_derivative(graph const& g, int id) {
    node_view const node = g.view(id);
    if (node.operation != opcode::product) return no_node;
    int const y = is_complement(g, node.second, node.first)   ? node.first
                  : is_complement(g, node.first, node.second) ? node.second
                                                              : no_node;
    return y != no_node && g.is(y, info_of<operations::logistic_sigmoid>) ? y : no_node;
}

constexpr void fuse_sigmoid_derivatives(pass_context& c) {
    graph& g = c.g;
    if (g.index_in_use(info_of<operations::logistic_sigmoid>) < 0) return;
    c.mark_live();
    c.rebuild(c.written, [&](int id) {
        int const y = sigmoid_of_derivative(g, id);
        if (y == no_node) return c.moved(id);
        return make<operations::subtract>(g, c.image[y], make<operations::multiply>(g, c.image[y], c.image[y]));
    });
}

}  // namespace ctgrad::detail
