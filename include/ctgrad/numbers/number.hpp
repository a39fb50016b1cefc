#pragma once

#include <bit>
#include <cstdint>
#include <limits>

#include <ctgrad/constant_math/classify.hpp>
#include <ctgrad/numbers/wide_integer.hpp>
#include <ctgrad/support/equal_numbers.hpp>

namespace ctgrad {

namespace detail {
constexpr wide absolute(wide x) { return x < 0 ? -x : x; }
constexpr wide greatest_common_divisor(wide a, wide b) {
    while (b != 0) {
        wide const rest = a % b;
        a = b;
        b = rest;
    }
    return absolute(a);
}
/// Calls `put` with each character of an integer.
template <class Put>
constexpr void put_integer(wide value, Put put) {
    if (value < 0) put('-');
    char digits[40]{};
    int count = 0;
    uwide rest = static_cast<uwide>(absolute(value));
    do digits[count++] = static_cast<char>('0' + static_cast<int>(rest % 10));
    while ((rest /= 10) != 0);
    while (count > 0) put(digits[--count]);
}
}  // namespace detail

/// A constant of a formula: the exact rational numerator / denominator * 10^exponent, in lowest terms.
///
/// Every `_c` literal and every double of ordinary size has this form. The other doubles (infinities, NaN, negative
/// zero, very large and very small magnitudes) have denominator 0 and their value in `special`.
///
/// The members have no default initializers, so that constant evaluation spends no time on large arrays of numbers.
struct number {
    detail::wide numerator;
    detail::wide denominator;
    int exponent;
    double special;

    /// Whether this is a rational number, not a `special` one.
    constexpr bool exact() const { return denominator != 0; }
    constexpr bool is_integer() const { return denominator == 1 && exponent == 0; }
    constexpr bool is(int value) const { return is_integer() && numerator == value; }

    friend constexpr bool operator==(number const& a, number const& b) {
        if (a.numerator != b.numerator || a.denominator != b.denominator || a.exponent != b.exponent) return false;
        return a.exact() || detail::equal_numbers(a.special, b.special) ||
               (!detail::equal_numbers(a.special, a.special) && !detail::equal_numbers(b.special, b.special));
    }
};

namespace detail {

/// numerator / denominator in lowest terms.
constexpr number rational(wide numerator, wide denominator) {
    wide const divisor = greatest_common_divisor(numerator, denominator) * (denominator < 0 ? -1 : 1);
    return {numerator / divisor, denominator / divisor, 0, 0};
}

/// The exact value of a double.
constexpr number to_number(double value) {
    constexpr double integer_limit = 9007199254740992.0;  // 2^53: every smaller integer is exact
    if (value > -integer_limit && value < integer_limit) {
        auto const whole = static_cast<std::int64_t>(value);
        if (equal_numbers(static_cast<double>(whole), value) && (whole != 0 || !constant_math::signbit(value)))
            return {whole, 1, 0, 0};
        // An odd integer divided by a power of two. (By bits: doubling takes hundreds of steps of constant evaluation.)
        auto const bits = std::bit_cast<std::uint64_t>(value);
        std::uint64_t const significand = (bits & ((std::uint64_t{1} << 52) - 1)) | std::uint64_t{1} << 52;
        int const zeros = std::countr_zero(significand), biased = static_cast<int>(bits >> 52 & 0x7FF);
        int const places = 1075 - biased - zeros;
        auto const odd = static_cast<std::int64_t>(significand >> zeros);
        if (biased != 0 && places <= 110) return {value < 0 ? -odd : odd, wide{1} << places, 0, 0};
    }
    return {0, 0, 0, value};
}

/// Whether x is so small that products and sums with another such number do not overflow.
constexpr bool is_small(number const& x) {
    constexpr wide limit = wide{1} << 62;
    return x.exact() && x.exponent == 0 && absolute(x.numerator) < limit && x.denominator < limit;
}

constexpr number negate(number const& x) {
    return x.exact() ? number{-x.numerator, x.denominator, x.exponent, 0} : number{0, 0, 0, -x.special};
}

}  // namespace detail
}  // namespace ctgrad
