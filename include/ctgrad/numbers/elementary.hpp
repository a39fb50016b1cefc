#pragma once

#include <cmath>
#include <concepts>
#include <type_traits>

#include <ctgrad/constant_math.hpp>

/// The elementary functions of plain floating-point numbers: at run time the standard library's, in a constant
/// expression `ctgrad::constant_math`'s, which every compiler can evaluate.
///
/// Rules and evaluations call these names unqualified; other scalar types (multiprecision, SIMD lanes, complex)
/// bring their own, found by argument-dependent lookup.
namespace ctgrad {

// clang-format off
template <std::floating_point T> constexpr T sqrt(T x)  { return std::is_constant_evaluated() ? constant_math::sqrt(x)  : std::sqrt(x); }
template <std::floating_point T> constexpr T cbrt(T x)  { return std::is_constant_evaluated() ? constant_math::cbrt(x)  : std::cbrt(x); }
template <std::floating_point T> constexpr T exp(T x)   { return std::is_constant_evaluated() ? constant_math::exp(x)   : std::exp(x); }
template <std::floating_point T> constexpr T exp2(T x)  { return std::is_constant_evaluated() ? constant_math::exp2(x)  : std::exp2(x); }
template <std::floating_point T> constexpr T expm1(T x) { return std::is_constant_evaluated() ? constant_math::expm1(x) : std::expm1(x); }
template <std::floating_point T> constexpr T log(T x)   { return std::is_constant_evaluated() ? constant_math::log(x)   : std::log(x); }
template <std::floating_point T> constexpr T log2(T x)  { return std::is_constant_evaluated() ? constant_math::log2(x)  : std::log2(x); }
template <std::floating_point T> constexpr T log10(T x) { return std::is_constant_evaluated() ? constant_math::log10(x) : std::log10(x); }
template <std::floating_point T> constexpr T log1p(T x) { return std::is_constant_evaluated() ? constant_math::log1p(x) : std::log1p(x); }
template <std::floating_point T> constexpr T sin(T x)   { return std::is_constant_evaluated() ? constant_math::sin(x)   : std::sin(x); }
template <std::floating_point T> constexpr T cos(T x)   { return std::is_constant_evaluated() ? constant_math::cos(x)   : std::cos(x); }
template <std::floating_point T> constexpr T tan(T x)   { return std::is_constant_evaluated() ? constant_math::tan(x)   : std::tan(x); }
template <std::floating_point T> constexpr T asin(T x)  { return std::is_constant_evaluated() ? constant_math::asin(x)  : std::asin(x); }
template <std::floating_point T> constexpr T acos(T x)  { return std::is_constant_evaluated() ? constant_math::acos(x)  : std::acos(x); }
template <std::floating_point T> constexpr T atan(T x)  { return std::is_constant_evaluated() ? constant_math::atan(x)  : std::atan(x); }
template <std::floating_point T> constexpr T sinh(T x)  { return std::is_constant_evaluated() ? constant_math::sinh(x)  : std::sinh(x); }
template <std::floating_point T> constexpr T cosh(T x)  { return std::is_constant_evaluated() ? constant_math::cosh(x)  : std::cosh(x); }
template <std::floating_point T> constexpr T tanh(T x)  { return std::is_constant_evaluated() ? constant_math::tanh(x)  : std::tanh(x); }
template <std::floating_point T> constexpr T asinh(T x) { return std::is_constant_evaluated() ? constant_math::asinh(x) : std::asinh(x); }
template <std::floating_point T> constexpr T acosh(T x) { return std::is_constant_evaluated() ? constant_math::acosh(x) : std::acosh(x); }
template <std::floating_point T> constexpr T atanh(T x) { return std::is_constant_evaluated() ? constant_math::atanh(x) : std::atanh(x); }
template <std::floating_point T> constexpr T erf(T x)   { return std::is_constant_evaluated() ? constant_math::erf(x)   : std::erf(x); }
template <std::floating_point T> constexpr T erfc(T x)  { return std::is_constant_evaluated() ? constant_math::erfc(x)  : std::erfc(x); }
template <std::floating_point T> constexpr T abs(T x)   { return std::is_constant_evaluated() ? constant_math::abs(x)   : std::abs(x); }
template <std::floating_point T> constexpr T pow(T x, std::type_identity_t<T> y)   { return std::is_constant_evaluated() ? constant_math::pow(x, y)   : std::pow(x, y); }
template <std::floating_point T> constexpr T atan2(T y, std::type_identity_t<T> x) { return std::is_constant_evaluated() ? constant_math::atan2(y, x) : std::atan2(y, x); }
template <std::floating_point T> constexpr T hypot(T x, std::type_identity_t<T> y) { return std::is_constant_evaluated() ? constant_math::hypot(x, y) : std::hypot(x, y); }
template <std::floating_point T> constexpr T fma(T x, std::type_identity_t<T> y, std::type_identity_t<T> z) { return std::is_constant_evaluated() ? constant_math::fma(x, y, z) : std::fma(x, y, z); }
// clang-format on

namespace detail {

/// `condition ? yes : no`, lane by lane where the condition is a mask.
template <class T>
constexpr T choose(bool condition, T const& yes, T const& no) {
    return condition ? yes : no;
}
template <class Mask, class T>
constexpr T choose(Mask const& condition, T const& yes, T const& no)
    requires(!std::same_as<Mask, bool>)
{
    if constexpr (requires(T result) { where(condition, result) = yes; }) {  // std::experimental::simd
        T result = no;
        where(condition, result) = yes;
        return result;
    } else {
        return select(condition, yes, no);  // xsimd and its like
    }
}

}  // namespace detail

// Defined beside their rows of the table.
template <std::floating_point T>
constexpr T sign(T x);
template <std::floating_point T>
constexpr T sigmoid(T x);

template <std::floating_point T>
constexpr T select(bool condition, T yes, std::type_identity_t<T> no) {
    return condition ? yes : no;
}

}  // namespace ctgrad
