#pragma once

#include <type_traits>

#include <boost/math/special_functions/gamma.hpp>

#include <ctgrad/numbers/special/policy.hpp>

/// The regularized incomplete gamma functions for plain numbers, a > 0 and x >= 0; else NaN.
namespace ctgrad {

/// P(a, x), the integral of t^(a - 1) exp(-t) / Gamma(a) from 0 to x.
template <detail::special_number T>
constexpr T gamma_p(T const& a, std::type_identity_t<T> const& x) {
    return boost::math::gamma_p(a, x, detail::special_policy());
}

/// Q(a, x) = 1 - P(a, x).
template <detail::special_number T>
constexpr T gamma_q(T const& a, std::type_identity_t<T> const& x) {
    return boost::math::gamma_q(a, x, detail::special_policy());
}

/// x^(a - 1) exp(-x) / Gamma(a), the derivative of P(a, x) with respect to x, without overflow.
template <detail::special_number T>
constexpr T gamma_p_derivative(T const& a, std::type_identity_t<T> const& x) {
    return boost::math::gamma_p_derivative(a, x, detail::special_policy());
}

}  // namespace ctgrad
