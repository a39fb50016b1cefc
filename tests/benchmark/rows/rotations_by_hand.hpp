#pragma once

#include <array>
#include <cmath>
#include <cstddef>

#include <Eigen/Geometry>

/// Rotations by hand. Quaternions have length 1; derivatives are in the tangent spaces, of rotations that turn in their own frame.
namespace by_hand::rotations {

using Eigen::Matrix3d, Eigen::Quaterniond, Eigen::Vector2d, Eigen::Vector3d;
template <int Rows, int Columns>
using matrix = Eigen::Matrix<double, Rows, Columns>;

/// A result as numbers in memory.
template <class Result, std::size_t Size>
struct as_numbers {
    double const* begin() const { return reinterpret_cast<double const*>(static_cast<Result const*>(this)); }
    double const* end() const { return begin() + Size; }
};

struct interpolated : as_numbers<interpolated, 22> {
    Quaterniond q;
    Matrix3d by_first, by_second;
};
struct difference : as_numbers<difference, 21> {
    Vector3d w;
    Matrix3d by_first, by_second;
};

/// x u u^T + y (1 - u u^T) + z [u], where [u] b = u x b.
[[gnu::always_inline]] inline void along_and_across(double x, double y, double z, Vector3d const& u, Matrix3d& out) {
    double const s = x - y;
    double const s0 = s * u[0], s1 = s * u[1], s01 = s0 * u[1], s02 = s0 * u[2], s12 = s1 * u[2];
    double const z0 = z * u[0], z1 = z * u[1], z2 = z * u[2];
    out(0, 0) = y + s0 * u[0], out(1, 1) = y + s1 * u[1], out(2, 2) = y + s * u[2] * u[2];
    out(0, 1) = s01 - z2, out(1, 0) = s01 + z2;
    out(0, 2) = s02 + z1, out(2, 0) = s02 - z1;
    out(1, 2) = s12 - z0, out(2, 1) = s12 + z0;
}

/// From a to b, the share t of the way. All derivatives commute with the rotation about the axis u from a to b by the angle 2 h. So
/// they are numbers along u, and complex numbers across: sin((1 - t) h) / sin h exp(-i t h) by a and sin(t h) / sin h exp(i (1 - t) h)
/// by b.
[[gnu::always_inline]] inline interpolated interpolate(Quaterniond const& a, Quaterniond const& b, double t) {
    interpolated out;
    Quaterniond const between = a.conjugate() * b;
    double const sine = between.vec().norm(), half = std::atan2(sine, between.w()), over_sine = 1 / sine;
    Vector3d const u = between.vec() * over_sine;
    double const s = std::sin(t * half), c = std::cos(t * half);
    double const rest_s = sine * c - between.w() * s, rest_c = between.w() * c + sine * s;  // of (1 - t) half
    double const to_b = s * over_sine, to_a = rest_s * over_sine;
    out.q.coeffs() = to_a * a.coeffs() + to_b * b.coeffs();
    along_and_across(1 - t, to_a * c, -to_a * s, u, out.by_first);
    along_and_across(t, to_b * rest_c, to_b * rest_s, u, out.by_second);
    return out;
}

/// w = log(a^-1 b). By b it is the inverse of the right Jacobian of the exponential map: h cot h across, plus half of w x; by a it is
/// minus the transpose (Sola et al., A micro Lie theory for state estimation in robotics).
[[gnu::always_inline]] inline difference local_coordinates(Quaterniond const& a, Quaterniond const& b) {
    difference out;
    Quaterniond const between = a.conjugate() * b;
    double const sine = between.vec().norm();
    // The shorter way: q and -q are the same rotation.
    double const half = between.w() < 0 ? std::atan2(-sine, -between.w()) : std::atan2(sine, between.w());
    double const over_sine = 1 / sine;
    Vector3d const u = between.vec() * over_sine;
    out.w = 2 * half * u;
    double const across = half * between.w() * over_sine;
    along_and_across(1, across, half, u, out.by_second);
    out.by_first = -out.by_second.transpose();
    return out;
}

/// The same by the chain rule through quaternions as vectors of four numbers, in the order x, y, z, w, as the handwritten version of
/// wrenfold's benchmark has it.
namespace composed {

template <int Rows, int Columns>
[[gnu::always_inline]] inline matrix<Rows, Columns> by_rows(double const (&numbers)[Rows * Columns]) {
    matrix<Rows, Columns> out;
    for (int i = 0; i < Rows; ++i)
        for (int k = 0; k < Columns; ++k) out(i, k) = numbers[Columns * i + k];
    return out;
}

/// The derivative of q exp(v) by v at 0.
[[gnu::always_inline]] inline matrix<4, 3> turning(Quaterniond const& q) {
    double const x = q.x() / 2, y = q.y() / 2, z = q.z() / 2, w = q.w() / 2;
    return by_rows<4, 3>({w, -z, y, z, w, -x, -y, x, w, -x, -y, -z});
}
/// The derivative of log(q^-1 (q + d)) by d at 0.
[[gnu::always_inline]] inline matrix<3, 4> turned(Quaterniond const& q) { return 4 * turning(q).transpose(); }
/// a b = left(a) b = right(b) a
[[gnu::always_inline]] inline matrix<4, 4> left(Quaterniond const& a) {
    double const x = a.x(), y = a.y(), z = a.z(), w = a.w();
    return by_rows<4, 4>({w, -z, y, x, z, w, -x, y, -y, x, w, z, -x, -y, -z, w});
}
[[gnu::always_inline]] inline matrix<4, 4> right(Quaterniond const& b) {
    double const x = b.x(), y = b.y(), z = b.z(), w = b.w();
    return by_rows<4, 4>({w, z, -y, x, -z, w, x, y, y, -x, w, z, -x, -y, -z, w});
}
[[gnu::always_inline]] inline Vector3d logarithm(Quaterniond const& q, matrix<3, 4>& by_q) {
    double const length = q.vec().norm(), square = length * length + q.w() * q.w();
    Vector3d const u = q.vec() / length;
    double const sign = q.w() < 0 ? -1 : 1, angle = 2 * std::atan2(sign * length, sign * q.w());
    double const by_length = 2 * q.w() / square, by_w = -2 * length / square;
    by_q.leftCols<3>() =
        (Matrix3d::Identity() - u * u.transpose()) * (angle / length) + u * (by_length * u.transpose());
    by_q.rightCols<1>() = u * by_w;
    return u * angle;
}
[[gnu::always_inline]] inline Quaterniond exponential(Vector3d const& v, matrix<4, 3>& by_v) {
    double const angle = v.norm(), s = std::sin(angle / 2), c = std::cos(angle / 2);
    Vector3d const u = v / angle;
    by_v.topRows<3>() = (Matrix3d::Identity() - u * u.transpose()) * (s / angle) + u * (0.5 * c * u.transpose());
    by_v.bottomRows<1>() = -0.5 * s * u.transpose();
    return {c, s * u[0], s * u[1], s * u[2]};
}
[[gnu::always_inline]] inline difference local_coordinates(Quaterniond const& a, Quaterniond const& b) {
    difference out;
    matrix<3, 4> by_between;
    out.w = logarithm(a.conjugate() * b, by_between);
    matrix<4, 4> by_a = right(b);
    by_a.leftCols<3>() *= -1;  // of the conjugate
    out.by_first = by_between * (by_a * turning(a));
    out.by_second = by_between * (left(a.conjugate()) * turning(b));
    return out;
}
[[gnu::always_inline]] inline interpolated interpolate(Quaterniond const& a, Quaterniond const& b, double t) {
    interpolated out;
    difference const w = local_coordinates(a, b);
    matrix<4, 3> by_step;
    Quaterniond const step = exponential(t * w.w, by_step);
    out.q = a * step;
    matrix<3, 4> const to_tangent = turned(out.q);
    matrix<3, 3> const by_w = to_tangent * (left(a) * by_step) * t;
    out.by_first = to_tangent * (right(step) * turning(a)) + by_w * w.by_first;
    out.by_second = by_w * w.by_second;
    return out;
}

}  // namespace composed

}  // namespace by_hand::rotations
