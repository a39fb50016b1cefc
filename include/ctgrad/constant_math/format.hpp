#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>

/// Reads and writes the bits of a floating-point number in constant expressions.
///
/// Three formats are supported: binary32, binary64 and the x86 80-bit format.  The last one has
/// padding, which a constant std::bit_cast must not read and must not leave unset; so it is read
/// through a structure without the padding and written through one with it.
namespace ctgrad::constant_math::detail {
template <std::floating_point T>
inline constexpr int digits = std::numeric_limits<T>::digits;

template <std::floating_point T>
inline constexpr T infinity = std::numeric_limits<T>::infinity();

template <std::floating_point T>
inline constexpr T not_a_number = std::numeric_limits<T>::quiet_NaN();

template <std::floating_point T>
inline constexpr bool known_format = std::numeric_limits<T>::is_iec559&& std::endian::native == std::endian::little &&
                                     (digits<T> == 24 || digits<T> == 53 || digits<T> == 64);

struct extended_bits_read {
    std::uint64_t significand;
    std::uint16_t sign_and_exponent;
};

struct extended_bits_written {
    std::uint64_t significand;
    std::uint16_t sign_and_exponent;
    std::uint16_t padding[3];
};

/// |x| = significand * 2^exponent, where the significand is an integer of the format's bits.
struct decomposition {
    std::uint64_t significand;
    int exponent;
};

/// The integer significand and the exponent of a finite number. Subnormal numbers are not
/// normalised.
template <std::floating_point T>
constexpr decomposition decompose(T x) {
    using limits = std::numeric_limits<T>;
    if constexpr (digits<T> == 64) {
        const auto bits = std::bit_cast<extended_bits_read>(x);
        const int field = bits.sign_and_exponent & 0x7fff;
        return {bits.significand, (field == 0 ? 1 : field) - (limits::max_exponent + 62)};
    } else {
        using word = std::conditional_t<digits<T> == 24, std::uint32_t, std::uint64_t>;
        const word bits = std::bit_cast<word>(x), leading = word{1} << (digits<T> - 1), fraction = bits & (leading - 1);
        const int field = static_cast<int>(bits >> (digits<T> - 1)) & (2 * limits::max_exponent - 1);
        return {field == 0 ? fraction : fraction | leading,
                (field == 0 ? 1 : field) - (limits::max_exponent + digits<T> - 2)};
    }
}

/// 2^exponent, for exponents of normal numbers.
template <std::floating_point T>
constexpr T power_of_two(int exponent) {
    const int field = exponent + std::numeric_limits<T>::max_exponent - 1;
    if constexpr (digits<T> == 53)
        return std::bit_cast<T>(static_cast<std::uint64_t>(field) << 52);
    else if constexpr (digits<T> == 64)
        return std::bit_cast<T>(extended_bits_written{std::uint64_t{1} << 63, static_cast<std::uint16_t>(field), {}});
    else
        return std::bit_cast<T>(static_cast<std::uint32_t>(field) << 23);
}

/// The number of bits of a significand from decompose.
template <std::floating_point T>
constexpr int width_of(std::uint64_t significand) {
    return significand >> (digits<T> - 1) != 0 ? digits<T> : static_cast<int>(std::bit_width(significand));
}

/// The exponent e with 2^e <= |x| < 2^(e+1), for finite x other than zero.
template <std::floating_point T>
constexpr int exponent_of(T x) {
    const auto [significand, exponent] = decompose(x);
    return exponent + width_of<T>(significand) - 1;
}
}  // namespace ctgrad::constant_math::detail
