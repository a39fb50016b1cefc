#include <ctgrad/ctgrad.hpp>

// The rewrites of nodes that are about to be made, each checked in the resulting node.
namespace {

using namespace ctgrad::detail;
namespace ops = ctgrad::operations;

/// A graph with two inputs, and short names for what is made in it.
struct bench {
    graph_storage<256> storage{};
    graph g = storage.start();
    int x = g.add_input({1, 0, "x"}), y = g.add_input({2, 0, "y"});

    constexpr int plus(int a, int b) { return make<ops::add>(g, a, b); }
    constexpr int minus(int a, int b) { return make<ops::subtract>(g, a, b); }
    constexpr int times(int a, int b) { return make<ops::multiply>(g, a, b); }
    constexpr int over(int a, int b) { return make<ops::divide>(g, a, b); }
    constexpr int negative(int a) { return make<ops::negate>(g, a); }
    constexpr int number(int numerator, int denominator = 1) { return g.constant(rational(numerator, denominator)); }
    constexpr int where(int a, int b, int yes, int no) {
        int const compared[]{a, b};
        int const operands[]{g.apply(info_of<ops::less>, compared), yes, no};
        return make(g, info_of<ops::selection>, operands);
    }
};
template <class Holds>
constexpr bool in_a_graph(Holds holds) {
    bench b;
    return holds(b, b.x, b.y);
}

// Units and zeros vanish.
static_assert(in_a_graph([](bench& b, int x, int) {
    return b.plus(x, graph::zero) == x && b.plus(graph::zero, x) == x && b.minus(x, graph::zero) == x &&
           b.minus(graph::zero, x) == b.negative(x) && b.times(x, graph::one) == x && b.times(graph::one, x) == x &&
           b.times(x, graph::minus_one) == b.negative(x) && b.over(x, graph::one) == x;
}));
// x - x and 0 x stay: they are not 0 where x is infinite.
static_assert(in_a_graph([](bench& b, int x, int) {
    return b.minus(x, x) != graph::zero && b.times(graph::zero, x) != graph::zero && b.over(x, x) != graph::one;
}));
// Signs move outward.
static_assert(in_a_graph([](bench& b, int x, int y) {
    return b.negative(b.negative(x)) == x && b.negative(b.minus(x, y)) == b.minus(y, x) &&
           b.plus(x, b.negative(y)) == b.minus(x, y) && b.plus(b.negative(x), y) == b.minus(y, x) &&
           b.plus(b.negative(x), b.negative(y)) == b.negative(b.plus(x, y)) &&
           b.minus(x, b.negative(y)) == b.plus(x, y) && b.minus(b.negative(x), y) == b.negative(b.plus(x, y)) &&
           b.times(b.negative(x), y) == b.negative(b.times(x, y)) &&
           b.times(b.negative(x), b.negative(y)) == b.times(x, y) &&
           b.over(b.negative(x), y) == b.negative(b.over(x, y)) &&
           b.over(x, b.negative(y)) == b.negative(b.over(x, y)) &&
           b.over(b.negative(x), b.negative(y)) == b.over(x, y) &&
           b.times(b.number(-2), x) == b.negative(b.times(b.number(2), x));
}));
// Constants fold exactly.
static_assert(in_a_graph([](bench& b, int, int) {
    return b.plus(b.number(1, 2), b.number(1, 3)) == b.number(5, 6) &&
           b.minus(b.number(1, 2), b.number(1, 3)) == b.number(1, 6) &&
           b.times(b.number(2, 3), b.number(3, 4)) == b.number(1, 2) &&
           b.over(b.number(1), b.number(3)) == b.number(1, 3) && b.negative(b.number(2)) == b.number(-2);
}));
// A quotient by 0 is left for the scalar type to decide.
static_assert(in_a_graph([](bench& b, int, int) {
    int const pole = b.over(graph::one, graph::zero);
    return b.g.operation_of(pole) == opcode::quotient;
}));
// So do sums of multiples, where they are computed.
static_assert(in_a_graph([](bench& b, int x, int y) {
    int const twice = b.times(b.number(2), x), half = b.times(b.number(1, 2), x);
    bool const stays = b.g.operation_of(b.plus(x, twice)) == opcode::sum;
    b.g.computes = true;
    return stays && b.plus(b.plus(x, x), x) == b.times(b.number(3), x) &&
           b.plus(x, half) == b.times(b.number(3, 2), x) && b.plus(twice, half) == b.times(b.number(5, 2), x) &&
           b.g.operation_of(b.plus(twice, y)) == opcode::sum;
}));
// Equal terms become a multiple, and multiples of multiples one.
static_assert(in_a_graph([](bench& b, int x, int) {
    return b.plus(x, x) == b.times(b.number(2), x) &&
           b.times(b.number(2), b.times(b.number(3), x)) == b.times(b.number(6), x);
}));
// A selection between equal values vanishes, one with a constant condition is decided, and a sum of selections with the
// same condition becomes a selection of sums.
static_assert(in_a_graph([](bench& b, int x, int y) {
    return b.where(x, y, x, x) == x && b.where(b.number(1), b.number(2), x, y) == x &&
           b.where(b.number(2), b.number(1), x, y) == y &&
           b.plus(b.where(x, y, x, graph::zero), b.where(x, y, y, graph::zero)) ==
               b.where(x, y, b.plus(x, y), graph::zero) &&
           b.plus(b.where(x, y, x, y), b.where(y, x, x, y)) != b.where(x, y, b.plus(x, x), b.plus(y, y));
}));
// Nodes that need no rewrite are made as they are.
static_assert(in_a_graph([](bench& b, int x, int y) {
    node_view const sum = b.g.view(b.plus(x, y)), quotient = b.g.view(b.over(x, y));
    return sum.operation == opcode::sum && sum.first == x && sum.second == y &&
           quotient.operation == opcode::quotient && quotient.first == x && quotient.second == y;
}));

}  // namespace
