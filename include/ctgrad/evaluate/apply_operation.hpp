#pragma once

#include <cstddef>
#include <type_traits>

#include <ctgrad/diagnostics/rule_messages.hpp>
#include <ctgrad/evaluate/slots.hpp>
#include <ctgrad/graph/handle.hpp>
#include <ctgrad/numbers/lanes.hpp>
#include <ctgrad/support/inline.hpp>

/// Operations on operands of any scalar type.
namespace ctgrad::detail {

/// Whether an operation has a value for operands of a scalar type. (`arity_of` cannot tell: `lane_by_lane` takes any
/// number of operands.)
template <class Operation, int Arity, class T, class Condition>
consteval bool has_value() {
    using first = std::conditional_t<(Operation::conditions > 0), Condition, T>;
    using second = std::conditional_t<(Operation::conditions > 1), Condition, T>;
    if constexpr (Arity == 0) return requires {
            Operation::template evaluate<T>();
        };
    else if constexpr (Arity == 1)
        return requires(first const& a) { Operation::evaluate(a); };
    else if constexpr (Arity == 2)
        return requires(first const& a, second const& b) { Operation::evaluate(a, b); };
    else if constexpr (Arity == 3)
        return requires(first const& a, T const& b) { Operation::evaluate(a, b, b); };
    else
        return requires(first const& a, T const& b) { Operation::evaluate(a, b, b, b); };
}
/// Whether an operation can be computed with a scalar type. If not, it is refused.
template <class Operation, int Arity, class T, class Condition>
consteval bool check_scalar() {
    constexpr bool supported = has_value<Operation, Arity, T, Condition>();
    if constexpr (!supported) refuse_scalar<T, Operation>();
    return supported;
}

/// The operation for a scalar type: lane by lane if it is not defined for lanes.
template <class Operation, int Arity, class T>
consteval auto computed_operation() {
    if constexpr (any_lanes<T> && Arity > 0 && Operation::conditions == 0 && !Operation::is_condition)
        if constexpr (!has_value<Operation, Arity, T, bool>() &&
                      has_value<Operation, Arity, typename T::value_type, bool>())
            return lane_by_lane<Operation>{};
        else
            return Operation{};
    else
        return Operation{};
}

/// Fills slot `at` with the result of an operation on the slots a, b, c and d, as many as it has operands. Only this
/// function distinguishes operations by their arity and by which operands are conditions.
template <class Operation, int Arity, class T, class Slots>
CTGRAD_INLINE void apply_operation(Slots& s, std::size_t at, [[maybe_unused]] std::size_t a,
                                   [[maybe_unused]] std::size_t b = 0, [[maybe_unused]] std::size_t c = 0,
                                   [[maybe_unused]] std::size_t d = 0) {
    constexpr int conditions = Operation::conditions;
    static_assert(conditions <= 1 || Arity <= 2,
                  "ctgrad: an operation of three or four operands has at most one condition");
    if constexpr (Operation::is_condition && Arity == 1)
        s.conditions[at] = Operation::evaluate(s.conditions[a]);
    else if constexpr (Operation::is_condition && conditions == 2)
        s.conditions[at] = Operation::evaluate(s.conditions[a], s.conditions[b]);
    else if constexpr (Operation::is_condition)
        s.conditions[at] = Operation::evaluate(s.values[a], s.values[b]);
    else if constexpr (Arity == 0)
        s.values[at] = Operation::template evaluate<T>();
    else if constexpr (Arity == 1)
        s.values[at] = T(Operation::evaluate(s.values[a]));
    else if constexpr (Arity == 2)
        s.values[at] = T(Operation::evaluate(s.values[a], s.values[b]));
    else if constexpr (Arity == 3 && conditions == 1)
        s.values[at] = T(Operation::evaluate(s.conditions[a], s.values[b], s.values[c]));
    else if constexpr (Arity == 3)
        s.values[at] = T(Operation::evaluate(s.values[a], s.values[b], s.values[c]));
    else if constexpr (conditions == 1)
        s.values[at] = T(Operation::evaluate(s.conditions[a], s.values[b], s.values[c], s.values[d]));
    else
        s.values[at] = T(Operation::evaluate(s.values[a], s.values[b], s.values[c], s.values[d]));
}

}  // namespace ctgrad::detail
