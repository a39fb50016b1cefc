#pragma once

#include <cstddef>
#include <type_traits>

#include <Eigen/Core>
#include <Eigen/Geometry>

// Headers with checks come first: a compiler's message begins with the files between them and the user's file.
// clang-format off
#include <ctgrad/diagnostics/symbol_checks.hpp>
#include <ctgrad/diagnostics/eigen_messages.hpp>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/diagnostics/geometry_messages.hpp>
#include <ctgrad/geometry.hpp>
// clang-format on

/// Vectors and matrices of Eigen with a fixed size, and its quaternions, in signatures. The callable gets a `fixed_matrix`, which has the members of
/// Eigen that small linear algebra needs; calls take any vector or matrix of that size; and results, gradients, Jacobians and
/// Hessians are matrices of Eigen.
/// ```cpp
/// constexpr auto f = ctgrad::function<Eigen::Vector2d(Eigen::Vector3d)>(
///     [](auto const& p) { return ctgrad::vector_of(p.x() / p.z(), p.y() / p.z()); });
/// Eigen::Matrix<double, 2, 3> const j = ctgrad::jacobian(f)(Eigen::Vector3d(1, 2, 4)).jacobian;
/// ```
/// The scalars of a matrix, and so the columns of a Jacobian with respect to it, are in column-major order.
namespace ctgrad::detail {

/// Derivatives that are too large for a matrix of fixed size, which would be on the stack, are dynamic matrices.
template <class T, std::size_t Rows, std::size_t Columns>
inline constexpr bool is_small_matrix = Rows* Columns * sizeof(T) <= 32768;

template <class T, std::size_t R, std::size_t C>
using eigen_derivatives =
    Eigen::Matrix<T, is_small_matrix<T, R, C> ? static_cast<int>(R) : Eigen::Dynamic,
                  is_small_matrix<T, R, C> ? static_cast<int>(C) : Eigen::Dynamic,
                  R == 1 && C != 1 && is_small_matrix<T, R, C> ? Eigen::RowMajor : Eigen::ColMajor>;

template <int Rows, int Columns, int Options>
    requires(Rows > 0 && Columns > 0)
struct matrix_structure<Eigen::Matrix<double, Rows, Columns, Options, Rows, Columns>> {
    static constexpr bool is_matrix = true;
    static constexpr std::size_t rows = Rows, columns = Columns;

    template <class T>
    using with_entries = std::conditional_t<std::is_base_of_v<symbolic_base, T>, fixed_matrix<T, rows, columns>,
                                            Eigen::Matrix<T, Rows, Columns, Options>>;
    template <class T, std::size_t R, std::size_t C>
    using jacobian = eigen_derivatives<T, R, C>;
    static constexpr auto& entry(auto& value, std::size_t row, std::size_t column) {
        if constexpr (std::is_same_v<decltype(value.rows()), std::size_t>)
            return value(row, column);
        else
            return value(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(column));
    }
};
template <int Options>
struct matrix_structure<Eigen::Quaternion<double, Options>> : quaternion_structure {
    template <class T>
    using with_entries =
        std::conditional_t<std::is_base_of_v<symbolic_base, T>, quaternion<T>, Eigen::Quaternion<T, Options>>;
    template <class T, std::size_t R, std::size_t C>
    using jacobian = eigen_derivatives<T, R, C>;
};
template <class T, int Options>
struct first_scalar<Eigen::Quaternion<T, Options>> {
    using type = T;
};

}  // namespace ctgrad::detail
