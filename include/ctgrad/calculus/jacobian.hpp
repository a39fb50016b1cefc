#pragma once

#include <ctgrad/calculus/gradient.hpp>

namespace ctgrad {

/// Several formulas together, as the outputs of one function. Plain numbers are refused.
/// ```cpp
/// auto const j = ctgrad::jacobian(ctgrad::outputs(x * y, x + y), x, y)(x = 3.0, y = 4.0);
/// ```
template <formula... F>
    requires(sizeof...(F) > 0)
constexpr auto outputs(F...) { return detail::expressions<F...>{}; }

template <class... Given>
constexpr auto outputs(Given...) {
    static_assert(detail::never<detail::expressions<Given...>>, "ctgrad: outputs() takes at least one formula");
    return detail::expressions<detail::mistake>{};
}

/// The Jacobian of several formulas, by reverse sweeps (one for each row) or forward sweeps (one for each column),
/// whichever are fewer; all share subexpressions. The result has `value`, one number for each formula, and `jacobian`,
/// with a row for each formula and a column for each X: `j.jacobian[i][k]`, or `j[i][x]` by name.
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
/// derivatives, each computed once: `h.hessian[i][k]`, or `h(x, y)` by name. Hessians with respect to matrices are
/// refused.
/// ```cpp
/// auto const h = ctgrad::hessian(exp(x * y), x, y)(x = 0.5, y = 2.0);
/// ```
template <formula F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto hessian(F, X...) {
    (detail::check_derivative_by<X, F>(), ...);
    return detail::formula_quantity<detail::quantity::hessian, detail::hessian_answer, F, X...>{};
}

// Whatever the overloads above do not accept.
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
