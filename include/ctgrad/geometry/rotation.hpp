#pragma once

#include <concepts>
#include <cstddef>

#include <ctgrad/geometry/quaternion.hpp>

/// Rotations, and their coordinates near a rotation. Every function is smooth at the angle 0: there it computes with a power
/// series, whose first and second derivatives are accurate to about ten digits or better.
namespace ctgrad {

namespace detail {

/// c[0] + c[1] x + c[2] x^2 + ...
template <class T, std::size_t N>
constexpr T polynomial(double const (&c)[N], T const& x) {
    T sum = T(c[N - 1]);
    for (std::size_t i = N - 1; i-- > 0;) sum = sum * x + c[i];
    return sum;
}
/// `select` for symbols and for numbers.
template <class Condition, class T>
constexpr T choose(Condition const& condition, T const& yes, T const& no) {
    if constexpr (std::same_as<Condition, bool>)
        return condition ? yes : no;
    else
        return select(condition, yes, no);
}

}  // namespace detail

/// The matrix of a cross product: skew(a) * b is a x b.
template <class T>
constexpr fixed_matrix<T, 3, 3> skew(fixed_matrix<T, 3, 1> const& a) {
    return {T(0.0), -a[2], a[1], a[2], T(0.0), -a[0], -a[1], a[0], T(0.0)};
}

/// The rotation about the direction of a vector, by the angle that is its length: the exponential map.
template <class T>
constexpr quaternion<T> exp_rotation(fixed_matrix<T, 3, 1> const& v) {
    // cos(sqrt x) and sin(sqrt x) / (2 sqrt x), where x is the square of half the angle
    constexpr double cosine[]{1, -1.0 / 2, 1.0 / 24, -1.0 / 720, 1.0 / 40320, -1.0 / 3628800},
        sine[]{1.0 / 2, -1.0 / 12, 1.0 / 240, -1.0 / 10080, 1.0 / 725760, -1.0 / 79833600};
    T const square = v.squaredNorm() / 4.0;
    auto const is_small = square < 0.0078125;
    T const half = sqrt(detail::choose(is_small, T(1.0), square));
    return {detail::choose(is_small, detail::polynomial(cosine, square), T(cos(half))),
            v * detail::choose(is_small, detail::polynomial(sine, square), T(sin(half) / (2.0 * half)))};
}

/// The point p, turned about the direction of the vector v by the angle that is its length. It equals
/// `exp_rotation(v) * p`, but takes fewer operations because it needs no quaternion: Rodrigues' formula, with v x p and v x (v x p).
template <class V, class P>
constexpr auto rotate(fixed_matrix<V, 3, 1> const& v, fixed_matrix<P, 3, 1> const& p) {
    // sin(sqrt x) / sqrt x and (1 - cos(sqrt x)) / x, where x is the square of the angle
    constexpr double sine[]{1, -1.0 / 6, 1.0 / 120, -1.0 / 5040, 1.0 / 362880, -1.0 / 39916800},
        cosine[]{1.0 / 2, -1.0 / 24, 1.0 / 720, -1.0 / 40320, 1.0 / 3628800, -1.0 / 479001600};
    V const square = v.squaredNorm();
    auto const is_small = square < 0.03125;
    V const safe = detail::choose(is_small, V(1.0), square), angle = sqrt(safe);
    V const first = detail::choose(is_small, detail::polynomial(sine, square), V(sin(angle) / angle)),
            second = detail::choose(is_small, detail::polynomial(cosine, square), V((1.0 - cos(angle)) / safe));
    auto const turned = v.cross(p);
    return p + first * turned + second * v.cross(turned);
}

/// The rotation vector of a quaternion of length 1, the inverse of `exp_rotation`: the axis times the angle, which is at most pi.
/// q and -q have the same rotation vector.
template <class T>
constexpr fixed_matrix<T, 3, 1> log_rotation(quaternion<T> const& q) {
    // atan(t) / t as a series of t^2, where t is the tangent of half the angle
    constexpr double arctangent[]{1, -1.0 / 3, 1.0 / 5, -1.0 / 7, 1.0 / 9, -1.0 / 11, 1.0 / 13, -1.0 / 15};
    T const square = q.vec().squaredNorm(), w_square = q.w() * q.w();
    auto const is_small = square < 0.0078125 * w_square;
    T const w = detail::choose(is_small, q.w(), T(1.0)),
            small = 2.0 * detail::polynomial(arctangent, T(square / (w * w))) / w;
    T const length = sqrt(detail::choose(is_small, T(1.0), square));
    T const sign = detail::choose(q.w() < 0.0, T(-1.0), T(1.0));
    T const large = 2.0 * sign * atan2(length, sign * q.w()) / length;
    return q.vec() * detail::choose(is_small, small, large);
}

/// The rotation q, turned by a small rotation vector in its own frame: q exp(v). With v = 0 it is q.
template <class T, class V>
constexpr auto retract(quaternion<T> const& q, fixed_matrix<V, 3, 1> const& v) {
    return q * exp_rotation(v);
}
/// The rotation vector that leads from a to b, the inverse of `retract`: log(a^-1 b), for quaternions of length 1.
template <class A, class B>
constexpr auto local_coordinates(quaternion<A> const& a, quaternion<B> const& b) {
    return log_rotation(a.conjugate() * b);
}

}  // namespace ctgrad
