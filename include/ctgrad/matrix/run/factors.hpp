#pragma once

#include <cstddef>
#include <utility>

#include <Eigen/Cholesky>
#include <Eigen/LU>

#include <ctgrad/matrix/run/eigen_products.hpp>
#include <ctgrad/matrix/run/sizes.hpp>
#include <ctgrad/support/equal_numbers.hpp>

/// Factors of a matrix in memory, in place: by Eigen at run time, by plain loops in constant expressions.
namespace ctgrad::detail {

/// A triangle of a matrix, or of its transpose. Its diagonal may count as 1.
struct triangle_of {
    bool lower = false, transposed = false, unit = false;
};

/// Eigen's LU decomposition, whose public interface does not give the exchanges of rows one by one.
template <class Matrix>
struct lu_decomposition : Eigen::PartialPivLU<Eigen::Ref<Matrix>> {
    using base = Eigen::PartialPivLU<Eigen::Ref<Matrix>>;
    template <class Map>
    explicit lu_decomposition(Map& a) : base(a) {}
    Eigen::Index partner(Eigen::Index row) const { return base::m_rowsTranspositions.coeff(row); }
};

// Code that uses Eigen is in separate functions, because a constexpr function cannot have variables of Eigen's types.
namespace at_run_time {

template <int N, class T>
void factorise_lu(T* a, T* exchanges, matrix_index n) {
    result_map<T, N, N> matrix(a, n, n);
    lu_decomposition<Eigen::Matrix<T, N, N>> const lu(matrix);
    for (matrix_index k = 0; k < n; ++k) exchanges[k] = static_cast<T>(lu.partner(k));
}
template <int N, class T>
bool factorise_cholesky(T* a, matrix_index n) {
    result_map<T, N, N> matrix(a, n, n);
    Eigen::Ref<Eigen::Matrix<T, N, N>> in_place(matrix);
    return Eigen::LLT<Eigen::Ref<Eigen::Matrix<T, N, N>>>(in_place).info() == Eigen::Success;
}
template <triangle_of Triangle, int N, int Columns, class T>
void solve_triangle(T const* a, T* x, matrix_index n, matrix_index columns) {
    factor_map<T, N, N, false> const matrix(a, n, n);
    result_map<T, N, Columns> right(x, n, columns);
    constexpr unsigned ones = Triangle.unit ? unsigned{Eigen::UnitDiag} : 0u;
    constexpr unsigned mode = (Triangle.lower != Triangle.transposed ? Eigen::Lower : Eigen::Upper) | ones;
    if constexpr (Triangle.transposed)
        matrix.transpose().template triangularView<mode>().solveInPlace(right);
    else
        matrix.template triangularView<mode>().solveInPlace(right);
}

}  // namespace at_run_time

/// P A = L U in place of A by partial pivoting. Row k was exchanged with row `exchanges[k]`, for k = 0, 1, ...
template <int N, class T>
constexpr void factorise_lu(T* a, T* exchanges, matrix_index n) {
    if (!__builtin_is_constant_evaluated()) return at_run_time::factorise_lu<N>(a, exchanges, n);
    auto const size_of = [](T const& x) { return x < T(0) ? -x : x; };
    for (matrix_index k = 0; k < n; ++k) {
        matrix_index pivot = k;
        for (matrix_index i = k + 1; i < n; ++i)
            if (size_of(a[pivot + k * n]) < size_of(a[i + k * n])) pivot = i;
        exchanges[k] = static_cast<T>(pivot);
        if (equal_numbers(a[pivot + k * n], T(0))) continue;
        if (pivot != k)
            for (matrix_index j = 0; j < n; ++j) std::swap(a[k + j * n], a[pivot + j * n]);
        for (matrix_index i = k + 1; i < n; ++i) {
            T const factor = a[i + k * n] /= a[k + k * n];
            for (matrix_index j = k + 1; j < n; ++j) a[i + j * n] -= factor * a[k + j * n];
        }
    }
}

/// A = L L^T, with L in the lower triangle of A; only that triangle is read. Returns whether A is positive definite, or
/// not a number.
template <int N, class T>
constexpr bool factorise_cholesky(T* a, matrix_index n) {
    if (!__builtin_is_constant_evaluated()) return at_run_time::factorise_cholesky<N>(a, n);
    for (matrix_index k = 0; k < n; ++k) {
        for (matrix_index j = 0; j < k; ++j)
            for (matrix_index i = k; i < n; ++i) a[i + k * n] -= a[i + j * n] * a[k + j * n];
        if (a[k + k * n] <= T(0)) return false;
        a[k + k * n] = sqrt(a[k + k * n]);
        for (matrix_index i = k + 1; i < n; ++i) a[i + k * n] /= a[k + k * n];
    }
    return true;
}

/// Solves T X = B for a triangle T of the n x n matrix `a`, in place: X replaces B.
template <triangle_of Triangle, int N, int Columns, class T>
constexpr void solve_triangle(T const* a, T* x, matrix_index n, matrix_index columns) {
    if (!__builtin_is_constant_evaluated()) return at_run_time::solve_triangle<Triangle, N, Columns>(a, x, n, columns);
    constexpr bool downwards = Triangle.lower != Triangle.transposed;
    for (matrix_index j = 0; j < columns; ++j)
        for (matrix_index step = 0; step < n; ++step) {
            matrix_index const k = downwards ? step : n - 1 - step;
            T& unknown = x[k + j * n];
            for (matrix_index i = downwards ? 0 : k + 1; i < (downwards ? k : n); ++i)
                unknown -= (Triangle.transposed ? a[i + k * n] : a[k + i * n]) * x[i + j * n];
            if (!Triangle.unit) unknown /= a[k + k * n];
        }
}

/// Exchanges the rows of X as an LU decomposition did, or undoes these exchanges.
template <bool Back, class T>
constexpr void exchange_rows(T const* exchanges, T* x, matrix_index n, matrix_index columns) {
    for (matrix_index j = 0; j < columns; ++j)
        for (matrix_index step = 0; step < n; ++step) {
            matrix_index const k = Back ? n - 1 - step : step, other = static_cast<matrix_index>(exchanges[k]);
            if (other != k) std::swap(x[k + j * n], x[other + j * n]);
        }
}

}  // namespace ctgrad::detail
