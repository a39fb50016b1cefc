#pragma once

#include <ctgrad/calculus/gradient.hpp>
#include <ctgrad/compile/rounding.hpp>
#include <ctgrad/diagnostics/row_messages.hpp>
#include <ctgrad/formula/text.hpp>

namespace ctgrad {

/// The same quantity with values that may be rounded freely, like derivatives, so that they can be computed faster.
/// Quotients by the same divisor become products with its reciprocal; sums and products are reassociated and
/// contracted. Without free_rounding a value has the bits of the formula in plain C++.
/// ```cpp
/// auto const r = ctgrad::free_rounding(ctgrad::value_and_gradient(f, x, y))(x = 1.0, y = 2.0);
/// ```
/// The argument is the result of `gradient`, `value_and_gradient`, `jacobian`, `hessian`, `jvp`, `vjp` or `hvp`, or a
/// formula or function for its value alone. The result is called, counted, printed and batched in the same way.
///
/// Values differ from those of the formula by a few roundings of intermediate results. Therefore
///  - compensated sums, whose rounding errors are meant to cancel, no longer work;
///  - a condition on a computed value may change near its boundary;
///  - a quotient by a number below 6e-309 or above 4e307 (in double) may become infinite or lose digits, like its
///    reciprocal;
///  - near a pole, if a part is infinite, the value may be NaN instead of infinite, such as f a + f b in place of f (a
///    + b).
/// The conventions at kinks stay, and a branch not taken has no effect. It has no effect on matrices.
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

// Whatever the overloads above do not accept.
template <class... Given>
constexpr auto free_rounding(Given...) {
    if constexpr (detail::any_function_of_rows<Given...>)
        detail::refuse_free_rounding_of_rows<detail::expressions<Given...>>();
    else
        static_assert(detail::never<detail::expressions<Given...>>,
                      "ctgrad: free_rounding() takes a formula, a function, or a quantity of one, as in "
                      "free_rounding(value_and_gradient(f, x))");
    return [](auto const&...) { return detail::mistake{}; };
}

}  // namespace ctgrad
