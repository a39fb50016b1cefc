#include <random>

#include <ctgrad/loops.hpp>

#include "../timing.hpp"
#include "by_hand.hpp"
#include "checks.hpp"

// Value and gradient of sums over rows and of a recurrence, compared with loops by hand.
namespace {

using namespace checks;

constexpr auto curve = ctgrad::function<double(double, double, double, ctgrad::rows_of<by_hand::point>)>(
    [](auto a, auto b, auto c, auto points) {
        return ctgrad::sum(points, [&](auto const& p) {
            auto const residual = a * exp(-b * p[0]) + c - p[1];
            return residual * residual;
        });
    });

constexpr auto recurrence =
    ctgrad::function<double(double, double, double, ctgrad::rows_of<double>)>([](auto w, auto u, auto b, auto inputs) {
        return ctgrad::fold(inputs, 0.0, [&](auto const& s, auto const& x) { return tanh(w * s + u * x + b); });
    });

constexpr auto rosenbrock = ctgrad::function<double(ctgrad::rows_of<double>)>([](auto const& x) {
    return ctgrad::sum(ctgrad::windows<2>(x), [](auto const& pair) {
        auto const a = 1 - pair[0], b = pair[1] - pair[0] * pair[0];
        return a * a + 100 * b * b;
    });
});

constexpr auto springs =
    ctgrad::function<double(ctgrad::rows_of<by_hand::point>, ctgrad::rows_of<double>, ctgrad::indices<2>)>(
        [](auto const& points, auto const& stiffness, auto const& all) {
            return ctgrad::sum(ctgrad::zip(stiffness, all), [&](auto const& k, auto const& ends) {
                auto const &a = points[ends[0]], &b = points[ends[1]];
                auto const dx = a[0] - b[0], dy = a[1] - b[1];
                auto const longer = sqrt(dx * dx + dy * dy) - 1;
                return k * longer * longer / 2;
            });
        });

void compare_curve(char const* title, std::size_t rows, int rounds) {
    auto const points = random_rows<2>(rows, 1);
    auto const expected = by_hand::curve(1.1, 0.7, 0.2, points);
    auto const r = ctgrad::value_and_gradient(curve)(1.1, 0.7, 0.2, points);
    check(agree(r.value, expected[0]) && agree(std::get<1>(r.gradient), expected[2]), title);
    timing::compare(title,
                    {{"by hand", [&] { return by_hand::curve(1.1, 0.7, 0.2, points)[1]; }},
                     {"ctgrad",
                      [&] {
                          auto const g = ctgrad::value_and_gradient(curve)(1.1, 0.7, 0.2, points);
                          return std::get<0>(g.gradient);
                      }},
                     {"ctgrad, two threads",
                      [&] {
                          auto const g = ctgrad::value_and_gradient(curve)(ctgrad::threads{2}, 1.1, 0.7, 0.2, points);
                          return std::get<0>(g.gradient);
                      }}},
                    1, rounds);
}

void compare_recurrence(char const* title, std::size_t steps, int rounds) {
    auto const rows = random_rows<1>(steps, 4);
    std::vector<double> inputs, states;
    for (auto const& row : rows) inputs.push_back(row[0]);
    auto const expected = by_hand::recurrence(0.9, 0.4, 0.1, inputs, states);
    auto const r = ctgrad::value_and_gradient(recurrence)(0.9, 0.4, 0.1, inputs);
    check(agree(r.value, expected[0]) && agree(std::get<0>(r.gradient), expected[1]), title);
    timing::compare(title,
                    {{"by hand", [&] { return by_hand::recurrence(0.9, 0.4, 0.1, inputs, states)[1]; }},
                     {"ctgrad",
                      [&] {
                          auto const g = ctgrad::value_and_gradient(recurrence)(0.9, 0.4, 0.1, inputs);
                          return std::get<0>(g.gradient);
                      }}},
                    1, rounds);
}

void compare_rosenbrock(char const* title, std::size_t variables, int rounds) {
    std::vector<double> x, expected(variables), gradient(variables);
    for (auto const& [number] : random_rows<1>(variables, 5)) x.push_back(1 + number);
    constexpr auto by_x = ctgrad::gradient(rosenbrock, ctgrad::arguments<0>);
    constexpr int calls = 100;
    by_hand::rosenbrock(x, expected);
    by_x(ctgrad::into_rows(gradient), x);
    for (std::size_t i = 0; i < variables; ++i) check(agree(gradient[i], expected[i]), title);
    timing::compare(title,
                    {{"by hand",
                      [&] {
                          for (int k = 0; k < calls; ++k) by_hand::rosenbrock(x, expected);
                          return expected[7];
                      }},
                     {"ctgrad",
                      [&] {
                          for (int k = 0; k < calls; ++k) by_x(ctgrad::into_rows(gradient), x);
                          return gradient[7];
                      }}},
                    calls, rounds);
}

void compare_springs(char const* title, std::size_t count, int rounds) {
    auto const points = random_rows<2>(count / 10, 6);
    std::vector<double> const stiffness(count, 0.5);
    std::vector<std::array<int, 2>> ends(count);
    std::mt19937 random(7);
    std::uniform_int_distribution<int> number(1, static_cast<int>(points.size()) - 1);
    for (auto& [a, b] : ends) {
        a = number(random);
        b = a - 1 - number(random) % a;
    }
    std::vector<by_hand::point> expected(points.size()), gradient(points.size());
    constexpr auto by_points = ctgrad::value_and_gradient(springs, ctgrad::arguments<0>);
    double const value = by_hand::springs(points, stiffness, ends, expected);
    check(agree(by_points(ctgrad::into_rows(gradient), points, stiffness, ends), value), title);
    for (std::size_t i = 0; i < points.size(); ++i) check(agree(gradient[i][1], expected[i][1]), title);
    timing::compare(title,
                    {{"by hand", [&] { return by_hand::springs(points, stiffness, ends, expected); }},
                     {"ctgrad", [&] { return by_points(ctgrad::into_rows(gradient), points, stiffness, ends); }}},
                    1, rounds);
}

}  // namespace

int main() {
    compare_curve("Least squares, a exp(-b t) + c, 1,000 points", 1000, 2001);
    compare_curve("Least squares, a exp(-b t) + c, 100,000 points", 100000, 101);
    compare_recurrence("Recurrence s = tanh(w s + u x + b), 1,000 steps", 1000, 501);
    compare_rosenbrock("Gradient of Rosenbrock's function, 1,000 variables", 1000, 401);
    compare_rosenbrock("Gradient of Rosenbrock's function, 5,000 variables", 5000, 201);
    compare_springs("Springs between points, by index: 1,000", 1000, 1001);
    compare_springs("Springs between points, by index: 100,000", 100'000, 51);
    return failures == 0 ? 0 : 1;
}
