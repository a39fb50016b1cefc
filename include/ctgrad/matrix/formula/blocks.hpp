#pragma once

#include <concepts>

#include <ctgrad/matrix/formula/functions.hpp>

/// Matrices made of blocks, and blocks of matrices.
namespace ctgrad {

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
/// Matrices side by side: `concatenate` of any number.
/// ```cpp
/// constexpr auto X = hcat(x1, x2, x3);
/// ```
template <class A, class... More>
    requires(formula<A> && (formula<More> && ...))
constexpr auto hcat(A const& a, More const&... more) {
    if constexpr (sizeof...(More) == 0)
        return a;
    else
        return concatenate(a, hcat(more...));
}
/// Matrices one below the other: the rows of the first, then those of the next. All must have the same number of
/// columns.
/// ```cpp
/// constexpr auto state = vcat(position, velocity);
/// constexpr auto K = vcat(hcat(A, B), hcat(transpose(B), D));
/// ```
template <class A, class... More>
    requires(formula<A> && (formula<More> && ...))
constexpr auto vcat(A const& a, More const&... more) {
    if constexpr (sizeof...(More) == 0) {
        return a;
    } else {
        auto const below = vcat(more...);
        return detail::apply_matrix<operations::concatenate_rows>(
            a, below, detail::shape_type<detail::stacked_shape, A, std::remove_const_t<decltype(below)>>{});
    }
}

namespace detail {

template <int Row, int Column, class Shape, class A>
constexpr auto block_of_formula(A const& a) {
    return apply_matrix<operations::block>(a, whole<Row>{}, whole<Column>{}, shape_type<Shape, A>{});
}
/// The number of rows or columns before a block, which may be 0: a constant, or a shape with as many.
template <auto Count>
constexpr auto offset_of_block() {
    if constexpr (std::integral<decltype(Count)>)
        return whole<static_cast<int>(Count)>{};
    else
        return shape_type<fixed_shape<Count, Count>>{};
}

}  // namespace detail

/// The block of `Rows` x `Columns` that begins at row `Row` and column `Column`, counted from 0. Each of them is a
/// number or a dimension. If it is known only at run time that the matrix has no such block, std::out_of_range is
/// thrown.
/// ```cpp
/// constexpr auto K = ctgrad::matrix<"K", n + m, n + m>;
/// constexpr auto schur = ctgrad::block<n, n, m, m>(K) - ctgrad::block<n, 0, m, n>(K) * solve(ctgrad::block<0, 0, n, n>(K), ...);
/// ```
template <auto Row, auto Column, auto Rows, auto Columns, matrix_formula A>
constexpr auto block(A const& a) {
    return detail::apply_matrix<operations::block>(a, detail::offset_of_block<Row>(), detail::offset_of_block<Column>(),
                                                   detail::shape_type<detail::fixed_shape<Rows, Columns>>{});
}
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
