#include <bit>
#include <cstdint>

#include <ctgrad/ctgrad.hpp>

#include "bench.hpp"

// The pass that rewrites formulas to a numerically stable form, checked in the resulting nodes.
namespace {

using namespace ctgrad::detail;
namespace ops = ctgrad::operations;

struct bench : passes::graph_bench {
    constexpr int sigmoid(int a) { return apply<ops::logistic_sigmoid>(a); }
    constexpr int log(int a) { return apply<ops::logarithm>(a); }
    constexpr int log_sigmoid(int a) { return apply<ops::logarithm_of_sigmoid>(a); }
    constexpr int complement(int a) { return apply<ops::subtract>(graph::one, a); }

    /// The result of the pass for f, if derivatives are taken with respect to `kept`, unless that is no node.
    constexpr int stable(int f, int kept = no_node) {
        pass_results asked{&f, 1};
        asked.independent = &kept;
        asked.independent_count = kept == no_node ? 0 : 1;
        pass_context c(g, arrays.arrays(), asked, 0);
        stabilize(c);
        return f;
    }
};
template <class Holds>
constexpr bool in_a_graph(Holds holds) {
    bench b;
    return holds(b, b.x, b.y);
}

// log(sigmoid(x)) = log_sigmoid(x), and log(1 - sigmoid(x)) = log_sigmoid(-x), also deep inside.
static_assert(in_a_graph([](bench& b, int x, int) { return b.stable(b.log(b.sigmoid(x))) == b.log_sigmoid(x); }));
static_assert(in_a_graph([](bench& b, int x, int) {
    return b.stable(b.log(b.complement(b.sigmoid(x)))) == b.log_sigmoid(b.apply<ops::negate>(x));
}));
static_assert(in_a_graph([](bench& b, int x, int y) {
    int const f = b.apply<ops::multiply>(y, b.apply<ops::sine>(b.log(b.sigmoid(b.apply<ops::add>(x, y)))));
    int const expected = b.apply<ops::multiply>(y, b.apply<ops::sine>(b.log_sigmoid(b.apply<ops::add>(x, y))));
    return b.stable(f) == expected;
}));
// A sigmoid with respect to which a derivative is taken stays.
static_assert(in_a_graph([](bench& b, int x, int) {
    int const sigmoid = b.sigmoid(x), f = b.log(sigmoid);
    return b.stable(f, sigmoid) == f && b.stable(f, x) == b.log_sigmoid(x);
}));
static_assert(in_a_graph([](bench& b, int x, int) {
    int const sigmoid = b.sigmoid(x), f = b.log(b.complement(sigmoid));
    return b.stable(f, sigmoid) == f;
}));
// Everything else stays as it was written.
static_assert(in_a_graph([](bench& b, int x, int y) {
    int const f = b.log(b.apply<ops::add>(b.sigmoid(x), y)), g = b.log(b.apply<ops::subtract>(y, b.sigmoid(x)));
    return b.stable(f) == f && b.stable(g) == g && b.stable(b.log(x)) == b.log(x) && b.stable(x) == x;
}));
// In traced functions units vanish where that keeps all bits; x + 0 is not x for x = -0.
constexpr auto units = ctgrad::function<double(double)>([](auto x) { return (1.0 * x / 1.0 - 0.0) * -1.0 * 1.0; });
static_assert(ctgrad::cost(units).total() == 1 && units(3.0) == -3 && std::bit_cast<std::uint64_t>(units(0.0)) != 0);
constexpr auto sums = ctgrad::function<double(double)>([](auto x) { return 0.0 + x + 0.0 * x; });
static_assert(ctgrad::cost(sums).total() == 3);

}  // namespace
