#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "turns.hpp"
#if __has_include("sympy_rows.hpp")
#include "sympy_rows.hpp"
#endif

/// Compares versions of one computation: checks that they agree to 1e-12, times them in turn, and prints a row of a Markdown table
/// for each. A version is a type whose `operator()` takes an input, so that each call is inlined into a loop of its own.
namespace comparison {

/// So few that they fit into the first-level cache together with their results.
constexpr std::size_t input_count = 64;

template <std::size_t N>
struct numbers {
    std::array<double, N> values;
};

template <std::size_t N>
std::vector<numbers<N>> random_inputs(double low, double high, std::size_t count = input_count) {
    std::mt19937_64 random;
    std::uniform_real_distribution<double> uniform(low, high);
    std::vector<numbers<N>> inputs(count);
    for (auto& input : inputs)
        for (double& value : input.values) value = uniform(random);
    return inputs;
}
/// Inputs drawn between bounds of their own.
template <std::size_t N>
std::vector<numbers<N>> random_between(std::array<double, N> const& low, std::array<double, N> const& high) {
    auto inputs = random_inputs<N>(0, 1);
    for (auto& input : inputs)
        for (std::size_t k = 0; k < N; ++k) input.values[k] = low[k] + (high[k] - low[k]) * input.values[k];
    return inputs;
}
template <std::size_t N>
[[gnu::always_inline]] inline auto const& array_at(double const* values) {
    return *reinterpret_cast<std::array<double, N> const*>(values);
}

/// Defines a version; `i` is its input.
#define BENCHMARKED(name, ...)                                         \
    struct name {                                                      \
        template <class Input>                                         \
        [[gnu::always_inline]] auto operator()(Input const& i) const { \
            return __VA_ARGS__;                                        \
        }                                                              \
    }

/// Every version builds its results in place, one after the other, so that compilers do not compute several at once.
template <class Version, class Input, class Output>
[[gnu::noinline]] void sweep(Input const* in, Output* out, std::size_t count) {
    static_assert(std::is_trivially_destructible_v<Output>);
    for (std::size_t k = 0; k < count; ++k) {
        ::new (static_cast<void*>(out + k)) Output(Version{}(in[k]));
        turns::keep(out + k);
    }
}

template <class Output>
bool close(Output const& a, Output const& b) {
    bool all = a.size() == b.size();
    for (std::size_t k = 0; all && k < a.size(); ++k)
        all = all && std::abs(a[k] - b[k]) <= 1e-12 * std::max({std::abs(a[k]), std::abs(b[k]), 1.0});
    return all;
}

/// All numbers of a result, in order.
void append(std::vector<double>& all, double value) { all.push_back(value); }
template <class Numbers>
    requires requires(Numbers const& numbers) { numbers.begin(); }
void append(std::vector<double>& all, Numbers const& numbers) {
    if constexpr (requires { numbers.reshaped(); })  // of Eigen
        for (double const one : numbers.reshaped()) append(all, one);
    else
        for (auto const& one : numbers) append(all, one);
}
template <class... T>
void append(std::vector<double>& all, std::tuple<T...> const& numbers) {
    std::apply([&](auto const&... one) { (append(all, one), ...); }, numbers);
}
template <class Output>
std::vector<double> plain(Output const& output) {
    std::vector<double> all;
    if constexpr (requires { output.hessian; }) {
        append(all, output.value);
        append(all, output.gradient);
        append(all, output.hessian);
    } else if constexpr (requires { output.jacobian; }) {
        append(all, output.value);
        append(all, output.jacobian);
    } else if constexpr (requires { output.gradient; }) {
        append(all, output.value);
        append(all, output.gradient);
    } else {
        append(all, output);
    }
    return all;
}

template <class First, class Input>
void check(std::vector<Input> const&, char const*) {}
template <class First, class Second, class... Rest, class Input>
void check(std::vector<Input> const& inputs, char const* name) {
    for (auto const& input : inputs) {
        if (close(plain(First{}(input)), plain(Second{}(input)))) continue;
        auto const a = plain(First{}(input)), b = plain(Second{}(input));
        std::fprintf(stderr, "%s: a version disagrees\n", name);
        for (std::size_t k = 0; k < std::min(a.size(), b.size()); ++k)
            if (!(std::abs(a[k] - b[k]) <= 1e-12 * std::max({std::abs(a[k]), std::abs(b[k]), 1.0})))
                std::fprintf(stderr, "  number %zu: %.17g, not %.17g\n", k, b[k], a[k]);
        std::exit(1);
    }
    if constexpr (sizeof...(Rest) > 0) check<First, Rest...>(inputs, name);
}

/// Results begin at a page, those of all versions, so that none has more stores across cache lines than another.
template <class Version, class Input>
struct sweep_of {
    using answer = decltype(Version{}(std::declval<Input>()));
    static inline std::vector<Input> const* inputs;
    static void run() {
        alignas(4096) static std::array<std::byte, input_count * sizeof(answer)> memory;
        sweep<Version>(inputs->data(), reinterpret_cast<answer*>(memory.data()), inputs->size());
    }
};

// What SymPy generates (sympy/generate), where `run` found it.
#if __has_include("sympy_rows.hpp")
template <auto Function>
BENCHMARKED(generated, Function(i.values.data()));
#define WITH_SYMPY(row) \
    , named<generated<by_sympy::row>> { "SymPy, common subexpressions shared" }
#else
#define WITH_SYMPY(row)
#endif

// The names of versions.
inline constexpr char const *shared = "by hand, shared", *separate = "by hand, separate", *ours = "ctgrad",
                            *freely = "ctgrad, free_rounding", *stated = "ctgrad, identity stated",
                            *stated_freely = "ctgrad, identity stated, free_rounding";

/// A version and its name in the table.
template <class Version>
struct named {
    using version = Version;
    char const* name;
};
/// Ratios are relative to the first version.
template <class Input, class... Version>
void compare(char const* row, std::vector<Input> const& inputs, named<Version>... versions) {
    check<Version...>(inputs, row);
    ((sweep_of<Version, Input>::inputs = &inputs), ...);
    std::vector<turns::version> const all{{versions.name, sweep_of<Version, Input>::run}...};
    auto const times = turns::measure(all, inputs.size());
    for (std::size_t k = 0; k < all.size(); ++k)
        std::printf("| %s | %s | %.2f | %.3f | %.2f to %.2f |\n", row, all[k].name.c_str(), times[k].nanoseconds,
                    times[k].ratio, times[k].low, times[k].high);
    std::fflush(stdout);
}

}  // namespace comparison
