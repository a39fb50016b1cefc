#pragma once

#include <array>
#include <cmath>
#include <cstddef>

/// Functions with sparse derivatives, generic in their scalar type.
namespace sparse_work {

template <std::size_t N>
using numbers = std::array<double, N>;

/// The Rosenbrock function in N variables.
template <std::size_t N>
struct rosenbrock {
    template <class T>
    constexpr T operator()(std::array<T, N> const& v) const {
        T sum = 0.0;
        for (std::size_t i = 0; i + 1 < N; ++i) {
            T const a = v[i + 1] - v[i] * v[i], b = 1.0 - v[i];
            sum += 100.0 * a * a + b * b;
        }
        return sum;
    }
};

/// The Brusselator with diffusion on a line of cells: u' = 1 + u^2 v - 4 u + c u_xx, v' = 3 u - u^2 v + c v_xx, with
/// u = 1 and v = 3 at both ends (Hairer and Wanner, Solving Ordinary Differential Equations II). The numbers are u and v
/// of one cell after the other.
template <std::size_t Cells>
struct brusselator {
    static constexpr double diffusion = 0.02 * (Cells + 1) * (Cells + 1);
    template <class T>
    constexpr std::array<T, 2 * Cells> operator()(std::array<T, 2 * Cells> const& y) const {
        std::array<T, 2 * Cells> rate{};
        for (std::size_t i = 0; i < Cells; ++i) {
            T const u = y[2 * i], v = y[2 * i + 1];
            T const u_before = i > 0 ? y[2 * i - 2] : T(1.0), v_before = i > 0 ? y[2 * i - 1] : T(3.0);
            T const u_after = i + 1 < Cells ? y[2 * i + 2] : T(1.0), v_after = i + 1 < Cells ? y[2 * i + 3] : T(3.0);
            T const reaction = u * u * v;
            rate[2 * i] = 1.0 + reaction - 4.0 * u + diffusion * (u_before - 2.0 * u + u_after);
            rate[2 * i + 1] = 3.0 * u - reaction + diffusion * (v_before - 2.0 * v + v_after);
        }
        return rate;
    }
};

/// The air pollution model of the Dutch National Institute of Public Health: 25 reactions of 20 species (Verwer 1994; the
/// test set for IVP solvers, Mazzia and Magherini).
struct pollution {
    static constexpr double k1 = 0.35, k2 = 26.6, k3 = 1.23e4, k4 = 8.6e-4, k5 = 8.2e-4, k6 = 1.5e4, k7 = 1.3e-4,
                            k8 = 2.4e4, k9 = 1.65e4, k10 = 9e3, k11 = 0.022, k12 = 1.2e4, k13 = 1.88, k14 = 1.63e4,
                            k15 = 4.8e6, k16 = 3.5e-4, k17 = 0.0175, k18 = 1e8, k19 = 4.44e11, k20 = 1240, k21 = 2.1,
                            k22 = 5.78, k23 = 0.0474, k24 = 1780, k25 = 3.12;
    template <class T>
    constexpr std::array<T, 20> operator()(std::array<T, 20> const& y) const {
        T const r1 = k1 * y[0], r2 = k2 * y[1] * y[3], r3 = k3 * y[4] * y[1], r4 = k4 * y[6], r5 = k5 * y[6],
                r6 = k6 * y[6] * y[5], r7 = k7 * y[8], r8 = k8 * y[8] * y[5], r9 = k9 * y[10] * y[1],
                r10 = k10 * y[10] * y[0], r11 = k11 * y[12], r12 = k12 * y[9] * y[1], r13 = k13 * y[13],
                r14 = k14 * y[0] * y[5], r15 = k15 * y[2], r16 = k16 * y[3], r17 = k17 * y[3], r18 = k18 * y[15],
                r19 = k19 * y[15], r20 = k20 * y[16] * y[5], r21 = k21 * y[18], r22 = k22 * y[18],
                r23 = k23 * y[0] * y[3], r24 = k24 * y[18] * y[0], r25 = k25 * y[19];
        return {T(-r1 - r10 - r14 - r23 - r24 + r2 + r3 + r9 + r11 + r12 + r22 + r25),
                T(-r2 - r3 - r9 - r12 + r1 + r21),
                T(-r15 + r1 + r17 + r19 + r22),
                T(-r2 - r16 - r17 - r23 + r15),
                T(-r3 + 2.0 * r4 + r6 + r7 + r13 + r20),
                T(-r6 - r8 - r14 - r20 + r3 + 2.0 * r18),
                T(-r4 - r5 - r6 + r13),
                T(r4 + r5 + r6 + r7),
                T(-r7 - r8),
                T(-r12 + r7 + r9),
                T(-r9 - r10 + r8 + r11),
                r9,
                T(-r11 + r10),
                T(-r13 + r12),
                r14,
                T(-r18 - r19 + r16),
                T(-r20),
                r20,
                T(-r21 - r22 - r24 + r23 + r25),
                T(-r25 + r24)};
    }
};

/// A pole on a cart, pushed by a force: the rates of position, angle and their velocities. The arguments are these four
/// and the force.
struct cart_pole {
    static constexpr double cart = 1, pole = 0.3, length = 0.5, gravity = 9.81;
    template <class T>
    constexpr std::array<T, 4> operator()(std::array<T, 5> const& x) const {
        using std::cos, std::sin;
        T const s = sin(x[1]), c = cos(x[1]), spin = length * x[3] * x[3];
        T const mass = cart + pole * s * s;
        return {x[2], x[3], T((x[4] + pole * s * (spin + gravity * c)) / mass),
                T((-x[4] * c - pole * spin * c * s - (cart + pole) * gravity * s) / (length * mass))};
    }
};

}  // namespace sparse_work
