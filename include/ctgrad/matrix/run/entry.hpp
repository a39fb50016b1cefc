#pragma once

#include <concepts>
#include <cstddef>
#include <type_traits>

#include <ctgrad/evaluate/run.hpp>
#include <ctgrad/matrix/run/sizes.hpp>
#include <ctgrad/matrix/run/stored.hpp>

/// Constants of a program, and entries of its matrices in memory.
namespace ctgrad::detail {

/// A constant of a program, in scalar type T.
template <class P, class T, int Id>
CTGRAD_INLINE T constant_at() {
    if constexpr (std::floating_point<T>)
        return constants_of<P, T>[static_cast<std::size_t>(P::value.first(Id))];
    else
        return constant_value<T>(written_constants<P>[static_cast<std::size_t>(P::value.first(Id))]);
}

/// The type of a node's numbers in memory.
template <class P, int Id, class T>
constexpr auto stored_scalar() {
    if constexpr (P::value.operation_of(Id) == graph::input_node && requires { typename P::stored_inputs; }) {
        using scalar = typename stored_at<P, Id>::scalar;
        return std::type_identity<std::conditional_t<std::is_void_v<scalar>, T, scalar>>{};
    } else {
        return std::type_identity<T>{};
    }
}
/// An entry of a node in memory.
template <class P, int Id, class T>
CTGRAD_INLINE T entry_at(T const* memory, matrix_index offset) {
    using scalar = typename decltype(stored_scalar<P, Id, T>())::type;
    if constexpr (std::same_as<scalar, T>)
        return memory[offset];
    else
        return static_cast<T>(reinterpret_cast<scalar const*>(memory)[offset]);
}

}  // namespace ctgrad::detail
