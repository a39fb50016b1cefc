// E2: backpropagation through a neuron, z = w0 x0 + w1 x1 + w2 and a = sigmoid(z).
#include "exercise.hpp"

using namespace exercise;

namespace {

constexpr auto w0 = ctgrad::variable<"w0">;
constexpr auto w1 = ctgrad::variable<"w1">;
constexpr auto w2 = ctgrad::variable<"w2">;
constexpr auto x0 = ctgrad::variable<"x0">;
constexpr auto x1 = ctgrad::variable<"x1">;
constexpr auto z = named<"z">(w0 * x0 + w1 * x1 + w2);
constexpr auto a = named<"a">(sigmoid(z));

#define GIVEN w0 = 2.0, x0 = -1.0, w1 = -3.0, x1 = -2.0, w2 = -3.0

constexpr auto all = ctgrad::value_and_gradient(a, w0, w1, w2, x0, x1);
static_assert(ctgrad::cost(all).calls("exp") == 1 && ctgrad::cost(all).divisions == 1);

// Written out as in the hand-out the neuron has the same value, bit for bit, with one exp and one division in all.
constexpr auto written_out = 1_c / (1_c + exp(-z));
static_assert(written_out(GIVEN) == a(GIVEN));
constexpr auto sweep = ctgrad::value_and_gradient(written_out, w0, w1, w2, x0, x1);
static_assert(ctgrad::cost(sweep).calls("exp") == 1 && ctgrad::cost(sweep).divisions == 1);
static_assert(agrees(sweep(GIVEN)[x0], all(GIVEN)[x0]) && agrees(sweep(GIVEN)[w1], all(GIVEN)[w1]));

constexpr auto tripled = ctgrad::vjp(a, x0, x1)(ctgrad::cotangent(3.0), GIVEN);
static_assert(agrees(tripled[x0], 3 * 0.39322387) && agrees(tripled[x1], -3 * 0.58983580));

}  // namespace

int main() {
    title("E2  z = w0 x0 + w1 x1 + w2, a = sigmoid(z) at w = (2, -3, -3), x = (-1, -2)");
    ANSWER("z", z, w0 * x0 + w1 * x1 + w2, 1, GIVEN);
    ANSWER("a", a, sigmoid(z), 0.7310586, GIVEN);
    ANSWER("da/dz", derivative(a, z), a * (1_c - a), 0.1966119, GIVEN);
    ANSWER("1. da/dx0", derivative(a, x0), a * (1_c - a) * w0, 0.3932239, GIVEN);
    ANSWER("2. da/dw0", derivative(a, w0), a * (1_c - a) * x0, -0.1966119, GIVEN);
    ANSWER("3. da/dx1", derivative(a, x1), a * (1_c - a) * w1, -0.5898358, GIVEN);
    ANSWER("4. da/dw1", derivative(a, w1), a * (1_c - a) * x1, -0.3932239, GIVEN);
    ANSWER("5. da/dw2", derivative(a, w2), a * (1_c - a), 0.1966119, GIVEN);

    section("With an upstream gradient");
    std::printf("  dL/da = 3: dL/dx0 = %.7g, dL/dx1 = %.7g\n", tripled[x0], tripled[x1]);

    auto const sheet = ctgrad::answer_sheet<ctgrad::steps::named>(a, GIVEN);
    section(
        "A mistake: the answer sheet 000 ends its answer 1 at da/dz = 0.197; the factor dz/dx0 = w0 = 2 is missing");
    show_mistake("da/dx0", 0.197, sheet.adjoint("x0"), sheet.finite_difference("x0"));

    std::cout << '\n' << sheet;
}
