#pragma once

#include <concepts>
#include <cstddef>

#include <ctgrad/geometry/rotation.hpp>

/// Interpolation between rotations.
namespace ctgrad {

namespace detail {

/// The interpolation r = a exp(t w), with w = log(a^-1 b). Right perturbations of a and b perturb r by matrices that commute with
/// rotations about w: they are numbers along w, 1 - t and t, and rotations with a factor across, `to_a` exp(-i t h) and `to_b`
/// exp(i (1 - t) h), where h is half of the angle. With t, r is perturbed by w.
template <class T>
constexpr quaternion<T> perturbed_interpolation(quaternion<T> const& r, quaternion<T> const& a, quaternion<T> const& b,
                                                T const& t, quaternion<T> const& between, angle_over_sine<T> const& f,
                                                T const& cosine, T const& to_a, T const& to_b) {
    if constexpr (std::same_as<T, symbol>) {
        perturbations const *const by_a = perturbations_of(a), *const by_b = perturbations_of(b);
        if (by_a == nullptr || by_b == nullptr || by_a->left.any || by_b->left.any) return r;
        // asin(s) / s = 1 + s^2 (1/6 + ...)
        constexpr double arcsine[]{1.0 / 6,     3.0 / 40,      5.0 / 112,    35.0 / 1152,
                                   63.0 / 2816, 231.0 / 13312, 143.0 / 10240};
        T const across_a = to_a * cosine, across_b = to_b * (f.w * cosine + f.square * to_b);
        // (1 - t - across_a) / sin(h)^2, where 2 (1 - t - across_a) = m - sin(m h) / sin h with m = 1 - 2 t
        T const m = 1.0 - 2.0 * t, angles = 0.25 * m * m * f.small * f.small;
        T const remainder = angles * polynomial(sine_remainder, T(0.25 * angles * f.square));
        T const rest =
            choose(f.is_small, T(0.5 * m * (remainder - (1.0 - remainder * f.square) * polynomial(arcsine, f.square))),
                   T((1.0 - t - across_a) / f.square));
        fixed_matrix<T, 3, 1> const u = between.vec(), turned = to_a * to_b * u;
        auto const of_a = along_and_across<T>(across_a, -turned, rest, u),
                   of_b = along_and_across<T>(across_b, turned, -rest, u);
        perturbations by;
        set_right(by, *r.w().owner, [&](stated_sum& sum, std::size_t i) {
            for (std::size_t k = 0; k < 3; ++k) {
                if (by_a->right.any) sum.add(of_a(i, k), by_a->right.along[k]);
                if (by_b->right.any) sum.add(of_b(i, k), by_b->right.along[k]);
            }
            sum.add(u[i] * f.value, t);
        });
        return perturbed_by(r, by);
    } else {
        return r;
    }
}

}  // namespace detail

/// The rotation at the share t, from 0 to 1, of the shorter way from a to b, which have length 1:
/// `retract(a, t * local_coordinates(a, b))` in fewer operations. (Spherical linear interpolation.)
/// ```cpp
/// constexpr auto at = ctgrad::function<Eigen::Quaterniond(Eigen::Quaterniond, Eigen::Quaterniond, double)>(
///     [](auto const& a, auto const& b, auto t) { return ctgrad::slerp(a, b, t); });
/// ```
template <class A, class B, class S>
constexpr auto slerp(quaternion<A> const& a, quaternion<B> const& b, S const& share) {
    using T = decltype(a.w() * b.w() * share);
    T const t = share;
    quaternion<T> const between = a.conjugate() * b;
    detail::angle_over_sine<T> const f(between);
    T const square = 0.25 * t * t * f.small * f.small * f.square;  // of t h, if that is small
    T const angle = t * f.half;
    T const cosine = detail::choose(f.is_small, detail::polynomial(detail::cosine_of_root, square), T(cos(angle))),
            to_b = detail::choose(f.is_small, T(t * f.small * detail::polynomial(detail::half_sine_of_root, square)),
                                  T(f.sign * sin(angle) / f.length));
    T const to_a = cosine - f.w * to_b;
    quaternion<T> r;
    r.coeffs() = to_a * a.coeffs() + to_b * b.coeffs();
    if constexpr (std::same_as<A, T> && std::same_as<B, T>)
        return detail::perturbed_interpolation(r, a, b, t, between, f, cosine, to_a, to_b);
    else
        return r;
}

}  // namespace ctgrad
