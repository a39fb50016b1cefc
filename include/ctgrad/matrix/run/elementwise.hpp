#pragma once

#include <concepts>
#include <cstddef>
#include <type_traits>

#include <ctgrad/evaluate/run.hpp>
#include <ctgrad/matrix/run/simd.hpp>
#include <ctgrad/matrix/run/sizes.hpp>
#include <ctgrad/numbers/lanes.hpp>

/// The work of a pass on one entry of each node.
namespace ctgrad::detail {

/// The position of an iteration: entry (row, column) of matrices with `rows` rows, and its index in the chunk.
struct position {
    matrix_index row, column, rows, in_chunk;

    constexpr position after(matrix_index n) const { return {row + n, column, rows, n}; }
};

/// The entry of a row's form. If it depends on the position, each lane, which is a row, has its own.
template <class Operation, class T>
CTGRAD_INLINE T entry_of(T const& operand, matrix_entry at) {
    if constexpr (any_lanes<T> && Operation::uses_position) {
        typename T::value_type numbers[T::size];
        operand.store_unaligned(numbers);
        for (auto& x : numbers) {
            x = Operation::entry(x, at);
            ++at.row;
        }
        return T::load_unaligned(numbers);
    } else {
        return Operation::entry(operand, at);
    }
}

/// Computes the node of an entrywise operation from the slots of its operands.
template <class P, int Id, class T, class Slots>
CTGRAD_INLINE void compute_slot(Slots& s, [[maybe_unused]] position at, [[maybe_unused]] matrix_index const* sizes) {
    // (A type and numbers: if code at run time pointed to a row, compilers would optimize its rules, before they see that
    // nothing calls them.)
    using operation = decltype(definition_of(ctgrad::detail::row<P::value.operation(Id)>{}));
    constexpr int a = P::value.first(Id), b = P::value.second(Id), arity = P::value.operation(Id)->arity;
    if constexpr (P::value.has_form(Id, matrix_form::product)) {
        s.values[Id] = operations::multiply::evaluate(s.values[a], s.values[b]);
    } else if constexpr (!operation::elementwise && P::value.operation_of(a) == graph::shape_node) {
        s.values[Id] = entry_of<operation>(T(0), {at.row, at.column, size_of<P, P::value.shape[a]>(sizes)});
    } else if constexpr (!operation::elementwise) {
        s.values[Id] = entry_of<operation>(s.values[a], {at.row, at.column, 0});
    } else {
        // The last operands of three or more are in pairs.
        constexpr bool three = arity > 2, four = arity > 3;
        constexpr int second = three ? P::value.first(b) : b, rest = three ? P::value.second(b) : 0;
        constexpr auto index_of = [](int id) { return static_cast<std::size_t>(id); };
        using computed = decltype(computed_operation<operation, arity, T>());
        apply_operation<computed, arity, T>(s, index_of(Id), index_of(a), index_of(second),
                                            index_of(four ? P::value.first(rest) : rest),
                                            index_of(four ? P::value.second(rest) : 0));
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
