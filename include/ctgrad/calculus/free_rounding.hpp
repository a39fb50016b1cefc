#pragma once

#include <ctgrad/calculus/gradient.hpp>
#include <ctgrad/compile/rounding.hpp>

namespace ctgrad {

/// The same quantity, faster where it can be: the values may be rounded as the derivatives are. Quotients by one
/// divisor become products with its reciprocal; sums and products are computed in the order in which their operands are
/// known, fused where the processor can. Without it a value has the bits of the formula in plain C++.
/// ```cpp
/// auto const r = ctgrad::free_rounding(ctgrad::value_and_gradient(f, x, y))(x = 1.0, y = 2.0);
/// ```
/// It takes what `gradient`, `value_and_gradient`, `jacobian`, `hessian`, `jvp`, `vjp` or `hvp` return, or a formula or
/// function for its value alone, and gives what is called, counted, printed and batched like it.
///
/// Values differ from those of the formula by a few roundings of its steps. So
///  - sums whose rounding errors are meant to cancel, as compensated ones, lose that;
///  - a condition on a computed value may hold where it did not, next to its edge;
///  - a quotient by a number of less than 6e-309 (in double) or by one beyond 4e307 may become infinite, or lose
///  digits,
///    for its reciprocal does;
///  - where a part is infinite, as at a pole, the value may be NaN in place of infinite, as f a + f b is for f (a + b).
/// The conventions at kinks stay, and branches that are not taken stay apart. Matrices are computed as without it.
template <class Quantity>
    requires requires { typename Quantity::with_free_rounding; }
constexpr auto free_rounding(Quantity) { return typename Quantity::with_free_rounding{}; }
template <formula F>
constexpr auto free_rounding(F f) {
    if constexpr (matrix_formula<F>)
        return f;
    else
        return typename detail::evaluation<F>::with_free_rounding{};
}

// What the overloads before do not take.
template <class... Given>
constexpr auto free_rounding(Given...) {
    static_assert(detail::never<detail::expressions<Given...>>,
                  "ctgrad: free_rounding() takes a formula, a function, or a quantity of one, as in "
                  "free_rounding(value_and_gradient(f, x))");
    return [](auto const&...) {};
}

}  // namespace ctgrad
