#pragma once

#include <cstddef>

#include <ctgrad/diagnostics/refusal.hpp>

/// The messages about results, and about calls of quantities.
namespace ctgrad::detail {

template <class Problem>
constexpr std::size_t refuse_partial() {
    static_assert(never<Problem>,
                  "ctgrad: this result has no derivative with respect to that expression: name it in the call, as in "
                  "gradient(f, x, y)");
    return 0;
}
template <class Problem>
constexpr double refuse_column_first() {
    static_assert(never<Problem>, "ctgrad: the outputs of a Jacobian come first, as in r[0][x]");
    return 0;
}
template <char...>
struct no_derivative_by;
template <class Quantity>
constexpr auto refuse_uncalled() {
    static_assert(never<Quantity>,
                  "ctgrad: this is printed when it is called with values, as in gradient(f, x)(x = 1.0); to print its "
                  "formulas #include <ctgrad/print.hpp>");
    return false;
}
template <class Given>
constexpr bool refuse_no_struct() {
    static_assert(
        never<Given>,
        "ctgrad: without variables, gradient(f) takes one struct adapted with Boost.Hana; otherwise name them, "
        "as in gradient(f, x, y)(x = 1.0, y = 2.0)");
    return false;
}

}  // namespace ctgrad::detail
