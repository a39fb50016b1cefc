#pragma once

#include <ctgrad/differentiate/factor_search.hpp>
#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/graph/graph.hpp>
#include <ctgrad/operations/power.hpp>
#include <ctgrad/operations/slopes/algebraic.hpp>
#include <ctgrad/operations/slopes/power.hpp>

/// The order of factors in a derivative of a quotient. With r = 1 / b the adjoint of b is -(y r). Further down the
/// chain it is multiplied by parts of b: factors of a product, exponentials in a sum. If b is very large or very small,
/// y r leaves the range although y r p does not. So a part p of b is multiplied by r first: y (r p).
///
/// For y = a / (u v) the adjoint of the divisor u v is -(y r) with r = 1 / (u v), and v is the partial derivative of u v
/// with respect to u. `product(-(y r), v)` is -(y (r v)), and r v is 1 / u.
namespace ctgrad::detail {

struct reciprocal_pairs : factor_search {
    /// In larger graphs a product with a sum is not multiplied out: pairs in each term would take more multiplications.
    static constexpr int small = 64;
    /// Formulas of so few nodes count as small, however many nodes their derivatives have.
    static constexpr int small_formula = 32;
    /// In graphs of up to so many nodes it is done only if both terms gain.
    static constexpr int medium = 512;

    /// outer * p in that order, or no node (-1) if p is not part of a divisor in `outer`. In small formulas the number
    /// in 2 x, the derivative of x^2, is multiplied last.
    constexpr int product(int outer, int p) const {
        if (g.is_reciprocal(p) && contains(outer, g.second(p))) return without(outer, g.second(p));  // b (1 / b)
        int const whole = product_with(outer, p);
        if (whole >= 0 || !is_small() || g.operation_of(p) != opcode::product) return whole;
        // Not (r (pow(x, p) log(x)) but (r pow(x, p)) log(x).
        for (int const part : {g.first(p), g.second(p)}) {
            int const rest = part == g.first(p) ? g.second(p) : g.first(p);
            if (!g.is_constant(rest) && !g.is_call(part)) continue;
            if (int const paired = product_with(outer, part); paired >= 0)
                return make<operations::multiply>(g, rest, paired);
        }
        return -1;
    }

private:
    constexpr int product_with(int outer, int p) const {
        node_view const node = graph::view_of(g.nodes[outer]);
        int const operation = node.operation;
        if (is_sum(outer) && (g.is_call(p) || is_short_sum(outer))) return product_of_terms(node, p);
        if (operation == opcode::negation) {
            int const a = product(node.first, p);
            return a >= 0 ? make<operations::negate>(g, a) : -1;
        }
        if (int const slope = slope_by_factor(outer, p); slope >= 0) return slope;
        if (operation != opcode::product && operation != opcode::quotient && !g.is_call(outer)) return -1;
        // (r p) r, because the square of a reciprocal leaves the range earlier.
        if (operation == opcode::product && node.first == node.second && !g.is_constant(p) &&
            g.is_reciprocal(node.first) && cofactor_in(g.second(node.first), p) < 0)
            return make<operations::multiply>(g, make<operations::multiply>(g, node.first, p), node.first);
        if (g.is<operations::unit_component>(p))
            if (int const h = find_length(outer, p, deepest); h >= 0) {
                int const rest = without(outer, h), a = g.first(p);
                return rest == graph::one ? a : make<operations::multiply>(g, rest, a);
            }
        find_divisors();
        return may_be_part_of_divisor(p) ? product_of_pair(outer, p) : -1;
    }
    /// A derivative with respect to a product of which p is a factor, times p; or no node.
    constexpr int slope_by_factor(int outer, int p, int levels = 1) const {
        if (!g.is_operation(outer)) return -1;
        if (levels > 0 && g.operation_of(outer) == opcode::product) {
            int const a = g.first(outer), b = g.second(outer), of_a = slope_by_factor(a, p, 0);
            int const slope = of_a >= 0 ? of_a : slope_by_factor(b, p, 0);
            return slope < 0 ? -1 : make<operations::multiply>(g, of_a >= 0 ? b : a, slope);
        }
        operation_info const* const by_factor = g.info_at(outer).times_factor;
        if (by_factor == nullptr || cofactor_in(g.first(outer), p) < 0) return -1;
        int operands[maximum_arity]{};
        operands[g.operands_of(outer, operands)] = p;
        return g.apply(*by_factor, operands);
    }
    /// The product with a sum, term by term. In large graphs it is made only if both terms gain.
    constexpr int product_of_terms(node_view const& sum, int p) const {
        bool const both = g.is_call(p) || (g.count >= small && !is_small());
        int a = product(sum.first, p), b = a >= 0 || !both ? product(sum.second, p) : -1;
        if (both ? a < 0 || b < 0 : a < 0 && b < 0) return -1;
        if (a < 0) a = make<operations::multiply>(g, sum.first, p);
        if (b < 0) b = make<operations::multiply>(g, sum.second, p);
        return sum.operation == opcode::sum ? make<operations::add>(g, a, b) : make<operations::subtract>(g, a, b);
    }
    /// The product in which p and the reciprocal of which it is a part are multiplied first.
    constexpr int product_of_pair(int outer, int p) const {
        int const r = find(outer, p, deepest);
        if (r < 0) return -1;
        int const rest = without(outer, r), b = divisor_of(r);
        if (b < 0) return make<operations::multiply>(g, rest, make<operations::multiply>(g, r, p));
        // For two factors the pair is worth an additional multiplication only if there is another quotient by b.
        if (g.is_reciprocal(r) && cofactor_in(b, p) >= 0 && factors_of(b) <= 2 && !has_quotient_by(rest, b, deepest))
            return -1;
        if (b == p) return rest;  // b / b
        int const pair = product_with_part(r, p);
        return rest == graph::one ? pair : make<operations::multiply>(g, rest, pair);
    }

    constexpr bool is_sum(int id) const {
        return g.operation_of(id) == opcode::sum || g.operation_of(id) == opcode::difference;
    }
    constexpr bool is_small() const { return g.written != 0 && g.written < small_formula; }
    constexpr bool is_short_sum(int sum) const {
        return g.count < medium && !is_sum(g.first(sum)) && !is_sum(g.second(sum));
    }

    /// r p for r = 1 / b; if b = p c, it is 1 / c.
    constexpr int product_with_part(int r, int p) const {
        int const c = cofactor_in(divisor_of(r), p);
        if (c < 0) return make<operations::multiply>(g, r, p);
        int const known = g.existing(graph::node_of(opcode::quotient, graph::one, c));
        int const operands[]{c, r, p};
        return known >= 0 ? known : g.apply(info_of<operations::reciprocal_of_factor>, operands);
    }
    constexpr void find_divisors() const {
        constexpr std::uint64_t one_over = graph::node_of(opcode::quotient, graph::one, 0) >> 26;
        divisor_list& list = g.reciprocals;
        for (; list.seen < g.count; ++list.seen)
            if (g.nodes[list.seen] >> 26 == one_over)
                if (int const at = list.count++; at < divisor_list::capacity) {
                    list.divisors[at] = g.second(list.seen);
                    list.has_arguments[at] = has_argument_with_factors(g.second(list.seen));
                }
    }
    /// A quick test, because most factors are not part of a divisor.
    constexpr bool may_be_part_of_divisor(int p) const {
        divisor_list const& list = g.reciprocals;
        bool found = list.count > divisor_list::capacity;
        for (int i = 0; i < list.count && !found; ++i)
            found = is_part_of_factor(p, list.divisors[i], list.has_arguments[i]);
        return found;
    }
    constexpr bool is_part_of_factor(int p, int b, bool looks_in_arguments, int levels = 2) const {
        return is_part(p, b) || (looks_in_arguments && is_factor_of_arguments(p, b)) ||
               (levels > 0 && g.operation_of(b) == opcode::product &&
                (is_part_of_factor(p, g.first(b), looks_in_arguments, levels - 1) ||
                 is_part_of_factor(p, g.second(b), looks_in_arguments, levels - 1)));
    }
    /// Whether any p can be a factor of the argument of a call in b.
    constexpr bool has_argument_with_factors(int b, int levels = 4) const {
        node_view const node = graph::view_of(g.nodes[b]);
        if (g.is_call(b)) {
            int const x = node.first;
            return g.operation_of(g.operation_of(x) == opcode::negation ? g.first(x) : x) == opcode::product;
        }
        return levels > 0 && node.operation >= opcode::sum && node.operation <= opcode::product &&
               (has_argument_with_factors(node.first, levels - 1) ||
                has_argument_with_factors(node.second, levels - 1));
    }

    /// The factor hypot(a, b) of `outer` for a component a / hypot(a, b). Their product is a, at the origin too.
    constexpr int find_length(int outer, int component, int levels) const {
        if (is_length(g, outer)) {
            int const a = g.first(component), b = g.first(g.second(component));
            return (g.first(outer) == a && g.second(outer) == b) || (g.first(outer) == b && g.second(outer) == a)
                       ? outer
                       : -1;
        }
        if (levels == 0 || g.operation_of(outer) != opcode::product) return -1;
        int const in_first = find_length(g.first(outer), component, levels - 1);
        return in_first >= 0 ? in_first : find_length(g.second(outer), component, levels - 1);
    }
    /// b if a node is 1 / b; else -1.
    constexpr int divisor_of(int id) const {
        node_view const node = graph::view_of(g.nodes[id]);
        if (node.operation == opcode::quotient) return node.first == graph::one ? node.second : -1;
        return node.operation >= fixed_opcodes && g.is<operations::reciprocal_of_factor>(id) ? node.first : -1;
    }
    /// Whether p is a factor of b, an exponential that is a term of b, or another function of the argument of b.
    constexpr bool is_part(int p, int b, int levels = deepest) const {
        if (p == b) return true;
        if (levels == 0) return false;
        if (g.is_call(b))
            return g.is_operation(p) && (g.first(p) == g.first(b) || (g.is<operations::derivative_of_power>(p) &&
                                                                      g.second(g.second(g.second(p))) == b));
        switch (g.operation_of(b)) {
            case opcode::product:
                return ((levels == deepest || factors_of(b) > 2) && !g.is_constant(p) && cofactor_in(b, p) >= 0) ||
                       (g.is_constant(g.first(b)) && is_part(p, g.second(b), levels - 1)) ||
                       (g.is_constant(g.second(b)) && is_part(p, g.first(b), levels - 1));
            case opcode::sum:
            case opcode::difference:
                if (g.is_call(p) || g.is<operations::derivative_of_power>(p))
                    return is_part(p, g.first(b), levels - 1) || is_part(p, g.second(b), levels - 1);
                return has_term_of(p, g.first(b)) || has_term_of(p, g.second(b));
            case opcode::negation: return is_part(p, g.first(b), levels - 1);
            default: return false;
        }
    }
    /// Whether a sum has a term p p or p p p, in small formulas also p, or a term a / b of which p is a derivative.
    constexpr bool has_term_of(int p, int sum, int levels = 2) const {
        node_view const node = graph::view_of(g.nodes[sum]);
        if (sum == p) return is_small();
        if (node.operation == opcode::quotient)
            return (g.is_reciprocal(p) && g.second(p) == node.second) || cofactor_in(p, sum) >= 0;
        if (node.operation == opcode::product) {
            int const a = node.first, b = node.second;
            return (a == p && b == p) || ((a == p || b == p) && (is_small() || has_term_of(p, a + b - p, 0)));
        }
        return levels > 0 && (node.operation == opcode::sum || node.operation == opcode::difference) &&
               (has_term_of(p, node.first, levels - 1) || has_term_of(p, node.second, levels - 1));
    }
    /// The factor of `outer` that is the reciprocal of an expression of which p is a part; else -1.
    constexpr int find(int outer, int p, int levels) const {
        if (int const b = divisor_of(outer); b >= 0 && is_part(p, b)) return outer;
        if (levels == 0 || g.operation_of(outer) != opcode::product) return -1;
        if (is_pair(outer)) return is_pair_of_argument(outer, p) ? outer : -1;
        int const in_first = find(g.first(outer), p, levels - 1);
        return in_first >= 0 ? in_first : find(g.second(outer), p, levels - 1);
    }
    /// Whether p is a factor of the argument of a call b, or of a call that is a term of b.
    constexpr bool is_factor_of_arguments(int p, int b, int levels = 2) const {
        if (g.is_call(b)) {
            int const x = g.operation_of(g.first(b)) == opcode::negation ? g.first(g.first(b)) : g.first(b);
            return cofactor_in(x, p) >= 0;
        }
        node_view const node = graph::view_of(g.nodes[b]);
        return levels > 0 && (node.operation == opcode::sum || node.operation == opcode::difference) &&
               (is_factor_of_arguments(p, node.first, levels - 1) ||
                is_factor_of_arguments(p, node.second, levels - 1));
    }
    /// Whether a pair has a function whose argument has the factor p.
    constexpr bool is_pair_of_argument(int pair, int p) const {
        for (int const part : {g.first(pair), g.second(pair)})
            if (int const b = divisor_of(part); is_factor_of_arguments(p, b < 0 ? part : b)) return true;
        return false;
    }
    /// Whether a product was made by this rule.
    constexpr bool is_pair(int id) const {
        int const a = g.first(id), b = g.second(id), of_a = divisor_of(a), of_b = divisor_of(b);
        return (of_a >= 0 && is_part(b, of_a)) || (of_b >= 0 && is_part(a, of_b));
    }
    /// Whether a product has another quotient by b as a factor.
    constexpr bool has_quotient_by(int id, int b, int levels) const {
        if (g.operation_of(id) == opcode::quotient) return g.second(id) == b;
        return (levels > 0 && g.operation_of(id) == opcode::product &&
                (has_quotient_by(g.first(id), b, levels - 1) || has_quotient_by(g.second(id), b, levels - 1)));
    }
};

}  // namespace ctgrad::detail
