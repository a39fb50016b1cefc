#pragma once

#include <ctgrad/graph/handle.hpp>
#include <ctgrad/matrix/formula/functions.hpp>
#include <ctgrad/operations/operation.hpp>

/// The interface of the rows of the table that work on whole matrices.
///
/// Instead of partials such a row has
///  - `shape_of`, the shape of the result from those of the operands;
///  - `pullback`, what the adjoint g adds to each operand's adjoint (0 for nothing);
///  - `pushforward<I>`, what operand I's tangent t adds to that of the result.
/// It may have
///  - `lowered`, which returns a node that computes the result by operations that share work, such as a factorisation. It
///    replaces the row when a program is made, after all derivatives;
///  - `only_for_evaluation`, for a row that only lowering makes, and that needs no rules.
/// `evaluate` is the operation on numbers, which are 1 x 1 matrices. An adjoint may have fewer rows or columns than its
/// node; then it is implicitly broadcast. A row with `takes_small_adjoint` can use it as it is; others get the full
/// matrix.
///
/// Rules of matrix calculus: M. B. Giles, Collected matrix derivative results for forward and reverse mode algorithmic
/// differentiation (2008).
namespace ctgrad {

namespace detail {

/// A node of a rule. Its type is stated, not deduced, because the rules of two operations may refer to each other.
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
/// The base of operations that use a small adjoint as it is. For numbers their value is the operand, or the first of
/// two operands.
struct unary_matrix_operation : matrix_operation {
    static constexpr bool takes_small_adjoint = true;
    template <class T>
    static constexpr T evaluate(T const& a) {
        return a;
    }
};
/// The same with two operands.
struct binary_matrix_operation : matrix_operation {
    static constexpr bool takes_small_adjoint = true;
    template <class T>
    static constexpr T evaluate(T const& a, T const&) {
        return a;
    }
};

}  // namespace ctgrad
