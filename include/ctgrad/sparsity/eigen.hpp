#pragma once

#include <algorithm>
#include <cstddef>
#include <type_traits>

#include <Eigen/SparseCore>

#include <ctgrad/sparsity/destination.hpp>
#include <ctgrad/sparsity/entries.hpp>

/// Sparse Jacobians and Hessians as matrices of Eigen.
namespace ctgrad {

namespace detail {

template <class Pattern>
inline constexpr int eigen_order = Pattern::order == storage_order::by_rows ? Eigen::RowMajor : Eigen::ColMajor;

template <class Matrix, class Pattern>
constexpr bool check_eigen_order() {
    constexpr bool fits = bool(Matrix::IsRowMajor) == (Pattern::order == storage_order::by_rows);
    static_assert(fits,
                  "ctgrad: a column-major Eigen::SparseMatrix, the default, takes csc, and a row-major one csr, as in "
                  "sparse(jacobian(f), csc).into(matrix)");
    return fits;
}

/// Gives a matrix the pattern, unless it has it.
template <class T, int Options, class Index, class Pattern>
void set_pattern(Eigen::SparseMatrix<T, Options, Index>& matrix, Pattern const& pattern) {
    auto const rows = static_cast<Eigen::Index>(Pattern::rows), columns = static_cast<Eigen::Index>(Pattern::columns),
               nonzeros = static_cast<Eigen::Index>(Pattern::nonzeros);
    auto const& inner = pattern.inner_indices();
    if (matrix.rows() == rows && matrix.cols() == columns && matrix.isCompressed() && matrix.nonZeros() == nonzeros &&
        std::equal(pattern.offsets.begin(), pattern.offsets.end(), matrix.outerIndexPtr()) &&
        std::equal(inner.begin(), inner.end(), matrix.innerIndexPtr()))
        return;
    matrix.resize(rows, columns);
    matrix.resizeNonZeros(nonzeros);
    std::copy(pattern.offsets.begin(), pattern.offsets.end(), matrix.outerIndexPtr());
    std::copy(inner.begin(), inner.end(), matrix.innerIndexPtr());
}

template <class T, int Options, class Index>
struct sparse_destination<Eigen::SparseMatrix<T, Options, Index>> {
    static constexpr bool fits = true;
    using matrix = Eigen::SparseMatrix<T, Options, Index>;

    template <class Pattern>
    static constexpr bool check() {
        return check_eigen_order<matrix, Pattern>();
    }
    template <class Pattern>
    static T* prepare(matrix& destination, Pattern const& pattern) {
        set_pattern(destination, pattern);
        return destination.valuePtr();
    }
};

}  // namespace detail

/// The entries as an `Eigen::SparseMatrix`, row-major if they are in CSR order. For a Hessian it has the stored
/// triangle, which is what Eigen's solvers for symmetric matrices take.
/// ```cpp
/// auto const r = ctgrad::sparse(ctgrad::hessian(f), ctgrad::csc)(x);
/// Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> const solver(ctgrad::to_eigen(r.hessian));
/// ```
/// To refresh a matrix in place write `sparse(hessian(f), csc).into(matrix)(x)`: if the matrix already has the pattern,
/// it keeps its memory, and only its values are written.
template <class T, auto const& Pattern>
auto to_eigen(sparse_matrix_entries<T, Pattern> const& entries) {
    Eigen::SparseMatrix<T, detail::eigen_order<std::remove_cvref_t<decltype(Pattern)>>, int> matrix;
    detail::set_pattern(matrix, Pattern);
    std::copy(entries.begin(), entries.end(), matrix.valuePtr());
    return matrix;
}

/// The entries seen as a constant sparse matrix of Eigen, without a copy. The entries must outlive it.
template <class T, auto const& Pattern>
auto eigen_map(sparse_matrix_entries<T, Pattern> const& entries) {
    using matrix = std::remove_cvref_t<decltype(Pattern)>;
    return Eigen::Map<Eigen::SparseMatrix<T, detail::eigen_order<matrix>, int> const>(
        static_cast<Eigen::Index>(matrix::rows), static_cast<Eigen::Index>(matrix::columns),
        static_cast<Eigen::Index>(matrix::nonzeros), Pattern.offsets.data(), Pattern.inner_indices().data(),
        entries.data());
}
template <class T, auto const& Pattern>
void eigen_map(sparse_matrix_entries<T, Pattern> const&&) = delete;

}  // namespace ctgrad
