#pragma once

#include <cstddef>

#include <ctgrad/diagnostics/eigen_messages.hpp>
#include <ctgrad/geometry/fixed_matrix.hpp>

/// Arithmetic of matrices of a fixed size.
namespace ctgrad {

namespace detail {
template <class N>
inline constexpr bool is_fixed_matrix = false;
template <class T, std::size_t Rows, std::size_t Columns>
inline constexpr bool is_fixed_matrix<fixed_matrix<T, Rows, Columns>> = true;
/// A number or a symbol by which a matrix can be multiplied.
template <class N, class T>
concept matrix_factor = !is_fixed_matrix<N> && !eigen_object<N> && !requires(N const& quaternion) {
    quaternion.coeffs();
}
&&requires(N const& number, T const& entry) { number* entry; };
/// The rows and columns of a matrix of Eigen, or others if it is a quaternion or its size is known only at run time.
template <class M, std::size_t Others, bool Rows>
consteval std::size_t size_in_eigen() {
    if constexpr (requires { M::RowsAtCompileTime; })
        if constexpr (int const size = Rows ? M::RowsAtCompileTime : M::ColsAtCompileTime; size > 0)
            return static_cast<std::size_t>(size);
    return Others;
}
template <class A, class B>
constexpr auto the_fixed_matrix(A const& a, B const& b) {
    if constexpr (is_fixed_matrix<A>)
        return a;
    else
        return b;
}
}  // namespace detail

template <class A, class B, std::size_t Rows, std::size_t Columns>
constexpr auto operator+(fixed_matrix<A, Rows, Columns> const& a, fixed_matrix<B, Rows, Columns> const& b) {
    return detail::entry_by_entry(a, b, [](auto const& entry_a, auto const& entry_b) { return entry_a + entry_b; });
}
template <class A, class B, std::size_t Rows, std::size_t Columns>
constexpr auto operator-(fixed_matrix<A, Rows, Columns> const& a, fixed_matrix<B, Rows, Columns> const& b) {
    return detail::entry_by_entry(a, b, [](auto const& entry_a, auto const& entry_b) { return entry_a - entry_b; });
}
/// @cond
// Refused: sums of different sizes, with a number, or with a matrix of Eigen.
template <class A, class B>
    requires(detail::is_fixed_matrix<A> || detail::is_fixed_matrix<B>)
constexpr auto operator+(A const& a, B const& b) {
    detail::refuse_sum_of_sizes<A, B>();
    return detail::the_fixed_matrix(a, b);
}
template <class A, class B>
    requires(detail::is_fixed_matrix<A> || detail::is_fixed_matrix<B>)
constexpr auto operator-(A const& a, B const& b) {
    detail::refuse_sum_of_sizes<A, B>();
    return detail::the_fixed_matrix(a, b);
}
/// @endcond

template <class T, detail::matrix_factor<T> N, std::size_t Rows, std::size_t Columns>
constexpr auto operator*(fixed_matrix<T, Rows, Columns> const& a, N const& number) {
    return detail::each_entry(a, [&](auto const& entry) { return entry * number; });
}
template <class T, detail::matrix_factor<T> N, std::size_t Rows, std::size_t Columns>
constexpr auto operator*(N const& number, fixed_matrix<T, Rows, Columns> const& a) {
    return detail::each_entry(a, [&](auto const& entry) { return number * entry; });
}
template <class T, detail::matrix_factor<T> N, std::size_t Rows, std::size_t Columns>
constexpr auto operator/(fixed_matrix<T, Rows, Columns> const& a, N const& number) {
    return detail::each_entry(a, [&](auto const& entry) { return entry / number; });
}
/// @cond
// Refused: a product with a matrix or a quaternion of Eigen.
template <class T, detail::eigen_object M, std::size_t Rows, std::size_t Columns>
constexpr auto operator*(fixed_matrix<T, Rows, Columns> const& a, M const&) {
    detail::refuse_eigen<fixed_matrix<T, Rows, Columns>, M>();
    return fixed_matrix<decltype(a(0, 0) * 1.0), Rows, detail::size_in_eigen<M, Columns, false>()>();
}
template <class T, detail::eigen_object M, std::size_t Rows, std::size_t Columns>
constexpr auto operator*(M const&, fixed_matrix<T, Rows, Columns> const& a) {
    detail::refuse_eigen<M, fixed_matrix<T, Rows, Columns>>();
    return fixed_matrix<decltype(a(0, 0) * 1.0), detail::size_in_eigen<M, Rows, true>(), Columns>();
}
/// @endcond
/// The matrix product. Each entry is a sum from left to right.
template <class A, class B, std::size_t Rows, std::size_t Inner, std::size_t Other, std::size_t Columns>
constexpr auto operator*(fixed_matrix<A, Rows, Inner> const& a, fixed_matrix<B, Other, Columns> const& b) {
    fixed_matrix<decltype(a(0, 0) * b(0, 0)), Rows, Columns> product;
    if constexpr (detail::check_inner_sizes<Inner, Other>())
        for (std::size_t i = 0; i < Rows; ++i)
            for (std::size_t k = 0; k < Columns; ++k) {
                auto sum = a(i, 0) * b(0, k);
                for (std::size_t m = 1; m < Inner; ++m) sum += a(i, m) * b(m, k);
                product(i, k) = sum;
            }
    return product;
}

/// The first matrix if the condition holds, else the second, entry by entry. A NaN in the matrix that is not chosen
/// does not reach the derivative.
template <class Condition, class T, std::size_t Rows, std::size_t Columns>
constexpr fixed_matrix<T, Rows, Columns> select(Condition const& condition, fixed_matrix<T, Rows, Columns> const& yes,
                                                fixed_matrix<T, Rows, Columns> const& no) {
    return detail::entry_by_entry(yes, no, [&](T const& entry_a, T const& entry_b) -> T {
        if constexpr (std::same_as<Condition, bool>)
            return condition ? entry_a : entry_b;
        else
            return select(condition, entry_a, entry_b);
    });
}

/// The matrix as a constant; see `stop_gradient`.
template <class T, std::size_t Rows, std::size_t Columns>
constexpr fixed_matrix<T, Rows, Columns> stop_gradient(fixed_matrix<T, Rows, Columns> const& a) {
    return detail::each_entry(a, [](T const& entry) -> T { return stop_gradient(entry); });
}

/// The x with A x = b, for up to four equations, by Cramer's rule.
template <class A, class B, std::size_t N, std::size_t Columns>
constexpr auto solve(fixed_matrix<A, N, N> const& a, fixed_matrix<B, N, Columns> const& b) {
    detail::check_few_rows<N>();
    return detail::adjugate_of(a) * b / a.determinant();
}

/// The x with A x = b for a symmetric positive definite A of any size, by Cholesky's decomposition A = L D L^T. Only
/// the lower triangle of A is read.
template <class A, class B, std::size_t N, std::size_t Columns>
constexpr auto solve_positive_definite(fixed_matrix<A, N, N> const& a, fixed_matrix<B, N, Columns> const& b) {
    fixed_matrix<A, N, N> l;
    fixed_vector<A, N> d;
    for (std::size_t k = 0; k < N; ++k) {
        d[k] = a(k, k);
        for (std::size_t m = 0; m < k; ++m) d[k] -= l(k, m) * l(k, m) * d[m];
        for (std::size_t i = k + 1; i < N; ++i) {
            l(i, k) = a(i, k);
            for (std::size_t m = 0; m < k; ++m) l(i, k) -= l(i, m) * l(k, m) * d[m];
            l(i, k) /= d[k];
        }
    }
    fixed_matrix<decltype(a(0, 0) * b(0, 0)), N, Columns> x(b);
    for (std::size_t column = 0; column < Columns; ++column) {
        for (std::size_t i = 0; i < N; ++i)
            for (std::size_t m = 0; m < i; ++m) x(i, column) -= l(i, m) * x(m, column);
        for (std::size_t i = N; i-- > 0;) {
            x(i, column) /= d[i];
            for (std::size_t m = i + 1; m < N; ++m) x(i, column) -= l(m, i) * x(m, column);
        }
    }
    return x;
}

}  // namespace ctgrad
