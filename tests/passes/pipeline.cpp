#include <cmath>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// The passes that run are those of the list in passes/pipeline.hpp, in its order, and every pass has an effect.
namespace {

using namespace ctgrad::detail;
using namespace ctgrad::literals;

constexpr std::string_view in_order[]{
    "stabilize",     "expansion",   "stated partials",  "reciprocal sharing", "value numbering",  "product CSE",
    "reassociation", "balancing",   "multiple sharing", "logistic sharing",   "negation sharing", "liveness",
    "SLP packs",     "SLP padding", "list scheduling",  "derived marks",      "fused marks",      "paired stores",
};
static_assert(std::size(pipeline) == std::size(in_order));
static_assert([] {
    for (std::size_t i = 0; i < std::size(pipeline); ++i)
        if (pipeline[i].name != in_order[i] || (i > 0 && pipeline[i].stage < pipeline[i - 1].stage)) return false;
    return true;
}());
static_assert([] {
    for (listed_pass const& p : pipeline)
        if (*p.reason == 0 || *p.when == 0 || *p.figure == 0 || !std::string_view(p.header).ends_with(".hpp"))
            return false;
    return true;
}());

constexpr auto u = ctgrad::variable<"u">;
constexpr auto v = ctgrad::variable<"v">;
constexpr auto w = ctgrad::variable<"w">;
constexpr auto x = ctgrad::variable<"x">;

struct crossed {
    template <class T>
    constexpr std::array<T, 2> operator()(std::array<T, 4> const& a) const {
        using std::exp;
        T const scale = exp(a[0] * a[1]);
        return {a[2] * (a[0] * scale), a[3] * (a[1] * scale)};
    }
};
constexpr auto rows = ctgrad::jacobian(ctgrad::function<std::array<double, 2>(std::array<double, 4>)>(crossed{}));
constexpr auto entropy = ctgrad::value_and_gradient(u * log(sigmoid(v * w)) + log(1_c - sigmoid(v * w)), u, v, w);
constexpr auto neuron = ctgrad::value_and_gradient(sigmoid(u * v + w * x), u, v, w, x);
constexpr auto quotients = ctgrad::free_rounding(ctgrad::value_and_gradient(u / x + v / x + w * exp(x), u, v, w, x));
constexpr auto sums = ctgrad::jacobian(ctgrad::outputs(u * v * w + x * u, x* u + w * (v * u)), u);
constexpr auto curvature = ctgrad::hessian(u * v * w * x * exp(u * v * w * x), u, v, w, x);
constexpr auto stated = ctgrad::value_and_gradient(ctgrad::with_partials(u * v, u, w* exp(u)), u);
constexpr auto square = u * u + v * v + w * w;
constexpr auto doubled = ctgrad::value_and_gradient(sin(square), u, v, w);
constexpr auto composed = ctgrad::value_and_gradient((u - v) / (w / sqrt(x)), x);
constexpr auto negative = ctgrad::value_and_gradient(-log(u * v + w * x), u, v, w, x);
constexpr auto nested = ctgrad::gradient(exp(exp(exp(u * v) * u) * u) * w + u * w, u);

template <class Quantity>
using source_of = typename Quantity::source;

constexpr int capacity = 1024;

/// Compiled with the flags of this unit: for an inline variable the linker may keep the copy of a unit that is not
/// optimized.
constexpr cost_model costs_here = default_costs;

/// The data that the passes need besides a graph, and their results.
template <class Quantity>
struct compiled_by_hand {
    using source = source_of<Quantity>;
    static constexpr quantity what = Quantity::what;
    static constexpr int m = source::output_count, n = source::independent_count, count = result_count(what, m, n);

    graph_storage<capacity> nodes{};
    pass_storage<capacity> scratch{};
    node_array<bool, capacity> active{};
    node_array<int, capacity> adjoint{}, image{};
    array_of<local_derivatives, capacity> local{};
    int outputs[m + 1]{}, independent[n + 1]{}, seeds[source::seed_count + 1]{}, results[count + 1]{};
    program<capacity, count> made;

    /// Runs the listed passes one by one, without one of them, if it is in the list.
    explicit compiled_by_hand(std::string_view without, cost_model const& model = costs_here) {
        graph g = nodes.start();
        g.computes = true;
        sweep_space space{active, adjoint, image, local};
        source::template build<capacity>(g, space, outputs, independent, seeds);
        pass_results written_results{outputs, m};
        written_results.independent = independent;
        written_results.independent_count = n;
        pass_context before(g, scratch.arrays(), written_results, 0, model);
        run(pass_stage::formula, before, without);
        int const written = first_free_node<source>(g.count);
        request const asked{outputs, m, independent, n, seeds};
        derive(g, space, what, asked, results);
        pass_context c(g, scratch.arrays(),
                       asked_results(what, asked, results, fixed_values<source>(value_count(what, m))), written, model);
        run(pass_stage::derivatives, c, without);
        run(pass_stage::program, c, without);
        emit_program(c, made);
    }
    static void run(pass_stage stage, pass_context& c, std::string_view without) {
        for (listed_pass const& p : pipeline)
            if (p.stage == stage && p.name != without && p.applies(c)) p.run(c);
    }
};

template <class One, class Other>
bool same_program(One const& a, Other const& b) {
    if (a.count != b.count || a.stores_in_pairs != b.stores_in_pairs) return false;
    for (int slot = 0; slot < a.count; ++slot)
        if (a.nodes[slot] != b.nodes[slot] || a.packs[slot] != b.packs[slot] || a.derived[slot] != b.derived[slot] ||
            a.fused[slot] != b.fused[slot])
            return false;
    return true;
}

template <class Quantity>
bool is_what_runs(Quantity const&) {
    auto const by_hand = std::make_unique<compiled_by_hand<Quantity>>("");
    return same_program(by_hand->made, compiled<source_of<Quantity>, Quantity::what>::value);
}
template <class Quantity>
bool changes(Quantity const&, std::string_view pass) {
    cost_model model = costs_here;  // as clang has it, which needs all passes
    model.compiler_stores_pairs = true;
    model.compiler_combines_stores = false;
    model.compiler_contracts_within_expressions = true;
    auto const all = std::make_unique<compiled_by_hand<Quantity>>("", model);
    auto const without = std::make_unique<compiled_by_hand<Quantity>>(pass, model);
    return !same_program(all->made, without->made);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pass_pipeline)

BOOST_AUTO_TEST_CASE(the_list_is_what_runs) {
    BOOST_TEST(is_what_runs(rows));
    BOOST_TEST(is_what_runs(entropy));
    BOOST_TEST(is_what_runs(neuron));
    BOOST_TEST(is_what_runs(quotients));
    BOOST_TEST(is_what_runs(sums));
    BOOST_TEST(is_what_runs(curvature));
    BOOST_TEST(is_what_runs(nested));
    BOOST_TEST(is_what_runs(stated));
    BOOST_TEST(is_what_runs(doubled));
    BOOST_TEST(is_what_runs(composed));
    BOOST_TEST(is_what_runs(negative));
}

BOOST_AUTO_TEST_CASE(every_pass_does_something) {
    for (listed_pass const& p : pipeline) {
        if (p.name == std::string_view("liveness")) continue;  // the passes after it read nothing else
        bool const seen = changes(rows, p.name) || changes(entropy, p.name) || changes(neuron, p.name) ||
                          changes(quotients, p.name) || changes(sums, p.name) || changes(curvature, p.name) ||
                          changes(nested, p.name) || changes(stated, p.name) || changes(doubled, p.name) ||
                          changes(composed, p.name) || changes(negative, p.name);
        BOOST_TEST(seen, std::string(p.name) + " changes no program");
    }
}

BOOST_AUTO_TEST_SUITE_END()
