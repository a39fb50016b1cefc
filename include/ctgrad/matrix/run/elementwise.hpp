#pragma once

#include <ctgrad/evaluate/run.hpp>
#include <ctgrad/matrix/run/simd.hpp>
#include <ctgrad/matrix/run/sizes.hpp>

/// What a pass does with one entry of each node.
namespace ctgrad::detail {

/// The position of an iteration: entry (row, column) of matrices with `rows` rows, and its index in the chunk.
struct position {
    index row, column, rows, in_chunk;

    constexpr position after(index n) const { return {row + n, column, rows, n}; }
};

/// Computes the node of an entrywise operation from the slots of its operands.
template <class P, int Id, class T, class Slots>
CTGRAD_INLINE void compute_slot(Slots& s, [[maybe_unused]] position at, [[maybe_unused]] index const* sizes) {
    constexpr operation_info const* info = P::value.operation(Id);
    constexpr int a = P::value.first(Id), b = P::value.second(Id);
    using operation = decltype(definition_of(ctgrad::detail::row<info>{}));
    if constexpr (info == &info_of<operations::one_hot>) {
        s.values[Id] = s.values[a] == static_cast<T>(at.row) ? T(1) : T(0);
    } else if constexpr (info == &info_of<operations::identity>) {
        s.values[Id] = at.row == at.column ? T(1) : T(0);
    } else if constexpr (info == &info_of<operations::count>) {
        s.values[Id] = static_cast<T>(size_of<P, P::value.shape[a]>(sizes));
    } else if constexpr (info == &info_of<operations::matrix_product>) {
        s.values[Id] = operations::multiply::evaluate(s.values[a], s.values[b]);
    } else if constexpr (info->matrix != nullptr) {  // broadcast, or a sum of one entry
        s.values[Id] = s.values[a];
    } else if constexpr (info->is_condition) {
        if constexpr (info->arity == 1)
            s.conditions[Id] = operation::evaluate(s.conditions[a]);
        else if constexpr (info->conditions == 2)
            s.conditions[Id] = operation::evaluate(s.conditions[a], s.conditions[b]);
        else
            s.conditions[Id] = operation::evaluate(s.values[a], s.values[b]);
    } else if constexpr (info->arity == 0) {
        s.values[Id] = operation::template evaluate<T>();
    } else if constexpr (info->arity == 1) {
        s.values[Id] = T(operation::evaluate(s.values[a]));
    } else if constexpr (info->arity == 2) {
        s.values[Id] = T(operation::evaluate(s.values[a], s.values[b]));
    } else if constexpr (info->arity == 3) {
        constexpr int second = P::value.first(b), third = P::value.second(b);
        if constexpr (info->conditions == 1)
            s.values[Id] = T(operation::evaluate(s.conditions[a], s.values[second], s.values[third]));
        else
            s.values[Id] = T(operation::evaluate(s.values[a], s.values[second], s.values[third]));
    } else {
        constexpr int second = P::value.first(b), rest = P::value.second(b);
        constexpr int third = P::value.first(rest), fourth = P::value.second(rest);
        if constexpr (info->conditions == 1)
            s.values[Id] = T(operation::evaluate(s.conditions[a], s.values[second], s.values[third], s.values[fourth]));
        else
            s.values[Id] = T(operation::evaluate(s.values[a], s.values[second], s.values[third], s.values[fourth]));
    }
}

/// Stores one entry, or a vector of them.
template <class T>
CTGRAD_INLINE void store(T* to, std::type_identity_t<T> const& value) {
    *to = value;
}
template <class T>
CTGRAD_INLINE void store(T* to, simd<T, 8> const& values) {
    values.store(to);
}
template <class T>
CTGRAD_INLINE void add_to(T* to, std::type_identity_t<T> const& value) {
    *to += value;
}
template <class T>
CTGRAD_INLINE void add_to(T* to, simd<T, 8> const& values) {
    simd<T, 8> sum;
    sum.load(to);
    (sum + values).store(to);
}

}  // namespace ctgrad::detail
