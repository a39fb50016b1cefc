#pragma once

#include <ctgrad/diagnostics/derivative_checks.hpp>
#include <ctgrad/formula/define.hpp>

namespace ctgrad {

/// The derivative of a formula with respect to a variable or an intermediate, as a formula. With several variables it
/// is the higher derivative: `derivative(f, x, y)` is the derivative with respect to x and then to y. It is an exact 0
/// if f does not depend on the variable; an intermediate must occur in f. For matrices, f must be a number, and the
/// derivative has the shape of x.
/// ```cpp
/// static_assert(ctgrad::identical(ctgrad::derivative((x + y) * z, x), z));
/// ```
template <formula F, formula X>
constexpr auto derivative(F, X) {
    if constexpr (!detail::check_derivative_by<X, F>())
        return detail::mistake{};
    else if constexpr (matrix_formula<F> && matrix_formula<X>)
        return detail::refuse_derivative_of_matrix<detail::about<detail::derivative_by, X>>();
    else
        return detail::derivative_type<F, X>{};
}
template <formula F, formula X, formula... More>
    requires(sizeof...(More) > 0)
constexpr auto derivative(F f, X x, More... more) { return derivative(derivative(f, x), more...); }

template <class... Given>
constexpr auto derivative(Given...) {
    detail::refuse_derivation<Given...>();
    return detail::mistake{};
}

/// f with `part` replaced by `replacement`. The part is a variable or an expression that occurs in f; both must have
/// the same shape.
/// ```cpp
/// static_assert(ctgrad::identical(ctgrad::substitute((x + y) * z, x + y, x), x * z));
/// ```
template <formula F, formula X, formula E>
constexpr auto substitute(F, X, E) {
    if constexpr (std::same_as<E, detail::mistake> || !detail::check_replaced<F, X>())
        return detail::mistake{};
    else if constexpr (!(detail::describe<X>.shape == detail::describe<E>.shape))
        return detail::refuse_replacement_of_other_shape<detail::about<detail::replaced_expression, X>>();
    else
        return detail::substitution_type<F, X, E>{};
}

template <class... Given>
constexpr auto substitute(Given...) {
    return detail::refuse_substitution<Given...>();
}

}  // namespace ctgrad
