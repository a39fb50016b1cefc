#pragma once

#include <array>
#include <cmath>
#include <cstddef>

#include "../by_hand_more.hpp"
#include "../sparse/by_hand.hpp"
#include "mechanics_work.hpp"

/// Derivatives of mechanics_work.hpp by hand.
namespace by_hand::shared {

/// Most entries are zeros and ones.
[[gnu::always_inline]] inline numbers<24> cart_pole(double const* x) {
    numbers<5> in;
    for (std::size_t k = 0; k < 5; ++k) in[k] = x[k];
    numbers<12> entries;
    sparse_by_hand::cart_pole(in, entries);
    numbers<24> out{};
    for (std::size_t k = 0; k < 4; ++k) out[k] = entries[k];
    out[4 + 2] = 1, out[9 + 3] = 1;
    out[14 + 1] = entries[6], out[14 + 3] = entries[7], out[14 + 4] = entries[8];
    out[19 + 1] = entries[9], out[19 + 3] = entries[10], out[19 + 4] = entries[11];
    return out;
}

/// From M a = b: M a' = b' - M' a, and only the second angle changes M.
[[gnu::always_inline]] inline numbers<14> two_links(double const* x) {
    using w = work::two_links;
    constexpr double k = w::m2 * w::l1 * w::l2, m22 = w::m2 * w::l2 * w::l2,
                     k11 = (w::m1 + w::m2) * w::l1 * w::l1 + m22, g1 = (w::m1 + w::m2) * w::g * w::l1,
                     g2 = w::m2 * w::g * w::l2;
    double const s1 = std::sin(x[0]), c1 = std::cos(x[0]), s2 = std::sin(x[1]), c2 = std::cos(x[1]);
    double const s12 = s1 * c2 + c1 * s2, c12 = c1 * c2 - s1 * s2;
    double const kc = k * c2, m11 = k11 + 2 * kc, m12 = m22 + kc, h = k * s2;
    double const over = 1 / (m11 * m22 - m12 * m12), i11 = m22 * over, i12 = -m12 * over, i22 = m11 * over;
    double const u = x[2], v = x[3], centrifugal = (2 * u + v) * v, uu = u * u, weight = g2 * c12;
    double const b1 = x[4] + h * centrifugal - g1 * c1 - weight, b2 = x[5] - h * uu - weight;
    double const a1 = i11 * b1 + i12 * b2, a2 = i12 * b1 + i22 * b2;
    double const w12 = g2 * s12;
    // The right sides of the columns.
    double const p1 = g1 * s1 + w12, p2 = w12;
    double const q1 = kc * centrifugal + w12 + h * (2 * a1 + a2), q2 = w12 - kc * uu + h * a1;
    double const hv = 2 * h * v, r1 = 2 * h * (u + v), hu = -2 * h * u;
    return {a1,  a2,  i11 * p1 + i12 * p2, i11 * q1 + i12 * q2, i11 * hv + i12 * hu, i11 * r1,
            i11, i12, i12 * p1 + i22 * p2, i12 * q1 + i22 * q2, i12 * hv + i22 * hu, i12 * r1,
            i12, i22};
}

/// With G the inverse transpose: P = mu (F - G) + lambda log J G, and the derivative of G_iJ by F_kL is -G_iL G_kJ.
[[gnu::always_inline]] inline numbers<91> neo_hookean(double const* f) {
    constexpr double mu = work::neo_hookean::mu, lambda = work::neo_hookean::lambda;
    double g[9]{f[4] * f[8] - f[5] * f[7], f[5] * f[6] - f[3] * f[8], f[3] * f[7] - f[4] * f[6],
                f[2] * f[7] - f[1] * f[8], f[0] * f[8] - f[2] * f[6], f[1] * f[6] - f[0] * f[7],
                f[1] * f[5] - f[2] * f[4], f[2] * f[3] - f[0] * f[5], f[0] * f[4] - f[1] * f[3]};
    double const volume = f[0] * g[0] + f[1] * g[1] + f[2] * g[2], l = std::log(volume), over = 1 / volume;
    double square = 0;
    for (std::size_t i = 0; i < 9; ++i) square += f[i] * f[i], g[i] *= over;
    numbers<91> out;
    double const pressure = lambda * l - mu;
    out[0] = 0.5 * mu * (square - 3) + l * (0.5 * lambda * l - mu);
    for (std::size_t i = 0; i < 9; ++i) out[1 + i] = mu * f[i] + pressure * g[i];
#pragma GCC unroll 9
    for (std::size_t i = 0; i < 9; ++i)
#pragma GCC unroll 9
        for (std::size_t k = 0; k <= i; ++k) {
            std::size_t const crossed = 3 * (i / 3) + k % 3, other = 3 * (k / 3) + i % 3;
            double const entry = lambda * g[i] * g[k] - pressure * g[crossed] * g[other] + (i == k ? mu : 0);
            out[10 + 9 * i + k] = out[10 + 9 * k + i] = entry;
        }
    return out;
}

[[gnu::always_inline]] inline numbers<16> lennard_jones(double const* x) {
    numbers<16> out{};
    double energy = 0, force[15]{};
#pragma GCC unroll 5
    for (std::size_t i = 0; i < 5; ++i)
#pragma GCC unroll 5
        for (std::size_t k = 0; k < i; ++k) {
            double const dx = x[3 * i] - x[3 * k], dy = x[3 * i + 1] - x[3 * k + 1], dz = x[3 * i + 2] - x[3 * k + 2];
            double const over = 1 / (dx * dx + dy * dy + dz * dz), sixth = over * over * over;
            energy += sixth * sixth - sixth;
            double const slope = (24 - 48 * sixth) * sixth * over;
            force[3 * i] += slope * dx, force[3 * i + 1] += slope * dy, force[3 * i + 2] += slope * dz;
            force[3 * k] -= slope * dx, force[3 * k + 1] -= slope * dy, force[3 * k + 2] -= slope * dz;
        }
    out[0] = 4 * energy;
    for (std::size_t i = 0; i < 15; ++i) out[1 + i] = force[i];
    return out;
}

/// Logarithmic derivatives, since the volatility is a product: with q = sqrt(1 - 2 rho z + z^2), dx/dz = 1/q.
[[gnu::always_inline]] inline numbers<5> sabr(double const* v, double const* option) {
    double const forward = v[0], alpha = v[1], rho = v[2], nu = v[3], strike = option[0], time = option[1];
    double const root = std::sqrt(forward * strike), mean = std::sqrt(root), l = std::log(forward / strike);
    double const over_alpha = 1 / alpha, ml = mean * l, z = nu * over_alpha * ml;
    double const q = std::sqrt(1 + z * (z - 2 * rho)), top = q + z - rho, rest = 1 - rho;
    double const x = std::log(top / rest), square = l * l;
    double const series = 1 + square * (1.0 / 96 + square * (1.0 / 30720));
    double const over_mean = 1 / mean, am = alpha * over_mean;
    double const first = am * am * (1.0 / 96), second = rho * nu * am * 0.125,
                 third = (2 - 3 * rho * rho) * (1.0 / 24) * nu;
    double const factor = 1 + time * (first + second + third * nu);
    double const over_below = 1 / (series * x * factor);
    double const over_series = x * factor * over_below, over_x = series * factor * over_below,
                 over_factor = series * x * over_below;
    // sigma = nu l / series / x * factor: alpha cancels in alpha / mean * z.
    double const value = nu * l * over_series * over_x * factor;
    double const over_q = 1 / q, over_forward = 1 / forward;
    double const by_z = -over_x * over_q;  // of log(1 / x)
    double const scaled = value * time * over_factor;
    double const z_forward = over_forward * (0.25 * z + nu * over_alpha * mean);
    // dx/drho = (q - z) ... : d log(top)/drho + 1 / (1 - rho).
    double const x_rho = 1 / rest - (z * over_q + 1) / top;
    double const series_slope = l * (1.0 / 48 + square * (1.0 / 7680));
    double const middle = nu * am * 0.125;
    return {
        value,
        nu * over_series * over_x * factor * over_forward -
            value * (series_slope * over_series * over_forward - by_z * z_forward) -
            scaled * over_forward * (0.5 * first + 0.25 * second),
        over_alpha * (scaled * (2 * first + second) - value * by_z * z),
        -value * over_x * x_rho + scaled * (middle - 0.25 * rho * nu * nu),
        l * over_series * over_x * factor + value * by_z * ml * over_alpha + scaled * (rho * am * 0.125 + 2 * third)};
}

/// The cofactors from the minors of two rows.
[[gnu::always_inline]] inline numbers<17> determinant(double const* a) {
    double const s0 = a[0] * a[5] - a[4] * a[1], s1 = a[0] * a[6] - a[4] * a[2], s2 = a[0] * a[7] - a[4] * a[3],
                 s3 = a[1] * a[6] - a[5] * a[2], s4 = a[1] * a[7] - a[5] * a[3], s5 = a[2] * a[7] - a[6] * a[3];
    double const c5 = a[10] * a[15] - a[14] * a[11], c4 = a[9] * a[15] - a[13] * a[11],
                 c3 = a[9] * a[14] - a[13] * a[10], c2 = a[8] * a[15] - a[12] * a[11],
                 c1 = a[8] * a[14] - a[12] * a[10], c0 = a[8] * a[13] - a[12] * a[9];
    return {s0 * c5 - s1 * c4 + s2 * c3 + s3 * c2 - s4 * c1 + s5 * c0,
            a[5] * c5 - a[6] * c4 + a[7] * c3,
            -a[4] * c5 + a[6] * c2 - a[7] * c1,
            a[4] * c4 - a[5] * c2 + a[7] * c0,
            -a[4] * c3 + a[5] * c1 - a[6] * c0,
            -a[1] * c5 + a[2] * c4 - a[3] * c3,
            a[0] * c5 - a[2] * c2 + a[3] * c1,
            -a[0] * c4 + a[1] * c2 - a[3] * c0,
            a[0] * c3 - a[1] * c1 + a[2] * c0,
            a[13] * s5 - a[14] * s4 + a[15] * s3,
            -a[12] * s5 + a[14] * s2 - a[15] * s1,
            a[12] * s4 - a[13] * s2 + a[15] * s0,
            -a[12] * s3 + a[13] * s1 - a[14] * s0,
            -a[9] * s5 + a[10] * s4 - a[11] * s3,
            a[8] * s5 - a[10] * s2 + a[11] * s1,
            -a[8] * s4 + a[9] * s2 - a[11] * s0,
            a[8] * s3 - a[9] * s1 + a[10] * s0};
}

/// Legendre's functions with their derivatives by z, times sines and cosines with theirs by x and y.
template <std::size_t Degrees>
[[gnu::always_inline]] inline numbers<4 * Degrees * Degrees> harmonics(double const* r) {
    constexpr std::size_t count = Degrees * Degrees;
    double const x = r[0], y = r[1], z = r[2];
    numbers<4 * count> out;
    double s = 0, c = 1, sx = 0, sy = 0, cx = 0, cy = 0, diagonal = 1;
#pragma GCC unroll 11
    for (std::size_t m = 0; m < Degrees; ++m) {
        if (m > 0) {
            double const next_s = x * c - y * s, next_c = x * s + y * c;
            double const next_sx = c + x * cx - y * sx, next_sy = x * cy - s - y * sy;
            double const next_cx = s + x * sx + y * cx, next_cy = x * sy + c + y * cy;
            s = next_s, c = next_c, sx = next_sx, sy = next_sy, cx = next_cx, cy = next_cy;
            diagonal *= 1 - 2 * static_cast<double>(m);
        }
        double p = diagonal, before = 0, slope = 0, slope_before = 0;
#pragma GCC unroll 11
        for (std::size_t l = m; l < Degrees; ++l) {
            if (l > m) {
                double const a = static_cast<double>(2 * l - 1) / static_cast<double>(l - m),
                             b = l == m + 1 ? 0 : static_cast<double>(l + m - 1) / static_cast<double>(l - m);
                double const next = a * z * p - b * before, next_slope = a * (p + z * slope) - b * slope_before;
                before = p, p = next, slope_before = slope, slope = next_slope;
            }
            double const n = work::harmonics<Degrees>::norms[l][m], np = n * p, ns = n * slope;
            std::size_t const k = l * l + l + m;
            out[k] = np * c, out[count + 3 * k] = np * cx, out[count + 3 * k + 1] = np * cy,
            out[count + 3 * k + 2] = ns * c;
            if (m > 0) {
                std::size_t const i = l * l + l - m;
                out[i] = np * s, out[count + 3 * i] = np * sx, out[count + 3 * i + 1] = np * sy,
                out[count + 3 * i + 2] = ns * s;
            }
        }
    }
    return out;
}

}  // namespace by_hand::shared
