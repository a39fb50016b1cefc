#pragma once

#include <array>
#include <cstddef>

#include <ctgrad/matrix/rules/operation.hpp>
#include <ctgrad/matrix/rules/table.hpp>

/// What a formula says about a matrix: positive definite, or triangular.
namespace ctgrad::operations {

/// The base of operations that take a square matrix.
struct operation_on_square : matrix_operation {
    static constexpr shape_conflict conflict(detail::descriptor const* const* operands) {
        return shape_conflict::unless_square(operands[0]->shape);
    }
    template <shape_conflict::kind, class Problem>
    static constexpr detail::mistake refuse() {
        static_assert(
            detail::never<Problem>,
            "ctgrad: solve(A, B), inverse(A), determinant(A) and log_determinant(A) need a square matrix A, and so do "
            "positive_definite(A), lower_triangular(A) and upper_triangular(A)");
        return {};
    }
};
/// A statement about a square matrix, which computes nothing by itself.
struct kind_of_matrix : operation_on_square {
    static constexpr auto cost = ctgrad::cost_class::nothing;
    template <class T>
    static constexpr T evaluate(T const& a) {
        return a;
    }
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[0]; }
};

/// A matrix of which the formula says that it is symmetric and positive definite.
struct positive_definite : kind_of_matrix {
    static constexpr char const* name = "positive_definite";
    template <class T>
    static CTGRAD_INLINE void compute(matrix_in_memory<T> result, matrix_in_memory<T const> a) {
        for (std::ptrdiff_t i = 0; i < a.rows * a.columns; ++i) result.first[i] = a.first[i];
    }
    static constexpr ctgrad::notation notation{.latex = {"$1", precedence::atom, {precedence::atom}}};
    template <class M>
    static constexpr std::array<M, 1> pullback(M const& g, M const&, M const&) {
        return {g};
    }
    template <int, class M>
    static constexpr M pushforward(M const& t, M const&, M const&) {
        return t;
    }
};

/// A triangle of a matrix with its diagonal; the other entries are 0, whatever they were.
template <class Self, bool Lower>
struct triangle : kind_of_matrix {
    template <class T>
    static CTGRAD_INLINE void compute(matrix_in_memory<T> result, matrix_in_memory<T const> a) {
        for (std::ptrdiff_t j = 0; j < a.columns; ++j)
            for (std::ptrdiff_t i = 0; i < a.rows; ++i) result(i, j) = (Lower ? i >= j : i <= j) ? a(i, j) : T(0);
    }
    template <class M>
    static constexpr std::array<M, 1> pullback(M const& g, M const&, M const&) {
        return {detail::made<Self>(g)};
    }
    template <int, class M>
    static constexpr M pushforward(M const& t, M const&, M const&) {
        return detail::made<Self>(t);
    }
};
struct lower_triangular : triangle<lower_triangular, true> {
    static constexpr char const* name = "lower_triangular";
};
struct upper_triangular : triangle<upper_triangular, false> {
    static constexpr char const* name = "upper_triangular";
};

}  // namespace ctgrad::operations
