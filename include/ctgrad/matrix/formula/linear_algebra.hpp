#pragma once

#include <ctgrad/matrix/formula/functions.hpp>

/// Linear algebra in matrix formulas.
namespace ctgrad {

namespace operations {
struct solution;
struct inverse;
struct determinant;
struct log_determinant;
}  // namespace operations

/// X with A X = B, by an LU decomposition with partial pivoting. A is square, and B has as many rows as A. If A is
/// singular when the formula is evaluated, std::domain_error is thrown. Use this instead of `inverse(A) * B`: it is
/// faster and more accurate.
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

}  // namespace ctgrad
