#pragma once

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include <Eigen/Core>

#include <ctgrad/calculus/results.hpp>
#include <ctgrad/calculus/tuples.hpp>
#include <ctgrad/matrix/evaluate/values.hpp>
#include <ctgrad/matrix/run/run.hpp>
#include <ctgrad/support/failure.hpp>

/// The results of an evaluation of matrices: numbers, Eigen matrices, or std::arrays.
namespace ctgrad {

namespace detail {

/// Matrices of fixed size that are too large for the stack become dynamic ones.
constexpr bool fits_on_stack(extent const& rows, extent const& columns, std::size_t size) {
    constexpr std::size_t limit = 1 << 16;
    return static_cast<std::size_t>(rows.number) * static_cast<std::size_t>(columns.number) * size <= limit;
}

/// The type of a result with the shape of F.
template <class T, class F, bool Arrays>
struct result_type {
    static constexpr extent rows = describe<F>.shape.rows, columns = describe<F>.shape.columns;
    static constexpr bool known = !rows.is_named() && !columns.is_named() && fits_on_stack(rows, columns, sizeof(T));
    static constexpr int r = rows.is_one() || known ? rows.number : Eigen::Dynamic;
    static constexpr int c = columns.is_one() || known ? columns.number : Eigen::Dynamic;

    static auto choose() {
        if constexpr (rows.is_one() && columns.is_one())
            return std::type_identity<T>{};
        else if constexpr (!Arrays)
            return std::type_identity<Eigen::Matrix<T, r, c, r == 1 ? Eigen::RowMajor : Eigen::ColMajor>>{};
        else if constexpr (rows.is_one() || columns.is_one())
            return std::type_identity<std::array<T, static_cast<std::size_t>(rows.number * columns.number)>>{};
        else
            return std::type_identity<std::array<std::array<T, static_cast<std::size_t>(columns.number)>,
                                                 static_cast<std::size_t>(rows.number)>>{};
    }
    using type = typename decltype(choose())::type;
};

/// Writes the outputs of a program to objects: in place if they are packed, else through a copy.
template <class P, class T, class... Result>
struct result_writer {
    std::tuple<Result&...> results;

    template <class R>
    static constexpr bool always_in_place() {
        if constexpr (std::same_as<R, T>)
            return true;
        else if constexpr (is_eigen<R>)
            return always_packed<R, T>();
        else
            return false;
    }
    template <std::size_t O>
    static constexpr matrix_index space_of(matrix_index const* sizes) {
        if constexpr (always_in_place<std::tuple_element_t<O, std::tuple<Result...>>>())
            return 0;
        else
            return rounded_size<P, P::value.output_shape[O]>(sizes);
    }
    static constexpr matrix_index space(matrix_index const* sizes) {
        return [&]<std::size_t... O>(std::index_sequence<O...>) { return (matrix_index{0} + ... + space_of<O>(sizes)); }
        (std::index_sequence_for<Result...>{});
    }

    /// Resizes an object, or refuses one that cannot be resized.
    template <std::size_t O>
    constexpr void prepare(matrix_index const* sizes) {
        auto& result = std::get<O>(results);
        using object = std::remove_cvref_t<decltype(result)>;
        if constexpr (is_eigen<object>) {
            matrix_index const rows = row_count<P, P::value.output_shape[O]>(sizes),
                               columns = column_count<P, P::value.output_shape[O]>(sizes);
            if constexpr (std::derived_from<object, Eigen::PlainObjectBase<object>>) {
                result.resize(rows, columns);
            } else if (result.rows() != rows || result.cols() != columns) {
                fail<std::invalid_argument>("ctgrad: a result of " + std::to_string(rows) + " x " +
                                            std::to_string(columns) + " does not go into a matrix of " +
                                            std::to_string(result.rows()) + " x " + std::to_string(result.cols()));
            }
        }
    }
    template <std::size_t O>
    constexpr void point_one(T** to, T*& free, matrix_index const* sizes) {
        auto& result = std::get<O>(results);
        using object = std::remove_cvref_t<decltype(result)>;
        if constexpr (std::same_as<object, T>) {
            to[O] = &result;
        } else if constexpr (always_in_place<object>()) {
            to[O] = result.data();
        } else {
            to[O] = packed<T>(result);
            if (to[O] != nullptr) return;
            to[O] = free;
            free += rounded_size<P, P::value.output_shape[O]>(sizes);
        }
    }
    constexpr void point(T** to, T*& free, matrix_index const* sizes) {
        [&]<std::size_t... O>(std::index_sequence<O...>) {
            [[maybe_unused]] int const prepared[]{(prepare<O>(sizes), 0)..., 0};
            [[maybe_unused]] int const pointed[]{(point_one<O>(to, free, sizes), 0)..., 0};
        }
        (std::index_sequence_for<Result...>{});
    }

    template <std::size_t O>
    constexpr void finish_one(T* const* to, matrix_index const* sizes) {
        auto& result = std::get<O>(results);
        using object = std::remove_cvref_t<decltype(result)>;
        [[maybe_unused]] matrix_index const rows = row_count<P, P::value.output_shape[O]>(sizes);
        [[maybe_unused]] matrix_index const columns = column_count<P, P::value.output_shape[O]>(sizes);
        if constexpr (always_in_place<object>()) {
        } else if constexpr (is_eigen<object>) {
            if (packed<T>(result) != to[O])
                result = Eigen::Map<Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>>(to[O], rows, columns)
                             .template cast<typename object::Scalar>();
        } else if constexpr (is_array_matrix<object>) {
            if constexpr (array_matrix<object>::one_dimensional) {
                for (matrix_index i = 0; i < rows * columns; ++i) result[static_cast<std::size_t>(i)] = to[O][i];
            } else {
                for (matrix_index j = 0; j < columns; ++j)
                    for (matrix_index i = 0; i < rows; ++i)
                        result[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)] = to[O][i + j * rows];
            }
        } else {
            result = static_cast<object>(*to[O]);
        }
    }
    constexpr void finish(T* const* to, matrix_index const* sizes) {
        [&]<std::size_t... O>(std::index_sequence<O...>) {
            [[maybe_unused]] int const in_order[]{(finish_one<O>(to, sizes), 0)..., 0};
        }
        (std::index_sequence_for<Result...>{});
    }
};

}  // namespace detail
}  // namespace ctgrad
