#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <iosfwd>
#include <limits>
#include <type_traits>

// clang-format off
#define CTGRAD_WIDE_FUNCTIONS(X) \
    X(abs) X(fabs) X(sqrt) X(cbrt) X(exp) X(exp2) X(expm1) X(log) X(log2) X(log10) X(log1p) X(sin) X(cos) X(tan) \
    X(asin) X(acos) X(atan) X(sinh) X(cosh) X(tanh) X(asinh) X(acosh) X(atanh) X(erf) X(erfc) X(floor) X(ceil) X(round) X(trunc)
// clang-format on
#define CTGRAD_WIDE_FUNCTIONS_OF_TWO(X) X(pow) X(atan2) X(fmod) X(copysign)

namespace wide_numbers {

/// Numbers of many digits for oracles. They are those of Boost.Multiprecision, but their functions are compiled once,
/// in wide.cpp. If every test instantiated, optimized or instrumented them, they would be most of its cost.
template <unsigned Digits>
class wide {
    struct by_conversion {};

public:
    wide() : wide(by_conversion{}, 0) {}
    template <class T>
        requires(std::is_arithmetic_v<T>)
    wide(T x) : wide(by_conversion{}, static_cast<long double>(x)) {}
    explicit wide(char const* decimal);
    wide(wide const&);
    wide& operator=(wide const&);

    template <class T>
        requires(std::is_arithmetic_v<T>)
    explicit operator T() const {
        if constexpr (std::is_same_v<T, double>)
            return to_double();
        else
            return static_cast<T>(to_long_double());
    }
    template <class T>
    T convert_to() const {
        return static_cast<T>(*this);
    }

    wide& operator+=(wide const&);
    wide& operator-=(wide const&);
    wide& operator*=(wide const&);
    wide& operator/=(wide const&);
    friend wide operator+(wide x, wide const& y) { return x += y; }
    friend wide operator-(wide x, wide const& y) { return x -= y; }
    friend wide operator*(wide x, wide const& y) { return x *= y; }
    friend wide operator/(wide x, wide const& y) { return x /= y; }
    friend wide operator-(wide const& x) { return negated(x); }
    friend wide operator+(wide const& x) { return x; }
    friend bool operator==(wide const& x, wide const& y) { return compared(x, y) == 0; }
    friend std::partial_ordering operator<=>(wide const& x, wide const& y) { return compared(x, y); }

#define CTGRAD_WIDE_DECLARATION(f)   \
    static wide f##_of(wide const&); \
    friend wide f(wide const& x) { return f##_of(x); }
#define CTGRAD_WIDE_DECLARATION_OF_TWO(f)         \
    static wide f##_of(wide const&, wide const&); \
    friend wide f(wide const& x, wide const& y) { return f##_of(x, y); }
    CTGRAD_WIDE_FUNCTIONS(CTGRAD_WIDE_DECLARATION)
    CTGRAD_WIDE_FUNCTIONS_OF_TWO(CTGRAD_WIDE_DECLARATION_OF_TWO)
#undef CTGRAD_WIDE_DECLARATION
#undef CTGRAD_WIDE_DECLARATION_OF_TWO
    friend wide hypot(wide const& x, wide const& y) { return sqrt(x * x + y * y); }
    friend wide hypot(wide const& x, wide const& y, wide const& z) { return sqrt(x * x + y * y + z * z); }
    friend wide fma(wide const& x, wide const& y, wide const& z) { return x * y + z; }
    friend wide fmin(wide const& x, wide const& y) { return isnan(x) || y < x ? y : x; }
    friend wide fmax(wide const& x, wide const& y) { return isnan(x) || x < y ? y : x; }
    friend wide ldexp(wide const& x, int exponent) { return scaled(x, exponent); }
    friend int ilogb(wide const& x) { return exponent_of(x); }
    friend bool isnan(wide const& x) { return !(x == x); }
    friend bool isinf(wide const& x) { return abs(x) == infinity(); }
    friend bool isfinite(wide const& x) { return abs(x) < infinity(); }
    friend bool signbit(wide const& x) { return has_sign(x); }
    friend std::ostream& operator<<(std::ostream& out, wide const& x) {
        x.write(out);
        return out;
    }

    static wide infinity();
    static wide quiet_NaN();
    static wide epsilon();
    static wide min();
    static wide max();

private:
    struct access;

    wide(by_conversion, long double x);
    double to_double() const;
    long double to_long_double() const;
    void write(std::ostream&) const;
    static std::partial_ordering compared(wide const&, wide const&);
    static wide negated(wide const&);
    static wide scaled(wide const&, int);
    static int exponent_of(wide const&);
    static bool has_sign(wide const&);

    alignas(16) std::array<std::byte, Digits / 2 + 64> memory;
};

}  // namespace wide_numbers

template <unsigned Digits>
struct std::numeric_limits<wide_numbers::wide<Digits>> {
    using number = wide_numbers::wide<Digits>;
    static constexpr bool is_specialized = true, is_signed = true, is_integer = false, is_exact = false;
    static constexpr bool has_infinity = true, has_quiet_NaN = true;
    static constexpr int radix = 2, digits = Digits * 1000 / 301 + 1, digits10 = Digits, max_digits10 = Digits + 3;
    static number infinity() { return number::infinity(); }
    static number quiet_NaN() { return number::quiet_NaN(); }
    static number epsilon() { return number::epsilon(); }
    static number min() { return number::min(); }
    static number max() { return number::max(); }
    static number lowest() { return -number::max(); }
};
