#pragma once

#include <cstddef>
#include <stdexcept>

#include <ctgrad/matrix/rules/linear_algebra.hpp>
#include <ctgrad/matrix/run/factors.hpp>
#include <ctgrad/matrix/run/run.hpp>
#include <ctgrad/support/equal_numbers.hpp>
#include <ctgrad/support/failure.hpp>

/// Kernels of linear algebra.
namespace ctgrad::detail {

[[noreturn]] inline void throw_singular() {
    fail<std::domain_error>(
        "ctgrad: solve(A, B), inverse(A) and derivatives of determinants need an A that is not singular");
}
[[noreturn]] inline void throw_not_positive_definite() {
    fail<std::domain_error>("ctgrad: the matrix A in positive_definite(A) is not positive definite");
}

/// Square matrices of so many rows have their size in Eigen's type.
inline constexpr int largest_fixed_square = 16;
template <class P, int Shape>
consteval int fixed_square() {
    auto const& rows = P::value.shapes[Shape].rows;
    return rows.is_named() || rows.number > largest_fixed_square ? Eigen::Dynamic : static_cast<int>(rows.number);
}

/// Copies the operand of a node to the memory of the node. Returns the number of rows.
template <class P, int Id, class T>
CTGRAD_INLINE matrix_index copy_square(T* const* value, matrix_index const* sizes) {
    constexpr int a = P::value.first(Id);
    matrix_index const n = row_count<P, P::value.shape[Id]>(sizes);
    T constant(0);
    T const* const from = operand_at<P, a>(value, constant);
    for (matrix_index i = 0; i < n * n; ++i) value[Id][i] = from[i];
    return n;
}
template <>
struct matrix_kernel<operations::lu_factors> {
    template <class P, int Id, class T>
    static constexpr void run(T* const* value, matrix_index const* sizes) {
        matrix_index const n = copy_square<P, Id>(value, sizes);
        factorise_lu<fixed_square<P, P::value.shape[Id]>()>(value[Id], value[Id] + n * n, n);
    }
};
template <>
struct matrix_kernel<operations::cholesky_factor> {
    template <class P, int Id, class T>
    static constexpr void run(T* const* value, matrix_index const* sizes) {
        matrix_index const n = copy_square<P, Id>(value, sizes);
        if (!factorise_cholesky<fixed_square<P, P::value.shape[Id]>()>(value[Id], n)) throw_not_positive_definite();
    }
};

/// X with A X = B, or with A^T X = B, in place of B. `a` has the factors of A.
template <factors Kind, bool Transposed, int N, int Columns, class T>
constexpr void solve_by_factors(T const* a, T* x, matrix_index n, matrix_index columns) {
    constexpr triangle_of lower{true, Transposed}, unit_lower{true, Transposed, true}, upper{false, Transposed};
    for (matrix_index i = 0; i < n; ++i)
        if (equal_numbers(a[i + i * n], T(0))) throw_singular();
    if constexpr (Kind == factors::lower) {
        solve_triangle<lower, N, Columns>(a, x, n, columns);
    } else if constexpr (Kind == factors::upper) {
        solve_triangle<upper, N, Columns>(a, x, n, columns);
    } else if constexpr (Kind == factors::cholesky) {
        solve_triangle<triangle_of{true, false}, N, Columns>(a, x, n, columns);
        solve_triangle<triangle_of{true, true}, N, Columns>(a, x, n, columns);
    } else if constexpr (Transposed) {
        solve_triangle<upper, N, Columns>(a, x, n, columns);
        solve_triangle<unit_lower, N, Columns>(a, x, n, columns);
        exchange_rows<true>(a + n * n, x, n, columns);
    } else {
        exchange_rows<false>(a + n * n, x, n, columns);
        solve_triangle<unit_lower, N, Columns>(a, x, n, columns);
        solve_triangle<upper, N, Columns>(a, x, n, columns);
    }
}
template <factors Kind, bool Transposed>
struct matrix_kernel<operations::solution_by_factors<Kind, Transposed>> {
    template <class P, int Id, class T>
    static constexpr void run(T* const* value, matrix_index const* sizes) {
        constexpr int a = P::value.first(Id), b = P::value.second(Id), shape = P::value.shape[Id];
        matrix_index const rows = row_count<P, shape>(sizes), columns = column_count<P, shape>(sizes);
        T constant(0);
        T const* const right = operand_at<P, b>(value, constant);
        for (matrix_index i = 0; i < rows * columns; ++i) value[Id][i] = right[i];
        constexpr int one_column = P::value.shapes[shape].columns.is_one() ? 1 : Eigen::Dynamic;
        solve_by_factors<Kind, Transposed, fixed_square<P, P::value.shape[a]>(), one_column>(value[a], value[Id], rows,
                                                                                             columns);
    }
};
template <factors Kind, bool Transposed>
struct matrix_kernel<operations::inverse_by_factors<Kind, Transposed>> {
    template <class P, int Id, class T>
    static constexpr void run(T* const* value, matrix_index const* sizes) {
        constexpr int a = P::value.first(Id), size = fixed_square<P, P::value.shape[a]>();
        matrix_index const n = row_count<P, P::value.shape[Id]>(sizes);
        for (matrix_index j = 0; j < n; ++j)
            for (matrix_index i = 0; i < n; ++i) value[Id][i + j * n] = T(i == j ? 1 : 0);
        solve_by_factors<Kind, Transposed, size, size>(value[a], value[Id], n, n);
    }
};

/// The product of the diagonal of the factors, or the logarithm of its absolute value.
template <factors Kind, bool OfLogarithm, class T>
constexpr T determinant_by_factors(T const* a, matrix_index n) {
    T result(OfLogarithm ? 0 : 1);
    for (matrix_index i = 0; i < n; ++i) {
        T const& pivot = a[i + i * n];
        if constexpr (OfLogarithm)
            result += log(abs(pivot));
        else
            result *= pivot;
        if constexpr (Kind == factors::lu && !OfLogarithm)
            if (!equal_numbers(a[n * n + i], static_cast<T>(i))) result = -result;
    }
    if constexpr (Kind != factors::cholesky)
        return result;
    else
        return OfLogarithm ? T(result + result) : T(result * result);
}
template <factors Kind, bool OfLogarithm>
struct matrix_kernel<operations::determinant_by_factors<Kind, OfLogarithm>> {
    template <class P, int Id, class T>
    static constexpr void run(T* const* value, matrix_index const* sizes) {
        constexpr int a = P::value.first(Id);
        *value[Id] = determinant_by_factors<Kind, OfLogarithm>(value[a], row_count<P, P::value.shape[a]>(sizes));
    }
};

}  // namespace ctgrad::detail
