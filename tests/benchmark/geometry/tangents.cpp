// Jacobians in tangent spaces, by `tangent_jacobian` and by one sweep through the retraction at zero. `count` counts instructions.

#include <tuple>

#include <Eigen/Geometry>

#include <ctgrad/eigen.hpp>

namespace {

using ctgrad::data, ctgrad::function;
using Eigen::Matrix, Eigen::Quaterniond, Eigen::Vector2d, Eigen::Vector3d;

// A step of the preintegration of an inertial sensor, as in examples/imu.cpp.
constexpr auto step = [](auto const& q, auto const& v, auto const& p, auto const& gyro_bias, auto const& accel_bias,
                         auto const& gyro, auto const& accel, auto dt) {
    auto const a = q * (accel - accel_bias);
    return std::tuple{ctgrad::retract(q, (gyro - gyro_bias) * dt), v + a * dt, p + v * dt + 0.5 * dt * dt * a};
};
constexpr auto composed_step = function<std::tuple<Quaterniond, Vector3d, Vector3d>(
    Quaterniond, Vector3d, Vector3d, Vector3d, Vector3d, data<Vector3d>, data<Vector3d>, data<double>)>(step);
constexpr auto swept_step = function<std::tuple<Vector3d, Vector3d, Vector3d>(
    Vector3d, Vector3d, Vector3d, Vector3d, Vector3d, data<Vector3d>, data<Vector3d>, data<double>, data<Quaterniond>,
    data<Quaterniond>)>([](auto const& w, auto const& v, auto const& p, auto const& gyro_bias, auto const& accel_bias,
                           auto const& gyro, auto const& accel, auto dt, auto const& q, auto const& after) {
    auto const [turned, velocity, position] = step(ctgrad::retract(q, w), v, p, gyro_bias, accel_bias, gyro, accel, dt);
    return std::tuple{ctgrad::local_coordinates(after, turned), velocity, position};
});

// The error of a pixel.
constexpr auto error = [](auto const& q, auto const& position, auto const& point, auto const& pixel) {
    auto const seen = q.conjugate() * (point - position);
    return 500.0 * seen.template head<2>() / seen.z() - pixel;
};
constexpr auto composed_error = function<Vector2d(Quaterniond, Vector3d, data<Vector3d>, data<Vector2d>)>(error);
constexpr auto swept_error = function<Vector2d(Vector3d, Vector3d, data<Quaterniond>, data<Vector3d>, data<Vector2d>)>(
    [](auto const& w, auto const& position, auto const& q, auto const& point, auto const& pixel) {
        return error(ctgrad::retract(q, w), position, point, pixel);
    });

Quaterniond q(Eigen::AngleAxisd(0.7, Vector3d(1, 2, -1).normalized())), after(q);
Vector3d a(1, 2, 3), b(0.1, 0.2, 0.3), c(0.01, 0.02, 0.03), d(0.3, 0.1, 0.2), gyro(0.2, 0.3, 0.4),
    accel(1, 2, 9), zero = Vector3d::Zero();
Vector2d pixel(1, 2);

}  // namespace

Matrix<double, 9, 15> by_step;
Matrix<double, 2, 6> by_pose;

[[gnu::noinline]] void step_composed() {
    by_step = ctgrad::tangent_jacobian(composed_step)(q, a, b, c, d, gyro, accel, 0.01).jacobian;
}
[[gnu::noinline]] void step_swept() {
    by_step = ctgrad::jacobian(swept_step)(zero, a, b, c, d, gyro, accel, 0.01, q, after).jacobian;
}
[[gnu::noinline]] void error_composed() { by_pose = ctgrad::tangent_jacobian(composed_error)(q, a, b, pixel).jacobian; }
[[gnu::noinline]] void error_swept() { by_pose = ctgrad::jacobian(swept_error)(zero, a, q, b, pixel).jacobian; }

int main() {
    after = std::get<0>(composed_step(q, a, b, c, d, gyro, accel, 0.01));
    step_composed();
    auto const first = by_step;
    step_swept();
    error_composed();
    auto const second = by_pose;
    error_swept();
    return (first - by_step).norm() < 1e-12 && (second - by_pose).norm() < 1e-12 * by_pose.norm() ? 0 : 1;
}
