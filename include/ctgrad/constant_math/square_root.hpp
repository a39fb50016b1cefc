#pragma once

#include "rounding.hpp"

#include <ctgrad/support/equal_numbers.hpp>

namespace ctgrad::constant_math {
namespace detail {
/// sqrt(m) for m in [1, 4), correctly rounded.
template <std::floating_point T>
constexpr T square_root_of_significand(T m) {
    // The relative error is at most 0.032; every step of Newton's method squares and halves it.
    T root = T(0.6875) + T(0.34375) * m;
    for (int i = 0; i < 4; ++i) root = T(0.5) * (root + m / root);
    // m - root^2 is exact. So is its comparison with root * ulp, the distance to the squares of the
    // two midpoints next to the root, except for ulp^2 / 4, which is below the last bit.
    constexpr T ulp = std::numeric_limits<T>::epsilon();
    const pair<T> square = two_product(root, root);
    const T residual = (m - square.hi) - square.lo;
    return residual > root * ulp ? root + ulp : residual <= -root * ulp ? root - ulp : root;
}

/// Half the exponent of x, rounded down.
template <std::floating_point T>
constexpr int half_exponent(T x) {
    return exponent_of(x) >> 1;
}

/// The square root of a pair in the middle of the range; zero for zero.
template <std::floating_point T>
constexpr pair<T> square_root(pair<T> x) {
    if (ctgrad::detail::equal_numbers(x.hi, T{0})) return {};
    const int half = half_exponent(x.hi);
    const T start = power_of_two<T>(half) * square_root_of_significand(x.hi * power_of_two<T>(-2 * half));
    const pair<T> rest = x - two_product(start, start);
    return fast_two_sum(start, rest.hi / (T{2} * start));
}
}  // namespace detail

/// The square root, correctly rounded.  -0 for -0 and NaN below it.
template <std::floating_point T>
constexpr T sqrt(T x) {
    if (ctgrad::detail::equal_numbers(x, T{0}) || isnan(x) || ctgrad::detail::equal_numbers(x, detail::infinity<T>))
        return x;
    if (x < T{0}) return detail::not_a_number<T>;
    const int half = detail::half_exponent(x);
    return ldexp(detail::square_root_of_significand(ldexp(x, -2 * half)), half);
}

/// The cube root, odd in x; correctly rounded except for near ties.
template <std::floating_point T>
constexpr T cbrt(T x) {
    if (x == T{0} || !isfinite(x)) return x;
    const auto [fraction, exponent] = frexp(abs(x));
    const int third = exponent >= 0 ? exponent / 3 : -((2 - exponent) / 3);
    const T m = fraction * detail::power_of_two<T>(exponent - 3 * third);
    // The relative error is at most 0.07; every step of Newton's method squares it.
    T root = T(0.6875) + T(0.25) * m;
    for (int i = 0; i < 5; ++i) root -= (root - m / (root * root)) / T{3};
    const detail::pair<T> cube = detail::two_product(root, root) * root;
    const T rest = (m - cube.hi) - cube.lo;
    return copysign(ldexp(root + rest / (T{3} * root * root), third), x);
}

/// sqrt(x^2 + y^2) without undue overflow or underflow.  An infinite argument gives infinity, even
/// if the other one is NaN.  Correctly rounded except for near ties.
template <std::floating_point T>
constexpr T hypot(T x, T y) {
    if (isinf(x) || isinf(y)) return detail::infinity<T>;
    if (isnan(x) || isnan(y)) return detail::not_a_number<T>;
    const T large = fmax(abs(x), abs(y)), small = fmin(abs(x), abs(y));
    if (ctgrad::detail::equal_numbers(small, T{0})) return large;
    const auto [a, exponent] = frexp(large);
    const auto [b, other] = frexp(small);
    if (exponent - other > detail::digits<T> + 1) return large;
    const T aligned = b * detail::power_of_two<T>(other - exponent);
    return detail::rounded(detail::square_root(detail::two_product(a, a) + detail::two_product(aligned, aligned)),
                           exponent);
}
}  // namespace ctgrad::constant_math
