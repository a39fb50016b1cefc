#pragma once

#include <algorithm>
#include <concepts>
#include <type_traits>

#include <ctgrad/graph/matrix_interface.hpp>
#include <ctgrad/operations/operation.hpp>

/// What the information of a row points to, found by what the row has.
namespace ctgrad::detail {

struct graph;
struct term;
struct kept_nodes;
struct written_function;
struct matrix_rule;

/// The number of operands of a row: the number of arguments of its `evaluate`.
template <class Operation, class T>
consteval int arity_of() {
    if constexpr (requires(T t, bool c) { Operation::template evaluate<T>(); })
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

/// The number of a type in a family of types: its value if it is a constant, or the depth to which it nests templates.
template <class T>
inline constexpr long long nesting = 0;
template <class T>
    requires requires { typename std::integral_constant<long long, T::value>; }
inline constexpr long long nesting<T> = T::value;
template <template <class...> class Nested, class... T>
    requires(!requires { typename std::integral_constant<long long, Nested<T...>::value>; })
inline constexpr long long nesting<Nested<T...>> = 1 + std::max({0LL, nesting<T>...});

/// The number of a member of a family of operations, a template over numbers or types: the largest by magnitude.
template <class Operation>
inline constexpr long long family_member = 0;
template <template <auto...> class Family, auto... Numbers>
    requires(std::integral<decltype(Numbers)>&&...)
inline constexpr long long family_member<Family<Numbers...>> =
    std::max({0LL, Numbers < 0 ? -static_cast<long long>(Numbers) : static_cast<long long>(Numbers)...});
template <template <class...> class Family, class... T>
inline constexpr long long family_member<Family<T...>> = std::max({0LL, nesting<T> < 0 ? -nesting<T> : nesting<T>...});
template <class Operation>
consteval bool beyond_its_family() {
    if constexpr (Operation::is_missing) {
        return false;
    } else {
        constexpr long long member = family_member<Operation>;
        return member > Operation::largest_member;
    }
}

// What a row's information holds of its rules, defined with the terms that rules are written in
// (differentiate/term.hpp).
template <class Operation>
constexpr void write_partials(graph& g, int result, int const* operands, int* out);
template <class Operation>
constexpr void write_computed_partials(graph& g, int result, int const* operands, int* out);
template <class Operation>
constexpr void write_missing_partials(graph& g, int result, int const* operands, int* out);
/// Compilers instantiate a rule when its operation is named, and so would never come to an end of a family.
template <class Operation>
consteval auto find_rule() {
    if constexpr (beyond_its_family<Operation>())
        return &write_missing_partials<Operation>;
    else
        return &write_partials<Operation>;
}
template <class Operation>
consteval auto find_computed_rule() {
    if constexpr (beyond_its_family<Operation>())
        return &write_missing_partials<Operation>;
    else
        return &write_computed_partials<Operation>;
}
template <class Operation>
constexpr int expanded_node(graph& g, int operand);
template <class Operation>
consteval auto find_expanded() -> int (*)(graph&, int) {
    if constexpr (requires { &Operation::template expanded<double>; })
        return &expanded_node<Operation>;
    else
        return nullptr;
}
template <class Operation>
constexpr int rewritten(graph& g, int const* operands);
template <class Operation>
struct written_with;
template <class Operation>
consteval auto find_written() -> written_function (*)(graph&, kept_nodes const&, int) {
    if constexpr (requires { &written_with<Operation>::template find<term>; })
        return &written_with<Operation>::template find<term>;
    else
        return nullptr;
}
template <class Operation>
constexpr int stable_logarithm_node(graph& g, int operand, bool of_complement);
template <class Operation>
consteval auto find_stable_logarithm() -> int (*)(graph&, int, bool) {
    if constexpr (requires { &Operation::template stable_logarithm<double>; })
        return &stable_logarithm_node<Operation>;
    else
        return nullptr;
}
template <class Operation>
constexpr int node_with_shared_exponential(graph& g, int operand, int x);
template <class Operation>
consteval auto find_shared_exponential() -> int (*)(graph&, int, int) {
    if constexpr (requires { &Operation::template with_shared_exponential<double>; })
        return &node_with_shared_exponential<Operation>;
    else
        return nullptr;
}
template <class Operation>
consteval matrix_rule const* find_matrix_rule() {
    if constexpr (Operation::elementwise)
        return nullptr;
    else
        return &matrix_rule_of<Operation>::value;
}

}  // namespace ctgrad::detail
