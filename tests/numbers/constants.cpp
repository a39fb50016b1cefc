#include <ctgrad/ctgrad.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <concepts>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>
#include <type_traits>

// `_c` constants: exact rationals, rounded once to the nearest number of the scalar type.
namespace {

using namespace ctgrad::literals;

constexpr auto x = ctgrad::variable<"x">;

// ---------------------------------------------------------------------------------------------------
// Equal constants are equal types, however they are written.

template <class A, class B>
constexpr bool same(A, B) {
    return std::same_as<A, B>;
}
static_assert(same(0.5_c, 0.50_c));
static_assert(same(0.5_c, .5_c));
static_assert(same(0.5_c, 5e-1_c));
static_assert(same(0.5_c, 0.0005e3_c));
static_assert(same(2_c, 2.000_c));
static_assert(same(2_c, 2._c));
static_assert(same(1000_c, 1e3_c));
static_assert(same(1000_c, 1E+3_c));
static_assert(same(1'000'000_c, 1e6_c));
static_assert(same(0_c, 0.000_c));
static_assert(same(0_c, 0e10_c));
static_assert(same(1e-300_c, 0.1e-299_c));
static_assert(same(1e300_c, 10e299_c));
static_assert(same(6.02214076e23_c, 602214076000000000000000_c));
static_assert(same(6.02214076e23_c, 60.2214076e22_c));
static_assert(same(123456789012345678901234567890123456_c, 1.23456789012345678901234567890123456e35_c));
static_assert(same(2.5e40_c, 25e39_c));
static_assert(same(4e-60_c, 0.4e-59_c));
static_assert(!same(0.5_c, 0.51_c));
static_assert(!same(1e-300_c, 1e-299_c));
static_assert(!same(1_c, 0_c));
static_assert(!same(123456789012345678901234567890123456_c, 123456789012345678901234567890123457_c));

// ---------------------------------------------------------------------------------------------------
// The value in every scalar type, compared with how the compiler and the C library round the same text

#define CTGRAD_TEST_ALL(text)                                                     \
    static_assert(text##_c() == text);                                            \
    static_assert((0_c * x + text##_c)(x = 0.0F) == static_cast<float>(text##F)); \
    static_assert((0_c * x + text##_c)(x = 0.0L) == text##L)

CTGRAD_TEST_ALL(0.1);
CTGRAD_TEST_ALL(0.3);
CTGRAD_TEST_ALL(3.0);
CTGRAD_TEST_ALL(1e-3);
CTGRAD_TEST_ALL(3.14159265358979323846264338327950288);
CTGRAD_TEST_ALL(2.71828182845904523536028747135266250);
CTGRAD_TEST_ALL(6.02214076e23);
CTGRAD_TEST_ALL(6.62607015e-34);
CTGRAD_TEST_ALL(1.380649e-23);
CTGRAD_TEST_ALL(299792458.0);
CTGRAD_TEST_ALL(16777217.0);  // between two floats: to even
CTGRAD_TEST_ALL(16777219.0);
CTGRAD_TEST_ALL(9007199254740993.0);  // between two doubles: to even
CTGRAD_TEST_ALL(9007199254740995.0);
CTGRAD_TEST_ALL(9007199254740993.00000000000000001);
CTGRAD_TEST_ALL(18446744073709551617.0);
CTGRAD_TEST_ALL(0.999999999999999999999999999999999999);
CTGRAD_TEST_ALL(1.5e-38);  // subnormal in float
CTGRAD_TEST_ALL(1.0e-45);  // the smallest float
CTGRAD_TEST_ALL(3.4028234e38);

#define CTGRAD_TEST_DOUBLE(text)       \
    static_assert(text##_c() == text); \
    static_assert((0_c * x + text##_c)(x = 0.0L) == text##L)

CTGRAD_TEST_DOUBLE(1e-300);
CTGRAD_TEST_DOUBLE(1e300);
CTGRAD_TEST_DOUBLE(1.7976931348623157e308);
CTGRAD_TEST_DOUBLE(2.2250738585072014e-308);
CTGRAD_TEST_DOUBLE(2.2250738585072011e-308);  // the largest subnormal
CTGRAD_TEST_DOUBLE(1.23456789e-315);
CTGRAD_TEST_DOUBLE(4.9406564584124654e-324);
CTGRAD_TEST_DOUBLE(2.4703282292062328e-324);  // just above half of the smallest: up
CTGRAD_TEST_DOUBLE(123456789012345678901234567890123456e-36);

// Beyond the range
static_assert((0_c * x + 1e39_c)(x = 0.0F) == std::numeric_limits<float>::infinity());
static_assert((0_c * x + 3.4028236e38_c)(x = 0.0F) == std::numeric_limits<float>::infinity());
static_assert((0_c * x + 1e-46_c)(x = 0.0F) == 0);
static_assert(1e309_c() == std::numeric_limits<double>::infinity());
static_assert(1.7976931348623159e308_c() == std::numeric_limits<double>::infinity());
static_assert(1e-330_c() == 0);
static_assert(2.4703282292062327e-324_c() == 0);  // just below half of the smallest
static_assert((-1e309_c)() == -std::numeric_limits<double>::infinity());
static_assert(ctgrad::constant_math::signbit((-1e-330_c)()));

// Signs, and quotients of integers, stay exact.
static_assert((-0.1_c)() == -0.1);
static_assert((1_c / 3_c)() == 1 / 3.0);
static_assert((x * 0_c + 1_c / 3_c)(x = 0.0F) == 1 / 3.0F);
static_assert((x * 0_c + 1_c / 3_c)(x = 0.0L) == 1 / 3.0L);
static_assert((-2_c / 7_c)() == -2 / 7.0);

BOOST_AUTO_TEST_SUITE(numbers_constants)

// glibc's conversion of text is correctly rounded in all three types.
template <class T>
void check_nearest(const ctgrad::number& exact, const std::string& text, T expected) {
    const T result = ctgrad::detail::nearest<T>(exact);
    BOOST_TEST((result == expected && std::signbit(result) == std::signbit(expected)),
               text << " became " << result << " instead of " << expected);
}

BOOST_AUTO_TEST_CASE(random_decimals_are_correctly_rounded) {
    std::mt19937_64 random(11);
    for (int repeat = 0; repeat < 300; ++repeat) {
        ctgrad::number exact{0, 1, 0, 0};
        std::string text;
        const auto digits = static_cast<std::size_t>(1 + random() % 36);
        for (std::size_t i = 0; i < digits; ++i) {
            const int digit = static_cast<int>(i == 0 ? 1 + random() % 9 : random() % 10);
            text += static_cast<char>('0' + digit);
            exact.numerator = exact.numerator * 10 + digit;
        }
        const int spread = repeat % 3 == 0 ? 4 : repeat % 3 == 1 ? 45 : 330;
        exact.exponent =
            static_cast<int>(random() % static_cast<unsigned>(2 * spread)) - spread - static_cast<int>(digits) / 2;
        if (exact.exponent > 330 || exact.exponent < -360) continue;
        text += "e" + std::to_string(exact.exponent);
        if (repeat % 2 == 0) {
            exact.numerator = -exact.numerator;
            text = "-" + text;
        }
        check_nearest(exact, text, std::strtof(text.c_str(), nullptr));
        check_nearest(exact, text, std::strtod(text.c_str(), nullptr));
        check_nearest(exact, text, std::strtold(text.c_str(), nullptr));
    }
}

BOOST_AUTO_TEST_CASE(quotients_of_integers_are_correctly_rounded) {
    std::mt19937_64 random(12);
    for (int repeat = 0; repeat < 300; ++repeat) {
        const auto top = static_cast<long long>(random() >> (11 + random() % 50)),
                   bottom = static_cast<long long>(random() >> (11 + random() % 50)) + 1;
        const auto exact = ctgrad::detail::rational(top, bottom);
        const std::string text = std::to_string(top) + " / " + std::to_string(bottom);
        check_nearest(exact, text, static_cast<double>(top) / static_cast<double>(bottom));
        check_nearest(exact, text, static_cast<long double>(top) / static_cast<long double>(bottom));
        if (top < (1 << 24) && bottom < (1 << 24))
            check_nearest(exact, text, static_cast<float>(top) / static_cast<float>(bottom));
    }
}

BOOST_AUTO_TEST_CASE(doubles_come_back) {
    std::mt19937_64 random(13);
    for (int repeat = 0; repeat < 1000; ++repeat) {
        const double value = std::ldexp(static_cast<double>(random()) - 9e18, static_cast<int>(random() % 200) - 150);
        BOOST_TEST(ctgrad::detail::nearest<double>(ctgrad::detail::to_number(value)) == value);
    }
    for (const double value : {0.0, 1e308, 5e-324, -1e-200, 1 / 3.0, HUGE_VAL})
        BOOST_TEST(ctgrad::detail::nearest<double>(ctgrad::detail::to_number(value)) == value);
    BOOST_TEST(std::signbit(ctgrad::detail::nearest<double>(ctgrad::detail::to_number(-0.0))));
}

#ifdef __SIZEOF_INT128__
// The integers of targets without __int128, compared with it.
__extension__ typedef __int128 signed_128;
__extension__ typedef unsigned __int128 unsigned_128;

template <class Own>
constexpr ctgrad::detail::wide_integer<Own(-1) < Own(0)> in_words(Own value) {
    return {static_cast<std::uint64_t>(value >> 64), static_cast<std::uint64_t>(value)};
}
template <class Own>
constexpr bool agree(Own a, Own b, int shift) {
    auto const x = in_words(a), y = in_words(b);
    using words = std::remove_const_t<decltype(x)>;
    words counted = x;
    ++counted, --counted, counted += y, counted -= y;
    bool const ordered = (x < y) == (a < b) && (x <= y) == (a <= b) && (x == y) == (a == b) && (x != y) == (a != b);
    bool const converted =
        static_cast<bool>(x) == static_cast<bool>(a) && static_cast<int>(x >> 70) == static_cast<int>(a >> 70) &&
        words(static_cast<std::int64_t>(a)) == in_words(static_cast<Own>(static_cast<std::int64_t>(a)));
    return ordered && converted && counted == x && (x & y) == in_words(a & b) && (x | y) == in_words(a | b) &&
           (x >> shift) == in_words(a >> shift) && (b == 0 || (x / y == in_words(a / b) && x % y == in_words(a % b)));
}
// Sums, products and left shifts of signed integers may overflow; those of unsigned ones have the same bits.
constexpr bool agree_modulo(unsigned_128 a, unsigned_128 b, int shift) {
    auto const x = in_words(a), y = in_words(b);
    return x + y == in_words(a + b) && x - y == in_words(a - b) && x * y == in_words(a * b) &&
           (x << shift) == in_words(a << shift) && -x == in_words(-a);
}
static_assert(agree<signed_128>(-7, 2, 1) && agree<signed_128>(7, -2, 127) && agree_modulo(1, 2, 64));

BOOST_AUTO_TEST_CASE(two_words_are_an_integer_of_128_bits) {
    std::mt19937_64 random(14);
    auto const draw = [&]() -> unsigned_128 {
        unsigned_128 const bits = static_cast<unsigned_128>(random()) << 64 | random();
        int const kept = static_cast<int>(random() % 128);
        unsigned_128 const edge = static_cast<unsigned_128>(1) << kept;  // and its neighbours: carries
        return random() % 4 == 0 ? edge - 1 + random() % 3 : bits >> kept;
    };
    int wrong = 0;
    for (int repeat = 0; repeat < 40000; ++repeat) {
        unsigned_128 const a = draw(), b = draw();
        int const shift = static_cast<int>(random() % 128);
        signed_128 const p = static_cast<signed_128>(a >> 1), q = static_cast<signed_128>(b >> 1);
        wrong += !agree(a, b, shift) || !agree_modulo(a, b, shift) || !agree(p, q, shift) || !agree(-p, q, shift) ||
                 !agree(p, -q, shift) || !agree(-p, -q, shift);
        auto const whole = static_cast<double>(static_cast<std::int64_t>(random())) * 64;  // at most 2^69
        wrong += in_words(static_cast<signed_128>(whole)) != ctgrad::detail::wide_integer<true>(whole) ||
                 static_cast<double>(ctgrad::detail::wide_integer<true>(whole)) != whole;
    }
    BOOST_TEST(wrong == 0);
}
#endif

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
