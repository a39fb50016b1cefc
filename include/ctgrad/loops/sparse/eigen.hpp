#pragma once

#include <Eigen/SparseCore>

#include <ctgrad/loops/sparse/matrix.hpp>

namespace ctgrad {

/// A sparse Jacobian or Hessian of a function of rows as a constant sparse matrix of Eigen, without a copy: row-major in CSR
/// order, column-major in CSC order. It must not outlive the matrix, and shows refreshed values. Eigen's solvers for
/// symmetric matrices accept the lower triangle of a Hessian as it is.
/// ```cpp
/// auto matrix = ctgrad::sparse(ctgrad::jacobian(f, ctgrad::arguments<0>), ctgrad::csc)(u);
/// Eigen::SparseMatrix<double> const square = ctgrad::eigen_map(matrix).middleCols(1, n);
/// ```
template <class T, storage_order Order, bool Lower>
auto eigen_map(compressed_matrix<T, Order, Lower> const& matrix) {
    constexpr int order = Order == storage_order::by_rows ? Eigen::RowMajor : Eigen::ColMajor;
    return Eigen::Map<Eigen::SparseMatrix<T, order, int> const>(
        static_cast<Eigen::Index>(matrix.rows()), static_cast<Eigen::Index>(matrix.columns()),
        static_cast<Eigen::Index>(matrix.nonzeros()), matrix.offsets().data(), matrix.inner_indices().data(),
        matrix.values().data());
}
template <class T, storage_order Order, bool Lower>
void eigen_map(compressed_matrix<T, Order, Lower> const&&) = delete;

}  // namespace ctgrad
