#pragma once

#include <ctgrad/differentiate/linearized_graph.hpp>
#include <ctgrad/differentiate/request.hpp>
#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/graph/graph.hpp>

/// Jacobians by vertex elimination (cross-country; Griewank and Walther, Evaluating Derivatives, chapters 9 and 10).
///
/// The elimination of a vertex removes it from the linearized graph with its edges. An edge c a past the vertex takes
/// the place of each pair of an edge a that enters it and an edge c that leaves it. The edge is new (fill-in), or it is
/// added to the one that is there (absorption). Once only columns and rows are left, their edges are the Jacobian,
/// whatever the order, but the order decides how many products it takes. Here it is that of Markowitz: the next vertex
/// is the one that takes the fewest products.
///
/// An example is y_i = c_i e for i = 1, 2, 3, where e = exp(t), t = sqrt(s) and s = x_1^2 + x_2^2:
///
///     x_1 --2 x_1--.                                   .--c_1--> y_1
///                   > s --1/(2 t)--> t --e--> e ------<---c_2--> y_2
///     x_2 --2 x_2--'                                   '--c_3--> y_3
///
/// A reverse sweep for each row takes four products: by e, by 1/(2 t), and by 2 x_1 and 2 x_2. That is 12 in all. The
/// Markowitz counts, edges that enter times edges that leave, are 2 * 1 for s, 1 * 1 for t and 1 * 3 for e. So t goes
/// first, by the product e/(2 t), and then s, by two products with 2 x_j. Now two edges enter e, which takes 6 products:
/// 9 in all. If the rows depend on the columns through a few numbers, these are differentiated once, not for each row.
///
/// The products of both methods are counted first, without making nodes (`Makes` is false). Elimination is chosen only
/// if it takes far fewer.
namespace ctgrad::detail {

template <bool Makes>
struct vertex_elimination : linearized_graph<Makes> {
    using base = linearized_graph<Makes>;
    using base::add, base::edges, base::full, base::g, base::kind_of, base::r, base::space, base::sweeps,
        base::entering, base::leaving, base::vertices, base::vertex_count, base::no_edge, base::no_column;
    using base::changed, base::counted, base::eliminated;
    using base::unknown, base::unknown_quotient, base::sign, base::quotient;
    using typename base::edge_list, typename base::vertex;

    /// A quotient is large where its divisor is small, so two quotients are not multiplied if another order is as good:
    /// x y / |v| stays in the range where 1 / |v|^3 does not.
    static constexpr int cost_of_two_quotients = 3;
    /// Jacobians with fewer products are made by sweeps.
    static constexpr int worth_counting = 24;

    int products = 0;

    constexpr void run() {
        base::linearize();
        if (!Makes && sweeps < worth_counting) return;
        eliminate_all();
    }
    /// The products must be far fewer, because sweeps share products that are not counted.
    constexpr bool is_cheaper() const { return !full && sweeps >= worth_counting && 3 * products < 2 * sweeps; }
    /// Writes the Jacobian: the edges that are left.
    constexpr void write(int* derivatives) const {
        for (int i = 0; i < r.output_count * r.independent_count; ++i) derivatives[i] = no_node;
        for (int row = 0; row < r.output_count; ++row)
            for (int e = entering[row].first; e != no_edge; e = edges[e].next_entering)
                derivatives[row * r.independent_count + vertices[edges[e].from].column - 1] = edges[e].partial;
    }

private:
    /// The product of two edges if it is a node of the graph, else -1.
    constexpr int existing(int outer, int inner) const {
        if (kind_of(outer) == sign) return inner;
        if (kind_of(inner) == sign) return outer;
        if (outer < 0 || inner < 0) return -1;
        if (g.operation_of(outer) == opcode::negation) outer = g.first(outer);
        if (g.operation_of(inner) == opcode::negation) inner = g.first(inner);
        return g.existing_product(outer, inner);
    }
    /// The products that the elimination of a vertex takes, without those by 1 or -1 and those that the graph has. Growth of
    /// the graph and products of quotients count too.
    constexpr int markowitz_count(int v) const {
        int count = cost_of_two_quotients * entering[v].count[quotient] * leaving[v].count[quotient];
        // entering * leaving edges take the place of entering + leaving ones
        if (int const growth = (entering[v].all() - 1) * (leaving[v].all() - 1) - 1; growth > 0) count += growth;
        if (int const most = entering[v].factors() * leaving[v].factors(); most < 2) return count + most;
        for (int out = leaving[v].first; out != no_edge; out = edges[out].next_leaving)
            for (int in = entering[v].first; in != no_edge; in = edges[in].next_entering)
                count += existing(edges[out].partial, edges[in].partial) == -1;
        return count;
    }

    /// Eliminates the vertices in the order of Markowitz.
    constexpr void eliminate_all() {
        while (!full && !g.full) {
            int const next = cheapest_vertex();
            if (next < 0) return;
            eliminate(next);
            vertices[next].state = eliminated;
        }
    }
    /// The vertex that takes the fewest products, and among these the one with the fewest pairs of edges; -1 if none is left.
    constexpr int cheapest_vertex() {
        int best = -1, fewest = 0, fewest_pairs = 0;
        for (int id = r.output_count; id < vertex_count; ++id) {
            vertex& v = vertices[id];
            if (v.state == eliminated || v.column != no_column) continue;
            if (v.state == changed) {
                v.markowitz_count = markowitz_count(id);
                v.state = counted;
            }
            if (best >= 0 && v.markowitz_count > fewest) continue;
            int const pairs = entering[id].all() * leaving[id].all();
            if (best >= 0 && v.markowitz_count == fewest && pairs >= fewest_pairs) continue;
            best = id, fewest = v.markowitz_count, fewest_pairs = pairs;
            if (fewest == 0 && pairs <= 1) break;
        }
        return best;
    }

    constexpr void eliminate(int v) {
        for (int in = entering[v].first; in != no_edge; in = edges[in].next_entering)
            remove_leaving(edges[in].from, in);
        for (int out = leaving[v].first; out != no_edge; out = edges[out].next_leaving)
            remove_entering(edges[out].to, out);
        for (int out = leaving[v].first; out != no_edge; out = edges[out].next_leaving)
            for (int in = entering[v].first; in != no_edge && !full; in = edges[in].next_entering) {
                int const outer = edges[out].partial, inner = edges[in].partial;
                int product = existing(outer, inner);
                products += product == -1;
                if constexpr (Makes)
                    product = chain(g, outer, inner);
                else if (product == -1)
                    product = kind_of(outer) == quotient || kind_of(inner) == quotient ? unknown_quotient : unknown;
                if (product != no_node) add(edges[in].from, edges[out].to, product);
            }
    }
    constexpr void remove_leaving(int v, int e) {
        int* at = &changed_list(v, leaving[v], e).first;
        while (*at != e) at = &edges[*at].next_leaving;
        *at = edges[e].next_leaving;
    }
    constexpr void remove_entering(int v, int e) {
        int* at = &changed_list(v, entering[v], e).first;
        while (*at != e) at = &edges[*at].next_entering;
        *at = edges[e].next_entering;
    }
    /// A list of a vertex, from which an edge is to be removed.
    constexpr edge_list& changed_list(int v, edge_list& list, int e) {
        if (vertices[v].state == counted) vertices[v].state = changed;
        --list.count[kind_of(edges[e].partial)];
        return list;
    }
};

template <bool Makes>
constexpr bool eliminate_vertices(graph& g, sweep_space const& space, request const& r, kept_nodes const& kept,
                                  int* derivatives) {
    for (int id = 0; id < g.count; ++id) {
        space.active[id] = false;
        space.image[id] = 0;
    }
    for (int j = 0; j < r.independent_count; ++j) space.active[r.independent[j]] = true;
    vertex_elimination<Makes> work{{g, r, space, kept}};
    mark_dependents(g, space.active, work.largest_output());
    work.run();
    if constexpr (Makes) {
        if (!work.full && !g.full) work.write(derivatives);
        return !work.full;
    } else {
        return work.is_cheaper();
    }
}

/// Makes the nodes of a Jacobian by vertex elimination if that takes fewer multiplications than sweeps.
constexpr bool eliminate_if_cheaper(graph& g, sweep_space const& space, request const& r, kept_nodes const& kept,
                                    int* derivatives) {
    if (!g.computes || g.shapes != nullptr) return false;
    for (int j = 0; j < r.independent_count; ++j)
        if (g.is_operation(r.independent[j])) return false;
    return eliminate_vertices<false>(g, space, r, kept, derivatives) &&
           eliminate_vertices<true>(g, space, r, kept, derivatives);
}

}  // namespace ctgrad::detail
