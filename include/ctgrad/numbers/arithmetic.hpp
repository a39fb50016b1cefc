#pragma once

#include <concepts>
#include <limits>

#include <ctgrad/constant_math/classify.hpp>
#include <ctgrad/support/equal_numbers.hpp>

/// IEEE arithmetic that constant expressions accept. In a constant expression a division by zero, an overflow or a NaN
/// is a compile error; at run time it has a value. These functions return that value.
namespace ctgrad::detail {

template <std::floating_point T>
constexpr bool is_finite(T x) {
    return x >= std::numeric_limits<T>::lowest() && x <= std::numeric_limits<T>::max();
}

template <std::floating_point T>
constexpr T signed_infinity(bool negative) {
    return negative ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::infinity();
}

/// a + b. The halves are added first, because their sum cannot overflow; it shows whether a + b would.
template <std::floating_point T>
constexpr T constant_add(T a, T b) {
    constexpr T quiet = std::numeric_limits<T>::quiet_NaN();
    if (!equal_numbers(a, a) || !equal_numbers(b, b)) return quiet;
    if (!is_finite(a)) return !is_finite(b) && !equal_numbers(a, b) ? quiet : a;
    if (!is_finite(b)) return b;
    T const half = a / 2 + b / 2;
    T const limit = std::numeric_limits<T>::max() / 2;
    return half > limit || half < -limit ? signed_infinity<T>(half < 0) : a + b;
}

/// a * b.
template <std::floating_point T>
constexpr T constant_multiply(T a, T b) {
    constexpr T quiet = std::numeric_limits<T>::quiet_NaN();
    if (!equal_numbers(a, a) || !equal_numbers(b, b)) return quiet;
    bool const negative = constant_math::signbit(a) != constant_math::signbit(b);
    if (!is_finite(a) || !is_finite(b))
        return equal_numbers(a, T(0)) || equal_numbers(b, T(0)) ? quiet : signed_infinity<T>(negative);
    T const large = (a < 0 ? -a : a) > (b < 0 ? -b : b) ? a : b;
    T const small = (a < 0 ? -a : a) > (b < 0 ? -b : b) ? b : a;
    if (small >= -1 && small <= 1) return a * b;
    // With large = 2 h, the product overflows where h * small exceeds half the largest number.
    constexpr T limit = std::numeric_limits<T>::max();
    T const magnitude = small < 0 ? -small : small;
    T const scaled = (large < 0 ? -large : large) / limit * magnitude;  // 1 at the edge
    if (scaled < T(0.75)) return a * b;
    if (scaled > T(1.5)) return signed_infinity<T>(negative);
    T const half = (large < 0 ? -large : large) / 2 * magnitude;
    return half > limit / 2 ? signed_infinity<T>(negative) : a * b;
}

/// a / b.
template <std::floating_point T>
constexpr T constant_divide(T a, T b) {
    constexpr T quiet = std::numeric_limits<T>::quiet_NaN();
    if (!equal_numbers(a, a) || !equal_numbers(b, b)) return quiet;
    bool const negative = constant_math::signbit(a) != constant_math::signbit(b);
    if (!is_finite(a)) return is_finite(b) ? signed_infinity<T>(negative) : quiet;
    if (!is_finite(b)) return negative ? -T(0) : T(0);
    if (equal_numbers(b, T(0))) return equal_numbers(a, T(0)) ? quiet : signed_infinity<T>(negative);
    T const magnitude = b < 0 ? -b : b;
    if (magnitude >= 1) return a / b;
    T const half = (a < 0 ? -a : a) / 2;
    constexpr T limit = std::numeric_limits<T>::max();
    if (half < limit / 2 * magnitude) return a / b;
    T const half_quotient = half / limit > magnitude ? limit : half / magnitude;
    return half_quotient > limit / 2 ? signed_infinity<T>(negative) : a / b;
}

}  // namespace ctgrad::detail
