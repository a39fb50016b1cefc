#pragma once

#include <ctgrad/formula/apply.hpp>
#include <ctgrad/operations/table.hpp>

/// The functions a formula or a traced function may use; each is a row of the table of operations, where value,
/// derivative and conventions at edges stand.
namespace ctgrad {

// clang-format off
// Powers and roots
template <class X, class Y> requires detail::any_symbolic<X, Y> constexpr applied<operations::power, X, Y> pow(X const& x, Y const& y) { return apply<operations::power>(x, y); }
template <detail::symbolic X> constexpr applied<operations::slope_of_power_at_zero, X> power_slope_at_zero(X const& exponent) { return apply<operations::slope_of_power_at_zero>(exponent); }
template <detail::symbolic X> constexpr applied<operations::square_root, X> sqrt(X const& x) { return apply<operations::square_root>(x); }
template <detail::symbolic X> constexpr applied<operations::cube_root, X> cbrt(X const& x) { return apply<operations::cube_root>(x); }
template <class X, class Y> requires detail::any_symbolic<X, Y> constexpr applied<operations::hypotenuse, X, Y> hypot(X const& x, Y const& y) { return apply<operations::hypotenuse>(x, y); }

// Exponentials and logarithms
template <detail::symbolic X> constexpr applied<operations::exponential, X> exp(X const& x) { return apply<operations::exponential>(x); }
template <detail::symbolic X> constexpr applied<operations::exponential_base_two, X> exp2(X const& x) { return apply<operations::exponential_base_two>(x); }
template <detail::symbolic X> constexpr applied<operations::exponential_minus_one, X> expm1(X const& x) { return apply<operations::exponential_minus_one>(x); }
template <detail::symbolic X> constexpr applied<operations::logarithm, X> log(X const& x) { return apply<operations::logarithm>(x); }
template <detail::symbolic X> constexpr applied<operations::logarithm_base_two, X> log2(X const& x) { return apply<operations::logarithm_base_two>(x); }
template <detail::symbolic X> constexpr applied<operations::logarithm_base_ten, X> log10(X const& x) { return apply<operations::logarithm_base_ten>(x); }
template <detail::symbolic X> constexpr applied<operations::logarithm_of_one_plus, X> log1p(X const& x) { return apply<operations::logarithm_of_one_plus>(x); }

// Trigonometry
template <detail::symbolic X> constexpr applied<operations::sine, X> sin(X const& x) { return apply<operations::sine>(x); }
template <detail::symbolic X> constexpr applied<operations::cosine, X> cos(X const& x) { return apply<operations::cosine>(x); }
template <detail::symbolic X> constexpr applied<operations::tangent, X> tan(X const& x) { return apply<operations::tangent>(x); }
template <detail::symbolic X> constexpr applied<operations::arc_sine, X> asin(X const& x) { return apply<operations::arc_sine>(x); }
template <detail::symbolic X> constexpr applied<operations::arc_cosine, X> acos(X const& x) { return apply<operations::arc_cosine>(x); }
template <detail::symbolic X> constexpr applied<operations::arc_tangent, X> atan(X const& x) { return apply<operations::arc_tangent>(x); }
template <class Y, class X> requires detail::any_symbolic<Y, X> constexpr applied<operations::arc_tangent_of_quotient, Y, X> atan2(Y const& y, X const& x) { return apply<operations::arc_tangent_of_quotient>(y, x); }

// Hyperbolic functions
template <detail::symbolic X> constexpr applied<operations::hyperbolic_sine, X> sinh(X const& x) { return apply<operations::hyperbolic_sine>(x); }
template <detail::symbolic X> constexpr applied<operations::hyperbolic_cosine, X> cosh(X const& x) { return apply<operations::hyperbolic_cosine>(x); }
template <detail::symbolic X> constexpr applied<operations::hyperbolic_tangent, X> tanh(X const& x) { return apply<operations::hyperbolic_tangent>(x); }
template <detail::symbolic X> constexpr applied<operations::area_hyperbolic_sine, X> asinh(X const& x) { return apply<operations::area_hyperbolic_sine>(x); }
template <detail::symbolic X> constexpr applied<operations::area_hyperbolic_cosine, X> acosh(X const& x) { return apply<operations::area_hyperbolic_cosine>(x); }
template <detail::symbolic X> constexpr applied<operations::area_hyperbolic_tangent, X> atanh(X const& x) { return apply<operations::area_hyperbolic_tangent>(x); }

// Error functions
template <detail::symbolic X> constexpr applied<operations::error_function, X> erf(X const& x) { return apply<operations::error_function>(x); }
template <detail::symbolic X> constexpr applied<operations::complementary_error_function, X> erfc(X const& x) { return apply<operations::complementary_error_function>(x); }

// Pieces
template <detail::symbolic X> constexpr applied<operations::absolute, X> abs(X const& x) { return apply<operations::absolute>(x); }
template <detail::symbolic X> constexpr applied<operations::signum, X> sign(X const& x) { return apply<operations::signum>(x); }
template <class X, class Y> requires detail::any_symbolic<X, Y> constexpr applied<operations::minimum, X, Y> min(X const& x, Y const& y) { return apply<operations::minimum>(x, y); }
template <class X, class Y> requires detail::any_symbolic<X, Y> constexpr applied<operations::maximum, X, Y> max(X const& x, Y const& y) { return apply<operations::maximum>(x, y); }
template <detail::symbolic X> constexpr applied<operations::rectified_linear, X> relu(X const& x) { return apply<operations::rectified_linear>(x); }

// Logistic functions
template <detail::symbolic X> constexpr applied<operations::logistic_sigmoid, X> sigmoid(X const& x) { return apply<operations::logistic_sigmoid>(x); }
template <detail::symbolic X> constexpr applied<operations::softplus, X> softplus(X const& x) { return apply<operations::softplus>(x); }
template <detail::symbolic X> constexpr applied<operations::logarithm_of_sigmoid, X> log_sigmoid(X const& x) { return apply<operations::logarithm_of_sigmoid>(x); }

// Fused multiplication and addition, a * b + c, rounded once
template <class A, class B, class C> requires detail::any_symbolic<A, B, C> constexpr applied<operations::fused_multiply_add, A, B, C> fma(A const& a, B const& b, C const& c) { return apply<operations::fused_multiply_add>(a, b, c); }

// clang-format on

/// `yes` where the condition holds, else `no`: the branch of formulas and traced functions. Nothing of the branch that
/// is not taken reaches value or derivative.
template <class C, class Y, class N>
    requires detail::any_symbolic<C, Y, N>
constexpr applied<operations::selection, C, Y, N> select(C const& condition, Y const& yes, N const& no) {
    return apply<operations::selection>(condition, yes, no);
}

}  // namespace ctgrad
