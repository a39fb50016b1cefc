// E11: J = 3 (a + bc) through u = bc and v = a + u, with the finite-difference check of the lecture.
#include "exercise.hpp"

using namespace exercise;

namespace {

constexpr auto a = ctgrad::variable<"a">;
constexpr auto b = ctgrad::variable<"b">;
constexpr auto c = ctgrad::variable<"c">;
constexpr auto u = named<"u">(b * c);
constexpr auto v = named<"v">(a + u);
constexpr auto J = named<"J">(3_c * v);

#define GIVEN a = 5.0, b = 3.0, c = 2.0

constexpr auto g = ctgrad::gradient(J, v, a, u, b, c)(GIVEN);
static_assert(g[v] == 3 && g[a] == 3 && g[u] == 3 && g[b] == 6 && g[c] == 9);

// J as a formula of one intermediate only, so that the intermediate can be varied.
constexpr auto raised = ctgrad::variable<"raised">;
constexpr auto J_of_v = substitute(J, v, raised);
constexpr auto J_of_u = substitute(J, u, raised);
static_assert(agrees(J_of_v(raised = 11.001), 33.003) && agrees(J(a = 5.001, b = 3.0, c = 2.0), 33.003));

void compare(char const* name, double exact, double finite_difference) {
    std::printf("  J(%s + 0.001) = %.3f   (%.3f - 33) / 0.001 = %.4f   exact %g\n", name, finite_difference,
                finite_difference, (finite_difference - 33) / 0.001, exact);
}

}  // namespace

int main() {
    title("E11  u = b c, v = a + u, J = 3 v at a = 5, b = 3, c = 2");
    ANSWER("u", u, b * c, 6, b = 3.0, c = 2.0);
    ANSWER("v", v, a + u, 11, GIVEN);
    ANSWER("J", J, 3_c * (a + b * c), 33, GIVEN);
    ANSWER("dJ/dv", derivative(J, v), 3_c, 3, GIVEN);
    ANSWER("dJ/da", derivative(J, a), 3_c, 3, GIVEN);
    ANSWER("dJ/du", derivative(J, u), 3_c, 3, GIVEN);
    ANSWER("dJ/db", derivative(J, b), 3_c * c, 6, GIVEN);
    ANSWER("dJ/dc", derivative(J, c), 3_c * b, 9, GIVEN);

    section("Finite-difference check: each is raised by 0.001");
    compare("v", g[v], J_of_v(raised = 11.001));
    compare("a", g[a], J(a = 5.001, b = 3.0, c = 2.0));
    compare("u", g[u], J_of_u(a = 5.0, raised = 6.001));
    compare("b", g[b], J(a = 5.0, b = 3.001, c = 2.0));
    compare("c", g[c], J(a = 5.0, b = 3.0, c = 2.001));

    std::cout << '\n' << ctgrad::answer_sheet<ctgrad::steps::named>(J, GIVEN);
}
