// Functions of matrices: least squares, a layer of tanh, and a mixture of Gaussians, in double precision, compared with
// loops by hand. `in_lanes` computes their functions in SIMD registers.
#define EIGEN_NO_DEBUG  // the loops by hand use entries of matrices, whose checks would make them slow
#include <cmath>
#include <vector>

#include <ctgrad/matrix_lanes.hpp>

#include "../timing.hpp"

namespace {

using namespace ctgrad::literals;
using Matrix = Eigen::MatrixXd;

Matrix random(Eigen::Index rows, Eigen::Index columns) { return Matrix::Random(rows, columns) / 2; }

bool failed = false;
template <class Quantity, class Hand, class... Arguments>
void compare(char const* title, Quantity quantity, Hand hand, int rounds, Arguments const&... arguments) {
    ctgrad::evaluator step(quantity);
    ctgrad::evaluator fast(ctgrad::in_lanes(quantity));
    for (double const value : {step(arguments...).value, fast(arguments...).value})
        if (!(std::abs(value - hand()) < 1e-9 * std::abs(value))) {
            std::printf("%s: the versions differ\n", title);
            failed = true;
        }
    timing::compare(title,
                    {{"by hand", hand},
                     {"ctgrad, evaluator", [&] { return step(arguments...).value; }},
                     {"ctgrad, in lanes", [&] { return fast(arguments...).value; }}},
                    1, rounds);
}

constexpr ctgrad::dimension<"inputs"> inputs;
constexpr ctgrad::dimension<"n"> n;
constexpr ctgrad::dimension<"m"> m;
constexpr auto X = ctgrad::matrix<"X", inputs, m>;
constexpr auto t = ctgrad::vector<"t", m>;
constexpr auto y = ctgrad::vector<"y", m>;
constexpr auto a = ctgrad::variable<"a">;
constexpr auto b = ctgrad::variable<"b">;
constexpr auto c = ctgrad::variable<"c">;

void curve(char const* title, Eigen::Index points, int rounds) {
    constexpr auto J = squared_norm(a * exp(-b * t) + c - y);
    Eigen::VectorXd const at = random(points, 1), given = random(points, 1);
    auto const hand = [&] {
        double value = 0, by_a = 0, by_b = 0, by_c = 0;
        for (Eigen::Index i = 0; i < points; ++i) {
            double const e = std::exp(-0.7 * at[i]), r = 1.1 * e + 0.2 - given[i];
            value += r * r;
            by_a += 2 * r * e;
            by_b -= 2 * r * 1.1 * e * at[i];
            by_c += 2 * r;
        }
        double volatile kept = by_a + by_b + by_c;
        static_cast<void>(kept);
        return value;
    };
    compare(title, ctgrad::value_and_gradient(J, a, b, c), hand, rounds, a = 1.1, b = 0.7, c = 0.2, t = at, y = given);
}

void layer(char const* title, Eigen::Index units, int rounds) {
    constexpr auto W = ctgrad::matrix<"W", n, inputs>;
    constexpr auto B = ctgrad::vector<"B", n>;
    constexpr auto V = ctgrad::matrix<"V", 1, n>;
    constexpr auto Y = ctgrad::matrix<"Y", 1, m>;
    constexpr auto J = squared_norm(V * tanh(W * X + B) - Y);
    Eigen::Index const k = 8, examples = 1000;
    Matrix const w = random(units, k), x = random(k, examples), v = random(1, units), labels = random(1, examples);
    Eigen::VectorXd const bias = random(units, 1);
    std::vector<double> h(static_cast<std::size_t>(units));
    Matrix by_w(units, k), by_b(units, 1), by_v(1, units);
    auto const hand = [&] {
        double value = 0;
        by_w.setZero();
        by_b.setZero();
        by_v.setZero();
        for (Eigen::Index j = 0; j < examples; ++j) {
            double residual = -labels(0, j);
            for (Eigen::Index i = 0; i < units; ++i) {
                double z = bias[i];
                for (Eigen::Index q = 0; q < k; ++q) z += w(i, q) * x(q, j);
                h[static_cast<std::size_t>(i)] = std::tanh(z);
                residual += v(0, i) * h[static_cast<std::size_t>(i)];
            }
            value += residual * residual;
            for (Eigen::Index i = 0; i < units; ++i) {
                double const s = h[static_cast<std::size_t>(i)], by_z = 2 * residual * v(0, i) * (1 - s * s);
                by_v(0, i) += 2 * residual * s;
                by_b(i, 0) += by_z;
                for (Eigen::Index q = 0; q < k; ++q) by_w(i, q) += by_z * x(q, j);
            }
        }
        return value;
    };
    compare(title, ctgrad::value_and_gradient(J, W, B, V), hand, rounds, W = w, B = bias, V = v, X = x, Y = labels);
}

/// Components with diagonal covariances: weights, logarithms of inverse deviations, and means.
void mixture(char const* title, Eigen::Index components, Eigen::Index dimensions, int rounds) {
    constexpr auto weight = ctgrad::vector<"weight", n>;
    constexpr auto L = ctgrad::matrix<"L", inputs, n>;
    constexpr auto M = ctgrad::matrix<"M", inputs, n>;
    constexpr auto E = exp(2_c * L);
    constexpr auto Q = weight + transpose(column_sums(L) - column_sums(E % M % M) / 2_c) -
                       transpose(E) * (X % X) / 2_c + transpose(E % M) * X;
    constexpr auto J = sum(log_sum_exp(Q));
    Eigen::Index const points = 1000;
    Matrix const l = random(dimensions, components), mean = random(dimensions, components),
                 x = random(dimensions, points);
    Eigen::VectorXd const w = random(components, 1);
    Matrix e(dimensions, components), z(dimensions, components), by_l(dimensions, components),
        by_mean(dimensions, components);
    Eigen::VectorXd base(components), q(components), by_w(components);
    auto const hand = [&] {
        double value = 0;
        by_w.setZero();
        by_l.setZero();
        by_mean.setZero();
        for (Eigen::Index k = 0; k < components; ++k) {
            base[k] = w[k];
            for (Eigen::Index d = 0; d < dimensions; ++d) {
                e(d, k) = std::exp(l(d, k));
                base[k] += l(d, k);
            }
        }
        for (Eigen::Index j = 0; j < points; ++j) {
            double largest = -1e300, total = 0;
            for (Eigen::Index k = 0; k < components; ++k) {
                q[k] = base[k];
                for (Eigen::Index d = 0; d < dimensions; ++d) {
                    z(d, k) = e(d, k) * (x(d, j) - mean(d, k));
                    q[k] -= 0.5 * z(d, k) * z(d, k);
                }
                largest = largest < q[k] ? q[k] : largest;
            }
            for (Eigen::Index k = 0; k < components; ++k) total += q[k] = std::exp(q[k] - largest);
            value += largest + std::log(total);
            for (Eigen::Index k = 0; k < components; ++k) {
                double const p = q[k] / total;
                by_w[k] += p;
                for (Eigen::Index d = 0; d < dimensions; ++d) {
                    by_l(d, k) += p * (1 - z(d, k) * z(d, k));
                    by_mean(d, k) += p * z(d, k) * e(d, k);
                }
            }
        }
        return value;
    };
    compare(title, ctgrad::value_and_gradient(J, weight, L, M), hand, rounds, weight = w, L = l, M = mean, X = x);
}

}  // namespace

int main() {
    curve("Least squares, a exp(-b t) + c, as matrices, 1,000 points", 1000, 2001);
    curve("Least squares, as matrices, 100,000 points", 100'000, 101);
    layer("8-16-1, tanh, batch of 1,000", 16, 401);
    layer("8-10-1, tanh, batch of 1,000", 10, 401);
    mixture("Gaussian mixture, 2 dimensions, 5 components, 1,000 points", 5, 2, 401);
    mixture("Gaussian mixture, 10 dimensions, 25 components, 1,000 points", 25, 10, 201);
    return failed ? 1 : 0;
}
