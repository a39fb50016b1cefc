// Fits a exp(-b t) + c to measurements, with uncertainties. The number of measurements is known only at run time.
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

// [residual]
constexpr auto residual = ctgrad::function<double(parameters, measurement)>([](auto const& p, auto const& m) {
    return p[0] * exp(-p[1] * ctgrad::get<"time">(m)) + p[2] - ctgrad::get<"value">(m);
});
// [residual]

std::vector<measurement> measure(std::size_t count) {
    std::mt19937 random(1);
    std::vector<measurement> all;
    for (std::size_t i = 0; i < count; ++i) {
        double const time = 4.0 * static_cast<double>(i) / static_cast<double>(count);
        double noise = -6;  // approximately normal, with variance 1
        for (int k = 0; k < 12; ++k) noise += static_cast<double>(random()) / 4294967296.0;
        all.push_back({time, 2.5 * std::exp(-1.3 * time) + 0.5 + 0.05 * noise});
    }
    return all;
}

// The same with derivatives by hand and a QR decomposition of J = Q R: (J^T J)^-1 = R^-1 R^-T.
Eigen::Matrix3d covariance_by_hand(parameters const& p, std::vector<measurement> const& measurements) {
    auto const count = static_cast<Eigen::Index>(measurements.size());
    Eigen::MatrixX3d jacobian(count, 3);
    double squares = 0;
    for (Eigen::Index i = 0; i < count; ++i) {
        auto const [time, value] = measurements[static_cast<std::size_t>(i)];
        double const decay = std::exp(-p[1] * time), distance = p[0] * decay + p[2] - value;
        jacobian.row(i) << decay, -p[0] * time * decay, 1;
        squares += distance * distance;
    }
    Eigen::Matrix3d const r = jacobian.householderQr().matrixQR().topRows<3>().triangularView<Eigen::Upper>();
    Eigen::Matrix3d const inverse = r.triangularView<Eigen::Upper>().solve(Eigen::Matrix3d::Identity());
    return squares / static_cast<double>(count - 3) * inverse * inverse.transpose();
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
    // The covariance of the estimates is s^2 (J^T J)^-1, where s^2 is the variance of the residuals.
    auto const [cost, slope, normal_matrix] = ctgrad::gauss_newton(residual)(p, measurements);
    double const variance = 2 * cost / static_cast<double>(measurements.size() - p.size());
    Eigen::Map<Eigen::Matrix<double, 3, 3, Eigen::RowMajor> const> const normal(&normal_matrix[0][0]);
    Eigen::Matrix3d const covariance = variance * normal.inverse();
    for (int i = 0; i < 3; ++i) {
        std::printf("%c = %.3f +- %.3f, covariance", "abc"[i], p[static_cast<std::size_t>(i)],
                    std::sqrt(covariance(i, i)));
        for (int k = 0; k < 3; ++k) std::printf(" %9.2e", covariance(i, k));
        std::printf("\n");
    }
    // [covariance]
    std::printf("noise %.3f\n", std::sqrt(variance));

    Eigen::Matrix3d const by_hand = covariance_by_hand(p, measurements);
    bool const agree = (covariance - by_hand).cwiseAbs().maxCoeff() < 1e-12 * by_hand.cwiseAbs().maxCoeff();
    std::printf("the covariance by hand %s\n", agree ? "agrees" : "is another");
}
