#pragma once

#include <ctgrad/graph/handle.hpp>
#include <ctgrad/matrix/formula/functions.hpp>
#include <ctgrad/operations/operation.hpp>

/// What the rows of the table have in common that work on whole matrices.
///
/// In place of partials such a row has
///  - `shape_of`, the shape of the result for those of the operands;
///  - `pullback`, the contribution of the adjoint g to each operand's adjoint (0 for none);
///  - `pushforward<I>`, the contribution of operand I's tangent t to that of the result.
/// `evaluate` is what the operation does to numbers, matrices of 1 x 1. An adjoint may be of fewer rows or columns than
/// its node: it then stands for the matrix that repeats it; a row with `takes_small_adjoint` can work with that, to the
/// others it comes in full.
///
/// Rules of matrix calculus: M. B. Giles, Collected matrix derivative results for forward and reverse mode algorithmic
/// differentiation (2008).
namespace ctgrad {

namespace detail {

/// A node of a rule. (Its type is told, not deduced: rules of two operations may name each other.)
template <class Operation, class M, class... Rest>
constexpr M made(M const& first, Rest const&... rest) {
    graph* owner = first.owner;
    ((owner = owner != nullptr ? owner : rest.owner), ...);
    int const operands[]{first.node_in(*owner), rest.node_in(*owner)...};
    return {owner, M::make(*owner, info_of<Operation>, operands)};
}

}  // namespace detail

struct matrix_operation : operation {
    static constexpr bool elementwise = false;
    static constexpr bool takes_small_adjoint = false;
};

}  // namespace ctgrad
