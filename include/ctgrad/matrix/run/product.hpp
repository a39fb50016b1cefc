#pragma once

#include <type_traits>

#include <ctgrad/matrix/run/eigen_products.hpp>
#include <ctgrad/matrix/run/sizes.hpp>
#include <ctgrad/matrix/run/small_products.hpp>
#include <ctgrad/matrix/run/stored.hpp>
#include <ctgrad/support/inline.hpp>

/// Products of matrices: Eigen's at run time, plain loops in constant expressions.
namespace ctgrad::detail {

/// The sum of rows, columns and inner dimension below which plain loops are faster, as in Eigen.
inline constexpr matrix_index small_product = 20;

// Results are filled by a loop and then added to: Eigen's own `=` fills them by a call of memset, which takes longer.

/// result = A x by Eigen, where A is column-major or row-major.
template <bool ByRows, class T>
void multiply_by_vector(T* result, T const* a, T const* x, matrix_index rows, matrix_index columns) {
    if (rows == 1) {
        result[0] = multiply_vectors(a, x, columns);
        return;
    }
    for (matrix_index i = 0; i < rows; ++i) result[i] = T(0);
    eigen_products::add_matrix_by_vector<ByRows>(result, a, x, rows, columns);
}
/// The product of two matrices in memory, each transposed or not, by Eigen.
template <bool TurnedLeft, bool TurnedRight, class T>
void multiply_matrices(T* result, T const* left, T const* right, matrix_index rows, matrix_index inner,
                       matrix_index columns) {
    // Vectors and small matrices are handled elsewhere. The compiler is told so, to make it drop Eigen's code for them.
    if (inner + rows + columns < small_product || inner < 1 || rows < 2 || columns < 2) __builtin_unreachable();
    for (matrix_index i = 0; i < rows * columns; ++i) result[i] = T(0);
    eigen_products::add_matrix_product<TurnedLeft, TurnedRight>(result, left, right, rows, inner, columns);
}
/// The product of two matrices in memory, each transposed or not.
template <bool TurnedLeft, bool TurnedRight, class T>
constexpr void multiply_by_loops(T* result, T const* left, T const* right, matrix_index rows, matrix_index inner,
                                 matrix_index columns) {
    for (matrix_index j = 0; j < columns; ++j)
        for (matrix_index i = 0; i < rows; ++i) {
            T sum(0);
            for (matrix_index k = 0; k < inner; ++k)
                sum += left[TurnedLeft ? k + i * inner : i + k * rows] *
                       right[TurnedRight ? j + k * columns : k + j * inner];
            result[i + j * rows] = sum;
        }
}

/// The product of two matrices of any size. `OneRow` and `OneColumn` say that the result is known at compile time to
/// have one row or column. Vectors and small matrices of dynamic size are recognized at run time.
template <bool TurnedLeft, bool TurnedRight, bool OneRow, bool OneColumn, class T>
inline void multiply(T* result, T const* left, T const* right, matrix_index rows, matrix_index inner,
                     matrix_index columns) {
    if constexpr (OneRow && OneColumn) {
        result[0] = multiply_vectors(left, right, inner);
    } else if constexpr (OneRow) {
        multiply_by_vector<!TurnedRight>(result, right, left, columns, inner);
    } else if constexpr (OneColumn) {
        multiply_by_vector<TurnedLeft>(result, left, right, rows, inner);
    } else {
        if (columns == 1)
            multiply_by_vector<TurnedLeft>(result, left, right, rows, inner);
        else if (rows == 1)
            multiply_by_vector<!TurnedRight>(result, right, left, columns, inner);
        else if (rows + inner + columns < small_product || rows == 0 || inner == 0 || columns == 0)
            multiply_by_loops<TurnedLeft, TurnedRight>(result, left, right, rows, inner, columns);
        else
            multiply_matrices<TurnedLeft, TurnedRight>(result, left, right, rows, inner, columns);
    }
}

/// Whether a product is small enough to be unrolled.
constexpr bool is_small(matrix_shape const& a, extent const& columns) {
    constexpr int limit = 32;
    return !a.rows.is_named() && !a.columns.is_named() && !columns.is_named() && a.rows.number <= limit &&
           a.columns.number <= limit && columns.number <= limit;
}

/// Whether a factor is row-major in memory: a lazy transpose, or a row-major argument, but not both.
template <class P, int Id>
constexpr bool stands_turned() {
    constexpr bool transposed = P::value.kind[Id] == node_kind::transposed;
    constexpr int source = transposed ? P::value.first(Id) : Id;
    if constexpr (P::value.operation_of(source) == graph::input_node && requires { typename P::stored_inputs; })
        return transposed != stored_at<P, source>::by_rows;
    else
        return transposed;
}

template <class P, int Id, class T>
inline void run_product_at_run_time(T* result, T const* left, T const* right, matrix_index rows, matrix_index inner,
                                    matrix_index columns) {
    constexpr int a = P::value.first(Id), b = P::value.second(Id);
    constexpr bool turned_a = stands_turned<P, a>(), turned_b = stands_turned<P, b>();
    constexpr matrix_shape of_a = P::value.shape_at(a), of_b = P::value.shape_at(b);
    if constexpr (!is_small(of_a, of_b.columns)) {
        multiply<turned_a, turned_b, of_a.rows.is_one(), of_b.columns.is_one()>(result, left, right, rows, inner,
                                                                                columns);
    } else {
        constexpr int r = of_a.rows.number, n = of_a.columns.number, c = of_b.columns.number;
        if constexpr (r == 1 && c == 1)
            result[0] = multiply_vectors(left, right, n);
        else if constexpr (c == 1 && turned_a && n >= 4 && has_vectors_of<T>)
            multiply_rows_by_vector<T, r, n>(result, left, right);
        else if constexpr (r == 1 && !turned_b && n >= 4 && has_vectors_of<T>)
            multiply_rows_by_vector<T, c, n>(result, right, left);
        else if constexpr (r != 1 && !turned_a)
            multiply_columns<T, r, n, c, turned_b>(result, left, right);
        else
            result_map<T, r, c>(result).noalias() =
                factor_map<T, r, n, turned_a>(left).lazyProduct(factor_map<T, n, c, turned_b>(right));
    }
}

template <class P, int Id, class T>
CTGRAD_INLINE void run_product(T* const* value, matrix_index const* sizes) {
    constexpr int a = P::value.first(Id), b = P::value.second(Id), shape = P::value.shape[Id];
    matrix_index const rows = row_count<P, shape>(sizes), columns = column_count<P, shape>(sizes);
    matrix_index const inner = column_count<P, P::value.shape[a]>(sizes);
    if (__builtin_is_constant_evaluated())
        multiply_by_loops<stands_turned<P, a>(), stands_turned<P, b>(), T>(value[Id], value[a], value[b], rows, inner,
                                                                           columns);
    else
        run_product_at_run_time<P, Id, T>(value[Id], value[a], value[b], rows, inner, columns);
}

}  // namespace ctgrad::detail
