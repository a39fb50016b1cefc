#include <array>
#include <cmath>
#include <concepts>
#include <limits>
#include <random>
#include <string_view>
#include <tuple>
#include <vector>

#include <boost/hana/adapt_struct.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/batch.hpp>
#include <ctgrad/ctgrad.hpp>
#include <ctgrad/print.hpp>

#include "../passes/program.hpp"
#include "../support/wide.hpp"

namespace free_rounding_test {

struct point {
    double x, y;
};

}  // namespace free_rounding_test
BOOST_HANA_ADAPT_STRUCT(free_rounding_test::point, x, y);

namespace {

using namespace ctgrad::literals;
using ctgrad::cost, ctgrad::free_rounding;
using free_rounding_test::point;
using real = wide_numbers::wide<50>;

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;

/// Three quotients with two divisors.
struct ratios {
    template <class T>
    constexpr T operator()(T const& a, T const& b) const {
        using std::exp, std::log;
        T const l = log(a);
        return exp(a * b) / l + a * b / l + b / (1.0 + a * a);
    }
};
constexpr auto f = exp(x * y) / log(x) + x * y / log(x) + y / (1_c + x * x);
constexpr auto g = ctgrad::function<double(double, double)>(ratios{});

/// Value, gradient and second derivatives in 50 digits.
struct truth {
    real value, by_x, by_y, by_xx, by_xy, by_yy;

    truth(double a, double b) {
        real const h = 1e-12;
        auto const at = [&](int i, int k) { return ratios{}(real(a) + i * h, real(b) + k * h); };
        value = at(0, 0);
        by_x = (at(1, 0) - at(-1, 0)) / (2 * h);
        by_y = (at(0, 1) - at(0, -1)) / (2 * h);
        by_xx = (at(1, 0) - 2 * value + at(-1, 0)) / (h * h);
        by_yy = (at(0, 1) - 2 * value + at(0, -1)) / (h * h);
        by_xy = (at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / (4 * h * h);
    }
};
template <class T>
void check_close(T const& result, real const& expected, T const& unit = std::numeric_limits<T>::epsilon()) {
    BOOST_TEST(abs(real(result) - expected) <= 32 * real(unit) * (1 + abs(expected)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(calculus_free_rounding)

// Quotients with the same divisor share one division. Without free_rounding the value keeps each.
BOOST_AUTO_TEST_CASE(quotients_share_reciprocals) {
    constexpr auto exact = ctgrad::value_and_gradient(f, x, y);
    static_assert(cost(exact).divisions == 6);  // and 1 / x of the logarithm
    static_assert(cost(free_rounding(exact)).divisions == 3);
    static_assert(cost(f).divisions == 3 && cost(free_rounding(f)).divisions == 2);
    // A divisor that is used once keeps its quotient.
    static_assert(cost(free_rounding(x / y)).divisions == 1 && cost(free_rounding(x / y)).multiplications == 0);
    // Constant divisors stay, because 1/3 is not a double.
    static_assert(cost(free_rounding(x / 3_c + y / 3_c)).divisions == 2);
}

// The gradient uses a sum in an order that is ready earlier, and so may the value.
BOOST_AUTO_TEST_CASE(sums_go_by_what_is_known_first) {
    constexpr auto late = exp(x) + x + y + x * y;
    auto const& p = schedule::program_of(free_rounding(late));
    auto const last = static_cast<std::size_t>(p.outputs[0]);
    bool const of_exponential = p.operation(static_cast<std::size_t>(p.first(last)))->name == "exp" ||
                                p.operation(static_cast<std::size_t>(p.second(last)))->name == "exp";
    BOOST_TEST(of_exponential);
    for (int slot = 0; slot < p.count; ++slot) BOOST_TEST(p.derived[slot]);
}

BOOST_AUTO_TEST_CASE(values_and_derivatives_of_formulas) {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> number(1.1, 3);
    for (int i = 0; i < 50; ++i) {
        double const a = number(random), b = number(random) - 2;
        truth const expected(a, b);
        check_close(free_rounding(f)(x = a, y = b), expected.value);
        auto const first = free_rounding(ctgrad::value_and_gradient(f, x, y))(y = b, x = a);
        check_close(first.value, expected.value);
        check_close(first[x], expected.by_x);
        check_close(first[y], expected.by_y);
        BOOST_TEST(free_rounding(ctgrad::gradient(f, y))(x = a, y = b)[y] == first[y],
                   boost::test_tools::tolerance(1e-14));
        auto const second = free_rounding(ctgrad::hessian(f, x, y))(x = a, y = b);
        check_close(second.value, expected.value);
        check_close(second(x, x), expected.by_xx);
        check_close(second(x, y), expected.by_xy);
        check_close(second(y, y), expected.by_yy);
    }
}

BOOST_AUTO_TEST_CASE(products) {
    constexpr double a = 1.7, b = 0.4;
    truth const expected(a, b);
    auto const tangent = free_rounding(ctgrad::jvp(f, x, y))(ctgrad::tangent(x = 2.0, y = 3.0), x = a, y = b);
    check_close(tangent.tangent[0], 2 * expected.by_x + 3 * expected.by_y);
    auto const back = free_rounding(ctgrad::vjp(f, x, y))(ctgrad::cotangent(3.0), x = a, y = b);
    check_close(back[y], 3 * expected.by_y);
    auto const curved = free_rounding(ctgrad::hvp(f, x, y))(ctgrad::tangent(x = 1.0, y = 0.0), x = a, y = b);
    check_close(curved[y], expected.by_xy);
    auto const rows = free_rounding(ctgrad::jacobian(ctgrad::outputs(f, x / y), x, y))(x = a, y = b);
    check_close(rows[0][y], expected.by_y);
    check_close(rows[1][x], 1 / real(b));
    BOOST_TEST(rows.value[1] == a / b, boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_CASE(functions) {
    constexpr double a = 1.7, b = 0.4;
    truth const expected(a, b);
    check_close(free_rounding(g)(a, b), expected.value);
    check_close(std::get<1>(free_rounding(ctgrad::gradient(g))(a, b)), expected.by_y);
    check_close(free_rounding(ctgrad::value_and_gradient(g))(a, b).value, expected.value);
    check_close(free_rounding(ctgrad::hessian(g))(a, b).hessian[0][1], expected.by_xy);
    check_close(free_rounding(ctgrad::jvp(g))(ctgrad::tangent(1.0, 0.0), a, b).tangent, expected.by_x);
    check_close(std::get<0>(free_rounding(ctgrad::vjp(g))(ctgrad::cotangent(2.0), a, b).gradient), 2 * expected.by_x);
    static_assert(cost(free_rounding(g)).divisions == 2);
}

BOOST_AUTO_TEST_CASE(structs) {
    truth const expected(1.7, 0.4);
    auto const r = free_rounding(ctgrad::value_and_gradient(f))(point{1.7, 0.4});
    check_close(r.value, expected.value);
    check_close(r.gradient.x, expected.by_x);
    check_close(free_rounding(ctgrad::gradient(f))(point{1.7, 0.4}).y, expected.by_y);
}

BOOST_AUTO_TEST_CASE(batches) {
    std::vector<double> const as{1.2, 1.5, 1.9, 2.2, 3.1}, bs{0.3, -0.2, 0.9, 0.1, -1.4};
    std::vector<double> value(5), by_x(5), by_y(5);
    ctgrad::batch(free_rounding(ctgrad::value_and_gradient(f, x, y)))(ctgrad::into(value, by_x, by_y),
                                                                      x = ctgrad::column(as), y = ctgrad::column(bs));
    ctgrad::batch(free_rounding(ctgrad::gradient(g)))(ctgrad::into(by_x, by_y), ctgrad::column(as), ctgrad::column(bs));
    for (std::size_t i = 0; i < 5; ++i) {
        truth const expected(as[i], bs[i]);
        check_close(value[i], expected.value);
        check_close(by_x[i], expected.by_x);
        check_close(by_y[i], expected.by_y);
    }
    ctgrad::batch(free_rounding(g))(ctgrad::into(value), ctgrad::column(as), ctgrad::column(bs));
    check_close(value[2], truth(as[2], bs[2]).value);
}

BOOST_AUTO_TEST_CASE(scalars_and_constants) {
    constexpr auto q = free_rounding(ctgrad::value_and_gradient(f, x, y));
    truth const expected(1.75, 0.375);
    check_close(q(x = 1.75F, y = 0.375F)[x], expected.by_x);
    check_close(q(x = 1.75L, y = 0.375L).value, expected.value);
    check_close(q(x = real(1.75), y = real(0.375)).value, expected.value, std::numeric_limits<real>::epsilon());
    constexpr auto known = q(x = 1.75, y = 0.375);
    check_close(known.value, expected.value);
    check_close(known[y], expected.by_y);
}

// Conventions at kinks and poles, and branches that are not taken, stay the same.
BOOST_AUTO_TEST_CASE(edges) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    constexpr auto poles = free_rounding(ctgrad::value_and_gradient(x / y + 2_c / y, x));
    BOOST_TEST(poles(x = 1.0, y = 0.0).value == infinity);
    BOOST_TEST(poles(x = 1.0, y = -infinity).value == 0);
    BOOST_TEST(poles(x = 1.0, y = 1e-300).value == 3e300, boost::test_tools::tolerance(1e-15));
    BOOST_TEST(std::isnan(poles(x = infinity, y = infinity).value));
    constexpr auto branch = free_rounding(ctgrad::value_and_gradient(select(x > 0_c, y / x + 1_c / x, y), x, y));
    auto const r = branch(x = 0.0, y = 3.0);
    BOOST_TEST(r.value == 3);
    BOOST_TEST(r[x] == 0);
    BOOST_TEST(r[y] == 1);
    BOOST_TEST(free_rounding(ctgrad::gradient(abs(x) + relu(x), x))(x = 0.0)[x] == 0);
}

// Derivatives with respect to intermediates stay possible, also if the intermediate has a sign.
BOOST_AUTO_TEST_CASE(intermediates) {
    constexpr auto u = -x;
    constexpr auto v = x / y;
    auto const r = free_rounding(ctgrad::value_and_gradient(v * v + 1_c / y - u, u, v, y))(x = 3.0, y = 2.0);
    BOOST_TEST(r.value == 5.75);
    BOOST_TEST(r[u] == -1);
    BOOST_TEST(r[v] == 3);
    BOOST_TEST(r[y] == -2.5);
}

BOOST_AUTO_TEST_CASE(twice_is_once) {
    constexpr auto once = free_rounding(ctgrad::gradient(f, x));
    static_assert(std::same_as<decltype(free_rounding(once)), decltype(free_rounding(ctgrad::gradient(f, x)))>);
    static_assert(!std::same_as<decltype(once), decltype(ctgrad::gradient(f, x)) const>);
}

// The printed code is the code that is computed.
BOOST_AUTO_TEST_CASE(printed) {
    constexpr auto exact = ctgrad::value_and_gradient(x / y + 2_c / y, x);
    constexpr std::string_view as_written = ctgrad::cpp<"rate">(exact).view(),
                               freely = ctgrad::cpp<"rate">(free_rounding(exact)).view();
    BOOST_TEST(as_written.find("x / y + 2.0 / y") != std::string_view::npos);
    BOOST_TEST(freely.find("1.0 / y") != std::string_view::npos);
    BOOST_TEST(freely.find("x / y") == std::string_view::npos);
}

BOOST_AUTO_TEST_SUITE_END()
