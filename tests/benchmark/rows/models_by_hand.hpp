#pragma once

#include <array>
#include <cmath>
#include <cstddef>

#include "../by_hand_more.hpp"
#include "../sparse/by_hand.hpp"
#include "models_work.hpp"

/// Derivatives of models_work.hpp by hand.
namespace by_hand::shared {

[[gnu::always_inline]] inline answer<9> least_squares(double const* c) {
    using w = work::least_squares;
    answer<9> out{};
    double sum = 0, gradient[9]{};
    for (std::size_t i = 0; i < w::points; ++i) {
        double const t = w::t(i);
        double p = c[8];
        for (std::size_t k = 8; k-- > 0;) p = p * t + c[k];
        double const r = p - (t < 0 ? -1 : 1);
        sum += r * r;
        double part = r;
        for (std::size_t k = 0; k < 9; ++k, part *= t) gradient[k] += part;
    }
    out.value = 0.5 * sum;
    for (std::size_t k = 0; k < 9; ++k) out.gradient[k] = gradient[k];
    return out;
}

/// With p = b - d, q = b + d and N = q - p e: D = -a (1 - e) / N, because p q = -sigma^2 a for a = i u + u^2, and the logarithm is that
/// of N / (2 d). All parameters but v0 and theta act through b and d, where d' = (b b' + sigma a sigma') / d (as in Cui, del Bano
/// Rollin and Germano 2017).
[[gnu::always_inline]] inline numbers<12> heston(double const* x, double const* option) {
    using complex = work::complex_of<double>;
    double const v0 = x[0], kappa = x[1], theta = x[2], sigma = x[3], rho = x[4], u = option[0], time = option[1];
    double const square = sigma * sigma, over_sigma = 1 / sigma;
    complex const a{u * u, u}, b{kappa, -(rho * sigma * u)};
    auto const times_i = [](double factor, complex const& z) { return complex{-factor * z.im, factor * z.re}; };
    auto const inverse = [](complex const& z) {
        double const over = 1 / (z.re * z.re + z.im * z.im);
        return complex{z.re * over, -z.im * over};
    };
    complex const d =
        work::square_root(complex{b.re * b.re - b.im * b.im + square * a.re, 2 * b.re * b.im + square * a.im});
    complex const over_d = inverse(d), p = b - d, q = b + d;
    double const decay = std::exp(-d.re * time), angle = d.im * time;
    complex const e{decay * std::cos(angle), -decay * std::sin(angle)};
    complex const pe = p * e, n = q - pe, over_n = inverse(n), rest{1 - e.re, -e.im};
    complex const rest_over_n = rest * over_n, by_v0{a.im * rest_over_n.im - a.re * rest_over_n.re,
                                                     -(a.re * rest_over_n.im + a.im * rest_over_n.re)};
    complex const ratio = 0.5 * (n * over_d);
    double const m = kappa * theta * over_sigma * over_sigma;
    complex const bracket{p.re * time - std::log(ratio.re * ratio.re + ratio.im * ratio.im),
                          p.im * time - 2 * std::atan2(ratio.im, ratio.re)};
    complex const c = m * bracket, exponent = c + v0 * by_v0;
    double const length = std::exp(exponent.re);
    complex const phi{length * std::cos(exponent.im), length * std::sin(exponent.im)};
    // By b and by d.
    complex const factor{2 * m + v0 * by_v0.re, v0 * by_v0.im}, mt{m * time, 0};
    complex const by_b = mt - factor * rest_over_n;
    complex const grown = complex{1 + e.re + time * pe.re, e.im + time * pe.im};
    complex const by_d = 2 * m * over_d - mt - (factor * grown + (v0 * time) * (a * e)) * over_n;
    complex const over = by_d * over_d, total = by_b + over * b;
    complex const results[5]{
        by_v0, total + (theta * over_sigma * over_sigma) * bracket, (kappa * over_sigma * over_sigma) * bracket,
        times_i(-rho * u, total) + sigma * (over * a) - (2 * over_sigma) * c, times_i(-sigma * u, total)};
    numbers<12> out;
    out[0] = phi.re, out[1] = phi.im;
    for (std::size_t k = 0; k < 5; ++k) {
        complex const scaled = phi * results[k];
        out[2 + k] = scaled.re, out[7 + k] = scaled.im;
    }
    return out;
}

[[gnu::always_inline]] inline rows_answer<20, 20> pollution(double const* x) {
    using w = sparse_work::pollution;
    numbers<20> y;
    for (std::size_t k = 0; k < 20; ++k) y[k] = x[k];
    double const a2 = w::k2 * y[1], b2 = w::k2 * y[3], a3 = w::k3 * y[1], b3 = w::k3 * y[4], a6 = w::k6 * y[5],
                 b6 = w::k6 * y[6], a8 = w::k8 * y[5], b8 = w::k8 * y[8], a9 = w::k9 * y[1], b9 = w::k9 * y[10],
                 a10 = w::k10 * y[0], b10 = w::k10 * y[10], a12 = w::k12 * y[1], b12 = w::k12 * y[9],
                 a14 = w::k14 * y[5], b14 = w::k14 * y[0], a20 = w::k20 * y[5], b20 = w::k20 * y[16],
                 a23 = w::k23 * y[3], b23 = w::k23 * y[0], a24 = w::k24 * y[0], b24 = w::k24 * y[18];
    double const r1 = w::k1 * y[0], r2 = a2 * y[3], r3 = a3 * y[4], r4 = w::k4 * y[6], r5 = w::k5 * y[6],
                 r6 = a6 * y[6], r7 = w::k7 * y[8], r8 = a8 * y[8], r9 = a9 * y[10], r10 = a10 * y[10],
                 r11 = w::k11 * y[12], r12 = a12 * y[9], r13 = w::k13 * y[13], r14 = a14 * y[0], r15 = w::k15 * y[2],
                 r16 = w::k16 * y[3], r17 = w::k17 * y[3], r18 = w::k18 * y[15], r19 = w::k19 * y[15],
                 r20 = a20 * y[16], r21 = w::k21 * y[18], r22 = w::k22 * y[18], r23 = a23 * y[0], r24 = a24 * y[18],
                 r25 = w::k25 * y[19];
    double const from_1 = b2 + b9 + b3 + b12, made = r4 + r5 + r6;
    rows_answer<20, 20> out{};
    auto& j = out.jacobian;
    out.value = {-r1 - r10 - r14 - r23 - r24 + r2 + r3 + r9 + r11 + r12 + r22 + r25,
                 -r2 - r3 - r9 - r12 + r1 + r21,
                 -r15 + r1 + r17 + r19 + r22,
                 -r2 - r16 - r17 - r23 + r15,
                 -r3 + 2 * r4 + r6 + r7 + r13 + r20,
                 -r6 - r8 - r14 - r20 + r3 + 2 * r18,
                 r13 - made,
                 made + r7,
                 -r7 - r8,
                 -r12 + r7 + r9,
                 -r9 - r10 + r8 + r11,
                 r9,
                 r10 - r11,
                 r12 - r13,
                 r14,
                 -r18 - r19 + r16,
                 -r20,
                 r20,
                 -r21 - r22 - r24 + r23 + r25,
                 r24 - r25};
    j[0][0] = -w::k1 - b10 - a14 - a23 - b24, j[0][1] = from_1, j[0][3] = a2 - b23, j[0][4] = a3, j[0][5] = -b14;
    j[0][9] = a12, j[0][10] = a9 - a10, j[0][12] = w::k11, j[0][18] = w::k22 - a24, j[0][19] = w::k25;
    j[1][0] = w::k1, j[1][1] = -from_1, j[1][3] = -a2, j[1][4] = -a3, j[1][9] = -a12, j[1][10] = -a9, j[1][18] = w::k21;
    j[2][0] = w::k1, j[2][2] = -w::k15, j[2][3] = w::k17, j[2][15] = w::k19, j[2][18] = w::k22;
    j[3][0] = -a23, j[3][1] = -b2, j[3][2] = w::k15, j[3][3] = -a2 - (w::k16 + w::k17) - b23;
    j[4][1] = -b3, j[4][4] = -a3, j[4][5] = b6 + b20, j[4][6] = 2 * w::k4 + a6, j[4][8] = w::k7, j[4][13] = w::k13;
    j[4][16] = a20;
    j[5][0] = -a14, j[5][1] = b3, j[5][4] = a3, j[5][5] = -b6 - b8 - b14 - b20, j[5][6] = -a6, j[5][8] = -a8;
    j[5][15] = 2 * w::k18, j[5][16] = -a20;
    j[6][5] = -b6, j[6][6] = -(w::k4 + w::k5) - a6, j[6][13] = w::k13;
    j[7][5] = b6, j[7][6] = (w::k4 + w::k5) + a6, j[7][8] = w::k7;
    j[8][5] = -b8, j[8][8] = -w::k7 - a8;
    j[9][1] = b9 - b12, j[9][8] = w::k7, j[9][9] = -a12, j[9][10] = a9;
    j[10][0] = -b10, j[10][1] = -b9, j[10][5] = b8, j[10][8] = a8, j[10][10] = -a9 - a10, j[10][12] = w::k11;
    j[11][1] = b9, j[11][10] = a9;
    j[12][0] = b10, j[12][10] = a10, j[12][12] = -w::k11;
    j[13][1] = b12, j[13][9] = a12, j[13][13] = -w::k13;
    j[14][0] = a14, j[14][5] = b14;
    j[15][3] = w::k16, j[15][15] = -(w::k18 + w::k19);
    j[16][5] = -b20, j[16][16] = -a20, j[17][5] = b20, j[17][16] = a20;
    j[18][0] = a23 - b24, j[18][3] = b23, j[18][18] = -(w::k21 + w::k22) - a24, j[18][19] = w::k25;
    j[19][0] = b24, j[19][18] = a24, j[19][19] = -w::k25;
    return out;
}

[[gnu::always_inline]] inline answer<100> gradient_of_rosenbrock_100(double const* v) {
    answer<100> out;
    double value = 0, from_before = 0;
    for (std::size_t i = 0; i < 99; ++i) {
        double const x = v[i], a = v[i + 1] - x * x, b = 1 - x, h = 200 * a;
        value += 0.5 * h * a + b * b;
        out.gradient[i] = from_before - 2 * (h * x + b);
        from_before = h;
    }
    out.value = value, out.gradient[99] = from_before;
    return out;
}

}  // namespace by_hand::shared
