#pragma once

#include <concepts>
#include <cstddef>

#include <ctgrad/geometry/quaternion.hpp>
#include <ctgrad/geometry/unit_quaternion.hpp>

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
// cos(sqrt x) and sin(sqrt x) / (2 sqrt x)
inline constexpr double cosine_of_root[]{1, -1.0 / 2, 1.0 / 24, -1.0 / 720, 1.0 / 40320, -1.0 / 3628800},
    half_sine_of_root[]{1.0 / 2, -1.0 / 12, 1.0 / 240, -1.0 / 10080, 1.0 / 725760, -1.0 / 79833600};
/// (a - sin a) / a^3 as a series of (a / 2)^2
inline constexpr double sine_remainder[]{1.0 / 6, -1.0 / 30, 1.0 / 315, -1.0 / 5670, 1.0 / 155925, -1.0 / 6081075};
/// (1 - h cot h) / sin(h)^2 as a series of sin(h)^2
inline constexpr double unit_slope[]{1.0 / 3,      2.0 / 15,       8.0 / 105,       16.0 / 315,       128.0 / 3465,
                                     256.0 / 9009, 1024.0 / 45045, 2048.0 / 109395, 32768.0 / 2078505};
/// 2 h / sin h, where h is the angle between a quaternion of length 1, or its negative, and 1. The square is that of sin h.
template <class T>
struct angle_over_sine {
    // atan(t) / t as a series of t^2, where t is the tangent of h
    static constexpr double arctangent[]{1, -1.0 / 3, 1.0 / 5, -1.0 / 7, 1.0 / 9, -1.0 / 11, 1.0 / 13, -1.0 / 15};
    T const w, square;
    T const w_square = w * w;
    decltype(w < w) const is_small = square < 0.0078125 * w_square;
    T const near_w = choose(is_small, w, T(1.0)),
            small = 2.0 * polynomial(arctangent, T(square / (near_w * near_w))) / near_w;
    T const length = sqrt(choose(is_small, T(1.0), square));
    T const sign = choose(w < 0.0, T(-1.0), T(1.0));
    T const half = atan2(length, sign* w);
    T const large = 2.0 * sign * half / length;
    T const value = choose(is_small, small, large);

    constexpr explicit angle_over_sine(quaternion<T> const& q) : w(q.w()), square(q.vec().squaredNorm()) {}
};

/// The rotation exp(v). Its right perturbation is J dv with the right Jacobian of the exponential map,
/// J = (sin a) / a - (1 - cos a) / a^2 [v] + (a - sin a) / a^3 v v^T, where a is the length of v. The square is that of a / 2.
template <class T, class Condition>
constexpr quaternion<T> perturbed_exponential(quaternion<T> const& q, fixed_matrix<T, 3, 1> const& v, T const& scale,
                                              T const& square, Condition const& is_small) {
    if constexpr (std::same_as<T, symbol>) {
        if (perturbations_of_trace(q.w()) == nullptr) return q;
        T const twice = 2.0 * scale, along = twice * q.w();
        T const across = choose(is_small, polynomial(sine_remainder, square), T((1.0 - along) / (4.0 * square)));
        auto const by_v = along_and_across<T>(along, -twice * q.vec(), across, v);
        perturbations by;
        set_right(by, *q.w().owner, [&](stated_sum& sum, std::size_t i) {
            for (std::size_t k = 0; k < 3; ++k) sum.add(by_v(i, k), v[k]);
        });
        return perturbed_by(q, by);
    } else {
        return q;
    }
}
/// The logarithm w of a rotation. A right perturbation changes it by the inverse right Jacobian,
/// J = h cot h + [w] / 2 + (1 - h cot h) / sin(h)^2 u u^T, and a left one by the transpose; u is the quaternion's vector.
template <class T>
constexpr fixed_matrix<T, 3, 1> perturbed_logarithm(quaternion<T> const& q, angle_over_sine<T> const& f,
                                                    fixed_matrix<T, 3, 1> const& w) {
    if constexpr (std::same_as<T, symbol>) {
        perturbations const* const by = perturbations_of(q);
        if (by == nullptr) return w;
        T const across = 0.5 * f.value * q.w();
        T const rest = choose(f.is_small, polynomial(unit_slope, f.square), T((1.0 - across) / f.square));
        auto const turned = along_and_across<T>(across, 0.5 * w, rest, q.vec());
        fixed_matrix<T, 3, 1> changed;
        for (std::size_t i = 0; i < 3; ++i) {
            stated_sum sum;
            for (std::size_t k = 0; k < 3; ++k) {
                if (by->right.any) sum.add(turned(i, k), by->right.along[k]);
                if (by->left.any) sum.add(turned(k, i), by->left.along[k]);
            }
            changed[i] = sum.of(w[i]);
        }
        return changed;
    } else {
        return w;
    }
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
    T const square = v.squaredNorm() / 4.0;
    auto const is_small = square < 0.0078125;
    T const half = sqrt(detail::choose(is_small, T(1.0), square));
    T const w = detail::choose(is_small, detail::polynomial(detail::cosine_of_root, square), T(cos(half))),
            scale = detail::choose(is_small, detail::polynomial(detail::half_sine_of_root, square),
                                   T(sin(half) / (2.0 * half)));
    return detail::perturbed_exponential(quaternion<T>(w, v * scale), v, scale, square, is_small);
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
    detail::angle_over_sine<T> const f(q);
    return detail::perturbed_logarithm<T>(q, f, q.vec() * f.value);
}
/// The same for a quaternion of which `unit(q)` states that it has length 1. Then h depends on w = cos h alone, and 2 h / sin h has the
/// derivative 2 (h cot h - 1) / sin(h)^2 with respect to w. Derivatives along every change that keeps the length are right.
template <class T>
constexpr fixed_matrix<T, 3, 1> log_rotation(unit_quaternion<T> const& q) {
    // The derivative of that series.
    constexpr double curvature[]{2.0 / 15,      16.0 / 105,     16.0 / 105,       512.0 / 3465,
                                 1280.0 / 9009, 2048.0 / 15015, 14336.0 / 109395, 262144.0 / 2078505};
    if (detail::perturbations_of(q) != nullptr) return log_rotation(static_cast<quaternion<T> const&>(q));
    detail::angle_over_sine<T> const f(q);
    T const over_length = 1.0 / f.length, over_square = over_length * over_length;
    T const by_w = detail::choose(f.is_small, T(-2.0 * detail::polynomial(detail::unit_slope, f.square)),
                                  T((f.large * f.w - 2.0) * over_square));
    T const twice_by_w = detail::choose(f.is_small, T(4.0 * f.w * detail::polynomial(curvature, f.square)),
                                        T((f.large + 3.0 * f.w * by_w) * over_square));
    return q.vec() * T(with_partials(f.value, f.w, T(with_partials(by_w, f.w, twice_by_w))));
}

/// The rotation q, turned by a small rotation vector in its own frame: q exp(v). With v = 0 it is q.
template <class T, class V>
constexpr auto retract(quaternion<T> const& q, fixed_matrix<V, 3, 1> const& v) {
    return q * exp_rotation(v);
}
/// The rotation vector that leads from a to b, the inverse of `retract`: log(a^-1 b), for quaternions of length 1.
/// Derivatives along every change that keeps their lengths are right, as those of `unit(q)`.
template <class A, class B>
constexpr auto local_coordinates(quaternion<A> const& a, quaternion<B> const& b) {
    return log_rotation(unit(a.conjugate() * b));
}

}  // namespace ctgrad
