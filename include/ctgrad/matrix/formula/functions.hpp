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
struct concatenate_rows;
struct block;
struct pad;
struct trace;
struct identity;
struct count;
struct broadcast;
struct norm;
struct cross;
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

/// The Euclidean norm of a vector, of a matrix that of Frobenius. Its gradient is A / |A|, and 0 at A = 0, where it has none.
/// ```cpp
/// constexpr auto distance = norm(x - y);
/// ```
template <detail::matrix_operand A>
constexpr auto norm(A const& a) {
    return detail::apply_matrix<operations::norm>(a);
}
template <detail::number_formula A>
constexpr auto norm(A const& a) {
    return abs(a);
}
/// The cross product of two vectors with 3 entries, or of each column of two matrices with 3 rows.
/// ```cpp
/// constexpr auto F = ctgrad::vector<"F", 3>;
/// constexpr auto r = ctgrad::vector<"r", 3>;
/// constexpr auto torque = cross(r, F);
/// ```
template <class A, class B>
    requires(detail::formulas<A, B> && (detail::matrix_operand<A> || detail::matrix_operand<B>))
constexpr auto cross(A const& a, B const& b) { return detail::apply_matrix<operations::cross>(a, b); }

/// Gathers one entry of each column of `a`, from the row that `labels` gives for the column. `labels` is a row of
/// integers, counted from 0; the result is a row. Labels outside of the matrix throw std::invalid_argument.
template <detail::matrix_operand A, class L>
    requires(formula<L> || detail::any_handle<L>)
constexpr auto gather(A const& a, L const& labels) { return detail::apply_matrix<operations::gather>(a, labels); }

}  // namespace ctgrad
