#pragma once

#include <cstddef>
#include <type_traits>

#include <ctgrad/geometry/fixed_matrix_operators.hpp>
#include <ctgrad/geometry/quaternion.hpp>

/// Matrices of a fixed size and quaternions in signatures: `function<double(fixed_vector<double, 3>)>`.
namespace ctgrad::detail {

template <std::size_t Rows, std::size_t Columns>
struct matrix_structure<fixed_matrix<double, Rows, Columns>> {
    static constexpr bool is_matrix = true;
    static constexpr std::size_t rows = Rows, columns = Columns;
    template <class T>
    using with_entries = fixed_matrix<T, Rows, Columns>;
    template <class T, std::size_t R, std::size_t C>
    using jacobian = fixed_matrix<T, R, C>;
    static constexpr auto& entry(auto& value, std::size_t row, std::size_t column) { return value(row, column); }
};

/// The scalars of a quaternion are its coefficients in the order x, y, z, w.
struct quaternion_structure {
    static constexpr bool is_matrix = true, is_rotation = true;
    static constexpr std::size_t rows = 4, columns = 1;
    static constexpr auto& entry(auto& value, std::size_t row, std::size_t) {
        using size_type = std::remove_cvref_t<decltype(value.coeffs().size())>;
        return value.coeffs()[static_cast<size_type>(row)];
    }
};
template <>
struct matrix_structure<quaternion<double>> : quaternion_structure {
    template <class T>
    using with_entries = quaternion<T>;
    template <class T, std::size_t R, std::size_t C>
    using jacobian = fixed_matrix<T, R, C>;
};
template <class T>
struct first_scalar<quaternion<T>> {
    using type = T;
};

}  // namespace ctgrad::detail
