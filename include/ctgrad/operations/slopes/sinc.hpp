#pragma once

#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/operations/piecewise.hpp>
#include <ctgrad/operations/sinc.hpp>
#include <ctgrad/operations/slopes/slope.hpp>

namespace ctgrad::operations {

/// The derivative of sin(x) / x from s = sin(x), c = cos(x) and r = 1 / x. Computed as (c - s r) r it cancels near 0,
/// and its relative error grows by a factor 3 / x^2; there a power series is used.
struct slope_of_sinc : slope {
    static constexpr char const* name = "sinc_slope";
    static constexpr ctgrad::notation notation{
        .cpp = {"std::abs($1) < 0.2 ? ctgrad::sinc_derivative(1.0, $1) : ($3 - $2 * $4) * $4",
                precedence::choice,
                {precedence::atom, precedence::power, precedence::sum, precedence::power}}};
    template <detail::single_number T>
    static CTGRAD_INLINE auto evaluate(T const& x, T const& s, T const& c, T const& r) -> decltype(T(sin(x))) {
        if (absolute::evaluate(x) < T(T(1) / T(5))) return detail::derivative_of_sinc_at(T(1), x);
        return multiply::evaluate(subtract::evaluate(c, multiply::evaluate(s, r)), r);
    }
    // Complex numbers cannot be compared.
    template <class T>
        requires(!detail::ordered<T>)
    static CTGRAD_INLINE T evaluate(T const&, T const& s, T const& c, T const& r) { return (c - s * r) * r; }
    template <class T>
    static constexpr std::array<T, 4> partials(T const&, T const& x, T const&, T const&, T const&) {
        return {ctgrad::apply<derivative_of_sinc>(T(2), x), 0, 0, 0};
    }
};

}  // namespace ctgrad::operations
