#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

/// Derivatives as an expert writes them by hand, for comparison of speed and generated code. In `shared` every
/// subexpression is computed once, and one reciprocal replaces several quotients. In `separate` each partial is written
/// out on its own, as in a textbook.
namespace by_hand {

template <std::size_t N>
struct answer {
    double value;
    std::array<double, N> gradient;
};

template <std::size_t Rows, std::size_t Columns>
struct rows_answer {
    std::array<double, Rows> value;
    std::array<std::array<double, Columns>, Rows> jacobian;
};

namespace shared {

/// (x + y) z
[[gnu::always_inline]] inline answer<3> product_of_sum(double x, double y, double z) {
    double const q = x + y;
    return {q * z, {z, z, q}};
}

/// 1 / (1 + exp(-(w0 x0 + w1 x1 + w2))), with respect to w0, w1, w2, x0, x1
[[gnu::always_inline]] inline answer<5> neuron(double w0, double w1, double w2, double x0, double x1) {
    double const a = 1 / (1 + std::exp(-(w0 * x0 + w1 * x1 + w2)));
    double const d = a * (1 - a);
    return {a, {d * x0, d * x1, d, d * w0, d * w1}};
}

/// exp(xz) + xz / log x + sin(log x) / (xz)
[[gnu::always_inline]] inline answer<2> exponential_logarithm_sine(double x, double z) {
    double const b = x * z, l = std::log(x), e = std::exp(b), s = std::sin(l), c = std::cos(l);
    double const reciprocal = 1 / (b * l);
    double const over_b = l * reciprocal, over_l = b * reciprocal;
    double const quotient = b * over_l, ripple = s * over_b;
    double const by_b = e + over_l - ripple * over_b;
    double const over_x = z * over_b;
    return {e + quotient + ripple, {z * by_b + over_x * (c * over_b - quotient * over_l), x * by_b}};
}

/// 2 (uv) (u + v)
[[gnu::always_inline]] inline answer<2> product_with_sum(double u, double v) {
    double const p = u * v, s = u + v;
    double const twice_p = 2 * p, twice_s = 2 * s;
    return {twice_p * s, {twice_s * v + twice_p, twice_s * u + twice_p}};
}

/// 3 (a + bc)
[[gnu::always_inline]] inline answer<3> thrice_sum(double a, double b, double c) {
    return {3 * (a + b * c), {3, 3 * c, 3 * b}};
}

/// The residual of bundle adjustment: camera = rotation vector, centre, focal length, principal point, two radial
/// coefficients. The partials are with respect to camera, point and weight. An expert multiplies by reciprocals; with
/// `Quotients` the value keeps the divisions of its formula.
template <bool Quotients = false>
[[gnu::always_inline]] inline rows_answer<2, 15> residual(std::array<double, 11> const& camera,
                                                          std::array<double, 3> const& point, double weight) {
    double const focal = camera[6], x0 = camera[7], y0 = camera[8], k0 = camera[9], k1 = camera[10];

    double const theta = std::sqrt(camera[0] * camera[0] + camera[1] * camera[1] + camera[2] * camera[2]);
    double const over_theta = 1 / theta;
    double const s = std::sin(theta), c = std::cos(theta), versine = 1 - c;
    double const a0 = Quotients ? camera[0] / theta : camera[0] * over_theta,
                 a1 = Quotients ? camera[1] / theta : camera[1] * over_theta,
                 a2 = Quotients ? camera[2] / theta : camera[2] * over_theta;
    double const d0 = point[0] - camera[3], d1 = point[1] - camera[4], d2 = point[2] - camera[5];
    double const c0 = a1 * d2 - a2 * d1, c1 = a2 * d0 - a0 * d2, c2 = a0 * d1 - a1 * d0;  // axis x d
    double const along = a0 * d0 + a1 * d1 + a2 * d2;
    double const t = along * versine;
    double const xcam = d0 * c + c0 * s + a0 * t;
    double const ycam = d1 * c + c1 * s + a1 * t;
    double const zcam = d2 * c + c2 * s + a2 * t;

    double const over_z = 1 / zcam;
    double const px = Quotients ? xcam / zcam : xcam * over_z, py = Quotients ? ycam / zcam : ycam * over_z;
    double const r2 = px * px + py * py;
    double const k1r2 = k1 * r2;
    double const radial = 1 + r2 * (k0 + k1r2);
    double const xl = px * radial, yl = py * radial;
    double const u = xl * focal + x0, v = yl * focal + y0;

    // With respect to the rotated point: rows g and h.
    double const scale = weight * focal;
    double const by_r2 = 2 * (k0 + 2 * k1r2);
    double const over_z_scale = scale * over_z;
    double const bx = by_r2 * px, cross = over_z_scale * (bx * py);
    double const g0 = over_z_scale * (radial + bx * px), g1 = cross;
    double const h0 = cross, h1 = over_z_scale * (radial + by_r2 * py * py);
    double const g2 = -(g0 * px + g1 * py), h2 = -(h0 * px + h1 * py);

    // The derivative by the angle with a fixed axis, minus the part that normalising the axis removes.
    double const sa = s * over_theta, va = versine * over_theta;
    double const along_s = s * along, twice = 2 * va * along;
    double const across = c - sa, along_axis = along_s - twice;
    double const m0 = across * c0 + along_axis * a0 - s * d0;
    double const m1 = across * c1 + along_axis * a1 - s * d1;
    double const m2 = across * c2 + along_axis * a2 - s * d2;

    double const ta = va * along;
    auto const row = [&](double p0, double p1, double p2, double by_focal, double projected, double by_x0, double by_y0,
                         double by_weight) __attribute__((always_inline))
                         ->std::array<double, 15> {
        double const pm = p0 * m0 + p1 * m1 + p2 * m2;
        double const pa = p0 * a0 + p1 * a1 + p2 * a2;
        double const vpa = va * pa, tpa = versine * pa;
        double const q0 = c * p0 + s * (p1 * a2 - p2 * a1) + tpa * a0;
        double const q1 = c * p1 + s * (p2 * a0 - p0 * a2) + tpa * a1;
        double const q2 = c * p2 + s * (p0 * a1 - p1 * a0) + tpa * a2;
        double const by_k0 = projected * r2;
        return {pm * a0 + sa * (d1 * p2 - d2 * p1) + ta * p0 + vpa * d0,
                pm * a1 + sa * (d2 * p0 - d0 * p2) + ta * p1 + vpa * d1,
                pm * a2 + sa * (d0 * p1 - d1 * p0) + ta * p2 + vpa * d2,
                -q0,
                -q1,
                -q2,
                by_focal,
                by_x0,
                by_y0,
                by_k0,
                by_k0 * r2,
                q0,
                q1,
                q2,
                by_weight};
    };
    return {{weight * u, weight * v},
            {row(g0, g1, g2, weight * xl, scale * px, weight, 0, u),
             row(h0, h1, h2, weight * yl, scale * py, 0, weight, v)}};
}

}  // namespace shared

namespace separate {

[[gnu::always_inline]] inline answer<3> product_of_sum(double x, double y, double z) {
    return {(x + y) * z, {z, z, x + y}};
}

[[gnu::always_inline]] inline answer<5> neuron(double w0, double w1, double w2, double x0, double x1) {
    auto const a = [&] { return 1 / (1 + std::exp(-(w0 * x0 + w1 * x1 + w2))); };
    return {a(),
            {a() * (1 - a()) * x0, a() * (1 - a()) * x1, a() * (1 - a()), a() * (1 - a()) * w0, a() * (1 - a()) * w1}};
}

[[gnu::always_inline]] inline answer<2> exponential_logarithm_sine(double x, double z) {
    return {std::exp(x * z) + x * z / std::log(x) + std::sin(std::log(x)) / (x * z),
            {z * std::exp(x * z) + z / std::log(x) - z / (std::log(x) * std::log(x)) +
                 std::cos(std::log(x)) / (x * x * z) - std::sin(std::log(x)) / (x * x * z),
             x * std::exp(x * z) + x / std::log(x) - std::sin(std::log(x)) / (x * z * z)}};
}

[[gnu::always_inline]] inline answer<2> product_with_sum(double u, double v) {
    return {2 * (u * v) * (u + v), {2 * v * (u + v) + 2 * u * v, 2 * u * (u + v) + 2 * u * v}};
}

/// Each partial on its own, with the parts of the value that it needs.
[[gnu::always_inline]] inline rows_answer<2, 15> residual(std::array<double, 11> const& camera,
                                                          std::array<double, 3> const& point, double weight) {
    rows_answer<2, 15> result{shared::residual(camera, point, weight).value, {}};
    [&]<std::size_t... I>(std::index_sequence<I...>) __attribute__((always_inline)) {
        ((result.jacobian[I / 15][I % 15] = shared::residual(camera, point, weight).jacobian[I / 15][I % 15]), ...);
    }
    (std::make_index_sequence<30>{});
    return result;
}

}  // namespace separate

}  // namespace by_hand
