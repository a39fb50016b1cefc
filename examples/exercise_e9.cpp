// E9: y = exp(xz) + xz / log x + sin(log x) / (xz), forward a to f and backward g_f to g_x, g_z.
#include "exercise.hpp"

using namespace exercise;

namespace {

constexpr auto x = ctgrad::variable<"x">;
constexpr auto z = ctgrad::variable<"z">;
constexpr auto a = named<"a">(x * z);
constexpr auto b = named<"b">(log(x));
constexpr auto c = named<"c">(sin(b));
constexpr auto d = named<"d">(exp(a));
constexpr auto e = named<"e">(a / b);
constexpr auto f = named<"f">(c / a);
constexpr auto y = named<"y">(d + e + f);

#define GIVEN x = 2.0, z = 3.0

constexpr auto sweep = ctgrad::value_and_gradient(y, f, e, d, c, b, a, x, z);
constexpr auto cost = ctgrad::cost(sweep);
static_assert(cost.calls("log") == 1 && cost.calls("exp") == 1 && cost.calls("sin") == 1 && cost.calls("cos") == 1);
static_assert(agrees(sweep(GIVEN)[x], derivative(y, x)(GIVEN)) && agrees(sweep(GIVEN)[z], derivative(y, z)(GIVEN)));
static_assert(identical(derivative(e, b), -(e*(1_c / b))));  // -a / b^2

}  // namespace

int main() {
    title("E9  y = exp(x z) + x z / log(x) + sin(log(x)) / (x z) at x = 2, z = 3");
    section("Forward");
    ANSWER("a", a, x * z, 6, GIVEN);
    ANSWER("b", b, log(x), 0.69314718, x = 2.0);
    ANSWER("c", c, sin(b), 0.63896128, x = 2.0);
    ANSWER("d", d, exp(a), 403.42879349, GIVEN);
    ANSWER("e", e, a / b, 8.65617025, GIVEN);
    ANSWER("f", f, c / a, 0.10649355, GIVEN);
    ANSWER("y", y, d + e + f, 412.19145728, GIVEN);

    section("Backward");
    ANSWER("g_f", derivative(y, f), 1_c, 1, GIVEN);
    ANSWER("g_e", derivative(y, e), 1_c, 1, GIVEN);
    ANSWER("g_d", derivative(y, d), 1_c, 1, GIVEN);
    ANSWER("g_c", derivative(y, c), 1_c / a, 0.16666667, GIVEN);
    ANSWER("g_b", derivative(y, b), cos(b) * (1_c / a) - e * (1_c / b), -12.36000740, GIVEN);
    ANSWER("g_a", derivative(y, a), exp(a) + (1_c / b - f * (1_c / a)), 404.85373961, GIVEN);
    ANSWER("g_x", derivative(y, x), derivative(y, a) * z + derivative(y, b) * (1_c / x), 1208.38121513, GIVEN);
    ANSWER("g_z", derivative(y, z), derivative(y, a) * x, 809.70747922, GIVEN);
    std::printf("  value and all adjoints in one pass: %d log, %d exp, %d sin, %d cos\n", cost.calls("log"),
                cost.calls("exp"), cost.calls("sin"), cost.calls("cos"));

    auto const sheet = ctgrad::answer_sheet<ctgrad::steps::named>(y, GIVEN);
    section("A mistake: the hand-out 003 has de/db = a / b^2; its sign is missing");
    constexpr double b0 = b(x = 2.0);
    // e as a formula of two variables of its own, so that b alone can be varied.
    auto const quotient = ctgrad::answer_sheet(ctgrad::variable<"a"> / ctgrad::variable<"b">,
                                               ctgrad::variable<"a"> = 6.0, ctgrad::variable<"b"> = b0);
    show_mistake("de/db", 6 / (b0 * b0), quotient.adjoint("b"), quotient.finite_difference("b"));
    show_mistake("g_b  ", 6 / (b0 * b0) + cos(b)(x = 2.0) / 6, sheet.adjoint("b"), sheet.finite_difference("b"));

    std::cout << '\n' << sheet;
}
