#pragma once

#include <concepts>
#include <initializer_list>
#include <type_traits>

#include <ctgrad/graph/matrix_interface.hpp>
#include <ctgrad/operations/operation.hpp>

/// The number of operands of a row, its place in a family, and the rules that its information points to.
namespace ctgrad::detail {

struct graph;
struct term;
struct kept_nodes;
struct written_function;
struct matrix_rule;
struct operation_info;

/// The number of operands of a row: its `arity` if it has no `evaluate`, otherwise the number of arguments of that.
template <class Operation, class T>
consteval int arity_of() {
    if constexpr (requires { Operation::arity; })
        return Operation::arity;
    else if constexpr (requires(T t, bool c) { Operation::template evaluate<T>(); })
        return 0;
    else if constexpr (Operation::conditions == 0) {
        if constexpr (requires(T t) { Operation::evaluate(t); })
            return 1;
        else if constexpr (requires(T t) { Operation::evaluate(t, t); })
            return 2;
        else if constexpr (requires(T t) { Operation::evaluate(t, t, t); })
            return 3;
        else if constexpr (requires(T t) { Operation::evaluate(t, t, t, t); })
            return 4;
        else
            return -1;
    } else {
        if constexpr (requires(bool c) { Operation::evaluate(c); })
            return 1;
        else if constexpr (requires(bool c) { Operation::evaluate(c, c); })
            return 2;
        else if constexpr (requires(T t, bool c) { Operation::evaluate(c, t, t); })
            return 3;
        else if constexpr (requires(T t, bool c) { Operation::evaluate(c, t, t, t); })
            return 4;
        else
            return -1;
    }
}

/// (std::max is in <algorithm>, a large header.)
constexpr long long largest_magnitude(std::initializer_list<long long> numbers) {
    long long largest = 0;
    for (long long const number : numbers) {
        long long const magnitude = number < 0 ? -number : number;
        if (magnitude > largest) largest = magnitude;
    }
    return largest;
}

/// The number of a type in a family of types: its value if it is a constant, or the depth to which it nests templates.
template <class T>
inline constexpr long long nesting = 0;
template <class T>
    requires requires { typename std::integral_constant<long long, T::value>; }
inline constexpr long long nesting<T> = T::value;
template <template <class...> class Nested, class... T>
    requires(!requires { typename std::integral_constant<long long, Nested<T...>::value>; })
inline constexpr long long nesting<Nested<T...>> = 1 + largest_magnitude({nesting<T>...});

/// The number of a member of a family of operations, a template over numbers or types: the largest by magnitude.
template <class Operation>
inline constexpr long long family_member = 0;
template <template <auto...> class Family, auto... Numbers>
    requires(std::integral<decltype(Numbers)>&&...)
inline constexpr long long family_member<Family<Numbers...>> = largest_magnitude({static_cast<long long>(Numbers)...});
template <template <class...> class Family, class... T>
inline constexpr long long family_member<Family<T...>> = largest_magnitude({nesting<T>...});
template <class Operation>
consteval bool beyond_its_family() {
    if constexpr (Operation::is_missing) {
        return false;
    } else {
        constexpr long long member = family_member<Operation>;
        return member > Operation::largest_member;
    }
}

/// The functions to which the information of a row points; null where the row has none. So only formulas with the
/// operation instantiate its rules and the properties that passes read.
struct rule_pointers {
    /// Writes the partials of node `result` with respect to its `operands` to `out`.
    void (*partials)(graph& g, int result, int const* operands, int* out) = nullptr;
    /// The same in the form in which they are computed.
    void (*computed_partials)(graph& g, int result, int const* operands, int* out) = nullptr;
    /// The node that computes the same value from the parts of the operation.
    int (*expanded)(graph& g, int operand) = nullptr;
    /// A value-preserving rewrite of the node that is about to be made from `operands`: its replacement, or -1.
    int (*rewrite)(graph& g, int const* operands) = nullptr;
    /// The derivative of a node that is a function which the user wrote out with this one (differentiate/identities).
    written_function (*written)(graph& g, kept_nodes const& kept, int id) = nullptr;
    /// The logarithm of the operation, or of its complement, in a form that keeps digits (passes/stabilize.hpp).
    int (*stable_logarithm)(graph& g, int operand, bool of_complement) = nullptr;
    /// The operation on +-x in terms of exp(-|x|) (passes/logistic_sharing.hpp).
    int (*with_shared_exponential)(graph& g, int operand, int x) = nullptr;
    /// Whether its evaluation computes exactly that, so that sharing keeps the bits.
    bool evaluates_shared_exponential = false;
    /// The rules of an operation that is not entrywise.
    matrix_rule const* matrix = nullptr;
    /// The function that is computed by the same call.
    operation_info const* fused_with = nullptr;
    /// For a derivative with respect to a product: that with respect to a factor, which has the other one as a further operand.
    operation_info const* times_factor = nullptr;
};

/// Defined with the terms that rules are written in (differentiate/term.hpp).
template <class Operation>
consteval rule_pointers rules_of();

}  // namespace ctgrad::detail
