#pragma once

#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/batch/column.hpp>
#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/function/structure.hpp>

/// Checks the matrices that a function of rows is called with.
namespace ctgrad::detail {

/// A matrix in memory, with rows and columns, as Eigen has them: matrices, arrays, maps and blocks.
template <class Given>
concept strided_matrix = requires(Given& matrix) {
    { *matrix.data() + 0 } -> std::floating_point;
    { matrix.rows() } -> std::convertible_to<std::ptrdiff_t>;
    { matrix.cols() } -> std::convertible_to<std::ptrdiff_t>;
    { matrix.rowStride() } -> std::convertible_to<std::ptrdiff_t>;
    { matrix.colStride() } -> std::convertible_to<std::ptrdiff_t>;
};
/// A matrix that is not in memory, such as a sum of two.
template <class Given>
concept unevaluated_matrix = !strided_matrix<Given> && requires(Given & matrix) {
    matrix.rows();
    matrix.cols();
    matrix.eval();
};
template <class Matrix>
using element_of_matrix = std::remove_cvref_t<decltype(*std::declval<Matrix&>().data())>;

/// The scalar type of a matrix; void if it is none. The size is known when the function is called.
template <class Given>
consteval auto scalar_of_matrix() {
    if constexpr (strided_matrix<Given const>) {
        return std::type_identity<element_of_matrix<Given const>>{};
    } else if constexpr (contiguous<Given const> && !is_columns<Given>) {
        using row = std::remove_cv_t<element_of<Given const>>;
        if constexpr (!is_array<row>)
            return std::type_identity<void>{};
        else if constexpr (std::floating_point<typename row::value_type>)
            return std::type_identity<typename row::value_type>{};
        else
            return std::type_identity<void>{};
    } else {
        return std::type_identity<void>{};
    }
}
template <std::size_t Position, class Given>
constexpr bool refuse_unevaluated_rows() {
    static_assert(never<Given>,
                  "ctgrad: this matrix is not in memory yet: write (a + b).eval(), or give it a name of type MatrixXd");
    return false;
}
template <std::size_t Position, class Given>
constexpr bool refuse_matrix() {
    static_assert(
        never<Given>,
        "ctgrad: an argument is not a matrix: pass rows(numbers, n), for rows of n numbers each, or a matrix of "
        "Eigen: here are its position and its type");
    return false;
}

}  // namespace ctgrad::detail
