// The drawings of the documentation, in DOT: docs/run makes the pictures of them.

#include <cstdio>
#include <iostream>

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
}
