// Boost.Math: roots by Newton's and by Halley's method. Its functions take ctgrad's derivatives directly, because
// results are tuples.

#include <cmath>
#include <cstdint>
#include <cstdio>

#include <boost/math/tools/roots.hpp>
#include <ctgrad/ctgrad.hpp>

namespace {

// [equation]
// Kepler's equation for the eccentric anomaly. Eccentricity and mean anomaly are data.
constexpr auto kepler = ctgrad::function<double(double, ctgrad::data<double>, ctgrad::data<double>)>(
    [](auto e, auto eccentricity, auto mean) { return e - eccentricity * sin(e) - mean; });
// [equation]

}  // namespace

int main() {
    // [roots]
    auto const f = kepler.with(0.6, 1.0);
    std::uintmax_t newton_steps = 50, halley_steps = 50;
    double const a =
        boost::math::tools::newton_raphson_iterate(ctgrad::value_and_gradient(f), 1.0, 0.0, 3.0, 50, newton_steps);
    double const b = boost::math::tools::halley_iterate(ctgrad::hessian(f), 1.0, 0.0, 3.0, 50, halley_steps);
    // [roots]
    std::printf("Newton %.12f in %d steps, Halley %.12f in %d\n", a, static_cast<int>(newton_steps), b,
                static_cast<int>(halley_steps));
    std::printf("%s\n", std::fabs(a - 0.6 * std::sin(a) - 1) < 1e-15 && std::fabs(b - a) < 1e-15
                            ? "the equation holds"
                            : "the equation does not hold");
}
