#include <ctgrad/ctgrad.hpp>

#include <boost/test/unit_test.hpp>
#include <xsimd/xsimd.hpp>

#include <array>
#include <cmath>
#include <complex>
#include <concepts>
#include <cstddef>
#include <experimental/simd>

// Value and gradient in every kind of scalar type; rows.cpp tests each operation, sweep.cpp
// multiprecision.
namespace {

using ctgrad::variable;
using namespace ctgrad::literals;

constexpr auto x = variable<"x">;
constexpr auto y = variable<"y">;

constexpr auto f = sin(x) * exp(0.1_c * x * y) / (1_c + y * y) + ctgrad::pi * sqrt(x) + pow(x, 3_c) * log(y);

BOOST_AUTO_TEST_SUITE(operations_scalar_types)

// ---------------------------------------------------------------------------------------------------
// The scalar type is that of the values.

static_assert(std::same_as<decltype(f(x = 1.0F, y = 2.0F)), float>);
static_assert(std::same_as<decltype(f(x = 1.0, y = 2.0)), double>);
static_assert(std::same_as<decltype(f(x = 1.0L, y = 2.0L)), long double>);
static_assert(std::same_as<decltype(f(x = 1.0F, y = 2.0)), double>);
static_assert(std::same_as<decltype(f(x = 1.0L, y = 2.0F)), long double>);
static_assert(std::same_as<decltype(f(x = 1, y = 2.0F)), float>);
static_assert(std::same_as<decltype(f(x = 1, y = 2)), double>);
static_assert(std::same_as<decltype(ctgrad::gradient(f, x)(x = 1.0F, y = 2.0F)[x]), const float&>);

template <class T>
void check_precision() {
    const T a = T(0.75), b = T(1.25);
    const auto r = ctgrad::value_and_gradient(f, x, y)(x = a, y = b);
    const T e = std::exp(a * b / 10), q = 1 + b * b, pi = std::acos(T(-1));
    const auto close = [](T result, T expected) {
        return std::abs(result - expected) <= 8 * std::numeric_limits<T>::epsilon() * std::abs(expected);
    };
    BOOST_TEST(close(r.value, std::sin(a) * e / q + pi * std::sqrt(a) + a * a * a * std::log(b)));
    BOOST_TEST(
        close(r[x], (std::cos(a) + std::sin(a) * b / 10) * e / q + pi / (2 * std::sqrt(a)) + 3 * a * a * std::log(b)));
    BOOST_TEST(close(r[y], std::sin(a) * e * (a / 10 / q - 2 * b / (q * q)) + a * a * a / b));
}

BOOST_AUTO_TEST_CASE(floating_point) {
    check_precision<float>();
    check_precision<double>();
    check_precision<long double>();
}

// ---------------------------------------------------------------------------------------------------
// SIMD lanes: each has the result of a double, up to the accuracy of the SIMD library's functions.

// rows.cpp tests the rows of the table; these are formulas that combine conditions.
constexpr auto smooth = ctgrad::outputs(pow(x, 3_c), pow(y, x), x* x, log(1_c - sigmoid(x)), log(sigmoid(x)));
constexpr auto pieces = ctgrad::outputs(
    select(x < y, x* x, y), select(x <= y, x* x, y), select(x == y, x* x, y), select(x != y, x* x, y),
    select(!(x < y), x* x, y), select(x<y && x> 0_c, x* x, y), select(x<0_c || x> y, x* x, y), abs(x), relu(x),
    // A NaN in another lane's branch must not reach this lane.
    select(x > 0_c, sqrt(x), 0_c), select(x > 0_c, log(x) * y, select(y > 1_c, x, sqrt(x - y))));

void report(double result, double expected, const char* what, std::size_t formula, const char* quantity) {
    const bool same = std::isnan(expected)
                          ? std::isnan(result)
                          : result == expected || std::abs(result - expected) <= 1e-14 * (1e-2 + std::abs(expected));
    BOOST_TEST(same, what << " formula " << formula << ": " << quantity << " is " << result << ", not " << expected);
}

// Load and store differ between the two libraries. Below 0.01 the absolute error counts, because there the functions
// of such libraries lose relative accuracy.
template <class Lanes, std::size_t Width>
void check_lanes(auto load, auto store) {
    const std::array<double, 8> first{-2.5, 0.75, 0, 1.5, -0.0, 2, -0.125, 3},
        second{0.5, 1.25, 2, 1.5, 0.25, 3, 0.75, 0.5};
    const auto compare = [&](auto formulas, const char* what) {
        const auto quantity = ctgrad::jacobian(formulas, x, y);
        for (std::size_t start = 0; start < 8; start += Width) {
            const auto lanes = quantity(x = load(first.data() + start), y = load(second.data() + start));
            static_assert(std::same_as<decltype(lanes.value[0]), const Lanes&>);
            for (std::size_t lane = 0; lane < Width; ++lane) {
                const auto one = quantity(x = first[start + lane], y = second[start + lane]);
                const auto check = [&](const Lanes& many, double expected, std::size_t formula,
                                       const char* quantity_name) {
                    std::array<double, Width> stored{};
                    store(many, stored.data());
                    report(stored[lane], expected, what, formula, quantity_name);
                };
                for (std::size_t i = 0; i < one.value.size(); ++i) {
                    check(lanes.value[i], one.value[i], i, "value");
                    check(lanes.jacobian[i][0], one.jacobian[i][0], i, "partial by x");
                    check(lanes.jacobian[i][1], one.jacobian[i][1], i, "partial by y");
                }
            }
        }
    };
    compare(smooth, "smooth");
    compare(pieces, "piece");
}

BOOST_AUTO_TEST_CASE(standard_simd) {
    namespace stdx = std::experimental;
    using lanes = stdx::native_simd<double>;
    check_lanes<lanes, lanes::size()>([](const double* from) { return lanes(from, stdx::element_aligned); },
                                      [](const lanes& all, double* to) { all.copy_to(to, stdx::element_aligned); });
}

BOOST_AUTO_TEST_CASE(xsimd_batch) {
    using lanes = xsimd::batch<double>;
    check_lanes<lanes, lanes::size>([](const double* from) { return lanes::load_unaligned(from); },
                                    [](const lanes& all, double* to) { all.store_unaligned(to); });
}

// ---------------------------------------------------------------------------------------------------
// Complex numbers, if the formula is analytic

using complex = std::complex<double>;

bool close(complex result, complex expected) { return std::abs(result - expected) <= 1e-14 * std::abs(expected); }

BOOST_AUTO_TEST_CASE(complex_numbers) {
    const complex a(0.75, -0.5), b(-1.25, 0.375), i(0, 1);

    const auto r = ctgrad::value_and_gradient(f, x, y)(x = a, y = b);
    static_assert(std::same_as<decltype(r.value), complex>);
    const complex e = std::exp(0.1 * a * b), q = 1.0 + b * b;
    const double pi = std::acos(-1.0);
    BOOST_TEST(close(r.value, std::sin(a) * e / q + pi * std::sqrt(a) + a * a * a * std::log(b)));
    BOOST_TEST(close(
        r[x], (std::cos(a) + std::sin(a) * b * 0.1) * e / q + pi / (2.0 * std::sqrt(a)) + 3.0 * a * a * std::log(b)));
    BOOST_TEST(close(r[y], std::sin(a) * e * (0.1 * a / q - 2.0 * b / (q * q)) + a * a * a / b));

    const auto derivative = [&](ctgrad::formula auto g) { return ctgrad::gradient(g, x)(x = a)[x]; };
    BOOST_TEST(close(derivative(log(x)), 1.0 / a));
    BOOST_TEST(close(derivative(log10(x)), 1.0 / (a * std::log(10.0))));
    BOOST_TEST(close(derivative(tan(x)), 1.0 / (std::cos(a) * std::cos(a))));
    BOOST_TEST(close(derivative(asin(x)), 1.0 / std::sqrt(1.0 - a * a)));
    BOOST_TEST(close(derivative(acos(x)), -1.0 / std::sqrt(1.0 - a * a)));
    BOOST_TEST(close(derivative(atan(x)), 1.0 / (1.0 + a * a)));
    BOOST_TEST(close(derivative(sinh(x)), std::cosh(a)));
    BOOST_TEST(close(derivative(cosh(x)), std::sinh(a)));
    BOOST_TEST(close(derivative(tanh(x)), 1.0 / (std::cosh(a) * std::cosh(a))));
    BOOST_TEST(close(derivative(asinh(x)), 1.0 / std::sqrt(1.0 + a * a)));
    BOOST_TEST(close(derivative(acosh(x)), 1.0 / (std::sqrt(a - 1.0) * std::sqrt(a + 1.0))));
    BOOST_TEST(close(derivative(atanh(x)), 1.0 / (1.0 - a * a)));
    BOOST_TEST(close(derivative(sigmoid(x)), std::exp(-a) / ((1.0 + std::exp(-a)) * (1.0 + std::exp(-a)))));
    BOOST_TEST(close(derivative(pow(x, 5_c)), 5.0 * a * a * a * a));
    BOOST_TEST(close(derivative(pow(x, -1_c)), -1.0 / (a * a)));
    BOOST_TEST(close(derivative(1_c / x), -1.0 / (a * a)));
    BOOST_TEST(close(derivative(pow(x, 2.5_c)), 2.5 * std::pow(a, 1.5)));
    const auto power = ctgrad::gradient(pow(x, y), x, y)(x = a, y = b);
    BOOST_TEST(close(power[x], b * std::pow(a, b - 1.0)));
    BOOST_TEST(close(power[y], std::log(a) * std::pow(a, b)));
    const auto at_zero = ctgrad::gradient(pow(x, y), x, y)(x = complex(0), y = complex(2.5, 1));
    BOOST_TEST(at_zero[x] == complex(0));
    BOOST_TEST(at_zero[y] == complex(0));

    const auto h = ctgrad::hessian(exp(x * y), x, y)(x = a, y = b);
    BOOST_TEST(close(h(x, x), b * b * std::exp(a * b)));
    BOOST_TEST(close(h(x, y), (1.0 + a * b) * std::exp(a * b)));
    // Cauchy and Riemann: along the imaginary axis the derivative is i times that along the real
    // one.
    constexpr auto step = 1e-6;
    const auto along = [&](complex direction) {
        return (f(x = a + step * direction, y = b) - f(x = a - step * direction, y = b)) / (2 * step);
    };
    BOOST_TEST(std::abs(along(1) - r[x]) < 1e-8);
    BOOST_TEST(std::abs(along(i) - i * r[x]) < 1e-8);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
