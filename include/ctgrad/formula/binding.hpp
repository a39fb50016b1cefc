#pragma once

#include <type_traits>

#include <ctgrad/diagnostics/binding_checks.hpp>
#include <ctgrad/formula/text.hpp>
#include <ctgrad/graph/matrix_interface.hpp>

namespace ctgrad::detail {

/// A variable and its value: the result of `x = 2.0`.
template <class Variable, class T>
struct binding {
    using variable = Variable;
    using type = T;
    T value;
};

/// A type that a variable can be bound to: anything that adds and multiplies.
template <class T>
concept scalar_value = std::is_arithmetic_v<T> ||
    (!std::is_enum_v<T> && !std::is_array_v<T> && !std::is_pointer_v<T> && requires(T const& a) {
        T(a + a);
        T(a * a);
    });

/// Whether a type holds one value for each row of a batch. Only a batch takes these; see batch/column.hpp.
template <class T>
inline constexpr bool is_column = false;

template <class Expression, class T>
constexpr auto bind(T const& value) {
    if constexpr (std::same_as<Expression, mistake> || std::same_as<T, mistake>)
        return refused{};
    else if constexpr (describe<Expression>.what != descriptor::kind::variable && formula<T>)
        return refuse_assignment<about<assigned_formula, T>>();
    else if constexpr (describe<Expression>.what != descriptor::kind::variable)
        return refuse_bound_expression<about<bound_expression, Expression>>();
    else if constexpr (formula<T> || formula_condition<T>)
        return refuse_bound_formula<about<bound_variable, Expression>>();
    else if constexpr (is_matrix_value<T> || !describe<Expression>.shape.is_number())
        return bind_matrix<Expression>(value);
    else if constexpr (!scalar_value<std::remove_volatile_t<T>> && !is_column<T>)
        return refuse_value<about<bound_variable, Expression>, T>();
    else
        return binding<Expression, std::remove_volatile_t<T>>{value};
}

template <class T>
inline constexpr bool is_binding = false;
template <class V, class T>
inline constexpr bool is_binding<binding<V, T>> = true;
template <>
inline constexpr bool is_binding<refused> = true;

}  // namespace ctgrad::detail
