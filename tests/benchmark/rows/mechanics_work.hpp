#pragma once

#include <array>
#include <cmath>
#include <cstddef>

#include "../sparse/work.hpp"

/// Functions of mechanics, chemistry and finance, generic in their scalar type, as those of work.hpp.
namespace work {

using std::cos, std::exp, std::log, std::sin, std::sqrt;

struct cart_pole : sparse_work::cart_pole {
    static constexpr std::size_t by = 5, given = 0, results = 4;
};

/// The accelerations of an arm of two links with masses at their ends, from the equations of Lagrange. The arguments are two angles,
/// their velocities, and the torques.
struct two_links {
    static constexpr std::size_t by = 6, given = 0, results = 2;
    static constexpr double m1 = 1.2, m2 = 0.8, l1 = 0.5, l2 = 0.4, g = 9.81;
    template <class T>
    constexpr std::array<T, 2> operator()(std::array<T, 6> const& x) const {
        T const c2 = cos(x[1]), s2 = sin(x[1]), c1 = cos(x[0]), c12 = cos(T(x[0] + x[1]));
        T const m11 = (m1 + m2) * l1 * l1 + m2 * l2 * l2 + 2 * m2 * l1 * l2 * c2;
        T const m12 = m2 * l2 * l2 + m2 * l1 * l2 * c2;
        double const m22 = m2 * l2 * l2;
        T const h = m2 * l1 * l2 * s2;
        T const b1 = x[4] + h * (2.0 * x[2] * x[3] + x[3] * x[3]) - (m1 + m2) * g * l1 * c1 - m2 * g * l2 * c12;
        T const b2 = x[5] - h * x[2] * x[2] - m2 * g * l2 * c12;
        T const determinant = m11 * m22 - m12 * m12;
        return {T((m22 * b1 - m12 * b2) / determinant), T((m11 * b2 - m12 * b1) / determinant)};
    }
};

/// The energy of a compressible neo-Hookean solid by its deformation gradient, row by row.
struct neo_hookean {
    static constexpr std::size_t by = 9, given = 0, results = 1;
    static constexpr double mu = 1.3, lambda = 2.1;
    template <class T>
    constexpr std::array<T, 1> operator()(std::array<T, 9> const& f) const {
        T square = f[0] * f[0];
        for (std::size_t i = 1; i < 9; ++i) square = square + f[i] * f[i];
        T const volume = f[0] * (f[4] * f[8] - f[5] * f[7]) - f[1] * (f[3] * f[8] - f[5] * f[6]) +
                         f[2] * (f[3] * f[7] - f[4] * f[6]);
        T const l = log(volume);
        return {T(0.5 * mu * (square - 3.0) - mu * l + 0.5 * lambda * l * l)};
    }
};

/// The potential of Lennard and Jones between five atoms.
struct lennard_jones {
    static constexpr std::size_t atoms = 5, by = 3 * atoms, given = 0, results = 1;
    template <class T>
    constexpr std::array<T, 1> operator()(std::array<T, by> const& x) const {
        T energy(0.0);
        for (std::size_t i = 0; i < atoms; ++i)
            for (std::size_t k = 0; k < i; ++k) {
                T const dx = x[3 * i] - x[3 * k], dy = x[3 * i + 1] - x[3 * k + 1], dz = x[3 * i + 2] - x[3 * k + 2];
                T const over_square = 1.0 / (dx * dx + dy * dy + dz * dz);
                T const sixth = over_square * over_square * over_square;
                energy = energy + 4.0 * (sixth * sixth - sixth);
            }
        return {energy};
    }
};

/// The volatility that the SABR model implies (Hagan, Kumar, Lesniewski and Woodward 2002), with beta = 1/2: by forward, alpha, rho and
/// nu; strike and time are given.
struct sabr {
    static constexpr std::size_t by = 4, given = 2, results = 1;
    template <class T, class U>
    constexpr std::array<T, 1> operator()(std::array<T, 4> const& v, std::array<U, 2> const& option) const {
        T const forward = v[0], alpha = v[1], rho = v[2], nu = v[3];
        T const mean = sqrt(T(sqrt(T(forward * option[0])))), l = log(T(forward / option[0]));
        T const z = nu / alpha * mean * l;
        T const x = log(T((sqrt(T(1.0 - 2.0 * rho * z + z * z)) + z - rho) / (1.0 - rho)));
        T const square = l * l;
        T const below = mean * (1.0 + square / 96.0 + square * square / 30720.0);
        T const over_time = alpha * alpha / (96.0 * mean * mean) + rho * nu * alpha / (8.0 * mean) +
                            (2.0 - 3.0 * rho * rho) / 24.0 * nu * nu;
        return {T(alpha / below * (z / x) * (1.0 + over_time * option[1]))};
    }
};

/// The determinant of a matrix of four rows by expansion along its rows.
struct determinant {
    static constexpr std::size_t by = 16, given = 0, results = 1;
    template <class T, std::size_t N>
    static constexpr T expand(std::array<T, 16> const& a, std::array<std::size_t, N> const& columns) {
        std::size_t const row = 4 - N;
        if constexpr (N == 1) {
            return a[4 * row + columns[0]];
        } else {
            T sum(0.0);
            for (std::size_t k = 0; k < N; ++k) {
                std::array<std::size_t, N - 1> rest{};
                for (std::size_t i = 0, next = 0; i < N; ++i)
                    if (i != k) rest[next++] = columns[i];
                T const term = a[4 * row + columns[k]] * expand(a, rest);
                sum = k % 2 == 0 ? T(sum + term) : T(sum - term);
            }
            return sum;
        }
    }
    template <class T>
    constexpr std::array<T, 1> operator()(std::array<T, 16> const& a) const {
        return {expand(a, std::array<std::size_t, 4>{0, 1, 2, 3})};
    }
};

/// The real spherical harmonics of all degrees below `Degrees`, with the recurrences of FastDifferentiation.jl's benchmark.
template <std::size_t Degrees>
struct harmonics {
    static constexpr std::size_t by = 3, given = 0, results = Degrees * Degrees;
    static constexpr double square_root(double a) {
        double r = a > 1 ? a : 1;
        for (int k = 0; k < 60; ++k) r = 0.5 * (r + a / r);
        return r;
    }
    static constexpr double norm(std::size_t l, std::size_t m) {
        double factor = static_cast<double>(2 * l + 1) / (4 * 3.14159265358979323846);
        for (std::size_t k = l - m + 1; k <= l + m; ++k) factor /= static_cast<double>(k);
        return square_root(m == 0 ? factor : 2 * factor);
    }
    static constexpr auto norms = [] {
        std::array<std::array<double, Degrees>, Degrees> all{};
        for (std::size_t l = 0; l < Degrees; ++l)
            for (std::size_t m = 0; m <= l; ++m) all[l][m] = norm(l, m);
        return all;
    }();
    template <class T>
    constexpr std::array<T, results> operator()(std::array<T, 3> const& r) const {
        T const &x = r[0], &y = r[1], &z = r[2];
        std::array<T, Degrees> s{}, c{};
        s[0] = T(0.0), c[0] = T(1.0);
        for (std::size_t m = 1; m < Degrees; ++m) {
            s[m] = x * c[m - 1] - y * s[m - 1];
            c[m] = x * s[m - 1] + y * c[m - 1];
        }
        std::array<T, results> all{};
        for (std::size_t m = 0; m < Degrees; ++m) {
            double diagonal = 1;
            for (std::size_t k = 1; k <= m; ++k) diagonal *= 1 - 2 * static_cast<double>(k);
            T p = T(diagonal), before = T(0.0);
            for (std::size_t l = m; l < Degrees; ++l) {
                if (l > m) {
                    double const a = static_cast<double>(2 * l - 1) / static_cast<double>(l - m),
                                 b = static_cast<double>(l + m - 1) / static_cast<double>(l - m);
                    T const next = l == m + 1 ? T(static_cast<double>(2 * m + 1) * z * p) : T(a * z * p - b * before);
                    before = p, p = next;
                }
                T const scaled = norms[l][m] * p;
                all[l * l + l + m] = scaled * c[m];
                if (m > 0) all[l * l + l - m] = scaled * s[m];
            }
        }
        return all;
    }
};

}  // namespace work
