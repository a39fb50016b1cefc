#pragma once

#include <ctgrad/diagnostics/refusal.hpp>

/// The messages about arguments. The types in them name the culprit.
namespace ctgrad::detail {

template <char...>
struct unbound_variable;
template <char...>
struct unknown_variable;
template <char...>
struct variable_bound_twice;
template <char...>
struct tangent_missing_for;
template <char...>
struct tangent_unknown_for;
template <char...>
struct tangent_twice_for;
template <char...>
struct cotangent_missing_for_output;
template <char...>
struct cotangent_unknown_for_output;

template <class Argument>
constexpr bool refuse_argument() {
    static_assert(
        never<Argument>,
        "ctgrad: a formula is evaluated with named values, as in f(x = 1.0, y = 2.0), where x is the variable "
        "and not a local with its name, or with a struct adapted with Boost.Hana");
    return false;
}
template <class Problem>
constexpr bool refuse_unbound() {
    static_assert(never<Problem>,
                  "ctgrad: a variable of the formula has no value: give each one, as in f(x = 1.0, y = 2.0)");
    return false;
}
template <class Problem>
constexpr bool refuse_unknown() {
    static_assert(never<Problem>,
                  "ctgrad: a value is given for a variable that does not occur in the formula: leave it out");
    return false;
}
template <class Problem>
constexpr bool refuse_twice() {
    static_assert(never<Problem>, "ctgrad: a variable is given a value twice: give each one once");
    return false;
}
template <class Problem>
constexpr bool refuse_tangent_missing() {
    static_assert(never<Problem>,
                  "ctgrad: the tangent has no component for a variable: name every variable of jvp or hvp, as in "
                  "jvp(f, x, y)(tangent(x = 1.0, y = 0.0), x = 2.0, y = 3.0)");
    return false;
}
template <class Problem>
constexpr bool refuse_tangent_unknown() {
    static_assert(
        never<Problem>,
        "ctgrad: a tangent is given for a variable that this call does not differentiate by: only jvp and hvp "
        "take tangents, for the variables that they name");
    return false;
}
template <class Problem>
constexpr bool refuse_tangent_twice() {
    static_assert(never<Problem>, "ctgrad: a tangent names a variable twice: name each one once");
    return false;
}
template <class Problem>
constexpr bool refuse_cotangent_missing() {
    static_assert(never<Problem>,
                  "ctgrad: a cotangent is missing: vjp takes one for each output, as in "
                  "vjp(f, x)(cotangent(1.0), x = 2.0)");
    return false;
}
template <class Problem>
constexpr bool refuse_cotangent_unknown() {
    static_assert(never<Problem>,
                  "ctgrad: a cotangent is given for an output that does not exist: only vjp takes them, one for "
                  "each output");
    return false;
}
template <class Value, class Scalar>
constexpr bool refuse_mixture() {
    static_assert(never<Value>, "ctgrad: values of these two types do not mix: give all variables values of one type");
    return false;
}
template <class Operation, class Scalar>
constexpr bool refuse_operation() {
    static_assert(never<Operation>,
                  "ctgrad: this operation cannot be computed with this scalar type: the type lacks the function or "
                  "comparison");
    return false;
}

}  // namespace ctgrad::detail
