#pragma once

#include <concepts>
#include <cstddef>

#include <ctgrad/loops/trace/lists.hpp>
#include <ctgrad/loops/trace/map.hpp>
#include <ctgrad/loops/trace/views.hpp>

/// Matrices of run-time size among the arguments of traced functions.
namespace ctgrad {

/// In the signature of a function, a matrix whose size is known at run time. The call passes `rows(numbers, n)`, or a matrix
/// of Eigen. It is a list of its rows, each of which is a list of numbers; all have the same length.
/// ```cpp
/// // The squared length of W x.
/// constexpr auto f = ctgrad::function<double(ctgrad::matrix_of<double>, ctgrad::rows_of<double>)>(
///     [](auto const& w, auto const& x) {
///         return ctgrad::sum(ctgrad::product(w, x), [](auto const& y) { return y * y; });
///     });
/// ```
template <class Number>
struct matrix_of {};

namespace detail {

template <class Number>
inline constexpr bool is_rows<matrix_of<Number>> = true;
template <class Number>
struct content_of<matrix_of<Number>> {
    using type = Number;
};
template <class Number>
struct with_scalar_of<matrix_of<Number>, symbol> {
    using type = row_list<list_of<double>>;
};
template <class Number>
struct row_of_list<matrix_of<Number>> {
    using type = list_of<double>;
};
template <class Number>
inline constexpr bool has_columns<matrix_of<Number>> = true;

/// An argument that is a matrix: its rows have one axis, and its columns another one.
constexpr row_list<list_of<double>> matrix_argument(graph* g, loop_nesting* nesting, int axis, int columns,
                                                    symbol const& entry) {
    return {g, nesting, axis, row_list<double>{g, nesting, columns, entry}};
}

/// What a refused product is.
template <class Row>
constexpr row_list<double> zeros(row_list<Row> const& rows) {
    return {rows.owner, rows.nesting, rows.axis, symbol(rows.owner, graph::zero)};
}
template <class Row>
constexpr auto refuse_list_product(row_list<Row> const& rows) {
    static_assert(
        never<Row>,
        "ctgrad: product(W, x) takes a matrix, with matrix_of<double> in the signature, and a list of numbers");
    return zeros(rows);
}
template <class X>
constexpr auto refuse_matrix_product(row_list<list_of<double>> const& matrix) {
    static_assert(never<X>, "ctgrad: the product of a matrix and a list of numbers is written product(W, x)");
    return zeros(matrix);
}

}  // namespace detail

template <class X>
constexpr auto operator*(row_list<detail::list_of<double>> const& matrix, X const&) {
    return detail::refuse_matrix_product<X>(matrix);
}

/// The product of a matrix and a list of as many numbers as the matrix has columns: a list of numbers along the rows of the
/// matrix.
constexpr row_list<double> product(row_list<detail::list_of<double>> const& matrix, row_list<double> const& x) {
    return map(matrix, [&](auto const& row) {
        return sum(zip(row, x), [](auto const& entry, auto const& each) { return entry * each; });
    });
}
template <class Row, class X>
constexpr auto product(row_list<Row> const& rows, X const&) {
    return detail::refuse_list_product(rows);
}

}  // namespace ctgrad
