// Boost.odeint: Robertson's chemical reactions, stiff, with rosenbrock4.

#include <array>
#include <cmath>
#include <cstdio>

#include <ctgrad/odeint.hpp>

#include <boost/numeric/odeint.hpp>

namespace {

// [reactions]
using state = std::array<double, 3>;

// The rates of change of three substances from their amounts, the time, and the rates of three reactions, which are
// data.
constexpr auto reactions =
    ctgrad::function<state(state, double, ctgrad::data<state>)>([](auto const& y, auto, auto const& k) {
        auto const first = k[0] * y[0], second = k[1] * y[1] * y[1], third = k[2] * y[1] * y[2];
        return std::array{third - first, first - second - third, second};
    });
// [reactions]

}  // namespace

int main() {
    namespace odeint = boost::numeric::odeint;

    // [integrate]
    auto const system = ctgrad::odeint_system(reactions.with(state{0.04, 3e7, 1e4}));
    boost::numeric::ublas::vector<double> y(3, 0.0);
    y[0] = 1;
    auto const steps = odeint::integrate_adaptive(odeint::make_controlled<odeint::rosenbrock4<double>>(1e-10, 1e-10),
                                                  system, y, 0.0, 40.0, 1e-6);
    // [integrate]
    std::printf("after 40 seconds: %.5f %.4e %.5f\n", y[0], y[1], y[2]);
    // Hairer and Wanner, Solving Ordinary Differential Equations II, Springer 1996.
    state const known{0.7158270688, 9.185534765e-6, 0.2841637458};
    double error = 0;
    for (std::size_t i = 0; i < 3; ++i) error = std::fmax(error, std::fabs(y[i] - known[i]) / known[i]);
    std::printf("%s\n", error < 1e-6 && steps > 0 ? "right to six digits" : "wrong");
}
