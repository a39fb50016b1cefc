#pragma once

#include <concepts>
#include <cstddef>

#include <ctgrad/geometry/fixed_matrix_operators.hpp>
#include <ctgrad/geometry/perturbations.hpp>

namespace ctgrad {

/// A quaternion w + x i + y j + z k, of symbols in traced functions or of numbers. As in Eigen, the constructor takes
/// w, x, y, z, and the coefficients are in the order x, y, z, w. Quaternions of length 1 are rotations.
/// ```cpp
/// constexpr auto turned = ctgrad::function<Eigen::Vector3d(Eigen::Quaterniond, Eigen::Vector3d)>(
///     [](auto const& q, auto const& p) { return q * p; });
/// ```
template <class T>
struct quaternion {
    using Scalar = T;

    constexpr quaternion() = default;
    constexpr quaternion(T const& w, T const& x, T const& y, T const& z) : numbers(x, y, z, w) {}
    constexpr quaternion(T const& w, fixed_vector<T, 3> const& vector) : numbers(vector[0], vector[1], vector[2], w) {}
    static constexpr quaternion Identity() { return {T(1.0), T(0.0), T(0.0), T(0.0)}; }

    constexpr T const& w() const { return numbers[3]; }
    constexpr T const& x() const { return numbers[0]; }
    constexpr T const& y() const { return numbers[1]; }
    constexpr T const& z() const { return numbers[2]; }
    /// The vector (x, y, z).
    constexpr fixed_vector<T, 3> vec() const { return numbers.template head<3>(); }
    /// The vector (x, y, z, w).
    constexpr fixed_vector<T, 4>& coeffs() { return numbers; }
    constexpr fixed_vector<T, 4> const& coeffs() const { return numbers; }

    constexpr quaternion conjugate() const { return detail::perturbed_inverse(*this, quaternion(w(), -vec())); }
    constexpr T squaredNorm() const { return numbers.squaredNorm(); }
    constexpr T norm() const { return numbers.norm(); }
    constexpr quaternion normalized() const {
        quaternion unit;
        unit.numbers = numbers.normalized();
        return unit;
    }
    constexpr quaternion inverse() const {
        quaternion result;
        result.numbers = conjugate().numbers / squaredNorm();
        return result;
    }
    /// The matrix of the rotation, for a quaternion of length 1.
    constexpr fixed_matrix<T, 3, 3> toRotationMatrix() const {
        return detail::perturbed_matrix(*this, rotation_matrix());
    }
    /// The same, without what a tangent Jacobian knows of its derivatives.
    constexpr fixed_matrix<T, 3, 3> rotation_matrix() const {
        T const xx = x() * x(), yy = y() * y(), zz = z() * z(), xy = x() * y(), xz = x() * z(), yz = y() * z(),
                wx = w() * x(), wy = w() * y(), wz = w() * z();
        return {1.0 - 2.0 * (yy + zz), 2.0 * (xy - wz), 2.0 * (xz + wy), 2.0 * (xy + wz),      1.0 - 2.0 * (xx + zz),
                2.0 * (yz - wx),       2.0 * (xz - wy), 2.0 * (yz + wx), 1.0 - 2.0 * (xx + yy)};
    }

private:
    fixed_vector<T, 4> numbers;
};

template <class A, class B>
constexpr auto operator*(quaternion<A> const& a, quaternion<B> const& b) {
    using product = quaternion<decltype(a.w() * b.w())>;
    return detail::perturbed_product(a, b,
                                     product(a.w() * b.w() - a.x() * b.x() - a.y() * b.y() - a.z() * b.z(),
                                             a.w() * b.x() + a.x() * b.w() + a.y() * b.z() - a.z() * b.y(),
                                             a.w() * b.y() + a.y() * b.w() + a.z() * b.x() - a.x() * b.z(),
                                             a.w() * b.z() + a.z() * b.w() + a.x() * b.y() - a.y() * b.x()));
}
/// The vector, rotated by a quaternion of length 1: v + 2 w (u x v) + 2 u x (u x v), where u is the quaternion's vector.
template <class A, class B>
constexpr auto operator*(quaternion<A> const& q, fixed_matrix<B, 3, 1> const& v) {
    auto const twice = 2.0 * q.vec().cross(v);
    fixed_vector<decltype(q.w() * v[0]), 3> const turned = v + q.w() * twice + q.vec().cross(twice);
    return detail::perturbed_vector(q, v, turned);
}
/// @cond
// Refused: a product with anything else.
template <class A, class Other>
    requires(!requires(Other const& b) { b.coeffs(); })
constexpr auto operator*(quaternion<A> const& q, Other const&) {
    detail::refuse_product_with_quaternion<Other>();
    return q;
}
/// @endcond
/// The first quaternion if the condition holds, else the second.
template <class Condition, class T>
constexpr quaternion<T> select(Condition const& condition, quaternion<T> const& yes, quaternion<T> const& no) {
    quaternion<T> chosen;
    chosen.coeffs() = select(condition, yes.coeffs(), no.coeffs());
    return chosen;
}

}  // namespace ctgrad
