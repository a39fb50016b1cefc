#pragma once

#include <concepts>
#include <limits>
#include <type_traits>

#include <ctgrad/constant_math.hpp>
#include <ctgrad/numbers/arithmetic.hpp>
#include <ctgrad/numbers/library.hpp>
#include <ctgrad/support/inline.hpp>

/// Rounding, remainders and signs of plain floating-point numbers: at run time those of the standard library, in
/// constant expressions code that gives the same numbers.
namespace ctgrad {

namespace detail {

/// x without its fraction. Numbers of at least 2^digits have none; to the others 2^digits is added and subtracted
/// again.
template <std::floating_point T>
constexpr T constant_trunc(T x) {
    constexpr T whole = 1 / std::numeric_limits<T>::epsilon();
    T const magnitude = constant_math::abs(x);
    if (!(magnitude < whole)) return x;
    T const nearest = (magnitude + whole) - whole;
    return constant_math::copysign(nearest > magnitude ? nearest - 1 : nearest, x);
}
template <std::floating_point T>
constexpr T constant_floor(T x) {
    T const whole = constant_trunc(x);
    return whole > x ? whole - 1 : whole;
}
template <std::floating_point T>
constexpr T constant_ceil(T x) {
    T const whole = constant_trunc(x);
    return whole < x ? constant_math::copysign(whole + 1, x) : whole;
}
/// x rounded to the nearest integer, halves away from 0.
template <std::floating_point T>
constexpr T constant_round(T x) {
    if (!is_finite(x)) return x;
    T const whole = constant_trunc(x);
    return constant_math::abs(x - whole) >= T(0.5) ? whole + constant_math::copysign(T(1), x) : whole;
}
/// x - n y for the integer n = trunc(x / y), exactly: multiples 2^k y are subtracted, beginning with the largest.
template <std::floating_point T>
constexpr T constant_fmod(T x, T y) {
    if (x != x || y != y || y == 0 || !is_finite(x)) return std::numeric_limits<T>::quiet_NaN();
    if (!is_finite(y)) return x;
    T const divisor = constant_math::abs(y);
    T rest = constant_math::abs(x);
    if (rest < divisor) return x;
    int const gap = constant_math::frexp(rest).exponent - constant_math::frexp(divisor).exponent;
    for (int k = gap; k >= 0; --k) {
        T const multiple = constant_math::ldexp(divisor, k);
        if (rest >= multiple) rest -= multiple;
    }
    return constant_math::copysign(rest, x);
}

/// The square root of a^2 + b^2 + c^2, computed in pairs of numbers, without overflow of the squares.
template <std::floating_point T>
constexpr T constant_hypot(T a, T b, T c) {
    namespace cm = constant_math;
    if (cm::isinf(a) || cm::isinf(b) || cm::isinf(c)) return cm::detail::infinity<T>;
    T const largest = cm::fmax(cm::abs(a), cm::fmax(cm::abs(b), cm::abs(c)));
    if (a != a || b != b || c != c) return std::numeric_limits<T>::quiet_NaN();
    if (largest == 0) return 0;
    int const exponent = cm::frexp(largest).exponent;
    T const x = cm::ldexp(a, -exponent), y = cm::ldexp(b, -exponent), z = cm::ldexp(c, -exponent);
    return cm::detail::rounded(cm::detail::square_root(cm::detail::two_product(x, x) + cm::detail::two_product(y, y) +
                                                       cm::detail::two_product(z, z)),
                               exponent);
}

}  // namespace detail

// clang-format off
template <std::floating_point T> CTGRAD_INLINE T floor(T x) { return __builtin_is_constant_evaluated() ? detail::constant_floor(x) : detail::library::floor(x); }
template <std::floating_point T> CTGRAD_INLINE T ceil(T x)  { return __builtin_is_constant_evaluated() ? detail::constant_ceil(x)  : detail::library::ceil(x); }
template <std::floating_point T> CTGRAD_INLINE T round(T x) { return __builtin_is_constant_evaluated() ? detail::constant_round(x) : detail::library::round(x); }
template <std::floating_point T> CTGRAD_INLINE T trunc(T x) { return __builtin_is_constant_evaluated() ? detail::constant_trunc(x) : detail::library::trunc(x); }
template <std::floating_point T> CTGRAD_INLINE T fmod(T x, std::type_identity_t<T> y) { return __builtin_is_constant_evaluated() ? detail::constant_fmod(x, y) : detail::library::fmod(x, y); }
template <std::floating_point T> CTGRAD_INLINE T copysign(T x, std::type_identity_t<T> y) { return __builtin_is_constant_evaluated() ? constant_math::copysign(x, y) : detail::library::copysign(x, y); }
template <std::floating_point T> CTGRAD_INLINE T fmin(T x, std::type_identity_t<T> y) { return __builtin_is_constant_evaluated() ? constant_math::fmin(x, y) : detail::library::fmin(x, y); }
template <std::floating_point T> CTGRAD_INLINE T fmax(T x, std::type_identity_t<T> y) { return __builtin_is_constant_evaluated() ? constant_math::fmax(x, y) : detail::library::fmax(x, y); }
template <std::floating_point T> CTGRAD_INLINE T hypot(T x, std::type_identity_t<T> y, std::type_identity_t<T> z) { return __builtin_is_constant_evaluated() ? detail::constant_hypot(x, y, z) : detail::library::hypot(x, y, z); }
// clang-format on

}  // namespace ctgrad
