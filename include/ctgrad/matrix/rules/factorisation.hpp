#pragma once

#include <ctgrad/matrix/rules/kinds_of_matrices.hpp>
#include <ctgrad/matrix/rules/operation.hpp>
#include <ctgrad/matrix/rules/rule.hpp>
#include <ctgrad/matrix/rules/table.hpp>

/// The factors of a matrix, and the operations that use them. All operations with one matrix, or its transpose, are
/// lowered to operations with the same factors, and value numbering makes the factors of a matrix one node.
namespace ctgrad {

namespace operations {

/// P A = L U. Its kernel stores U, L below the diagonal, and after them the exchanges of rows.
struct lu_factors : operation_for_evaluation<1> {
    static constexpr char const* name = "lu";
    static constexpr int extra_columns = 1;
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[0]; }
};
/// A = L L^T with L in the lower triangle.
struct cholesky_factor : operation_for_evaluation<1> {
    static constexpr char const* name = "cholesky";
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[0]; }
};

}  // namespace operations

namespace detail {

/// The kind of a matrix's factors. The factors of a triangular matrix are the matrix that contains the triangle.
enum class factors { lu, cholesky, lower, upper };

struct factored_matrix {
    int node;
    factors kind;
    bool transposed;
};
/// The factors of a node, or of the matrix of which it is the transpose.
constexpr factored_matrix factored(graph& g, int a) {
    bool const transposed = g.is<operations::transpose>(a);
    if (transposed) a = g.first(a);
    if (g.is<operations::lower_triangular>(a)) return {g.first(a), factors::lower, transposed};
    if (g.is<operations::upper_triangular>(a)) return {g.first(a), factors::upper, transposed};
    if (!g.is<operations::positive_definite>(a))
        return {g.apply(info_of<operations::lu_factors>, &a), factors::lu, transposed};
    int const symmetric = g.first(a);
    return {g.apply(info_of<operations::cholesky_factor>, &symmetric), factors::cholesky, false};
}

/// The row for a kind of factors, in one of two variants.
template <template <factors, bool> class Row>
constexpr operation_info const& row_of_factors(factors kind, bool variant) {
    constexpr operation_info const* rows[2][4]{
        {&info_of<Row<factors::lu, false>>, &info_of<Row<factors::cholesky, false>>,
         &info_of<Row<factors::lower, false>>, &info_of<Row<factors::upper, false>>},
        {&info_of<Row<factors::lu, true>>, &info_of<Row<factors::cholesky, true>>, &info_of<Row<factors::lower, true>>,
         &info_of<Row<factors::upper, true>>}};
    return *rows[variant ? 1 : 0][static_cast<int>(kind)];
}

}  // namespace detail

namespace operations {

template <detail::factors, bool Transposed>
struct solution_by_factors : operation_for_evaluation<2> {
    static constexpr char const* name = "solution_by_factors";
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[1]; }
};
template <detail::factors, bool Transposed>
struct inverse_by_factors : operation_for_evaluation<1> {
    static constexpr char const* name = "inverse_by_factors";
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[0]; }
};
template <detail::factors, bool OfLogarithm>
struct determinant_by_factors : operation_for_evaluation<1> {
    static constexpr char const* name = "determinant_by_factors";
    static constexpr matrix_shape shape_of(matrix_shape const*) { return {}; }
};

}  // namespace operations
}  // namespace ctgrad
