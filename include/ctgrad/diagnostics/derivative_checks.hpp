#pragma once

#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>

#include <ctgrad/calculus/occurs.hpp>
#include <ctgrad/diagnostics/binding_checks.hpp>
#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/formula/text.hpp>

/// Checks the arguments of derivatives, and of questions such as `identical` and `cost`.
namespace ctgrad::detail {

template <char...>
struct derivative_by;
template <char...>
struct replaced_expression;

template <class Problem>
constexpr bool refuse_derivative_by_constant() {
    static_assert(never<Problem>,
                  "ctgrad: a derivative is taken with respect to a variable or an intermediate, not a constant");
    return false;
}
template <class Problem>
constexpr bool refuse_derivative_by_absent() {
    static_assert(never<Problem>,
                  "ctgrad: a derivative is taken with respect to an expression that does not occur in the formula: "
                  "write that expression exactly as in the formula");
    return false;
}
template <class Problem>
constexpr bool refuse_replacement() {
    static_assert(never<Problem>,
                  "ctgrad: the expression to replace does not occur in the formula: write it exactly as in the "
                  "formula");
    return false;
}

template <class Problem>
constexpr mistake refuse_derivative_of_matrix() {
    static_assert(never<Problem>,
                  "ctgrad: the derivative of a matrix by a matrix is not a matrix: take that of a number, as in "
                  "derivative(sum(F), X), or a product with the Jacobian, by jvp or vjp");
    return {};
}
template <class Problem>
constexpr mistake refuse_replacement_of_other_shape() {
    static_assert(never<Problem>, "ctgrad: a replacement must have the shape of the expression that it replaces");
    return {};
}

/// A function, or a callable that was probably meant to be one and is not a formula.
template <class F>
concept traced_function = requires {
    typename F::signature;
};
/// A choice of a function's results by position.
template <std::size_t... Positions>
struct result_positions {};
template <class Given>
inline constexpr bool is_result_choice = false;
template <std::size_t... Positions>
inline constexpr bool is_result_choice<result_positions<Positions...>> = true;
template <class F>
concept quantity_of_formulas = requires {
    F::what;
};
template <class F>
concept untraced_callable = std::is_class_v<F> && std::is_empty_v<F> && !formula<F> && !formula_condition<F> &&
                            !traced_function<F> && !quantity_of_formulas<F>;

template <class... Given>
constexpr bool refuse_derivation() {
    using first = std::tuple_element_t<0, std::tuple<Given..., void>>;
    if constexpr (traced_function<first> && (is_result_choice<Given> || ...))
        static_assert(never<Given...>,
                      "ctgrad: results<...> chooses the rows of a Jacobian: write jacobian(f, results<0, 2>)");
    else if constexpr (traced_function<first>)
        static_assert(never<Given...>,
                      "ctgrad: a function is differentiated by its arguments: write gradient(f), or "
                      "gradient(f, arguments<0, 2>) for some of them");
    else if constexpr (untraced_callable<first> || std::is_pointer_v<first>)
        static_assert(never<Given...>,
                      "ctgrad: a callable needs its signature before it can be differentiated: write "
                      "gradient(function<double(double)>(callable))");
    else if constexpr (quantity_of_formulas<first>)
        static_assert(
            never<Given...>,
            "ctgrad: the result of gradient() is not a formula: for second derivatives write hessian(f, x, y), or "
            "derivative(f, x, y), which is a formula");
    else if constexpr (!refused_before<expressions<Given...>>())
        static_assert(never<expressions<Given...>>,
                      "ctgrad: derivatives are taken of a formula with respect to variables or intermediates, as in "
                      "gradient(f, x, y)");
    return false;
}

// The other questions about formulas

template <class... Given>
constexpr bool refuse_question() {
    if constexpr ((traced_function<Given> || ...))
        static_assert(never<Given...>,
                      "ctgrad: identical and depends_on take formulas; to compare functions, compare the texts that "
                      "infix(f) of <ctgrad/print.hpp> makes");
    else if constexpr (!refused_before<expressions<Given...>>())
        static_assert(never<Given...>,
                      "ctgrad: identical and depends_on take two formulas, with numbers written as 2_c");
    return true;
}
template <class... Given>
constexpr mistake refuse_substitution() {
    if constexpr (!(std::same_as<Given, mistake> || ...) && !(std::same_as<Given, refused> || ...))
        static_assert(never<Given...>,
                      "ctgrad: substitute takes a formula, a part of it, and the formula that replaces the part, with "
                      "numbers written as 2_c, as in substitute(f, x, 2_c * y)");
    return {};
}
template <class Given>
constexpr bool refuse_cost() {
    static_assert(never<Given>,
                  "ctgrad: cost takes a formula, a function, or a quantity such as gradient(f, x), before "
                  "it is called");
    return false;
}

/// Whether formulas can be differentiated with respect to X: a variable (the derivative is 0 if a formula does not
/// depend on it), or an intermediate of one of them.
template <class X, class... F>
constexpr bool check_derivative_by() {
    if constexpr (std::same_as<X, mistake> || (std::same_as<F, mistake> || ...))
        return false;
    else if constexpr (describe<X>.what == descriptor::kind::variable)
        return true;
    else if constexpr (describe<X>.what == descriptor::kind::constant)
        return refuse_derivative_by_constant<about<derivative_by, X>>();
    else if constexpr (!(occurs<F, X>() || ...))
        return refuse_derivative_by_absent<about<derivative_by, X>>();
    else
        return true;
}
template <class F, class X>
constexpr bool check_replaced() {
    if constexpr (std::same_as<X, mistake> || std::same_as<F, mistake>)
        return false;
    else if constexpr (describe<X>.what == descriptor::kind::variable)
        return true;
    else if constexpr (!occurs<F, X>())
        return refuse_replacement<about<replaced_expression, X>>();
    else
        return true;
}

}  // namespace ctgrad::detail
