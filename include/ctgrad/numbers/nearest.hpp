#pragma once

#include <concepts>
#include <cstdint>
#include <limits>

#include <ctgrad/numbers/number.hpp>

namespace ctgrad::detail {

/// A non-negative integer of up to 2048 bits, least significant word first. The largest integer needed has 128 bits
/// times 10^340. Only the words in use are touched, because every step counts towards the compiler's limit.
struct large_integer {
    static constexpr int words = 64;
    std::uint32_t word[words]{};
    int used = 0;

    constexpr large_integer(uwide value) {
        for (; value != 0; value >>= 32) word[used++] = static_cast<std::uint32_t>(value);
    }
    constexpr void multiply(std::uint32_t factor) {
        std::uint64_t carry = 0;
        for (int i = 0; i < used; ++i) {
            carry += std::uint64_t{word[i]} * factor;
            word[i] = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
        if (carry != 0 && used < words) word[used++] = static_cast<std::uint32_t>(carry);
    }
    constexpr void multiply_by_power_of_ten(int exponent) {
        for (; exponent >= 9; exponent -= 9) multiply(1000000000u);
        for (; exponent > 0; --exponent) multiply(10u);
    }
    constexpr void shift_left(int count) {
        for (; count >= 31; count -= 31) multiply(std::uint32_t{1} << 31);
        multiply(std::uint32_t{1} << count);
    }
    constexpr int bits() const {
        for (int b = 32; used > 0 && b-- > 0;)
            if (word[used - 1] >> b & 1u) return 32 * (used - 1) + b + 1;
        return 0;
    }
    constexpr int compare(large_integer const& other) const {
        if (used != other.used) return used < other.used ? -1 : 1;
        for (int i = used; i-- > 0;)
            if (word[i] != other.word[i]) return word[i] < other.word[i] ? -1 : 1;
        return 0;
    }
    constexpr void subtract(large_integer const& other) {
        std::int64_t carry = 0;
        for (int i = 0; i < used; ++i) {
            carry += std::int64_t{word[i]} - other.word[i];
            word[i] = static_cast<std::uint32_t>(carry);
            carry >>= 32;
        }
        while (used > 0 && word[used - 1] == 0) --used;
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
    top.multiply_by_power_of_ten(x.exponent);
    bottom.multiply_by_power_of_ten(-x.exponent);
    // Scale so that 1/2 <= top / bottom < 1, then divide bit by bit.
    int exponent_of_leading_bit = top.bits() - bottom.bits();
    if (exponent_of_leading_bit < 0) top.shift_left(-exponent_of_leading_bit);
    if (exponent_of_leading_bit > 0) bottom.shift_left(exponent_of_leading_bit);
    if (top.compare(bottom) < 0)
        --exponent_of_leading_bit;
    else
        bottom.shift_left(1);
    // A result below the smallest normal number keeps fewer bits.
    int keep = digits;
    if (exponent_of_leading_bit < std::numeric_limits<T>::min_exponent - 1)
        keep -= std::numeric_limits<T>::min_exponent - 1 - exponent_of_leading_bit;
    if (keep < 0) return x.numerator < 0 ? -T(0) : T(0);
    uwide quotient = 0;
    for (int i = 0; i < keep; ++i) {
        quotient <<= 1;
        top.shift_left(1);
        if (bottom.compare(top) <= 0) {
            top.subtract(bottom);
            quotient |= 1u;
        }
    }
    top.shift_left(1);
    int const rest = top.compare(bottom);
    if (rest > 0 || (rest == 0 && (quotient & 1u))) ++quotient;
    T result = static_cast<T>(quotient);
    for (int e = exponent_of_leading_bit - keep + 1; e != 0; e += e < 0 ? 1 : -1) {
        if (e > 0 && result > std::numeric_limits<T>::max() / 2) {
            result = std::numeric_limits<T>::infinity();
            break;
        }
        result = e < 0 ? result / 2 : result * 2;
    }
    return x.numerator < 0 ? -result : result;
}

}  // namespace ctgrad::detail
