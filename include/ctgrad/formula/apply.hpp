#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/diagnostics/operand_checks.hpp>
#include <ctgrad/formula/define.hpp>
#include <ctgrad/formula/text.hpp>
#include <ctgrad/formula/variable.hpp>
#include <ctgrad/graph/handle.hpp>
#include <ctgrad/graph/matrix_interface.hpp>

namespace ctgrad {

namespace detail {

template <class X>
concept any_formula = formula<X> || formula_condition<X>;

/// A new formula whose descriptor is instantiated immediately. Otherwise the descriptors of a whole formula would be
/// instantiated one inside the other, up to the compilers' limit of template depth.
template <class E>
constexpr E described_now() {
    static_assert(describe<E>.low == E::low);
    return {};
}

template <class Self>
Self handle_kind(handle<Self> const&);
template <class Self>
Self handle_kind(condition_handle<Self> const&);

template <class First, class... Rest>
struct first_handle {
    using type = typename first_handle<Rest...>::type;
};
template <class First, class... Rest>
    requires any_handle<First> || any_condition_handle<First>
struct first_handle<First, Rest...> {
    using type = decltype(handle_kind(std::declval<First>()));
};

/// Refuses a type that is not an operation, or a wrong number of operands.
template <class Operation, std::size_t Operands>
constexpr bool check_operation() {
    constexpr auto problem = problem_of_operation<Operation>;
    if constexpr (problem == operation_problem::underived)
        refuse_underived<Operation>();
    else if constexpr (problem == operation_problem::nameless)
        refuse_nameless<Operation>();
    else if constexpr (problem == operation_problem::evaluate)
        refuse_evaluate<Operation>();
    else if constexpr (problem == operation_problem::partials)
        refuse_partials<Operation>();
    else if constexpr (constexpr auto arity = static_cast<std::size_t>(arity_of<Operation, double>());
                       arity != Operands)
        refuse_operand_count<Operation, arity, Operands>();
    else
        return true;
    return false;
}
template <class Operation, std::size_t Operands>
inline constexpr bool operation_checked = check_operation<Operation, Operands>();
template <class Operation, std::size_t Operands>
    requires(__is_base_of(operation, Operation) && Operation::is_internal)
inline constexpr bool operation_checked<Operation, Operands> = true;

template <class Operation>
inline constexpr bool makes_conditions = false;
template <class Operation>
    requires(__is_base_of(operation, Operation))
inline constexpr bool makes_conditions<Operation> = Operation::is_condition;

template <class Operation, operand_problem Problem, class Culprit>
constexpr auto refuse_operand() {
    if constexpr (Problem == operand_problem::number)
        return refuse_number<Operation, Culprit>();
    else if constexpr (Problem == operand_problem::condition)
        return refuse_condition<Operation, Culprit>();
    else if constexpr (Problem == operand_problem::unconditional)
        return refuse_unconditional<Operation, Culprit>();
    else
        return mistake{};
}

/// The operation applied to operands, at least one of which is symbolic, or its refusal.
template <class Operation, class... Operands>
constexpr auto applied_to_formulas() {
    constexpr operand_verdict verdict = judge_operands<Operation, Operands...>();
    if constexpr (verdict.problem != operand_problem::none)
        return refuse_operand<Operation, verdict.problem,
                              std::tuple_element_t<verdict.culprit, std::tuple<Operands...>>>();
    else if constexpr (!Operation::elementwise || !(describe<Operands>.shape.is_number() && ...))
        return applied_to_matrices<Operation, Operands...>();
    else
        return described_now<application<Operation, Operands...>>();
}

/// For symbols and terms. The type does not depend on the operation's rule, because the rule itself may be what is
/// being compiled.
template <class Operation, class... Operands>
    requires(any_symbolic<Operands...> && !(any_formula<Operands> || ...))
struct application_to<Operation, Operands...> {
    using self = typename first_handle<Operands...>::type;
    using type = std::conditional_t<makes_conditions<Operation>, condition_handle<self>, self>;
};
/// Operations on numbers, which are most nodes of a formula and need no more checks.
template <class Operation, class... Operands>
concept plainly_applied = makes_number<Operation, Operands...> && !(std::same_as<Operands, mistake> || ...) &&
                          operation_checked<Operation, sizeof...(Operands)> && Operation::conditions == 0;
template <class Operation, class... Operands>
    requires plainly_applied<Operation, Operands...>
struct application_to<Operation, Operands...> {
    using type = application<Operation, Operands...>;
    static_assert(describe<type>.low == type::low);  // as in `described_now`
};
template <class X>
concept recorded_operand = any_handle<X> || any_condition_handle<X>;
template <class Operation, class... Operands>
    requires((any_formula<Operands> || ...) && (recorded_operand<Operands> || ...))
struct application_to<Operation, Operands...> {
    using type = decltype(refuse_formula_with_symbol<Operation, Operands...>());
};
template <class Operation, class... Operands>
    requires((any_formula<Operands> || ...) && !(recorded_operand<Operands> || ...) &&
             !operation_checked<Operation, sizeof...(Operands)>)
struct application_to<Operation, Operands...> {
    using type = mistake;
};
template <class Operation, class... Operands>
    requires((any_formula<Operands> || ...) && !(recorded_operand<Operands> || ...) &&
             operation_checked<Operation, sizeof...(Operands)> && !plainly_applied<Operation, Operands...>)
struct application_to<Operation, Operands...> {
    using type = decltype(applied_to_formulas<Operation, Operands...>());
};

}  // namespace detail

template <class Operation, class... Operands>
constexpr applied<Operation, Operands...> apply([[maybe_unused]] Operands const&... operands) {
    if constexpr ((detail::any_formula<Operands> || ...) || !detail::operation_checked<Operation, sizeof...(Operands)>)
        return {};
    else
        return detail::record<typename detail::application_to<Operation, Operands...>::self, Operation>(operands...);
}

template <class Operation, class... Operands>
    requires(!detail::any_symbolic<Operands...>)
constexpr auto apply(Operands const&... operands) {
    if constexpr (detail::operation_checked<Operation, sizeof...(Operands)>)
        return Operation::evaluate(operands...);
    else
        return detail::mistake{};
}

}  // namespace ctgrad
