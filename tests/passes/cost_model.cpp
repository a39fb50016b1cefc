#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// Every constant of the cost model matters: if it changes by one, the program of some graph changes. A hash of the
// programs for all constants is recorded, so that a change of any constant is noticed.
namespace {

using namespace ctgrad::detail;
namespace ops = ctgrad::operations;

constexpr int capacity = 4096;

/// A graph made at run time, all of whose nodes may be optimized, and the results that are wanted.
struct sample {
    graph_storage<capacity> storage{};
    graph g = storage.start();
    std::vector<int> results;
    int kept = -1;      // of the results; -1 for all
    bool rows = false;  // the results are two rows of a Jacobian

    int input() { return g.add_input({static_cast<std::uint64_t>(g.input_count) + 1, 0, "x"}); }
    template <class Operation>
    int apply(int a) {
        int const operands[]{a};
        return g.apply(info_of<Operation>, operands);
    }
    template <class Operation>
    int apply(int a, int b) {
        int const operands[]{a, b};
        return g.apply(info_of<Operation>, operands);
    }
    int times(int a, int b) { return apply<ops::multiply>(a, b); }
    int plus(int a, int b) { return apply<ops::add>(a, b); }
    /// A chain of `length` operations, which no pass shortens.
    int delay(int a, int length) {
        for (int i = 0; i < length; ++i) a = apply<ops::absolute>(a);
        return a;
    }
    /// A chain of `length` products.
    int chain(int a, int factor, int length) {
        for (int i = 0; i < length; ++i) a = times(a, factor);
        return a;
    }
};

using builder = std::function<void(sample&)>;

/// A new object in the same memory each time: it is large, and the system would clear all its pages first.
template <class T>
T& made_anew() {
    static auto const memory = std::make_unique<std::optional<T>>();
    return memory->emplace();
}

/// A hash of the program that the passes make of a graph: its operations in order, their operands, packs and marks.
std::uint64_t fingerprint(builder const& build, cost_model const& model) {
    auto& made = made_anew<sample>();
    build(made);
    graph& g = made.g;
    auto& storage = made_anew<pass_storage<capacity>>();
    int const count = static_cast<int>(made.results.size());
    pass_results asked{made.results.data(), count, 0, made.kept < 0 ? count : made.kept};
    if (made.rows) asked.seeds = {0, count / 2, count / 2};
    pass_context c(g, storage.arrays(), asked, 3, model);
    run_passes(pass_stage::derivatives, c);
    run_passes(pass_stage::program, c);
    auto& p = made_anew<program<capacity, 256>>();
    emit_program(c, p);
    std::uint64_t hash = static_cast<std::uint64_t>(p.count);
    for (std::size_t slot = 0; slot < static_cast<std::size_t>(p.count); ++slot) {
        auto const* const info = p.operation(slot);
        hash = info != nullptr ? mix(hash, info->name) : mix(hash, static_cast<std::uint64_t>(p.kind(slot)));
        hash = mix(hash, static_cast<std::uint64_t>(p.first(slot)) << 32 | static_cast<std::uint64_t>(p.second(slot)));
        hash = mix(hash, (p.packs[slot] ? 1u : 0u) + (p.derived[slot] ? 2u : 0u) + (p.fused[slot] ? 4u : 0u));
    }
    return mix(hash, (p.stores_in_pairs ? 1u : 0u) + (p.stores_early ? 2u : 0u));
}

// Random graphs of a few inputs.
builder random_graph(std::uint64_t seed) {
    return [seed](sample& s) {
        std::uint64_t state = mix(seed, 1);
        auto const pick = [&](int limit) {
            return static_cast<int>((state = mix(state, 7)) % static_cast<std::uint64_t>(limit));
        };
        std::vector<int> nodes;
        int const inputs = 2 + pick(5), operations = 8 + pick(90), reach = 2 + pick(30), calls = pick(8);
        for (int i = 0; i < inputs; ++i) nodes.push_back(s.input());
        auto const operand = [&] {
            int const size = static_cast<int>(nodes.size());
            int const back = 1 + pick(pick(4) == 0 ? size : reach < size ? reach : size);
            return nodes[static_cast<std::size_t>(size - back)];
        };
        for (int i = 0; i < operations; ++i) {
            int const a = operand(), b = operand(), kind = pick(20);
            nodes.push_back(kind < calls ? (kind % 3 == 0   ? s.apply<ops::exponential>(a)
                                            : kind % 3 == 1 ? s.apply<ops::sine>(a)
                                                            : s.apply<ops::cosine>(a))
                            : kind < 13  ? s.times(a, b)
                            : kind < 17  ? s.plus(a, b)
                            : kind < 18  ? s.apply<ops::subtract>(a, b)
                            : kind < 19  ? s.apply<ops::divide>(a, b)
                                         : s.times(s.g.constant(2), a));
        }
        int const count = 2 * (1 + pick(4));
        for (int i = 0; i < count; ++i) s.results.push_back(operand());
        s.rows = pick(2) == 0;
        if (pick(3) == 0) s.kept = pick(count);
    };
}

/// A sum of an operation and two delayed inputs, each of which may be ready first.
template <class Operation>
builder race(int length, bool operation_first) {
    return [=](sample& s) {
        int const x = s.input(), y = s.input(), z = s.input();
        auto const slow = [&] {
            if constexpr (described<Operation>::arity == 1)
                return s.apply<Operation>(x);
            else
                return s.apply<Operation>(x, y);
        };
        int const early = operation_first ? slow() : 0;
        int const a = s.delay(y, length), b = s.delay(z, length);
        int const operation = operation_first ? early : slow();
        s.results.push_back(s.plus(s.plus(operation, a), b));
    };
}

/// A random graph with dead nodes up to a size.
builder padded_graph(int nodes) {
    return [=](sample& s) {
        random_graph(3)(s);
        while (s.g.count < nodes) s.input();
    };
}

/// A critical path at whose end a (b k) waits for k, beside a number of other operations.
builder late_factor(int path, int others) {
    return [=](sample& s) {
        int const a = s.input(), b = s.input();
        int const k = s.delay(s.input(), path - 3);
        s.results.push_back(s.plus(s.times(a, s.times(b, k)), a));
        for (int i = 0; i < others; ++i) s.results.push_back(s.plus(a, s.input()));
    };
}
/// f (u v + w z), several times, where v and z are ready last, and f is delayed.
builder distributable(int times, int delay) {
    return [=](sample& s) {
        int const v = s.apply<ops::exponential>(s.input()), z = s.apply<ops::exponential>(s.input());
        for (int i = 0; i < times; ++i) {
            int const f = s.delay(s.input(), delay);
            int const one = s.times(s.input(), v);  // one after the other: the order of arguments is not defined
            int const other = s.times(s.input(), z);
            s.results.push_back(s.times(f, s.plus(one, other)));
        }
    };
}
/// Several f (u + v + w), where all operands are ready at the same time.
builder even_sums(int count, int delay) {
    return [=](sample& s) {
        for (int i = 0; i < count; ++i) {
            int late[4]{};
            for (int& id : late) id = s.delay(s.input(), delay);
            s.results.push_back(s.times(late[0], s.plus(s.plus(late[1], late[2]), late[3])));
        }
    };
}
/// Packs each of which raises the time of the next one, in a pass over the graph for each.
builder rising_packs(int count) {
    return [=](sample& s) {
        s.rows = true;
        int const x = s.input(), deep = s.input();
        std::vector<int> first(static_cast<std::size_t>(count)), second(first);
        for (int& p : first) p = s.times(x, s.input());
        for (std::size_t k = second.size(); k-- > 1;) second[k] = s.times(x, first[k - 1]);
        second[0] = s.times(x, s.delay(deep, 40));
        s.results = first;
        s.results.insert(s.results.end(), second.begin(), second.end());
    };
}
/// Two sums u w + u v and u v + v t, whose packs fit as they stand nearly as well as crossed.
void crossed_sums(sample& s) {
    s.rows = true;
    int const u = s.input(), v = s.input(), w = s.input(), t = s.input();
    int const c = s.times(u, w), a = s.times(u, v), b = s.times(v, t);
    s.results = {s.plus(a, b), s.plus(c, a)};
}

/// Products of nine factors of their own, and a number of products (a_i b) c.
builder shared_products(int apart, int pairs_apart, int together) {
    return [=](sample& s) {
        s.kept = 0;
        int const b = s.input(), c = s.input();
        for (int i = 0; i < apart + pairs_apart; ++i) {
            int product = s.input();
            for (int k = 1; k < (i < apart ? 9 : 2); ++k) product = s.times(product, s.input());
            s.results.push_back(product);
        }
        for (int i = 0; i < together; ++i) s.results.push_back(s.times(s.times(s.input(), b), c));
        // Of more than a hundred products differences are the results.
        while (s.results.size() > 100) {
            int const last = s.results.back();
            s.results.pop_back();
            s.results.back() = s.apply<ops::subtract>(s.results.back(), last);
        }
    };
}
/// Products of so many factors, all but one of which they share, in other orders.
builder long_products(int factors) {
    return [=](sample& s) {
        s.kept = 0;
        std::vector<int> x;
        for (int i = 1; i < factors; ++i) x.push_back(s.input());
        for (std::size_t start = 0; start < 4; ++start) {
            int product = s.input();
            for (std::size_t k = 0; k < x.size(); ++k) product = s.times(product, x[(start + k) % x.size()]);
            s.results.push_back(product);
        }
    };
}
/// Pairs of factors of two frequencies beside many that occur once, which are visited again and again.
builder visited_pairs(int apart, int pairs_apart, int frequent, int rare) {
    return [=](sample& s) {
        shared_products(apart, pairs_apart, frequent)(s);
        int const d = s.input(), e = s.input();
        for (int i = 0; i < rare; ++i) s.results.push_back(s.times(s.times(s.input(), d), e));
    };
}
/// A sum of terms of which the first is ready last.
builder long_sum(int terms) {
    return [=](sample& s) {
        int const x = s.input();
        int sum = s.apply<ops::exponential>(x);
        for (int i = 1; i < terms; ++i) sum = s.plus(sum, s.input());
        s.results.push_back(sum);
    };
}
/// Two rows that are equal except for a number of terms.
builder unlike_rows(int terms) {
    return [=](sample& s) {
        s.rows = true;
        int const r = s.input();
        std::vector<int> first, second;
        for (int i = 0; i < terms; ++i) {
            int const x = s.input(), y = s.input();
            int const one = s.times(x, r), other = s.times(x, y);
            first.push_back(s.plus(one, other));
            second.push_back(s.times(y, r));
        }
        s.results = first;
        s.results.insert(s.results.end(), second.begin(), second.end());
    };
}
/// Rows, in which each entry of the one waits for the entry before of the other.
builder woven_rows(int length) {
    return [=](sample& s) {
        s.rows = true;
        int const x = s.input(), y = s.input();
        int a = s.times(x, y), b = s.plus(x, y);
        for (int i = 0; i < length; ++i) {
            int const next = s.plus(s.times(b, x), a);
            b = s.plus(s.times(next, y), b);
            a = next;
        }
        s.results = {a, b};
    };
}
/// Many short chains side by side.
builder wide_graph(int chains, int length) {
    return [=](sample& s) {
        int const x = s.input();
        for (int i = 0; i < chains; ++i) s.results.push_back(s.chain(s.input(), x, length));
    };
}
/// Short chains beside a long one.
builder bulging_graph(int chains) {
    return [=](sample& s) {
        wide_graph(chains, 2)(s);
        s.results.push_back(s.delay(s.input(), 40));
    };
}

/// Three products 2 (x a) beside a number of operations.
builder doubled_products(int others) {
    return [=](sample& s) {
        int const a = s.input(), two = s.g.constant(2);
        for (int i = 0; i < 3; ++i) s.results.push_back(s.times(two, s.times(s.input(), a)));
        s.results.push_back(s.delay(a, others));
    };
}

/// Three products -(x a) beside a number of operations.
builder negated_products(int others) {
    return [=](sample& s) {
        int const u = s.input(), a = s.times(u, s.input());
        for (int i = 0; i < 3; ++i) s.results.push_back(s.apply<ops::negate>(s.times(s.input(), a)));
        s.results.push_back(s.delay(u, others));
    };
}

/// Results that are products of neighbours.
builder many_results(int count) {
    return [count](sample& s) {
        int before = s.input();
        for (int i = 0; i < count; ++i) {
            int const next = s.input();
            s.results.push_back(s.times(before, next));
            before = next;
        }
    };
}

std::vector<builder> all_samples() {
    std::vector<builder> all;
    for (bool first : {false, true})
        for (int length : {3, 4, 5, 11, 12, 13}) {
            all.push_back(race<ops::exponential>(length, first));
            all.push_back(race<ops::divide>(length, first));
        }
    for (int nodes : {1999, 2000}) all.push_back(padded_graph(nodes));
    for (int path = 20; path < 23; ++path)
        for (int others = 60; others < 160; ++others) all.push_back(late_factor(path, others));
    for (int others = 90; others < 105; ++others) all.push_back(late_factor(500, others));
    for (int times = 1; times < 22; ++times) all.push_back(distributable(times, 0));
    for (int delay = 1; delay < 16; ++delay) all.push_back(distributable(8, delay));
    all.push_back(visited_pairs(31, 23, 40, 16));
    all.push_back(visited_pairs(30, 9, 42, 17));
    for (int delay = 8; delay < 13; ++delay) all.push_back(even_sums(1, delay));
    for (int count = 8; count < 18; ++count) all.push_back(rising_packs(count));
    all.push_back(crossed_sums);
    all.push_back(shared_products(0, 0, 400));
    all.push_back(shared_products(83, 11, 100));
    for (int terms : {23, 24, 25, 26}) all.push_back(long_sum(terms));
    for (int terms : {63, 64, 65}) all.push_back(unlike_rows(terms));
    for (int length = 1; length < 12; ++length) all.push_back(woven_rows(length));
    for (int chains = 10; chains < 15; ++chains) all.push_back(wide_graph(chains, 4));
    for (int chains = 14; chains < 20; ++chains) all.push_back(bulging_graph(chains));
    for (int others = 78; others < 92; ++others) all.push_back(doubled_products(others));
    for (int others = 45; others < 60; ++others) all.push_back(negated_products(others));
    for (int results = 7; results < 11; ++results) all.push_back(many_results(results));
    for (int factors = 5; factors < 15; ++factors) all.push_back(long_products(factors));
    for (int apart = 2; apart < 90; apart += 3) all.push_back(shared_products(apart, 1, 6));
    for (std::uint64_t seed = 0; seed < 400; ++seed) all.push_back(random_graph(seed));
    return all;
}

/// The model under which the samples are looked at; the same for all compilers.
cost_model fixed_model(bool combines) {
    cost_model model;
    model.compiler_stores_pairs = true;
    model.compiler_combines_stores = model.compiler_keeps_order = combines;
    model.compiler_contracts_within_expressions = true;
    return model;
}

struct constant {
    char const* name;
    int cost_model::*value;
    /// The constant can only be decreased: it is the capacity of an array, or the least of several values with the same
    /// effect.
    bool only_smaller;
};
constexpr constant constants[]{
    {"call_latency", &cost_model::call_latency, false},
    {"division_latency", &cost_model::division_latency, false},
    {"largest_optimized", &cost_model::largest_optimized, true},
    {"shared_factors", &cost_model::shared_factors, true},
    {"shared_products", &cost_model::shared_products, true},
    {"shared_pairs", &cost_model::shared_pairs, true},
    {"sharing_visits", &cost_model::sharing_visits, false},
    {"sharing_keeps_sixteenths", &cost_model::sharing_keeps_sixteenths, false},
    {"operations_per_shared_multiple", &cost_model::operations_per_shared_multiple, false},
    {"operations_per_negation", &cost_model::operations_per_negation, false},
    {"longest_product", &cost_model::longest_product, true},
    {"longest_sum", &cost_model::longest_sum, true},
    {"latency_bound_width", &cost_model::latency_bound_width, false},
    {"latency_bound_operations", &cost_model::latency_bound_operations, false},
    {"fewest_for_distribution", &cost_model::fewest_for_distribution, false},
    {"distributions", &cost_model::distributions, false},
    {"operations_per_distribution", &cost_model::operations_per_distribution, false},
    {"distributed_terms", &cost_model::distributed_terms, false},
    {"distribution_lead", &cost_model::distribution_lead, false},
    {"expansion_lead", &cost_model::expansion_lead, false},
    {"urgent_slack", &cost_model::urgent_slack, false},
    {"gathered_operands", &cost_model::gathered_operands, false},
    {"match_affinity", &cost_model::match_affinity, true},
    {"padded_packs", &cost_model::padded_packs, true},
    {"cycle_patience", &cost_model::cycle_patience, false},
    {"interleaved_width", &cost_model::interleaved_width, false},
    {"registers", &cost_model::registers, false},
    {"light_operations", &cost_model::light_operations, false},
    {"packed_results_quarters", &cost_model::packed_results_quarters, false},
    {"few_results", &cost_model::few_results, false},
};
static_assert(sizeof(cost_model) == sizeof(constants) / sizeof(constants[0]) * sizeof(int) + 4 * sizeof(bool),
              "a constant is missing in this test");

}  // namespace

BOOST_AUTO_TEST_SUITE(cost_models)

BOOST_AUTO_TEST_CASE(every_constant_decides_something) {
    auto const samples = all_samples();
    std::vector<std::uint64_t> unchanged[2];
    for (bool combines : {false, true})
        for (builder const& build : samples) unchanged[combines].push_back(fingerprint(build, fixed_model(combines)));
    for (constant const& each : constants)
        for (int step : {-1, 1}) {
            if (each.only_smaller && step > 0) continue;
            bool seen = false;
            for (bool combines : {false, true}) {
                cost_model model = fixed_model(combines);
                model.*each.value += step;
                for (std::size_t i = 0; i < samples.size() && !seen; ++i)
                    seen = fingerprint(samples[i], model) != unchanged[combines][i];
            }
            BOOST_TEST(seen, std::string(each.name) + (step > 0 ? " + 1" : " - 1") + " changes no program");
        }
}

BOOST_AUTO_TEST_CASE(the_constants_are_those_that_were_measured) {
    std::uint64_t all = 0;
    for (builder const& build : all_samples())
        for (bool combines : {false, true}) all = mix(all, fingerprint(build, fixed_model(combines)));
    // Changed on purpose: run tests/benchmark/run, and record the number that this test prints.
    BOOST_TEST(all == 8361823272363474451u);
}

BOOST_AUTO_TEST_SUITE_END()
