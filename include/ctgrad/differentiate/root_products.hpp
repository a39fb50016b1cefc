#pragma once

#include <ctgrad/differentiate/monomial.hpp>
#include <ctgrad/operations/slopes/algebraic.hpp>

/// Monomials in roots of sums, and the nodes that compute them.
namespace ctgrad::detail {

struct root_products {
    graph& g;
    kept_nodes const& kept;

    constexpr bool is_sum(int id) const {
        return (g.operation_of(id) == opcode::sum || g.operation_of(id) == opcode::difference) && !kept.contains(id);
    }
    /// n if a node is the n-th root of a sum, -n if it is the reciprocal of such a root; else 0. A product counts as a
    /// sum.
    constexpr int root_of(int id) const {
        if (is_sum(id) || g.operation_of(id) == opcode::product) return 1;
        if (!g.is_operation(id) || g.operation_of(id) < fixed_opcodes || kept.contains(id)) return 0;
        if (is_length(g, id)) return 2;
        if (g.is<operations::square_root>(id)) return is_sum(g.first(id)) ? 2 : 0;
        if (g.is<operations::arc_tangent_slope>(id)) return -1;
        if (g.is<operations::area_hyperbolic_sine_slope>(id)) return -2;
        return g.is<operations::area_hyperbolic_cosine_slope>(id) ? -2 : 0;
    }
    /// Whether a monomial is divided by a root of a sum, or by some power of it.
    constexpr bool has_root(monomial const& m, int power = 1) const {
        for (int i = 0; i < m.count; ++i) {
            int const exponent = m.exponent[i] < 0 ? -m.exponent[i] : m.exponent[i];
            if (exponent >= power && g.operation_of(m.node[i]) != opcode::product &&
                root_of(m.node[i]) * m.exponent[i] < 0)
                return true;
        }
        return false;
    }
    /// A factor that is a sum, but not `except`; or -1.
    constexpr int sum_in(monomial const& m, int except = -1) const {
        for (int i = 0; i < m.count; ++i)
            if (m.exponent[i] == 1 && m.node[i] != except && is_sum(m.node[i])) return m.node[i];
        return -1;
    }

    constexpr int reciprocal(int id) {
        if (!is_length(g, id)) return make<operations::divide>(g, graph::one, id);
        // The reciprocal in the row's rule, which has a value at the origin.
        int partials[2]{};
        int const operands[]{g.first(id), g.second(id)};
        g.info_at(id).computed_partials(g, id, operands, partials);
        for (int const component : partials)
            if (g.is<operations::unit_component>(component)) return g.second(g.second(component));
        return make<operations::divide>(g, graph::one, id);
    }
    /// The product of a monomial and a node. Each reciprocal is multiplied by factors first, so the product stays in
    /// the range as long as their quotients do.
    constexpr int product(monomial const& m, int base = -1, int with = graph::one) {
        int factor[32]{}, divisor[32]{}, factors = 0, divisors = 0;
        auto const add = [&](int id, int power) {
            int const node = power < 0 ? reciprocal(id) : id;
            bool const divides = (root_of(id) < 0 ? -power : power) < 0;
            for (int k = power < 0 ? -power : power; k > 0; --k) {
                if (divides && divisors < 32) divisor[divisors++] = node;
                if (!divides && factors < 32) factor[factors++] = node;
            }
        };
        if (base >= 0) add(base, m.exponent_of(base));
        if (with != graph::one) add(with, 1);
        for (int i = 0; i < m.count; ++i)
            if (m.node[i] != base) add(m.node[i], m.exponent[i]);
        int const groups = divisors > 0 ? divisors : factors;
        int result = graph::one;
        for (int k = 0; k < groups; ++k) {
            int group = divisors > 0 ? divisor[k] : graph::one;
            for (int i = k; i < factors; i += groups)
                group = group == graph::one ? factor[i] : make<operations::multiply>(g, factor[i], group);
            result = result == graph::one ? group : make<operations::multiply>(g, result, group);
        }
        return make<operations::multiply>(g, g.constant(rational(m.numerator, m.denominator)), result);
    }
};

/// The product of two nodes in which each reciprocal is multiplied by factors first; -1 in a large graph, where it
/// would cost multiplications that other products share.
constexpr int balanced_product(graph& g, int a, int b) {
    constexpr int largest = 100;
    kept_nodes const none{};
    monomial_reader const reader{g, none};
    monomial m = unit_monomial();
    if (g.count >= largest) return -1;
    reader.read(m, a);
    reader.read(m, b);
    return m.full ? -1 : root_products{g, none}.product(m);
}

}  // namespace ctgrad::detail
