#pragma once

#include <cstddef>

#include <ctgrad/graph/handle.hpp>
#include <ctgrad/matrix/formula/functions.hpp>
#include <ctgrad/operations/operation.hpp>

/// The interface of the rows of the table that work on whole matrices.
///
/// Instead of partials such a row has
///  - `shape_of`, the shape of the result from those of the operands;
///  - `pullback`, what the adjoint g adds to each operand's adjoint (0 for nothing);
///  - `pushforward<I>`, what operand I's tangent t adds to that of the result;
///  - `form`, how it is computed, and the function that this form needs: `compute(result, operands...)`, which writes a matrix
///    in memory, or `entry(operand, at)`, one entry of it.
/// It may have
///  - `conflict`, why it refuses operands of some shapes, and `refuse`, with the message;
///  - `uses_position`, if `entry` depends on row and column, and `label_operand`, the operand whose entries are numbers of rows;
///  - `lowered`, which returns a node that computes the result by operations that share work, such as a factorisation. It
///    replaces the row when a program is made, after all derivatives;
///  - `only_for_evaluation`, for a row that only lowering makes, and that needs no rules.
/// `evaluate` is the operation on numbers, which are 1 x 1 matrices. A row that is never applied to numbers has its number
/// of operands instead, `arity`. An adjoint may have fewer rows or columns than its
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

/// A matrix in memory, column by column.
template <class T>
struct matrix_in_memory {
    T* first;
    std::ptrdiff_t rows, columns;

    constexpr T& operator()(std::ptrdiff_t row, std::ptrdiff_t column) const { return first[row + column * rows]; }
    constexpr T* column(std::ptrdiff_t number) const { return first + number * rows; }
};

/// The place of an entry. If the operand is only a shape, `count` is the number of its entries.
struct matrix_entry {
    std::ptrdiff_t row, column, count;
};

/// Why an operation refuses its operands: because of the shape of the first, or because two dimensions, `a` of the first
/// operand and `b` of the second, differ.
struct shape_conflict {
    enum class kind { none, shape, dimensions };
    kind what = kind::none;
    extent a{}, b{};

    static constexpr shape_conflict of_shape() { return {kind::shape, {}, {}}; }
    static constexpr shape_conflict of_dimensions(extent const& a, extent const& b) { return {kind::dimensions, a, b}; }
    static constexpr shape_conflict unless_equal(extent const& a, extent const& b) {
        return a == b ? shape_conflict{} : of_dimensions(a, b);
    }
    static constexpr shape_conflict unless_square(matrix_shape const& a) {
        return a.rows == a.columns ? shape_conflict{} : of_shape();
    }
};

struct matrix_operation : operation {
    static constexpr bool elementwise = false;
    static constexpr bool takes_small_adjoint = false;
    static constexpr auto form = detail::matrix_form::kernel;
    static constexpr bool uses_position = false;
    static constexpr int label_operand = -1;
    static constexpr int extra_columns = 0;
    static constexpr bool only_for_evaluation = false;
    static constexpr shape_conflict conflict(detail::descriptor const* const*) { return {}; }
    template <class T>
    static CTGRAD_INLINE T entry(T const& operand, matrix_entry) {
        return operand;
    }
};
/// The base of operations that only lowering makes.
template <int Operands>
struct operation_for_evaluation : matrix_operation {
    static constexpr bool only_for_evaluation = true;
    static constexpr int arity = Operands;
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
