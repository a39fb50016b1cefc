#pragma once

#include <concepts>
#include <cstdint>
#include <limits>

#include <ctgrad/numbers/number.hpp>

namespace ctgrad::detail {

/// A non-negative integer of up to 2048 bits, least significant word first: enough for 10^340 times 128 bits, the
/// largest that the nearest double of a constant asks for.
struct large_integer {
    static constexpr int words = 64;
    std::uint32_t word[words]{};

    constexpr large_integer(uwide value) {
        for (int i = 0; i < 4; ++i, value >>= 32) word[i] = static_cast<std::uint32_t>(value);
    }
    constexpr void multiply(std::uint32_t factor) {
        std::uint64_t carry = 0;
        for (auto& w : word) {
            carry += std::uint64_t{w} * factor;
            w = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
    }
    constexpr void double_it() {
        std::uint32_t carry = 0;
        for (auto& w : word) {
            std::uint32_t const high = w >> 31;
            w = w << 1 | carry;
            carry = high;
        }
    }
    constexpr int bits() const {
        for (int i = words; i-- > 0;)
            for (int b = 32; word[i] != 0 && b-- > 0;)
                if (word[i] >> b & 1u) return 32 * i + b + 1;
        return 0;
    }
    constexpr int compare(large_integer const& other) const {
        for (int i = words; i-- > 0;)
            if (word[i] != other.word[i]) return word[i] < other.word[i] ? -1 : 1;
        return 0;
    }
    constexpr void subtract(large_integer const& other) {
        std::int64_t carry = 0;
        for (int i = 0; i < words; ++i) {
            carry += std::int64_t{word[i]} - other.word[i];
            word[i] = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
    }
};

/// The floating-point number nearest to a constant (ties to even), by long division with a remainder.
template <std::floating_point T>
constexpr T nearest(number const& x) {
    if (!x.exact()) return static_cast<T>(x.special);
    constexpr int digits = std::numeric_limits<T>::digits;
    constexpr wide exact_limit = wide{1} << digits;
    wide const magnitude = absolute(x.numerator);
    if (x.exponent == 0 && magnitude <= exact_limit && x.denominator <= exact_limit)
        return static_cast<T>(x.numerator) / static_cast<T>(x.denominator);  // one rounding

    large_integer top(static_cast<uwide>(magnitude)), bottom(static_cast<uwide>(x.denominator));
    for (int i = 0; i < x.exponent; ++i) top.multiply(10);
    for (int i = 0; i > x.exponent; --i) bottom.multiply(10);
    // Scale so that 2^(digits-1) <= top / bottom < 2^(digits+1), then divide bit by bit.
    int scale = 0;
    for (int shift = digits + bottom.bits() - top.bits(); shift > 0; --shift, --scale) top.double_it();
    for (int shift = top.bits() - bottom.bits() - digits; shift > 0; --shift, ++scale) bottom.double_it();
    large_integer divisors = bottom;
    int places = 0;
    while (divisors.compare(top) <= 0) {
        divisors.double_it();
        ++places;
    }
    // A result below the smallest normal number keeps fewer bits.
    int keep = digits;
    int const exponent_of_leading_bit = scale + places - 1;
    if (exponent_of_leading_bit < std::numeric_limits<T>::min_exponent - 1)
        keep -= std::numeric_limits<T>::min_exponent - 1 - exponent_of_leading_bit;
    if (keep < 0) return 0;
    uwide quotient = 0;
    for (int i = 0; i < keep; ++i) {
        quotient <<= 1;
        top.double_it();
        if (divisors.compare(top) <= 0) {
            top.subtract(divisors);
            quotient |= 1u;
        }
    }
    top.double_it();
    int const rest = top.compare(divisors);
    if (rest > 0 || (rest == 0 && (quotient & 1u))) ++quotient;
    T result = static_cast<T>(quotient);
    for (int e = exponent_of_leading_bit - keep + 1; e != 0; e += e < 0 ? 1 : -1) {
        if (e > 0 && result > std::numeric_limits<T>::max() / 2) return std::numeric_limits<T>::infinity();
        result = e < 0 ? result / 2 : result * 2;
    }
    return x.numerator < 0 ? -result : result;
}

}  // namespace ctgrad::detail
