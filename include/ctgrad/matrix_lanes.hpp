#pragma once

#include <ctgrad/diagnostics/matrix_messages.hpp>
#include <ctgrad/matrix.hpp>
#include <ctgrad/matrix/lanes/log_sum_exp.hpp>
#include <ctgrad/matrix/lanes/pass.hpp>

/// Quantities of matrices whose functions are computed in the lanes of SIMD registers.
namespace ctgrad {

namespace detail {

template <class P>
struct program_in_lanes : P {
    template <class T>
    static constexpr int lanes = static_cast<int>(lane_count<T>);
};
template <class Source, quantity What>
struct program_for<Source, What, true> {
    using type = program_in_lanes<compiled_matrices<Source, What>>;
};

/// A quantity of matrices in lanes.
template <class Quantity>
struct lanes_of_quantity {
    using source = typename Quantity::source;
    static constexpr quantity what = Quantity::what;
    static constexpr bool in_lanes = true;

    template <class... Arguments>
    constexpr auto operator()(Arguments const&... arguments) const {
        if constexpr (accepted_matrices<source, what, Arguments...>())
            return evaluated_by_program<typename program_for<source, what, true>::type, source, what>(arguments...);
        else
            return typename matrix_results<source, what, double, false>::type{};
    }
};

}  // namespace detail

/// Evaluates a formula of matrices, or a quantity of one, so that its entrywise functions (exp, log, tanh, ...) are
/// computed for several entries at once, in the widest SIMD registers that the compiler's flags allow.
/// ```cpp
/// ctgrad::evaluator step(ctgrad::in_lanes(ctgrad::value_and_gradient(J, W1, b1)));
/// ```
/// Their values are those of `ctgrad::batch`, which may differ in the last places from those of the standard library.
template <class Quantity>
constexpr auto in_lanes(Quantity const& quantity) {
    if constexpr (requires { requires Quantity::source::has_matrices; }) {
        return detail::lanes_of_quantity<Quantity>{};
    } else if constexpr (formula<Quantity>) {
        return in_lanes(detail::evaluation<Quantity>{});
    } else {
        detail::refuse_lanes<Quantity>();
        return quantity;
    }
}

}  // namespace ctgrad
