#pragma once

#include <array>
#include <cstddef>
#include <stdexcept>

#include <ctgrad/matrix/rules/operation.hpp>
#include <ctgrad/support/equal_numbers.hpp>
#include <ctgrad/support/failure.hpp>

/// Entries chosen by labels.
namespace ctgrad {

namespace detail {

/// The row of a label.
template <class T>
constexpr std::ptrdiff_t row_of_label(T const& label, std::ptrdiff_t rows) {
    if (!(label >= T(0)) || !(label < static_cast<T>(rows)) ||
        !equal_numbers(static_cast<T>(static_cast<std::ptrdiff_t>(label)), label))
        fail<std::out_of_range>("ctgrad: a label of gather() must be the index of a row, an integer from 0");
    return static_cast<std::ptrdiff_t>(label);
}

}  // namespace detail

namespace operations {

/// y_j = a_ij, where i is the label of column j. Labels have no derivative.
struct gather : binary_matrix_operation {
    static constexpr char const* name = "gather";
    static constexpr auto cost = ctgrad::cost_class::selection;
    static constexpr int label_operand = 1;
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return {extent{}, operands[0].columns}; }
    template <class T, class Label>
    static CTGRAD_INLINE void compute(matrix_in_memory<T> result, matrix_in_memory<T const> a,
                                      matrix_in_memory<Label const> label_of) {
        for (std::ptrdiff_t j = 0; j < result.columns; ++j)
            result(0, j) = a(detail::row_of_label(static_cast<T>(label_of(0, j)), a.rows), j);
    }
    static constexpr shape_conflict conflict(detail::descriptor const* const* operands) {
        matrix_shape const &a = operands[0]->shape, &of_labels = operands[1]->shape;
        if (!of_labels.rows.is_one()) return shape_conflict::of_dimensions(extent{}, of_labels.rows);
        return shape_conflict::unless_equal(a.columns, of_labels.columns);
    }
    template <shape_conflict::kind, class Problem>
    static constexpr detail::mistake refuse() {
        static_assert(
            detail::never<Problem>,
            "ctgrad: gather(A, labels) needs a label for each column of A: labels is a row with as many columns");
        return {};
    }
    template <class M>
    static constexpr std::array<M, 2> pullback(M const& g, M const&, M const& a, M const& labels) {
        return {g * detail::made<one_hot>(labels, shape_like(a)), M(0)};
    }
    template <int I, class M>
    static constexpr M pushforward(M const& t, M const&, M const&, M const& labels) {
        return I == 0 ? detail::made<gather>(t, labels) : M(0);
    }
};

/// 1 in the row that is the label of the column, else 0. The second operand is the shape.
struct one_hot : matrix_operation {
    static constexpr char const* name = "one_hot";
    static constexpr auto cost = ctgrad::cost_class::selection;
    static constexpr auto form = detail::matrix_form::entries;
    static constexpr bool uses_position = true;
    static constexpr bool takes_small_adjoint = true;
    template <class T>
    static constexpr T evaluate(T const&, T const&) {
        return T(1);
    }
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[1]; }
    template <class T>
    static CTGRAD_INLINE T entry(T const& label, matrix_entry at) {
        return detail::equal_numbers(label, static_cast<T>(at.row)) ? T(1) : T(0);
    }
    template <class M>
    static constexpr std::array<M, 2> pullback(M const&, M const&, M const&, M const&) {
        return {M(0), M(0)};
    }
    template <int, class M>
    static constexpr M pushforward(M const&, M const&, M const&, M const&) {
        return M(0);
    }
};

}  // namespace operations
}  // namespace ctgrad
