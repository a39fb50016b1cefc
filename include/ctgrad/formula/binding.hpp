#pragma once

#include <type_traits>

#include <ctgrad/formula/text.hpp>
#include <ctgrad/graph/handle.hpp>

namespace ctgrad::detail {

/// A variable and its value: the result of `x = 2.0`.
template <class Variable, class T>
struct binding {
    using variable = Variable;
    using type = T;
    T value;
};

/// The result of an invalid binding, which is already reported; nothing else is said about it.
struct refused {};

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

template <char...>
struct bound_expression;
template <char...>
struct bound_variable;

template <class Problem>
constexpr refused refuse_bound_expression() {
    static_assert(never<Problem>,
                  "ctgrad: only a variable can be given a value: to replace an expression in a formula write "
                  "substitute(f, expression, other)");
    return {};
}
template <class Problem>
constexpr refused refuse_bound_formula() {
    static_assert(
        never<Problem>,
        "ctgrad: a variable is given a number: to put a formula in its place write substitute(f, x, formula)");
    return {};
}
template <class Problem, class Value>
constexpr refused refuse_value() {
    static_assert(never<Problem>, "ctgrad: the value of a variable is a number, such as 2.0");
    return {};
}

/// Whether a type is a matrix that a variable can be bound to; see <ctgrad/matrix.hpp>.
template <class T>
inline constexpr bool is_matrix_value = false;
template <class Expression, class T>
constexpr auto bind_matrix(T const& value);

template <class Expression, class T>
constexpr auto bind(T const& value) {
    if constexpr (std::same_as<Expression, mistake> || std::same_as<T, mistake>)
        return refused{};
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
