// Compares sparse Jacobians and Hessians with sparse derivatives written by hand.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <vector>

#include <ctgrad/sparsity.hpp>

#include "by_hand.hpp"
#include "work.hpp"

namespace {

using sparse_work::numbers;

template <std::size_t N>
std::vector<numbers<N>> random_points(double low, double high) {
    std::mt19937_64 random;
    std::uniform_real_distribution<double> uniform(low, high);
    std::vector<numbers<N>> points(16);
    for (auto& point : points)
        for (double& one : point) one = uniform(random);
    return points;
}

template <class Run, std::size_t N, std::size_t M>
[[gnu::noinline]] double nanoseconds(Run run, std::vector<numbers<N>> const& points, std::vector<numbers<M>>& results) {
    constexpr int sweeps = static_cast<int>(1 + 20000 / M);
    auto const start = std::chrono::steady_clock::now();
    for (int sweep = 0; sweep < sweeps; ++sweep)
        for (std::size_t k = 0; k < points.size(); ++k) {
            run(points[k], results[k]);
            asm volatile("" ::: "memory");
        }
    std::chrono::duration<double, std::nano> const passed = std::chrono::steady_clock::now() - start;
    return passed.count() / sweeps / static_cast<double>(points.size());
}
double median(std::vector<double> values) {
    auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Both take turns, and the medians of 41 turns are reported.
template <std::size_t M, std::size_t N, class Hand, class Ours>
void compare(char const* name, std::vector<numbers<N>> const& points, Hand by_hand, Ours ours) {
    std::vector<numbers<M>> expected(points.size()), results(points.size());
    std::vector<double> hand_times, times;
    for (int turn = 0; turn < 41; ++turn) {
        hand_times.push_back(nanoseconds(by_hand, points, expected));
        times.push_back(nanoseconds(ours, points, results));
    }
    for (std::size_t k = 0; k < points.size(); ++k)
        for (std::size_t i = 0; i < M; ++i)
            if (!(std::abs(results[k][i] - expected[k][i]) <= 1e-11 * (1 + std::abs(expected[k][i])))) {
                std::fprintf(stderr, "%s: number %zu is %.17g, not %.17g\n", name, i, results[k][i], expected[k][i]);
                std::exit(1);
            }
    std::printf("| %s | %.1f | %.1f | %.2f |\n", name, median(hand_times), median(times),
                median(times) / median(hand_times));
}

/// Results of a quantity in a row of numbers: they consist of them in order.
template <class Result, std::size_t M>
[[gnu::always_inline]] inline void store(Result const& result, numbers<M>& out) {
    static_assert(sizeof result == sizeof out);
    std::memcpy(static_cast<void*>(&out), &result, sizeof out);
}

template <std::size_t N>
constexpr auto rosenbrock = ctgrad::function<double(numbers<N>)>(sparse_work::rosenbrock<N>{});
template <std::size_t Cells>
constexpr auto brusselator =
    ctgrad::function<numbers<2 * Cells>(numbers<2 * Cells>)>(sparse_work::brusselator<Cells>{});
constexpr auto pollution = ctgrad::function<numbers<20>(numbers<20>)>(sparse_work::pollution{});
constexpr auto cart_pole = ctgrad::function<numbers<4>(numbers<5>)>(sparse_work::cart_pole{});

template <std::size_t Cells>
void compare_brusselator(char const* name) {
    compare<8 * Cells - 4>(
        name, random_points<2 * Cells>(0.5, 3), sparse_by_hand::brusselator<Cells>,
        [](auto const& y, auto& out) { ctgrad::sparse(ctgrad::jacobian(brusselator<Cells>)).into(out)(y); });
}

}  // namespace

int main() {
    std::puts("| row | by hand, ns | ctgrad, ns | ratio |\n| --- | --- | --- | --- |");
    compare<300>("Rosenbrock, 100 variables: value, gradient, Hessian", random_points<100>(-1, 1),
                 sparse_by_hand::rosenbrock<100>,
                 [](auto const& v, auto& out) { store(ctgrad::sparse(ctgrad::hessian(rosenbrock<100>))(v), out); });
    compare<100>("Rosenbrock, 100 variables: gradient alone", random_points<100>(-1, 1),
                 sparse_by_hand::gradient_of_rosenbrock<100>,
                 [](auto const& v, auto& out) { out = ctgrad::gradient(rosenbrock<100>)(v); });
    compare_brusselator<16>("Brusselator, 16 cells: Jacobian");
    compare_brusselator<64>("Brusselator, 64 cells: Jacobian");
    compare<82>("Pollution: Jacobian", random_points<20>(0.1, 1), sparse_by_hand::pollution,
                [](auto const& y, auto& out) { ctgrad::sparse(ctgrad::jacobian(pollution)).into(out)(y); });
    compare<12>("Cart-pole: value and Jacobian", random_points<5>(-1, 1), sparse_by_hand::cart_pole,
                [](auto const& x, auto& out) { store(ctgrad::sparse(ctgrad::jacobian(cart_pole))(x), out); });
}
