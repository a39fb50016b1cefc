// NLopt: the problem of its tutorial, the minimum of sqrt(x2) subject to x2 >= (a x1 + b)^3 for two pairs of a and b.
// Link with nlopt.

#include <array>
#include <cmath>
#include <cstdio>
#include <vector>

#include <ctgrad/nlopt.hpp>
#include <nlopt.hpp>

namespace {

// [functions]
using point = std::array<double, 2>;

constexpr auto objective = ctgrad::function<double(point)>([](auto const& x) { return sqrt(x[1]); });
// The constraint holds where this is not positive. The coefficients are data.
constexpr auto constraint =
    ctgrad::function<double(point, ctgrad::data<std::array<double, 2>>)>([](auto const& x, auto const& c) {
        auto const line = c[0] * x[0] + c[1];
        return line * line * line - x[1];
    });
// [functions]

}  // namespace

int main() {
    // [solve]
    nlopt::opt optimizer(nlopt::LD_MMA, 2);
    optimizer.set_lower_bounds(std::vector{-HUGE_VAL, 1e-6});
    optimizer.set_min_objective(ctgrad::nlopt_function(objective), nullptr);
    std::array<double, 2> first{2, 0}, second{-1, 1};
    optimizer.add_inequality_constraint(ctgrad::nlopt_function(constraint), &first, 1e-8);
    optimizer.add_inequality_constraint(ctgrad::nlopt_function(constraint), &second, 1e-8);
    optimizer.set_xtol_rel(1e-6);
    std::vector x{1.234, 5.678};
    double least = 0;
    optimizer.optimize(x, least);
    // [solve]
    std::printf("x = (%.4f, %.4f), least value %.4f\n", x[0], x[1], least);
    bool const right = std::fabs(x[0] - 1.0 / 3) < 1e-5 && std::fabs(x[1] - 8.0 / 27) < 1e-5;
    std::printf("%s\n", right ? "it is (1/3, 8/27)" : "it is not (1/3, 8/27)");
}
