#pragma once

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/graph/graph.hpp>
#include <ctgrad/operations/power.hpp>
#include <ctgrad/operations/slopes/algebraic.hpp>

/// The order of factors in a derivative of a quotient. With r = 1 / b the adjoint of b is -(y r), and what follows down the
/// chain are parts of b: factors of a product, exponentials in a sum. Where b is very large or small so is r, and y r leaves
/// the range although y r p does not. So a part p of b is multiplied with r first: y (r p), which is as forward mode has it.
namespace ctgrad::detail {

struct reciprocal_pairs {
    graph& g;

    /// outer * p in that order, or no node (-1) where p is no part of a divisor in `outer`.
    constexpr int product(int outer, int p) const {
        if (g.is(p, info_of<operations::unit_component>))
            if (int const h = find_length(outer, p); h >= 0) {
                int const rest = without(outer, h), a = g.first(p);
                return rest == graph::one ? a : make<operations::multiply>(g, rest, a);
            }
        int const r = find(outer, p);
        if (r < 0) return -1;
        int const rest = without(outer, r);
        if (divisor_of(r) == p) return rest;  // b / b
        int const pair = make<operations::multiply>(g, r, p);
        return rest == graph::one ? pair : make<operations::multiply>(g, rest, pair);
    }

private:
    /// The factor hypot(a, b) of `outer` for a component a / hypot(a, b). Their product is a, at the origin too.
    constexpr int find_length(int outer, int component) const {
        if (g.is(outer, info_of<operations::hypotenuse>)) {
            int const a = g.first(component), b = g.first(g.second(component));
            return (g.first(outer) == a && g.second(outer) == b) || (g.first(outer) == b && g.second(outer) == a)
                       ? outer
                       : -1;
        }
        if (g.operation_of(outer) != opcode::product) return -1;
        int const in_first = find_length(g.first(outer), component);
        return in_first >= 0 ? in_first : find_length(g.second(outer), component);
    }
    /// b if a node is 1 / b, also as (1 / (c b)) c; else -1.
    constexpr int divisor_of(int id) const {
        if (g.operation_of(id) == opcode::quotient) return g.first(id) == graph::one ? g.second(id) : -1;
        if (g.operation_of(id) != opcode::product) return -1;
        for (int const r : {g.first(id), g.second(id)}) {
            int const c = g.first(id) + g.second(id) - r;
            if (g.operation_of(r) != opcode::quotient && g.operation_of(r) != opcode::product) continue;
            int const b = divisor_of(r);
            if (b < 0 || g.operation_of(b) != opcode::product) continue;
            if (g.first(b) == c) return g.second(b);
            if (g.second(b) == c) return g.first(b);
        }
        return -1;
    }
    /// Whether p is a factor of b, an exponential that b is a sum of, or another function of the argument of b. In a product
    /// of two factors it is not worth the multiplication that the pair costs.
    constexpr bool is_part(int p, int b) const {
        if (p == b) return true;
        if (g.is_call(b)) return g.is_operation(p) && g.first(p) == g.first(b);
        switch (g.operation_of(b)) {
            case opcode::product:
                return (factors_of(b) > 2 && (g.first(b) == p || g.second(b) == p)) ||
                       (g.is_constant(g.first(b)) && is_part(p, g.second(b))) ||
                       (g.is_constant(g.second(b)) && is_part(p, g.first(b)));
            case opcode::sum:
            case opcode::difference: return g.is_call(p) && (is_part(p, g.first(b)) || is_part(p, g.second(b)));
            case opcode::negation: return is_part(p, g.first(b));
            default: return false;
        }
    }
    /// The factor of `outer` that is the reciprocal of something that p is a part of; else -1.
    constexpr int find(int outer, int p) const {
        if (int const b = divisor_of(outer); b >= 0 && is_part(p, b)) return outer;
        if (g.operation_of(outer) != opcode::product || is_pair(outer)) return -1;
        int const in_first = find(g.first(outer), p);
        return in_first >= 0 ? in_first : find(g.second(outer), p);
    }
    /// Whether a product has been made for that reason.
    constexpr bool is_pair(int id) const {
        int const a = g.first(id), b = g.second(id), of_a = divisor_of(a), of_b = divisor_of(b);
        return (of_a >= 0 && is_part(b, of_a)) || (of_b >= 0 && is_part(a, of_b));
    }
    constexpr int factors_of(int product) const {
        if (g.is_constant(product)) return 0;
        if (g.operation_of(product) != opcode::product) return 1;
        return factors_of(g.first(product)) + factors_of(g.second(product));
    }
    constexpr bool contains(int outer, int factor) const {
        return outer == factor || (g.operation_of(outer) == opcode::product &&
                                   (contains(g.first(outer), factor) || contains(g.second(outer), factor)));
    }
    constexpr int without(int outer, int factor) const {
        if (outer == factor) return graph::one;
        int const a = g.first(outer), b = g.second(outer);
        if (a == factor) return b;
        if (b == factor) return a;
        return contains(a, factor) ? make<operations::multiply>(g, without(a, factor), b)
                                   : make<operations::multiply>(g, a, without(b, factor));
    }
};

}  // namespace ctgrad::detail
