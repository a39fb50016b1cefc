#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "by_hand.hpp"
#include "work.hpp"

/// More derivatives by hand, with shared subexpressions computed once.
namespace by_hand::shared {

using work::numbers;

template <std::size_t N>
struct hessian_answer {
    double value;
    std::array<double, N> gradient;
    std::array<std::array<double, N>, N> hessian;
};
/// Value, gradient and lower triangle.
template <std::size_t N>
[[gnu::always_inline]] inline hessian_answer<N> mirrored(numbers<1 + N + N*(N + 1) / 2> const& lower) {
    hessian_answer<N> all;
    all.value = lower[0];
    for (std::size_t i = 0; i < N; ++i) all.gradient[i] = lower[1 + i];
    for (std::size_t i = 0, next = 1 + N; i < N; ++i)
        for (std::size_t k = 0; k <= i; ++k, ++next) all.hessian[i][k] = all.hessian[k][i] = lower[next];
    return all;
}

/// Value and gradient of `work::network`: layer by layer, with the loss as softplus(z) - y z and its slope a - y.
[[gnu::always_inline]] inline answer<161> network(double const* w, double const* example) {
    answer<161> result;
    double hidden[16];
    double z = w[160];
    for (std::size_t unit = 0; unit < 16; ++unit) {
        double input = w[128 + unit];
        for (std::size_t i = 0; i < 8; ++i) input += w[8 * unit + i] * example[i];
        hidden[unit] = input > 0 ? input : 0;
        z += w[144 + unit] * hidden[unit];
    }
    double const e = std::exp(-std::abs(z)), y = example[8];
    double const a = (z > 0 ? 1 : e) / (1 + e);
    result.value = (z > 0 ? z : 0) + std::log1p(e) - y * z;
    double const slope = a - y;
    for (std::size_t unit = 0; unit < 16; ++unit) {
        double const back = hidden[unit] > 0 ? slope * w[144 + unit] : 0;
        for (std::size_t i = 0; i < 8; ++i) result.gradient[8 * unit + i] = back * example[i];
        result.gradient[128 + unit] = back;
        result.gradient[144 + unit] = slope * hidden[unit];
    }
    result.gradient[160] = slope;
    return result;
}

/// All Greeks of first and second order, from the closed forms (Hull, Options, Futures and Other Derivatives; the mixed
/// ones follow from S n(d1) = K exp(-rT) n(d2)).
[[gnu::always_inline]] inline hessian_answer<4> black_scholes(double const* v, double const* given) {
    double const S = v[0], sigma = v[1], r = v[2], T = v[3], K = given[0];
    double const root = std::sqrt(T), deviation = sigma * root, over_deviation = 1 / deviation;
    double const log_moneyness = std::log(S / K), drift = r + 0.5 * sigma * sigma;
    double const d1 = (log_moneyness + drift * T) * over_deviation, d2 = d1 - deviation;
    constexpr double half_root = 0.5 * std::numbers::sqrt2, density = 0.3989422804014326779;
    double const n1 = 0.5 + 0.5 * std::erf(d1 * half_root), n2 = 0.5 + 0.5 * std::erf(d2 * half_root);
    double const spot_density = S * (density * std::exp(-0.5 * d1 * d1));
    double const present = K * std::exp(-r * T), in_money = present * n2;
    double const over_S = 1 / S, over_T = 1 / T, over_sigma = T * over_deviation * (root * over_T);
    double const half = 0.5 * over_deviation;
    double const d1_T = (drift - log_moneyness * over_T) * half, d2_T = d1_T - 0.5 * sigma * root * over_T;
    double const vega = spot_density * root, rho = T * in_money;
    double const half_decay = 0.5 * sigma * spot_density * (root * over_T);
    return mirrored<4>({S * n1 - in_money, n1, vega, rho, half_decay + r * in_money,
                        spot_density * over_S * over_S * over_deviation, -spot_density * over_S * d2 * over_sigma,
                        vega * d1 * d2 * over_sigma, spot_density * over_S * root * over_sigma,
                        -spot_density * d1 * T * over_sigma, T * (vega * over_sigma - rho),
                        spot_density * over_S * d1_T, spot_density * (0.5 * root * over_T - root * d1 * d1_T),
                        in_money * (1 - r * T) + T * spot_density * d2_T,
                        r * (spot_density * d2_T - r * in_money) - half_decay * (d1 * d1_T + 0.5 * over_T)});
}

/// With a = w v + u x v and t = u.v the result is w a + u x a + t u. The columns are 2 a and 2 t I plus products of u,
/// v and a.
[[gnu::always_inline]] inline rows_answer<3, 4> quaternion(double const* q, double const* v) {
    double const w = q[0], x = q[1], y = q[2], z = q[3];
    double const a0 = w * v[0] + (y * v[2] - z * v[1]), a1 = w * v[1] + (z * v[0] - x * v[2]),
                 a2 = w * v[2] + (x * v[1] - y * v[0]), t = x * v[0] + y * v[1] + z * v[2];
    double const b0 = 2 * a0, b1 = 2 * a1, b2 = 2 * a2, s = 2 * t;
    return {
        {w * a0 + (y * a2 - z * a1) + t * x, w * a1 + (z * a0 - x * a2) + t * y, w * a2 + (x * a1 - y * a0) + t * z},
        {{{b0, s, b2, -b1}, {b1, -b2, s, b0}, {b2, b1, -b0, s}}}};
}

/// The same for a quaternion of length 1: v + 2 u x a.
[[gnu::always_inline]] inline rows_answer<3, 4> unit_quaternion(double const* q, double const* v) {
    double const w = q[0], x = q[1], y = q[2], z = q[3];
    double const b0 = 2 * (w * v[0] + (y * v[2] - z * v[1])), b1 = 2 * (w * v[1] + (z * v[0] - x * v[2])),
                 b2 = 2 * (w * v[2] + (x * v[1] - y * v[0])), s = 2 * (x * v[0] + y * v[1] + z * v[2]);
    return {{v[0] + (y * b2 - z * b1), v[1] + (z * b0 - x * b2), v[2] + (x * b1 - y * b0)},
            {{{b0, s, b2, -b1}, {b1, -b2, s, b0}, {b2, b1, -b0, s}}}};
}

/// From the hand to the base: each joint rotates the point and the columns of the joints beyond it; its own column is
/// the cross product of its axis and the point.
[[gnu::always_inline]] inline numbers<21> arm(double const* angle) {
    double p[3]{}, columns[6][3]{};
#pragma GCC unroll 6
    for (std::size_t joint = 6; joint-- > 0;) {
        for (std::size_t i = 0; i < 3; ++i) p[i] += work::arm::links[joint][i];
        std::size_t const first = (work::arm::axes[joint] + 1) % 3, second = (work::arm::axes[joint] + 2) % 3;
        double const s = std::sin(angle[joint]), c = std::cos(angle[joint]);
        auto const turn = [&](double* r) __attribute__((always_inline)) {
            double const a = c * r[first] - s * r[second], b = s * r[first] + c * r[second];
            r[first] = a, r[second] = b;
        };
        turn(p);
#pragma GCC unroll 6
        for (std::size_t beyond = joint + 1; beyond < 6; ++beyond) turn(columns[beyond]);
        columns[joint][first] = -p[second], columns[joint][second] = p[first];
    }
    numbers<21> result;
    for (std::size_t i = 0; i < 3; ++i) {
        result[i] = p[i];
        for (std::size_t k = 0; k < 6; ++k) result[3 + 6 * i + k] = columns[k][i];
    }
    return result;
}

/// Second derivatives of exp(xz) + xz / log x + sin(log x) / (xz).
[[gnu::always_inline]] inline hessian_answer<2> hessian_of_exponential_logarithm_sine(double const* v) {
    double const x = v[0], z = v[1], b = x * z, l = std::log(x), e = std::exp(b), s = std::sin(l), c = std::cos(l);
    double const reciprocal = 1 / (b * l), over_b = l * reciprocal, over_l = b * reciprocal;
    double const over_x = z * over_b, over_z = x * over_b, ripple = s * over_b, wave = c * over_b;
    double const over_l2 = over_l * over_l;
    return mirrored<2>({e + b * over_l + ripple, z * (e + over_l - over_l2) + over_x * (wave - ripple),
                        x * (e + over_l) - over_z * ripple,
                        z * (z * e + over_x * over_l2 * (2 * over_l - 1)) + over_x * over_x * (ripple - 3 * wave),
                        e * (1 + b) + over_l - over_l2 - over_b * (wave - ripple),
                        x * x * e + 2 * over_z * over_z * ripple});
}

/// Value and gradient of `work::rosenbrock`.
[[gnu::always_inline]] inline answer<10> gradient_of_rosenbrock(double const* v) {
    answer<10> result;
    double value = 0, from_before = 0;
    for (std::size_t i = 0; i < 9; ++i) {
        double const a = v[i + 1] - v[i] * v[i], b = 1 - v[i], h = 200 * a;
        value += 0.5 * h * a + b * b;
        result.gradient[i] = from_before - 2 * (h * v[i] + b);
        from_before = h;
    }
    result.value = value, result.gradient[9] = from_before;
    return result;
}

/// Only neighbours interact, so the Hessian is tridiagonal.
[[gnu::always_inline]] inline hessian_answer<10> hessian_of_rosenbrock(double const* v) {
    hessian_answer<10> result{};
    double value = 0, gradient[10]{}, diagonal[10]{}, below[10]{};
    for (std::size_t i = 0; i < 9; ++i) {
        double const a = v[i + 1] - v[i] * v[i], b = 1 - v[i], h = 200 * a;
        value += 0.5 * h * a + b * b;
        gradient[i] -= 2 * (h * v[i] + b);
        gradient[i + 1] += h;
        diagonal[i] += 800 * v[i] * v[i] - 2 * h + 2;
        diagonal[i + 1] += 200;
        below[i + 1] = -400 * v[i];
    }
    result.value = value;
    for (std::size_t i = 0; i < 10; ++i) {
        result.gradient[i] = gradient[i];
        result.hessian[i][i] = diagonal[i];
        if (i > 0) result.hessian[i][i - 1] = result.hessian[i - 1][i] = below[i];
    }
    return result;
}

}  // namespace by_hand::shared
