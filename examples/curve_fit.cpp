// Fits a exp(-b t) + c to measurements, with uncertainties. The number of measurements is known at run time only.
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <random>
#include <vector>

#include <Eigen/Dense>
#include <boost/hana/adapt_struct.hpp>

#include <ctgrad/loops.hpp>

// [loss]
struct measurement {
    double time, value;
};
BOOST_HANA_ADAPT_STRUCT(measurement, time, value);

using parameters = std::array<double, 3>;

// The sum of squares. The body of the sum is traced once, and runs for every measurement.
constexpr auto loss =
    ctgrad::function<double(parameters, ctgrad::rows_of<measurement>)>([](auto const& p, auto const& measurements) {
        return ctgrad::sum(measurements, [&](auto const& m) {
            auto const residual = p[0] * exp(-p[1] * ctgrad::get<"time">(m)) + p[2] - ctgrad::get<"value">(m);
            return residual * residual;
        });
    });
// [loss]

std::vector<measurement> measure(std::size_t count) {
    std::mt19937 random(1);
    std::vector<measurement> all;
    for (std::size_t i = 0; i < count; ++i) {
        double const time = 4.0 * static_cast<double>(i) / static_cast<double>(count);
        double noise = -6;  // about normal, with variance 1
        for (int k = 0; k < 12; ++k) noise += static_cast<double>(random()) / 4294967296.0;
        all.push_back({time, 2.5 * std::exp(-1.3 * time) + 0.5 + 0.05 * noise});
    }
    return all;
}

int main() {
    std::vector<measurement> const measurements = measure(1000);

    // [newton]
    // Newton's method. Where a step would not lower the loss, the diagonal of the Hessian is raised.
    parameters p{1, 1, 0};
    auto h = ctgrad::hessian(loss)(p, measurements);
    double damping = 0;
    for (int step = 1; step <= 20; ++step) {
        Eigen::Map<Eigen::Matrix<double, 3, 3, Eigen::RowMajor> const> const hessian(&h.hessian[0][0]);
        Eigen::Map<Eigen::Vector3d const> const gradient(h.gradient.data());
        Eigen::Matrix3d raised = hessian;
        raised.diagonal() += damping * hessian.diagonal().cwiseAbs();
        Eigen::Vector3d const change = -raised.ldlt().solve(gradient);
        parameters next = p;
        for (std::size_t i = 0; i < 3; ++i) next[i] += change[static_cast<int>(i)];
        auto const there = ctgrad::hessian(loss)(next, measurements);
        if (there.value > h.value) {
            damping = damping == 0 ? 0.1 : 4 * damping;
            continue;
        }
        damping /= 8;
        std::printf("step %2d: loss %.5f\n", step, there.value);
        bool const done = h.value - there.value < 1e-12 * h.value;
        p = next;
        h = there;
        if (done) break;
    }
    // [newton]

    // [covariance]
    // The covariance of the estimates is 2 s^2 times the inverse of the Hessian of the sum of squares.
    double const variance = h.value / static_cast<double>(measurements.size() - p.size());
    Eigen::Map<Eigen::Matrix<double, 3, 3, Eigen::RowMajor> const> const hessian(&h.hessian[0][0]);
    Eigen::Matrix3d const covariance = 2 * variance * hessian.inverse();
    for (int i = 0; i < 3; ++i)
        std::printf("%c = %.3f +- %.3f\n", "abc"[i], p[static_cast<std::size_t>(i)], std::sqrt(covariance(i, i)));
    // [covariance]
    std::printf("noise %.3f\n", std::sqrt(variance));
}
