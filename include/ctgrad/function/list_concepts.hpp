#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/numbers/lanes.hpp>

/// Lists of numbers that can be passed for a `std::array` or a vector: spans, vectors, built-in arrays, pointers, and the vectors
/// and matrices of Eigen and of other libraries, which are recognized by their members. No header of theirs is needed.
namespace ctgrad::detail {

/// A list that is indexed: it has a size, or is a pointer to its first number. Lanes of a SIMD library are one number.
template <class Given>
concept indexed_list = !any_lanes<Given> && requires(Given const& given) {
    given[std::size_t{}];
    requires std::is_array_v<Given> || requires {
        { given.size() } -> std::convertible_to<std::size_t>;
    };
};
template <class Given>
concept number_pointer = std::is_pointer_v<Given> && std::floating_point<std::remove_cvref_t<decltype(*Given{})>>;
/// A matrix with its rows and columns, as Eigen has them: matrices, maps, blocks, and expressions of them.
template <class Given>
concept matrix_like = requires(Given const& given) {
    { given.rows() } -> std::convertible_to<std::ptrdiff_t>;
    { given.cols() } -> std::convertible_to<std::ptrdiff_t>;
    given(0, 0);
};

/// The number of rows or columns where it is a constant, -1 otherwise.
template <class Given>
consteval std::ptrdiff_t fixed_rows() {
    if constexpr (requires { Given::RowsAtCompileTime; })
        return static_cast<std::ptrdiff_t>(Given::RowsAtCompileTime);
    else
        return -1;
}
template <class Given>
consteval std::ptrdiff_t fixed_columns() {
    if constexpr (requires { Given::ColsAtCompileTime; })
        return static_cast<std::ptrdiff_t>(Given::ColsAtCompileTime);
    else
        return -1;
}
/// A matrix with more than one row and column. (A vector is a list.)
template <class Given>
concept proper_matrix = matrix_like<Given> && fixed_rows<Given>()
!= 1 && fixed_columns<Given>() != 1;
template <class Given>
concept given_list = number_pointer<Given> || proper_matrix<Given> || indexed_list<Given>;

/// The number of elements where it is a constant, -1 otherwise.
template <class Given>
consteval std::ptrdiff_t fixed_size() {
    if constexpr (std::is_array_v<Given>)
        return static_cast<std::ptrdiff_t>(std::extent_v<Given>);
    else if constexpr (requires { std::tuple_size<Given>::value; })
        return static_cast<std::ptrdiff_t>(std::tuple_size<Given>::value);
    else if constexpr (requires { Given::extent; })
        return static_cast<std::ptrdiff_t>(Given::extent);
    else if constexpr (matrix_like<Given>)
        return fixed_rows<Given>() < 0 || fixed_columns<Given>() < 0 ? -1
                                                                     : fixed_rows<Given>() * fixed_columns<Given>();
    else
        return -1;
}

template <class Given>
consteval auto element_of_list() {
    if constexpr (proper_matrix<Given>)
        return std::type_identity<decltype(std::declval<Given const&>()(0, 0))>{};
    else
        return std::type_identity<decltype(std::declval<Given const&>()[std::size_t{}])>{};
}
/// The type of `list[i]`: a reference if the element is in memory.
template <class Given>
using element_reference = typename decltype(element_of_list<Given>())::type;
template <class Given>
using list_element = std::remove_cvref_t<element_reference<Given>>;

}  // namespace ctgrad::detail
