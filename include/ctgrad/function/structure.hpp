#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/function/structure_types.hpp>
#include <ctgrad/support/inline.hpp>
#include <ctgrad/support/unrolling.hpp>

/// Arguments and results of functions as lists of scalars: those of their elements, members or entries, in order.
namespace ctgrad {

namespace detail {

/// Member `I` of a struct, or of the type that replaces it: `named_members`, or another instance of its template.
template <class S, std::size_t I, class Value>
CTGRAD_INLINE auto& member_of(Value& value) {
    using plain = std::remove_const_t<Value>;
    if constexpr (with_members<plain>)
        return member<plain, I>::of(value);
    else
        return std::get<I>(value.members);
}

/// How many scalars come before member `I`.
template <class S, std::size_t... I>
consteval std::size_t start_of_member(std::size_t index, std::index_sequence<I...>) {
    return ((I < index ? leaf_count<member_type<S, I>>() : 0) + ... + 0);
}
/// The member that scalar `leaf` belongs to.
template <class S, std::size_t... I>
consteval std::size_t member_of_leaf(std::size_t leaf, std::index_sequence<I...> all) {
    return ((start_of_member<S>(I + 1, all) <= leaf ? std::size_t{1} : std::size_t{0}) + ... + std::size_t{0});
}

/// Scalar number `Leaf` of a value of the structure S.
template <class S, std::size_t Leaf, class Value>
CTGRAD_INLINE decltype(auto) leaf_of(Value const& value) {
    if constexpr (scalar_type<S> || scalar_data<S>) {
        return value;
    } else if constexpr (is_array<S>) {
        using element = typename S::value_type;
        constexpr std::size_t size = leaf_count<element>();
        return leaf_of<element, Leaf % size>(value[Leaf / size]);
    } else if constexpr (structured_matrix<S>) {
        constexpr std::size_t rows = matrix_structure<S>::rows;
        return matrix_structure<S>::entry(value, Leaf % rows, Leaf / rows);
    } else {
        constexpr auto all = std::make_index_sequence<member_count<S>>{};
        constexpr std::size_t index = member_of_leaf<S>(Leaf, all);
        return leaf_of<member_type<S, index>, Leaf - start_of_member<S>(index, all)>(member_of<S, index>(value));
    }
}

/// Calls `f` with each scalar of a value of the structure S, in order.
template <class S, class Value, class F>
constexpr void for_each_leaf(Value& value, F const& f) {
    if constexpr (scalar_type<S> || scalar_data<S>) {
        f(value);
    } else if constexpr (is_array<S>) {
        for (auto& element : value) for_each_leaf<typename S::value_type>(element, f);
    } else if constexpr (structured_matrix<S>) {
        for (std::size_t k = 0; k < matrix_structure<S>::columns; ++k)
            for (std::size_t i = 0; i < matrix_structure<S>::rows; ++i) f(matrix_structure<S>::entry(value, i, k));
    } else {
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (for_each_leaf<member_type<S, I>>(member_of<S, I>(value), f), ...);
        }
        (std::make_index_sequence<member_count<S>>{});
    }
}

/// A value of the structure S with scalars T, which are those of `scalars` from `First` on. If the type allows, it is
/// one expression, so that compilers make no intermediate array.
template <class S, class T, std::size_t First, class Scalars>
CTGRAD_INLINE with_scalar<S, T> shaped(Scalars const& scalars) {
    if constexpr (scalar_type<S>) {
        return scalars[First];
    } else if constexpr (scalar_data<S>) {
        if constexpr (is_recorded<T>)
            return signature_argument<S>::in_callable(scalars[First]);
        else
            return S{};  // a derivative
    } else if constexpr (leaf_count<S>() > longest_unrolled) {
        with_scalar<S, T> value{};
        std::size_t next = First;
        for_each_leaf<S>(value, [&](auto&& leaf) { leaf = scalars[next++]; });
        return value;
    } else if constexpr (is_array<S>) {
        using element = typename S::value_type;
        return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
            return with_scalar<S, T>{{shaped<element, T, First + I * leaf_count<element>()>(scalars)...}};
        }
        (std::make_index_sequence<std::tuple_size_v<S>>{});
    } else if constexpr (structured_matrix<S> && holds_complex<S>) {
        return {scalars[First], scalars[First + 1]};
    } else if constexpr (structured_matrix<S>) {
        constexpr std::size_t rows = matrix_structure<S>::rows;
        with_scalar<S, T> value;
        [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
            ((matrix_structure<S>::entry(value, I % rows, I / rows) = scalars[First + I]), ...);
        }
        (std::make_index_sequence<leaf_count<S>()>{});
        return value;
    } else {
        with_scalar<S, T> value{};
        [&]<std::size_t... I>(std::index_sequence<I...> all) CTGRAD_INLINE_LAMBDA {
            ((member_of<S, I>(value) =
                  shaped<member_type<S, I>, T, First + start_of_member<S>(I, decltype(all){})>(scalars)),
             ...);
        }
        (std::make_index_sequence<member_count<S>>{});
        return value;
    }
}

template <class S>
constexpr void mark_data(bool* is_data, std::size_t& next) {
    if constexpr (!has_data<S>()) {
        next += leaf_count<S>();
    } else if constexpr (is_array<S>) {
        for (std::size_t i = 0; i < std::tuple_size_v<S>; ++i) mark_data<typename S::value_type>(is_data, next);
    } else if constexpr (with_members<S>) {
        [&]<std::size_t... I>(std::index_sequence<I...>) { (mark_data<member_type<S, I>>(is_data, next), ...); }
        (std::make_index_sequence<member_count<S>>{});
    } else {
        is_data[next++] = true;
    }
}
/// Which of the scalars of some structures are data.
template <class... S>
consteval auto data_leaves() {
    std::array<bool, (leaf_count<S>() + ... + 1)> is_data{};
    std::size_t next = 0;
    (mark_data<S>(is_data.data(), next), ...);
    return is_data;
}

}  // namespace detail
}  // namespace ctgrad
