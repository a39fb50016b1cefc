#pragma once

#include <cmath>
#include <cstddef>

#include "work.hpp"

/// Sparse derivatives by hand, each number computed and stored once. The results are values, then a gradient, then the
/// entries that are not zero, row by row.
namespace sparse_by_hand {

using sparse_work::numbers;

/// Value, gradient, and the lower triangle of the tridiagonal Hessian.
template <std::size_t N>
void rosenbrock(numbers<N> const& v, numbers<1 + N + 2 * N - 1>& out) {
    double value = 0, from_before = 0, diagonal = 0;
    double *const gradient = out.data() + 1, *const hessian = gradient + N;
    for (std::size_t i = 0; i + 1 < N; ++i) {
        double const x = v[i], a = v[i + 1] - x * x, b = 1 - x, h = 200 * a;
        value += 0.5 * h * a + b * b;
        gradient[i] = from_before - 2 * (h * x + b);
        from_before = h;
        hessian[2 * i] = diagonal + (800 * x * x - 2 * h + 2);
        hessian[2 * i + 1] = -400 * x;
        diagonal = 200;
    }
    gradient[N - 1] = from_before;
    hessian[2 * N - 2] = diagonal;
    out[0] = value;
}

/// The gradient alone.
template <std::size_t N>
void gradient_of_rosenbrock(numbers<N> const& v, numbers<N>& out) {
    double from_before = 0;
    for (std::size_t i = 0; i + 1 < N; ++i) {
        double const x = v[i], h = 200 * (v[i + 1] - x * x);
        out[i] = from_before - 2 * (h * x + (1 - x));
        from_before = h;
    }
    out[N - 1] = from_before;
}

/// The Jacobian alone: 8 entries for each cell, but one less where an end is the neighbour.
template <std::size_t Cells>
void brusselator(numbers<2 * Cells> const& y, numbers<8 * Cells - 4>& out) {
    constexpr double c = sparse_work::brusselator<Cells>::diffusion;
    double* next = out.data();
    for (std::size_t i = 0; i < Cells; ++i) {
        double const u = y[2 * i], v = y[2 * i + 1], square = u * u, twice = 2 * u * v;
        if (i > 0) *next++ = c;
        *next++ = twice - (4 + 2 * c);
        *next++ = square;
        if (i + 1 < Cells) *next++ = c;
        if (i > 0) *next++ = c;
        *next++ = 3 - twice;
        *next++ = -square - 2 * c;
        if (i + 1 < Cells) *next++ = c;
    }
}

/// The Jacobian alone, as in the test set for IVP solvers, with common products computed once.
inline void pollution(numbers<20> const& y, numbers<82>& out) {
    using w = sparse_work::pollution;
    double const a2 = w::k2 * y[1], b2 = w::k2 * y[3], a3 = w::k3 * y[1], b3 = w::k3 * y[4], a6 = w::k6 * y[5],
                 b6 = w::k6 * y[6], a8 = w::k8 * y[5], b8 = w::k8 * y[8], a9 = w::k9 * y[1], b9 = w::k9 * y[10],
                 a10 = w::k10 * y[0], b10 = w::k10 * y[10], a12 = w::k12 * y[1], b12 = w::k12 * y[9],
                 a14 = w::k14 * y[5], b14 = w::k14 * y[0], a20 = w::k20 * y[5], b20 = w::k20 * y[16],
                 a23 = w::k23 * y[3], b23 = w::k23 * y[0], a24 = w::k24 * y[0], b24 = w::k24 * y[18];
    double const from_1 = b2 + b9 + b3 + b12;
    out = {-w::k1 - b10 - a14 - a23 - b24,
           from_1,
           a2 - b23,
           a3,
           -b14,
           a12,
           a9 - a10,
           w::k11,
           w::k22 - a24,
           w::k25,
           w::k1,
           -from_1,
           -a2,
           -a3,
           -a12,
           -a9,
           w::k21,
           w::k1,
           -w::k15,
           w::k17,
           w::k19,
           w::k22,
           -a23,
           -b2,
           w::k15,
           -a2 - (w::k16 + w::k17) - b23,
           -b3,
           -a3,
           b6 + b20,
           2 * w::k4 + a6,
           w::k7,
           w::k13,
           a20,
           -a14,
           b3,
           a3,
           -b6 - b8 - b14 - b20,
           -a6,
           -a8,
           2 * w::k18,
           -a20,
           -b6,
           -(w::k4 + w::k5) - a6,
           w::k13,
           b6,
           (w::k4 + w::k5) + a6,
           w::k7,
           -b8,
           -w::k7 - a8,
           b9 - b12,
           w::k7,
           -a12,
           a9,
           -b10,
           -b9,
           b8,
           a8,
           -a9 - a10,
           w::k11,
           b9,
           a9,
           b10,
           a10,
           -w::k11,
           b12,
           a12,
           -w::k13,
           a14,
           b14,
           w::k16,
           -(w::k18 + w::k19),
           -b20,
           -a20,
           b20,
           a20,
           a23 - b24,
           b23,
           -(w::k21 + w::k22) - a24,
           w::k25,
           b24,
           a24,
           -w::k25};
}

/// Value and Jacobian.
inline void cart_pole(numbers<5> const& x, numbers<12>& out) {
    using w = sparse_work::cart_pole;
    double const s = std::sin(x[1]), c = std::cos(x[1]), omega = x[3], force = x[4];
    double const spin = w::length * omega * omega, ms = w::pole * s, mass = w::cart + ms * s, over_mass = 1 / mass;
    double const pull = spin + w::gravity * c, twice = 2 * ms * c, over = over_mass / w::length;
    double const push = (force + ms * pull) * over_mass;
    double const heavy = (w::cart + w::pole) * w::gravity, mspin = w::pole * spin;
    double const turn = (-force * c - mspin * c * s - heavy * s) * over;
    double const whirl = 2 * ms * omega;
    out = {x[2],
           omega,
           push,
           turn,
           1,
           1,
           (w::pole * c * pull - ms * w::gravity * s - push * twice) * over_mass,
           whirl * w::length * over_mass,
           over_mass,
           (force * s - mspin * (c * c - s * s) - heavy * c) * over - turn * twice * over_mass,
           -whirl * c * over_mass,
           -c * over};
}

}  // namespace sparse_by_hand
