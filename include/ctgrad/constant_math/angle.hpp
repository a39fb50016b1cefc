#pragma once

#include "constants.hpp"
#include "rounding.hpp"
#include "two_over_pi.hpp"

namespace ctgrad::constant_math::detail {
/// x = value + quadrant * pi/2 up to multiples of 2 pi, where |value| is at most about pi/4.
template <std::floating_point T>
struct angle {
    pair<T> value;
    int quadrant;
};

/// 32 bits of 2 / pi, starting at the given position after the binary point.
constexpr std::uint64_t bits_of_two_over_pi(int position) {
    const int index = (position + 128) / 64, shift = (position + 128) % 64;
    const std::uint64_t first = two_over_pi[index] << shift;
    return (shift == 0 ? first : first | two_over_pi[index + 1] >> (64 - shift)) >> 32;
}

/// The angle of a finite x, accurate relative to the size of its value, however large x is.
///
/// M. Payne, R. Hanek, "Radian reduction for trigonometric functions" (1983): with x = m 2^e, bits
/// of 2 / pi of weight 4 / 2^e and above contribute multiples of 4 quadrants and are left out.  Of
/// the product of m with the 256 bits behind them only the last 256 bits matter: two bits of
/// quadrant, 190 correct bits of the fraction, and 64 bits spoilt by the bits of 2 / pi cut off.
template <std::floating_point T>
constexpr angle<T> reduced_angle(T x) {
    if (abs(x) <= half_pi<T>.hi / T{2}) return {{x, T{0}}, 0};
    constexpr std::uint64_t mask = 0xffffffff;
    const auto [significand, exponent] = decompose(x);
    const std::uint64_t m_low = significand & mask, m_high = significand >> 32;
    std::uint64_t words[8]{}, low = 0, high = 0, previous = 0;
    for (int i = 7; i >= 0; --i) {
        const std::uint64_t bits = bits_of_two_over_pi(exponent - 2 + 32 * i);
        low = m_low * bits + (low >> 32);
        high = m_high * previous + (high >> 32) + (low & mask);
        words[i] = high & mask;
        previous = bits;
    }
    // Half a quadrant is added, to round the quadrant to nearest, and subtracted from the fraction.
    const std::uint64_t leading = words[0] + 0x20000000;
    const int quadrant = static_cast<int>(leading >> 30 & 3);
    const int signed_part = static_cast<int>(leading & 0x3fffffff) - 0x20000000;
    pair<T> fraction{static_cast<T>(signed_part) * power_of_two<T>(-30), T{0}};
    for (int i = 1; i < 8; ++i) fraction = fraction + static_cast<T>(words[i]) * power_of_two<T>(-30 - 32 * i);
    const pair<T> value = fraction * half_pi<T>;
    return x < T{0} ? angle<T>{-value, 4 - quadrant} : angle<T>{value, quadrant};
}
}  // namespace ctgrad::constant_math::detail
