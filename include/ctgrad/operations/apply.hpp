#pragma once

#include <concepts>

/// The declaration of `apply`, so that the function which users call can stand beside its row of the table.
namespace ctgrad {

namespace detail {

/// The base of all that an operation is recorded on: formulas, conditions of formulas, the symbols of traced functions,
/// and the terms that rules compute with.
struct symbolic_base {};

template <class X>
concept symbolic = std::derived_from<X, symbolic_base>;
template <class... X>
concept any_symbolic = (symbolic<X> || ...);

/// How an operation is applied to operands of these types, one of them symbolic: `type`, what it gives, and
/// `make(operands...)`. Defined in formula/apply.hpp.
template <class Operation, class... Operands>
struct application_to {};

}  // namespace detail

/// What an operation gives for operands of these types, one of them symbolic. Functions state it as their result, so
/// that a rule may name a function whose own rule is not complete yet, such as itself.
template <class Operation, class... Operands>
using applied = typename detail::application_to<Operation, Operands...>::type;

/// An operation applied: to formulas it makes a formula, to the symbols of a traced function it records, on plain
/// numbers it computes. With this a user's own operation becomes a function like ours:
/// ```cpp
/// constexpr auto softsign(auto const& x) { return ctgrad::apply<softsign_operation>(x); }
/// ```
template <class Operation, class... Operands>
constexpr applied<Operation, Operands...> apply(Operands const&... operands);
template <class Operation, class... Operands>
    requires(!detail::any_symbolic<Operands...>)
constexpr auto apply(Operands const&... operands);

}  // namespace ctgrad
