#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <random>
#include <vector>

/// Inputs of the benchmarks of loops, and what compares their versions.
namespace checks {

template <std::size_t N>
std::vector<std::array<double, N>> random_rows(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> number(0, 0.5);
    std::vector<std::array<double, N>> rows(count);
    for (auto& row : rows)
        for (double& x : row) x = number(random);
    return rows;
}

inline bool agree(double a, double b) { return std::abs(a - b) <= 1e-10 * (1 + std::abs(b)); }

inline int failures = 0;
inline void check(bool right, char const* what) {
    if (right) return;
    std::printf("%s: the versions do not agree\n", what);
    ++failures;
}

}  // namespace checks
