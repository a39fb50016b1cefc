#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "by_ctgrad.hpp"
#include "by_hand.hpp"
#include "by_hand_more.hpp"
#include "peers.hpp"
#include "traced.hpp"
#if HAS_EIGEN
#include "by_matrices.hpp"
#endif

namespace {

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
/// An input of bundle adjustment: camera, point and weight, 15 numbers in a row.
std::vector<numbers<15>> random_observations() {
    auto inputs = random_inputs<15>(0.1, 1);
    for (auto& input : inputs) {
        input.values[6] *= 500;  // focal length
        input.values[13] += 4;   // distance
    }
    return inputs;
}
template <std::size_t N>
[[gnu::always_inline]] inline auto const& array_at(double const* values) {
    return *reinterpret_cast<std::array<double, N> const*>(values);
}

// Every version is a type with `operator()`, so that each call is inlined into a loop of its own.
#define VERSION(name, ...)                                             \
    struct name {                                                      \
        template <class Input>                                         \
        [[gnu::always_inline]] auto operator()(Input const& i) const { \
            return __VA_ARGS__;                                        \
        }                                                              \
    }

namespace f = by_ctgrad;
namespace hand = by_hand::shared;
namespace apart = by_hand::separate;
#define V(k) i.values[k]

VERSION(f1_shared, hand::product_of_sum(V(0), V(1), V(2)));
VERSION(f1_apart, apart::product_of_sum(V(0), V(1), V(2)));
VERSION(f1_ctgrad,
        ctgrad::value_and_gradient(f::product_of_sum, f::x, f::y, f::z)(f::x = V(0), f::y = V(1), f::z = V(2)));

VERSION(f2_shared, hand::neuron(V(0), V(1), V(2), V(3), V(4)));
VERSION(f2_apart, apart::neuron(V(0), V(1), V(2), V(3), V(4)));
VERSION(f2_ctgrad,
        ctgrad::value_and_gradient(f::neuron, f::w0, f::w1, f::w2, f::x0,
                                   f::x1)(f::w0 = V(0), f::w1 = V(1), f::w2 = V(2), f::x0 = V(3), f::x1 = V(4)));
VERSION(f2_ctgrad_written_out,
        ctgrad::value_and_gradient(f::neuron_written_out, f::w0, f::w1, f::w2, f::x0,
                                   f::x1)(f::w0 = V(0), f::w1 = V(1), f::w2 = V(2), f::x0 = V(3), f::x1 = V(4)));

VERSION(f3_shared, hand::exponential_logarithm_sine(V(0), V(1)));
VERSION(f3_apart, apart::exponential_logarithm_sine(V(0), V(1)));
VERSION(f3_ctgrad, ctgrad::value_and_gradient(f::exponential_logarithm_sine, f::x, f::z)(f::x = V(0), f::z = V(1)));
VERSION(f3_freely, ctgrad::free_rounding(ctgrad::value_and_gradient(f::exponential_logarithm_sine, f::x,
                                                                    f::z))(f::x = V(0), f::z = V(1)));

VERSION(f4_shared, hand::product_with_sum(V(0), V(1)));
VERSION(f4_apart, apart::product_with_sum(V(0), V(1)));
VERSION(f4_ctgrad, ctgrad::value_and_gradient(f::product_with_sum, f::u, f::v)(f::u = V(0), f::v = V(1)));
VERSION(f4_ctgrad_function, ctgrad::value_and_gradient(f::product_with_sum_function)(V(0), V(1)));

VERSION(f5_shared, hand::residual(array_at<11>(&V(0)), array_at<3>(&V(11)), V(14)));
VERSION(f5_apart, apart::residual(array_at<11>(&V(0)), array_at<3>(&V(11)), V(14)));
VERSION(f5_ctgrad, ctgrad::jacobian(f::residual)(array_at<11>(&V(0)), array_at<3>(&V(11)), V(14)));
VERSION(f5_freely,
        ctgrad::free_rounding(ctgrad::jacobian(f::residual))(array_at<11>(&V(0)), array_at<3>(&V(11)), V(14)));

// The rest is traced from work.hpp. Its inputs are numbers in a row: first the independent variables, then the others.
using work::evaluated, work::traced;
template <class Work>
VERSION(traced_jacobian, evaluated<Work>(ctgrad::jacobian(traced<Work>, ctgrad::arguments<0>), i.values.data()));
template <class Work>
VERSION(traced_hessian, evaluated<Work>(ctgrad::hessian(traced<Work>, ctgrad::arguments<0>), i.values.data()));
template <class Work>
VERSION(freely_traced_jacobian,
        evaluated<Work>(ctgrad::free_rounding(ctgrad::jacobian(traced<Work>, ctgrad::arguments<0>)), i.values.data()));
template <class Work>
VERSION(freely_traced_hessian,
        evaluated<Work>(ctgrad::free_rounding(ctgrad::hessian(traced<Work>, ctgrad::arguments<0>)), i.values.data()));
template <class Peer, class Work>
VERSION(peer_jacobian, Peer::template jacobian<Work>(i.values.data(), i.values.data() + Work::by));
template <class Peer, class Work>
VERSION(peer_hessian, Peer::template hessian<Work>(i.values.data(), i.values.data() + Work::by));

VERSION(f6_shared, hand::network(i.values.data(), i.values.data() + 161));
VERSION(options_shared, hand::black_scholes(i.values.data(), i.values.data() + 4));
VERSION(quaternion_shared, hand::quaternion(i.values.data(), i.values.data() + 4));
VERSION(arm_shared, hand::arm(i.values.data()));
VERSION(f3_hessian_shared, hand::hessian_of_exponential_logarithm_sine(i.values.data()));
VERSION(rosenbrock_shared, hand::hessian_of_rosenbrock(i.values.data()));

#if HAS_EIGEN
VERSION(f6_matrices, by_matrices::evaluated(i.values.data()));
#endif

/// Every version builds its results in place, one after the other, so that compilers do not compute several at once.
template <class Version, class Input, class Output>
[[gnu::noinline]] void sweep(Input const* in, Output* out, std::size_t count) {
    static_assert(std::is_trivially_destructible_v<Output>);
    for (std::size_t k = 0; k < count; ++k) {
        ::new (static_cast<void*>(out + k)) Output(Version{}(in[k]));
        benchmark::ClobberMemory();
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
            if (std::abs(a[k] - b[k]) > 1e-12 * std::max({std::abs(a[k]), std::abs(b[k]), 1.0}))
                std::fprintf(stderr, "  number %zu: %.17g, not %.17g\n", k, b[k], a[k]);
        std::exit(1);
    }
    if constexpr (sizeof...(Rest) > 0) check<First, Rest...>(inputs, name);
}

/// Runs one version for some microseconds and returns the time of an evaluation. Its results begin at a page, as those
/// of all versions do, so that none has more stores across cache lines than another.
template <class Version, class Input>
struct timed {
    using answer = decltype(Version{}(std::declval<Input>()));
    double nanoseconds(std::vector<Input> const& in, int sweeps) {
        alignas(4096) static std::array<std::byte, input_count * sizeof(answer)> memory;
        auto* const out = reinterpret_cast<answer*>(memory.data());
        auto const start = std::chrono::steady_clock::now();
        for (int k = 0; k < sweeps; ++k) {
            sweep<Version>(in.data(), out, in.size());
            benchmark::DoNotOptimize(out);
            benchmark::ClobberMemory();
        }
        std::chrono::duration<double, std::nano> const passed = std::chrono::steady_clock::now() - start;
        return passed.count() / sweeps / static_cast<double>(in.size());
    }
};

double quantile(std::vector<double> values, double at) {
    auto const middle = values.begin() + static_cast<std::ptrdiff_t>(at * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// The versions take turns within every iteration, so that disturbances affect all alike and each ratio is of two
/// measurements next to each other in time. Ratios are relative to the first version.
template <class... Versions, class Input>
void compare(benchmark::State& state, std::vector<Input> const& inputs,
             std::array<std::string, sizeof...(Versions)> const& names) {
    std::tuple<timed<Versions, Input>...> versions;
    constexpr std::size_t count = sizeof...(Versions);
    int const sweeps =
        1 +
        static_cast<int>(20e3 / (std::get<0>(versions).nanoseconds(inputs, 3) * static_cast<double>(inputs.size())));
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
        std::string const& name = names[k];
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
                std::printf("| %s | %s | %.2f | %.3f | %.2f to %.2f |\n", formula.c_str(), version.c_str() + 3,
                            counter.value, of("/ratio/"), of("/low/"), of("/high/"));
            }
        }
    }
};

/// A version and its name in the table.
template <class Version>
struct named {
    using version = Version;
    char const* name;
};
template <class Input, class... Version>
void add(char const* work, std::vector<Input> const& inputs, named<Version>... versions) {
    check<Version...>(inputs, work);
    std::array<std::string, sizeof...(Version)> names{versions.name...};
    // Counters are sorted by name, so a number in front keeps the order of the table.
    for (std::size_t k = 0; k < names.size(); ++k)
        names[k] = std::string{static_cast<char>('0' + k / 10), static_cast<char>('0' + k % 10), ' '} + names[k];
    benchmark::RegisterBenchmark(work, [=](benchmark::State& state) {
        compare<Version...>(state, inputs, names);
    })->MinTime(0.8);
}

template <class Work>
struct jacobians {
    template <class Peer>
    using of = peer_jacobian<Peer, Work>;
};
template <class Work>
struct hessians {
    template <class Peer>
    using of = peer_hessian<Peer, Work>;
};

/// The same with all peers that support it.
template <class Work, class Input, class... Version>
void add_with_peers(char const* name, std::vector<Input> const& inputs, named<Version>... versions) {
    auto const all = [&](auto... more) { add(name, inputs, versions..., more...); };
    auto const with_boost_too = [&](auto... more) {
#if HAS_BOOST_MATH
        if constexpr (Work::by <= 3)
            all(more..., named<peer_jacobian<peers::boost_autodiff, Work>>{"Boost.Math autodiff"});
        else
#endif
            all(more...);
    };
    auto const with_adolc_too = [&](auto... more) {
#if HAS_ADOLC
        if constexpr (Work::given == 0)
            with_boost_too(more..., named<peer_jacobian<peers::adolc, Work>>{"ADOL-C"});
        else
#endif
            with_boost_too(more...);
    };
    auto const with_rad = [&](auto... more) {
#if HAS_SACADO
        if constexpr (Work::results == 1)
            with_adolc_too(more..., named<peer_jacobian<peers::sacado_rad, Work>>{"Sacado Rad"});
        else
#endif
            with_adolc_too(more...);
    };
    auto const with_fad = [&](auto... more) {
#if HAS_SACADO
        with_rad(more..., named<peer_jacobian<peers::sacado_fad, Work>>{"Sacado Fad"});
#else
        with_rad(more...);
#endif
    };
    auto const with_eigen = [&](auto... more) {
#if HAS_EIGEN
        with_fad(more..., named<peer_jacobian<peers::eigen_autodiff, Work>>{"Eigen AutoDiffScalar"});
#else
        with_fad(more...);
#endif
    };
#if HAS_CERES
    with_eigen(named<peer_jacobian<peers::ceres_jet, Work>>{"ceres::Jet"});
#else
    with_eigen();
#endif
}
template <class Work, class Input, class... Version>
void add_hessian_with_peers(char const* name, std::vector<Input> const& inputs, named<Version>... versions) {
    auto const with_sacado = [&](auto... more) {
#if HAS_SACADO
        if constexpr (!requires { Work::calls_erf; })  // Sacado has none
            add(name, inputs, versions..., more..., named<peer_hessian<peers::sacado_fad, Work>>{"Sacado Fad of Fad"});
        else
#endif
            add(name, inputs, versions..., more...);
    };
#if HAS_ADOLC
    with_sacado(named<peer_hessian<peers::adolc, Work>>{"ADOL-C"});
#else
    with_sacado();
#endif
}

void report_left_out() {
#if !HAS_CERES
    std::puts("Left out: ceres::Jet (Debian: libceres-dev).");
#endif
#if !HAS_EIGEN
    std::puts("Left out: Eigen AutoDiffScalar (Debian: libeigen3-dev).");
#endif
#if !HAS_BOOST_MATH
    std::puts("Left out: Boost.Math autodiff (Debian: libboost-dev).");
#endif
#if !HAS_SACADO
    std::puts("Left out: Sacado (Debian: libtrilinos-sacado-dev, libtrilinos-kokkos-dev).");
#endif
#if !HAS_ADOLC
    std::puts("Left out: ADOL-C (Debian: libadolc-dev).");
#endif
}

/// Inputs drawn between bounds of their own.
template <std::size_t N>
std::vector<numbers<N>> random_between(std::array<double, N> const& low, std::array<double, N> const& high) {
    auto inputs = random_inputs<N>(0, 1);
    for (auto& input : inputs)
        for (std::size_t k = 0; k < N; ++k) input.values[k] = low[k] + (high[k] - low[k]) * input.values[k];
    return inputs;
}

}  // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    constexpr char const *shared = "by hand, shared", *separate = "by hand, separate", *ours = "ctgrad",
                         *freely = "ctgrad, free_rounding";

    add_with_peers<work::product_of_sum>("F1 (x+y)z", random_inputs<3>(0.5, 2), named<f1_shared>{shared},
                                         named<f1_apart>{separate}, named<f1_ctgrad>{ours});
    add_with_peers<work::neuron>("F2 sigmoid neuron", random_inputs<5>(-1, 1), named<f2_shared>{shared},
                                 named<f2_apart>{separate}, named<f2_ctgrad>{"ctgrad, sigmoid(z)"},
                                 named<f2_ctgrad_written_out>{"ctgrad, 1/(1+exp(-z))"});
    add_with_peers<work::exponential_logarithm_sine>("F3 exp, log, sin", random_inputs<2>(1.5, 2.5),
                                                     named<f3_shared>{shared}, named<f3_apart>{separate},
                                                     named<f3_ctgrad>{ours}, named<f3_freely>{freely});
    add_with_peers<work::product_with_sum>("F4 2(uv)(u+v)", random_inputs<2>(0.5, 2), named<f4_shared>{shared},
                                           named<f4_apart>{separate}, named<f4_ctgrad>{"ctgrad, formula"},
                                           named<f4_ctgrad_function>{"ctgrad, function"});
    add_with_peers<work::residual>("F5 bundle adjustment, 2 x 15", random_observations(), named<f5_shared>{shared},
                                   named<f5_apart>{separate}, named<f5_ctgrad>{ours}, named<f5_freely>{freely});
    // Each input takes 1.3 KiB, and each result as much.
    add_with_peers<work::network>("F6 network, 161 weights", random_inputs<170>(-1, 1, 8), named<f6_shared>{shared},
#if HAS_EIGEN
                                  named<f6_matrices>{"ctgrad, matrices"},
#endif
                                  named<traced_jacobian<work::network>>{"ctgrad, function"});
    add_with_peers<work::quaternion>("Quaternion rotation, 3 x 4", random_inputs<7>(0.25, 1),
                                     named<quaternion_shared>{shared}, named<traced_jacobian<work::quaternion>>{ours},
                                     named<freely_traced_jacobian<work::quaternion>>{freely});
    add_with_peers<work::arm>("Robot arm, 3 x 6", random_inputs<6>(-1.5, 1.5), named<arm_shared>{shared},
                              named<traced_jacobian<work::arm>>{ours});
    add_hessian_with_peers<work::black_scholes>(
        "Black-Scholes, all Greeks", random_between<5>({80, 0.15, 0.01, 0.25, 100}, {120, 0.4, 0.05, 2, 100}),
        named<options_shared>{shared}, named<traced_hessian<work::black_scholes>>{ours},
        named<freely_traced_hessian<work::black_scholes>>{freely});
    add_hessian_with_peers<work::exponential_logarithm_sine>(
        "Hessian of F3", random_inputs<2>(1.5, 2.5), named<f3_hessian_shared>{shared},
        named<traced_hessian<work::exponential_logarithm_sine>>{ours},
        named<freely_traced_hessian<work::exponential_logarithm_sine>>{freely});
    add_hessian_with_peers<work::rosenbrock>(
        "Hessian of Rosenbrock, 10", random_inputs<10>(-1, 1), named<rosenbrock_shared>{shared},
        named<traced_hessian<work::rosenbrock>>{ours}, named<freely_traced_hessian<work::rosenbrock>>{freely});

    markdown table;
    benchmark::RunSpecifiedBenchmarks(&table);
    report_left_out();
}
