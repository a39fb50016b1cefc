#pragma once

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/evaluate/bind.hpp>
#include <ctgrad/function/lists.hpp>
#include <ctgrad/function/structure.hpp>
#include <ctgrad/support/unrolling.hpp>

/// The scalars of the arguments of a call, as pointers: numbers in memory are read in place.
namespace ctgrad::detail {

template <class... S>
struct parameters;

/// Scalar number `Leaf` of several values.
template <std::size_t Leaf, class First, class... S, class FirstValue, class... Values>
CTGRAD_INLINE auto const& leaf_among(FirstValue const& first, Values const&... rest) {
    if constexpr (Leaf < leaf_count<First>())
        return given_leaf<First, Leaf>(first);
    else
        return leaf_among<Leaf - leaf_count<First>(), S...>(rest...);
}

/// The widest type of the scalars of values for parameters.
template <class Parameters, class... Values>
struct widest_scalar_of;
template <class... S, class... Values>
struct widest_scalar_of<parameters<S...>, Values...> : scalar_of<typename first_scalar_of<S, Values>::type...> {};
template <class Parameters, class... Values>
using widest_scalar = typename widest_scalar_of<Parameters, Values...>::type;

/// Pointers to the scalars of values with structures S..., all of one type.
template <class... S, class... Values>
CTGRAD_INLINE auto flat(Values const&... values) {
    constexpr std::size_t count = (leaf_count<S>() + ... + 0);
    if constexpr (count > longest_unrolled) {
        std::array<widest_scalar<parameters<S...>, Values...> const*, count> leaves{};
        std::size_t next = 0;
        (for_each_given_leaf<S>(values, [&](auto const& leaf) { leaves[next++] = &leaf; }), ...);
        return leaves;
    } else {
        return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
            return std::array<widest_scalar<parameters<S...>, Values...> const*, sizeof...(I)>{
                {&leaf_among<I, S...>(values...)...}};
        }
        (std::make_index_sequence<count>{});
    }
}

/// A scalar as a T; an enumerator becomes its number.
template <class T, class Scalar>
CTGRAD_INLINE T scalar_as(Scalar const& scalar) {
    if constexpr (std::is_enum_v<Scalar>)
        return static_cast<T>(static_cast<std::underlying_type_t<Scalar>>(scalar));
    else
        return static_cast<T>(scalar);
}
/// The scalars of an argument, converted to T.
template <class S, class T, class Value>
CTGRAD_INLINE std::array<T, leaf_count<S>()> converted_leaves(Value const& value) {
    if constexpr (leaf_count<S>() > longest_unrolled) {
        std::array<T, leaf_count<S>()> leaves{};
        std::size_t next = 0;
        for_each_given_leaf<S>(value, [&](auto const& leaf) { leaves[next++] = scalar_as<T>(leaf); });
        return leaves;
    } else {
        return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
            return std::array<T, sizeof...(I)>{{scalar_as<T>(given_leaf<S, I>(value))...}};
        }
        (std::make_index_sequence<leaf_count<S>()>{});
    }
}
/// A value of structure S with the scalars of an argument, converted to T.
template <class S, class T, class Value>
CTGRAD_INLINE with_scalar<S, T> copied(Value const& value) {
    return shaped<S, T, 0>(converted_leaves<S, T>(value));
}
/// The same, but the argument itself if it has the scalars in memory.
template <class S, class T, class Value>
CTGRAD_INLINE decltype(auto) converted(Value const& value) {
    if constexpr (in_memory_as<S, T, Value>())
        return static_cast<Value const&>(value);
    else if constexpr (has_data<S>() || holds_complex<S>)
        return leaf_array<T, leaf_count<S>()>{converted_leaves<S, T>(value)};
    else
        return copied<S, T>(value);
}

/// Calls `f` with pointers to the scalars of all values, in type T.
template <class Shapes, class T>
struct flat_run;
template <class... S, class T>
struct flat_run<parameters<S...>, T> {
    template <class F, class... Values>
    static CTGRAD_INLINE auto on(F f, Values const&... values) {
        if constexpr ((in_memory_as<S, T, Values>() && ...))
            return f(flat<S...>(values...));
        else
            return on(f, converted<S, T>(values)...);
    }
};
template <class Shapes, class T, class F, class... Values>
CTGRAD_INLINE auto run_flat(F f, Values const&... values) {
    return flat_run<Shapes, T>::on(f, values...);
}

}  // namespace ctgrad::detail
