#pragma once

#include <array>

#include <ctgrad/matrix/rules/operation.hpp>

/// Gathers, blocks and concatenation: copies without arithmetic.
namespace ctgrad::operations {

/// y_j = a_ij, where i is the label of column j. Labels have no derivative.
struct gather : binary_matrix_operation {
    static constexpr char const* name = "gather";
    static constexpr auto cost = ctgrad::cost_class::selection;
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return {extent{}, operands[0].columns}; }
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
    static constexpr bool takes_small_adjoint = true;
    template <class T>
    static constexpr T evaluate(T const&, T const&) {
        return T(1);
    }
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[1]; }
    template <class M>
    static constexpr std::array<M, 2> pullback(M const&, M const&, M const&, M const&) {
        return {M(0), M(0)};
    }
    template <int, class M>
    static constexpr M pushforward(M const&, M const&, M const&, M const&) {
        return M(0);
    }
};

/// One matrix beside the other, or below it. The last operand is the shape of the result.
template <class Self, bool Below>
struct concatenation : matrix_operation {
    static constexpr auto cost = ctgrad::cost_class::nothing;
    template <class T>
    static constexpr T evaluate(T const& a, T const&, T const&) {
        return a;
    }
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[2]; }
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
    static constexpr ctgrad::notation notation{
        .infix = {"concatenate($1, $2)", precedence::call},
        .latex = {"\\operatorname{concatenate}\\left( $1, $2 \\right)", precedence::call}};
};
/// [a; b]: the rows of a, then those of b.
struct concatenate_rows : concatenation<concatenate_rows, true> {
    static constexpr char const* name = "vcat";
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
};
/// Entries outside of the block are 0.
struct pad : placement<pad, block> {
    static constexpr char const* name = "pad";
};

}  // namespace ctgrad::operations
