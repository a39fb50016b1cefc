// The system of ctgrad/odeint.hpp, called as odeint calls it: against the same written by hand.

#include <ctgrad/odeint.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include <boost/numeric/odeint/stepper/runge_kutta4.hpp>

#include "check.hpp"

namespace {

using state = std::array<double, 2>;
using vector = boost::numeric::ublas::vector<double>;
using matrix = boost::numeric::ublas::matrix<double>;

constexpr auto oscillator =
    ctgrad::function<state(state, double, ctgrad::data<double>)>([](auto const& y, auto t, auto stiffness) {
        return std::array{y[1], stiffness * (1 - y[0] * y[0]) * y[1] - y[0] + sin(t)};
    });
constexpr double stiffness = 1000;

// [glue]
constexpr auto rates = [](vector const& y, vector& dy, double t) {
    std::ranges::copy(oscillator(y, t, stiffness), dy.begin());
};
constexpr auto jacobian = [](vector const& y, matrix& j, double t, vector& by_time) {
    ctgrad::jacobian(oscillator).into(&j(0, 0), by_time)(y, t, stiffness);
};
// [glue]

}  // namespace

int main() {
    auto const system = ctgrad::odeint_system(oscillator.with(stiffness));
    vector y(2), dy(2), dy_by_hand(2), by_time(2), by_time_by_hand(2);
    matrix j(2, 2), j_by_hand(2, 2);
    for (int test = 0; test < 20; ++test) {
        double const t = 0.1 * test;
        y[0] = std::sin(1.7 * test), y[1] = std::cos(2.3 * test);
        system.first(y, dy, t);
        rates(y, dy_by_hand, t);
        expect(std::ranges::equal(dy, dy_by_hand), "the rates are equal");
        system.second(y, j, t, by_time);
        jacobian(y, j_by_hand, t, by_time_by_hand);
        expect(std::ranges::equal(j.data(), j_by_hand.data()), "the Jacobians are equal");
        expect(by_time[0] == 0 && by_time[1] == by_time_by_hand[1], "the derivatives by the time are equal");
    }
    // Without a Jacobian, and with another type of state: against a step in ten parts.
    state a{1, 0.5}, b = a;
    auto const slow = ctgrad::odeint_system(oscillator.with(1.0));
    boost::numeric::odeint::runge_kutta4<state> stepper;
    stepper.do_step(slow.first, a, 0.0, 0.01);
    for (int i = 0; i < 10; ++i) stepper.do_step(slow.first, b, 0.001 * i, 0.001);
    expect(std::fabs(a[0] - b[0]) < 1e-11 && std::fabs(a[1] - b[1]) < 1e-11 && a[0] > 1, "a step by Runge and Kutta");
    return failures;
}
