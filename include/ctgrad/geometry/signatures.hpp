#pragma once

#include <cstddef>
#include <type_traits>

#include <ctgrad/geometry/fixed_matrix_operators.hpp>

/// Matrices of a fixed size in signatures: `function<double(fixed_vector<double, 3>)>`.
namespace ctgrad::detail {

template <std::size_t Rows, std::size_t Columns>
struct matrix_structure<fixed_matrix<double, Rows, Columns>> {
    static constexpr bool is_matrix = true;
    static constexpr std::size_t rows = Rows, columns = Columns;
    template <class T>
    using with_entries = fixed_matrix<T, Rows, Columns>;
    template <class T, std::size_t R, std::size_t C>
    using jacobian = fixed_matrix<T, R, C>;
};

}  // namespace ctgrad::detail
