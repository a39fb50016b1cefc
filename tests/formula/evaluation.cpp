#include <array>
#include <cmath>
#include <limits>
#include <random>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad::literals;

// The value of a formula is, bit for bit, that of the same expression in plain C++.
namespace {

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;

bool same(double a, double b) { return a == b || (a != a && b != b); }

template <class Formula, class Plain>
void check(char const* what, Formula formula, Plain plain) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> uniform(-3, 3);
    for (int repeat = 0; repeat < 300; ++repeat) {
        double const a = uniform(random), b = uniform(random);
        BOOST_REQUIRE_MESSAGE(same(formula(x = a, y = b), plain(a, b)), what << " at " << a << ", " << b);
    }
}
#define CHECK(...) check(#__VA_ARGS__, __VA_ARGS__)

}  // namespace

BOOST_AUTO_TEST_SUITE(formula_evaluation)

BOOST_AUTO_TEST_CASE(arithmetic) {
    CHECK(x + y, [](double a, double b) { return a + b; });
    CHECK((x + y) + x, [](double a, double b) { return (a + b) + a; });
    CHECK(x + (y + x), [](double a, double b) { return a + (b + a); });
    CHECK(x - y - x, [](double a, double b) { return a - b - a; });
    CHECK(x * y * x, [](double a, double b) { return a * b * a; });
    CHECK(x / y / y, [](double a, double b) { return a / b / b; });
    CHECK(x / (y * y), [](double a, double b) { return a / (b * b); });
    CHECK(-x * y, [](double a, double b) { return -a * b; });
    CHECK(-(x - y), [](double a, double b) { return -(a - b); });
    CHECK(x * y - x * y, [](double a, double b) { return a * b - a * b; });
    CHECK(x + x + y, [](double a, double b) { return a + a + b; });
    CHECK(0_c * x + y, [](double a, double b) { return 0 * a + b; });
    CHECK(x * 0.1_c + y / 3_c, [](double a, double b) { return a * 0.1 + b / 3; });
    CHECK(1_c / 3_c * x - y, [](double a, double b) { return 1.0 / 3 * a - b; });
    CHECK(-2_c * x - -y, [](double a, double b) { return -2.0 * a - -b; });
}

BOOST_AUTO_TEST_CASE(functions) {
    CHECK(exp(x) * sin(y) - cos(x), [](double a, double b) { return std::exp(a) * std::sin(b) - std::cos(a); });
    CHECK(sqrt(x) + log(y), [](double a, double b) { return std::sqrt(a) + std::log(b); });
    CHECK(pow(x, y), [](double a, double b) { return std::pow(a, b); });
    CHECK(pow(x, 3_c) + y, [](double a, double b) { return std::pow(a, 3.0) + b; });
    CHECK(pow(x, 0.5_c) + y, [](double a, double b) { return std::pow(a, 0.5) + b; });
    CHECK(cbrt(x) + hypot(x, y), [](double a, double b) { return std::cbrt(a) + std::hypot(a, b); });
    CHECK(exp2(x) + expm1(y), [](double a, double b) { return std::exp2(a) + std::expm1(b); });
    CHECK(log2(x) + log10(x) + log1p(y),
          [](double a, double b) { return std::log2(a) + std::log10(a) + std::log1p(b); });
    CHECK(tan(x) + atan(y), [](double a, double b) { return std::tan(a) + std::atan(b); });
    CHECK(asin(x) + acos(y), [](double a, double b) { return std::asin(a) + std::acos(b); });
    CHECK(atan2(x, y), [](double a, double b) { return std::atan2(a, b); });
    CHECK(sinh(x) + cosh(y) * tanh(x), [](double a, double b) { return std::sinh(a) + std::cosh(b) * std::tanh(a); });
    CHECK(asinh(x) + acosh(y), [](double a, double b) { return std::asinh(a) + std::acosh(b); });
    CHECK(atanh(x) + y, [](double a, double b) { return std::atanh(a) + b; });
    CHECK(erf(x) + erfc(y), [](double a, double b) { return std::erf(a) + std::erfc(b); });
    CHECK(abs(x) - min(x, y) * max(x, y),
          [](double a, double b) { return std::abs(a) - std::min(a, b) * std::max(a, b); });
    CHECK(fma(x, y, x), [](double a, double b) { return std::fma(a, b, a); });
    CHECK(sigmoid(x) + y, [](double a, double b) { return 1 / (1 + std::exp(-a)) + b; });
    CHECK(select(x < y, x * y, x - y), [](double a, double b) { return a < b ? a * b : a - b; });
    CHECK(select(x <= y && !(x == 0_c), x, y), [](double a, double b) { return a <= b && !(a == 0) ? a : b; });
    CHECK(select(x > 1_c || y != x, x, y), [](double a, double b) { return a > 1 || b != a ? a : b; });
    CHECK(select(x >= y, sqrt(x - y), 0_c), [](double a, double b) { return a >= b ? std::sqrt(a - b) : 0; });
}

// Shared parts, derivatives computed with it, and the order of the names do not change the value.
BOOST_AUTO_TEST_CASE(value_beside_derivatives) {
    constexpr auto f = exp(x * y) / (x - y) + log(abs(x)) * x * y - 0.3_c * (x - y);
    auto const plain = [](double a, double b) {
        return std::exp(a * b) / (a - b) + std::log(std::abs(a)) * a * b - 0.3 * (a - b);
    };
    std::mt19937 random(11);
    std::uniform_real_distribution<double> uniform(-3, 3);
    for (int repeat = 0; repeat < 300; ++repeat) {
        double const a = uniform(random), b = uniform(random), expected = plain(a, b);
        BOOST_REQUIRE(f(x = a, y = b) == expected);
        BOOST_REQUIRE(ctgrad::value_and_gradient(f, x, y)(y = b, x = a).value == expected);
        BOOST_REQUIRE(ctgrad::hessian(f, y)(x = a, y = b).value == expected);
        BOOST_REQUIRE(ctgrad::value_and_gradient(f, x * y)(x = a, y = b).value == expected);
        BOOST_REQUIRE(ctgrad::jvp(f, x)(ctgrad::tangent(x = 1.0), x = a, y = b).value[0] == expected);
    }
}

// The documented exceptions: stable forms of the same function.
BOOST_AUTO_TEST_CASE(stable_forms) {
    constexpr auto f = log(sigmoid(x));
    BOOST_TEST(f(x = -1000.0) == -1000.0);
    BOOST_TEST(ctgrad::derivative(f, x)(x = -1000.0) == 1.0);
    constexpr auto g = log(1_c - sigmoid(x));
    BOOST_TEST(g(x = 1000.0) == -1000.0);
    BOOST_TEST(ctgrad::derivative(g, x)(x = 1000.0) == -1.0);
    BOOST_TEST(sigmoid(x)(x = 1000.0) == 1.0);
    BOOST_TEST(sigmoid(x)(x = -1000.0) == 0.0);
    // An intermediate with respect to which a derivative is taken is kept.
    constexpr auto s = sigmoid(x);
    BOOST_CHECK_CLOSE_FRACTION(ctgrad::derivative(log(s), s)(x = 0.5), 1 + std::exp(-0.5), 1e-15);
}

BOOST_AUTO_TEST_CASE(branch_not_taken) {
    double const nan = std::numeric_limits<double>::quiet_NaN();
    constexpr auto f = select(x > 0_c, sqrt(x) * log(x), x * x);
    auto const r = ctgrad::value_and_gradient(f, x)(x = -2.0);
    BOOST_TEST(r.value == 4);
    BOOST_TEST(r[x] == -4);
    auto const h = ctgrad::hessian(f, x)(x = -2.0);
    BOOST_TEST(h(x, x) == 2);
    auto const masked = ctgrad::value_and_gradient(select(x > 0_c, y * x, x), x, y)(x = -1.0, y = nan);
    BOOST_TEST(masked.value == -1);
    BOOST_TEST(masked[x] == 1);
    BOOST_TEST(masked[y] == 0);
}

BOOST_AUTO_TEST_CASE(constants) {
    static_assert((0.1_c)() == 0.1 && (1e-3_c)() == 1e-3 && (6.02214076e23_c)() == 6.02214076e23);
    static_assert((1'000_c)() == 1000 && (0_c)() == 0 && (-0.5_c)() == -0.5);
    static_assert((1_c / 3_c)() == 1.0 / 3 && (2_c / 3_c)() == 2.0 / 3);
    static_assert((0.1_c + 0.2_c)() == 0.1 + 0.2);
    static_assert((4.9e-324_c)() == std::numeric_limits<double>::denorm_min());
    static_assert((1.7976931348623157e308_c)() == std::numeric_limits<double>::max());
    static_assert(exp(1_c)() > 2.718281828459045 - 1e-15);
}

BOOST_AUTO_TEST_SUITE_END()
