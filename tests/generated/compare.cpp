// Compares the functions that `write` printed with the library's own results, bit for bit; loops up to rounding.
#include "cases.hpp"
#include "generated.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <random>
#include <vector>

namespace {

int failures = 0, compared = 0;

bool same(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (a != a && b != b);
}

template <std::size_t N>
std::array<double, N> as_array(std::array<double, N> const& results) {
    return results;
}
std::array<double, 1> as_array(double result) { return {result}; }

template <class Quantity, class Generated>
void compare(char const* name, Quantity, Generated generated) {
    using parts = ctgrad::detail::printed_parts<Quantity>;
    using program = ctgrad::detail::compiled<typename parts::source, parts::what>;
    constexpr auto inputs = static_cast<std::size_t>(program::value.input_count);
    constexpr auto results = ctgrad::detail::results_of<typename parts::source, parts::what>;
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> unit(0, 1), wide(-3, 3);
    for (int repetition = 0; repetition < 200; ++repetition) {
        std::array<double, inputs> point;
        for (double& value : point) value = repetition % 2 == 0 ? unit(random) : wide(random);
        if (repetition == 198) point.fill(0);
        if (repetition == 199) point.fill(-0.0);
        std::array<double const*, inputs> pointers;
        for (std::size_t i = 0; i < inputs; ++i) pointers[i] = &point[i];
        auto const ours =
            ctgrad::detail::run<program, double, results>(pointers, ctgrad::detail::statements_of<program>);
        auto const written = as_array(std::apply(generated, point));
        for (std::size_t i = 0; i < results; ++i, ++compared) {
            if (same(ours[i], written[i])) continue;
            if (++failures < 20)
                std::printf("%s, result %zu: %a by the library, %a as written\n", name, i, ours[i], written[i]);
        }
    }
}

/// Sums over rows are added in another order.
template <std::size_t N>
void compare_loop(char const* name, std::array<double, N> const& ours, std::array<double, N> const& written) {
    for (std::size_t i = 0; i < N; ++i, ++compared)
        if (!(std::abs(ours[i] - written[i]) <= 1e-12 * std::abs(ours[i])) && ++failures < 20)
            std::printf("%s, result %zu: %a by the library, %a as written\n", name, i, ours[i], written[i]);
}
void compare_loops(std::size_t rows) {
    std::mt19937_64 random(2);
    std::uniform_real_distribution<double> unit(0, 1);
    std::vector<cases::measurement> measurements(rows);
    for (auto& m : measurements) m = {unit(random), unit(random)};
    std::vector<double> numbers(rows);
    for (double& x : numbers) x = unit(random);
    std::vector<std::array<double, 2>> const pairs{{0.1, 0.5}, {0.7, -0.3}, {0.4, 0.2}};

    auto const c = ctgrad::value_and_gradient(cases::curve)(std::array{1.5, 0.7}, measurements);
    compare_loop("curve", {c.value, c.gradient[0], c.gradient[1]}, curve(1.5, 0.7, measurements));
    auto const h = ctgrad::hessian(cases::pendulum)(0.3, 1.1, numbers);
    compare_loop("pendulum",
                 {h.value, get<0>(h.gradient), get<1>(h.gradient), h.hessian[0][0], h.hessian[1][0], h.hessian[1][1]},
                 pendulum(0.3, 1.1, numbers));
    auto const n = ctgrad::value_and_gradient(cases::nearest)(std::array{1.5, 0.7}, numbers, pairs);
    std::vector<std::array<int, 2>> ends(rows);
    for (std::size_t i = 0; i < rows; ++i) ends[i] = {static_cast<int>(i), static_cast<int>(rows - 1 - i)};
    auto const s = ctgrad::value_and_gradient(cases::springs)(0.7, numbers, numbers, ends);
    compare_loop("springs", {s.value, s.gradient}, springs(0.7, numbers, numbers, ends));
    std::vector<double> entries(rows * rows);
    for (double& w : entries) w = (unit(random) - 0.5) / std::sqrt(static_cast<double>(rows));
    std::vector<std::vector<double>> matrix(rows);
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t k = 0; k < rows; ++k) matrix[i].push_back(entries[i * rows + k]);
    auto const l = ctgrad::value_and_gradient(cases::layers)(1.3, ctgrad::rows(entries, rows), numbers);
    compare_loop("layers", {l.value, l.gradient}, layers(1.3, matrix, numbers));
    std::vector<double> const steps{0.3, -1.2, 0.8};
    auto const r = ctgrad::value_and_gradient(cases::cells)(1.3, ctgrad::rows(entries, rows), numbers, steps);
    compare_loop("cells", {r.value, r.gradient}, cells(1.3, matrix, numbers, steps));
    compare_loop("nearest", {n.value, n.gradient[0], n.gradient[1]}, nearest(1.5, 0.7, numbers, pairs));
}

}  // namespace

int main() {
#define CASE(name, ...) compare(#name, __VA_ARGS__, [](auto... x) { return ::name(x...); });
    CTGRAD_GENERATED_CASES(CASE)
    for (std::size_t const rows : {1u, 2u, 7u, 300u}) compare_loops(rows);
    std::printf("%d numbers compared, %d differ\n", compared, failures);
    return failures != 0 || compared == 0;
}
