#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <limits>
#include <random>
#include <vector>

#include <ctgrad/sparse_loops.hpp>

// Functions of rows in several threads have the bits of one thread. It runs under the thread sanitizer where there is one.
namespace {

using pair = std::array<double, 2>;
using parameters = std::array<double, 3>;
using list = ctgrad::rows_of<pair>;
using ctgrad::rows_of, ctgrad::sum, ctgrad::threads;

std::vector<pair> random_rows(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> number(-1, 1);
    std::vector<pair> rows(count);
    for (auto& [a, b] : rows) a = number(random), b = number(random);
    return rows;
}

int failures = 0;
void expect(bool holds, char const* what, std::size_t rows, std::size_t count) {
    if (holds) return;
    ++failures;
    std::printf("%s: %zu rows, %zu threads\n", what, rows, count);
}

constexpr auto residual = ctgrad::function<double(parameters, pair)>(
    [](auto const& p, auto const& at) { return p[0] * exp(-p[1] * at[0]) + p[2] - at[1]; });
constexpr auto loss = ctgrad::function<double(parameters, list)>([](auto const& p, auto const& points) {
    auto const middle = ctgrad::mean(points, [](auto const& at) { return at[1]; });  // a loop before the other
    return sum(points,
               [&](auto const& at) {
                   auto const r = p[0] * exp(-p[1] * at[0]) + p[2] - at[1] + middle;
                   return r * r;
               }) +
           ctgrad::max(points, [&](auto const& at) { return p[1] * at[0]; });
});
// Arrays of sums, and what is kept for each pair of rows.
constexpr auto mixture =
    ctgrad::function<double(rows_of<pair>, rows_of<pair>)>([](auto const& components, auto const& points) {
        return sum(points, [&](auto const& x) {
            return ctgrad::log_sum_exp(components, [&](auto const& c) {
                auto const distance = x[0] - c[1];
                return c[0] - distance * distance + x[1];
            });
        });
    });
// A recurrence in each row.
constexpr auto trajectories =
    ctgrad::function<double(parameters, list, list)>([](auto const& p, auto const& starts, auto const& inputs) {
        return sum(starts, [&](auto const& start) {
            auto const last = ctgrad::fold(inputs, start[0] * p[0], [&](auto const& state, auto const& x) {
                return state + p[1] * sin(state * p[2]) * x[0];
            });
            return last * last;
        });
    });

constexpr parameters p{1.1, 0.7, 0.2};
constexpr auto by_loss = ctgrad::value_and_gradient(loss);
constexpr auto normal_equations = ctgrad::gauss_newton(residual);
constexpr auto by_both = ctgrad::value_and_gradient(mixture, ctgrad::arguments<0, 1>);
constexpr auto by_parameters = ctgrad::gradient(trajectories);

void check(std::size_t rows) {
    auto const points = random_rows(rows, 1), few = random_rows(3, 2);
    auto const h = by_loss(p, points);
    auto const n = normal_equations(p, points);
    auto const m = by_both(few, points);
    auto const t = by_parameters(p, points, few);
    for (std::size_t count : {0u, 1u, 2u, 3u, 5u})
        for (int repetition = 0; repetition < 2; ++repetition) {
            threads const several{count, 1};
            auto const same = [&](bool holds, char const* what) { expect(holds, what, rows, count); };
            auto const h_here = by_loss(several, p, points);
            same(rows == 0 || h_here.value == h.value, "value");
            same(rows == 0 || h_here.gradient == h.gradient, "gradient");
            auto const n_here = normal_equations(several, p, points);
            same(n_here.value == n.value && n_here.gradient == n.gradient && n_here.normal_matrix == n.normal_matrix,
                 "normal equations");
            std::vector<pair> by_components(3), by_points(rows);
            double const value = by_both(several, ctgrad::into_rows(by_components, by_points), few, points);
            same(value == m.value && by_components == std::get<0>(m.gradient) && by_points == std::get<1>(m.gradient),
                 "mixture");
            same(by_parameters(several, p, points, few) == t, "trajectories");
        }
}

constexpr auto flow = ctgrad::function<rows_of<pair>(rows_of<pair>)>([](auto const& y) {
    return ctgrad::map(ctgrad::windows<3>(y), [](auto const& w) {
        return std::array{w[0][0] * w[1][1] + 3 * w[2][0], w[1][0] * w[1][1] - w[2][1]};
    });
});
constexpr auto bends = ctgrad::function<double(rows_of<double>)>(
    [](auto const& x) { return sum(ctgrad::windows<3>(x), [](auto const& w) { return exp(w[0] - w[1] * w[2]); }); });
constexpr auto springs =
    ctgrad::function<double(rows_of<pair>, ctgrad::indices<2>)>([](auto const& points, auto const& ends) {
        return sum(ends, [&](auto const& end) {
            auto const &a = points[end[0]], &b = points[end[1]];
            return sqrt(1 + (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]));
        });
    });
void check_matrices(std::size_t rows) {
    auto const points = random_rows(rows, 3);
    std::vector<double> numbers(rows);
    std::vector<std::array<std::size_t, 2>> ends(rows);
    for (std::size_t i = 0; i < rows; ++i) numbers[i] = points[i][0], ends[i] = {i, i * i % rows};
    auto const compare = [&](auto derivative, char const* what, auto const&... arguments) {
        auto const expected = derivative(arguments...);
        auto matrix = derivative(threads{2, 1}, arguments...);
        for (std::size_t count : {0u, 1u, 2u, 3u, 5u}) {
            expect(std::equal(expected.values().begin(), expected.values().end(), matrix.values().begin()), what, rows,
                   count);
            std::fill(matrix.values().begin(), matrix.values().end(), 7.0);
            derivative.into(matrix)(threads{count, 1}, arguments...);
        }
    };
    compare(ctgrad::sparse(ctgrad::jacobian(flow, ctgrad::arguments<0>)), "Jacobian", points);
    compare(ctgrad::sparse(ctgrad::hessian(bends, ctgrad::arguments<0>)), "Hessian", numbers);
    compare(ctgrad::sparse(ctgrad::hessian(springs, ctgrad::arguments<0>)), "Hessian by index", points, ends);
}

}  // namespace

int main() {
    for (std::size_t rows : {0u, 1u, 3u, 255u, 256u, 257u, 1003u, 2500u}) check(rows);
    for (std::size_t rows : {1u, 20u, 300u, 1003u}) check_matrices(rows);

    // Sums of more parts than are kept at a time.
    constexpr auto total = ctgrad::function<double(rows_of<double>)>(
        [](auto const& numbers) { return sum(numbers, [](auto const& x) { return x; }); });
    std::vector<double> const tenths(600'001, 0.1);
    for (std::size_t count : {2u, 3u}) expect(total(threads{count}, tenths) == total(tenths), "rounds", 600'001, count);

    // By default a few rows are not worth a thread, and without rows a sum is 0.
    expect(normal_equations(threads{4}, p, random_rows(9, 1)).value == normal_equations(p, random_rows(9, 1)).value,
           "few rows", 9, 4);
    expect(total(threads{4, 1}, std::vector<double>{}) == 0, "no rows", 0, 4);

    // An exception comes before anything is written, also one from a thread.
    double by_k = 5;
    std::vector<double> const longer(600, 1.0), shorter(500, 1.0);
    constexpr auto product = ctgrad::function<double(double, rows_of<pair>)>([](auto const& k, auto const& rows) {
        return sum(rows, [&](auto const& row) { return k * row[0] * row[1]; });
    });
    try {
        ctgrad::gradient(product)(threads{2, 1}, ctgrad::into_rows(by_k), 2.0,
                                  std::array{ctgrad::column(longer), ctgrad::column(shorter)});
        expect(false, "exception", 600, 2);
    } catch (std::exception const&) {
    }
    expect(by_k == 5, "written", 600, 2);
    for (std::size_t thrower : {0u, 1u, 2u}) {
        std::array<bool, 3> ran{};
        bool caught = false;
        try {
            ctgrad::detail::workers::own()(3, [&](std::size_t piece) {
                ran[piece] = true;
                ctgrad::detail::workers::own()(2, [](std::size_t) {});  // from within
                if (piece == thrower) throw thrower;
            });
        } catch (std::size_t piece) {
            caught = piece == thrower;
        }
        expect(caught && ran[0] && ran[1] && ran[2], "exception of a thread", thrower, 3);
    }
    return failures == 0 ? 0 : 1;
}
