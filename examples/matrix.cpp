// Matrices with shapes in their types: a network of two layers, its loss, and the gradient of the loss.
#include <array>
#include <cstdio>
#include <iostream>

#include <ctgrad/matrix.hpp>
#include <ctgrad/print.hpp>

using namespace ctgrad::literals;

namespace {

// [formula]
constexpr ctgrad::dimension<"D_x"> Dx;
constexpr ctgrad::dimension<"D_a1"> Da;
constexpr ctgrad::dimension<"m"> m;
constexpr auto W1 = ctgrad::matrix<"W1", Da, Dx>;
constexpr auto b1 = ctgrad::vector<"b1", Da>;
constexpr auto W2 = ctgrad::matrix<"W2", 1, Da>;
constexpr auto b2 = ctgrad::vector<"b2", 1>;
constexpr auto X = ctgrad::matrix<"X", Dx, m>;
constexpr auto Y = ctgrad::matrix<"Y", 1, m>;
constexpr auto Z1 = ctgrad::named<"Z1">(W1 * X + b1);  // b1 broadcast over the m columns
constexpr auto Yhat = sigmoid(W2 * relu(Z1) + b2);
constexpr auto J = mean(-(Y % log(Yhat) + (1_c - Y) % log(1_c - Yhat)));  // % is entrywise

static_assert(shape(W1 * X) == ctgrad::shape_of(Da, m));
static_assert(shape(derivative(J, W1)) == shape(W1));
// [formula]

// [constant]
constexpr auto A = ctgrad::matrix<"A", 2, 3>;
constexpr auto v = ctgrad::vector<"v", 3>;
constexpr auto length = squared_norm(A * v);
constexpr auto g = ctgrad::gradient(length, v)(A = std::array<std::array<double, 3>, 2>{{{1, 2, 3}, {0, 1, 0}}},
                                               v = std::array<double, 3>{1, 0, 1});
static_assert(g[v][0] == 8 && g[v][1] == 16 && g[v][2] == 24);
// [constant]

}  // namespace

int main() {
    // [text]
    constexpr auto delta = ctgrad::matrix<"delta", Da, m>;
    std::cout << "dJ/dW1 = " << ctgrad::infix(derivative(dot(delta, Z1), W1)) << " with delta = dJ/dZ1\n";
    // [text]

    // [run]
    Eigen::MatrixXd w1(3, 2), data(2, 4);
    Eigen::VectorXd c1 = Eigen::VectorXd::Zero(3);
    Eigen::RowVectorXd w2(3), labels(4);
    double c2 = 0;
    w1 << 1, 1, 1, -1, -1, 1;
    w2 << 0.5, -0.5, -0.5;
    data << 0, 0, 1, 1, 0, 1, 0, 1;
    labels << 0, 1, 1, 0;                                                   // exclusive or
    ctgrad::evaluator step(ctgrad::value_and_gradient(J, W1, b1, W2, b2));  // allocates only in the first call
    for (int i = 0; i <= 2000; ++i) {
        auto const& r = step(W1 = w1, b1 = c1, W2 = w2, b2 = c2, X = data, Y = labels);
        if (i % 1000 == 0) std::printf("step %4d: J = %.4f\n", i, r.value);
        w1 -= 0.5 * r[W1];
        c1 -= 0.5 * r[b1];
        w2 -= 0.5 * r[W2];
        c2 -= 0.5 * r[b2];
    }
    // [run]
}
