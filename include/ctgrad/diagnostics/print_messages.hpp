#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include <ctgrad/diagnostics/refusal.hpp>

/// The messages about texts, drawings, answer sheets and hints.
namespace ctgrad::detail {

template <class Printed>
constexpr bool refuse_cpp_of_matrices() {
    static_assert(never<Printed>,
                  "ctgrad: C++ text is only for formulas of numbers: print matrices with infix or latex");
    return false;
}
template <class Given>
constexpr bool refuse_text() {
    static_assert(never<Given>,
                  "ctgrad: infix, latex and cpp take a formula, a traced function, or a result of gradient, jacobian, "
                  "hessian, jvp, vjp or hvp");
    return false;
}
template <class Given>
constexpr bool refuse_nameless_cpp() {
    static_assert(never<Given>, "ctgrad: a C++ function has a name: cpp<\"gradient_of_f\">(...)");
    return false;
}
template <class Given>
constexpr bool refuse_drawing() {
    static_assert(
        never<Given>,
        "ctgrad: dot() takes a formula, a traced function, or a result of gradient, jacobian, hessian, jvp, vjp "
        "or hvp, with a value for each variable or for none");
    return false;
}
template <class Printed>
constexpr bool refuse_values_of_matrices() {
    static_assert(never<Printed>, "ctgrad: a drawing of matrices shows operations, not values: leave the values out");
    return false;
}
template <char...>
struct ambiguous_name;
template <class Problem>
constexpr bool refuse_ambiguous() {
    static_assert(never<Problem>,
                  "ctgrad: two different expressions have the same name, or one has the name of a variable: name each "
                  "one differently");
    return false;
}
template <std::size_t Given, std::size_t Wanted>
constexpr bool refuse_number_of_names() {
    static_assert(Given == Wanted,
                  "ctgrad: names<...> gives one name for each argument of the function; formulas have their own");
    return false;
}
template <char...>
struct same_identifier;
template <class Problem>
constexpr bool refuse_cpp_collision() {
    static_assert(never<Problem>, "ctgrad: two names are the same identifier in C++: name one of them differently");
    return false;
}
template <char...>
struct notation_of;
template <class Problem>
constexpr bool refuse_notation() {
    static_assert(never<Problem>,
                  "ctgrad: the notation of an operation names each of its operands, $1 the first, and no others");
    return false;
}
template <class Given>
constexpr std::array<std::string_view, 0> refuse_leaves() {
    static_assert(never<Given>, "ctgrad: leaves() takes a formula, a traced function, or a quantity of one");
    return {};
}
template <class Printed>
constexpr bool refuse_sheet() {
    static_assert(never<Printed>,
                  "ctgrad: an answer sheet takes one formula or function with one scalar result, and a point: "
                  "answer_sheet(f, x = 2.0, y = 3.0)");
    return false;
}
template <class Printed>
constexpr bool refuse_sheet_of_matrices() {
    static_assert(never<Printed>,
                  "ctgrad: an answer sheet takes formulas of numbers: print matrices with infix, latex or dot");
    return false;
}

template <class Given>
constexpr bool refuse_hints() {
    static_assert(never<Given>, "ctgrad: hints() takes a formula of numbers, a traced function, or a quantity of one");
    return false;
}
template <class Printed>
constexpr bool refuse_cpp_by_rows() {
    static_assert(
        never<Printed>,
        "ctgrad: there is no C++ text of derivatives with respect to a list of rows: print them with infix or "
        "latex");
    return false;
}
template <class Printed>
constexpr bool refuse_sheet_of_rows() {
    static_assert(
        never<Printed>,
        "ctgrad: a function of rows has no answer sheet, since each row has its own steps: print it with infix, "
        "latex or dot");
    return false;
}
template <class Printed>
constexpr bool refuse_values_of_rows() {
    static_assert(never<Printed>,
                  "ctgrad: a drawing of a function of rows shows operations, not values: leave the values out");
    return false;
}

}  // namespace ctgrad::detail
