#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

// Times versions of one computation in turn, so that other load affects all of them alike, and prints ratios.
namespace timing {

struct version {
    std::string name;
    std::function<double()> run;  // once over all inputs; the returned number depends on all results
};

inline void compare(char const* title, std::vector<version> const& versions, int calls, int rounds) {
    std::vector<std::vector<double>> times(versions.size());
    double volatile seen = 0;
    for (int round = 0; round < rounds; ++round)
        for (std::size_t v = 0; v < versions.size(); ++v) {
            auto const begin = std::chrono::steady_clock::now();
            seen = versions[v].run();
            std::chrono::duration<double> const taken = std::chrono::steady_clock::now() - begin;
            times[v].push_back(taken.count() / calls);
        }
    auto const median = [](std::vector<double> t) {
        std::nth_element(t.begin(), t.begin() + static_cast<std::ptrdiff_t>(t.size() / 2), t.end());
        return t[t.size() / 2];
    };
    static_cast<void>(seen);
    std::printf("%s\n", title);
    double const first = median(times[0]);
    for (std::size_t v = 0; v < versions.size(); ++v)
        std::printf("  %-32s %12.3f us   %5.2f\n", versions[v].name.c_str(), median(times[v]) * 1e6,
                    median(times[v]) / first);
}

}  // namespace timing
