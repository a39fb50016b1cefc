#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "by_ctgrad.hpp"
#include "by_hand.hpp"

namespace {

constexpr std::size_t input_count = 256;

template <std::size_t N>
struct numbers {
    std::array<double, N> values;
};
struct observation {
    std::array<double, 11> camera;
    std::array<double, 3> point;
    double weight;
};

template <std::size_t N>
std::vector<numbers<N>> random_inputs(double low, double high) {
    std::mt19937_64 random;
    std::uniform_real_distribution<double> uniform(low, high);
    std::vector<numbers<N>> inputs(input_count);
    for (auto& input : inputs)
        for (double& value : input.values) value = uniform(random);
    return inputs;
}
std::vector<observation> random_observations() {
    std::mt19937_64 random;
    std::uniform_real_distribution<double> unit(0.1, 1);
    std::vector<observation> inputs(input_count);
    for (auto& input : inputs) {
        for (double& value : input.camera) value = unit(random);
        input.camera[6] *= 500;
        for (double& value : input.point) value = unit(random);
        input.point[2] += 4;
        input.weight = unit(random);
    }
    return inputs;
}

// Every version is a type with `operator()`, so that each has a loop of its own into which the call is inlined.
#define VERSION(name, ...)                                    \
    struct name {                                             \
        template <class Input>                                \
        [[gnu::always_inline]] auto operator()(Input const& i) const { \
            return __VA_ARGS__;                               \
        }                                                     \
    }

namespace f = by_ctgrad;
namespace hand = by_hand::shared;
namespace apart = by_hand::separate;
#define V(k) i.values[k]

VERSION(f1_shared, hand::product_of_sum(V(0), V(1), V(2)));
VERSION(f1_apart, apart::product_of_sum(V(0), V(1), V(2)));
VERSION(
    f1_ctgrad, ctgrad::value_and_gradient(f::product_of_sum, f::x, f::y, f::z)(
                   f::x = V(0), f::y = V(1), f::z = V(2)));

VERSION(f2_shared, hand::neuron(V(0), V(1), V(2), V(3), V(4)));
VERSION(f2_apart, apart::neuron(V(0), V(1), V(2), V(3), V(4)));
VERSION(
    f2_ctgrad, ctgrad::value_and_gradient(f::neuron, f::w0, f::w1, f::w2, f::x0, f::x1)(
                   f::w0 = V(0), f::w1 = V(1), f::w2 = V(2), f::x0 = V(3), f::x1 = V(4)));
VERSION(
    f2_ctgrad_written_out,
    ctgrad::value_and_gradient(f::neuron_written_out, f::w0, f::w1, f::w2, f::x0, f::x1)(
        f::w0 = V(0), f::w1 = V(1), f::w2 = V(2), f::x0 = V(3), f::x1 = V(4)));

VERSION(f3_shared, hand::exponential_logarithm_sine(V(0), V(1)));
VERSION(f3_apart, apart::exponential_logarithm_sine(V(0), V(1)));
VERSION(
    f3_ctgrad,
    ctgrad::value_and_gradient(f::exponential_logarithm_sine, f::x, f::z)(f::x = V(0), f::z = V(1)));

VERSION(f4_shared, hand::product_with_sum(V(0), V(1)));
VERSION(f4_apart, apart::product_with_sum(V(0), V(1)));
VERSION(
    f4_ctgrad, ctgrad::value_and_gradient(f::product_with_sum, f::u, f::v)(f::u = V(0), f::v = V(1)));
VERSION(f4_ctgrad_function, ctgrad::value_and_gradient(f::product_with_sum_function)(V(0), V(1)));

VERSION(f5_shared, hand::residual(i.camera, i.point, i.weight));
VERSION(f5_ctgrad, ctgrad::jacobian(f::residual)(i.camera, i.point, i.weight));

template <class Version, class Input, class Output>
[[gnu::noinline]] void sweep(Input const* in, Output* out, std::size_t count) {
    for (std::size_t k = 0; k < count; ++k) out[k] = Version{}(in[k]);
}

template <class Output>
bool close(Output const& a, Output const& b) {
    bool all = true;
    for (std::size_t k = 0; k < a.size(); ++k)
        all = all && std::abs(a[k] - b[k]) <= 1e-12 * std::max({std::abs(a[k]), std::abs(b[k]), 1.0});
    return all;
}

template <class Output>
auto plain(Output const& output) {
    if constexpr (requires { output.jacobian; }) {
        std::vector<double> all(output.value.begin(), output.value.end());
        for (auto const& row : output.jacobian) all.insert(all.end(), row.begin(), row.end());
        return all;
    } else {
        auto const& [value, rest] = output;
        std::vector<double> all{value};
        auto const append = [&](auto const& gradient) {
            if constexpr (requires { gradient.values; })
                all.insert(all.end(), gradient.values.begin(), gradient.values.end());
            else
                std::apply([&](auto... partial) { (all.push_back(partial), ...); }, gradient);
        };
        append(rest);
        return all;
    }
}

template <class First, class Input>
void check(std::vector<Input> const&) {}
template <class First, class Second, class... Rest, class Input>
void check(std::vector<Input> const& inputs, char const* name) {
    for (auto const& input : inputs) {
        if (close(plain(First{}(input)), plain(Second{}(input)))) continue;
        std::fprintf(stderr, "%s: two versions disagree\n", name);
        std::exit(1);
    }
    if constexpr (sizeof...(Rest) > 0) check<First, Rest...>(inputs, name);
}

/// Runs one version for some microseconds, and says how long an evaluation took.
template <class Version, class Input>
struct timed {
    std::vector<decltype(Version{}(std::declval<Input>()))> out{input_count};
    double nanoseconds(std::vector<Input> const& in, int sweeps) {
        auto const start = std::chrono::steady_clock::now();
        for (int k = 0; k < sweeps; ++k) {
            sweep<Version>(in.data(), out.data(), in.size());
            benchmark::DoNotOptimize(out.data());
            benchmark::ClobberMemory();
        }
        std::chrono::duration<double, std::nano> const passed = std::chrono::steady_clock::now() - start;
        return passed.count() / sweeps / input_count;
    }
};

double quantile(std::vector<double> values, double at) {
    auto const middle = values.begin() + static_cast<std::ptrdiff_t>(at * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// The versions take turns within every iteration: what disturbs the machine disturbs them alike, and each ratio is
/// of two neighbours in time. The first version is the measure.
template <class... Versions, class Input>
void compare(benchmark::State& state, std::vector<Input> const& inputs, std::array<char const*, sizeof...(Versions)> names) {
    std::tuple<timed<Versions, Input>...> versions;
    constexpr std::size_t count = sizeof...(Versions);
    int const sweeps = 1 + static_cast<int>(20e3 / (std::get<0>(versions).nanoseconds(inputs, 3) * input_count));
    std::array<std::vector<double>, count> times, ratios;
    for (auto _ : state) {
        std::array<double, count> now{};
        std::apply(
            [&](auto&... version) {
                std::size_t k = 0;
                ((now[k++] = version.nanoseconds(inputs, sweeps)), ...);
            },
            versions);
        for (std::size_t k = 0; k < count; ++k) {
            times[k].push_back(now[k]);
            ratios[k].push_back(now[k] / now[0]);
        }
    }
    for (std::size_t k = 0; k < count; ++k) {
        std::string const name = names[k];
        state.counters["/ns/" + name] = quantile(times[k], 0.5);
        state.counters["/ratio/" + name] = quantile(ratios[k], 0.5);
        state.counters["/low/" + name] = quantile(ratios[k], 0.1);
        state.counters["/high/" + name] = quantile(ratios[k], 0.9);
    }
}

/// Prints the counters of `compare` as rows of a Markdown table.
struct markdown : benchmark::BenchmarkReporter {
    bool ReportContext(Context const&) override {
        std::puts("| formula | version | ns | ratio to shared by hand | tenth to ninetieth percentile |");
        std::puts("| --- | --- | --- | --- | --- |");
        return true;
    }
    void ReportRuns(std::vector<Run> const& runs) override {
        for (Run const& run : runs) {
            std::string const formula = run.run_name.function_name;
            for (auto const& [key, counter] : run.counters) {
                if (key.rfind("/ns/", 0) != 0) continue;
                std::string const version = key.substr(4);
                auto const of = [&](char const* what) { return run.counters.at(what + version).value; };
                std::printf(
                    "| %s | %s | %.2f | %.3f | %.2f to %.2f |\n", formula.c_str(), version.c_str() + 2, counter.value,
                    of("/ratio/"), of("/low/"), of("/high/"));
            }
        }
    }
};

template <class... Versions, class Input>
void add(char const* formula, std::vector<Input> const& inputs, std::array<char const*, sizeof...(Versions)> names) {
    check<Versions...>(inputs, formula);
    benchmark::RegisterBenchmark(formula, [=](benchmark::State& state) { compare<Versions...>(state, inputs, names); })
        ->Iterations(20000);
}

}  // namespace

int main(int argc, char** argv) {
    // The number before a name keeps the order of the table, as counters are sorted by name.
    add<f1_shared, f1_apart, f1_ctgrad>(
        "F1 (x+y)z", random_inputs<3>(0.5, 2), {"1 by hand, shared", "2 by hand, each apart", "3 ctgrad"});
    add<f2_shared, f2_apart, f2_ctgrad, f2_ctgrad_written_out>(
        "F2 neuron", random_inputs<5>(-1, 1),
        {"1 by hand, shared", "2 by hand, each apart", "3 ctgrad, sigmoid(z)", "4 ctgrad, 1/(1+exp(-z))"});
    add<f3_shared, f3_apart, f3_ctgrad>(
        "F3 exp, log, sin", random_inputs<2>(1.5, 2.5), {"1 by hand, shared", "2 by hand, each apart", "3 ctgrad"});
    add<f4_shared, f4_apart, f4_ctgrad, f4_ctgrad_function>(
        "F4 2(uv)(u+v)", random_inputs<2>(0.5, 2),
        {"1 by hand, shared", "2 by hand, each apart", "3 ctgrad, formula", "4 ctgrad, function"});
    add<f5_shared, f5_ctgrad>("F5 bundle adjustment", random_observations(), {"1 by hand, shared", "2 ctgrad"});
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    markdown table;
    benchmark::RunSpecifiedBenchmarks(&table);
}
