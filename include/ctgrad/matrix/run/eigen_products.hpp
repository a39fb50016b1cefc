#pragma once

#include <type_traits>

#include <Eigen/Core>

#include <ctgrad/matrix/run/sizes.hpp>

/// Products of dynamic matrices by Eigen.
namespace ctgrad::detail {

/// A matrix in packed memory, column-major or row-major; vectors are both.
template <class T, int Rows, int Columns, bool ByRows>
using packed_matrix =
    Eigen::Matrix<T, Rows, Columns, Rows == 1 || (ByRows && Columns != 1) ? Eigen::RowMajor : Eigen::ColMajor>;
template <class T, int Rows, int Columns>
using result_map = Eigen::Map<packed_matrix<T, Rows, Columns, false>>;
template <class T, int Rows, int Columns, bool ByRows>
using factor_map = Eigen::Map<packed_matrix<T, Rows, Columns, ByRows> const>;

/// result += A x and result += A B by the public interface, for any version of Eigen.
namespace eigen_expressions {

template <bool ByRows, class T>
void add_matrix_by_vector(T* result, T const* a, T const* x, matrix_index rows, matrix_index columns) {
    result_map<T, Eigen::Dynamic, 1>(result, rows).noalias() +=
        factor_map<T, Eigen::Dynamic, Eigen::Dynamic, ByRows>(a, rows, columns) *
        factor_map<T, Eigen::Dynamic, 1, false>(x, columns);
}
template <bool ByRowsLeft, bool ByRowsRight, class T>
void add_matrix_product(T* result, T const* left, T const* right, matrix_index rows, matrix_index inner,
                        matrix_index columns) {
    result_map<T, Eigen::Dynamic, Eigen::Dynamic>(result, rows, columns).noalias() +=
        factor_map<T, Eigen::Dynamic, Eigen::Dynamic, ByRowsLeft>(left, rows, inner) *
        factor_map<T, Eigen::Dynamic, Eigen::Dynamic, ByRowsRight>(right, inner, columns);
}

}  // namespace eigen_expressions

// The kernels that these expressions call are not public. They are called directly in the versions of Eigen in which
// they are known, because an expression also instantiates the products of vectors and of small matrices. Those are
// never computed here, and would be most of a network's compile time.
#if EIGEN_VERSION_AT_LEAST(3, 4, 0) && !EIGEN_VERSION_AT_LEAST(3, 4, 90)
namespace eigen_kernels {

template <bool ByRows, class T>
void add_matrix_by_vector(T* result, T const* a, T const* x, matrix_index rows, matrix_index columns) {
    namespace kernels = Eigen::internal;
    constexpr int order = ByRows ? Eigen::RowMajor : Eigen::ColMajor;
    constexpr int other = ByRows ? Eigen::ColMajor : Eigen::RowMajor;
    using matrix = kernels::const_blas_data_mapper<T, matrix_index, order>;
    using vector = kernels::const_blas_data_mapper<T, matrix_index, other>;
    kernels::general_matrix_vector_product<matrix_index, T, matrix, order, false, T, vector, false>::run(
        rows, columns, matrix(a, ByRows ? columns : rows), vector(x, 1), result, 1, T(1));
}
template <bool ByRowsLeft, bool ByRowsRight, class T>
void add_matrix_product(T* result, T const* left, T const* right, matrix_index rows, matrix_index inner,
                        matrix_index columns) {
    namespace kernels = Eigen::internal;
    constexpr int any = Eigen::Dynamic, by_columns = Eigen::ColMajor, by_rows = Eigen::RowMajor;
    using left_map = factor_map<T, any, any, ByRowsLeft>;
    using right_map = factor_map<T, any, any, ByRowsRight>;
    using to_map = result_map<T, any, any>;
    using blocking_space = kernels::gemm_blocking_space<by_columns, T, T, any, any, any>;
    using product = kernels::general_matrix_matrix_product<matrix_index, T, ByRowsLeft ? by_rows : by_columns, false, T,
                                                           ByRowsRight ? by_rows : by_columns, false, by_columns, 1>;
    using gemm = kernels::gemm_functor<T, matrix_index, product, left_map, right_map, to_map, blocking_space>;
    left_map const a(left, rows, inner);
    right_map const b(right, inner, columns);
    to_map to(result, rows, columns);
    blocking_space blocking(rows, columns, inner, 1, true);
    kernels::parallelize_gemm<true>(gemm(a, b, to, T(1), blocking), rows, columns, inner, false);
}

}  // namespace eigen_kernels
namespace eigen_products = eigen_kernels;
#else
namespace eigen_products = eigen_expressions;
#endif

}  // namespace ctgrad::detail
