#pragma once

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

/// Versions of one computation take turns, so that other load affects all of them alike and each ratio is of neighbours
/// in time.
namespace turns {

/// The memory is read and written by others, as far as the compiler knows.
inline void keep(void const* memory) { asm volatile("" : : "r"(memory) : "memory"); }

/// The share of the time that the documentation is measured with; less to try a benchmark.
inline double share() {
    char const* const given = std::getenv("BENCHMARK_SHARE");
    return given == nullptr ? 1 : std::atof(given);
}

/// A sweep over all inputs, without the cost of an indirect call for each.
struct version {
    std::string name;
    void (*sweep)();
};

struct time_of {
    double nanoseconds, ratio, low, high;  // of one evaluation; to the first version; its 10th and 90th percentile
};

inline double quantile(std::vector<double> values, double at) {
    auto const middle = values.begin() + static_cast<std::ptrdiff_t>(at * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Takes turns for as many seconds, or the share of them that BENCHMARK_SHARE gives, but at least nine.
inline std::vector<time_of> measure(std::vector<version> const& versions, std::size_t inputs, double seconds = 0.8) {
    auto const nanoseconds = [&](version const& v, int sweeps) {
        auto const start = std::chrono::steady_clock::now();
        for (int k = 0; k < sweeps; ++k) v.sweep();
        std::chrono::duration<double, std::nano> const passed = std::chrono::steady_clock::now() - start;
        return passed.count() / sweeps / static_cast<double>(inputs);
    };
    std::vector<int> sweeps;
    for (auto const& v : versions) {
        nanoseconds(v, 2);
        sweeps.push_back(1 + static_cast<int>(20e3 / (nanoseconds(v, 3) * static_cast<double>(inputs))));
    }
    std::vector<std::vector<double>> times(versions.size()), ratios(versions.size());
    auto const end = std::chrono::steady_clock::now() + std::chrono::duration<double>(share() * seconds);
    for (int turn = 0; turn < 9 || std::chrono::steady_clock::now() < end; ++turn)
        for (std::size_t v = 0; v < versions.size(); ++v) {
            times[v].push_back(nanoseconds(versions[v], sweeps[v]));
            ratios[v].push_back(times[v].back() / times[0].back());
        }
    std::vector<time_of> all;
    for (std::size_t v = 0; v < versions.size(); ++v)
        all.push_back(
            {quantile(times[v], 0.5), quantile(ratios[v], 0.5), quantile(ratios[v], 0.1), quantile(ratios[v], 0.9)});
    return all;
}

}  // namespace turns
