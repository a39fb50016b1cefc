#pragma once

#include <array>
#include <cstddef>

#include <ctgrad/geometry/fixed_matrix_checks.hpp>
#include <ctgrad/geometry/quaternion.hpp>

namespace ctgrad {

/// A quaternion that has length 1, as `unit(q)` states. Its products with vectors and with other unit quaternions use
/// that.
template <class T>
struct unit_quaternion : quaternion<T> {
    using quaternion<T>::quaternion;
    constexpr explicit unit_quaternion(quaternion<T> const& q) : quaternion<T>(q) {}
    constexpr unit_quaternion conjugate() const { return unit_quaternion(quaternion<T>::conjugate()); }
    constexpr unit_quaternion inverse() const { return conjugate(); }
};

/// States that a quaternion has length 1 in every call of the function. Nothing checks it.
/// ```cpp
/// constexpr auto turned = ctgrad::function<Eigen::Vector3d(Eigen::Quaterniond, Eigen::Vector3d)>(
///     [](auto const& q, auto const& v) { return unit(q) * v; });
/// ```
template <class Q>
constexpr auto unit([[maybe_unused]] Q const& q) {
    if constexpr (detail::check_quaternion<Q>())
        return unit_quaternion<typename Q::Scalar>(q);
    else
        return unit_quaternion<double>::Identity();
}

template <class A, class B>
constexpr auto operator*(unit_quaternion<A> const& a, unit_quaternion<B> const& b) {
    return unit(static_cast<quaternion<A> const&>(a) * static_cast<quaternion<B> const&>(b));
}

/// The vector, rotated: v + 2 u x a, where u is the quaternion's vector and a = w v + u x v. The derivatives with
/// respect to the coefficients are those of the rotation, by a quaternion of any length, times the square of that
/// length: twice the entries of a and u.v. In the tangent space of the quaternions of length 1, that is, along every
/// change that keeps the length, they are also the derivatives of the value.
template <class A, class B>
constexpr auto operator*(unit_quaternion<A> const& q, fixed_matrix<B, 3, 1> const& v) {
    using T = decltype(q.w() * v[0]);
    auto const u = q.vec();
    fixed_vector<T, 3> const b = 2.0 * (q.w() * v + u.cross(v));
    T const s = 2.0 * u.dot(v);
    fixed_vector<T, 3> const turned = v + u.cross(b);
    if (detail::perturbations_of(q) != nullptr) return detail::perturbed_vector(q, v, turned);
    auto const matrix = q.toRotationMatrix();
    std::array<T, 7> const by{q.x(), q.y(), q.z(), q.w(), v[0], v[1], v[2]};
    T const partials[3][4]{{s, b[2], -b[1], b[0]}, {-b[2], s, b[0], b[1]}, {b[1], -b[0], s, b[2]}};
    fixed_vector<T, 3> result;
    for (std::size_t i = 0; i < 3; ++i) {
        auto const& p = partials[i];
        result[i] = with_partials(turned[i], by,
                                  std::array<T, 7>{p[0], p[1], p[2], p[3], matrix(i, 0), matrix(i, 1), matrix(i, 2)});
    }
    return result;
}

}  // namespace ctgrad
