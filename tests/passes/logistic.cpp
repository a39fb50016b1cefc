#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

#include "../support/wide.hpp"
#include "program.hpp"

// One exponential for all logistic functions of an argument, compared with 50 digits.
namespace {

using namespace ctgrad::literals;
using wide = wide_numbers::wide<50>;

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto loss = -(y * log(sigmoid(x)) + (1_c - y) * log(1_c - sigmoid(x)));

// |a - b| in units of the last place of b.
double units(double a, wide const& b) {
    double const nearest = static_cast<double>(b);
    if (nearest == a) return 0;
    double const unit = std::nextafter(std::abs(nearest), INFINITY) - std::abs(nearest);
    return static_cast<double>(abs(wide(a) - b) / unit);
}

constexpr double logits[]{-1000, -745, -40, -3.5, -1, -1e-9, 0, 1e-300, 0.25, 2, 37, 710, 1000};

}  // namespace

BOOST_AUTO_TEST_SUITE(schedule_logistic)

BOOST_AUTO_TEST_CASE(cross_entropy_of_a_logit) {
    constexpr auto both = ctgrad::value_and_gradient(loss, x);
    for (double const at : logits) {
        wide const e = exp(-wide(at)), sigmoid = 1 / (1 + e);
        for (double const label : {0.0, 1.0}) {
            auto const r = both(x = at, y = label);
            wide const value = label == 1 ? log(1 + e) : log(1 + exp(wide(at)));
            BOOST_TEST_CONTEXT("logit " << at << ", label " << label) {
                BOOST_TEST((units(r.value, value) < 2 || std::abs(r.value - static_cast<double>(value)) < 1e-300));
                BOOST_TEST((units(r[x], sigmoid - label) < 3 ||
                            std::abs(r[x] - static_cast<double>(wide(sigmoid - label))) < 1e-300));
            }
        }
    }
}

// Sharing the exponential changes neither the values of softplus and log_sigmoid nor a sigmoid in the value.
BOOST_AUTO_TEST_CASE(values_keep_their_bits) {
    constexpr auto f = softplus(x) + log_sigmoid(x) * y + sigmoid(x);
    constexpr auto both = ctgrad::value_and_gradient(f, x, y);
    for (double const at : logits) {
        double const s = (at > 0 ? at : 0) + std::log1p(std::exp(-std::abs(at)));
        double const l = -((-at > 0 ? -at : 0) + std::log1p(std::exp(-std::abs(at))));
        BOOST_TEST(both(x = at, y = 0.5).value == s + l * 0.5 + 1 / (1 + std::exp(-at)));
        BOOST_TEST(both(x = at, y = 0.5)[y] == l);
    }
}

// The derivative of a sigmoid shares its exponential and keeps all digits where the sigmoid is 1 after rounding.
BOOST_AUTO_TEST_CASE(slope_of_sigmoid) {
    constexpr auto a = sigmoid(x);
    constexpr auto both = ctgrad::value_and_gradient(a, x);
    static_assert(ctgrad::cost(both).all_calls == 1 && ctgrad::cost(both).divisions == 1);
    for (double const at : logits) {
        BOOST_TEST(both(x = at).value == 1 / (1 + std::exp(-at)));
        wide const e = exp(-abs(wide(at))), exact = e / ((1 + e) * (1 + e));
        BOOST_TEST((units(both(x = at)[x], exact) < 4 || exact < 1e-300));
    }
    BOOST_TEST(both(x = INFINITY)[x] == 0);
    BOOST_TEST(both(x = -INFINITY)[x] == 0);
    // A value that is written as y (1 - y) stays.
    constexpr auto written = ctgrad::value_and_gradient(a * (1_c - a), x);
    for (double const at : logits) {
        double const value = 1 / (1 + std::exp(-at));
        BOOST_TEST(written(x = at).value == value * (1 - value));
    }
}

BOOST_AUTO_TEST_CASE(in_constant_expressions) {
    constexpr auto r = ctgrad::value_and_gradient(loss, x)(x = -1000.0, y = 1.0);
    static_assert(r.value == 1000 && r[x] == -1);
    constexpr auto h = ctgrad::hessian(loss, x)(x = 0.0, y = 1.0);
    static_assert(h(x, x) == 0.25);
}

BOOST_AUTO_TEST_SUITE_END()
