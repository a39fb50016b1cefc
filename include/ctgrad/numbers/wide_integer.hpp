#pragma once

#include <bit>
#include <compare>
#include <concepts>
#include <cstdint>
#include <type_traits>

/// Integers of 128 bits: those of the compiler, or two words if it has none, as on 32-bit targets.
namespace ctgrad::detail {

/// An integer of 128 bits in two's complement. It behaves as __int128 does, except that a conversion from a
/// floating-point number is exact only for integers of at most 128 bits, and a conversion to a floating-point number
/// only if that can represent the integer.
template <bool Signed>
struct wide_integer {
    using word = std::uint64_t;

    word low;
    word high;

    constexpr wide_integer() = default;
    constexpr wide_integer(word upper, word lower) : low(lower), high(upper) {}
    constexpr wide_integer(std::integral auto value) : low(static_cast<word>(value)), high(0) {
        if constexpr (std::is_signed_v<decltype(value)>) high = value < 0 ? ~word{0} : 0;
    }
    constexpr explicit wide_integer(std::floating_point auto value) : low(0), high(0) {
        using real = decltype(value);
        real const magnitude = value < 0 ? -value : value;
        high = static_cast<word>(magnitude / two_to_64<real>);
        low = static_cast<word>(magnitude - static_cast<real>(high) * two_to_64<real>);
        if (value < 0) *this = -*this;
    }
    constexpr explicit wide_integer(wide_integer<!Signed> value) : low(value.low), high(value.high) {}

    template <std::integral I>
    constexpr explicit operator I() const {
        if constexpr (std::same_as<I, bool>)
            return (low | high) != 0;
        else
            return static_cast<I>(low);
    }
    template <std::floating_point F>
    constexpr explicit operator F() const {
        if (is_negative()) return -static_cast<F>(-*this);
        return static_cast<F>(high) * two_to_64<F> + static_cast<F>(low);
    }

    friend constexpr bool operator==(wide_integer a, wide_integer b) { return a.low == b.low && a.high == b.high; }
    friend constexpr std::strong_ordering operator<=>(wide_integer a, wide_integer b) {
        if (a.high == b.high) return a.low <=> b.low;
        return (a.high ^ sign_bit) <=> (b.high ^ sign_bit);
    }

    friend constexpr wide_integer operator-(wide_integer a) {
        return {~a.high + (a.low == 0 ? 1u : 0u), word{0} - a.low};
    }
    friend constexpr wide_integer operator+(wide_integer a, wide_integer b) {
        word const sum = a.low + b.low;
        return {a.high + b.high + (sum < a.low ? 1u : 0u), sum};
    }
    friend constexpr wide_integer operator-(wide_integer a, wide_integer b) {
        return {a.high - b.high - (a.low < b.low ? 1u : 0u), a.low - b.low};
    }
    /// Schoolbook multiplication by halves of words.
    friend constexpr wide_integer operator*(wide_integer a, wide_integer b) {
        word const outer = a.high * b.low + a.low * b.high;
        if (((a.low | b.low) >> 32) == 0) return {outer, a.low * b.low};
        word const a0 = a.low & half, a1 = a.low >> 32, b0 = b.low & half, b1 = b.low >> 32;
        word const low_product = a0 * b0, cross = a1 * b0 + (low_product >> 32), middle = a0 * b1 + (cross & half);
        return {outer + a1 * b1 + (cross >> 32) + (middle >> 32), middle << 32 | (low_product & half)};
    }
    friend constexpr wide_integer operator/(wide_integer a, wide_integer b) {
        wide_integer const quotient = divide(a.magnitude(), b.magnitude()).quotient;
        return a.is_negative() != b.is_negative() ? -quotient : quotient;
    }
    friend constexpr wide_integer operator%(wide_integer a, wide_integer b) {
        wide_integer const rest = divide(a.magnitude(), b.magnitude()).rest;
        return a.is_negative() ? -rest : rest;
    }

    friend constexpr wide_integer operator&(wide_integer a, wide_integer b) { return {a.high & b.high, a.low & b.low}; }
    friend constexpr wide_integer operator|(wide_integer a, wide_integer b) { return {a.high | b.high, a.low | b.low}; }
    friend constexpr wide_integer operator<<(wide_integer a, int count) {
        if (count == 0) return a;
        if (count >= 64) return {a.low << (count - 64), 0};
        return {a.high << count | a.low >> (64 - count), a.low << count};
    }
    friend constexpr wide_integer operator>>(wide_integer a, int count) {
        word const sign = a.is_negative() ? ~word{0} : 0;
        if (count == 0) return a;
        if (count == 64) return {sign, a.high};
        if (count > 64) return {sign, a.high >> (count - 64) | sign << (128 - count)};
        return {a.high >> count | sign << (64 - count), a.low >> count | a.high << (64 - count)};
    }

    constexpr wide_integer& operator+=(wide_integer b) { return *this = *this + b; }
    constexpr wide_integer& operator-=(wide_integer b) { return *this = *this - b; }
    constexpr wide_integer& operator*=(wide_integer b) { return *this = *this * b; }
    constexpr wide_integer& operator/=(wide_integer b) { return *this = *this / b; }
    constexpr wide_integer& operator%=(wide_integer b) { return *this = *this % b; }
    constexpr wide_integer& operator&=(wide_integer b) { return *this = *this & b; }
    constexpr wide_integer& operator|=(wide_integer b) { return *this = *this | b; }
    constexpr wide_integer& operator<<=(int count) { return *this = *this << count; }
    constexpr wide_integer& operator>>=(int count) { return *this = *this >> count; }
    constexpr wide_integer& operator++() { return *this += 1; }
    constexpr wide_integer& operator--() { return *this -= 1; }

private:
    template <class F>
    static constexpr F two_to_64 = F(18446744073709551616.0);
    static constexpr word half = 0xFFFFFFFFu;
    static constexpr word sign_bit = Signed ? word{1} << 63 : 0;

    constexpr bool is_negative() const { return (high & sign_bit) != 0; }
    constexpr wide_integer<false> magnitude() const {
        wide_integer const positive = is_negative() ? -*this : *this;
        return {positive.high, positive.low};
    }

    struct division {
        wide_integer quotient;
        wide_integer rest;
    };
    static constexpr division divide(wide_integer<false> a, wide_integer<false> b) {
        if (a.high == 0 && b.high == 0) return {{0, a.low / b.low}, {0, a.low % b.low}};
        if (b.high == 0 && b.low <= half) {  // long division, in digits of 32 bits
            word const top = a.high % b.low << 32 | a.low >> 32, bottom = top % b.low << 32 | (a.low & half);
            return {{a.high / b.low, top / b.low << 32 | bottom / b.low}, {0, bottom % b.low}};
        }
        // Bit by bit, from the first place at which b may fit.
        int const places = bits_of(a) - bits_of(b);
        wide_integer quotient = 0;
        wide_integer<false> shifted = b << (places > 0 ? places : 0);
        for (int i = places; i >= 0; --i, shifted >>= 1) {
            quotient <<= 1;
            if (shifted > a) continue;
            a -= shifted;
            quotient.low |= 1u;
        }
        return {quotient, {a.high, a.low}};
    }
    static constexpr int bits_of(wide_integer<false> a) {
        return a.high != 0 ? 128 - std::countl_zero(a.high) : 64 - std::countl_zero(a.low);
    }
};

#ifdef __SIZEOF_INT128__
__extension__ typedef __int128 wide;  // 38 decimal digits, enough for any constant that a person writes
__extension__ typedef unsigned __int128 uwide;
#else
using wide = wide_integer<true>;
using uwide = wide_integer<false>;
#endif

}  // namespace ctgrad::detail
