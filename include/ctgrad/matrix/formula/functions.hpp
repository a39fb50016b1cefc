#pragma once

#include <ctgrad/formula/constant.hpp>
#include <ctgrad/formula/functions.hpp>
#include <ctgrad/formula/operators.hpp>
#include <ctgrad/matrix/formula/expression.hpp>

/// Functions of matrices. Each takes formulas or, in the rules of the table, terms.
namespace ctgrad {

namespace operations {
struct matrix_product;
struct transpose;
struct sum;
struct row_sums;
struct column_sums;
struct log_sum_exp;
struct gather;
struct one_hot;
struct concatenate;
struct block;
struct pad;
struct trace;
struct identity;
struct count;
struct broadcast;
}  // namespace operations

namespace detail {

/// An operation on whole matrices, applied to formulas or terms.
template <class Operation, class... Operands>
constexpr auto apply_matrix(Operands const&... operands) {
    if constexpr ((any_formula<Operands> || ...))
        return applied_to_formulas<Operation, Operands...>();
    else
        return record<typename first_handle<Operands...>::type, Operation>(operands...);
}

template <class A, class B>
constexpr auto elementwise_product(A const& a, B const& b);

template <class X>
concept matrix_operand = matrix_formula<X> || any_handle<X>;

/// An integer as a constant of a formula.
template <int Value>
using whole = constant_type<0, static_cast<std::uint64_t>(Value), 0, 1, 0>;

}  // namespace detail

// clang-format off
/// The transpose. Products use it without a copy.
template <detail::matrix_operand A> constexpr auto transpose(A const& a) { return detail::apply_matrix<operations::transpose>(a); }
template <detail::number_formula A> constexpr auto transpose(A const& a) { return a; }

/// The sum of all entries.
template <detail::matrix_operand A> constexpr auto sum(A const& a) { return detail::apply_matrix<operations::sum>(a); }
template <detail::number_formula A> constexpr auto sum(A const& a) { return a; }

/// The sum of each row: a column vector.
template <detail::matrix_operand A> constexpr auto row_sums(A const& a) { return detail::apply_matrix<operations::row_sums>(a); }
template <detail::number_formula A> constexpr auto row_sums(A const& a) { return a; }

/// The sum of each column: a row.
template <detail::matrix_operand A> constexpr auto column_sums(A const& a) { return detail::apply_matrix<operations::column_sums>(a); }
template <detail::number_formula A> constexpr auto column_sums(A const& a) { return a; }

/// log(sum_i exp(a_ij)) of each column j, without overflow: a row.
template <detail::matrix_operand A> constexpr auto log_sum_exp(A const& a) { return detail::apply_matrix<operations::log_sum_exp>(a); }
template <detail::number_formula A> constexpr auto log_sum_exp(A const& a) { return a; }

/// The sum of the diagonal.
template <detail::matrix_operand A> constexpr auto trace(A const& a) { return detail::apply_matrix<operations::trace>(a); }
template <detail::number_formula A> constexpr auto trace(A const& a) { return a; }
// clang-format on

/// The number of entries of a formula: a constant, or determined by the arguments.
template <formula A>
constexpr auto count(A const&) {
    constexpr matrix_shape of = detail::describe<A>.shape;
    if constexpr (!of.rows.is_named() && !of.columns.is_named())
        return detail::whole<of.rows.number * of.columns.number>{};
    else
        return detail::described_now<
            detail::application<operations::count, detail::shape_type<detail::whole_shape, A>>>();
}

/// The mean of all entries.
template <formula A>
constexpr auto mean(A const& a) {
    return sum(a) / count(a);
}

/// exp(a_ij) / sum_i exp(a_ij): every column becomes a probability distribution. Large entries do not overflow.
template <formula A>
constexpr auto softmax(A const& a) {
    return exp(a - log_sum_exp(a));
}
/// log(softmax(a)), column by column, without overflow or log(0).
template <formula A>
constexpr auto log_softmax(A const& a) {
    return a - log_sum_exp(a);
}

/// The inner product of two matrices of the same shape: the sum of the products of their entries.
template <formula A, formula B>
constexpr auto dot(A const& a, B const& b) {
    return sum(detail::elementwise_product(a, b));
}
/// a * transpose(b).
template <formula A, formula B>
constexpr auto outer(A const& a, B const& b) {
    return a * transpose(b);
}
/// The sum of the squares of all entries.
template <formula A>
constexpr auto squared_norm(A const& a) {
    return sum(detail::elementwise_product(a, a));
}

/// Gathers one entry of each column of `a`, from the row that `labels` gives for the column. `labels` is a row of
/// integers, counted from 0; the result is a row. Labels outside of the matrix throw std::invalid_argument.
template <detail::matrix_operand A, class L>
    requires(formula<L> || detail::any_handle<L>)
constexpr auto gather(A const& a, L const& labels) { return detail::apply_matrix<operations::gather>(a, labels); }

/// Horizontal concatenation: the columns of `a` and then those of `b`. Both must have the same number of rows.
template <class A, class B>
    requires detail::formulas<A, B>
constexpr auto concatenate(A const& a, B const& b) {
    if constexpr (formula<A> && formula<B>)
        return detail::apply_matrix<operations::concatenate>(a, b,
                                                             detail::shape_type<detail::concatenated_shape, A, B>{});
    else
        return detail::apply_matrix<operations::concatenate>(a, b, b);
}

namespace detail {
template <int Row, int Column, class Shape, class A>
constexpr auto block_of_formula(A const& a) {
    return apply_matrix<operations::block>(a, whole<Row>{}, whole<Column>{}, shape_type<Shape, A>{});
}
}  // namespace detail

/// Column `J` of a matrix, counted from 0: a column vector.
template <int J, matrix_formula A>
constexpr auto column_at(A const& a) {
    return detail::block_of_formula<0, J, detail::column_shape>(a);
}
/// The entry in row `I` and column `J` of a matrix, counted from 0: a number.
template <int I, int J, matrix_formula A>
constexpr auto entry(A const& a) {
    return detail::block_of_formula<I, J, detail::entry_shape>(a);
}

}  // namespace ctgrad
