#pragma once

#include <array>
#include <cstddef>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include <Eigen/LU>

#include <ctgrad/matrix/rules/linear_algebra.hpp>
#include <ctgrad/matrix/run/product.hpp>
#include <ctgrad/matrix/run/run.hpp>
#include <ctgrad/support/equal_numbers.hpp>
#include <ctgrad/support/failure.hpp>

/// Kernels of linear algebra: Eigen's LU decomposition with partial pivoting at run time, plain loops in constant expressions.
namespace ctgrad::detail {

[[noreturn]] inline void throw_singular() {
    fail<std::domain_error>(
        "ctgrad: solve(A, B), inverse(A) and derivatives of determinants need an A that is not singular");
}

/// Gaussian elimination with partial pivoting, in place: afterwards A has the pivots on its diagonal, and B is the
/// solution of A X = B. Returns the sign of the permutation, or 0 if A is singular.
template <class T>
constexpr int eliminate(T* a, matrix_index n, T* b, matrix_index columns) {
    auto const size_of = [](T const& x) { return x < T(0) ? -x : x; };
    int sign = 1;
    for (matrix_index k = 0; k < n; ++k) {
        matrix_index pivot = k;
        for (matrix_index i = k + 1; i < n; ++i)
            if (size_of(a[pivot + k * n]) < size_of(a[i + k * n])) pivot = i;
        if (equal_numbers(a[pivot + k * n], T(0))) return 0;
        if (pivot != k) {
            sign = -sign;
            for (matrix_index j = k; j < n; ++j) std::swap(a[k + j * n], a[pivot + j * n]);
            for (matrix_index j = 0; j < columns; ++j) std::swap(b[k + j * n], b[pivot + j * n]);
        }
        for (matrix_index i = k + 1; i < n; ++i) {
            T const factor = a[i + k * n] / a[k + k * n];
            for (matrix_index j = k + 1; j < n; ++j) a[i + j * n] -= factor * a[k + j * n];
            for (matrix_index j = 0; j < columns; ++j) b[i + j * n] -= factor * b[k + j * n];
        }
    }
    for (matrix_index j = 0; j < columns; ++j)
        for (matrix_index k = n; k-- > 0;) {
            for (matrix_index i = k + 1; i < n; ++i) b[k + j * n] -= a[k + i * n] * b[i + j * n];
            b[k + j * n] /= a[k + k * n];
        }
    return sign;
}

/// Square matrices of up to so many rows have Eigen types of fixed size.
inline constexpr std::size_t largest_fixed_square = 16;
template <class P, int Shape>
consteval int fixed_square() {
    auto const& rows = P::value.shapes[Shape].rows;
    return rows.is_named() || rows.number > largest_fixed_square ? Eigen::Dynamic : static_cast<int>(rows.number);
}
template <class P, int Shape>
consteval std::size_t fixed_entries() {
    auto const& shape = P::value.shapes[Shape];
    return shape.rows.is_named() || shape.columns.is_named() ? 0
                                                             : std::size_t{shape.rows.number} * shape.columns.number;
}

/// The LU decomposition of the first operand of a node.
template <class P, int Id, class T>
auto decomposition_of(T* const* value, matrix_index const* sizes) {
    constexpr int a = P::value.first(Id), n = fixed_square<P, P::value.shape[a]>();
    matrix_index const rows = row_count<P, P::value.shape[a]>(sizes);
    T constant(0);
    return Eigen::PartialPivLU<Eigen::Matrix<T, n, n>>(
        factor_map<T, n, n, false>(operand_at<P, a>(value, constant), rows, rows));
}
template <class Decomposition>
void check_regular(Decomposition const& lu) {
    using scalar = typename Decomposition::Scalar;
    for (Eigen::Index i = 0; i < lu.rows(); ++i)
        if (equal_numbers(lu.matrixLU()(i, i), scalar(0))) throw_singular();
}

template <class P, int Id, class T>
void solve_by_decomposition(T* const* value, matrix_index const* sizes) {
    constexpr int shape = P::value.shape[Id], n = fixed_square<P, shape>();
    matrix_index const rows = row_count<P, shape>(sizes), columns = column_count<P, shape>(sizes);
    auto const lu = decomposition_of<P, Id>(value, sizes);
    check_regular(lu);
    if constexpr (P::value.is(Id, info_of<operations::inverse>)) {
        result_map<T, n, n>(value[Id], rows, rows) = lu.inverse();
    } else {
        constexpr int b = P::value.second(Id), one = P::value.shape_at(Id).columns.is_one() ? 1 : Eigen::Dynamic;
        T constant(0);
        result_map<T, n, one>(value[Id], rows, columns) =
            lu.solve(factor_map<T, n, one, false>(operand_at<P, b>(value, constant), rows, columns));
    }
}
/// The X with A X = B; for an inverse B is the unit matrix.
template <class P, int Id, class T>
constexpr void run_solution(T* const* value, matrix_index const* sizes) {
    constexpr int a = P::value.first(Id), shape = P::value.shape[Id];
    constexpr std::size_t entries = fixed_entries<P, P::value.shape[a]>();
    if constexpr (entries > 0)
        if (__builtin_is_constant_evaluated()) {
            matrix_index const rows = row_count<P, shape>(sizes), columns = column_count<P, shape>(sizes);
            T constant(0);
            T* const result = value[Id];
            std::array<T, entries> copy{};
            T const* const from = operand_at<P, a>(value, constant);
            for (std::size_t i = 0; i < entries; ++i) copy[i] = from[i];
            for (matrix_index i = 0; i < rows * columns; ++i) {
                if constexpr (P::value.is(Id, info_of<operations::inverse>))
                    result[i] = T(i % rows == i / rows ? 1 : 0);
                else
                    result[i] = operand_at<P, P::value.second(Id)>(value, constant)[i];
            }
            if (eliminate(copy.data(), rows, result, columns) == 0) throw_singular();
            return;
        }
    solve_by_decomposition<P, Id>(value, sizes);
}

/// The product of the pivots, or the sum of their logarithms, beginning with the contribution of the permutation.
template <bool OfLogarithm, class T, class Pivot>
constexpr T determinant_of_pivots(int sign, matrix_index rows, Pivot pivot) {
    T result = static_cast<T>(OfLogarithm ? 0 : sign);
    for (matrix_index i = 0; i < rows; ++i) {
        if constexpr (OfLogarithm)
            result += log(abs(pivot(i)));
        else
            result *= pivot(i);
    }
    return result;
}
template <class P, int Id, class T>
void find_determinant_by_decomposition(T* const* value, matrix_index const* sizes) {
    auto const lu = decomposition_of<P, Id>(value, sizes);
    *value[Id] = determinant_of_pivots<P::value.is(Id, info_of<operations::log_determinant>), T>(
        static_cast<int>(lu.permutationP().determinant()), lu.rows(),
        [&lu](matrix_index i) { return lu.matrixLU()(i, i); });
}
/// The determinant, or the logarithm of its absolute value.
template <class P, int Id, class T>
constexpr void run_determinant(T* const* value, matrix_index const* sizes) {
    constexpr int a = P::value.first(Id);
    constexpr std::size_t entries = fixed_entries<P, P::value.shape[a]>();
    if constexpr (entries > 0)
        if (__builtin_is_constant_evaluated()) {
            matrix_index const rows = row_count<P, P::value.shape[a]>(sizes);
            std::array<T, entries> copy{};
            T constant(0);
            T const* const from = operand_at<P, a>(value, constant);
            for (std::size_t i = 0; i < entries; ++i) copy[i] = from[i];
            int const sign = eliminate(copy.data(), rows, copy.data(), 0);
            *value[Id] = determinant_of_pivots<P::value.is(Id, info_of<operations::log_determinant>), T>(
                sign, rows,
                [&](matrix_index i) { return sign == 0 ? T(0) : copy[static_cast<std::size_t>(i + i * rows)]; });
            return;
        }
    find_determinant_by_decomposition<P, Id>(value, sizes);
}

template <>
struct matrix_kernel<&info_of<operations::solution>> {
    template <class P, int Id, class T>
    static constexpr void run(T* const* value, matrix_index const* sizes) {
        run_solution<P, Id>(value, sizes);
    }
};
template <>
struct matrix_kernel<&info_of<operations::inverse>> : matrix_kernel<&info_of<operations::solution>> {};
template <>
struct matrix_kernel<&info_of<operations::determinant>> {
    template <class P, int Id, class T>
    static constexpr void run(T* const* value, matrix_index const* sizes) {
        run_determinant<P, Id>(value, sizes);
    }
};
template <>
struct matrix_kernel<&info_of<operations::log_determinant>> : matrix_kernel<&info_of<operations::determinant>> {};

}  // namespace ctgrad::detail
