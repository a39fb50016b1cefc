#pragma once

#include <concepts>
#include <type_traits>
#include <utility>

#include <ctgrad/formula/define.hpp>
#include <ctgrad/formula/variable.hpp>
#include <ctgrad/graph/handle.hpp>

namespace ctgrad {

namespace detail {

template <class X>
concept any_formula = formula<X> || formula_condition<X>;
template <class X>
concept symbolic = any_formula<X> || any_handle<X> || any_condition_handle<X>;

template <char... Name>
struct in_function;
template <class T>
struct argument_is;

/// Refuses what cannot stand in a formula; the types in the message name the function and the culprit.
template <class Where, class Culprit, bool Condition>
constexpr bool check_operand() {
    constexpr bool number = !any_formula<Culprit>;
    static_assert(!number,
                  "ctgrad: a plain number cannot stand in a formula: write it with _c, as in 2_c * x or 0.1_c * x, or "
                  "make it a variable");
    static_assert(number || !formula_condition<Culprit> || Condition,
                  "ctgrad: a condition is not a number: choose values with select(condition, a, b)");
    static_assert(number || formula_condition<Culprit> || !Condition,
                  "ctgrad: a condition is expected here, such as x < y");
    return !number && formula_condition<Culprit> == Condition;
}

template <class Operation, class... Operands, std::size_t... I>
constexpr bool check_operands(std::index_sequence<I...>) {
    if constexpr (((any_formula<Operands> && formula_condition<Operands> == (I < Operation::conditions)) && ...))
        return true;
    else
        return (check_operand<Operation, Operands, (I < Operation::conditions)>() & ...);
}

template <class Self>
Self handle_kind(handle<Self> const&);
template <class Self>
Self handle_kind(condition_handle<Self> const&);
struct no_handle {};
no_handle handle_kind(...);

template <class First, class... Rest>
struct first_handle : first_handle<Rest...> {};
template <class First, class... Rest>
    requires any_handle<First> || any_condition_handle<First>
struct first_handle<First, Rest...> {
    using type = decltype(handle_kind(std::declval<First>()));
};

}  // namespace detail

/// An operation applied: to formulas it makes a formula, to the symbols of a traced function it records, on plain
/// numbers it computes. With this a user's own operation becomes a function like ours:
/// ```cpp
/// constexpr auto softsign(auto const& x) { return ctgrad::apply<softsign_operation>(x); }
/// ```
template <class Operation, class... Operands>
constexpr auto apply(Operands const&... operands) {
    if constexpr ((detail::any_formula<Operands> || ...)) {
        if constexpr (detail::check_operands<Operation, Operands...>(std::index_sequence_for<Operands...>{}))
            return typename defined<Operation, Operands...>::type{};
        else
            return variable<"mistake">;
    } else if constexpr ((detail::symbolic<Operands> || ...)) {
        return detail::record<typename detail::first_handle<Operands...>::type, Operation>(operands...);
    } else {
        return Operation::evaluate(operands...);
    }
}

}  // namespace ctgrad
