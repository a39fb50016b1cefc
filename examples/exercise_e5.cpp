// E5: a computational graph of five nodes: forward pass, closed form, edge Jacobians, backward pass.
#include "exercise.hpp"

using namespace exercise;

namespace {

constexpr auto u1 = ctgrad::variable<"u1">;
constexpr auto u2 = ctgrad::variable<"u2">;
constexpr auto u3 = named<"u3">(u1 * u2);
constexpr auto u4 = named<"u4">(u1 + u2);
constexpr auto u5 = named<"u5">(2_c * u3 * u4);

#define GIVEN u1 = 3.0, u2 = 4.0

constexpr auto p = ctgrad::gradient(u5, u5, u4, u3, u2, u1)(GIVEN);
static_assert(p[u5] == 1 && p[u4] == 24 && p[u3] == 14 && p[u2] == 66 && p[u1] == 80);

// p2 and p1 are the sums over their consumers.
static_assert(identical(derivative(u5, u2),
                        derivative(u5, u3) * derivative(u3, u2) + derivative(u5, u4) * derivative(u4, u2)));
static_assert(identical(derivative(u5, u1),
                        derivative(u5, u3) * derivative(u3, u1) + derivative(u5, u4) * derivative(u4, u1)));

}  // namespace

int main() {
    title("E5  u3 = u1 u2, u4 = u1 + u2, u5 = 2 u3 u4 at u1 = 3, u2 = 4");
    section("2a. The graph and its forward pass");
    std::cout << ctgrad::dot<ctgrad::steps::named>(u5);
    ANSWER("u3", u3, u1 * u2, 12, GIVEN);
    ANSWER("u4", u4, u1 + u2, 7, GIVEN);
    ANSWER("u5", u5, 2_c * u3 * u4, 168, GIVEN);

    section("2b. The closed form");
    ANSWER("u5", 2_c * (u1 * u2) * (u1 + u2), u5, 168, GIVEN);

    section("2b. The Jacobian of each edge");
    ANSWER("J 1->3", derivative(u3, u1), u2, 4, GIVEN);
    ANSWER("J 2->3", derivative(u3, u2), u1, 3, GIVEN);
    ANSWER("J 1->4", derivative(u4, u1), 1_c, 1, GIVEN);
    ANSWER("J 2->4", derivative(u4, u2), 1_c, 1, GIVEN);
    ANSWER("J 3->5", derivative(u5, u3), 2_c * u4, 14, GIVEN);
    ANSWER("J 4->5", derivative(u5, u4), 2_c * u3, 24, GIVEN);

    section("2c. The backward pass");
    ANSWER("p5", derivative(u5, u5), 1_c, 1, GIVEN);
    ANSWER("p4", derivative(u5, u4), 2_c * u3, 24, GIVEN);
    ANSWER("p3", derivative(u5, u3), 2_c * u4, 14, GIVEN);
    ANSWER("p2", derivative(u5, u2), 2_c * u3 + (2_c * u4) * u1, 66, GIVEN);
    ANSWER("p1", derivative(u5, u1), 2_c * u3 + (2_c * u4) * u2, 80, GIVEN);

    std::cout << '\n' << ctgrad::answer_sheet<ctgrad::steps::named>(u5, GIVEN);
}
