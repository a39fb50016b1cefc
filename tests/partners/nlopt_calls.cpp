// The functions of ctgrad/nlopt.hpp, called as NLopt calls them: against the same written by hand.

#include <array>
#include <cmath>

#include <ctgrad/nlopt.hpp>

#include "check.hpp"

namespace {

using point = std::array<double, 2>;

constexpr auto objective = ctgrad::function<double(point)>([](auto const& x) { return sqrt(x[1]); });
constexpr auto constraint = ctgrad::function<double(point, ctgrad::data<point>)>([](auto const& x, auto const& c) {
    auto const line = c[0] * x[0] + c[1];
    return line * line * line - x[1];
});

// [glue]
double objective_by_hand(unsigned, double const* x, double* gradient, void*) {
    return ctgrad::value_and_gradient(objective).into(gradient)(x);
}
double constraint_by_hand(unsigned, double const* x, double* gradient, void* data) {
    return ctgrad::value_and_gradient(constraint).into(gradient)(x, *static_cast<point const*>(data));
}
// [glue]

// Several arguments, with an integer between them, and several results.
constexpr auto both =
    ctgrad::function<std::array<double, 2>(double, int, std::array<double, 2>)>([](auto a, auto n, auto const& b) {
        return std::array{n * a * b[0], exp(b[1]) - a};
    });

}  // namespace

int main() {
    double const x[]{0.4, 0.7};
    point c{2, -1};
    double ours[2], by_hand[2];
    auto* const f = ctgrad::nlopt_function(objective);
    auto* const g = ctgrad::nlopt_function(constraint);
    expect(f(2, x, ours, nullptr) == objective_by_hand(2, x, by_hand, nullptr) && close(ours, by_hand, 2), "objective");
    expect(g(2, x, ours, &c) == constraint_by_hand(2, x, by_hand, &c) && close(ours, by_hand, 2), "constraint");
    expect(f(2, x, nullptr, nullptr) == std::sqrt(0.7), "a null gradient");

    int n = 3;
    double const y[]{2, 5, 0.5};
    double values[2], rows[6];
    ctgrad::nlopt_constraints(both)(2, values, 3, y, rows, &n);
    double const known[]{15, 6, 0, -1, 0, std::exp(0.5)}, known_values[]{30, std::exp(0.5) - 2};
    expect(close(rows, known, 6) && close(values, known_values, 2), "several constraints, row by row");
    double again[2];
    ctgrad::nlopt_constraints(both)(2, again, 3, y, nullptr, &n);
    expect(again[0] == values[0] && again[1] == values[1], "several constraints without a gradient");
    return failures;
}
