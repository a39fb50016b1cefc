#pragma once

#include "rounding.hpp"

namespace ctgrad::constant_math {
namespace detail {
/// a + b, rounded to odd: if inexact, to the neighbour with an odd significand.
template <std::floating_point T>
constexpr T sum_to_odd(T a, T b) {
    const pair<T> sum = two_sum(a, b);
    if (sum.lo == T{0}) return sum.hi;
    const auto [significand, exponent] = decompose(sum.hi);
    if ((significand & 1) != 0) return sum.hi;
    // Towards zero from a power of two the spacing is half as wide.
    const bool towards_zero = signbit(sum.hi) != signbit(sum.lo);
    const bool at_power = std::has_single_bit(significand);
    const T ulp = power_of_two<T>(exponent - (towards_zero && at_power ? 1 : 0));
    return sum.hi + copysign(ulp, sum.lo);
}
}  // namespace detail

/// x * y + z rounded once.  NaN for infinity times zero and for opposite infinities.
///
/// S. Boldo, G. Melquiond, "Emulation of a FMA and correctly rounded sums: proved algorithms using
/// rounding to odd" (2008), on operands scaled into the middle of the range.
template <std::floating_point T>
constexpr T fma(T x, T y, T z) {
    using namespace detail;
    if (isnan(x) || isnan(y) || isnan(z)) return not_a_number<T>;
    if (isinf(x) || isinf(y)) {
        const T product = copysign(infinity<T>, copysign(T{1}, x) * copysign(T{1}, y));
        const bool undefined = x == T{0} || y == T{0} || z == -product;
        return undefined ? not_a_number<T> : product;
    }
    if (isinf(z)) return z;
    if (x == T{0} || y == T{0}) return x * y + z;
    const auto [x_fraction, x_exponent] = frexp(x);
    const auto [y_fraction, y_exponent] = frexp(y);
    const pair<T> product = two_product(x_fraction, y_fraction);
    const int exponent = x_exponent + y_exponent;
    if (z == T{0}) return rounded(product, exponent);
    const auto [z_fraction, z_exponent] = frexp(z);
    // If the product is far below the last bit of z, or z far below that of the product, only its
    // sign matters; it is scaled up as far as nothing else changes.
    const int distance = z_exponent - exponent;
    if (distance > digits<T> + 4)
        return rounded(pair<T>{z_fraction, copysign(power_of_two<T>(-digits<T> - 4), product.hi)}, z_exponent);
    const int least = -2 * digits<T> - 10;
    const T addend = z_fraction * power_of_two<T>(distance < least ? least : distance);
    const pair<T> low = two_sum(addend, product.lo);
    const pair<T> high = two_sum(product.hi, low.hi);
    const pair<T> sum = two_sum(high.hi, sum_to_odd(low.lo, high.lo));
    return sum.hi == T{0} ? T{0} : rounded(sum, exponent);
}
}  // namespace ctgrad::constant_math
