#pragma once

#include "pair.hpp"

namespace ctgrad::constant_math::detail {
/// The pair nearest to 0.[first][second] * 2^exponent, the two words being a binary fraction of 128
/// bits.
template <std::floating_point T>
constexpr pair<T> from_words(std::uint64_t first, std::uint64_t second, int exponent) {
    constexpr std::uint64_t mask = 0xffffffff;
    const std::uint64_t pieces[] = {first >> 32, first & mask, second >> 32, second & mask};
    pair<T> sum{};
    for (int i = 0; i < 4; ++i) sum = sum + static_cast<T>(pieces[i]) * power_of_two<T>(exponent - 32 * (i + 1));
    return sum;
}

/// log(2)
template <std::floating_point T>
inline constexpr pair<T> log_of_2 = from_words<T>(0xb17217f7d1cf79ab, 0xc9e3b39803f2f6af, 0);

/// 1 / log(2)
template <std::floating_point T>
inline constexpr pair<T> log2_of_e = from_words<T>(0xb8aa3b295c17f0bb, 0xbe87fed0691d3e89, 1);

/// 1 / log(10)
template <std::floating_point T>
inline constexpr pair<T> log10_of_e = from_words<T>(0xde5bd8a937287195, 0x355baaafad33dc32, -1);

/// log(2) / log(10)
template <std::floating_point T>
inline constexpr pair<T> log10_of_2 = from_words<T>(0x9a209a84fbcff798, 0x8f8959ac0b7c9178, -1);

/// pi / 2
template <std::floating_point T>
inline constexpr pair<T> half_pi = from_words<T>(0xc90fdaa22168c234, 0xc4c6628b80dc1cd1, 1);

/// 1 / pi
template <std::floating_point T>
inline constexpr pair<T> reciprocal_of_pi = from_words<T>(0xa2f9836e4e441529, 0xfc2757d1f534ddc1, -1);

/// 2 / sqrt(pi)
template <std::floating_point T>
inline constexpr pair<T> two_over_root_pi = from_words<T>(0x906eba8214db688d, 0x71d48a7f6bfec344, 1);
}  // namespace ctgrad::constant_math::detail
