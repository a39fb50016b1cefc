#pragma once

#include <array>

#include <ctgrad/graph/handle.hpp>
#include <ctgrad/matrix/functions.hpp>
#include <ctgrad/operations/operation.hpp>

/// The rows of the table that work on whole matrices.
///
/// In place of partials such a row has
///  - `shape_of`, the shape of the result for those of the operands;
///  - `pullback`, the contribution of the adjoint g to each operand's adjoint (0 for none);
///  - `pushforward<I>`, the contribution of operand I's tangent t to that of the result.
/// `evaluate` is what the operation does to numbers, matrices of 1 x 1. An adjoint may be of fewer rows or columns than
/// its node: it then stands for the matrix that repeats it; a row with `takes_small_adjoint` can work with that, to the
/// others it comes in full.
///
/// Rules of matrix calculus: M. B. Giles, Collected matrix derivative results for forward and reverse mode algorithmic
/// differentiation (2008).
namespace ctgrad {

namespace detail {

/// A node of a rule. (Its type is told, not deduced: rules of two operations may name each other.)
template <class Operation, class M, class... Rest>
constexpr M made(M const& first, Rest const&... rest) {
    graph* owner = first.owner;
    ((owner = owner != nullptr ? owner : rest.owner), ...);
    int const operands[]{first.node_in(*owner), rest.node_in(*owner)...};
    return {owner, M::make(*owner, info_of<Operation>, operands)};
}

}  // namespace detail

struct matrix_operation : operation {
    static constexpr bool elementwise = false;
    static constexpr bool takes_small_adjoint = false;
};

namespace operations {

struct matrix_product : matrix_operation {
    static constexpr std::string_view name = "matrix_product";
    static constexpr ctgrad::notation notation{
        .infix = {"$1 * $2", precedence::product, {precedence::product, precedence::power}},
        .latex = {"$1 \\, $2", precedence::product, {precedence::product, precedence::power}}};
    static constexpr auto cost = ctgrad::cost_class::multiplication;
    template <class T>
    static constexpr T evaluate(T const& a, T const& b) {
        return a * b;
    }
    static constexpr matrix_shape shape_of(matrix_shape const* operands) {
        return {operands[0].rows, operands[1].columns};
    }
    template <class M>
    static constexpr std::array<M, 2> pullback(M const& g, M const&, M const& a, M const& b) {
        return {detail::made<matrix_product>(g, detail::made<transpose>(b)),
                detail::made<matrix_product>(detail::made<transpose>(a), g)};
    }
    template <int I, class M>
    static constexpr M pushforward(M const& t, M const&, M const& a, M const& b) {
        return I == 0 ? detail::made<matrix_product>(t, b) : detail::made<matrix_product>(a, t);
    }
};

struct transpose : matrix_operation {
    static constexpr std::string_view name = "transpose";
    static constexpr ctgrad::notation notation{.infix = {"$1^T", precedence::power, {precedence::call}},
                                               .latex = {"$1^{\\top}", precedence::power, {precedence::atom}}};
    static constexpr auto cost = ctgrad::cost_class::nothing;
    static constexpr bool takes_small_adjoint = true;
    template <class T>
    static constexpr T evaluate(T const& a) {
        return a;
    }
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[0].transposed(); }
    template <class M>
    static constexpr std::array<M, 1> pullback(M const& g, M const&, M const&) {
        return {detail::made<transpose>(g)};
    }
    template <int, class M>
    static constexpr M pushforward(M const& t, M const&, M const&) {
        return detail::made<transpose>(t);
    }
};

/// A sum of entries. Its adjoint is that of each of them, repeated.
template <class Self>
struct summation : matrix_operation {
    static constexpr auto cost = ctgrad::cost_class::addition;
    static constexpr bool takes_small_adjoint = true;
    template <class T>
    static constexpr T evaluate(T const& a) {
        return a;
    }
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
    static constexpr std::string_view name = "sum";
    static constexpr matrix_shape shape_of(matrix_shape const*) { return {}; }
};
struct row_sums : summation<row_sums> {
    static constexpr std::string_view name = "row_sums";
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return {operands[0].rows, extent{}}; }
};
struct column_sums : summation<column_sums> {
    static constexpr std::string_view name = "column_sums";
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return {extent{}, operands[0].columns}; }
};
/// The sum of the diagonal.
struct trace : summation<trace> {
    static constexpr std::string_view name = "trace";
    static constexpr matrix_shape shape_of(matrix_shape const*) { return {}; }
    template <class M>
    static constexpr std::array<M, 1> pullback(M const& g, M const&, M const& a) {
        return {g * detail::made<identity>(shape_like(a))};
    }
};

/// y_j = log sum_i exp(a_ij), as m + log sum_i exp(a_ij - m) with m the largest entry of the column; so
/// dy_j/da_ij = exp(a_ij - y_j), the softmax.
struct log_sum_exp : matrix_operation {
    static constexpr std::string_view name = "log_sum_exp";
    static constexpr bool takes_small_adjoint = true;
    template <class T>
    static constexpr T evaluate(T const& a) {
        return a;
    }
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return {extent{}, operands[0].columns}; }
    template <class M>
    static constexpr std::array<M, 1> pullback(M const& g, M const& y, M const& a) {
        return {g * exp(a - y)};
    }
    template <int, class M>
    static constexpr M pushforward(M const& t, M const& y, M const& a) {
        return detail::made<column_sums>(t * exp(a - y));
    }
};

/// y_j = a_ij with i the label of column j. A label is a number without derivative.
struct gather : matrix_operation {
    static constexpr std::string_view name = "gather";
    static constexpr auto cost = ctgrad::cost_class::selection;
    static constexpr bool takes_small_adjoint = true;
    template <class T>
    static constexpr T evaluate(T const& a, T const&) {
        return a;
    }
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

/// 1 in the row that the label of the column names, else 0; the second operand is the shape.
struct one_hot : matrix_operation {
    static constexpr std::string_view name = "one_hot";
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

/// [a; b]: the columns of a, then those of b; the last operand is the shape of the result.
struct concatenate : matrix_operation {
    static constexpr std::string_view name = "concatenate";
    static constexpr ctgrad::notation notation{
        .infix = {"concatenate($1, $2)", precedence::call},
        .latex = {"\\operatorname{concatenate}\\left( $1, $2 \\right)", precedence::call}};
    static constexpr auto cost = ctgrad::cost_class::nothing;
    template <class T>
    static constexpr T evaluate(T const& a, T const&, T const&) {
        return a;
    }
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[2]; }
    template <class M>
    static constexpr std::array<M, 3> pullback(M const& g, M const&, M const& a, M const& b, M const&) {
        return {detail::made<block>(g, M(0), M(0), shape_like(a)),
                detail::made<block>(g, M(0), columns_of(a), shape_like(b)), M(0)};
    }
    template <int I, class M>
    static constexpr M pushforward(M const& t, M const&, M const& a, M const&, M const& like) {
        if constexpr (I == 2)
            return M(0);
        else
            return detail::made<pad>(t, M(0), I == 0 ? M(0) : columns_of(a), like);
    }
};

/// Takes a block out of a matrix, or puts it into one; `Inverse` does the other. The last operand is the shape of the
/// result, and the two before it say in which row and column the block's first entry stands.
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
    static constexpr std::string_view name = "block";
};
/// Entries outside of the block are 0.
struct pad : placement<pad, block> {
    static constexpr std::string_view name = "pad";
};

/// A constant of a shape: what its value is depends on nothing.
struct constant_of_shape : matrix_operation {
    static constexpr auto cost = ctgrad::cost_class::nothing;
    template <class T>
    static constexpr T evaluate(T const&) {
        return T(1);
    }
    template <class M>
    static constexpr std::array<M, 1> pullback(M const&, M const&, M const&) {
        return {M(0)};
    }
    template <int, class M>
    static constexpr M pushforward(M const&, M const&, M const&) {
        return M(0);
    }
};
/// 1 on the diagonal, else 0.
struct identity : constant_of_shape {
    static constexpr std::string_view name = "identity";
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[0]; }
};
/// The number of entries of a shape.
struct count : constant_of_shape {
    static constexpr std::string_view name = "count";
    static constexpr matrix_shape shape_of(matrix_shape const*) { return {}; }
};

/// A number, row or column repeated to the shape of the second operand.
struct broadcast : matrix_operation {
    static constexpr std::string_view name = "broadcast";
    static constexpr ctgrad::notation notation{.infix = {"broadcast($1 to $2)", precedence::call}};
    static constexpr auto cost = ctgrad::cost_class::nothing;
    static constexpr bool takes_small_adjoint = true;
    template <class T>
    static constexpr T evaluate(T const& a, T const&) {
        return a;
    }
    static constexpr matrix_shape shape_of(matrix_shape const* operands) { return operands[1]; }
    template <class M>
    static constexpr std::array<M, 2> pullback(M const& g, M const& y, M const& a, M const&) {
        return {summed_to(g, y, a), M(0)};
    }
    template <int I, class M>
    static constexpr M pushforward(M const& t, M const&, M const&, M const& like) {
        return I == 0 ? detail::made<broadcast>(t, like) : M(0);
    }
};

}  // namespace operations
}  // namespace ctgrad
