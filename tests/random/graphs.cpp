#include <deque>
#include <memory>
#include <random>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/operations/table.hpp>

#include "../support/interpreter.hpp"
#include "program.hpp"

// Thousands of random functions, compiled at run time.
namespace {

using namespace random_programs;
namespace detail = ctgrad::detail;

std::array<instruction, steps> current;

// The random program as the body of a callable.
template <detail::quantity What>
struct random_source {
    static constexpr int output_count = What == detail::quantity::jacobian ? 2 : 1;
    static constexpr int independent_count = inputs;
    static constexpr int seed_count = 0;

    template <int Capacity>
    static void build(detail::graph& g, detail::sweep_space&, int* outputs, int* independent, int*) {
        std::array<ctgrad::symbol, inputs> x;
        for (int i = 0; i < inputs; ++i) {
            independent[i] = g.add_input({0, static_cast<std::uint64_t>(i), "x"});
            x[static_cast<std::size_t>(i)] = ctgrad::symbol(&g, independent[i]);
        }
        auto const both = run_both(current, x);
        outputs[0] = both[0].node_in(g);
        if constexpr (output_count == 2) outputs[1] = both[1].node_in(g);
    }
};

// The same as a formula: operators make descriptors, as the types of formulas do, and these are lowered to a graph.
std::deque<detail::descriptor> descriptors;

struct written {
    detail::descriptor const* what;

    written() : written(0.0) {}
    written(double value)
        : what(&add({detail::descriptor::kind::constant, 0, 0, nullptr, {}, {}, detail::to_number(value)})) {}
    explicit written(detail::descriptor const& d) : what(&d) {}

    // The hash of a descriptor is that of its address, which is enough for lowering.
    static detail::descriptor const& add(detail::descriptor d) {
        descriptors.push_back(d);
        descriptors.back().low = reinterpret_cast<std::uintptr_t>(&descriptors.back()) / alignof(detail::descriptor);
        return descriptors.back();
    }
};
template <class Operation, class... Operands>
written made(Operands const&... operands) {
    return written(written::add(
        {detail::descriptor::kind::operation, 0, 0, &detail::info_of<Operation>, {operands.what...}, {}, {}}));
}
#define CTGRAD_TEST_BINARY(sign, row) \
    written operator sign(written const& a, written const& b) { return made<ctgrad::operations::row>(a, b); }
CTGRAD_TEST_BINARY(+, add)
CTGRAD_TEST_BINARY(-, subtract)
CTGRAD_TEST_BINARY(*, multiply)
CTGRAD_TEST_BINARY(/, divide)
CTGRAD_TEST_BINARY(<, less)
written operator-(written const& a) { return made<ctgrad::operations::negate>(a); }
#define CTGRAD_TEST_UNARY(name, row) \
    written name(written const& a) { return made<ctgrad::operations::row>(a); }
CTGRAD_TEST_UNARY(sin, sine)
CTGRAD_TEST_UNARY(cos, cosine)
CTGRAD_TEST_UNARY(exp, exponential)
CTGRAD_TEST_UNARY(log, logarithm)
CTGRAD_TEST_UNARY(log1p, logarithm_of_one_plus)
CTGRAD_TEST_UNARY(sqrt, square_root)
CTGRAD_TEST_UNARY(tanh, hyperbolic_tangent)
CTGRAD_TEST_UNARY(atan, arc_tangent)
CTGRAD_TEST_UNARY(asinh, area_hyperbolic_sine)
CTGRAD_TEST_UNARY(erf, error_function)
written atan2(written const& y, written const& x) { return made<ctgrad::operations::arc_tangent_of_quotient>(y, x); }
written hypot(written const& a, written const& b) { return made<ctgrad::operations::hypotenuse>(a, b); }
written select(written const& condition, written const& yes, written const& no) {
    return made<ctgrad::operations::selection>(condition, yes, no);
}

template <detail::quantity What>
struct random_formula_source : random_source<What> {
    template <int Capacity>
    static void build(detail::graph& g, detail::sweep_space& space, int* outputs, int* independent, int*) {
        descriptors.clear();
        std::array<written, inputs> x;
        for (std::size_t i = 0; i < inputs; ++i)
            x[i] = written(written::add({detail::descriptor::kind::variable, 1, i, nullptr, {}, "x", {}}));
        auto const both = run_both(current, x);
        auto lower = std::make_unique<detail::lowering<Capacity>>(g, space);
        // All three are inputs, in order, even if the formula does not contain them.
        for (std::size_t i = 0; i < inputs; ++i) independent[i] = (*lower)(*x[i].what);
        for (std::size_t i = 0; i < random_source<What>::output_count; ++i) outputs[i] = (*lower)(*both[i].what);
    }
};

// The nodes of a pair have one operation, or are the functions of one call; all operands are in earlier slots.
template <class Program>
void check_pairs(Program const& p) {
    for (std::size_t at = 0; at < static_cast<std::size_t>(p.count); ++at) {
        if (!p.packs[at]) continue;
        BOOST_REQUIRE(!p.packs[at + 1]);
        BOOST_REQUIRE(p.kind(at) == p.kind(at + 1) ||
                      (p.operation(at)->fused_with == p.operation(at + 1) && p.first(at) == p.first(at + 1)));
        BOOST_REQUIRE(static_cast<std::size_t>(p.first(at + 1)) < at);
        BOOST_REQUIRE(static_cast<std::size_t>(p.second(at + 1)) < at || p.operation(at)->arity == 1);
    }
}

template <class Results>
void check(std::uint32_t seed, char const* what, Results const& computed, Results const& in_double,
           Results const& exact) {
    BOOST_REQUIRE_MESSAGE(agrees(computed, in_double, exact),
                          "seed " << seed << ": " << what << " off by " << largest_difference(computed, exact)
                                  << ", the oracle in double by " << largest_difference(in_double, exact));
}

point row_of(std::vector<double> const& results, std::size_t first) {
    return {results[first], results[first + 1], results[first + 2]};
}

template <template <detail::quantity> class Source>
void check_jacobians(std::uint32_t first, std::uint32_t last) {
    int paired = 0;
    for (std::uint32_t seed = first; seed < last; ++seed) {
        current = program_of(seed);
        auto const p = interpreter::compiled<Source<detail::quantity::jacobian>, detail::quantity::jacobian>();
        check_pairs(*p);
        for (std::size_t at = 0; at < static_cast<std::size_t>(p->count); ++at)
            paired += p->packs[at] && p->kind(at) == p->kind(at + 1);
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> uniform(-2, 2);
        for (int repeat = 0; repeat < 3; ++repeat) {
            point const x{uniform(random), uniform(random), uniform(random)};
            auto const results = interpreter::run(*p, x, 8);
            auto const values = run_both(current, x);
            BOOST_REQUIRE_MESSAGE(results[0] == values[0] && results[1] == values[1], "seed " << seed << ": value");
            for (std::size_t i = 0; i < 2; ++i) {
                auto const in_double = oracle<double>(current, x, i), exact = oracle<long double>(current, x, i);
                check(seed, "gradient", row_of(results, 2 + 3 * i), in_double.gradient, exact.gradient);
            }
        }
    }
    BOOST_TEST(paired > static_cast<int>(last - first));
}

template <template <detail::quantity> class Source>
void check_hessians(std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t seed = first; seed < last; ++seed) {
        current = program_of(seed);
        auto const p = interpreter::compiled<Source<detail::quantity::hessian>, detail::quantity::hessian>();
        check_pairs(*p);
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> uniform(-2, 2);
        for (int repeat = 0; repeat < 2; ++repeat) {
            point const x{uniform(random), uniform(random), uniform(random)};
            auto const r = interpreter::run(*p, x, 10);
            BOOST_REQUIRE_MESSAGE(r[0] == run_both(current, x)[0], "seed " << seed << ": value");
            auto const in_double = oracle<double>(current, x, 0), exact = oracle<long double>(current, x, 0);
            check(seed, "gradient", row_of(r, 1), in_double.gradient, exact.gradient);
            point const rows[]{{r[4], r[5], r[7]}, {r[5], r[6], r[8]}, {r[7], r[8], r[9]}};
            for (std::size_t i = 0; i < inputs; ++i)
                check(seed, "Hessian", rows[i], in_double.hessian[i], exact.hessian[i]);
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(random_graphs)

BOOST_AUTO_TEST_CASE(jacobians_of_3000_functions) { check_jacobians<random_source>(1000, 4000); }
BOOST_AUTO_TEST_CASE(hessians_of_2000_functions) { check_hessians<random_source>(4000, 6000); }
BOOST_AUTO_TEST_CASE(jacobians_of_3000_formulas) { check_jacobians<random_formula_source>(6000, 9000); }
BOOST_AUTO_TEST_CASE(hessians_of_1000_formulas) { check_hessians<random_formula_source>(9000, 10000); }

BOOST_AUTO_TEST_SUITE_END()
