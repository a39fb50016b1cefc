#pragma once

#include <cstddef>

namespace ctgrad {

template <class T, std::size_t Rows, std::size_t Columns>
struct fixed_matrix;

namespace detail {

template <std::size_t Rows, std::size_t Columns>
constexpr bool check_square() {
    static_assert(Rows == Columns,
                  "ctgrad: a determinant or an inverse needs a square matrix: the numbers here are its rows and "
                  "columns");
    return Rows == Columns;
}
template <std::size_t Rows>
constexpr bool check_few_rows() {
    static_assert(Rows <= 4,
                  "ctgrad: determinants and inverses of a fixed_matrix have up to four rows: for a larger symmetric "
                  "positive definite system write solve_positive_definite(a, b)");
    return Rows <= 4;
}
template <std::size_t Left, std::size_t Right>
constexpr bool check_inner_sizes() {
    static_assert(Left == Right,
                  "ctgrad: in a product the matrix on the left has as many columns as that on the right has rows: the "
                  "numbers here are those");
    return Left == Right;
}

template <class Q>
constexpr bool check_quaternion() {
    constexpr bool is_quaternion = requires(Q const& q) { q.toRotationMatrix(); };
    static_assert(is_quaternion,
                  "ctgrad: unit(q) states that a quaternion has length 1: for a vector write v.normalized()");
    return is_quaternion;
}

template <class A, class B, std::size_t Rows, std::size_t Columns, class F>
constexpr auto entry_by_entry(fixed_matrix<A, Rows, Columns> const& a, fixed_matrix<B, Rows, Columns> const& b, F f) {
    fixed_matrix<decltype(f(a.entries[0], b.entries[0])), Rows, Columns> result;
    for (std::size_t i = 0; i < a.entries.size(); ++i) result.entries[i] = f(a.entries[i], b.entries[i]);
    return result;
}
template <class A, std::size_t Rows, std::size_t Columns, class F>
constexpr auto each_entry(fixed_matrix<A, Rows, Columns> const& a, F f) {
    fixed_matrix<decltype(f(a.entries[0])), Rows, Columns> result;
    for (std::size_t i = 0; i < a.entries.size(); ++i) result.entries[i] = f(a.entries[i]);
    return result;
}

/// The matrix without a row and a column.
template <class T, std::size_t N>
constexpr auto without(fixed_matrix<T, N, N> const& m, std::size_t row, std::size_t column) {
    fixed_matrix<T, N - 1, N - 1> rest;
    for (std::size_t i = 0; i + 1 < N; ++i)
        for (std::size_t k = 0; k + 1 < N; ++k) rest(i, k) = m(i < row ? i : i + 1, k < column ? k : k + 1);
    return rest;
}
/// By expansion along the first row. (Equal minors are computed once, like all equal expressions.)
template <class T, std::size_t N>
constexpr T determinant_of(fixed_matrix<T, N, N> const& m) {
    if constexpr (N == 1) {
        return m(0, 0);
    } else if constexpr (N == 2) {
        return m(0, 0) * m(1, 1) - m(0, 1) * m(1, 0);
    } else {
        T sum = m(0, 0) * determinant_of(without(m, 0, 0));
        for (std::size_t k = 1; k < N; ++k) {
            T const part = m(0, k) * determinant_of(without(m, 0, k));
            sum = k % 2 == 0 ? sum + part : sum - part;
        }
        return sum;
    }
}
/// The transposed matrix of cofactors: A adj(A) = det(A) I.
template <class T, std::size_t N>
constexpr fixed_matrix<T, N, N> adjugate_of(fixed_matrix<T, N, N> const& m) {
    if constexpr (N == 1) {
        return fixed_matrix<T, N, N>::Identity();
    } else {
        fixed_matrix<T, N, N> result;
        for (std::size_t i = 0; i < N; ++i)
            for (std::size_t k = 0; k < N; ++k) {
                T const minor = determinant_of(without(m, i, k));
                result(k, i) = (i + k) % 2 == 0 ? minor : -minor;
            }
        return result;
    }
}

}  // namespace detail
}  // namespace ctgrad
