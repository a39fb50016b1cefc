#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include <ctgrad/calculus/results.hpp>
#include <ctgrad/calculus/tuples.hpp>
#include <ctgrad/sparsity/compile.hpp>
#include <ctgrad/support/inline.hpp>
#include <ctgrad/support/unrolling.hpp>

/// Makes the result object of a quantity from the array of numbers that its program computes.
///
/// A shape says how values and gradients are made from numbers. The shapes of formulas are below, the shape of
/// functions is in function/results.hpp. A shape has
///  - `keys`, which find derivatives;
///  - `rows` and `columns`, the numbers of scalars in a value and in a gradient;
///  - `value<First>(numbers)` and `gradient<First>(numbers)`, made from the numbers from `First` on.
namespace ctgrad::detail {

/// The `N` numbers from `First` on. It is one expression, so that compilers make no intermediate array.
template <std::size_t First, std::size_t N, class T, std::size_t All>
CTGRAD_INLINE std::array<T, N> part(std::array<T, All> const& numbers) {
    if constexpr (N > longest_unrolled) {
        std::array<T, N> copied{};
        for (std::size_t i = 0; i < N; ++i) copied[i] = numbers[First + i];
        return copied;
    } else {
        return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
            return std::array<T, N>{{numbers[First + I]...}};
        }
        (std::make_index_sequence<N>{});
    }
}

/// `Rows` rows of `Columns` numbers from `First` on.
template <std::size_t First, std::size_t Rows, std::size_t Columns, class T, std::size_t All>
CTGRAD_INLINE auto matrix_part(std::array<T, All> const& numbers) {
    if constexpr (Rows * Columns > longest_unrolled) {
        matrix_entries<T, Rows, Columns> entries{};
        for (std::size_t i = 0; i < Rows; ++i)
            for (std::size_t k = 0; k < Columns; ++k) entries[i][k] = numbers[First + i * Columns + k];
        return entries;
    } else {
        return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
            return matrix_entries<T, Rows, Columns>{{{part<First + I * Columns, Columns>(numbers)...}}};
        }
        (std::make_index_sequence<Rows>{});
    }
}

/// The index of an entry of a symmetric matrix in its lower triangle, row by row.
constexpr std::size_t triangle_entry(std::size_t row, std::size_t column) {
    return row < column ? column * (column + 1) / 2 + row : row * (row + 1) / 2 + column;
}
template <std::size_t First, std::size_t Row, std::size_t Size, class T, std::size_t All>
CTGRAD_INLINE std::array<T, Size> symmetric_row(std::array<T, All> const& numbers) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
        return std::array<T, Size>{{numbers[First + triangle_entry(Row, I)]...}};
    }
    (std::make_index_sequence<Size>{});
}

/// The symmetric matrix whose lower triangle is, row by row, the numbers from `First` on.
template <std::size_t First, std::size_t Size, class T, std::size_t All>
CTGRAD_INLINE auto symmetric_part(std::array<T, All> const& numbers) {
    if constexpr (Size * Size > longest_unrolled) {
        matrix_entries<T, Size, Size> entries{};
        for (std::size_t i = 0; i < Size; ++i)
            for (std::size_t k = 0; k < Size; ++k) entries[i][k] = numbers[First + triangle_entry(i, k)];
        return entries;
    } else {
        return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
            return matrix_entries<T, Size, Size>{{{symmetric_row<First, I, Size>(numbers)...}}};
        }
        (std::make_index_sequence<Size>{});
    }
}

template <class Source, quantity What>
inline constexpr auto const& filled_pattern = sparsity_of<Source, What, sparse_layout<storage_order::by_rows, true>>;

/// A matrix that is zero except for the entries of a pattern, which are the numbers from `First` on.
template <std::size_t First, auto const& Pattern, class T, std::size_t All>
constexpr auto filled_part(std::array<T, All> const& numbers) {
    constexpr std::size_t rows = Pattern.rows, columns = Pattern.columns;
    matrix_entries<T, rows, columns> all{};
    for (std::size_t k = 0; k < Pattern.nonzeros; ++k) {
        auto const row = static_cast<std::size_t>(Pattern.row_indices[k]),
                   column = static_cast<std::size_t>(Pattern.column_indices[k]);
        all[row][column] = numbers[First + k];
        if constexpr (Pattern.lower_triangle) all[column][row] = numbers[First + k];
    }
    return all;
}

/// The shape of one formula.
template <class... X>
struct formula_shape {
    using keys = by_variables<X...>;
    static constexpr std::size_t rows = 1, columns = sizeof...(X);

    template <std::size_t First, class T, std::size_t N>
    static CTGRAD_INLINE T value(std::array<T, N> const& numbers) {
        return numbers[First];
    }
    template <std::size_t First, class T, std::size_t N>
    static CTGRAD_INLINE auto gradient(std::array<T, N> const& numbers) {
        return partials<entries<T, columns>, X...>{{part<First, columns>(numbers)}};
    }
};

/// The shape of several formulas: of a Jacobian, or of products with one.
template <std::size_t Rows, class... X>
struct outputs_shape : formula_shape<X...> {
    static constexpr std::size_t rows = Rows;

    template <std::size_t First, class T, std::size_t N>
    static CTGRAD_INLINE auto value(std::array<T, N> const& numbers) {
        return entries<T, Rows>{part<First, Rows>(numbers)};
    }
};

template <std::size_t First, class Shape, class T, std::size_t N>
using value_in = decltype(Shape::template value<First>(std::declval<std::array<T, N> const&>()));
template <std::size_t First, class Shape, class T, std::size_t N>
using gradient_in = decltype(Shape::template gradient<First>(std::declval<std::array<T, N> const&>()));

// The result of each quantity, in the order of `quantity`.

template <class Shape>
struct value_answer {
    template <class T, std::size_t N>
    static CTGRAD_INLINE auto from(std::array<T, N> const& numbers) {
        return Shape::template value<0>(numbers);
    }
};
template <class Shape>
struct gradient_answer {
    template <class T, std::size_t N>
    static CTGRAD_INLINE auto from(std::array<T, N> const& numbers) {
        return Shape::template gradient<0>(numbers);
    }
};
template <class Shape>
struct value_and_gradient_answer {
    template <class T, std::size_t N>
    static CTGRAD_INLINE auto from(std::array<T, N> const& numbers) {
        constexpr std::size_t m = Shape::rows;
        return result<typename Shape::keys, with_value<value_in<0, Shape, T, N>>,
                      with_gradient<gradient_in<m, Shape, T, N>>>{{Shape::template value<0>(numbers)},
                                                                  {Shape::template gradient<m>(numbers)}};
    }
};
/// How a matrix is made from the numbers from `First` on: from all of its entries, those of its lower triangle, or those
/// that are not zero.
struct all_entries {
    template <std::size_t First, std::size_t Rows, std::size_t Columns, class T, std::size_t N>
    static CTGRAD_INLINE auto of(std::array<T, N> const& numbers) {
        return matrix_part<First, Rows, Columns>(numbers);
    }
};
struct lower_triangle {
    template <std::size_t First, std::size_t Rows, std::size_t, class T, std::size_t N>
    static CTGRAD_INLINE auto of(std::array<T, N> const& numbers) {
        return symmetric_part<First, Rows>(numbers);
    }
};
template <class Source, quantity What>
struct nonzero_entries {
    template <std::size_t First, std::size_t, std::size_t, class T, std::size_t N>
    static constexpr auto of(std::array<T, N> const& numbers) {
        return filled_part<First, filled_pattern<Source, What>>(numbers);
    }
};

/// A matrix of derivatives in the type that a shape has for it.
template <class Shape, class T, std::size_t Rows, std::size_t Columns>
CTGRAD_INLINE auto matrix_of_shape(matrix_entries<T, Rows, Columns> const& entries) {
    if constexpr (requires { Shape::derivatives(entries); })
        return Shape::derivatives(entries);
    else
        return entries;
}
template <class Shape, class T, std::size_t Rows, std::size_t Columns>
using matrix_in = decltype(matrix_of_shape<Shape>(std::declval<matrix_entries<T, Rows, Columns> const&>()));

/// The rows of a Jacobian: all, or those of the results that a shape chooses.
template <class Shape>
consteval std::size_t jacobian_rows() {
    if constexpr (requires { Shape::differentiated_rows; }) return Shape::differentiated_rows;
    return Shape::rows;
}
template <class Shape, class Entries>
struct jacobian_of_entries {
    template <class T, std::size_t N>
    static CTGRAD_INLINE auto from(std::array<T, N> const& numbers) {
        constexpr std::size_t m = jacobian_rows<Shape>(), n = Shape::columns;
        return result<typename Shape::keys, with_value<value_in<0, Shape, T, N>>,
                      with_jacobian<matrix_in<Shape, T, m, n>>>{
            {Shape::template value<0>(numbers)},
            {matrix_of_shape<Shape>(Entries::template of<Shape::rows, m, n>(numbers))}};
    }
};
template <class Shape>
struct jacobian_answer : jacobian_of_entries<Shape, all_entries> {
    template <class Source>
    using filled = jacobian_of_entries<Shape, nonzero_entries<Source, quantity::jacobian>>;
};
template <class Shape, class Entries>
struct hessian_of_entries {
    template <class T, std::size_t N>
    static CTGRAD_INLINE auto from(std::array<T, N> const& numbers) {
        constexpr std::size_t n = Shape::columns;
        return result<typename Shape::keys, with_value<value_in<0, Shape, T, N>>,
                      with_gradient<gradient_in<1, Shape, T, N>>, with_hessian<matrix_in<Shape, T, n, n>>>{
            {Shape::template value<0>(numbers)},
            {Shape::template gradient<1>(numbers)},
            {matrix_of_shape<Shape>(Entries::template of<1 + n, n, n>(numbers))}};
    }
};
template <class Shape>
struct hessian_answer : hessian_of_entries<Shape, lower_triangle> {
    template <class Source>
    using filled = hessian_of_entries<Shape, nonzero_entries<Source, quantity::hessian>>;
};
template <class Shape>
struct tangent_answer {
    template <class T, std::size_t N>
    static CTGRAD_INLINE auto from(std::array<T, N> const& numbers) {
        using value = value_in<0, Shape, T, N>;
        return result<typename Shape::keys, with_value<value>, with_tangent<value>>{
            {Shape::template value<0>(numbers)}, {Shape::template value<Shape::rows>(numbers)}};
    }
};
template <class Shape>
struct product_answer {
    template <class T, std::size_t N>
    static CTGRAD_INLINE auto from(std::array<T, N> const& numbers) {
        constexpr std::size_t n = Shape::columns;
        using gradient = gradient_in<1, Shape, T, N>;
        return result<typename Shape::keys, with_value<value_in<0, Shape, T, N>>, with_gradient<gradient>,
                      with_product<gradient>>{{Shape::template value<0>(numbers)},
                                              {Shape::template gradient<1>(numbers)},
                                              {Shape::template gradient<1 + n>(numbers)}};
    }
};

}  // namespace ctgrad::detail
