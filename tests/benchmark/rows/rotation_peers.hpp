#pragma once

#include "rotations_by_hand.hpp"

/// Jets of Ceres through the coefficients of quaternions. Their Jacobians are then multiplied by those of the tangent spaces.
#if __has_include(<ceres/jet.h>) && !defined(BENCHMARK_WITHOUT_CERES)
#define HAS_CERES 1
#include <ceres/jet.h>

namespace rotation_peers {

using namespace by_hand::rotations;

template <class T>
Eigen::Matrix<T, 3, 1> logarithm(Eigen::Quaternion<T> const& q) {
    T const length = q.vec().norm();
    T const half = q.w() < 0.0 ? atan2(T(-length), T(-q.w())) : atan2(length, q.w());
    return q.vec() * (2.0 * half / length);
}
template <class T>
Eigen::Quaternion<T> exponential(Eigen::Matrix<T, 3, 1> const& v) {
    T const angle = v.norm(), s = sin(T(0.5 * angle)) / angle;
    return {cos(T(0.5 * angle)), s * v[0], s * v[1], s * v[2]};
}

template <int N>
Eigen::Quaternion<ceres::Jet<double, N>> jets_of(Quaterniond const& q, int first) {
    using jet = ceres::Jet<double, N>;
    Eigen::Quaternion<jet> out;
    for (int k = 0; k < 4; ++k) out.coeffs()[k] = jet(q.coeffs()[k], first + k);
    return out;
}
inline interpolated interpolate(Quaterniond const& a, Quaterniond const& b, double t) {
    using jet = ceres::Jet<double, 8>;
    auto const p = jets_of<8>(a, 0), q = jets_of<8>(b, 4);
    Eigen::Matrix<jet, 3, 1> const w = logarithm<jet>(p.conjugate() * q) * jet(t);
    Eigen::Quaternion<jet> const between = p * exponential<jet>(w);
    interpolated out;
    matrix<4, 8> by_both;
    for (int i = 0; i < 4; ++i) {
        out.q.coeffs()[i] = between.coeffs()[i].a;
        by_both.row(i) = between.coeffs()[i].v.transpose();
    }
    matrix<3, 8> const in_tangent = composed::turned(out.q) * by_both;
    out.by_first = in_tangent.leftCols<4>() * composed::turning(a);
    out.by_second = in_tangent.rightCols<4>() * composed::turning(b);
    return out;
}
inline difference local_coordinates(Quaterniond const& a, Quaterniond const& b) {
    using jet = ceres::Jet<double, 8>;
    auto const p = jets_of<8>(a, 0), q = jets_of<8>(b, 4);
    Eigen::Matrix<jet, 3, 1> const w = logarithm<jet>(p.conjugate() * q);
    difference out;
    matrix<3, 8> by_both;
    for (int i = 0; i < 3; ++i) {
        out.w[i] = w[i].a;
        by_both.row(i) = w[i].v.transpose();
    }
    out.by_first = by_both.leftCols<4>() * composed::turning(a);
    out.by_second = by_both.rightCols<4>() * composed::turning(b);
    return out;
}

}  // namespace rotation_peers
#endif
