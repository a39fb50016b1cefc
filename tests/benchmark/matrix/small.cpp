// F6: the gradient of a network of 8 inputs, 16 ReLU and a sigmoid, with its cross-entropy, for one example: 161
// weights.
#include <array>
#include <cmath>
#include <random>

#include <ctgrad/matrix.hpp>

#include "../timing.hpp"

namespace {

using namespace ctgrad::literals;
constexpr auto W1 = ctgrad::matrix<"W1", 16, 8>;
constexpr auto b1 = ctgrad::vector<"b1", 16>;
constexpr auto W2 = ctgrad::matrix<"W2", 1, 16>;
constexpr auto b2 = ctgrad::variable<"b2">;
constexpr auto X = ctgrad::vector<"X", 8>;
constexpr auto Y = ctgrad::variable<"Y">;
constexpr auto yhat = sigmoid(W2 * relu(W1 * X + b1) + b2);
constexpr auto J = -(Y * log(yhat) + (1_c - Y) * log(1_c - yhat));
constexpr auto derived = ctgrad::value_and_gradient(J, W1, b1, W2, b2);

struct weights {
    double W1[16][8];
    double b1[16];
    double W2[16];
    double b2;
};
struct gradient {
    double value;
    weights by;
};

/// Loops, with everything that can be shared.
[[gnu::always_inline]] inline void by_hand(weights const& w, double const* x, double y, gradient& g) {
    double a[16];
    double z2 = w.b2;
    for (int i = 0; i < 16; ++i) {
        double z = w.b1[i];
        for (int k = 0; k < 8; ++k) z += w.W1[i][k] * x[k];
        a[i] = z > 0 ? z : 0;
        z2 += w.W2[i] * a[i];
    }
    double const e = std::exp(-std::abs(z2)), l = std::log1p(e);
    g.value = y * (l + (z2 < 0 ? -z2 : 0)) + (1 - y) * (l + (z2 > 0 ? z2 : 0));
    double const d = (z2 < 0 ? e : 1) / (1 + e) - y;
    g.by.b2 = d;
    for (int i = 0; i < 16; ++i) {
        g.by.W2[i] = d * a[i];
        double const di = a[i] > 0 ? d * w.W2[i] : 0;
        g.by.b1[i] = di;
        for (int k = 0; k < 8; ++k) g.by.W1[i][k] = di * x[k];
    }
}

/// The same with vectors of four numbers, the matrix column by column.
using four = double __attribute__((vector_size(32)));
struct weights_by_columns {
    four W1[8][4];
    four b1[4];
    four W2[4];
    double b2;
};
struct gradient_by_columns {
    double value;
    weights_by_columns by;
};
[[gnu::always_inline]] inline void by_hand_with_lanes(weights_by_columns const& w, double const* x, double y,
                                                      gradient_by_columns& g) {
    four a[4], sum{};
    for (int i = 0; i < 4; ++i) {
        four z = w.b1[i];
        for (int k = 0; k < 8; ++k) z += w.W1[k][i] * x[k];
        a[i] = z > 0 ? z : four{};
        sum += w.W2[i] * a[i];
    }
    double const z2 = w.b2 + ((sum[0] + sum[1]) + (sum[2] + sum[3]));
    double const e = std::exp(-std::abs(z2)), l = std::log1p(e);
    g.value = y * (l + (z2 < 0 ? -z2 : 0)) + (1 - y) * (l + (z2 > 0 ? z2 : 0));
    double const d = (z2 < 0 ? e : 1) / (1 + e) - y;
    g.by.b2 = d;
    for (int i = 0; i < 4; ++i) {
        g.by.W2[i] = d * a[i];
        four const di = a[i] > 0 ? d * w.W2[i] : four{};
        g.by.b1[i] = di;
        for (int k = 0; k < 8; ++k) g.by.W1[k][i] = di * x[k];
    }
}

constexpr int examples = 256;

}  // namespace

int main() {
    std::mt19937 engine(5);
    std::uniform_real_distribution<double> uniform(-1, 1);
    Eigen::Matrix<double, 16, 8> w1;
    Eigen::Matrix<double, 16, 1> c1;
    Eigen::Matrix<double, 1, 16> w2;
    for (auto& v : w1.reshaped()) v = uniform(engine);
    for (auto& v : c1) v = uniform(engine);
    for (auto& v : w2) v = uniform(engine);
    double const c2 = uniform(engine);
    std::vector<Eigen::Matrix<double, 8, 1>> data(examples);
    std::vector<double> labels(examples);
    for (auto& x : data)
        for (auto& v : x) v = uniform(engine);
    for (auto& y : labels) y = uniform(engine) > 0 ? 1 : 0;

    weights plain;
    weights_by_columns lanes;
    for (int i = 0; i < 16; ++i) {
        for (int k = 0; k < 8; ++k) plain.W1[i][k] = lanes.W1[k][i / 4][i % 4] = w1(i, k);
        plain.b1[i] = lanes.b1[i / 4][i % 4] = c1(i);
        plain.W2[i] = lanes.W2[i / 4][i % 4] = w2(i);
    }
    plain.b2 = lanes.b2 = c2;

    double worst = 0;
    for (std::size_t n = 0; n < examples; ++n) {
        gradient g;
        by_hand(plain, data[n].data(), labels[n], g);
        gradient_by_columns v;
        by_hand_with_lanes(lanes, data[n].data(), labels[n], v);
        auto const r = derived(W1 = w1, b1 = c1, W2 = w2, b2 = c2, X = data[n], Y = labels[n]);
        worst = std::max({worst, std::abs(r.value - g.value), std::abs(r[b2] - g.by.b2), std::abs(v.value - g.value)});
        for (int i = 0; i < 16; ++i) {
            for (int k = 0; k < 8; ++k)
                worst = std::max(
                    {worst, std::abs(r[W1](i, k) - g.by.W1[i][k]), std::abs(v.by.W1[k][i / 4][i % 4] - g.by.W1[i][k])});
            worst = std::max({worst, std::abs(r[b1](i) - g.by.b1[i]), std::abs(r[W2](i) - g.by.W2[i])});
        }
    }
    if (!(worst < 1e-12)) {
        std::printf("the versions differ by %g\n", worst);
        return 1;
    }

    int const repeats = 40;
    auto const keep = [](auto& result) { asm volatile("" : : "r"(&result) : "memory"); };
    auto const over_all = [&](auto one) {
        return [=, &data, &labels] {
            double sum = 0;
            for (int r = 0; r < repeats; ++r)
                for (std::size_t n = 0; n < examples; ++n) sum += one(data[n], labels[n]);
            return sum;
        };
    };
    timing::compare("161 weights, one example",
                    {{"by hand, loops", over_all([&](auto const& x, double y) {
                          gradient g;
                          by_hand(plain, x.data(), y, g);
                          keep(g);
                          return g.value;
                      })},
                     {"by hand, explicit vectors", over_all([&](auto const& x, double y) {
                          gradient_by_columns g;
                          by_hand_with_lanes(lanes, x.data(), y, g);
                          keep(g);
                          return g.value;
                      })},
                     {"ctgrad", over_all([&](auto const& x, double y) {
                          auto const r = derived(W1 = w1, b1 = c1, W2 = w2, b2 = c2, X = x, Y = y);
                          keep(r);
                          return r.value;
                      })}},
                    repeats * examples, 101);
}
