#pragma once

#include <cmath>
#include <cstdio>

/// The checks of the tests in this folder, which need no test library besides the solver.
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
