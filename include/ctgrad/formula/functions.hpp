#pragma once

#include <ctgrad/formula/apply.hpp>
#include <ctgrad/operations/table.hpp>

/// The functions a formula or a traced function may use; each is a row of the table of operations, where value,
/// derivative and conventions at edges stand.
namespace ctgrad {

namespace detail {
template <class... X>
concept any_symbolic = (symbolic<X> || ...);
}  // namespace detail

// clang-format off
// Powers and roots
template <class X, class Y> requires detail::any_symbolic<X, Y> constexpr auto pow(X const& x, Y const& y) { return apply<operations::power>(x, y); }
template <detail::symbolic X> constexpr auto power_slope_at_zero(X const& exponent) { return apply<operations::slope_of_power_at_zero>(exponent); }
template <detail::symbolic X> constexpr auto sqrt(X const& x) { return apply<operations::square_root>(x); }
template <detail::symbolic X> constexpr auto cbrt(X const& x) { return apply<operations::cube_root>(x); }
template <class X, class Y> requires detail::any_symbolic<X, Y> constexpr auto hypot(X const& x, Y const& y) { return apply<operations::hypotenuse>(x, y); }

// Exponentials and logarithms
template <detail::symbolic X> constexpr auto exp(X const& x) { return apply<operations::exponential>(x); }
template <detail::symbolic X> constexpr auto exp2(X const& x) { return apply<operations::exponential_base_two>(x); }
template <detail::symbolic X> constexpr auto expm1(X const& x) { return apply<operations::exponential_minus_one>(x); }
template <detail::symbolic X> constexpr auto log(X const& x) { return apply<operations::logarithm>(x); }
template <detail::symbolic X> constexpr auto log2(X const& x) { return apply<operations::logarithm_base_two>(x); }
template <detail::symbolic X> constexpr auto log10(X const& x) { return apply<operations::logarithm_base_ten>(x); }
template <detail::symbolic X> constexpr auto log1p(X const& x) { return apply<operations::logarithm_of_one_plus>(x); }

// Trigonometry
template <detail::symbolic X> constexpr auto sin(X const& x) { return apply<operations::sine>(x); }
template <detail::symbolic X> constexpr auto cos(X const& x) { return apply<operations::cosine>(x); }
template <detail::symbolic X> constexpr auto tan(X const& x) { return apply<operations::tangent>(x); }
template <detail::symbolic X> constexpr auto asin(X const& x) { return apply<operations::arc_sine>(x); }
template <detail::symbolic X> constexpr auto acos(X const& x) { return apply<operations::arc_cosine>(x); }
template <detail::symbolic X> constexpr auto atan(X const& x) { return apply<operations::arc_tangent>(x); }
template <class Y, class X> requires detail::any_symbolic<Y, X> constexpr auto atan2(Y const& y, X const& x) { return apply<operations::arc_tangent_of_quotient>(y, x); }

// Hyperbolic functions
template <detail::symbolic X> constexpr auto sinh(X const& x) { return apply<operations::hyperbolic_sine>(x); }
template <detail::symbolic X> constexpr auto cosh(X const& x) { return apply<operations::hyperbolic_cosine>(x); }
template <detail::symbolic X> constexpr auto tanh(X const& x) { return apply<operations::hyperbolic_tangent>(x); }
template <detail::symbolic X> constexpr auto asinh(X const& x) { return apply<operations::area_hyperbolic_sine>(x); }
template <detail::symbolic X> constexpr auto acosh(X const& x) { return apply<operations::area_hyperbolic_cosine>(x); }
template <detail::symbolic X> constexpr auto atanh(X const& x) { return apply<operations::area_hyperbolic_tangent>(x); }

// Error functions
template <detail::symbolic X> constexpr auto erf(X const& x) { return apply<operations::error_function>(x); }
template <detail::symbolic X> constexpr auto erfc(X const& x) { return apply<operations::complementary_error_function>(x); }

// Pieces
template <detail::symbolic X> constexpr auto abs(X const& x) { return apply<operations::absolute>(x); }
template <detail::symbolic X> constexpr auto sign(X const& x) { return apply<operations::signum>(x); }
template <class X, class Y> requires detail::any_symbolic<X, Y> constexpr auto min(X const& x, Y const& y) { return apply<operations::minimum>(x, y); }
template <class X, class Y> requires detail::any_symbolic<X, Y> constexpr auto max(X const& x, Y const& y) { return apply<operations::maximum>(x, y); }
template <detail::symbolic X> constexpr auto relu(X const& x) { return apply<operations::rectified_linear>(x); }

// Logistic functions
template <detail::symbolic X> constexpr auto sigmoid(X const& x) { return apply<operations::logistic_sigmoid>(x); }
template <detail::symbolic X> constexpr auto softplus(X const& x) { return apply<operations::softplus>(x); }
template <detail::symbolic X> constexpr auto log_sigmoid(X const& x) { return apply<operations::logarithm_of_sigmoid>(x); }

// Fused multiplication and addition, a * b + c, rounded once
template <class A, class B, class C> requires detail::any_symbolic<A, B, C> constexpr auto fma(A const& a, B const& b, C const& c) { return apply<operations::fused_multiply_add>(a, b, c); }

// clang-format on

/// `yes` where the condition holds, else `no`: the branch of formulas and traced functions. Nothing of the branch that
/// is not taken reaches value or derivative.
template <class C, class Y, class N>
    requires detail::any_symbolic<C, Y, N>
constexpr auto select(C const& condition, Y const& yes, N const& no) {
    return apply<operations::selection>(condition, yes, no);
}

}  // namespace ctgrad
