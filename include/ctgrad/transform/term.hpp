#pragma once

#include <array>
#include <type_traits>
#include <utility>

#include <ctgrad/graph/handle.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/transform/simplify.hpp>

namespace ctgrad::detail {

/// A node of a derivative: what the rules of the table compute with. Operations on it are simplified when made.
struct term : handle<term> {
    using handle<term>::handle;

    static constexpr int make(graph& g, operation_info const& info, int const* operands) {
        return detail::make(g, info, operands);
    }
    /// A constant operation, such as pi, in the same graph.
    template <class Constant>
    constexpr term with() const {
        return {owner, owner->apply(info_of<Constant>, nullptr)};
    }
    /// The value of an integer constant between the bounds, else 0.
    constexpr int constant_integer(int lowest, int highest) const {
        if (owner == nullptr || !owner->is_constant(id)) return 0;
        number const& value = owner->constant_at(id);
        if (!value.is_integer() || value.numerator < lowest || value.numerator > highest) return 0;
        return static_cast<int>(value.numerator);
    }
    constexpr bool is_constant(int value) const { return owner != nullptr && detail::is_constant(*owner, id, value); }
};

template <class Operation, std::size_t... I>
constexpr void write_partials(graph& g, int result, int const* operands, term* out, std::index_sequence<I...>) {
    auto const operand = [&]<std::size_t K>(std::integral_constant<std::size_t, K>) {
        if constexpr (K < static_cast<std::size_t>(Operation::conditions))
            return condition_handle<term>{{}, &g, operands[K]};
        else
            return term(&g, operands[K]);
    };
    auto const partials = Operation::partials(term(&g, result), operand(std::integral_constant<std::size_t, I>{})...);
    static_assert(partials.size() == sizeof...(I), "ctgrad: an operation's partials() gives one value per operand");
    ((out[I] = partials[I]), ...);
}

template <class Operation>
constexpr void write_partials(graph& g, int result, int const* operands, term* out) {
    if constexpr (!Operation::is_condition && info_of<Operation>.arity > 0)
        write_partials<Operation>(g, result, operands, out, std::make_index_sequence<info_of<Operation>.arity>{});
}

}  // namespace ctgrad::detail
