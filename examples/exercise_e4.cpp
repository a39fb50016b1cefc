// E4: two hidden layers and a log-softmax: leaves, and do/dV, do/dW1, do/dW2 as products of Jacobians.
#include <cmath>
#include <iostream>

#include <ctgrad/print.hpp>

#include "matrix_exercise.hpp"

using namespace matrix_exercise;

namespace {

constexpr ctgrad::dimension<"d"> d;
constexpr ctgrad::dimension<"m"> m;
constexpr ctgrad::dimension<"K"> K;
constexpr auto x = ctgrad::vector<"x", d>;
constexpr auto y = ctgrad::variable<"y">;  // a label: the index of a row, from 0
constexpr auto W1 = ctgrad::matrix<"W1", m, d>;
constexpr auto b1 = ctgrad::vector<"b1", m>;
constexpr auto W2 = ctgrad::matrix<"W2", m, m>;
constexpr auto b2 = ctgrad::vector<"b2", m>;
constexpr auto V = ctgrad::matrix<"V", K, m>;
constexpr auto gamma_ = ctgrad::vector<"gamma", K>;

// The activation functions. Any would do; these are the hyperbolic tangent and the sigmoid.
constexpr auto z1 = W1 * x + b1;
constexpr auto h1 = tanh(z1);
constexpr auto z2 = W2 * h1 + b2;
constexpr auto h2 = sigmoid(z2);
constexpr auto l = V * h2 + gamma_;
constexpr auto q = log_softmax(l);
constexpr auto o = -gather(q, y);

struct numbers {
    MatrixXd x, W1, b1, W2, b2, V, gamma;
};

double loss(numbers const& n, int label) {
    VectorXd const first = (n.W1 * n.x + n.b1).array().tanh();
    VectorXd const second = 1 / (1 + (-(n.W2 * first + n.b2).array()).exp());
    VectorXd const logits = n.V * second + n.gamma;
    return std::log(logits.array().exp().sum()) - logits(label);
}

/// The Jacobian of one vector with respect to another, row by row: vector-Jacobian products with unit vectors.
template <class F, class X, class... Values>
MatrixXd jacobian(F f, X by, Values const&... values) {
    Index const rows = f(values...).size();
    MatrixXd result;
    for (Index i = 0; i < rows; ++i) {
        auto const row = vjp(f, by)(ctgrad::cotangent(MatrixXd(VectorXd::Unit(rows, i))), values...);
        if (i == 0) result.resize(rows, row[by].size());
        result.row(i) = row[by].transpose();
    }
    return result;
}

}  // namespace

int main() {
    heading("E4  o = -LS(V g2(W2 g1(W1 x + b1) + b2) + gamma)_y, LS = log-softmax");

    part("a. The leaves are x, y, W1, b1, W2, b2, V and gamma: o depends on each, and these on nothing");
    PROVED(depends_on(o, x) && depends_on(o, y) && depends_on(o, W1) && depends_on(o, b1));
    PROVED(depends_on(o, W2) && depends_on(o, b2) && depends_on(o, V) && depends_on(o, gamma_));
    PROVED(!depends_on(z1, W2) && !depends_on(h1, b2) && !depends_on(z2, V) && !depends_on(l, y));
    PROVED(shape(z1) == shape_of(m, 1) && shape(h2) == shape_of(m, 1) && shape(l) == shape_of(K, 1));

    std::cout << "  leaves:";
    for (auto const& leaf : ctgrad::leaves(o)) std::cout << ' ' << leaf;
    std::cout << "\n  o = " << ctgrad::infix(o) << '\n';

    part("b. Backward along the path: each step is a Jacobian");
    constexpr auto to_l = derivative(o, l);
    constexpr auto to_z2 = derivative(o, z2);
    constexpr auto to_z1 = derivative(o, z1);
    PROVED(identical(derivative(o, h2), transpose(V) * to_l));
    PROVED(identical(to_z2, transpose(V) * to_l % (h2 % (1_c - h2))));
    PROVED(identical(derivative(o, h1), transpose(W2) * to_z2));
    PROVED(identical(to_z1, transpose(W2) * to_z2 % (1_c - h1 % h1)));
    PROVED(identical(derivative(o, V), to_l * transpose(h2)));
    PROVED(identical(derivative(o, W2), to_z2 * transpose(h1)));
    PROVED(identical(derivative(o, W1), to_z1 * transpose(x)));
    PROVED(identical(derivative(o, gamma_), to_l) && identical(derivative(o, b1), to_z1));

    part("In numbers, d = 2, m = 3, K = 4, y = 1");
    numbers const n{given(2, 1, 1), given(3, 2, 6), given(3, 1, 3), given(3, 3, 4),
                    given(3, 1, 5), given(4, 3, 7), given(4, 1, 8)};
    int const label = 1;
    auto const r = ctgrad::value_and_gradient(o, V, W1, W2, l)(x = n.x, y = label, W1 = n.W1, b1 = n.b1, W2 = n.W2,
                                                               b2 = n.b2, V = n.V, gamma_ = n.gamma);
    std::printf("  o         = %10.6f\n", r.value);
    print("do/dl", r[l]);
    print("do/dV", r[V]);
    print("do/dW1", r[W1]);
    print("do/dW2", r[W2]);
    compare("o and plain Eigen", r.value, loss(n, label));
    auto const by_entry = [&](MatrixXd numbers::*which) {
        return by_differences(
            [&](MatrixXd const& changed) {
                numbers other = n;
                other.*which = changed;
                return loss(other, label);
            },
            n.*which);
    };
    compare("do/dV and finite differences", r[V], by_entry(&numbers::V));
    compare("do/dW1 and finite differences", r[W1], by_entry(&numbers::W1));
    compare("do/dW2 and finite differences", r[W2], by_entry(&numbers::W2));

    // The Jacobians themselves, multiplied as the exercise writes them.
    MatrixXd const dl_dh2 =
        jacobian(l, h2, x = n.x, W1 = n.W1, b1 = n.b1, W2 = n.W2, b2 = n.b2, V = n.V, gamma_ = n.gamma);
    MatrixXd const dq_dl =
        jacobian(q, l, x = n.x, W1 = n.W1, b1 = n.b1, W2 = n.W2, b2 = n.b2, V = n.V, gamma_ = n.gamma);
    MatrixXd const dh2_dz2 = jacobian(h2, z2, x = n.x, W1 = n.W1, b1 = n.b1, W2 = n.W2, b2 = n.b2);
    MatrixXd const dz2_dh1 = jacobian(z2, h1, x = n.x, W1 = n.W1, b1 = n.b1, W2 = n.W2, b2 = n.b2);
    MatrixXd const dh1_dz1 = jacobian(h1, z1, x = n.x, W1 = n.W1, b1 = n.b1);
    MatrixXd const do_dq = -VectorXd::Unit(4, label).transpose();
    print("dq/dl", dq_dl);
    print("dh2/dz2", dh2_dz2);
    MatrixXd const h2_values = h2(x = n.x, W1 = n.W1, b1 = n.b1, W2 = n.W2, b2 = n.b2),
                   h1_values = h1(x = n.x, W1 = n.W1, b1 = n.b1);
    MatrixXd const row = do_dq * dq_dl;
    compare("do/dV and (do/dq dq/dl)^T h2^T", r[V], row.transpose() * h2_values.transpose());
    compare("do/dW2 and (... dl/dh2 dh2/dz2)^T h1^T", r[W2],
            (row * dl_dh2 * dh2_dz2).transpose() * h1_values.transpose());
    compare("do/dW1 and (... dz2/dh1 dh1/dz1)^T x^T", r[W1],
            (row * dl_dh2 * dh2_dz2 * dz2_dh1 * dh1_dz1).transpose() * n.x.transpose());
}
