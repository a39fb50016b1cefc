// E3: a network of two layers, ReLU and sigmoid, with the cross-entropy of m examples: shapes, deltas, dJ/dW1.
#include <cmath>
#include <iostream>

#include <ctgrad/print.hpp>

#include "matrix_exercise.hpp"

using namespace matrix_exercise;

namespace {

constexpr ctgrad::dimension<"D_x"> D_x;
constexpr ctgrad::dimension<"D_a1"> D_a1;
constexpr ctgrad::dimension<"m"> m;
constexpr auto W1 = ctgrad::matrix<"W1", D_a1, D_x>;
constexpr auto b1 = ctgrad::vector<"b1", D_a1>;
constexpr auto W2 = ctgrad::matrix<"W2", 1, D_a1>;
constexpr auto b2 = ctgrad::vector<"b2", 1>;
constexpr auto X = ctgrad::matrix<"X", D_x, m>;
constexpr auto Y = ctgrad::matrix<"Y", 1, m>;
constexpr auto Z1 = W1 * X + b1;
constexpr auto A1 = relu(Z1);
constexpr auto Z2 = W2 * A1 + b2;
constexpr auto Yhat = sigmoid(Z2);
constexpr auto L = Y % log(Yhat) + (1_c - Y) % log(1_c - Yhat);
constexpr auto J = -mean(L);

// One of the m examples, for the questions about a single example.
constexpr auto x = ctgrad::vector<"x", D_x>;
constexpr auto z1 = W1 * x + b1;
constexpr auto a1 = relu(z1);
constexpr auto z2 = W2 * a1 + b2;
constexpr auto yhat = sigmoid(z2);

/// The loss as plain loops.
double loss(MatrixXd const& w1, MatrixXd const& c1, MatrixXd const& w2, double c2, MatrixXd const& data,
            MatrixXd const& labels) {
    double total = 0;
    for (Index j = 0; j < data.cols(); ++j) {
        double z = c2;
        for (Index i = 0; i < w1.rows(); ++i) {
            double hidden = c1(i);
            for (Index k = 0; k < data.rows(); ++k) hidden += w1(i, k) * data(k, j);
            if (hidden > 0) z += w2(i) * hidden;
        }
        double const p = 1 / (1 + std::exp(-z));
        total += labels(j) * std::log(p) + (1 - labels(j)) * std::log(1 - p);
    }
    return -total / static_cast<double>(data.cols());
}

}  // namespace

int main() {
    heading("E3  J = -1/m sum(y log(yhat) + (1 - y) log(1 - yhat)), yhat = sigmoid(W2 relu(W1 x + b1) + b2)");

    part("1. Shapes: those of the parameters do not depend on m");
    PROVED(shape(W1 * x) == shape_of(D_a1, 1) && shape(z2) == shape_of(1, 1) && shape(yhat) == shape(z2));
    PROVED(shape(W1) == shape_of(D_a1, D_x) && shape(b1) == shape_of(D_a1, 1));
    PROVED(shape(W2) == shape_of(1, D_a1) && shape(b2) == shape_of(1, 1));
    PROVED(shape(X) == shape_of(D_x, m) && shape(Y) == shape_of(1, m));
    PROVED(shape(Z1) == shape_of(D_a1, m) && shape(A1) == shape(Z1) && shape(Yhat) == shape_of(1, m));

    part("2. dJ/dyhat = delta_1");
    constexpr auto delta_1 = derivative(J, Yhat);
    constexpr auto one_mth = 1_c / count(L);
    PROVED(identical(delta_1, -(one_mth * Y % (1_c / Yhat) - one_mth * (1_c - Y) % (1_c / (1_c - Yhat)))));
    PROVED(shape(delta_1) == shape_of(1, m));

    part("3. dyhat/dz2 = delta_2: the derivative of the sigmoid, entrywise");
    constexpr auto delta_2 = derivative(sum(Yhat), Z2);
    PROVED(identical(delta_2, Yhat % (1_c - Yhat)));

    part("4. dz2/da1 = delta_3");
    PROVED(identical(transpose(derivative(z2, a1)), W2));

    part("5. da1/dz1 = delta_4: 1 where z1 > 0, else 0");
    constexpr auto delta_4 = derivative(sum(A1), Z1);
    PROVED(identical(delta_4, select(Z1 > 0_c, 1_c, 0_c)));

    part("6. dz1/dW1 = delta_5: with upstream u, u x^T");
    constexpr auto u = ctgrad::vector<"u", D_a1>;
    PROVED(identical(derivative(dot(u, z1), W1), u * transpose(x)));

    part("7. dJ/dW1, by the deltas and by the library");
    constexpr auto dJ_dZ2 = derivative(J, Z2);
    constexpr auto dJ_dZ1 = derivative(J, Z1);
    PROVED(identical(dJ_dZ1, select(Z1 > 0_c, transpose(W2) * dJ_dZ2, 0_c)));
    PROVED(identical(derivative(J, W1), dJ_dZ1 * transpose(X)));
    PROVED(shape(derivative(J, W1)) == shape(W1));
    PROVED(identical(derivative(J, b1), row_sums(dJ_dZ1)));
    PROVED(identical(derivative(J, W2), dJ_dZ2 * transpose(A1)));
    PROVED(identical(derivative(J, b2), sum(dJ_dZ2)));
    std::cout << "  dJ/dW1 = " << ctgrad::infix(derivative(J, W1)) << '\n';

    part("With delta = dJ/dZ1 from above");
    constexpr auto delta = ctgrad::matrix<"delta", D_a1, m>;
    std::cout << "  dJ/dW1 = " << ctgrad::infix(derivative(dot(delta, Z1), W1)) << '\n';
    std::cout << "  dJ/db1 = " << ctgrad::infix(derivative(dot(delta, Z1), b1)) << '\n';
    std::cout << "  dJ/dX  = " << ctgrad::infix(derivative(dot(delta, Z1), X)) << '\n';

    part("In numbers, D_x = 2, D_a1 = 3, m = 4");
    MatrixXd const w1 = given(3, 2, 6), c1 = given(3, 1, 8), w2 = given(1, 3, 3), data = given(2, 4, 9);
    MatrixXd labels(1, 4);
    labels << 1, 0, 0, 1;
    double const c2 = 0.1;
    auto const r =
        ctgrad::value_and_gradient(J, W1, b1, W2, b2, Z1, Z2)(W1 = w1, b1 = c1, W2 = w2, b2 = c2, X = data, Y = labels);
    std::printf("  J         = %10.6f\n", r.value);
    print("dJ/dZ2", r[Z2]);
    print("dJ/dZ1", r[Z1]);
    print("dJ/dW1", r[W1]);
    print("dJ/db1", r[b1]);
    print("dJ/dW2", r[W2]);
    std::printf("  dJ/db2    = %10.6f\n", r[b2]);
    compare("J and plain loops", r.value, loss(w1, c1, w2, c2, data, labels));
    compare("dJ/dW1 and finite differences", r[W1],
            by_differences([&](MatrixXd const& w) { return loss(w, c1, w2, c2, data, labels); }, w1));
    compare("dJ/db1 and finite differences", r[b1],
            by_differences([&](MatrixXd const& b) { return loss(w1, b, w2, c2, data, labels); }, c1));
    compare("dJ/dW2 and finite differences", r[W2],
            by_differences([&](MatrixXd const& w) { return loss(w1, c1, w, c2, data, labels); }, w2));
    // The product of the hand-out's deltas, each of them now a matrix.
    MatrixXd const d1 = delta_1(W1 = w1, b1 = c1, W2 = w2, b2 = c2, X = data, Y = labels);
    MatrixXd const d2 = delta_2(W1 = w1, b1 = c1, W2 = w2, b2 = c2, X = data);
    MatrixXd const d4 = delta_4(W1 = w1, b1 = c1, X = data);
    MatrixXd const by_deltas = (w2.transpose() * d1.cwiseProduct(d2)).cwiseProduct(d4) * data.transpose();
    compare("dJ/dW1 and (W2^T (d1 % d2)) % d4 X^T", r[W1], by_deltas);

    part("Mistakes: the hand-out 000 multiplies by relu(z1) and sigma(z2) where their derivatives belong");
    MatrixXd const sigma = Yhat(W1 = w1, b1 = c1, W2 = w2, b2 = c2, X = data), relu_z = A1(W1 = w1, b1 = c1, X = data);
    MatrixXd const without_primes = (w2.transpose() * d1.cwiseProduct(sigma)).cwiseProduct(relu_z) * data.transpose();
    std::printf("  dJ/dW1 as printed is off by %.3f, as corrected by less than 1e-9\n",
                (without_primes - r[W1]).cwiseAbs().maxCoeff());
}
