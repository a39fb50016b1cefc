#pragma once

#include <array>
#include <cstddef>

#include <ctgrad/matrix/rules/operation.hpp>

/// Blocks and concatenation: copies without arithmetic.
namespace ctgrad {

namespace detail {

/// Whether a matrix may have a block: unless the sizes are numbers that say the contrary.
constexpr bool may_fit(descriptor const& before, extent const& dimension_before, extent const& of_block,
                       extent const& of_matrix) {
    bool const is_number = before.what == descriptor::kind::constant;
    if (of_matrix.is_named() || (!is_number && dimension_before.is_named())) return true;
    auto const first = is_number ? before.value.numerator : dimension_before.number;
    return first + (of_block.is_named() ? 0 : of_block.number) <= of_matrix.number;
}

}  // namespace detail

namespace operations {

/// One matrix beside the other, or below it. The last operand is the shape of the result.
template <class Self, bool Below>
struct concatenation : matrix_operation {
    static constexpr auto cost = ctgrad::cost_class::nothing;
    template <class T>
    static constexpr T evaluate(T const& a, T const&, T const&) {
        return a;
    }
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[2]; }
    template <class T>
    static CTGRAD_INLINE void compute(matrix_in_memory<T> result, matrix_in_memory<T const> a,
                                      matrix_in_memory<T const> b, matrix_in_memory<T const>) {
        copy(a, result, 0, 0);
        copy(b, result, Below ? a.rows : 0, Below ? 0 : a.columns);
    }
    template <class M>
    static constexpr std::array<M, 3> pullback(M const& g, M const&, M const& a, M const& b, M const&) {
        return {detail::made<block>(g, M(0), M(0), shape_like(a)),
                detail::made<block>(g, rows_before(a), columns_before(a), shape_like(b)), M(0)};
    }
    template <int I, class M>
    static constexpr M pushforward(M const& t, M const&, M const& a, M const&, M const& like) {
        if constexpr (I == 0)
            return detail::made<pad>(t, M(0), M(0), like);
        else if constexpr (I == 1)
            return detail::made<pad>(t, rows_before(a), columns_before(a), like);
        else
            return M(0);
    }

private:
    template <class T>
    static CTGRAD_INLINE void copy(matrix_in_memory<T const> from, matrix_in_memory<T> to, std::ptrdiff_t row,
                                   std::ptrdiff_t column) {
        for (std::ptrdiff_t j = 0; j < from.columns; ++j)
            for (std::ptrdiff_t i = 0; i < from.rows; ++i) to(row + i, column + j) = from(i, j);
    }
    /// Where the second matrix begins.
    template <class M>
    static constexpr M rows_before(M const& a) {
        return Below ? row_count(a) : M(0);
    }
    template <class M>
    static constexpr M columns_before(M const& a) {
        return Below ? M(0) : column_count(a);
    }
};
/// [a b]: the columns of a, then those of b.
struct concatenate : concatenation<concatenate, false> {
    static constexpr char const* name = "concatenate";
    static constexpr shape_conflict conflict(detail::descriptor const* const* operands) {
        return shape_conflict::unless_equal(operands[0]->shape.rows, operands[1]->shape.rows);
    }
    template <shape_conflict::kind, class Problem>
    static constexpr detail::mistake refuse() {
        static_assert(detail::never<Problem>, "ctgrad: concatenate(A, B) needs matrices with the same number of rows");
        return {};
    }
    static constexpr ctgrad::notation notation{
        .infix = {"concatenate($1, $2)", precedence::call},
        .latex = {"\\operatorname{concatenate}\\left( $1, $2 \\right)", precedence::call}};
};
/// [a; b]: the rows of a, then those of b.
struct concatenate_rows : concatenation<concatenate_rows, true> {
    static constexpr char const* name = "vcat";
    static constexpr shape_conflict conflict(detail::descriptor const* const* operands) {
        return shape_conflict::unless_equal(operands[0]->shape.columns, operands[1]->shape.columns);
    }
    template <shape_conflict::kind, class Problem>
    static constexpr detail::mistake refuse() {
        static_assert(detail::never<Problem>, "ctgrad: vcat(A, B) needs matrices with the same number of columns");
        return {};
    }
    static constexpr ctgrad::notation notation{
        .infix = {"vcat($1, $2)", precedence::call},
        .latex = {"\\begin{pmatrix} $1 \\\\ $2 \\end{pmatrix}", precedence::atom}};
};

/// Extracts a block of a matrix, or embeds one in zeros; `Inverse` is the opposite. The last operand is the shape of
/// the result; the two before it are the row and column of the block's first entry.
template <class Self, class Inverse>
struct placement : matrix_operation {
    static constexpr auto cost = ctgrad::cost_class::nothing;
    template <class T>
    static constexpr T evaluate(T const& a, T const&, T const&, T const&) {
        return a;
    }
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[3]; }
    template <class M>
    static constexpr std::array<M, 4> pullback(M const& g, M const&, M const& a, M const& row, M const& column,
                                               M const&) {
        return {detail::made<Inverse>(g, row, column, shape_like(a)), M(0), M(0), M(0)};
    }
    template <int I, class M>
    static constexpr M pushforward(M const& t, M const&, M const&, M const& row, M const& column, M const& like) {
        return I == 0 ? detail::made<Self>(t, row, column, like) : M(0);
    }
};
struct block : placement<block, pad> {
    static constexpr char const* name = "block";
    static constexpr auto form = detail::matrix_form::block;
    static constexpr shape_conflict conflict(detail::descriptor const* const* operands) {
        matrix_shape const &a = operands[0]->shape, &of_block = operands[3]->shape;
        bool const fits = detail::may_fit(*operands[1], operands[1]->shape.rows, of_block.rows, a.rows) &&
                          detail::may_fit(*operands[2], operands[2]->shape.columns, of_block.columns, a.columns);
        return fits ? shape_conflict{} : shape_conflict::of_shape();
    }
    template <shape_conflict::kind, class Problem>
    static constexpr detail::mistake refuse() {
        static_assert(detail::never<Problem>, "ctgrad: this matrix has no such row or column: they are counted from 0");
        return {};
    }
};
/// Entries outside of the block are 0.
struct pad : placement<pad, block> {
    static constexpr char const* name = "pad";
    static constexpr auto form = detail::matrix_form::padding;
};

}  // namespace operations
}  // namespace ctgrad
