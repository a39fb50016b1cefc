// Eigen's LevenbergMarquardt: a decay, a exp(-b t) + c, from measurements.

#include <array>
#include <cmath>
#include <cstdio>
#include <vector>

#include <boost/hana/adapt_struct.hpp>
#include <ctgrad/levenberg_marquardt.hpp>

// [residual]
struct measurement {
    double time, value;
};
BOOST_HANA_ADAPT_STRUCT(measurement, time, value);

// The residual of one measurement, which is the last argument.
constexpr auto residual =
    ctgrad::function<double(std::array<double, 3>, measurement)>([](auto const& p, auto const& m) {
        return p[0] * exp(-p[1] * ctgrad::get<"time">(m)) + p[2] - ctgrad::get<"value">(m);
    });
// [residual]

int main() {
    std::vector<measurement> measurements;
    for (int i = 0; i < 40; ++i) measurements.push_back({0.1 * i, 5 * std::exp(-1.5 * 0.1 * i) + 1});

    // [fit]
    ctgrad::eigen_functor fit(residual, measurements);
    Eigen::LevenbergMarquardt solver(fit);
    Eigen::VectorXd p = Eigen::Vector3d(1, 1, 0);
    solver.minimize(p);
    // [fit]
    std::printf("%.6f exp(-%.6f t) + %.6f\n", p[0], p[1], p[2]);
    std::printf("%s\n", (p - Eigen::Vector3d(5, 1.5, 1)).norm() < 1e-8 ? "it is 5 exp(-1.5 t) + 1" : "it is another");
}
