#pragma once

#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/compile/program.hpp>
#include <ctgrad/evaluate/constants.hpp>
#include <ctgrad/support/array_of.hpp>
#include <ctgrad/support/compiler.hpp>

/// The local variables of an evaluation.
namespace ctgrad::detail {

/// The type of `a < b`: bool, or a mask of lanes. Types without comparisons have no conditions either.
template <class T>
struct condition_of {
    using type = bool;
};
template <class T>
    requires requires(T a) { a < a; }
struct condition_of<T> {
    using type = std::remove_cvref_t<decltype(std::declval<T const&>() < std::declval<T const&>())>;
};
/// Whether a vector register holds two numbers of a type.
template <class T>
inline constexpr bool has_vectors = (vectors_of_double && std::same_as<T, double>);

/// Two numbers in a vector register.
template <class T>
struct lane_pair {
#ifdef __CUDACC__
    struct type {
        T first, second;
    };
#else
    typedef T type __attribute__((vector_size(2 * sizeof(T))));
#endif
};

/// The local slots of an evaluation. Every index is a constant, so nothing of this object is left after inlining.
template <class T, int Count, bool Lanes = false>
struct slots {
    array_of<T, Count> values;
    array_of<typename condition_of<T>::type, Count> conditions;
};
template <class T, int Count>
    requires has_vectors<T>
struct slots<T, Count, true> {
    using two_lanes = typename lane_pair<T>::type;
    array_of<T, Count> values;
    array_of<bool, Count> conditions;
    two_lanes pairs[static_cast<std::size_t>(Count)];  // a template argument would lose the attribute
};

/// The number in a slot, or exactly 0 if there is no slot.
template <int Slot, class T, class Slots>
CTGRAD_INLINE T number_in([[maybe_unused]] Slots const& s) {
    if constexpr (Slot == no_node)
        return zero_of<T>();
    else
        return s.values[Slot];
}

/// The `operation_info` of slots that are no operations.
inline constexpr operation_info input_slot{}, constant_slot{}, pair_slot{};
/// Those of statements that store results.
inline constexpr operation_info stored_number{}, stored_pair{};

template <class P>
consteval operation_info const* info_of_slot(std::size_t slot) {
    int const kind = P::value.kind(slot);
    return kind == graph::input_node      ? &input_slot
           : kind == graph::constant_node ? &constant_slot
           : kind == graph::pair_node     ? &pair_slot
                                          : P::value.operations[kind];
}

}  // namespace ctgrad::detail
