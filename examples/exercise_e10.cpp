// E10: three sigmoid layers and the cross-entropy: g_u, g_z and g_alpha of each layer, and training by stochastic
// gradient descent until the loss stops falling.
#include <cmath>

#include "matrix_exercise.hpp"

using namespace matrix_exercise;

namespace {

constexpr ctgrad::dimension<"D"> D;
constexpr ctgrad::dimension<"H1"> H1;
constexpr ctgrad::dimension<"H2"> H2;
constexpr auto x = ctgrad::vector<"x", D>;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto alpha1 = ctgrad::matrix<"alpha1", D, H1>;
constexpr auto alpha2 = ctgrad::matrix<"alpha2", H1, H2>;
constexpr auto alpha3 = ctgrad::vector<"alpha3", H2>;
constexpr auto u1 = transpose(alpha1) * x;
constexpr auto z1 = sigmoid(u1);
constexpr auto u2 = transpose(alpha2) * z1;
constexpr auto z2 = sigmoid(u2);
constexpr auto u3 = transpose(alpha3) * z2;
constexpr auto yhat = sigmoid(u3);
constexpr auto J = -(y * log(yhat) + (1_c - y) * log(1_c - yhat));

MatrixXd sigmoid_of(MatrixXd const& u) { return (1 / (1 + (-u.array()).exp())).matrix(); }
double forward(MatrixXd const& a1, MatrixXd const& a2, MatrixXd const& a3, MatrixXd const& input) {
    return sigmoid_of(a3.transpose() * sigmoid_of(a2.transpose() * sigmoid_of(a1.transpose() * input)))(0);
}
double loss(double p, double label) { return -(label * std::log(p) + (1 - label) * std::log(1 - p)); }

}  // namespace

int main() {
    heading(
        "E10  yhat = sigmoid(alpha3^T sigmoid(alpha2^T sigmoid(alpha1^T x))), J = -(y log(yhat) + (1 - y) log(1 - "
        "yhat))");

    part("Backward, layer by layer");
    PROVED(identical(derivative(J, yhat), -(y * (1_c / yhat) + (y - 1_c) * (1_c / (1_c - yhat)))));
    PROVED(identical(derivative(J, z2), alpha3 * derivative(J, u3)));
    PROVED(identical(derivative(J, alpha3), z2 * derivative(J, u3)));
    PROVED(identical(derivative(J, u2), derivative(J, z2) % (z2 % (1_c - z2))));
    PROVED(identical(derivative(J, z1), alpha2 * derivative(J, u2)));
    PROVED(identical(derivative(J, alpha2), z1 * transpose(derivative(J, u2))));
    PROVED(identical(derivative(J, u1), derivative(J, z1) % (z1 % (1_c - z1))));
    PROVED(identical(derivative(J, x), alpha1 * derivative(J, u1)));
    PROVED(identical(derivative(J, alpha1), x * transpose(derivative(J, u1))));

    part("In numbers, D = 2, H1 = 3, H2 = 2, y = 1");
    MatrixXd a1 = given(2, 3, 1), a2 = given(3, 2, 2), a3 = given(2, 1, 3);
    MatrixXd const input = given(2, 1, 4);
    auto const r = ctgrad::value_and_gradient(J, yhat, u3, z2, u2, z1, u1, alpha1, alpha2, alpha3, x)(
        x = input, y = 1.0, alpha1 = a1, alpha2 = a2, alpha3 = a3);
    std::printf("  J         = %10.6f\n  g_yhat    = %10.6f\n  g_u3      = %10.6f\n", r.value, r[yhat], r[u3]);
    print("g_z2", r[z2]);
    print("g_alpha3", r[alpha3]);
    print("g_u2", r[u2]);
    print("g_z1", r[z1]);
    print("g_alpha2", r[alpha2]);
    print("g_u1", r[u1]);
    print("g_alpha1", r[alpha1]);
    print("g_x", r[x]);
    double const p = forward(a1, a2, a3, input);
    compare("J and plain Eigen", r.value, loss(p, 1));
    compare("g_u3 and yhat - y", r[u3], p - 1);
    compare("g_alpha1 and finite differences", r[alpha1],
            by_differences([&](MatrixXd const& a) { return loss(forward(a, a2, a3, input), 1); }, a1));
    compare("g_alpha2 and finite differences", r[alpha2],
            by_differences([&](MatrixXd const& a) { return loss(forward(a1, a, a3, input), 1); }, a2));
    compare("g_alpha3 and finite differences", r[alpha3],
            by_differences([&](MatrixXd const& a) { return loss(forward(a1, a2, a, input), 1); }, a3));

    part("A mistake: the hand-out 003 has g_yhat = -(y / yhat + (1 - y) / (1 - yhat)); its + is a -");
    double const label = 0;
    double const exact = derivative(J, yhat)(x = input, y = label, alpha1 = a1, alpha2 = a2, alpha3 = a3);
    std::printf("  at y = 0: printed %.4f, exact %.4f, finite difference %.4f\n", -1 / (1 - p), exact,
                (loss(p + 1e-6, label) - loss(p - 1e-6, label)) / 2e-6);

    part(
        "Training until no epoch changes the loss by a thousandth of it: is x1 + x2 > 0? (D = 3: x3 = 1 for the "
        "intercept)");
    std::mt19937 engine(7);
    Index const count = 200;
    MatrixXd points = MatrixXd::Ones(3, count);
    for (Index i = 0; i < count; ++i)
        for (Index k : {0, 1}) points(k, i) = static_cast<double>(engine() % 4001) / 2000 - 1;
    auto const wanted = [&](Index i) { return points(0, i) + points(1, i) > 0 ? 1.0 : 0.0; };
    a1 = given(3, 4, 5), a2 = given(4, 3, 6), a3 = given(3, 1, 7);
    ctgrad::evaluator step(ctgrad::value_and_gradient(J, alpha1, alpha2, alpha3));
    double rate = 0.5, loss_before = 1;
    for (int epoch = 1;; ++epoch, rate *= 0.99) {
        for (Index n = 0; n < count; ++n) {
            Index const i = static_cast<Index>(engine() % static_cast<unsigned>(count));
            auto const& g = step(x = points.col(i), y = wanted(i), alpha1 = a1, alpha2 = a2, alpha3 = a3);
            a1 -= rate * g[alpha1];
            a2 -= rate * g[alpha2];
            a3 -= rate * g[alpha3];
        }
        double total = 0;
        int right = 0;
        for (Index i = 0; i < count; ++i) {
            double const answer = forward(a1, a2, a3, points.col(i));
            total += loss(answer, wanted(i)) / static_cast<double>(count);
            right += (answer > 0.5) == (wanted(i) > 0.5);
        }
        bool const converged = std::abs(loss_before - total) < 1e-3 * total;
        loss_before = total;
        if ((epoch & (epoch - 1)) == 0 || converged)
            std::printf("  epoch %4d: loss %.4f, %d of 200 right\n", epoch, total, right);
        if (converged) break;
    }
}
