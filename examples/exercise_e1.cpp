// E1: q = x + y, f = q z, with the upstream gradient dL/df.
#include "exercise.hpp"

using namespace exercise;

namespace {

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;
constexpr auto q = named<"q">(x + y);
constexpr auto f = named<"f">(q * z);

// The chain rule that the hand-out uses for questions 5 and 6.
static_assert(identical(derivative(f, x), derivative(f, q) * derivative(q, x)));
static_assert(identical(derivative(f, y), derivative(f, q) * derivative(q, y)));

// One reverse sweep computes all of them, with the cotangent dL/df as its seed.
constexpr auto backward = ctgrad::vjp(f, x, y, z, q);
constexpr auto one = backward(ctgrad::cotangent(1.0), x = -2.0, y = 5.0, z = -4.0);
constexpr auto two = backward(ctgrad::cotangent(2.0), x = -2.0, y = 5.0, z = -4.0);
static_assert(one[x] == -4 && one[y] == -4 && one[z] == 3 && one[q] == -4);
static_assert(two[x] == -8 && two[y] == -8 && two[z] == 6 && two[q] == -8);

}  // namespace

int main() {
    title("E1  q = x + y, f = q z at x = -2, y = 5, z = -4");
    ANSWER("q", q, x + y, 3, x = -2.0, y = 5.0);
    ANSWER("f", f, (x + y) * z, -12, x = -2.0, y = 5.0, z = -4.0);
    ANSWER("1. df/dq", derivative(f, q), z, -4, x = -2.0, y = 5.0, z = -4.0);
    ANSWER("2. dq/dx", derivative(q, x), 1_c, 1, x = -2.0, y = 5.0);
    ANSWER("3. dq/dy", derivative(q, y), 1_c, 1, x = -2.0, y = 5.0);
    ANSWER("4. df/dz", derivative(f, z), x + y, 3, x = -2.0, y = 5.0, z = -4.0);
    ANSWER("5. df/dx", derivative(f, x), z, -4, x = -2.0, y = 5.0, z = -4.0);
    ANSWER("6. df/dy", derivative(f, y), z, -4, x = -2.0, y = 5.0, z = -4.0);

    section("With an upstream gradient");
    std::cout << backward << '\n';
    for (auto const& [upstream, g] : {std::pair{1, one}, std::pair{2, two}})
        std::printf("  dL/df = %d: dL/dx = %g, dL/dy = %g, dL/dz = %g, dL/dq = %g\n", upstream, g[x], g[y], g[z], g[q]);

    std::cout << '\n' << ctgrad::answer_sheet<ctgrad::steps::named>(f, x = -2.0, y = 5.0, z = -4.0);
}
