// A step of an inertial sensor, and a point seen by a camera with a rolling shutter: rows of the benchmark of wrenfold
// (https://github.com/wrenfold/wrenfold-benchmarks).
#include "../comparison.hpp"
#include "sensors_by_hand.hpp"

#include <ctgrad/eigen.hpp>

#include "sensor_peers.hpp"

namespace {

using namespace comparison;
using namespace by_hand::sensors;
using ctgrad::data, ctgrad::function;

constexpr auto imu = function<std::tuple<Quaterniond, Vector3d, Vector3d>(Quaterniond, Vector3d, Vector3d, Vector3d,
                                                                          Vector3d, Vector3d, Vector3d, data<double>)>(
    [](auto const& q, auto const& p, auto const& v, auto const& gyro_bias, auto const& accel_bias, auto const& gyro,
       auto const& accel, auto dt) {
        auto const a = q * (accel - accel_bias);
        return std::tuple{ctgrad::retract(q, (gyro - gyro_bias) * dt), p + v * dt + 0.5 * dt * dt * a, v + a * dt};
    });

constexpr auto camera = function<Vector2d(Quaterniond, Vector3d, Quaterniond, Vector3d, Vector3d, Vector3d, Vector3d,
                                          data<std::array<double, 10>>)>(
    [](auto const& q, auto const& t, auto const& camera_q, auto const& camera_t, auto const& spin, auto const& velocity,
       auto const& point, auto const& settings) {
        auto const& [time, fx, fy, cx, cy, k1, k2, k3, p1, p2] = settings;
        auto const turned = ctgrad::retract(q, spin * time);
        auto const there = turned.conjugate() * (point - (t + velocity * time));
        auto const seen = camera_q.conjugate() * (there - camera_t);
        auto const x = seen.x() / seen.z(), y = seen.y() / seen.z();
        auto const r2 = x * x + y * y;
        auto const radial = 1 + r2 * (k1 + r2 * (k2 + r2 * k3));
        return ctgrad::vector_of(fx * (radial * x + 2 * p1 * x * y + p2 * (r2 + 2 * x * x)) + cx,
                                 fy * (radial * y + 2 * p1 * (r2 + 2 * y * y) + p2 * x * y) + cy);
    });

[[gnu::always_inline]] inline imu_step integrate_by_ctgrad(imu_input const& in) {
    imu_step out;
    std::tie(out.q, out.p, out.v) = ctgrad::tangent_jacobian(imu).into(
        out.by_state.leftCols<3>(), out.by_state.middleCols<3>(3), out.by_state.rightCols<3>(),
        out.by_bias.leftCols<3>(), out.by_bias.rightCols<3>(), out.by_measurement.leftCols<3>(),
        out.by_measurement.rightCols<3>())(in.q, in.p, in.v, in.gyro_bias, in.accel_bias, in.gyro, in.accel, in.dt);
    return out;
}
[[gnu::always_inline]] inline projection project_by_ctgrad(camera_input const& in) {
    projection out;
    out.pixel = ctgrad::tangent_jacobian(camera).into(
        out.by_rotation, out.by_position, out.by_camera_rotation, out.by_camera_position, out.by_spin, out.by_velocity,
        out.by_point)(in.q, in.t, in.camera_q, in.camera_t, in.spin, in.velocity, in.point, &in.time);
    return out;
}

BENCHMARKED(integrate_by_hand, integrate(i));
BENCHMARKED(integrate_ctgrad, integrate_by_ctgrad(i));
BENCHMARKED(project_by_hand, project(i));
BENCHMARKED(project_ctgrad, project_by_ctgrad(i));
#if HAS_CERES
BENCHMARKED(integrate_ceres, sensor_peers::integrate(i));
BENCHMARKED(project_ceres, sensor_peers::project(i));
#endif

struct source_of_numbers {
    std::mt19937_64 random;
    std::uniform_real_distribution<double> uniform{-1, 1};
    double number() { return uniform(random); }
    Vector3d vector(double size) { return size * Vector3d(number(), number(), number()); }
    Quaterniond rotation() { return Quaterniond(number(), number(), number(), number()).normalized(); }
};
std::vector<imu_input> random_steps() {
    source_of_numbers r;
    std::vector<imu_input> all(input_count);
    for (auto& in : all)
        in = {r.rotation(),  r.vector(50), r.vector(5),  r.vector(0.02),
              r.vector(0.2), r.vector(1),  r.vector(10), 0.06 + 0.05 * r.number()};
    return all;
}
std::vector<camera_input> random_views() {
    source_of_numbers r;
    std::vector<camera_input> all(input_count);
    for (auto& in : all) {
        in = {r.rotation(), r.rotation(), r.vector(1), r.vector(0.1),
              r.vector(1),  r.vector(1),  {},          0.02 + 0.01 * r.number(),
              500,          510,          320,         240,
              -0.1,         0.02,         0.003,       1e-3,
              -2e-3};
        // In front of the camera.
        Vector3d const seen = Vector3d(0, 0, 4) + r.vector(1);
        in.point = in.q * (in.camera_q * seen + in.camera_t) + in.t;
    }
    return all;
}

}  // namespace

int main() {
    compare("Step of an inertial sensor, 9 x 21", random_steps(), named<integrate_by_hand>{shared},
            named<integrate_ctgrad>{ours}
#if HAS_CERES
            ,
            named<integrate_ceres>{"ceres::Jet"}
#endif
    );
    compare("Rolling-shutter camera, 2 x 21", random_views(), named<project_by_hand>{shared},
            named<project_ctgrad>{ours}
#if HAS_CERES
            ,
            named<project_ceres>{"ceres::Jet"}
#endif
    );
}
