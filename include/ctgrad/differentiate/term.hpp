#pragma once

#include <array>
#include <limits>
#include <type_traits>
#include <utility>

#include <ctgrad/differentiate/rewrites.hpp>
#include <ctgrad/formula/functions.hpp>  // rules call these on terms
#include <ctgrad/graph/handle.hpp>
#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/missing_rule.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/operations/piecewise.hpp>

/// Connects rules and graph. It must be included before any code that names an operation, because compilers instantiate
/// a rule where its operation is first named.
namespace ctgrad::detail {

template <class Operation>
constexpr int rewritten(graph& g, int const* operands) {
    if constexpr (requires { rewrite<Operation>::apply(g, operands); })
        return rewrite<Operation>::apply(g, operands);
    else
        return -1;
}

/// A simplified node.
constexpr int make(graph& g, operation_info const& info, int const* operands) {
    int const replacement = info.rewrite == nullptr ? -1 : info.rewrite(g, operands);
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
    /// Whether the graph already has an operation with this operand and another.
    template <class Operation>
    constexpr bool has_result_with(term const& other) const {
        if (owner == nullptr || other.owner == nullptr) return false;
        operation_info const* const info = owner->in_use<Operation>();
        return info != nullptr && owner->existing(*info, id, other.id) >= 0;
    }
    /// Whether this is computed from other nodes.
    constexpr bool is_operation() const { return owner != nullptr && owner->is_operation(id); }
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

/// An operand of a rule: a condition or a term.
template <bool IsCondition>
constexpr auto rule_operand(graph& g, int id) {
    if constexpr (IsCondition)
        return condition_handle<term>{{}, &g, id};
    else
        return term(&g, id);
}
template <std::size_t Arity, class Partials>
constexpr void write_nodes(graph& g, Partials const& partials, int* out) {
    static_assert(std::tuple_size_v<Partials> == Arity,
                  "ctgrad: an operation's partials() returns one value per operand");
    for (std::size_t i = 0; i < Arity; ++i) out[i] = partials[i].node_in(g);
}
template <class Operation, bool Computed, int... I>
constexpr void write_partials(graph& g, int result, int const* operands, int* out) {
    if constexpr (Computed)
        write_nodes<sizeof...(I)>(g,
                                  Operation::computed_partials(
                                      term(&g, result), rule_operand<(I < Operation::conditions)>(g, operands[I])...),
                                  out);
    else
        write_nodes<sizeof...(I)>(
            g, Operation::partials(term(&g, result), rule_operand<(I < Operation::conditions)>(g, operands[I])...),
            out);
}
constexpr void write_no_partials(graph&, int, int const*, int*) {}

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

/// Whether a row states its rule a second time, in the form for computing.
template <class Operation>
concept has_computed_partials = requires(term t) {
    Operation::computed_partials(t, t);
}
|| requires(term t) { Operation::computed_partials(t, t, t); }
|| requires(term t) { Operation::computed_partials(t, t, t, t); };
/// Stands for the partials of a member of a family that is beyond the largest member.
template <class Operation>
struct missing_member : operations::missing_rule {
    using member = Operation;
};
template <class Operation>
constexpr void write_missing_partials(graph& g, int, int const*, int* out) {
    for (int i = 0; i < described<Operation>::arity; ++i) out[i] = g.apply(info_of<missing_member<Operation>>, nullptr);
}

/// Compilers instantiate a rule when its operation is named, so they would never reach the end of a family.
template <class Operation>
consteval rule_pointers rules_of() {
    rule_pointers p;
    p.partials = p.computed_partials = &write_no_partials;
    if constexpr (beyond_its_family<Operation>())
        p.partials = p.computed_partials = &write_missing_partials<Operation>;
    else if constexpr (Operation::elementwise && !Operation::is_condition) {
        constexpr int arity = described<Operation>::arity;
        constexpr bool computed = has_computed_partials<Operation>;
        if constexpr (arity == 1) {
            p.partials = &write_partials<Operation, false, 0>;
            p.computed_partials = &write_partials<Operation, computed, 0>;
        } else if constexpr (arity == 2) {
            p.partials = &write_partials<Operation, false, 0, 1>;
            p.computed_partials = &write_partials<Operation, computed, 0, 1>;
        } else if constexpr (arity == 3) {
            p.partials = &write_partials<Operation, false, 0, 1, 2>;
            p.computed_partials = &write_partials<Operation, computed, 0, 1, 2>;
        } else if constexpr (arity == 4) {
            p.partials = &write_partials<Operation, false, 0, 1, 2, 3>;
            p.computed_partials = &write_partials<Operation, computed, 0, 1, 2, 3>;
        }
    }
    if constexpr (requires(term t) { Operation::expanded(t); }) p.expanded = &expanded_node<Operation>;
    if constexpr (requires { &rewrite<Operation>::apply; }) p.rewrite = &rewrite<Operation>::apply;
    if constexpr (parts_of_written_functions::contains<Operation>) p.written = &find_written_with<term, Operation>;
    if constexpr (requires(term t) { Operation::stable_logarithm(t, true); })
        p.stable_logarithm = &stable_logarithm_node<Operation>;
    if constexpr (requires(term t) { Operation::with_shared_exponential(t, t, true); }) {
        p.with_shared_exponential = &node_with_shared_exponential<Operation>;
        p.evaluates_shared_exponential = Operation::evaluates_shared_exponential;
    }
    if constexpr (!Operation::elementwise) p.matrix = &matrix_rule_of<Operation>::value;
    if constexpr (requires { typename Operation::fused_with; })
        p.fused_with = &described<typename Operation::fused_with>::value;
    if constexpr (requires { typename Operation::times_factor; })
        if constexpr (!std::is_void_v<typename Operation::times_factor>)
            p.times_factor = &described<typename Operation::times_factor>::value;
    return p;
}

}  // namespace ctgrad::detail
