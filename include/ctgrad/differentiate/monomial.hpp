#pragma once

#include <ctgrad/differentiate/simplify.hpp>
#include <ctgrad/graph/graph.hpp>
#include <ctgrad/operations/piecewise.hpp>
#include <ctgrad/operations/power.hpp>
#include <ctgrad/operations/slopes/algebraic.hpp>

/// A node of a derivative as a product of powers.
namespace ctgrad::detail {

/// A rational number times powers of nodes, in the order of the nodes. The exponents may be negative. (There are no
/// default initializers: they would take most of the time.)
struct monomial {
    static constexpr int capacity = 10;

    wide numerator;
    wide denominator;
    int count;
    bool full;  ///< there are too many factors, or the numbers are too large
    int node[capacity];
    int exponent[capacity];

    /// Products of such numbers do not overflow.
    static constexpr wide limit = wide{1} << 62;
    constexpr bool has_products() const { return absolute(numerator) <= limit && denominator <= limit; }

    constexpr int exponent_of(int id) const {
        for (int i = 0; i < count; ++i)
            if (node[i] == id) return exponent[i];
        return 0;
    }
    constexpr void multiply(int id, int power) {
        if (power == 0) return;
        int at = count;
        while (at > 0 && node[at - 1] >= id) --at;
        if (at < count && node[at] == id) {
            if ((exponent[at] += power) != 0) return;
            for (--count; at < count; ++at) node[at] = node[at + 1], exponent[at] = exponent[at + 1];
        } else if (count == capacity) {
            full = true;
        } else {
            for (int i = count++; i > at; --i) node[i] = node[i - 1], exponent[i] = exponent[i - 1];
            node[at] = id, exponent[at] = power;
        }
    }
    constexpr void multiply(wide a, wide b) {
        if (b == 0 || absolute(a) > limit || b > limit || !has_products()) {
            full = true;
        } else if (a != 1 || b != 1) {
            number const product = rational(numerator * a, denominator * b);
            numerator = product.numerator, denominator = product.denominator;
        }
    }
    constexpr void multiply(monomial const& other, int power = 1) {
        if (power > 0)
            multiply(other.numerator, other.denominator);
        else
            multiply(other.denominator, other.numerator);
        for (int i = 0; i < other.count; ++i) multiply(other.node[i], power * other.exponent[i]);
        full = full || other.full;
    }
    constexpr bool has_factors_of(monomial const& other) const {
        if (count != other.count) return false;
        for (int i = 0; i < count; ++i)
            if (node[i] != other.node[i] || exponent[i] != other.exponent[i]) return false;
        return true;
    }
    /// Whether the sum of the two cancels, at least in part.
    constexpr bool has_opposite_sign(monomial const& other) const {
        return (numerator < 0) != (other.numerator < 0) && has_factors_of(other);
    }
    /// Adds a monomial with the same factors. Returns whether nothing remains.
    constexpr bool add_number_of(monomial const& other) {
        full = full || !has_products() || !other.has_products();
        if (full) return false;
        number const total =
            rational(numerator * other.denominator + other.numerator * denominator, denominator * other.denominator);
        numerator = total.numerator, denominator = total.denominator;
        return numerator == 0;
    }
};

constexpr monomial unit_monomial() {
    monomial m{};
    m.numerator = m.denominator = 1;
    return m;
}

/// Moves the common factors of two monomials to `common`.
constexpr void take_common(monomial& common, monomial& p, monomial& q) {
    for (int i = p.count; i-- > 0;) {
        int const id = p.node[i], a = p.exponent[i], b = q.exponent_of(id);
        if (b == 0 || (a < 0) != (b < 0)) continue;
        int const shared = (a < b) == (a > 0) ? a : b;
        common.multiply(id, shared);
        p.multiply(id, -shared);
        q.multiply(id, -shared);
    }
}

/// Takes products, quotients and signs apart. Independent nodes (`kept`) stay whole: the derivative may be differentiated
/// with respect to them again.
struct monomial_reader {
    graph const& g;
    kept_nodes const& kept;

    constexpr void read(monomial& m, int id, int power = 1, int levels = 8) const {
        node_view const node = graph::view_of(g.nodes[id]);
        if (node.operation == graph::constant_node) {
            if (!is_small(g.constant_at(id))) return m.multiply(id, power);
            wide const a = g.constant_at(id).numerator, b = g.constant_at(id).denominator;
            return power > 0 ? m.multiply(a, b) : m.multiply(a < 0 ? -b : b, a < 0 ? -a : a);
        }
        if (levels == 0 || node.operation > graph::pair_node || (kept.count > 0 && kept.contains(id)))
            return m.multiply(id, power);
        switch (node.operation) {
            case opcode::negation: m.numerator = -m.numerator; return read(m, node.first, power, levels - 1);
            case opcode::product:
                read(m, node.first, power, levels - 1);
                return read(m, node.second, power, levels - 1);
            case opcode::quotient: {
                if (node.first == graph::one)
                    m.multiply(wide{1}, wide{1});
                else
                    read(m, node.first, power, levels - 1);
                int const divisor = g.operation_of(node.second);
                if (divisor == opcode::selection)
                    if (int const length = length_or_one(node.second); length >= 0) return m.multiply(length, -power);
                // A product in a divisor stays whole, because its reciprocal is a node.
                if (divisor == opcode::product) return m.multiply(node.second, -power);
                return read(m, node.second, -power, levels - 1);
            }
            case opcode::sum:
            case opcode::difference: return m.multiply(id, power);
            default: return read_function(m, id, power, levels);
        }
    }

private:
    constexpr void read_function(monomial& m, int id, int power, int levels) const {
        if (g.is<operations::unit_component>(id)) {  // a / hypot(a, b)
            int const reciprocal = g.second(g.second(id));
            if (g.operation_of(reciprocal) == opcode::quotient)
                if (int const length = length_or_one(g.second(reciprocal)); length >= 0) {
                    read(m, g.first(id), power, levels - 1);
                    return m.multiply(length, -power);
                }
        }
        if (g.is<operations::reciprocal_of_factor>(id)) {
            read(m, g.first(g.second(id)), power, levels - 1);
            return read(m, g.second(g.second(id)), power, levels - 1);
        }
        if (g.is<operations::absolute>(id))  // x sign(x), if the graph has the sign
            if (int const sign = sign_of(g.first(id)); sign >= 0) {
                read(m, g.first(id), power, levels - 1);
                return m.multiply(sign, power);
            }
        m.multiply(id, power);
    }
    /// sign(x), if there is such a node; else -1.
    constexpr int sign_of(int x) const {
        int place = place_of<operations::signum>();
        while (g.operations[place] != nullptr && g.operations[place]->key != &key_of<operations::signum>)
            place = place + 1 == operations_limit ? fixed_opcodes : place + 1;
        return g.operations[place] == nullptr ? -1 : g.existing(graph::node_of(place, x, 0));
    }
    /// The length h of `h or, where that is 0, 1`; else -1.
    constexpr int length_or_one(int id) const {
        if (g.operation_of(id) != opcode::selection) return -1;
        selected const parts = parts_of_select(g, id);
        return parts.yes == graph::one && is_length(g, parts.no) ? parts.no : -1;
    }
};

}  // namespace ctgrad::detail
