#pragma once

#include <concepts>

/// Declares `apply`, so that the function that users call can be defined beside its row of the table.
namespace ctgrad {

namespace detail {

/// The base of everything that operations are recorded on: formulas and their conditions, the symbols of traced
/// functions, and the terms of rules.
struct symbolic_base {};

// (With the compiler's builtin, because std::derived_from would instantiate two more classes for every formula.)
template <class X>
concept symbolic = __is_base_of(symbolic_base, X);
template <class... X>
concept any_symbolic = (symbolic<X> || ...);

/// How an operation is applied to operands of these types, at least one of which is symbolic: the result type `type`.
/// Defined in formula/apply.hpp.
template <class Operation, class... Operands>
struct application_to {};

}  // namespace detail

/// The result type of an operation on operands of these types, at least one of which is symbolic. Functions state it
/// explicitly, so that a rule may use a function whose own rule is not complete yet, such as itself.
template <class Operation, class... Operands>
using applied = typename detail::application_to<Operation, Operands...>::type;

/// Applies an operation: to formulas it makes a formula, on the symbols of a traced function it records, and on plain
/// numbers it computes. It turns your own operation into a function like those of the library. The number of operands
/// must be that of `evaluate`.
/// ```cpp
/// constexpr auto softsign(auto const& x) { return ctgrad::apply<softsign_operation>(x); }
/// ```
template <class Operation, class... Operands>
constexpr applied<Operation, Operands...> apply(Operands const&... operands);
template <class Operation, class... Operands>
    requires(!detail::any_symbolic<Operands...>)
constexpr auto apply(Operands const&... operands);

}  // namespace ctgrad
