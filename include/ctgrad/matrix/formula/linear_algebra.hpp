#pragma once

#include <ctgrad/matrix/formula/functions.hpp>

/// Linear algebra in matrix formulas.
namespace ctgrad {

namespace operations {
struct solution;
struct inverse;
struct determinant;
struct log_determinant;
struct positive_definite;
struct lower_triangular;
struct upper_triangular;
}  // namespace operations

// In one evaluation each matrix is decomposed once, for all of these functions and their derivatives.

/// X with A X = B, by an LU decomposition with partial pivoting, or as the structure of A allows. A is square, and B has as
/// many rows as A. If A is singular when the formula is evaluated, std::domain_error is thrown. Use this instead of
/// `inverse(A) * B`: it is faster and more accurate.
/// ```cpp
/// constexpr auto x = solve(A, b);
/// constexpr auto energy = dot(b, x) / 2_c;
/// ```
template <matrix_formula A, matrix_formula B>
constexpr auto solve(A const& a, B const& b) {
    return detail::apply_matrix<operations::solution>(a, b);
}

/// The inverse of a square matrix. A singular matrix throws std::domain_error.
template <matrix_formula A>
constexpr auto inverse(A const& a) {
    return detail::apply_matrix<operations::inverse>(a);
}

/// The determinant of a square matrix. Its derivative is det(A) A^-T, so the derivative at a singular matrix throws
/// std::domain_error.
template <matrix_formula A>
constexpr auto determinant(A const& a) {
    return detail::apply_matrix<operations::determinant>(a);
}

/// log |det A|, which neither overflows nor underflows; -infinity for a singular matrix.
template <matrix_formula A>
constexpr auto log_determinant(A const& a) {
    return detail::apply_matrix<operations::log_determinant>(a);
}

/// The matrix A, of which the formula says that it is symmetric and positive definite, such as a covariance. Solutions, inverses
/// and determinants of it use a Cholesky decomposition, which takes half the time and reads only the lower triangle. If A is not
/// positive definite they throw std::domain_error. The derivatives by the entries of A are those without the word.
/// ```cpp
/// constexpr auto K = positive_definite(A);
/// constexpr auto loss = dot(y, solve(K, y)) + log_determinant(K);
/// ```
template <matrix_formula A>
constexpr auto positive_definite(A const& a) {
    return detail::apply_matrix<operations::positive_definite>(a);
}

/// The lower triangle of a square matrix, with its diagonal. The other entries are not read, are 0 here, and so are the
/// derivatives by them. Solutions with it are found by substitution.
/// ```cpp
/// constexpr auto L = lower_triangular(A);
/// constexpr auto z = solve(L, x - mean);
/// ```
template <matrix_formula A>
constexpr auto lower_triangular(A const& a) {
    return detail::apply_matrix<operations::lower_triangular>(a);
}
/// The upper triangle, likewise.
template <matrix_formula A>
constexpr auto upper_triangular(A const& a) {
    return detail::apply_matrix<operations::upper_triangular>(a);
}

}  // namespace ctgrad
