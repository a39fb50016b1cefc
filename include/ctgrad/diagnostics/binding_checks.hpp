#pragma once

#include <ctgrad/diagnostics/refusal.hpp>

/// Checks bindings such as `x = 2.0`.
namespace ctgrad::detail {

/// The result of an invalid binding. The mistake is already reported; later uses report nothing.
struct refused {};

template <char...>
struct bound_expression;
template <char...>
struct bound_variable;
template <char...>
struct assigned_formula;

template <class Problem>
constexpr refused refuse_bound_expression() {
    static_assert(never<Problem>,
                  "ctgrad: only a variable can be given a value: to replace an expression in a formula write "
                  "substitute(f, expression, other)");
    return {};
}
template <class Problem>
constexpr refused refuse_assignment() {
    static_assert(
        never<Problem>,
        "ctgrad: a formula cannot change: write a new one, as in auto g = f + x; a loop that accumulates belongs "
        "into a traced function, as in function<double(double)>([](auto x) { ... })");
    return {};
}
template <class Problem>
constexpr refused refuse_bound_formula() {
    static_assert(never<Problem>,
                  "ctgrad: a variable is given a number: to replace it by a formula write substitute(f, x, "
                  "formula), and for a new formula auto g = f + x");
    return {};
}
template <class Problem, class Value>
constexpr refused refuse_value() {
    static_assert(never<Problem>,
                  "ctgrad: the value of a variable is a number, such as 2.0, or in a batch a column, as in x = "
                  "column(numbers)");
    return {};
}

}  // namespace ctgrad::detail
