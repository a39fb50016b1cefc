#pragma once

#include <array>
#include <cstddef>

#include <ctgrad/matrix/rules/operation.hpp>

/// Sums over all entries, rows or columns.
namespace ctgrad::operations {

/// A sum of entries. Its adjoint is broadcast to them.
template <class Self>
struct summation : unary_matrix_operation {
    static constexpr auto cost = ctgrad::cost_class::addition;
    static constexpr auto form = detail::matrix_form::sum;
    template <class M>
    static constexpr std::array<M, 1> pullback(M const& g, M const&, M const&) {
        return {g};
    }
    template <int, class M>
    static constexpr M pushforward(M const& t, M const&, M const&) {
        return detail::made<Self>(t);
    }
};
struct sum : summation<sum> {
    static constexpr char const* name = "sum";
    static constexpr matrix_shape shape_of(matrix_shape const*) { return {}; }
};
struct row_sums : summation<row_sums> {
    static constexpr char const* name = "row_sums";
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return {operands[0].rows, extent{}}; }
};
struct column_sums : summation<column_sums> {
    static constexpr char const* name = "column_sums";
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return {extent{}, operands[0].columns}; }
};
/// The sum of the diagonal.
struct trace : summation<trace> {
    static constexpr char const* name = "trace";
    static constexpr auto form = detail::matrix_form::kernel;
    static constexpr matrix_shape shape_of(matrix_shape const*) { return {}; }
    template <class T>
    static CTGRAD_INLINE void compute(matrix_in_memory<T> result, matrix_in_memory<T const> a) {
        result(0, 0) = T(0);
        for (std::ptrdiff_t i = 0; i < a.rows; ++i) result(0, 0) += a(i, i);
    }
    static constexpr shape_conflict conflict(detail::descriptor const* const* operands) {
        return shape_conflict::unless_square(operands[0]->shape);
    }
    template <shape_conflict::kind, class Problem>
    static constexpr detail::mistake refuse() {
        static_assert(detail::never<Problem>, "ctgrad: trace(A) needs a square matrix");
        return {};
    }
    template <class M>
    static constexpr std::array<M, 1> pullback(M const& g, M const&, M const& a) {
        return {g * detail::made<identity>(shape_like(a))};
    }
};

/// y_j = log sum_i exp(a_ij), as m + log sum_i exp(a_ij - m) with m the largest entry of the column; so
/// dy_j/da_ij = exp(a_ij - y_j), the softmax.
struct log_sum_exp : unary_matrix_operation {
    static constexpr char const* name = "log_sum_exp";
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return {extent{}, operands[0].columns}; }
    template <class T>
    static CTGRAD_INLINE void compute(matrix_in_memory<T> result, matrix_in_memory<T const> a) {
        for (std::ptrdiff_t j = 0; j < a.columns; ++j) result(0, j) = of_column(a.column(j), a.rows);
    }
    template <class M>
    static constexpr std::array<M, 1> pullback(M const& g, M const& y, M const& a) {
        return {g * exp(a - y)};
    }
    template <int, class M>
    static constexpr M pushforward(M const& t, M const& y, M const& a) {
        return detail::made<column_sums>(t * exp(a - y));
    }

private:
    template <class T>
    static constexpr T of_column(T const* a, std::ptrdiff_t count) {
        if (count == 0) return T(log(T(0)));
        T largest = a[0];
        for (std::ptrdiff_t i = 1; i < count; ++i) largest = largest < a[i] ? a[i] : largest;
        if (largest - largest != T(0)) return largest;  // infinite
        T sum(0);
        for (std::ptrdiff_t i = 0; i < count; ++i) sum += exp(T(a[i] - largest));
        return T(largest + log(sum));
    }
};

}  // namespace ctgrad::operations
