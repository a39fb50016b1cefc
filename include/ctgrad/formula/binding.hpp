#pragma once

#include <ctgrad/formula/define.hpp>

namespace ctgrad::detail {

/// A variable and its value, what `x = 2.0` makes.
template <class Variable, class T>
struct binding {
    using variable = Variable;
    using type = T;
    T value;
};

template <char... Name>
struct variable_named;

template <class Expression, class T>
constexpr auto bind(T const& value) {
    constexpr bool is_variable = describe<Expression>.what == descriptor::kind::variable;
    static_assert(is_variable,
                  "ctgrad: only a variable can be given a value: to replace an expression in a formula write "
                  "substitute(f, expression, other)");
    static_assert(!formula<T>,
                  "ctgrad: a variable is given a number: to put a formula in its place write substitute(f, x, formula)");
    return binding<Expression, T>{value};
}

template <class T>
inline constexpr bool is_binding = false;
template <class V, class T>
inline constexpr bool is_binding<binding<V, T>> = true;

}  // namespace ctgrad::detail
