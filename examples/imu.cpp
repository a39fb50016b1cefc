// Preintegration of an inertial sensor: one step, whose Jacobians in the tangent space propagate the covariance and the
// derivatives with respect to the biases.

#include <cmath>
#include <cstdio>
#include <tuple>

#include <Eigen/Geometry>

#include <ctgrad/eigen.hpp>

namespace {

using ctgrad::data;
using Eigen::Matrix, Eigen::Quaterniond, Eigen::Vector3d;

// [step]
// Rotation, velocity and position after a measurement, from those before, from the biases of gyroscope and
// accelerometer, and from the data: angular velocity, acceleration and time step.
constexpr auto step = ctgrad::function<std::tuple<Quaterniond, Vector3d, Vector3d>(
    Quaterniond, Vector3d, Vector3d, Vector3d, Vector3d, data<Vector3d>, data<Vector3d>, data<double>)>(
    [](auto const& q, auto const& v, auto const& p, auto const& gyro_bias, auto const& accel_bias, auto const& gyro,
       auto const& accel, auto dt) {
        auto const a = q * (accel - accel_bias);
        return std::tuple{ctgrad::retract(q, (gyro - gyro_bias) * dt), v + a * dt, p + v * dt + 0.5 * dt * dt * a};
    });
// [step]

// The measurements of a gyroscope and an accelerometer on a winding path.
std::tuple<Vector3d, Vector3d> measured(int i) {
    double const t = 0.01 * i;
    return {Vector3d(0.3 * std::cos(t), 0.2, 0.5 * std::sin(2 * t)), Vector3d(std::sin(t), 0.5, 9.81)};
}

struct preintegrated {
    Quaterniond q = Quaterniond::Identity();
    Vector3d v = Vector3d::Zero(), p = Vector3d::Zero();
};
preintegrated without_derivatives(Vector3d const& gyro_bias, Vector3d const& accel_bias) {
    preintegrated x;
    for (int i = 0; i < 100; ++i) {
        auto const [gyro, accel] = measured(i);
        std::tie(x.q, x.v, x.p) = step(x.q, x.v, x.p, gyro_bias, accel_bias, gyro, accel, 0.01);
    }
    return x;
}

}  // namespace

int main() {
    Vector3d const gyro_bias(0.01, -0.02, 0.005), accel_bias(0.1, 0.05, -0.1);

    // [preintegration]
    preintegrated x;
    Matrix<double, 9, 9> covariance = Matrix<double, 9, 9>::Zero();
    Matrix<double, 9, 6> by_biases = Matrix<double, 9, 6>::Zero();
    for (int i = 0; i < 100; ++i) {
        auto const [gyro, accel] = measured(i);
        Matrix<double, 9, 3> by_q, by_v, by_p, by_gyro, by_accel;
        std::tie(x.q, x.v, x.p) = ctgrad::tangent_jacobian(step).into(by_q, by_v, by_p, by_gyro, by_accel)(
            x.q, x.v, x.p, gyro_bias, accel_bias, gyro, accel, 0.01);
        Matrix<double, 9, 9> state;
        Matrix<double, 9, 6> noise;
        state << by_q, by_v, by_p;
        noise << by_gyro, by_accel;
        covariance = state * covariance * state.transpose() + 1e-4 * noise * noise.transpose();
        by_biases = state * by_biases + noise;
    }
    // [preintegration]
    std::printf("position (%.4f, %.4f, %.4f), its standard deviation %.2e\n", x.p.x(), x.p.y(), x.p.z(),
                std::sqrt(covariance.bottomRightCorner<3, 3>().trace()));
    std::printf("a bias of the gyroscope of 0.001 moves it by %.2e\n", 0.001 * by_biases.block<3, 1>(6, 0).norm());

    // The same derivatives by central differences, in the tangent space of the result.
    double error = 0;
    for (int k = 0; k < 6; ++k) {
        Matrix<double, 6, 1> const change = 1e-6 * Matrix<double, 6, 1>::Unit(k);
        auto const more = without_derivatives(gyro_bias + change.head<3>(), accel_bias + change.tail<3>()),
                   less = without_derivatives(gyro_bias - change.head<3>(), accel_bias - change.tail<3>());
        Matrix<double, 9, 1> difference;
        difference << 2 * (less.q.conjugate() * more.q).vec(), more.v - less.v, more.p - less.p;
        error = std::fmax(error, (difference / 2e-6 - by_biases.col(k)).norm());
    }
    std::printf("finite differences %s\n", error < 1e-7 ? "agree" : "disagree");
}
