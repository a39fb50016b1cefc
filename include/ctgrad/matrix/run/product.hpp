#pragma once

#include <concepts>
#include <cstddef>
#include <type_traits>

#include <Eigen/Core>

#include <ctgrad/matrix/plan/program.hpp>
#include <ctgrad/matrix/run/simd.hpp>
#include <ctgrad/matrix/run/sizes.hpp>
#include <ctgrad/matrix/run/stored.hpp>
#include <ctgrad/support/inline.hpp>

/// Products of matrices: Eigen's at run time, plain loops in constant expressions.
namespace ctgrad::detail {

/// A matrix in packed memory, of sizes that Eigen is told: it writes the product of small ones out.
template <class T, int Rows, int Columns>
using mapped = Eigen::Map<
    std::conditional_t<std::is_const_v<T>,
                       Eigen::Matrix<std::remove_const_t<T>, Rows, Columns,
                                     Rows == 1 && Columns != 1 ? Eigen::RowMajor : Eigen::ColMajor> const,
                       Eigen::Matrix<T, Rows, Columns, Rows == 1 && Columns != 1 ? Eigen::RowMajor : Eigen::ColMajor>>>;

/// Whether a product is small enough to be unrolled.
constexpr bool is_small(matrix_shape const& a, extent const& columns) {
    constexpr int limit = 32;
    return !a.rows.is_named() && !a.columns.is_named() && !columns.is_named() && a.rows.number <= limit &&
           a.columns.number <= limit && columns.number <= limit;
}

/// A factor in memory, transposed or not.
template <int Rows, int Columns, bool Turned, class T>
inline auto factor(T const* at) {
    if constexpr (Turned)
        return mapped<T const, Columns, Rows>(at).transpose();
    else
        return mapped<T const, Rows, Columns>(at);
}

/// Rows [from, from + Count) of a column of a small product, as sums of columns in registers. Without this g++ emits
/// shuffles for such small matrices.
template <int Count, class T, int Rows, int Inner, int Columns, bool TurnedRight>
inline void multiply_rows(T* __restrict result, T const* left, T const* right, int from, int column) {
    if constexpr (Count == 8 && has_vectors_of<T>) {
        simd<T, 8> sum(0), at;
        for (int k = 0; k < Inner; ++k) {
            at.load(left + from + k * Rows);
            sum = sum + at * simd<T, 8>(right[TurnedRight ? column + k * Columns : k + column * Inner]);
        }
        sum.store(result + from + column * Rows);
    } else {
        T sum[Count]{};
        for (int k = 0; k < Inner; ++k) {
            T const factor = right[TurnedRight ? column + k * Columns : k + column * Inner];
            for (int i = 0; i < Count; ++i) sum[i] += left[from + i + k * Rows] * factor;
        }
        for (int i = 0; i < Count; ++i) result[from + i + column * Rows] = sum[i];
    }
}
template <class T, int Rows, int Inner, int Columns, bool TurnedRight>
inline void multiply_columns(T* __restrict result, T const* left, T const* right) {
    constexpr int step = 8, whole = Rows / step * step;
    for (int j = 0; j < Columns; ++j) {
        for (int i = 0; i < whole; i += step)
            multiply_rows<step, T, Rows, Inner, Columns, TurnedRight>(result, left, right, i, j);
        if constexpr (Rows > whole)
            multiply_rows<Rows - whole, T, Rows, Inner, Columns, TurnedRight>(result, left, right, whole, j);
    }
}

/// An inner product, with eight partial sums.
template <class T>
CTGRAD_INLINE T multiply_vectors(T const* left, T const* right, index count) {
    constexpr index partial = 8;
    index const whole = count / partial * partial;
    T sum[partial]{};
    if constexpr (has_vectors_of<T>) {
        simd<T, 8> sums(0), a, b;
        for (index k = 0; k < whole; k += partial) {
            a.load(left + k);
            b.load(right + k);
            sums = sums + a * b;
        }
        sums.store(sum);
    } else {
        for (index k = 0; k < whole; k += partial)
            for (index i = 0; i < partial; ++i) sum[i] += left[k + i] * right[k + i];
    }
    for (index k = whole; k < count; ++k) sum[k - whole] += left[k] * right[k];
    return ((sum[0] + sum[4]) + (sum[2] + sum[6])) + ((sum[1] + sum[5]) + (sum[3] + sum[7]));
}

/// The products of a vector with four contiguous rows of a small matrix. Each is summed in the order of
/// `multiply_vectors`: first the halves of eight partial sums, then the quarters, then neighbours. Four rows at a time
/// need half as many shuffles as eight.
template <class T, int Columns>
CTGRAD_INLINE simd<T, 4> multiply_four_rows(T const* matrix, T const* vector) {
    constexpr int filled = Columns / 8 * 8, rest = Columns - filled;
    simd<T, 4> half[4];
    for (int row = 0; row < 4; ++row) {
        T const* const at = matrix + row * Columns;
        simd<T, 4> low(0), high(0), a, b;
        for (int k = 0; k < filled; k += 8) {
            a.load(at + k);
            b.load(vector + k);
            low = low + a * b;
            a.load(at + k + 4);
            b.load(vector + k + 4);
            high = high + a * b;
        }
        if constexpr (rest > 0) {
            T some[8]{}, last[8]{};
            for (int k = 0; k < rest; ++k) {
                some[k] = at[filled + k];
                last[k] = vector[filled + k];
            }
            a.load(some);
            b.load(last);
            low = low + a * b;
            a.load(some + 4);
            b.load(last + 4);
            high = high + a * b;
        }
        half[row] = low + high;
    }
    return sums_of_four(half[0], half[1], half[2], half[3]);
}

/// The products of a vector with each row, eight rows at a time, because the next pass loads eight.
template <class T, int Rows, int Columns>
inline void multiply_rows_by_vector(T* __restrict result, T const* matrix, T const* vector) {
    constexpr int step = 8, whole = Rows / step * step;
    for (int i = 0; i < whole; i += step)
        concatenated(multiply_four_rows<T, Columns>(matrix + i * Columns, vector),
                     multiply_four_rows<T, Columns>(matrix + (i + 4) * Columns, vector))
            .store(result + i);
    for (int i = whole; i < Rows; ++i) result[i] = multiply_vectors(matrix + i * Columns, vector, Columns);
}

/// The product of two matrices in memory, each transposed or not.
template <bool TurnedLeft, bool TurnedRight, class T>
constexpr void multiply_by_loops(T* result, T const* left, T const* right, index rows, index inner, index columns) {
    for (index j = 0; j < columns; ++j)
        for (index i = 0; i < rows; ++i) {
            T sum(0);
            for (index k = 0; k < inner; ++k)
                sum += left[TurnedLeft ? k + i * inner : i + k * rows] *
                       right[TurnedRight ? j + k * columns : k + j * inner];
            result[i + j * rows] = sum;
        }
}

// What follows calls the kernels behind Eigen's products. An expression `a * b` of dynamic matrices reaches the same
// ones, with what it instantiates on the way for matrices that are small or vectors in the end: two products cost a
// second to compile.

/// result = A x, where A is column-major or row-major.
template <bool ByRows, class T>
void multiply_by_vector(T* result, T const* a, T const* x, index rows, index columns) {
    using namespace Eigen::internal;
    constexpr int order = ByRows ? Eigen::RowMajor : Eigen::ColMajor,
                  other = ByRows ? Eigen::ColMajor : Eigen::RowMajor;
    using matrix = const_blas_data_mapper<T, index, order>;
    using vector = const_blas_data_mapper<T, index, other>;
    for (index i = 0; i < rows; ++i) result[i] = T(0);
    general_matrix_vector_product<index, T, matrix, order, false, T, vector, false>::run(
        rows, columns, matrix(a, ByRows ? columns : rows), vector(x, 1), result, 1, T(1));
}

/// The product of two matrices in memory, each transposed or not.
template <bool TurnedLeft, bool TurnedRight, class T>
void multiply_matrices(T* result, T const* left, T const* right, index rows, index inner, index columns) {
    using namespace Eigen::internal;
    using matrix = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>;
    using matrix_by_rows = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    using left_map = Eigen::Map<std::conditional_t<TurnedLeft, matrix_by_rows, matrix> const>;
    using right_map = Eigen::Map<std::conditional_t<TurnedRight, matrix_by_rows, matrix> const>;
    using result_map = Eigen::Map<matrix>;
    using blocking_space = gemm_blocking_space<Eigen::ColMajor, T, T, Eigen::Dynamic, Eigen::Dynamic, Eigen::Dynamic>;
    using product =
        general_matrix_matrix_product<index, T, TurnedLeft ? Eigen::RowMajor : Eigen::ColMajor, false, T,
                                      TurnedRight ? Eigen::RowMajor : Eigen::ColMajor, false, Eigen::ColMajor, 1>;
    result_map to(result, rows, columns);
    left_map const a(left, rows, inner);
    right_map const b(right, inner, columns);
    for (index i = 0; i < rows * columns; ++i) result[i] = T(0);
    if (rows == 0 || inner == 0 || columns == 0) return;
    blocking_space blocking(rows, columns, inner, 1, true);
    parallelize_gemm<true>(
        gemm_functor<T, index, product, left_map, right_map, result_map, blocking_space>(a, b, to, T(1), blocking),
        rows, columns, inner, false);
}

/// The product of two matrices of any size; `OneRow`, `OneColumn`: what is known of it.
template <bool TurnedLeft, bool TurnedRight, bool OneRow, bool OneColumn, class T>
inline void multiply(T* result, T const* left, T const* right, index rows, index inner, index columns) {
    constexpr index few = 20;  // of rows, columns and inner dimension together, as in Eigen
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
        else if (rows + inner + columns < few)
            multiply_by_loops<TurnedLeft, TurnedRight>(result, left, right, rows, inner, columns);
        else
            multiply_matrices<TurnedLeft, TurnedRight>(result, left, right, rows, inner, columns);
    }
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
inline void run_product_at_run_time(T* result, T const* left, T const* right, index rows, index inner, index columns) {
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
            mapped<T, r, c>(result).noalias() = factor<r, n, turned_a>(left).lazyProduct(factor<n, c, turned_b>(right));
    }
}

template <class P, int Id, class T>
CTGRAD_INLINE void run_product(T* const* value, index const* sizes) {
    constexpr int a = P::value.first(Id), b = P::value.second(Id), shape = P::value.shape[Id];
    index const rows = rows_of<P, shape>(sizes), columns = columns_of<P, shape>(sizes);
    index const inner = columns_of<P, P::value.shape[a]>(sizes);
    if (__builtin_is_constant_evaluated())
        multiply_by_loops<stands_turned<P, a>(), stands_turned<P, b>(), T>(value[Id], value[a], value[b], rows, inner,
                                                                           columns);
    else
        run_product_at_run_time<P, Id, T>(value[Id], value[a], value[b], rows, inner, columns);
}

}  // namespace ctgrad::detail
