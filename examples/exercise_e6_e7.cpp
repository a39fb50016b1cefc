// E6: the loss of two examples with shared parameters, and do/dV as a sum over paths.
// E7: the same in matrix form, with concatenated columns: f^z, f^g, f^l, f^q, f^o.
#include <cmath>

#include "matrix_exercise.hpp"

using namespace matrix_exercise;

namespace {

constexpr ctgrad::dimension<"d"> d;
constexpr ctgrad::dimension<"m"> m;
constexpr ctgrad::dimension<"K"> K;
constexpr auto x1 = ctgrad::vector<"x1", d>;
constexpr auto x2 = ctgrad::vector<"x2", d>;
constexpr auto label1 = ctgrad::variable<"label1">;
constexpr auto label2 = ctgrad::variable<"label2">;
constexpr auto W = ctgrad::matrix<"W", m, d>;
constexpr auto b = ctgrad::vector<"b", m>;
constexpr auto V = ctgrad::matrix<"V", K, m>;
constexpr auto gamma_ = ctgrad::vector<"gamma", K>;

// E6: a path for each example.
constexpr auto z1 = W * x1 + b;
constexpr auto h1 = tanh(z1);
constexpr auto l1 = V * h1 + gamma_;
constexpr auto q1 = log_softmax(l1);
constexpr auto z2 = W * x2 + b;
constexpr auto h2 = tanh(z2);
constexpr auto l2 = V * h2 + gamma_;
constexpr auto q2 = log_softmax(l2);
constexpr auto o = -gather(q1, label1) - gather(q2, label2);

// E7: one path of matrices with two columns. b and gamma are broadcast to both, the softmax is columnwise.
constexpr auto f_z = [](auto w, auto a, auto c, auto bias) { return w * concatenate(a, c) + bias; };
constexpr auto f_g = [](auto z) { return tanh(z); };
constexpr auto f_l = [](auto v, auto h, auto bias) { return v * h + bias; };
constexpr auto f_q = [](auto l) { return log_softmax(l); };
constexpr auto f_o = [](auto q, auto first, auto second) { return -sum(gather(q, concatenate(first, second))); };
constexpr auto z = f_z(W, x1, x2, b);
constexpr auto h = f_g(z);
constexpr auto l = f_l(V, h, gamma_);
constexpr auto q = f_q(l);
constexpr auto joined = f_o(q, label1, label2);

double loss(MatrixXd const& w, MatrixXd const& bias, MatrixXd const& v, MatrixXd const& c, MatrixXd const& x,
            int label) {
    VectorXd const logits = v * (w * x + bias).array().tanh().matrix() + c;
    return std::log(logits.array().exp().sum()) - logits(label);
}

}  // namespace

int main() {
    heading("E6  o = -log p(label1 | x1) - log p(label2 | x2), with W, b, V and gamma in both terms");

    part("do/dV is the sum over the two paths from V to o");
    PROVED(identical(derivative(o, V), derivative(o, l2) * transpose(h2) + derivative(o, l1) * transpose(h1)));
    PROVED(identical(derivative(o, h1), transpose(V) * derivative(o, l1)));
    PROVED(!depends_on(l1, x2) && !depends_on(l2, x1) && depends_on(l1, V) && depends_on(l2, V));

    part(
        "E7  columns concatenated: z = f^z(W, x1, x2, b) = W [x1; x2] + b, h = f^g(z), l = f^l(V, h, gamma), q = "
        "f^q(l)");
    PROVED(shape(concatenate(x1, x2)) == shape_of(d, 2) && shape(z) == shape_of(m, 2) && shape(h) == shape_of(m, 2));
    PROVED(shape(l) == shape_of(K, 2) && shape(q) == shape_of(K, 2) && shape(joined) == shape_of(1, 1));
    PROVED(identical(derivative(joined, V), derivative(joined, l) * transpose(h)));
    PROVED(identical(derivative(joined, W), derivative(joined, z) * transpose(concatenate(x1, x2))));

    part("In numbers, d = 2, m = 3, K = 4, label1 = 2, label2 = 0: both give the same loss and the same gradient");
    MatrixXd const a = given(2, 1, 1), c = given(2, 1, 2), w = given(3, 2, 3), bias = given(3, 1, 4),
                   v = given(4, 3, 5), g = given(4, 1, 6);
    auto const first = ctgrad::value_and_gradient(o, V, W, b, gamma_)(x1 = a, x2 = c, label1 = 2, label2 = 0, W = w,
                                                                      b = bias, V = v, gamma_ = g);
    auto const second = ctgrad::value_and_gradient(joined, V, W, b, gamma_)(x1 = a, x2 = c, label1 = 2, label2 = 0,
                                                                            W = w, b = bias, V = v, gamma_ = g);
    std::printf("  o         = %10.6f\n", first.value);
    print("do/dV", first[V]);
    compare("E6: o and plain Eigen", first.value, loss(w, bias, v, g, a, 2) + loss(w, bias, v, g, c, 0));
    compare(
        "E6: do/dV and finite differences", first[V],
        by_differences([&](MatrixXd const& n) { return loss(w, bias, n, g, a, 2) + loss(w, bias, n, g, c, 0); }, v));
    compare(
        "E6: do/dW and finite differences", first[W],
        by_differences([&](MatrixXd const& n) { return loss(n, bias, v, g, a, 2) + loss(n, bias, v, g, c, 0); }, w));
    compare("E6 and E7: o", first.value, second.value);
    compare("E6 and E7: do/dV", first[V], second[V]);
    compare("E6 and E7: do/dW", first[W], second[W]);
    compare("E6 and E7: do/db", first[b], second[b]);
    compare("E6 and E7: do/dgamma", first[gamma_], second[gamma_]);
}
