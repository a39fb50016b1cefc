// Newton's method on Rosenbrock's function: value, gradient and Hessian from one formula, in one pass.

#include <cstdio>

#include <ctgrad/ctgrad.hpp>
using namespace ctgrad::literals;

inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;

constexpr auto f = pow(1_c - x, 2_c) + 100_c * pow(y - x * x, 2_c);
constexpr auto second_order = ctgrad::hessian(f, x, y);

static_assert(second_order(x = 1.0, y = 1.0).gradient[x] == 0 && second_order(x = 1.0, y = 1.0).gradient[y] == 0);
static_assert(second_order(x = 1.0, y = 1.0)(x, x) == 802 && second_order(x = 1.0, y = 1.0)(y, y) == 200);

int main() {
    double at_x = -1.5, at_y = 2;
    for (int step = 0;; ++step) {
        auto const h = second_order(x = at_x, y = at_y);
        std::printf("step %d: f(%.6f, %.6f) = %.3e\n", step, at_x, at_y, h.value);
        if (h.value < 1e-12) break;

        double const determinant = h(x, x) * h(y, y) - h(x, y) * h(x, y);
        at_x -= (h(y, y) * h.gradient[x] - h(x, y) * h.gradient[y]) / determinant;
        at_y -= (h(x, x) * h.gradient[y] - h(x, y) * h.gradient[x]) / determinant;
    }
}
