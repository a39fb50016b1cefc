#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/calculus/answers.hpp>
#include <ctgrad/function/function.hpp>

/// The shapes of a function's values and gradients, and how arguments find their derivatives.
namespace ctgrad::detail {

/// The values of a function have the type of its result, with the scalar type of the given arguments. A gradient with
/// respect to one argument has the type of that argument; with respect to several it is a tuple.
template <class Signature, class Chosen>
struct signature_shape;

/// Finds derivatives by the chosen arguments.
template <class Signature, class Chosen>
struct by_arguments;

/// The type of the derivatives, as a matrix: that of the first matrix in a signature, or else a `matrix_entries`.
template <class... S>
struct derivative_matrix {
    template <class T, std::size_t Rows, std::size_t Columns>
    using type = matrix_entries<T, Rows, Columns>;
};
template <class S, class... Rest>
struct derivative_matrix<S, Rest...> : derivative_matrix<Rest...> {};
template <structured_matrix S, class... Rest>
struct derivative_matrix<S, Rest...> {
    template <class T, std::size_t Rows, std::size_t Columns>
    using type = typename matrix_structure<S>::template jacobian<T, Rows, Columns>;
};
/// A matrix of a library, made of `entry(row, column)`.
template <class Matrix, std::size_t Rows, std::size_t Columns, class Entry>
CTGRAD_INLINE Matrix make_matrix(Entry entry) {
    Matrix m;
    if constexpr (requires { m.resize(1, 1); }) m.resize(Rows, Columns);
    using index = std::remove_cvref_t<decltype(m.rows())>;
    for (std::size_t k = 0; k < Columns; ++k)
        for (std::size_t i = 0; i < Rows; ++i) m(static_cast<index>(i), static_cast<index>(k)) = entry(i, k);
    return m;
}

template <class R, class... A, std::size_t... Chosen>
struct signature_shape<R(A...), positions<Chosen...>> {
    using keys = by_arguments<R(A...), positions<Chosen...>>;
    template <std::size_t Position>
    using argument = std::tuple_element_t<Position, std::tuple<A...>>;

    static constexpr std::size_t rows = leaf_count<R>();
    static constexpr std::size_t columns = (leaf_count<argument<Chosen>>() + ... + 0);

    template <class T, std::size_t Rows, std::size_t Columns>
    using matrix = typename derivative_matrix<R, argument<Chosen>...>::template type<T, Rows, Columns>;

    template <class T, std::size_t Rows, std::size_t Columns>
        requires(!std::same_as<matrix<T, Rows, Columns>, matrix_entries<T, Rows, Columns>>)
    static CTGRAD_INLINE auto derivatives(matrix_entries<T, Rows, Columns> const& entries) {
        return make_matrix<matrix<T, Rows, Columns>, Rows, Columns>([&](std::size_t i, std::size_t k)
                                                                        CTGRAD_INLINE_LAMBDA { return entries[i][k]; });
    }

    /// The number of scalars before chosen argument number `index`.
    static consteval std::size_t start_of(std::size_t index) {
        constexpr std::size_t sizes[]{leaf_count<argument<Chosen>>()..., 0};
        std::size_t start = 0;
        for (std::size_t i = 0; i < index; ++i) start += sizes[i];
        return start;
    }

    template <std::size_t First, class T, std::size_t N>
    static CTGRAD_INLINE auto value(std::array<T, N> const& numbers) {
        return shaped<R, T, First>(numbers);
    }
    template <std::size_t First, class T, std::size_t N>
    static CTGRAD_INLINE auto gradient(std::array<T, N> const& numbers) {
        if constexpr (sizeof...(Chosen) == 1) {
            return shaped<argument<(Chosen + ...)>, T, First>(numbers);
        } else {
            return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
                return std::tuple<with_scalar<argument<Chosen>, T>...>{
                    shaped<argument<Chosen>, T, First + start_of(I)>(numbers)...};
            }
            (std::make_index_sequence<sizeof...(Chosen)>{});
        }
    }
};

template <class Signature, std::size_t... Chosen>
struct by_arguments<Signature, positions<Chosen...>> {
    using shape = signature_shape<Signature, positions<Chosen...>>;

    template <class Wanted>
    static consteval std::size_t position() {
        constexpr std::size_t position = position_of<Wanted, positions<Chosen>...>();
        static_assert(position < sizeof...(Chosen),
                      "ctgrad: this result has no derivative with respect to that argument: choose it in the call, "
                      "as in gradient(f, arguments<0, 2>), and name it by its position, r[arguments<2>]");
        return position < sizeof...(Chosen) ? position : 0;
    }

    template <class Gradient, class Wanted>
    static constexpr auto const& part(Gradient const& gradient, Wanted) {
        constexpr std::size_t index = position<Wanted>();
        if constexpr (sizeof...(Chosen) == 1)
            return gradient;
        else
            return std::get<index>(gradient);
    }
    template <class T, std::size_t Rows>
    static constexpr auto row(matrix_entries<T, Rows, shape::columns> const& jacobian, std::size_t index) {
        return shape::template gradient<0>(jacobian[index]);
    }
    template <matrix_like Matrix>
    static constexpr auto row(Matrix const& jacobian, std::size_t number) {
        using index = std::remove_cvref_t<decltype(jacobian.rows())>;
        std::array<list_element<Matrix>, shape::columns> row{};
        for (std::size_t k = 0; k < row.size(); ++k)
            row[k] = jacobian(static_cast<index>(number), static_cast<index>(k));
        return shape::template gradient<0>(row);
    }
    /// The second derivatives with respect to two arguments: a row for each scalar of the first, a column for each of
    /// the second. If both are scalars it converts to a number.
    template <class Matrix, class A, class B>
    static constexpr auto entry(Matrix const& hessian, A, B) {
        constexpr std::size_t row = shape::start_of(position<A>()), rows = shape::start_of(position<A>() + 1) - row;
        constexpr std::size_t column = shape::start_of(position<B>()),
                              columns = shape::start_of(position<B>() + 1) - column;
        if constexpr (matrix_like<Matrix>) {
            using index = std::remove_cvref_t<decltype(hessian.rows())>;
            using number = list_element<Matrix>;
            auto const at = [&](std::size_t i, std::size_t k) {
                return hessian(static_cast<index>(row + i), static_cast<index>(column + k));
            };
            if constexpr (rows == 1 && columns == 1)
                return at(0, 0);
            else
                return make_matrix<typename shape::template matrix<number, rows, columns>, rows, columns>(at);
        } else {
            matrix_entries<std::remove_cvref_t<decltype(hessian[0][0])>, rows, columns> block{};
            for (std::size_t i = 0; i < rows; ++i)
                for (std::size_t k = 0; k < columns; ++k) block[i][k] = hessian[row + i][column + k];
            return block;
        }
    }
};

}  // namespace ctgrad::detail
