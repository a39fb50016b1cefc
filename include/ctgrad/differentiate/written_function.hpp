#pragma once

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/graph/graph.hpp>

/// A function that a user wrote out, and the nodes that its derivatives are made of.
namespace ctgrad::detail {

/// The partial derivatives of a node with respect to up to three others, which may lie several steps below.
struct written_function {
    int variable = -1;  ///< none: the node is differentiated as it stands
    int partial = -1;
    int second_variable = -1;
    int second_partial = -1;
    int third_variable = -1;
    int third_partial = -1;
};

/// Chooses the functions that are written out with a row.
template <class Operation>
struct row_of {};

/// What the finders of written functions share. `Term` makes the nodes; the type is a template parameter so that rules are
/// instantiated only in formulas with the operation.
struct written_function_base {
    graph& g;
    kept_nodes const& kept;

protected:
    constexpr bool is_product(int id) const { return g.operation_of(id) == opcode::product && !kept.contains(id); }
    constexpr bool is_quotient(int id) const { return g.operation_of(id) == opcode::quotient && !kept.contains(id); }
    /// The other factor of a product.
    constexpr int cofactor(int product, int factor) const { return g.first(product) + g.second(product) - factor; }
    template <class Slope, class Term>
    constexpr int slope_of(Term const& x, int y, int d) const {
        return ctgrad::apply<Slope>(x, Term(&g, y), Term(&g, d)).id;
    }
    /// The derivative of a function of one operand.
    constexpr int derivative_of(int id) const {
        int partial = -1;
        int const operand[]{g.first(id)};
        g.info_at(id).computed_partials(g, id, operand, &partial);
        return partial;
    }
    constexpr int times(int a, int b) const { return make<operations::multiply>(g, a, b); }
    constexpr int over(int a, int b) const { return make<operations::divide>(g, a, b); }
    constexpr int negated(int id) const { return make<operations::negate>(g, id); }
    constexpr int reciprocal(int id) const { return make<operations::divide>(g, graph::one, id); }
};

}  // namespace ctgrad::detail
