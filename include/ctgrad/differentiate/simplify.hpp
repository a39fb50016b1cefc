#pragma once

#include <ctgrad/differentiate/term.hpp>
#include <ctgrad/graph/graph.hpp>
#include <ctgrad/graph/handle.hpp>
#include <ctgrad/support/equal_numbers.hpp>

/// Rewrites nodes before they are made for a derivative. The mathematical value stays the same: signs move outward,
/// units vanish, constants fold exactly. The user's own nodes are not rewritten, so their values are those of plain
/// C++.
///
/// This is the inner loop of all compile-time work, so each rewrite first tests in one step whether it can apply.
namespace ctgrad::detail {

template <class Operation>
constexpr int make(graph& g, int a) {
    int const operands[]{a};
    int const replacement = rewritten<Operation>(g, operands);
    return replacement >= 0 ? replacement : g.apply(info_of<Operation>, operands);
}
template <class Operation>
constexpr int make(graph& g, int a, int b) {
    int const operands[]{a, b};
    int const replacement = rewritten<Operation>(g, operands);
    return replacement >= 0 ? replacement : g.apply(info_of<Operation>, operands);
}
/// Another selection, in a graph that has one.
constexpr int make_select(graph& g, int condition, int yes, int no) {
    int const operands[]{condition, yes, no};
    return make(g, *g.operations[opcode::selection], operands);
}

/// Whether a node is the length of its two operands.
constexpr bool is_length(graph const& g, int id) { return g.is_operation(id) && g.info_at(id).is_length; }
constexpr bool is_negated(graph const& g, int id) { return g.operation_of(id) == opcode::negation; }

struct selected {
    int condition = 0, yes = 0, no = 0;
};
/// The operands of a selection.
constexpr selected parts_of_select(graph const& g, int id) {
    int const branches = g.second(id);
    return {g.first(id), g.first(branches), g.second(branches)};
}

/// A factor that multiplies the reciprocal of a sum stays with it: the product of the other factors and either of them
/// could leave the range where the quotient does not.
constexpr bool is_reciprocal_of_sum(graph const& g, int id) {
    if (!g.is_reciprocal(id)) return false;
    int const divisor = g.operation_of(g.second(id));
    return divisor == opcode::sum || divisor == opcode::difference;
}

/// Whether both operands are exact constants that are small enough to compute with.
constexpr bool foldable(graph const& g, int a, int b) {
    return g.is_constant(a) && g.is_constant(b) && is_small(g.constant_at(a)) && is_small(g.constant_at(b));
}

/// A sum of selections with the same condition becomes a selection of sums. So the branches stay separate, and a NaN or
/// infinity of the branch not taken cannot reach the result.
template <class Operation>
constexpr int merge_selects(graph& g, int a, int b) {
    if (g.operation_of(a) != opcode::selection || g.operation_of(b) != opcode::selection) return -1;
    selected const left = parts_of_select(g, a), right = parts_of_select(g, b);
    if (left.condition != right.condition) return -1;
    int const yes = make<Operation>(g, left.yes, right.yes), no = make<Operation>(g, left.no, right.no);
    return make_select(g, left.condition, yes, no);
}

constexpr int rewrite<operations::negate>::apply(graph& g, int const* operands) {
    int const a = operands[0];
    switch (g.operation_of(a)) {
        case graph::constant_node: return g.constant(negate(g.constant_at(a)));
        case opcode::negation: return g.first(a);
        case opcode::difference: return make<operations::subtract>(g, g.second(a), g.first(a));
        default: return -1;
    }
}

/// m a + n a = (m + n) a for constants m and n, one of which may be 1; -1 for other sums.
constexpr int sum_of_multiples(graph& g, int a, int b) {
    node_view const x = graph::view_of(g.nodes[a]), y = graph::view_of(g.nodes[b]);
    int const m = x.operation != opcode::product ? graph::one
                  : g.is_constant(x.first)       ? x.first
                  : g.is_constant(x.second)      ? x.second
                                                 : graph::one;
    int const n = y.operation != opcode::product ? graph::one
                  : g.is_constant(y.first)       ? y.first
                  : g.is_constant(y.second)      ? y.second
                                                 : graph::one;
    if ((m == graph::one && n == graph::one) || !foldable(g, m, n)) return -1;
    int const rest = m == graph::one ? a : x.first == m ? x.second : x.first;
    if (rest != (n == graph::one ? b : y.first == n ? y.second : y.first)) return -1;
    return make<operations::multiply>(g, make<operations::add>(g, m, n), rest);
}

constexpr int rewrite<operations::add>::apply(graph& g, int const* operands) {
    int const a = operands[0], b = operands[1];
    if (a == b) return make<operations::multiply>(g, g.constant(2), a);
    if (g.computes && (g.operation_of(a) == opcode::product || g.operation_of(b) == opcode::product))
        if (int const multiple = sum_of_multiples(g, a, b); multiple >= 0) return multiple;
    if (g.are_plain(a, b)) return -1;
    if (a == graph::zero) return b;
    if (b == graph::zero) return a;
    if (foldable(g, a, b)) {
        number const x = g.constant_at(a), y = g.constant_at(b);
        return g.constant(
            rational(x.numerator * y.denominator + y.numerator * x.denominator, x.denominator * y.denominator));
    }
    if (is_negated(g, a) && is_negated(g, b))
        return make<operations::negate>(g, make<operations::add>(g, g.first(a), g.first(b)));
    if (is_negated(g, a)) return make<operations::subtract>(g, b, g.first(a));
    if (is_negated(g, b)) return make<operations::subtract>(g, a, g.first(b));
    return merge_selects<operations::add>(g, a, b);
}

constexpr int rewrite<operations::subtract>::apply(graph& g, int const* operands) {
    int const a = operands[0], b = operands[1];
    if (g.are_plain(a, b)) return -1;
    if (b == graph::zero) return a;
    if (a == graph::zero) return make<operations::negate>(g, b);
    if (foldable(g, a, b)) return make<operations::add>(g, a, g.constant(negate(g.constant_at(b))));
    if (is_negated(g, b)) return make<operations::add>(g, a, g.first(b));
    if (is_negated(g, a)) return make<operations::negate>(g, make<operations::add>(g, g.first(a), b));
    return merge_selects<operations::subtract>(g, a, b);
}

/// a * b for a constant a.
constexpr int multiply_by_constant(graph& g, int a, int b) {
    if (a == graph::one) return b;
    if (a == graph::minus_one) return make<operations::negate>(g, b);
    number const x = g.constant_at(a);
    if (foldable(g, a, b)) {
        number const y = g.constant_at(b);
        return g.constant(rational(x.numerator * y.numerator, x.denominator * y.denominator));
    }
    if (is_negated(g, b)) return make<operations::negate>(g, make<operations::multiply>(g, a, g.first(b)));
    if (g.operation_of(b) == opcode::product) {  // 2 (3 x) = 6 x
        int const inner = g.first(b), rest = g.second(b);
        if (foldable(g, a, inner)) return make<operations::multiply>(g, make<operations::multiply>(g, a, inner), rest);
        if (foldable(g, a, rest)) return make<operations::multiply>(g, make<operations::multiply>(g, a, rest), inner);
    }
    if (x.exact() && x.numerator < 0)
        return make<operations::negate>(g, make<operations::multiply>(g, g.constant(negate(x)), b));
    return -1;
}

constexpr int rewrite<operations::multiply>::apply(graph& g, int const* operands) {
    int const a = operands[0], b = operands[1];
    if (g.are_plain(a, b)) return -1;
    if (g.is_constant(a)) return multiply_by_constant(g, a, b);
    if (g.is_constant(b)) return multiply_by_constant(g, b, a);
    if (is_negated(g, a) && is_negated(g, b)) return make<operations::multiply>(g, g.first(a), g.first(b));
    if (is_negated(g, a)) return make<operations::negate>(g, make<operations::multiply>(g, g.first(a), b));
    if (is_negated(g, b)) return make<operations::negate>(g, make<operations::multiply>(g, a, g.first(b)));
    return -1;
}

constexpr int rewrite<operations::divide>::apply(graph& g, int const* operands) {
    int const a = operands[0], b = operands[1];
    if (g.are_plain(a, b)) return -1;
    if (b == graph::one) return a;
    if (foldable(g, a, b) && b != graph::zero) {
        number const x = g.constant_at(a), y = g.constant_at(b);
        return g.constant(rational(x.numerator * y.denominator, x.denominator * y.numerator));
    }
    if (is_negated(g, a) && is_negated(g, b)) return make<operations::divide>(g, g.first(a), g.first(b));
    if (is_negated(g, a)) return make<operations::negate>(g, make<operations::divide>(g, g.first(a), b));
    if (is_negated(g, b)) return make<operations::negate>(g, make<operations::divide>(g, a, g.first(b)));
    if (g.is_constant(a) && g.constant_at(a).exact() && g.constant_at(a).numerator < 0)
        return make<operations::negate>(g, make<operations::divide>(g, g.constant(negate(g.constant_at(a))), b));
    return -1;
}

constexpr int rewrite<operations::selection>::apply(graph& g, int const* operands) {
    int const condition = operands[0], yes = operands[1], no = operands[2];
    if (yes == no) return yes;
    int const a = g.first(condition), b = g.second(condition);
    if (g.info_at(condition).conditions > 0 || !foldable(g, a, b)) return -1;
    number const x = g.constant_at(a), y = g.constant_at(b);
    wide const gap = x.numerator * y.denominator - y.numerator * x.denominator;
    if (g.is<operations::less>(condition)) return gap < 0 ? yes : no;
    if (g.is<operations::less_equal>(condition)) return gap <= 0 ? yes : no;
    if (g.is<operations::equal>(condition)) return gap == 0 ? yes : no;
    return -1;
}

#if defined(__GNUC__) && !defined(__clang__) && !defined(__CUDACC__)
// After an error g++ warns that operators of pending instantiations are used and not defined. This instantiates them.
static_assert(equal_numbers((-term(1.0) + term(2.0) * term(3.0) / term(6.0)).constant_value(), 0.0));
#endif

}  // namespace ctgrad::detail
