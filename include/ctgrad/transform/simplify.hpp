#pragma once

#include <ctgrad/graph/graph.hpp>
#include <ctgrad/transform/term.hpp>

/// Rewrites of nodes about to be made for a derivative. They keep its mathematical value; signs move outward, units
/// vanish, constants fold exactly. What the user wrote never passes here: its value stays as plain C++ has it.
namespace ctgrad::detail {

template <class Operation>
constexpr int make(graph& g, int a) {
    int const operands[]{a};
    return make(g, info_of<Operation>, operands);
}
template <class Operation>
constexpr int make(graph& g, int a, int b) {
    int const operands[]{a, b};
    return make(g, info_of<Operation>, operands);
}
constexpr int make_select(graph& g, int condition, int yes, int no) {
    int const operands[]{condition, yes, no};
    return make(g, info_of<operations::selection>, operands);
}

constexpr bool is_negated(graph const& g, int id) { return g.is(id, info_of<operations::negate>); }
constexpr int operand(graph const& g, int id) { return graph::first_of(g.nodes[id]); }
constexpr bool is_constant(graph const& g, int id, int value) {
    return g.is_constant(id) && g.constant_at(id).is(value);
}

struct selected {
    bool is = false;
    int condition = 0, yes = 0, no = 0;
};
constexpr selected as_select(graph const& g, int id) {
    if (!g.is(id, info_of<operations::selection>)) return {};
    int operands[maximum_arity]{};
    g.operands_of(id, operands);
    return {true, operands[0], operands[1], operands[2]};
}

/// Both operands are exact constants, small enough to compute with.
constexpr bool foldable(graph const& g, int a, int b) {
    return g.is_constant(a) && g.is_constant(b) && is_small(g.constant_at(a)) && is_small(g.constant_at(b));
}

/// Sums of values that the same condition selects are selected sums: a branch not taken stays apart, so that its
/// NaN or infinity cannot reach the result.
template <class Operation>
constexpr int merge_selects(graph& g, int a, int b) {
    selected const left = as_select(g, a);
    selected const right = as_select(g, b);
    if (!left.is || !right.is || left.condition != right.condition) return -1;
    return make_select(g, left.condition, make<Operation>(g, left.yes, right.yes),
                       make<Operation>(g, left.no, right.no));
}

constexpr int rewrite<operations::negate>::apply(graph& g, int const* operands) {
    int const a = operands[0];
    if (g.is_constant(a)) return g.constant(negate(g.constant_at(a)));
    if (is_negated(g, a)) return operand(g, a);
    if (g.is(a, info_of<operations::subtract>)) {
        std::uint64_t const difference = g.nodes[a];
        return make<operations::subtract>(g, graph::second_of(difference), graph::first_of(difference));
    }
    return -1;
}

constexpr int rewrite<operations::add>::apply(graph& g, int const* operands) {
    int const a = operands[0], b = operands[1];
    if (is_constant(g, a, 0)) return b;
    if (is_constant(g, b, 0)) return a;
    if (foldable(g, a, b)) {
        number const x = g.constant_at(a), y = g.constant_at(b);
        return g.constant(rational(x.numerator * y.denominator + y.numerator * x.denominator,
                                   x.denominator * y.denominator));
    }
    if (is_negated(g, a) && is_negated(g, b))
        return make<operations::negate>(g, make<operations::add>(g, operand(g, a), operand(g, b)));
    if (is_negated(g, a)) return make<operations::subtract>(g, b, operand(g, a));
    if (is_negated(g, b)) return make<operations::subtract>(g, a, operand(g, b));
    if (a == b) return make<operations::multiply>(g, g.constant(2), a);
    return merge_selects<operations::add>(g, a, b);
}

constexpr int rewrite<operations::subtract>::apply(graph& g, int const* operands) {
    int const a = operands[0], b = operands[1];
    if (is_constant(g, b, 0)) return a;
    if (is_constant(g, a, 0)) return make<operations::negate>(g, b);
    if (g.is_constant(b) && foldable(g, a, b))
        return make<operations::add>(g, a, g.constant(negate(g.constant_at(b))));
    if (is_negated(g, b)) return make<operations::add>(g, a, operand(g, b));
    if (is_negated(g, a)) return make<operations::negate>(g, make<operations::add>(g, operand(g, a), b));
    return merge_selects<operations::subtract>(g, a, b);
}

/// a * b for a constant a.
constexpr int multiply_by_constant(graph& g, int a, int b) {
    number const x = g.constant_at(a);
    if (x.is(1)) return b;
    if (x.is(-1)) return make<operations::negate>(g, b);
    if (foldable(g, a, b)) {
        number const y = g.constant_at(b);
        return g.constant(rational(x.numerator * y.numerator, x.denominator * y.denominator));
    }
    if (is_negated(g, b)) return make<operations::negate>(g, make<operations::multiply>(g, a, operand(g, b)));
    if (g.is(b, info_of<operations::multiply>)) {  // 2 (3 x) = 6 x
        int const inner = graph::first_of(g.nodes[b]), rest = graph::second_of(g.nodes[b]);
        if (foldable(g, a, inner)) return make<operations::multiply>(g, make<operations::multiply>(g, a, inner), rest);
        if (foldable(g, a, rest)) return make<operations::multiply>(g, make<operations::multiply>(g, a, rest), inner);
    }
    if (x.numerator < 0 && x.exact())
        return make<operations::negate>(g, make<operations::multiply>(g, g.constant(negate(x)), b));
    return -1;
}

constexpr int rewrite<operations::multiply>::apply(graph& g, int const* operands) {
    int const a = operands[0], b = operands[1];
    if (g.is_constant(a)) return multiply_by_constant(g, a, b);
    if (g.is_constant(b)) return multiply_by_constant(g, b, a);
    if (is_negated(g, a) && is_negated(g, b))
        return make<operations::multiply>(g, operand(g, a), operand(g, b));
    if (is_negated(g, a)) return make<operations::negate>(g, make<operations::multiply>(g, operand(g, a), b));
    if (is_negated(g, b)) return make<operations::negate>(g, make<operations::multiply>(g, a, operand(g, b)));
    return -1;
}

constexpr int rewrite<operations::divide>::apply(graph& g, int const* operands) {
    int const a = operands[0], b = operands[1];
    if (is_constant(g, b, 1)) return a;
    if (foldable(g, a, b) && g.constant_at(b).numerator != 0) {
        number const x = g.constant_at(a), y = g.constant_at(b);
        return g.constant(rational(x.numerator * y.denominator, x.denominator * y.numerator));
    }
    if (is_negated(g, a) && is_negated(g, b)) return make<operations::divide>(g, operand(g, a), operand(g, b));
    if (is_negated(g, a)) return make<operations::negate>(g, make<operations::divide>(g, operand(g, a), b));
    if (is_negated(g, b)) return make<operations::negate>(g, make<operations::divide>(g, a, operand(g, b)));
    if (g.is_constant(a) && g.constant_at(a).exact() && g.constant_at(a).numerator < 0)
        return make<operations::negate>(g, make<operations::divide>(g, g.constant(negate(g.constant_at(a))), b));
    return -1;
}

constexpr int rewrite<operations::selection>::apply(graph& g, int const* operands) {
    int const condition = operands[0], yes = operands[1], no = operands[2];
    if (yes == no) return yes;
    std::uint64_t const comparison = g.nodes[condition];
    int const a = graph::first_of(comparison), b = graph::second_of(comparison);
    if (g.info_at(condition).conditions > 0 || !foldable(g, a, b)) return -1;
    number const x = g.constant_at(a), y = g.constant_at(b);
    wide const difference = x.numerator * y.denominator - y.numerator * x.denominator;
    if (g.is(condition, info_of<operations::less>)) return difference < 0 ? yes : no;
    if (g.is(condition, info_of<operations::less_equal>)) return difference <= 0 ? yes : no;
    if (g.is(condition, info_of<operations::equal>)) return difference == 0 ? yes : no;
    return -1;
}

}  // namespace ctgrad::detail
