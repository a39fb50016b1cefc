#pragma once

#include <concepts>
#include <cstddef>
#include <tuple>
#include <utility>

#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/formula/define.hpp>
#include <ctgrad/formula/text.hpp>
#include <ctgrad/graph/handle.hpp>
#include <ctgrad/support/text_view.hpp>

/// Checks operations and their operands.
namespace ctgrad::detail {

/// Refuses what cannot be part of a formula. The types in the message name the operation and the culprit.
template <class Operation, class Culprit>
constexpr mistake refuse_number() {
    if constexpr (!refused_before<std::tuple<Operation, Culprit>>())
        static_assert(
            never<Culprit>,
            "ctgrad: a plain number cannot be part of a formula: write it with _c, as in 2_c * x or 0.1_c * x, "
            "or make it a variable");
    return {};
}
/// Its type is deduced, so that it is instantiated together with the type of the result.
template <class Operation, class... Operands>
constexpr auto refuse_formula_with_symbol() {
    static_assert(never<Operands...>,
                  "ctgrad: a formula and the symbol of a traced function do not mix: call the formula with it, as in "
                  "f(x = u)");
    return mistake{};
}
template <class Operation, class Culprit>
constexpr mistake refuse_condition() {
    static_assert(never<Culprit>, "ctgrad: a condition is not a number: choose values with select(condition, a, b)");
    return {};
}
template <class Operation, class Culprit>
constexpr mistake refuse_unconditional() {
    static_assert(never<Culprit>, "ctgrad: a condition is expected here, such as x < y");
    return {};
}

enum class operand_problem { none, earlier, number, condition, unconditional };
struct operand_verdict {
    operand_problem problem;
    std::size_t culprit;
};

template <class Operation, class... Operands>
consteval operand_verdict judge_operands() {
    if ((std::same_as<Operands, mistake> || ...)) return {operand_problem::earlier, 0};
    constexpr bool is_formula[]{formula<Operands>...}, is_condition[]{formula_condition<Operands>...};
    for (std::size_t i = 0; i < sizeof...(Operands); ++i) {
        bool const wanted = static_cast<int>(i) < Operation::conditions;
        if (wanted && !is_condition[i]) return {operand_problem::unconditional, i};
        if (!wanted && is_condition[i]) return {operand_problem::condition, i};
        if (!wanted && !is_formula[i]) return {operand_problem::number, i};
    }
    return {operand_problem::none, 0};
}

template <class Value>
constexpr void refuse_odd_partials() {
    static_assert(never<Value>,
                  "ctgrad: with_partials takes variables and partial derivatives in turn: with_partials(value, x, "
                  "partial_by_x, y, partial_by_y)");
}
template <std::size_t Variables, std::size_t Partials>
constexpr void refuse_partials_of() {
    static_assert(Variables == Partials,
                  "ctgrad: with_partials takes one partial derivative for each variable: the numbers here are those of "
                  "variables and partials");
}
template <class Operation>
constexpr mistake refuse_underived() {
    static_assert(never<Operation>, "ctgrad: an operation of your own derives from ctgrad::operation");
    return {};
}
template <class Operation>
constexpr mistake refuse_nameless() {
    static_assert(never<Operation>,
                  "ctgrad: an operation of your own has a name: static constexpr char const* name = \"...\"");
    return {};
}
template <class Operation>
constexpr mistake refuse_evaluate() {
    static_assert(
        never<Operation>,
        "ctgrad: an operation of your own has a value: template <class T> static constexpr T evaluate(T const& "
        "x), for one to four operands, conditions first");
    return {};
}
template <class Operation, std::size_t Wanted, std::size_t Given>
constexpr mistake refuse_operand_count() {
    static_assert(never<Operation>, "ctgrad: an operation is applied to as many operands as its evaluate() takes");
    return {};
}
template <class Operation>
constexpr mistake refuse_partials() {
    static_assert(never<Operation>,
                  "ctgrad: an operation of your own has its derivatives, one per operand: template <class T> static "
                  "constexpr std::array<T, 1> partials(T const& y, T const& x)");
    return {};
}

template <class Operation, std::size_t... I>
consteval bool has_partials(std::index_sequence<I...>) {
    if constexpr (requires {
                      Operation::partials(
                          std::declval<term>(),
                          std::declval<std::conditional_t<(I < static_cast<std::size_t>(Operation::conditions)),
                                                          condition_handle<term>, term>>()...);
                  })
        return std::tuple_size_v<decltype(Operation::partials(
                   std::declval<term>(),
                   std::declval<std::conditional_t<(I < static_cast<std::size_t>(Operation::conditions)),
                                                   condition_handle<term>, term>>()...))> == sizeof...(I);
    else
        return false;
}

enum class operation_problem { none, underived, nameless, evaluate, partials };

template <class Operation>
consteval operation_problem judge_operation() {
    if constexpr (!__is_base_of(operation, Operation)) {
        return operation_problem::underived;
    } else if constexpr (Operation::is_internal) {
        return operation_problem::none;
    } else if constexpr (!requires { text_view(Operation::name); }) {
        return operation_problem::nameless;
    } else {
        constexpr int arity = arity_of<Operation, double>();
        if constexpr (arity < 0)
            return operation_problem::evaluate;
        else if constexpr (!Operation::is_condition && Operation::elementwise && arity > 0)
            return has_partials<Operation>(std::make_index_sequence<static_cast<std::size_t>(arity)>{})
                       ? operation_problem::none
                       : operation_problem::partials;
        else
            return operation_problem::none;
    }
}
template <class Operation>
inline constexpr operation_problem problem_of_operation = judge_operation<Operation>();

}  // namespace ctgrad::detail
