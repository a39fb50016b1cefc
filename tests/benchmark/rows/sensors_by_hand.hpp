#pragma once

#include <cmath>

#include "rotations_by_hand.hpp"

/// A step of an inertial sensor, and a point seen by a camera with a rolling shutter, by hand.
namespace by_hand::sensors {

using namespace rotations;

/// Rotation, position and velocity after a step, in this order; the derivatives by the measurements of gyroscope and
/// accelerometer, by the biases of these, and by the state before.
struct imu_step : as_numbers<imu_step, 10 + 81 + 54 + 54> {
    Quaterniond q;
    Vector3d p, v;
    matrix<9, 6> by_measurement, by_bias;  // in this order there is no padding
    matrix<9, 9> by_state;
};
struct imu_input {
    Quaterniond q;
    Vector3d p, v, gyro_bias, accel_bias, gyro, accel;
    double dt;
};

/// With R the rotation before and a = R (accel - bias): by a turn w the acceleration changes by -R [accel - bias] w.
[[gnu::always_inline]] inline imu_step integrate(imu_input const& in) {
    imu_step out;
    double const dt = in.dt, half_square = 0.5 * dt * dt;
    Vector3d const turn = (in.gyro - in.gyro_bias) * dt, pull = in.accel - in.accel_bias;
    double const angle = turn.norm(), over_angle = 1 / angle;
    Vector3d const u = turn * over_angle;
    double const s = std::sin(0.5 * angle), c = std::cos(0.5 * angle);
    Quaterniond const step(c, s * u[0], s * u[1], s * u[2]);
    out.q = in.q * step;
    Matrix3d const R = in.q.toRotationMatrix();
    Vector3d const a = R * pull;
    out.p = in.p + in.v * dt + half_square * a;
    out.v = in.v + a * dt;

    // The turn before passes the step; the right Jacobian of the exponential map is that of the turn itself.
    double const sine = 2 * s * c, versine = 2 * s * s;
    Matrix3d passed, right;
    along_and_across(1, 1 - versine, -sine, u, passed);
    along_and_across(dt, dt * sine * over_angle, -dt * versine * over_angle, u, right);
    Matrix3d by_turn;
    for (int i = 0; i < 3; ++i) {
        double const x = R(i, 0), y = R(i, 1), z = R(i, 2);
        by_turn(i, 0) = pull[1] * z - pull[2] * y;
        by_turn(i, 1) = pull[2] * x - pull[0] * z;
        by_turn(i, 2) = pull[0] * y - pull[1] * x;
    }
    out.by_state.setZero();
    out.by_state.block<3, 3>(0, 0) = passed;
    out.by_state.block<3, 3>(3, 0) = half_square * by_turn;
    out.by_state.block<3, 3>(6, 0) = dt * by_turn;
    for (int i = 3; i < 9; ++i) out.by_state(i, i) = 1;
    for (int i = 3; i < 6; ++i) out.by_state(i, i + 3) = dt;
    out.by_measurement.setZero();
    out.by_measurement.block<3, 3>(0, 0) = right;
    out.by_measurement.block<3, 3>(3, 3) = half_square * R;
    out.by_measurement.block<3, 3>(6, 3) = dt * R;
    out.by_bias = -out.by_measurement;
    return out;
}

/// The pixel of a point: derivatives by the pose of the sensor, the pose of the camera on it, the angular and the linear velocity, and
/// the point.
struct projection : as_numbers<projection, 2 + 7 * 6> {
    Vector2d pixel;
    matrix<2, 3> by_rotation, by_position, by_camera_rotation, by_camera_position, by_spin, by_velocity, by_point;
};
struct camera_input {
    Quaterniond q, camera_q;
    Vector3d t, camera_t, spin, velocity, point;
    double time, fx, fy, cx, cy, k1, k2, k3, p1, p2;
};

[[gnu::always_inline]] inline projection project(camera_input const& in) {
    projection out;
    double const h = in.time;
    Vector3d const turn = in.spin * h;
    double const angle = turn.norm(), over_angle = 1 / angle;
    Vector3d const u = turn * over_angle;
    double const s = std::sin(0.5 * angle), c = std::cos(0.5 * angle);
    Quaterniond const step(c, s * u[0], s * u[1], s * u[2]);
    Matrix3d const turned = (in.q * step).toRotationMatrix(), camera = in.camera_q.toRotationMatrix();

    // The point seen from the turned sensor, then from its camera.
    Vector3d const there = turned.transpose() * (in.point - in.t - in.velocity * h);
    Vector3d const seen = camera.transpose() * (there - in.camera_t);
    double const over_z = 1 / seen[2], x = seen[0] * over_z, y = seen[1] * over_z;
    double const xx = x * x, yy = y * y, xy = x * y, r2 = xx + yy;
    double const radial = 1 + r2 * (in.k1 + r2 * (in.k2 + r2 * in.k3));
    double const slope = 2 * (in.k1 + r2 * (2 * in.k2 + r2 * (3 * in.k3)));
    out.pixel = {in.fx * (radial * x + 2 * in.p1 * xy + in.p2 * (r2 + 2 * xx)) + in.cx,
                 in.fy * (radial * y + 2 * in.p1 * (r2 + 2 * yy) + in.p2 * xy) + in.cy};

    // Each row times the rotations, from the camera outwards.
    double const gx = in.fx * over_z, gy = in.fy * over_z;
    double const rows[2][2]{
        {gx * (radial + slope * xx + 2 * in.p1 * y + 6 * in.p2 * x), gx * (slope * xy + 2 * in.p1 * x + 2 * in.p2 * y)},
        {gy * (slope * xy + 4 * in.p1 * x + in.p2 * y), gy * (radial + slope * yy + 12 * in.p1 * y + in.p2 * x)}};
    Matrix3d passed, right;
    double const sine = 2 * s * c, versine = 2 * s * s;
    along_and_across(1, 1 - versine, -sine, u, passed);
    along_and_across(h, h * sine * over_angle, -h * versine * over_angle, u, right);
    for (int i = 0; i < 2; ++i) {
        Eigen::RowVector3d const g(rows[i][0], rows[i][1], -(rows[i][0] * x + rows[i][1] * y));
        Eigen::RowVector3d const by_there = g * camera.transpose(), by_point = by_there * turned.transpose();
        out.by_camera_rotation.row(i) = g.cross(seen.transpose());
        out.by_camera_position.row(i) = -by_there;
        Eigen::RowVector3d const by_turn = by_there.cross(there.transpose());
        out.by_rotation.row(i) = by_turn * passed;
        out.by_spin.row(i) = by_turn * right;
        out.by_point.row(i) = by_point;
        out.by_position.row(i) = -by_point;
        out.by_velocity.row(i) = -h * by_point;
    }
    return out;
}

}  // namespace by_hand::sensors
