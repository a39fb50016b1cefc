#pragma once

#include <concepts>
#include <type_traits>
#include <utility>

#include <ctgrad/constant_math.hpp>
#include <ctgrad/numbers/library.hpp>
#include <ctgrad/support/inline.hpp>

/// The elementary functions of plain floating-point numbers: at run time those of the standard library, in a constant
/// expression those of `ctgrad::constant_math`, which every compiler can evaluate.
///
/// Rules and evaluations call these names unqualified. Argument-dependent lookup finds those of other scalar types
/// (multiprecision, SIMD lanes, complex).
namespace ctgrad {

// clang-format off
/// The function of `<cmath>` with the same name, which also works in constant expressions on every compiler.
///@{
template <std::floating_point T> CTGRAD_INLINE T sqrt(T x)  { return __builtin_is_constant_evaluated() ? constant_math::sqrt(x)  : detail::library::sqrt(x); }
template <std::floating_point T> CTGRAD_INLINE T cbrt(T x)  { return __builtin_is_constant_evaluated() ? constant_math::cbrt(x)  : detail::library::cbrt(x); }
template <std::floating_point T> CTGRAD_INLINE T exp(T x)   { return __builtin_is_constant_evaluated() ? constant_math::exp(x)   : detail::library::exp(x); }
template <std::floating_point T> CTGRAD_INLINE T exp2(T x)  { return __builtin_is_constant_evaluated() ? constant_math::exp2(x)  : detail::library::exp2(x); }
template <std::floating_point T> CTGRAD_INLINE T expm1(T x) { return __builtin_is_constant_evaluated() ? constant_math::expm1(x) : detail::library::expm1(x); }
template <std::floating_point T> CTGRAD_INLINE T log(T x)   { return __builtin_is_constant_evaluated() ? constant_math::log(x)   : detail::library::log(x); }
template <std::floating_point T> CTGRAD_INLINE T log2(T x)  { return __builtin_is_constant_evaluated() ? constant_math::log2(x)  : detail::library::log2(x); }
template <std::floating_point T> CTGRAD_INLINE T log10(T x) { return __builtin_is_constant_evaluated() ? constant_math::log10(x) : detail::library::log10(x); }
template <std::floating_point T> CTGRAD_INLINE T log1p(T x) { return __builtin_is_constant_evaluated() ? constant_math::log1p(x) : detail::library::log1p(x); }
template <std::floating_point T> CTGRAD_INLINE T sin(T x)   { return __builtin_is_constant_evaluated() ? constant_math::sin(x)   : detail::library::sin(x); }
template <std::floating_point T> CTGRAD_INLINE T cos(T x)   { return __builtin_is_constant_evaluated() ? constant_math::cos(x)   : detail::library::cos(x); }
template <std::floating_point T> CTGRAD_INLINE T tan(T x)   { return __builtin_is_constant_evaluated() ? constant_math::tan(x)   : detail::library::tan(x); }
template <std::floating_point T> CTGRAD_INLINE T asin(T x)  { return __builtin_is_constant_evaluated() ? constant_math::asin(x)  : detail::library::asin(x); }
template <std::floating_point T> CTGRAD_INLINE T acos(T x)  { return __builtin_is_constant_evaluated() ? constant_math::acos(x)  : detail::library::acos(x); }
template <std::floating_point T> CTGRAD_INLINE T atan(T x)  { return __builtin_is_constant_evaluated() ? constant_math::atan(x)  : detail::library::atan(x); }
template <std::floating_point T> CTGRAD_INLINE T sinh(T x)  { return __builtin_is_constant_evaluated() ? constant_math::sinh(x)  : detail::library::sinh(x); }
template <std::floating_point T> CTGRAD_INLINE T cosh(T x)  { return __builtin_is_constant_evaluated() ? constant_math::cosh(x)  : detail::library::cosh(x); }
template <std::floating_point T> CTGRAD_INLINE T tanh(T x)  { return __builtin_is_constant_evaluated() ? constant_math::tanh(x)  : detail::library::tanh(x); }
template <std::floating_point T> CTGRAD_INLINE T asinh(T x) { return __builtin_is_constant_evaluated() ? constant_math::asinh(x) : detail::library::asinh(x); }
template <std::floating_point T> CTGRAD_INLINE T acosh(T x) { return __builtin_is_constant_evaluated() ? constant_math::acosh(x) : detail::library::acosh(x); }
template <std::floating_point T> CTGRAD_INLINE T atanh(T x) { return __builtin_is_constant_evaluated() ? constant_math::atanh(x) : detail::library::atanh(x); }
template <std::floating_point T> CTGRAD_INLINE T erf(T x)   { return __builtin_is_constant_evaluated() ? constant_math::erf(x)   : detail::library::erf(x); }
template <std::floating_point T> CTGRAD_INLINE T erfc(T x)  { return __builtin_is_constant_evaluated() ? constant_math::erfc(x)  : detail::library::erfc(x); }
template <std::floating_point T> CTGRAD_INLINE T abs(T x)   { return __builtin_is_constant_evaluated() ? constant_math::abs(x)   : detail::library::fabs(x); }
template <std::floating_point T> CTGRAD_INLINE T pow(T x, std::type_identity_t<T> y)   { return __builtin_is_constant_evaluated() ? constant_math::pow(x, y)   : detail::library::pow(x, y); }
template <std::floating_point T> CTGRAD_INLINE T atan2(T y, std::type_identity_t<T> x) { return __builtin_is_constant_evaluated() ? constant_math::atan2(y, x) : detail::library::atan2(y, x); }
template <std::floating_point T> CTGRAD_INLINE T hypot(T x, std::type_identity_t<T> y) { return __builtin_is_constant_evaluated() ? constant_math::hypot(x, y) : detail::library::hypot(x, y); }
template <std::floating_point T> CTGRAD_INLINE T fma(T x, std::type_identity_t<T> y, std::type_identity_t<T> z) { return __builtin_is_constant_evaluated() ? constant_math::fma(x, y, z) : detail::library::fma(x, y, z); }
///@}
// clang-format on

#if defined(__clang__) && defined(__GLIBC__) && defined(__USE_GNU)
/// The sine and the cosine in one call, bit for bit what the two functions return. It is not a constant expression. g++
/// does not need it, because it merges the two calls by itself.
template <std::floating_point T>
CTGRAD_INLINE std::pair<T, T> sincos(T x) {
    T sine{}, cosine{};
    if constexpr (std::same_as<T, float>)
        detail::library::sincosf(x, &sine, &cosine);
    else if constexpr (std::same_as<T, double>)
        detail::library::sincos(x, &sine, &cosine);
    else
        detail::library::sincosl(x, &sine, &cosine);
    return {sine, cosine};
}
#endif

namespace detail {

/// SIMD lanes and complex numbers.
template <class T>
concept made_of_floating_point = requires {
    typename T::value_type;
    requires std::floating_point<typename T::value_type>;
};

/// Numbers that can be compared.
template <class T>
concept ordered = requires(T const& a) {
    a < a;
};
/// A single real number: floating-point or multiprecision, not lanes or complex.
template <class T>
concept single_number = ordered<T> && !made_of_floating_point<T>;

/// `condition ? yes : no`, lane by lane where the condition is a mask.
template <class T>
CTGRAD_INLINE T choose(bool condition, T const& yes, T const& no) {
    return condition ? yes : no;
}
template <class Mask, class T>
CTGRAD_INLINE T choose(Mask const& condition, T const& yes, T const& no) requires(!std::same_as<Mask, bool>) {
    if constexpr (requires(T result) { where(condition, result) = yes; }) {  // std::experimental::simd
        T result = no;
        where(condition, result) = yes;
        return result;
    } else {
        return select(condition, yes, no);  // xsimd and similar libraries
    }
}

}  // namespace detail

/// `yes` if the condition holds, else `no`: the branch of code that is generic in its scalar type.
template <std::floating_point T>
constexpr T select(bool condition, T yes, std::type_identity_t<T> no) {
    return condition ? yes : no;
}

}  // namespace ctgrad
