#pragma once

#include "rotation_peers.hpp"
#include "sensors_by_hand.hpp"

/// Jets of Ceres, through the coefficients of quaternions.
#if HAS_CERES
namespace sensor_peers {

using namespace by_hand::sensors;
using rotation_peers::exponential, rotation_peers::jets_of;

template <class Jet>
Eigen::Matrix<Jet, 3, 1> jets_of(Vector3d const& v, int first) {
    Eigen::Matrix<Jet, 3, 1> out;
    for (int k = 0; k < 3; ++k) out[k] = Jet(v[k], first + k);
    return out;
}

/// By state and bias; the derivatives by measurements are those by the biases with the other sign.
inline imu_step integrate(imu_input const& in) {
    using jet = ceres::Jet<double, 16>;
    auto const q = rotation_peers::jets_of<16>(in.q, 0);
    auto const p = jets_of<jet>(in.p, 4), v = jets_of<jet>(in.v, 7), gyro_bias = jets_of<jet>(in.gyro_bias, 10),
               accel_bias = jets_of<jet>(in.accel_bias, 13);
    jet const dt(in.dt);
    Eigen::Matrix<jet, 3, 1> const turn = (in.gyro.cast<jet>() - gyro_bias) * dt,
                                   pull = in.accel.cast<jet>() - accel_bias;
    Eigen::Matrix<jet, 3, 1> const a = q * pull;
    Eigen::Quaternion<jet> const after = q * exponential<jet>(turn);
    Eigen::Matrix<jet, 3, 1> const position = p + v * dt + a * (jet(0.5) * dt * dt), velocity = v + a * dt;
    imu_step out;
    matrix<4, 16> rotation;
    matrix<9, 16> all;
    for (int i = 0; i < 4; ++i) {
        out.q.coeffs()[i] = after.coeffs()[i].a;
        rotation.row(i) = after.coeffs()[i].v.transpose();
    }
    for (int i = 0; i < 3; ++i) {
        out.p[i] = position[i].a, out.v[i] = velocity[i].a;
        all.row(3 + i) = position[i].v.transpose(), all.row(6 + i) = velocity[i].v.transpose();
    }
    all.topRows<3>() = composed::turned(out.q) * rotation;
    out.by_state.leftCols<3>() = all.leftCols<4>() * composed::turning(in.q);
    out.by_state.rightCols<6>() = all.middleCols<6>(4);
    out.by_bias = all.rightCols<6>();
    out.by_measurement = -out.by_bias;
    return out;
}

inline projection project(camera_input const& in) {
    using jet = ceres::Jet<double, 23>;
    using vector = Eigen::Matrix<jet, 3, 1>;
    auto const q = rotation_peers::jets_of<23>(in.q, 0), camera_q = rotation_peers::jets_of<23>(in.camera_q, 4);
    vector const t = jets_of<jet>(in.t, 8), camera_t = jets_of<jet>(in.camera_t, 11), spin = jets_of<jet>(in.spin, 14),
                 velocity = jets_of<jet>(in.velocity, 17), point = jets_of<jet>(in.point, 20);
    jet const time(in.time);
    vector const turn = spin * time, offset = point - t - velocity * time;
    Eigen::Quaternion<jet> const turned = q * exponential<jet>(turn);
    vector const there = turned.conjugate() * offset, seen = camera_q.conjugate() * vector(there - camera_t);
    jet const x = seen[0] / seen[2], y = seen[1] / seen[2], r2 = x * x + y * y;
    jet const radial = 1.0 + r2 * (in.k1 + r2 * (in.k2 + r2 * in.k3));
    jet const pixel[2]{in.fx * (radial * x + 2 * in.p1 * x * y + in.p2 * (r2 + 2.0 * x * x)) + in.cx,
                       in.fy * (radial * y + 2 * in.p1 * (r2 + 2.0 * y * y) + in.p2 * x * y) + in.cy};
    projection out;
    out.pixel = {pixel[0].a, pixel[1].a};
    matrix<2, 23> all;
    for (int i = 0; i < 2; ++i) all.row(i) = pixel[i].v.transpose();
    out.by_rotation = all.leftCols<4>() * composed::turning(in.q);
    out.by_camera_rotation = all.middleCols<4>(4) * composed::turning(in.camera_q);
    out.by_position = all.middleCols<3>(8), out.by_camera_position = all.middleCols<3>(11);
    out.by_spin = all.middleCols<3>(14), out.by_velocity = all.middleCols<3>(17), out.by_point = all.middleCols<3>(20);
    return out;
}

}  // namespace sensor_peers
#endif
