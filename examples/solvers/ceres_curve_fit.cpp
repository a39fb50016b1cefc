// Ceres: the curve fit of its tutorial, y = exp(m x + c) to 67 measurements. Link with ceres and glog.

#include <array>
#include <cmath>
#include <cstdio>
#include <vector>

#include <ceres/ceres.h>
#include <ctgrad/ceres.hpp>

namespace {

// [residual]
// The parameters are m and c. The measurement is data, which is not differentiated.
constexpr auto residual = ctgrad::function<double(double, double, ctgrad::data<double>, ctgrad::data<double>)>(
    [](auto m, auto c, auto x, auto y) { return y - exp(m * x + c); });
// [residual]

struct measurement {
    double x, y;
};

// exp(0.3 x + 0.1), with errors of up to a tenth that are the same on every machine.
std::vector<measurement> measure() {
    std::vector<measurement> all;
    unsigned random = 1;
    for (int i = 0; i < 67; ++i) {
        random = 1664525 * random + 1013904223;
        double const x = 0.075 * i, error = 0.2 * (random / 4294967296.0 - 0.5);
        all.push_back({x, std::exp(0.3 * x + 0.1) + error});
    }
    return all;
}

}  // namespace

int main() {
    std::vector<measurement> const measurements = measure();
    // [problem]
    double m = 0, c = 0;
    ceres::Problem problem;
    for (auto const& [x, y] : measurements)
        problem.AddResidualBlock(new ctgrad::ceres_cost_function(residual, x, y), nullptr, &m, &c);
    ceres::Solver::Options options;
    options.function_tolerance = 1e-12;
    ceres::Solver::Summary summary;
    ceres::Solve(options, &problem, &summary);
    // [problem]
    std::printf("m = %.3f, c = %.3f, %s\n", m, c, summary.IsSolutionUsable() ? "converged" : "not converged");

    // At the minimum the gradient of the sum of squares, derived by hand, is zero.
    double by_m = 0, by_c = 0;
    for (auto const& [x, y] : measurements) {
        double const model = std::exp(m * x + c);
        by_m += (model - y) * model * x;
        by_c += (model - y) * model;
    }
    std::printf("the gradient by hand is %s\n", std::hypot(by_m, by_c) < 1e-6 ? "zero" : "not zero");
}
