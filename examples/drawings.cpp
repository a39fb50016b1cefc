// The computational graphs of the documentation, in DOT; docs/run makes pictures of them.

#include <cstdio>
#include <iostream>

#include <ctgrad/matrix.hpp>
#include <ctgrad/print.hpp>
using namespace ctgrad::literals;
using ctgrad::dot, ctgrad::named, ctgrad::steps;

namespace {

void drawing(char const* name) { std::printf("== %s\n", name); }

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;
constexpr auto w0 = ctgrad::variable<"w0">;
constexpr auto w1 = ctgrad::variable<"w1">;
constexpr auto w2 = ctgrad::variable<"w2">;
constexpr auto x0 = ctgrad::variable<"x0">;
constexpr auto x1 = ctgrad::variable<"x1">;
constexpr auto u1 = ctgrad::variable<"u1">;
constexpr auto u2 = ctgrad::variable<"u2">;
constexpr auto a = ctgrad::variable<"a">;
constexpr auto b = ctgrad::variable<"b">;
constexpr auto c = ctgrad::variable<"c">;

constexpr auto q = named<"q">(x + y);
constexpr auto product = named<"f">(q * z);
constexpr auto neuron = named<"a">(sigmoid(named<"z">(w0 * x0 + w1 * x1 + w2)));
constexpr auto u5 = named<"u5">(2_c * named<"u3">(u1 * u2) * named<"u4">(u1 + u2));
constexpr auto lecture = named<"J">(3_c * named<"v">(a + named<"u">(b * c)));

constexpr auto e9_a = named<"a">(x * z);
constexpr auto e9_b = named<"b">(log(x));
constexpr auto ripple =
    named<"y">(named<"d">(exp(e9_a)) + named<"e">(e9_a / e9_b) + named<"f">(named<"c">(sin(e9_b)) / e9_a));

// The networks of E4, E6 and E7.
namespace networks {

constexpr ctgrad::dimension<"d"> d;
constexpr ctgrad::dimension<"m"> m;
constexpr ctgrad::dimension<"K"> K;
constexpr auto W = ctgrad::matrix<"W", m, d>;
constexpr auto b = ctgrad::vector<"b", m>;
constexpr auto V = ctgrad::matrix<"V", K, m>;
constexpr auto gamma = ctgrad::vector<"gamma", K>;
constexpr auto x1 = ctgrad::vector<"x1", d>;
constexpr auto x2 = ctgrad::vector<"x2", d>;
constexpr auto label1 = ctgrad::variable<"label1">;
constexpr auto label2 = ctgrad::variable<"label2">;

constexpr auto x = ctgrad::vector<"x", d>;
constexpr auto label = ctgrad::variable<"y">;
constexpr auto W1 = ctgrad::matrix<"W1", m, d>;
constexpr auto b1 = ctgrad::vector<"b1", m>;
constexpr auto W2 = ctgrad::matrix<"W2", m, m>;
constexpr auto b2 = ctgrad::vector<"b2", m>;
constexpr auto e4_h1 = named<"h1">(tanh(named<"z1">(W1 * x + b1)));
constexpr auto e4_h2 = named<"h2">(sigmoid(named<"z2">(W2 * e4_h1 + b2)));
constexpr auto e4 = named<"o">(-gather(named<"q">(log_softmax(named<"l">(V * e4_h2 + gamma))), label));

constexpr auto h1 = named<"h1">(tanh(named<"z1">(W * x1 + b)));
constexpr auto h2 = named<"h2">(tanh(named<"z2">(W * x2 + b)));
constexpr auto q1 = named<"q1">(log_softmax(named<"l1">(V * h1 + gamma)));
constexpr auto q2 = named<"q2">(log_softmax(named<"l2">(V * h2 + gamma)));
constexpr auto e6 = named<"o">(named<"o1">(-gather(q1, label1)) + named<"o2">(-gather(q2, label2)));

constexpr auto z = named<"z">(W * concatenate(x1, x2) + b);
constexpr auto l = named<"l">(V * named<"h">(tanh(z)) + gamma);
constexpr auto e7 = named<"o">(-sum(gather(named<"q">(log_softmax(l)), concatenate(label1, label2))));

}  // namespace networks

}  // namespace

int main() {
    drawing("e1");
    std::cout << dot(product, x = -2.0, y = 5.0, z = -4.0);
    drawing("e2");
    std::cout << dot(neuron, w0 = 2.0, x0 = -1.0, w1 = -3.0, x1 = -2.0, w2 = -3.0);
    drawing("e5");
    std::cout << dot<steps::named>(u5, u1 = 3.0, u2 = 4.0);
    drawing("e9");
    std::cout << dot<steps::named>(ripple, x = 2.0, z = 3.0);
    drawing("e11");
    std::cout << dot<steps::named>(lecture, a = 5.0, b = 3.0, c = 2.0);
    drawing("forward");
    std::cout << dot(product);
    drawing("forward_and_backward");
    std::cout << dot(ctgrad::value_and_gradient(neuron, w0, w1, w2), w0 = 2.0, x0 = -1.0, w1 = -3.0, x1 = -2.0,
                     w2 = -3.0);
    drawing("e4");
    std::cout << dot<steps::named>(networks::e4);
    drawing("e6");
    std::cout << dot<steps::named>(networks::e6);
    drawing("e7");
    std::cout << dot<steps::named>(networks::e7);
}
