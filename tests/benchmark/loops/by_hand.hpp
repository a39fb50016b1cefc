#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

// Gradients of sums over rows as an expert writes them: each common subexpression once, loops over plain arrays.
namespace by_hand {

using point = std::array<double, 2>;

/// Value and gradient of the sum of (a exp(-b t) + c - y)^2 over points (t, y).
inline std::array<double, 4> curve(double a, double b, double c, std::vector<point> const& points) {
    double value = 0, by_a = 0, by_b = 0, by_c = 0;
    for (auto const& [t, y] : points) {
        double const e = std::exp(-b * t), residual = a * e + c - y, weighted = residual * e;
        value += residual * residual;
        by_a += weighted;
        by_b += weighted * t;
        by_c += residual;
    }
    return {value, 2 * by_a, -2 * a * by_b, 2 * by_c};
}

/// A component of a Gaussian mixture in d dimensions: the logarithm of its weight, the mean, the logarithms of the
/// diagonal of the inverse Cholesky factor, and the rest of its lower triangle, row by row.
template <std::size_t D>
using component = std::array<double, 1 + 2 * D + D*(D - 1) / 2>;

/// Log-likelihood, up to constants, and its gradient by the components.
template <std::size_t D>
double mixture(std::vector<component<D>> const& components, std::vector<std::array<double, D>> const& points,
               std::vector<component<D>>& gradient) {
    constexpr std::size_t mean = 1, logarithm = 1 + D, lower = 1 + 2 * D;
    std::size_t const count = components.size();
    std::vector<std::array<double, D>> diagonal(count), centered(count), scaled(count);
    std::vector<double> sum_of_logarithms(count), term(count);
    for (auto& g : gradient) g.fill(0);
    for (std::size_t k = 0; k < count; ++k)
        for (std::size_t i = 0; i < D; ++i) {
            diagonal[k][i] = std::exp(components[k][logarithm + i]);
            sum_of_logarithms[k] += components[k][logarithm + i];
        }
    double total = 0;
    for (auto const& x : points) {
        double largest = -std::numeric_limits<double>::infinity();
        for (std::size_t k = 0; k < count; ++k) {
            component<D> const& c = components[k];
            double squares = 0;
            for (std::size_t i = 0; i < D; ++i) {
                centered[k][i] = x[i] - c[mean + i];
                double entry = diagonal[k][i] * centered[k][i];
                for (std::size_t j = 0; j < i; ++j) entry += c[lower + i * (i - 1) / 2 + j] * centered[k][j];
                scaled[k][i] = entry;
                squares += entry * entry;
            }
            term[k] = c[0] + sum_of_logarithms[k] - squares / 2;
            largest = std::max(largest, term[k]);
        }
        double sum = 0;
        for (double& t : term) sum += t = std::exp(t - largest);
        total += largest + std::log(sum);
        double const reciprocal = 1 / sum;
        for (std::size_t k = 0; k < count; ++k) {
            component<D> const& c = components[k];
            component<D>& g = gradient[k];
            double const weight = term[k] * reciprocal;
            g[0] += weight;
            for (std::size_t i = 0; i < D; ++i) {
                double const weighted = weight * scaled[k][i];
                g[logarithm + i] += weight - weighted * diagonal[k][i] * centered[k][i];
                g[mean + i] += weighted * diagonal[k][i];
                for (std::size_t j = 0; j < i; ++j) {
                    g[lower + i * (i - 1) / 2 + j] -= weighted * centered[k][j];
                    g[mean + j] += weighted * c[lower + i * (i - 1) / 2 + j];
                }
            }
        }
    }
    double largest = components[0][0], sum = 0;
    for (auto const& c : components) largest = std::max(largest, c[0]);
    for (auto const& c : components) sum += std::exp(c[0] - largest);
    auto const rows = static_cast<double>(points.size());
    for (std::size_t k = 0; k < count; ++k) gradient[k][0] -= rows * std::exp(components[k][0] - largest) / sum;
    return total - rows * (largest + std::log(sum));
}

/// The last state of s = tanh(w s + u x + b), and its gradient by w, u and b.
inline std::array<double, 4> recurrence(double w, double u, double b, std::vector<double> const& inputs,
                                        std::vector<double>& states) {
    states.resize(inputs.size() + 1);
    states[0] = 0;
    for (std::size_t t = 0; t < inputs.size(); ++t) states[t + 1] = std::tanh(w * states[t] + u * inputs[t] + b);
    double adjoint = 1, by_w = 0, by_u = 0, by_b = 0;
    for (std::size_t t = inputs.size(); t-- > 0;) {
        double const inner = adjoint * (1 - states[t + 1] * states[t + 1]);
        by_w += inner * states[t];
        by_u += inner * inputs[t];
        by_b += inner;
        adjoint = inner * w;
    }
    return {states.back(), by_w, by_u, by_b};
}

/// The gradient of Rosenbrock's function.
inline void rosenbrock(std::vector<double> const& x, std::vector<double>& gradient) {
    double from_before = 0;
    for (std::size_t i = 0; i + 1 < x.size(); ++i) {
        double const a = 1 - x[i], b = x[i + 1] - x[i] * x[i];
        gradient[i] = from_before - 2 * a - 400 * b * x[i];
        from_before = 200 * b;
    }
    gradient.back() = from_before;
}

/// The energy of springs of length 1 between points, and its gradient by the points.
inline double springs(std::vector<point> const& points, std::vector<double> const& stiffness,
                      std::vector<std::array<int, 2>> const& ends, std::vector<point>& gradient) {
    for (point& g : gradient) g = {0, 0};
    double energy = 0;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        auto const a = static_cast<std::size_t>(ends[i][0]), b = static_cast<std::size_t>(ends[i][1]);
        double const dx = points[a][0] - points[b][0], dy = points[a][1] - points[b][1];
        double const length = std::sqrt(dx * dx + dy * dy), force = stiffness[i] * (length - 1);
        energy += force * (length - 1) / 2;
        double const scale = force / length;
        gradient[a][0] += scale * dx;
        gradient[a][1] += scale * dy;
        gradient[b][0] -= scale * dx;
        gradient[b][1] -= scale * dy;
    }
    return energy;
}

}  // namespace by_hand
