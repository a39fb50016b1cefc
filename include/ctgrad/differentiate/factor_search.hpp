#pragma once

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/graph/graph.hpp>

namespace ctgrad::detail {

/// Finds factors of products.
struct factor_search {
    graph& g;

    /// How many levels of products are searched: the factors by which a sweep multiplies an adjoint stay near its root.
    static constexpr int deepest = 4;

    /// The other factor of a product b, or -1.
    constexpr int cofactor_in(int b, int p) const {
        node_view const node = graph::view_of(g.nodes[b]);
        return node.operation != opcode::product ? -1
               : node.first == p                 ? node.second
               : node.second == p                ? node.first
                                                 : -1;
    }
    /// How many factors a product has, without numbers.
    constexpr int factors_of(int product, int levels = 2) const {
        if (g.is_constant(product)) return 0;
        if (levels == 0 || g.operation_of(product) != opcode::product) return 1;
        return factors_of(g.first(product), levels - 1) + factors_of(g.second(product), levels - 1);
    }
    /// Whether a product has a factor.
    constexpr bool contains(int outer, int factor, int levels = deepest) const {
        return outer == factor ||
               (levels > 0 && g.operation_of(outer) == opcode::product &&
                (contains(g.first(outer), factor, levels - 1) || contains(g.second(outer), factor, levels - 1)));
    }
    /// The product of the other factors.
    constexpr int without(int outer, int factor) const {
        if (outer == factor) return graph::one;
        int const a = g.first(outer), b = g.second(outer);
        if (a == factor || b == factor) return a == factor ? b : a;
        return contains(a, factor) ? make<operations::multiply>(g, without(a, factor), b)
                                   : make<operations::multiply>(g, a, without(b, factor));
    }
};

}  // namespace ctgrad::detail
