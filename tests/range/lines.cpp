#include <cmath>
#include <limits>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// Derivatives towards the ends of the range, through the front doors. The values on the right come from 40-digit arithmetic.
namespace {

using namespace ctgrad::literals;

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto w = ctgrad::variable<"w">;
constexpr auto b = ctgrad::variable<"b">;
constexpr auto p = ctgrad::variable<"p">;
constexpr auto q = ctgrad::variable<"q">;
constexpr auto e = ctgrad::variable<"e">;
constexpr auto r = ctgrad::variable<"r">;
constexpr double infinity = std::numeric_limits<double>::infinity();

void check(double got, double right) {
    BOOST_TEST(std::abs(got - right) <= 1e-11 * std::abs(right), got << " is not " << right);
}
template <class F>
double first(F f, double at) {
    return ctgrad::gradient(f, x)(x = at)[x];
}
template <class F>
double second(F f, double at) {
    return ctgrad::hessian(f, x)(x = at)(x, x);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(range_lines)

BOOST_AUTO_TEST_CASE(quotients_of_exponentials) {
    check(first(x * x * x / (exp(x) - 1_c), 400), -1.2165157278327364e-166);
    check(first(x * x * x / (exp(x) - 1_c), 300), -std::exp(-300.0) * 300 * 300 * 297);
    check(second(1_c / (exp(x) + 1_c), 400), 1.91516959671401e-174);
    check(second(1_c / (exp(x) + 1_c), 500), std::exp(-500.0));
    check(second(1_c / cosh(x), 400), 3.83033919342801e-174);
    check(second(1_c / cosh(x), -500), 2 * std::exp(-500.0));
    constexpr auto neuron = 1_c / (1_c + exp(-(w * x + b)));
    check(ctgrad::hessian(neuron, w)(w = -300.0, x = 1.794, b = 0.4442)(w, w), 9.18900157464e-234);
    check(ctgrad::hessian(neuron, w)(w = -250.0, x = 1.5, b = 0.25)(w, w), 2.25 * std::exp(-374.75));
    check(ctgrad::hessian(neuron, w)(w = 250.0, x = 1.5, b = 0.25)(w, w), -2.25 * std::exp(-375.25));
    check(ctgrad::gradient(p * q * r / (4_c * ctgrad::pi * e * r * r * r), r)(p = 3.0, q = 2.0, e = 1e160, r = 1.5)[r],
          -2.82942121052e-161);
    check(ctgrad::gradient(p * q * r / (4_c * ctgrad::pi * e * r * r * r), r)(p = 3.0, q = 2.0, e = 4e200, r = 0.5)[r],
          -12e-200 / (2 * 3.141592653589793));
}

BOOST_AUTO_TEST_CASE(quotients_by_products) {
    check(ctgrad::gradient(p * q / (e * r), r)(p = 2.5, q = 1e-3, e = 2e253, r = 1e-13)[r], -1.25e-230);
    check(ctgrad::gradient(p * q / (e * r), r)(p = 3.0, q = 2e-273, e = 4e-293, r = -0.25)[r], -2.4e21);
    auto const h = ctgrad::hessian(1_c / (x * y * w), x, y)(x = 4e286, y = 2.5, w = 0.5);
    check(h.gradient[y], -8e-288);
    check(h(y, y), 6.4e-288);
    auto const angle = ctgrad::hessian(atan(1_c / (x * y)), x, y)(x = 1e200, y = 2.0);
    check(angle.gradient[y], -2.5e-201);
    check(angle(y, y), 2.5e-201);
}

// Products of such numbers are too large to be exact, so the terms stay apart.
BOOST_AUTO_TEST_CASE(numbers_of_terms_that_are_too_large) {
    constexpr auto length = hypot(expm1(x) * 2.1269280110429727_c, expm1(x));
    double const h = std::sqrt(1 + 2.1269280110429727 * 2.1269280110429727), at = 0.75;
    double const y_at = 1.25, p_at = std::expm1(at);
    check(ctgrad::gradient(length / (length - y), x)(x = at, y = y_at)[x],
          -y_at * h * (1 + p_at) / ((h * p_at - y_at) * (h * p_at - y_at)));
}

// Partial products leave the range in the order of the chain rule (passes/balance.hpp).
BOOST_AUTO_TEST_CASE(factors_in_an_order_that_stays_in_the_range) {
    check(ctgrad::gradient(x / (1_c + (w * x * b) * (w * x * b)), x, w, b)(x = 32.0, w = -2.0, b = -4e124)[w],
          2 / (32.0 * 2 * 2 * 2 * 4e124) / 4e124);
    check(ctgrad::hessian(x / (1_c + (w * x * b) * (w * x * b)), x, w, b)(x = 32.0, w = -2.0, b = -4e124).gradient[w],
          2 / (32.0 * 2 * 2 * 2 * 4e124) / 4e124);
    check(ctgrad::gradient((x - y) / (w / sqrt(b)), b)(x = 27.0, y = 3.0, w = 1e196, b = 4.0)[b], 6e-196);
    check(ctgrad::hessian(x * y / (w * b * b), y, b)(x = -2.5, y = 2e288, w = 1e175, b = 200.0)(b, y), 6.25e-182);
}

// A factor is multiplied by each term of a sum that leaves the range.
BOOST_AUTO_TEST_CASE(sums_that_leave_the_range) {
    constexpr auto sum_of_velocities = (x + y) / (1_c + x * y / (w * w));
    check(ctgrad::gradient(sum_of_velocities, x, y, w)(x = -40.5, y = 7.25e292, w = 3.85e33)[x],
          -9.0367322054564844e+63);
    check(ctgrad::gradient(sum_of_velocities, x, y, w)(x = 263.0, y = -535.0, w = 5e-125)[y], -8.7343872827321152e-255);
    auto const h = ctgrad::hessian((x - y) / (w / sqrt(b)), w, b)(x = 27.0, y = 3.0, w = 1e196, b = 4.0);
    check(h.gradient[b], 6e-196);
    check(h(b, b), -0.75e-196);
    check(ctgrad::hessian(p / (1_c + p * q / (e * r)) / (1_c + p * q / (e * r)), r)(p = 500.0, q = 0.64, e = -2e258,
                                                                                    r = 2.0)(r, r),
          4e-254);
}

// 1 - 1 / (1 + e) is e / (1 + e), also where e is infinite.
BOOST_AUTO_TEST_CASE(logistic_functions_in_a_range) {
    constexpr auto curve = b + (1_c - b) / (1_c + exp(-w * (x - p)));
    for (double at : {-800.0, -720.0, -300.0, 40.0}) {
        auto const g = ctgrad::gradient(curve, b, w, x)(b = 0.25, w = 1.0, x = at, p = 0.5);
        double const r = 1 / (1 + std::exp(0.5 - at)), slope = 0.75 * std::exp(-std::abs(at - 0.5));
        BOOST_TEST(std::abs(g[b] - (1 - r)) <= 1e-11 * (1 - r) + 1e-17);
        BOOST_TEST(std::abs(g[x] - slope) <= 1e-11 * slope + 1e-300);
    }
}

BOOST_AUTO_TEST_CASE(hill_functions) {
    // The power is infinite.
    constexpr auto saturated = b + (p - b) / (1_c + pow(x / q, w));
    check(ctgrad::gradient(saturated, b, p)(b = 0.5, p = 2.0, x = 500.0, q = 5e-15, w = 42.0)[b], 1);
    check(ctgrad::gradient(saturated, b, p)(b = 0.5, p = 2.0, x = 5e-300, q = 4.0, w = -42.0)[b], 1);
    double const power = std::pow(2 / 1.5, 2.5);
    check(ctgrad::hessian(saturated, x, b)(b = 0.5, p = 2.0, x = 2.0, q = 1.5, w = 2.5)(b, x),
          2.5 * power / 2 / ((1 + power) * (1 + power)));
    check(first(1_c - 1_c / (1_c + pow(x, 3_c)), 2.0), 12.0 / 81);
    constexpr auto dose = b + (p - b) / (1_c + pow(x / q, w));
    auto const g = ctgrad::gradient(dose, w, p)(b = 32.0, p = 28.0, x = 4e-11, q = 400.0, w = -20.0);
    check(g[w], 4e-260 * std::log(1e-13));
    check(g[p], 1e-260);
    check(first(2_c / (1_c + pow(x / 40_c, 1.5_c)), 4e-215), -2 * 1.5 * 1e-108 / 40);
    check(second(2_c / (1_c + pow(x / 40_c, 1.5_c)), 4e-215), -2 * 1.5 * 0.5 * 1e108 / 1600);
    check(first(pow(x, 2.5_c), 4e-160), 2.5 * 8e-240);
}

// Terms with a common factor cancel before they are computed: a Matern kernel is (1 + t) exp(-t), with the derivative -t exp(-t).
BOOST_AUTO_TEST_CASE(sums_that_cancel_beside_a_factor) {
    for (double at : {1e-200, 1e-9, 0.01, 3.0, 600.0}) {
        check(first((1_c + x) * exp(-x), at), -at * std::exp(-at));
        check(second((1_c + x) * exp(-x), at), (at - 1) * std::exp(-at));
        auto const h = ctgrad::hessian((1_c + x / y) * exp(-x / y), x, y)(x = at, y = 2.0);
        check(h.gradient[x], -at / 4 * std::exp(-at / 2));
        check(h.gradient[y], at * (at / 8) * std::exp(-at / 2));
        check(h(x, y), at * (2 - at / 2) / 8 * std::exp(-at / 2));
    }
    check(first((1_c + sqrt(3_c * x * x) / 2_c) * exp(-sqrt(3_c * x * x) / 2_c), 1e-7),
          -0.75e-7 * std::exp(-std::sqrt(0.75) * 1e-7));
}

// The derivative of f(t) / t with respect to a product t is about 1 / t^2 far out.
BOOST_AUTO_TEST_CASE(quotients_of_a_function_by_its_argument_far_out) {
    for (double at : {1e255, -1e204, 1e150, 3e9}) {
        auto const mean = ctgrad::gradient(tanh(x * y) / (x * y), x, y)(x = at, y = 0.25);
        check(mean[y], -16 / std::abs(at));
        BOOST_TEST(std::abs(mean[x] + 4 / at / std::abs(at)) <= 1e-11 * (4 / at / std::abs(at)) + 1e-320);
        auto const twice = ctgrad::gradient(3_c * atan(x * y) / (x * y), x, y)(x = at, y = 0.25);
        check(twice[y], -16 * 3 * (1.5707963267948966 / std::abs(at) - 8 / at / at));
    }
    for (double at : {1e150, -1e100}) {
        auto const h = ctgrad::hessian(tanh(x * y) / (x * y), x, y)(x = at, y = 0.25);
        check(h(y, y), 128 / std::abs(at));
    }
    auto const near_zero = ctgrad::gradient(tanh(x * y) / (x * y), x, y)(x = 1e-8, y = 0.25);
    check(near_zero[x], -2e-8 / 3 * 0.0625);
    check(near_zero[y], -2e-16 / 3 * 0.25);
}

BOOST_AUTO_TEST_CASE(lengths_and_powers) {
    constexpr auto half_square = hypot(x, y) * hypot(x, y) / 2_c;
    for (double at : {0.0, 1e-170, 1e-8, 3.0}) {
        auto const h = ctgrad::hessian(half_square, x, y)(x = at, y = at);
        check(h(x, x), 1);
        BOOST_TEST(std::abs(h(x, y)) <= 1e-15);
        check(h(y, y), 1);
    }
    check(ctgrad::hessian(hypot(x, y), y)(x = 1e-8, y = 1.559)(y, y), 1e-16 / std::pow(1.559, 3));
    check(ctgrad::hessian(hypot(x, y), y)(x = -3e-9, y = -250.0)(y, y), 9e-18 / (250.0 * 250 * 250));
    check(ctgrad::hessian(hypot(x, y), x)(x = 1e150, y = 2.0)(x, x), 4e-300 / 1e150);
    for (double at : {1e-9, 1e-3, 0.5}) {  // 3 x^2 y^2 / h^5, without 1 - x^2 / h^2
        double const h = std::hypot(at, 2);
        auto const second_derivatives = ctgrad::hessian(x * y / hypot(x, y), x, y);
        check(second_derivatives(x = at, y = 2.0)(x, y), 12 * at * at / std::pow(h, 5));
        check(second_derivatives(x = 2.0, y = at)(x, y), 12 * at * at / std::pow(h, 5));
    }
    BOOST_TEST(ctgrad::hessian(pow(x, y), x)(x = 0.0, y = 2.0)(x, x) == 2);
    BOOST_TEST(ctgrad::hessian(pow(x, y), x)(x = 0.0, y = 3.0)(x, x) == 0);
    BOOST_TEST(ctgrad::hessian(pow(x, y), x)(x = 0.0, y = 1.0)(x, x) == 0);
    BOOST_TEST(second(pow(x, 1.5_c), 0) == infinity);
    BOOST_TEST(second(pow(x, 2.5_c), 0) == 0);
}

BOOST_AUTO_TEST_CASE(functions_that_saturate) {
    for (double at : {-30.0, -40.0, -700.0, -0.1, 3.0}) check(first(expm1(x), at), std::exp(at));
    for (double at : {10.0, 20.0, 190.0, -340.0})
        check(first(tanh(x), at), 4 * std::exp(-2 * std::abs(at)) / std::pow(1 + std::exp(-2 * std::abs(at)), 2));
    for (double at : {30.0, 36.0, 38.0, 700.0}) check(first(sigmoid(x), at), std::exp(-at));
    for (double at : {30.0, -300.0}) {
        check(first(cosh(x) / sinh(x), at), -4 * std::exp(-2 * std::abs(at)));
        check(second(cosh(x) / sinh(x), at), std::copysign(8 * std::exp(-2 * std::abs(at)), at));
    }
    for (double at : {36.0, 700.0}) check(first(1_c / (1_c + exp(-x)), at), std::exp(-at));
    for (double at : {50.0, 700.0}) check(second(softplus(x), at), std::exp(-at));
    for (double at : {-30.0, -700.0}) check(second(log_sigmoid(x), at), -std::exp(at));
    check(first(asinh(x), 1e200), 1e-200);
    for (double at : {1e155, 1e200, 1e300}) check(first(acosh(x), at), 1 / at);
    for (double at : {1.25, 3.0, 1e7}) check(first(acosh(x), at), 1 / (std::sqrt(at - 1) * std::sqrt(at + 1)));
    check(first(acosh(x), 1 + 1e-14), 1 / (std::sqrt((1 + 1e-14) - 1) * std::sqrt(2 + 1e-14)));
    check(first(asinh(x), -1e300), 1e-300);
    for (double at : {1e-200, 1e-9, -1e-30}) {
        check(second(asin(x) + 2_c * acos(x), at), -at);
        check(second(atanh(x), at), 2 * at);
    }
}

BOOST_AUTO_TEST_CASE(intermediates_that_leave_the_range) {
    check(first(log(0.5_c * erfc(-x / sqrt(2_c))), -38), 38.0262794665759);
    check(first(log(0.5_c * erfc(-x / sqrt(2_c))), -30), 30.033259667433675);
    check(first(log(0.5_c * erfc(-x / sqrt(2_c))), -45), 45.02220032834359);
    check(first(log(0.5_c * erfc(-x / sqrt(2_c))), 0.5), 0.50916043383703349);
    check(first(log(erfc(x)), 26), -52.038404851964310);
    BOOST_TEST(first(1_c / (1_c + exp(-x)), -800) == 0);
    BOOST_TEST(first(1_c / (1_c + exp(-x)), -720) == 0);  // as the value, though 2e-313 would be right
    constexpr auto logistic = exp(log_sigmoid(x));        // it is right there too
    for (double at : {-740.0, -720.0, -710.0}) {
        constexpr double rounding = 4 * std::numeric_limits<double>::denorm_min();
        BOOST_TEST(std::abs(first(logistic, at) - std::exp(at)) <= rounding);
        BOOST_TEST(std::abs(second(logistic, at) - std::exp(at)) <= rounding);
        BOOST_TEST(first(sigmoid(x), at) == 0);
    }
    check(first(logistic, 40), std::exp(-40.0));
    check(first(logistic, 800), 0);
    check(first(1_c / (1_c + exp(-x)), -708), std::exp(-708.0));
    for (double at : {38.0, 709.0, 710.0, 720.0, 1000.0, 1e5, 1e300}) {
        check(first(log1p(exp(x)), at), 1);
        check(first(log(1_c + exp(x)), at), 1);
    }
    for (double at : {-700.0, -50.0}) {
        check(first(log1p(exp(x)), at), std::exp(at));
        check(first(log(1_c + exp(x)), at), std::exp(at));
    }
    check(second(sin(x) / x, 1e-8), -1 / 3.0);
    check(second(sin(x) / x, 1e-200), -1 / 3.0);
    check(second(sin(2_c * x) / (2_c * x), 1e-8), -4 / 3.0);
}

BOOST_AUTO_TEST_SUITE_END()
