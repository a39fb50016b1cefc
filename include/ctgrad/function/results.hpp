#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/calculus/answers.hpp>
#include <ctgrad/diagnostics/derivative_checks.hpp>
#include <ctgrad/function/function.hpp>
#include <ctgrad/function/result_keys.hpp>

/// The shapes of a function's values and gradients, and how arguments find their derivatives.
namespace ctgrad::detail {

/// The values of a function have the type of its result, with the scalar type of the given arguments. A gradient with
/// respect to one argument has the type of that argument; with respect to several it is a tuple.
template <class Signature, class Chosen>
struct signature_shape;

/// Finds derivatives by the chosen arguments.
template <class Signature, class Chosen>
struct by_arguments;

/// The results of a function: the members of a struct, or the elements of an array or vector. A number or a matrix is a
/// single result.
template <class R>
struct result_parts {
    static constexpr std::size_t count = [] {
        if constexpr (is_array<R>)
            return std::tuple_size_v<R>;
        else if constexpr (with_members<R>)
            return member_count<R>;
        else
            return is_vector<R> ? leaf_count<R>() : std::size_t{1};
    }();
    /// The number of scalars before a result.
    static consteval std::size_t start_of(std::size_t index) {
        if constexpr (with_members<R>)
            return start_of_member<R>(index, std::make_index_sequence<count>{});
        else
            return index * (leaf_count<R>() / count);
    }
    static consteval std::size_t size_of(std::size_t index) { return start_of(index + 1) - start_of(index); }
};

/// The type of the derivatives, as a matrix: it is taken from the first matrix in a signature; otherwise it is
/// `matrix_entries`.
template <class... S>
struct derivative_matrix {
    template <class T, std::size_t Rows, std::size_t Columns>
    using type = matrix_entries<T, Rows, Columns>;
};
template <class S, class... Rest>
struct derivative_matrix<S, Rest...> : derivative_matrix<Rest...> {};
template <class... S, class... Rest>
struct derivative_matrix<std::tuple<S...>, Rest...> : derivative_matrix<S..., Rest...> {};
template <structured_matrix S, class... Rest>
    requires(!holds_complex<S>)
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
    using result = R;
    template <std::size_t Position>
    using argument = std::tuple_element_t<Position, std::tuple<A...>>;

    static constexpr std::size_t rows = leaf_count<R>();
    static constexpr std::size_t columns = (leaf_count<argument<Chosen>>() + ... + 0);
    static constexpr std::size_t argument_count = sizeof...(Chosen), result_count = 1;
    static consteval std::size_t first_row(std::size_t index) { return index * rows; }
    static consteval std::size_t position_of(std::size_t index) {
        constexpr std::size_t chosen[]{Chosen..., 0};
        return chosen[index];
    }

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
        constexpr std::size_t row = shape::start_of(position<A>());
        return part_of_matrix<row, shape::start_of(position<A>() + 1) - row, B>(hessian);
    }
    /// The derivatives of a result with respect to an argument: a row for each scalar of the result, a column for each of the
    /// argument. If both are scalars it converts to a number.
    template <class Matrix, std::size_t I, class X>
    static constexpr auto block(Matrix const& jacobian, result_positions<I>, X) {
        using parts = result_parts<typename shape::result>;
        if constexpr (check_result_positions<parts::count, I>())
            return part_of_matrix<parts::start_of(I), parts::size_of(I), X>(jacobian);
        else
            return part_of_matrix<0, parts::size_of(0), X>(jacobian);
    }
    template <class Matrix, result_key Key, class X>
    static constexpr auto block(Matrix const& jacobian, result_names<Key>, X argument) {
        return block(jacobian, positions_of_names<typename shape::result, Key>{}, argument);
    }

protected:
    /// Some rows of the columns for an argument.
    template <std::size_t Row, std::size_t Rows, class Argument, class Matrix>
    static constexpr auto part_of_matrix(Matrix const& matrix) {
        constexpr std::size_t column = shape::start_of(position<Argument>()),
                              columns = shape::start_of(position<Argument>() + 1) - column;
        if constexpr (matrix_like<Matrix>) {
            using index = std::remove_cvref_t<decltype(matrix.rows())>;
            using number = list_element<Matrix>;
            auto const at = [&](std::size_t i, std::size_t k) {
                return matrix(static_cast<index>(Row + i), static_cast<index>(column + k));
            };
            if constexpr (Rows == 1 && columns == 1)
                return at(0, 0);
            else
                return make_matrix<typename shape::template matrix<number, Rows, columns>, Rows, columns>(at);
        } else {
            matrix_entries<std::remove_cvref_t<decltype(matrix[0][0])>, Rows, columns> block{};
            for (std::size_t i = 0; i < Rows; ++i)
                for (std::size_t k = 0; k < columns; ++k) block[i][k] = matrix[Row + i][column + k];
            return block;
        }
    }
};

/// The same if only some results have rows.
template <class Signature, class Chosen, class Results>
struct by_chosen_results;
template <class Signature, class Chosen, std::size_t... I>
struct by_chosen_results<Signature, Chosen, result_positions<I...>> : by_arguments<Signature, Chosen> {
    using base = by_arguments<Signature, Chosen>;
    using parts = result_parts<typename base::shape::result>;

    /// The number of rows before chosen result number `index`.
    static consteval std::size_t first_row(std::size_t index) {
        constexpr std::size_t sizes[]{parts::size_of(I)..., 0};
        std::size_t start = 0;
        for (std::size_t i = 0; i < index; ++i) start += sizes[i];
        return start;
    }
    template <class Matrix, std::size_t Wanted, class X>
    static constexpr auto block(Matrix const& jacobian, result_positions<Wanted>, X) {
        constexpr std::size_t found = position_of<result_positions<Wanted>, result_positions<I>...>();
        if constexpr (check_result_chosen<found, sizeof...(I)>())
            return base::template part_of_matrix<first_row(found), parts::size_of(Wanted), X>(jacobian);
        else
            return base::template part_of_matrix<0, first_row(1), X>(jacobian);
    }
    template <class Matrix, result_key Key, class X>
    static constexpr auto block(Matrix const& jacobian, result_names<Key>, X argument) {
        return block(jacobian, positions_of_names<typename base::shape::result, Key>{}, argument);
    }
};

}  // namespace ctgrad::detail
