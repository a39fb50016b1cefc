#pragma once

#include "format.hpp"

/// Numbers of twice the precision as unevaluated sums of two.
///
/// T. J. Dekker, "A floating-point technique for extending the available precision" (1971);
/// M. Joldes, J.-M. Muller, V. Popescu, "Tight and rigorous error bounds for basic building blocks
/// of double-word arithmetic" (2017).  The callers scale operands away from overflow and from the
/// subnormal range.  Round to nearest is assumed.
namespace ctgrad::constant_math::detail {
/// The number hi + lo, where hi is that sum rounded.
template <std::floating_point T>
struct pair {
    static_assert(known_format<T>, "binary32, binary64 and the x86 80 bit format are supported");

    T hi{};
    T lo{};

    /// Exact when halving and doubling do not leave the range; factor is a power of two.
    constexpr pair scaled(T factor) const { return {hi * factor, lo * factor}; }

    constexpr pair operator-() const { return {-hi, -lo}; }
};

/// a + b exactly.
template <std::floating_point T>
constexpr pair<T> two_sum(T a, T b) {
    const T sum = a + b, from_b = sum - a;
    return {sum, (a - (sum - from_b)) + (b - from_b)};
}

/// a + b exactly, when |a| >= |b| or a is zero.
template <std::floating_point T>
constexpr pair<T> fast_two_sum(T a, T b) {
    const T sum = a + b;
    return {sum, b - (sum - a)};
}

/// The leading half of the significand of x, rounded to nearest, so that x minus it has as few
/// bits. Masking bits rather than the usual product with 2^s + 1 keeps this true when a compiler
/// contracts products and sums; the 80 bit format has no contraction.
template <std::floating_point T>
constexpr T leading_half(T x) {
    if constexpr (digits<T> == 53)
        return std::bit_cast<T>((std::bit_cast<std::uint64_t>(x) + 0x4000000) & ~std::uint64_t{0x7ffffff});
    else if constexpr (digits<T> == 64)
        return x * T(4294967297.0) - (x * T(4294967297.0) - x);
    else
        return std::bit_cast<T>((std::bit_cast<std::uint32_t>(x) + 0x800) & ~std::uint32_t{0xfff});
}

/// a * b exactly (Dekker).
template <std::floating_point T>
constexpr pair<T> two_product(T a, T b) {
    const T product = a * b, a_hi = leading_half(a), b_hi = leading_half(b), a_lo = a - a_hi, b_lo = b - b_hi;
    return {product, ((a_hi * b_hi - product) + a_hi * b_lo + a_lo * b_hi) + a_lo * b_lo};
}

// The operators below are written out in few statements and do not call the functions above: clang
// limits the number of statements in a constant evaluation, and spends most of its time on calls.

template <std::floating_point T>
constexpr pair<T> operator+(pair<T> a, T b) {
    const T high = a.hi + b, from_b = high - a.hi;
    const T low = ((a.hi - (high - from_b)) + (b - from_b)) + a.lo, sum = high + low;
    return {sum, low - (sum - high)};
}

/// The exact sums of the higher and of the lower parts, the higher part renormalised with each part
/// of the latter.
template <std::floating_point T>
constexpr pair<T> operator+(pair<T> a, pair<T> b) {
    const T high = a.hi + b.hi, high_from_b = high - a.hi, low = a.lo + b.lo, low_from_b = low - a.lo,
            first = ((a.hi - (high - high_from_b)) + (b.hi - high_from_b)) + low, sum = high + first,
            second = (first - (sum - high)) + ((a.lo - (low - low_from_b)) + (b.lo - low_from_b)), total = sum + second;
    return {total, second - (total - sum)};
}

template <std::floating_point T>
constexpr pair<T> operator-(pair<T> a, pair<T> b) {
    return a + pair<T>{-b.hi, -b.lo};
}

template <std::floating_point T>
constexpr pair<T> operator*(pair<T> a, pair<T> b) {
    const T high = a.hi * b.hi, a_hi = leading_half(a.hi), b_hi = leading_half(b.hi), a_lo = a.hi - a_hi,
            b_lo = b.hi - b_hi, rest = ((a_hi * b_hi - high) + a_hi * b_lo + a_lo * b_hi) + a_lo * b_lo,
            low = rest + (a.hi * b.lo + a.lo * b.hi), product = high + low;
    return {product, low - (product - high)};
}

template <std::floating_point T>
constexpr pair<T> operator*(pair<T> a, T b) {
    return a * pair<T>{b, T{0}};
}

/// The quotient to about two units of the last place of the lower part; b is not zero.
template <std::floating_point T>
constexpr pair<T> operator/(pair<T> a, pair<T> b) {
    const T high = a.hi / b.hi;
    const pair<T> product = b * high;
    const T low = ((a.hi - product.hi) + (a.lo - product.lo)) / b.hi, quotient = high + low;
    return {quotient, low - (quotient - high)};
}
}  // namespace ctgrad::constant_math::detail
