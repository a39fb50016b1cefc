#pragma once

#include <array>
#include <limits>
#include <string_view>
#include <type_traits>
#include <utility>

#include <ctgrad/formula/functions.hpp>  // rules call these on terms
#include <ctgrad/graph/handle.hpp>
#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/missing_rule.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/operations/piecewise.hpp>

/// Connects rules and graph. It must come before any code that names an operation, because compilers instantiate a rule
/// where its operation is first named.
namespace ctgrad::detail {

/// The rewrites of one operation: `apply(g, operands)` returns the node to use instead, or -1. By default there are
/// none.
template <class Operation>
struct rewrite {};
template <>
struct rewrite<operations::negate> {
    static constexpr int apply(graph& g, int const* operands);
};
template <>
struct rewrite<operations::add> {
    static constexpr int apply(graph& g, int const* operands);
};
template <>
struct rewrite<operations::subtract> {
    static constexpr int apply(graph& g, int const* operands);
};
template <>
struct rewrite<operations::multiply> {
    static constexpr int apply(graph& g, int const* operands);
};
template <>
struct rewrite<operations::divide> {
    static constexpr int apply(graph& g, int const* operands);
};
template <>
struct rewrite<operations::selection> {
    static constexpr int apply(graph& g, int const* operands);
};

/// The functions that users write out with an operation. `find` is defined in differentiate/written_functions.hpp; it is
/// a template so that it is instantiated only where the operation is used. By default there are none.
template <class Operation>
struct written_with {};
template <>
struct written_with<operations::exponential> {
    template <class Term>
    static constexpr written_function find(graph& g, kept_nodes const& kept, int id);
};
template <>
struct written_with<operations::hyperbolic_cosine> {
    template <class Term>
    static constexpr written_function find(graph& g, kept_nodes const& kept, int id);
};
template <>
struct written_with<operations::sine> {
    template <class Term>
    static constexpr written_function find(graph& g, kept_nodes const& kept, int id);
};
template <>
struct written_with<operations::complementary_error_function> {
    template <class Term>
    static constexpr written_function find(graph& g, kept_nodes const& kept, int id);
};

template <class Operation>
constexpr int rewritten(graph& g, int const* operands) {
    if constexpr (requires { rewrite<Operation>::apply(g, operands); })
        return rewrite<Operation>::apply(g, operands);
    else
        return -1;
}

/// A simplified node.
constexpr int make(graph& g, operation_info const& info, int const* operands) {
    int const replacement = info.rewrite(g, operands);
    return replacement >= 0 ? replacement : g.apply(info, operands);
}

/// A node of a derivative, on which the rules of the table operate. Operations on it are simplified as they are made.
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
    /// The value of an integer constant within the bounds, else 0.
    constexpr int constant_integer(int lowest, int highest) const {
        if (owner == nullptr || !owner->is_constant(id)) return 0;
        number const& value = owner->constant_at(id);
        if (!value.is_integer() || value.numerator < lowest || value.numerator > highest) return 0;
        return static_cast<int>(value.numerator);
    }
    constexpr bool is_number() const { return owner == nullptr || owner->is_constant(id); }
    constexpr bool is_constant(int value) const {
        return owner != nullptr && owner->is_constant(id) && owner->constant_at(id).is(value);
    }
};

/// Operand `I` of a rule: a condition or a term.
template <class Operation, std::size_t I>
constexpr auto rule_operand(graph& g, int id) {
    if constexpr (I < static_cast<std::size_t>(Operation::conditions))
        return condition_handle<term>{{}, &g, id};
    else
        return term(&g, id);
}
template <class Operation, bool Computed, std::size_t... I>
constexpr void write_partials(graph& g, int result, int const* operands, int* out, std::index_sequence<I...>) {
    auto const partials = [&] {
        if constexpr (Computed)
            return Operation::computed_partials(term(&g, result), rule_operand<Operation, I>(g, operands[I])...);
        else
            return Operation::partials(term(&g, result), rule_operand<Operation, I>(g, operands[I])...);
    }();
    static_assert(partials.size() == sizeof...(I), "ctgrad: an operation's partials() returns one value per operand");
    ((out[I] = partials[I].node_in(g)), ...);
}
template <class Operation>
constexpr void write_partials(graph& g, int result, int const* operands, int* out) {
    constexpr auto arity = static_cast<std::size_t>(described<Operation>::arity);
    if constexpr (Operation::elementwise && !Operation::is_condition && arity > 0)
        write_partials<Operation, false>(g, result, operands, out, std::make_index_sequence<arity>{});
}

template <class Operation>
constexpr int expanded_node(graph& g, int operand) {
    return Operation::expanded(term(&g, operand)).id;
}
template <class Operation>
constexpr int stable_logarithm_node(graph& g, int operand, bool of_complement) {
    return Operation::stable_logarithm(term(&g, operand), of_complement).id;
}
template <class Operation>
constexpr int node_with_shared_exponential(graph& g, int operand, int x) {
    return Operation::with_shared_exponential(term(&g, operand), term(&g, x), operand != x).id;
}

/// Whether a row states its rule a second time, as it is computed.
template <class Operation>
concept has_computed_partials = requires(term t) {
    Operation::computed_partials(t, t);
}
|| requires(term t) { Operation::computed_partials(t, t, t); };
template <class Operation>
constexpr void write_computed_partials(graph& g, int result, int const* operands, int* out) {
    if constexpr (has_computed_partials<Operation>)
        write_partials<Operation, true>(
            g, result, operands, out,
            std::make_index_sequence<static_cast<std::size_t>(described<Operation>::arity)>{});
    else
        write_partials<Operation>(g, result, operands, out);
}

/// Stands for the partials of a member of a family beyond its largest.
template <class Operation>
struct missing_member : operations::missing_rule {
    using member = Operation;
};
template <class Operation>
constexpr void write_missing_partials(graph& g, int, int const*, int* out) {
    for (int i = 0; i < described<Operation>::arity; ++i) out[i] = g.apply(info_of<missing_member<Operation>>, nullptr);
}

}  // namespace ctgrad::detail
