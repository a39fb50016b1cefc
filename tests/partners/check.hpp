#pragma once

#include <cmath>
#include <cstdio>

/// What the tests here check with: they need no library for tests beside the solver.
inline int failures = 0;

inline void expect(bool holds, char const* what) {
    if (!holds) std::printf("not so: %s\n", what), ++failures;
}
/// Whether two lists agree up to a few roundings.
inline bool close(double const* a, double const* b, int count) {
    double largest = 0, difference = 0;
    for (int i = 0; i < count; ++i) {
        largest = std::fmax(largest, std::fabs(a[i]));
        difference = std::fmax(difference, std::fabs(a[i] - b[i]));
    }
    return difference <= 1e-12 * largest;
}
