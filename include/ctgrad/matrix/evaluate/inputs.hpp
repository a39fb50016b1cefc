#pragma once

#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/evaluate/bind.hpp>
#include <ctgrad/matrix/evaluate/bound_sizes.hpp>
#include <ctgrad/matrix/evaluate/values.hpp>
#include <ctgrad/matrix/run/stored.hpp>

/// The arguments of an evaluation as packed memory.
namespace ctgrad::detail {

/// The index of the binding of input `I`, and its shape.
template <class P, class... V>
struct matrix_placement {
    using places = placement<P, V...>;
    static constexpr int bound(int i) { return places::place[static_cast<std::size_t>(i)]; }
    static constexpr bool as_row(int i) { return P::value.shapes[P::value.input_shape[i]].rows.is_one(); }
};

/// The inputs of a program as packed memory, one after another.
template <class P, class T, class Given>
struct input_packer;
template <class P, class T, class... V, class... U>
struct input_packer<P, T, expressions<binding<V, U>...>> {
    using place = matrix_placement<P, V...>;
    static constexpr int count = P::value.input_count;
    using values = std::tuple<binding<V, U> const&...>;

    template <int I>
    using type_at = std::tuple_element_t<static_cast<std::size_t>(place::bound(I)), std::tuple<U...>>;
    template <int I>
    static constexpr bool needed = P::value.used[I] && place::bound(I) >= 0;

    /// The scalar type of an input that is read in place although its type is not T; else void.
    template <int I>
    static constexpr auto other_scalar() {
        if constexpr (needed<I>) {
            if constexpr (is_eigen_reference<type_at<I>>) {
                using matrix = referenced_matrix<type_at<I>>;
                using scalar = typename matrix::Scalar;
                if constexpr (!std::same_as<scalar, T> && std::is_arithmetic_v<scalar> &&
                              always_packed<matrix, scalar>() && P::value.read_by_entries(I))
                    return std::type_identity<scalar>{};
                else
                    return std::type_identity<void>{};
            } else {
                return std::type_identity<void>{};
            }
        } else {
            return std::type_identity<void>{};
        }
    }
    template <int I>
    static constexpr bool of_other_scalar = !std::is_void_v<typename decltype(other_scalar<I>())::type>;
    /// Whether an input is read in place although it is row-major.
    template <int I>
    static constexpr bool by_rows() {
        if constexpr (!needed<I>)
            return false;
        else if constexpr (!is_eigen_reference<type_at<I>>)
            return false;
        else
            return always_packed_by_rows<referenced_matrix<type_at<I>>, T>() && P::value.read_by_products(I);
    }
    /// The program that reads these inputs.
    template <int... I>
    static constexpr auto reader(std::integer_sequence<int, I...>) {
        if constexpr (((of_other_scalar<I> || by_rows<I>()) || ...))
            return std::type_identity<
                program_of_stored<P, stored_as<typename decltype(other_scalar<I>())::type, by_rows<I>()>...>>{};
        else
            return std::type_identity<P>{};
    }

    template <int I>
    static constexpr bool may_be_copied() {
        if constexpr (!needed<I> || of_other_scalar<I> || by_rows<I>())
            return false;
        else if constexpr (!is_matrix_reference<type_at<I>>)
            return true;
        else
            return !always_packed<referenced_matrix<type_at<I>>, T>();
    }

    template <int I>
    static constexpr void meet(bound_sizes<P>& sizes, values const& given) {
        if constexpr (place::bound(I) >= 0)
            sizes.template meet<I>(
                size_given(std::get<static_cast<std::size_t>(place::bound(I))>(given).value, place::as_row(I)));
    }
    template <int I>
    static constexpr void point(T** inputs, T*& free, matrix_index const* sizes, values const& given) {
        if constexpr (needed<I>) {
            auto const& value = std::get<static_cast<std::size_t>(place::bound(I))>(given).value;
            if constexpr (!is_matrix_reference<type_at<I>>) {
                *free = static_cast<T>(value);
                inputs[I] = free++;
            } else if constexpr (of_other_scalar<I>) {
                inputs[I] = reinterpret_cast<T*>(
                    const_cast<typename referenced_matrix<type_at<I>>::Scalar*>(value.object->data()));
            } else if constexpr (!may_be_copied<I>()) {
                inputs[I] = const_cast<T*>(value.object->data());
            } else {
                // A program does not write to its inputs.
                T* const there = const_cast<T*>(packed<T const>(*value.object));
                if (there != nullptr) {
                    inputs[I] = there;
                } else {
                    given_size const size = size_given(value, place::as_row(I));
                    pack(*value.object, free, size, place::as_row(I));
                    inputs[I] = free;
                    free += rounded_size<P, P::value.input_shape[I]>(sizes);
                }
            }
        }
    }
    template <int I>
    static constexpr matrix_index copy_space(matrix_index const* sizes) {
        if constexpr (may_be_copied<I>())
            return rounded_size<P, P::value.input_shape[I]>(sizes);
        else
            return 0;
    }
};

}  // namespace ctgrad::detail
