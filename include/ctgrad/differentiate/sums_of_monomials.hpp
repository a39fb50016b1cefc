#pragma once

#include <ctgrad/differentiate/root_products.hpp>

/// The terms of sums, as nodes and as monomials.
namespace ctgrad::detail {

struct sums_of_monomials : root_products {
    /// The terms of a sum.
    struct term_nodes {
        static constexpr int capacity = 5;

        int node[capacity]{};
        bool negative[capacity]{};
        int count = 0;
        bool full = false;

        constexpr void add(graph const& g, kept_nodes const& kept, int id, bool minus, int levels) {
            int const operation = g.operation_of(id);
            if (levels > 0 && !kept.contains(id)) {
                if (operation == opcode::negation) return add(g, kept, g.first(id), !minus, levels);
                if (operation == opcode::sum || operation == opcode::difference) {
                    add(g, kept, g.first(id), minus, levels - 1);
                    return add(g, kept, g.second(id), minus != (operation == opcode::difference), levels - 1);
                }
            }
            if (count == capacity) {
                full = true;
            } else {
                node[count] = id;
                negative[count++] = minus;
            }
        }
        constexpr int signed_node(graph& g, int i) const {
            return negative[i] ? make<operations::negate>(g, node[i]) : node[i];
        }
    };
    /// A monomial times a sum of a few monomials.
    struct terms {
        static constexpr int capacity = 4;

        monomial term[capacity];
        int count = 0;
        bool full = false;
        bool cancelled[capacity]{};
    };

    constexpr void add(terms& list, int id, bool negative, int times = 1) const {
        if (list.count == terms::capacity) {
            list.full = true;
            return;
        }
        monomial& m = list.term[list.count] = unit_monomial();
        list.cancelled[list.count++] = false;
        if (negative) m.numerator = -1;
        for (int k = 0; k < times; ++k) monomial_reader{g, kept}.read(m, id);
    }
    /// The terms of a sum; the number 1 if there is none (-1).
    constexpr void add_terms(terms& list, int id, bool negative = false, int levels = terms::capacity) const {
        if (list.full || levels == 0) {
            list.full = true;
        } else if (id < 0) {
            add(list, graph::one, false);
        } else if (g.operation_of(id) == opcode::negation && !kept.contains(id)) {
            add_terms(list, g.first(id), !negative, levels);
        } else if (!is_sum(id)) {
            add(list, id, negative);
        } else {
            add_terms(list, g.first(id), negative, levels - 1);
            add_terms(list, g.second(id), negative != (g.operation_of(id) == opcode::difference), levels - 1);
        }
    }
    /// The terms of the sum of which a node is a root.
    constexpr void add_radicand(terms& list, int id) const {
        if (is_sum(id) || g.operation_of(id) == opcode::product) return add_terms(list, id);
        if (g.is<operations::square_root>(id)) return add_terms(list, g.first(id));
        bool const length = is_length(g, id);
        add(list, length ? g.second(id) : graph::one, g.is<operations::area_hyperbolic_cosine_slope>(id), 2);
        add(list, g.first(id), false, 2);
    }

    /// Whether a term has a function of the library as a factor. Such terms seldom cancel over a product.
    constexpr bool has_call(terms const& list) const {
        for (int i = 0; i < list.count; ++i)
            for (int k = 0; k < list.term[i].count; ++k)
                if (g.is_call(list.term[i].node[k])) return true;
        return false;
    }
};

}  // namespace ctgrad::detail
