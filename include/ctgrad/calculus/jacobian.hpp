#pragma once

#include <ctgrad/calculus/gradient.hpp>

namespace ctgrad {

/// Several formulas together, the outputs of one function: `jacobian(outputs(f1, f2), x, y)`.
template <formula... F>
    requires(sizeof...(F) > 0)
constexpr auto outputs(F...) { return detail::expressions<F...>{}; }

template <class... Given>
constexpr auto outputs(Given...) {
    static_assert(detail::never<detail::expressions<Given...>>, "ctgrad: outputs() takes formulas, one at least");
    return detail::expressions<detail::mistake>{};
}

/// The Jacobian of several formulas, swept in reverse, a row at a time, or forward, a column at a time, whichever takes
/// fewer sweeps; all share their nodes. It answers with `value`, a number for each formula, and `jacobian`, whose rows
/// belong to the formulas and whose columns to the X: `j.jacobian[i][k]`, or `j[i][x]` by name.
template <formula... F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto jacobian(detail::expressions<F...>, X...) {
    (detail::check_derivative_by<X, F...>(), ...);
    return detail::outputs_quantity<detail::quantity::jacobian, detail::jacobian_answer, detail::expressions<F...>,
                                    detail::expressions<X...>>{};
}
template <formula F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto jacobian(F f, X... x) { return jacobian(outputs(f), x...); }

/// Value, gradient and Hessian of a formula: `h.value`, `h.gradient[x]` or `h[x]`, and the symmetric matrix of second
/// derivatives, each entry computed once: `h.hessian[i][k]`, or `h(x, y)` by name.
template <formula F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto hessian(F, X...) {
    (detail::check_derivative_by<X, F>(), ...);
    return detail::formula_quantity<detail::quantity::hessian, detail::hessian_answer, F, X...>{};
}

// What the overloads before do not take.
template <class... Given>
constexpr auto jacobian(Given...) {
    detail::refuse_derivation<Given...>();
    return detail::refused_quantity<detail::quantity::jacobian, detail::jacobian_answer>{};
}
template <class... Given>
constexpr auto hessian(Given...) {
    detail::refuse_derivation<Given...>();
    return detail::refused_quantity<detail::quantity::hessian, detail::hessian_answer>{};
}

}  // namespace ctgrad
