#include <ctgrad/ctgrad.hpp>

#include "bench.hpp"

// The times at which nodes are ready.
namespace {

using namespace ctgrad::detail;
namespace ops = ctgrad::operations;

struct bench : passes::graph_bench {
    int results[4]{};
    pass_context c{g, arrays.arrays(), {results, 0}, 0};

    /// The length of the critical path to some results, whose packs are those of `pairs`, one after the other.
    constexpr int measure(bool by_latency, std::initializer_list<int> needed, std::initializer_list<int> pairs = {}) {
        c.results.count = 0;
        for (int id : needed) results[c.results.count++] = id;
        c.mark_live();
        for (int id = 0; id < g.count; ++id) c.partner[id] = slp_packs::none;
        for (auto p = pairs.begin(); p != pairs.end(); p += 2) slp_packs{c}.pack(p[0], p[1]);
        return measure_critical_path(c, by_latency);
    }
};
template <class Holds>
constexpr bool in_a_graph(Holds holds) {
    bench b;
    return holds(b, b.x, b.y);
}

// Each operation counts 1, or its latency. Inputs and constants are ready at the start; dead nodes have time 0.
static_assert(in_a_graph([](bench& b, int x, int y) {
    int const product = b.apply<ops::multiply>(x, y), sum = b.apply<ops::add>(product, x),
              dead_one = b.apply<ops::sine>(sum);
    return b.measure(false, {sum}) == 2 && b.c.ready[x] == 0 && b.c.ready[graph::one] == 0 && b.c.ready[product] == 1 &&
           b.c.ready[sum] == 2 && b.c.ready[dead_one] == 0;
}));
static_assert(in_a_graph([](bench& b, int x, int y) {
    int const quotient = b.apply<ops::divide>(x, y), call = b.apply<ops::exponential>(quotient),
              sum = b.apply<ops::add>(call, quotient);
    return b.measure(false, {sum}) == 3 &&
           b.measure(true, {sum}) == default_costs.division_latency + default_costs.call_latency + 1 &&
           b.c.ready[call] == default_costs.division_latency + default_costs.call_latency;
}));
// The lanes of a pack are ready together, and a node that waits for the first lane waits for both.
static_assert(in_a_graph([](bench& b, int x, int y) {
    int const first = b.apply<ops::multiply>(x, y), user = b.apply<ops::add>(first, x);
    int const deep = b.apply<ops::subtract>(b.apply<ops::subtract>(x, y), x), second = b.apply<ops::multiply>(deep, y);
    return b.measure(false, {user, second}) == 3 && b.c.ready[first] == 1 && b.c.ready[user] == 2 &&
           b.measure(false, {user, second}, {first, second}) == 4 && b.c.ready[first] == 3 && b.c.ready[second] == 3 &&
           b.c.ready[user] == 4 && b.c.partner[first] == second;
}));
// A pack with one lane that waits for the other has no time, so it is split.
static_assert(in_a_graph([](bench& b, int x, int y) {
    int const first = b.apply<ops::multiply>(x, y), second = b.apply<ops::multiply>(b.apply<ops::add>(first, x), y);
    return b.measure(false, {second}, {first, second}) >= 3 && b.c.partner[first] == slp_packs::none &&
           b.c.partner[second] == slp_packs::none && b.c.ready[first] == 1 && b.c.ready[second] == 3;
}));

// Liveness: the nodes that the results need, and no others.
static_assert(in_a_graph([](bench& b, int x, int y) {
    int const used = b.apply<ops::multiply>(x, y), unused = b.apply<ops::add>(x, y), result = b.apply<ops::sine>(used);
    b.measure(false, {result, no_node});
    return b.c.is_live(result) && b.c.is_live(used) && b.c.is_live(x) && !b.c.is_live(unused) &&
           !b.c.is_live(graph::zero);
}));
// Nodes for which a call waits come before it.
static_assert(in_a_graph([](bench& b, int x, int y) {
    int const operand = b.apply<ops::multiply>(x, y), call = b.apply<ops::exponential>(operand),
              after = b.apply<ops::add>(call, y);
    b.measure(false, {after});
    mark_ahead_of_calls(b.g, b.c.slot, b.c.rank);
    return b.c.rank[operand] == 1 && b.c.rank[call] == 1 && b.c.rank[x] == 1 && b.c.rank[after] == 0;
}));

}  // namespace
