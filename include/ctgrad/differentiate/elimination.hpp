#pragma once

#include <limits>

#include <ctgrad/differentiate/linearized_graph.hpp>
#include <ctgrad/differentiate/request.hpp>
#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/graph/graph.hpp>

/// Jacobians by vertex elimination (cross-country; Griewank and Walther, Evaluating Derivatives, chapters 9 and 10).
/// Eliminating a vertex of the linearized graph multiplies each edge that enters it by each edge that leaves it. The
/// edges that remain in the end are the Jacobian. Reverse sweeps eliminate the last vertex first. But if many rows
/// depend on columns through a few numbers, it is cheaper to differentiate these numbers first. The order is that of
/// Markowitz: the next vertex is the one with the fewest multiplications, and new edges count too.
///
/// The multiplications of both methods are counted first, without making nodes.
namespace ctgrad::detail {

template <bool Makes>
struct vertex_elimination : linearized_graph<Makes> {
    using base = linearized_graph<Makes>;
    using base::add, base::edges, base::entering, base::full, base::g, base::kind_of, base::leaving, base::column_of,
        base::r, base::row_count, base::column_count, base::space, base::state, base::sweeps, base::unknown,
        base::unknown_quotient, base::sign, base::plain, base::quotient, base::changed, base::counted, base::held,
        base::eliminated;

    /// A quotient is large where its divisor is small, so two quotients are not multiplied if another order is as good:
    /// x y / |v| stays in the range where 1 / |v|^3 does not.
    static constexpr int cost_of_two_quotients = 3;
    /// Jacobians with fewer multiplications are made by sweeps.
    static constexpr int worth_counting = 24;

    int cost_of[base::most_vertices]{};
    int eliminations = 0;  ///< multiplications

    constexpr void run() {
        base::linearize();
        if (!Makes && sweeps < worth_counting) return;
        for (bool const holds : {true, false}) {
            pass_linked(r.columns, r.independent, holds);
            pass_linked(r.rows, r.outputs, holds);
            eliminate_all(holds ? 0 : std::numeric_limits<int>::max());
        }
    }
    /// The eliminations must be much fewer, because sweeps share products that are not counted.
    constexpr bool is_cheaper() const { return !full && sweeps >= worth_counting && 3 * eliminations < 2 * sweeps; }
    /// Writes the Jacobian.
    constexpr void write(int* derivatives) const {
        for (int i = 0; i < row_count() * column_count(); ++i) derivatives[i] = no_node;
        for (int row = 0; row < row_count(); ++row)
            for (int e = entering[row].first; e != 0; e = edges[e - 1].next_entering)
                derivatives[row * column_count() + column_of[edges[e - 1].from] - 1] = edges[e - 1].partial;
    }

private:
    /// The product of two edges if the graph has it, -1 if not.
    constexpr int existing(int outer, int inner) const {
        if (kind_of(outer) == sign) return inner;
        if (kind_of(inner) == sign) return outer;
        if (outer < 0 || inner < 0) return -1;
        if (g.operation_of(outer) == opcode::negation) outer = g.first(outer);
        if (g.operation_of(inner) == opcode::negation) inner = g.first(inner);
        return g.existing_product(outer, inner);
    }
    constexpr int cost_at(int v) const {
        int const most = entering[v].factors() * leaving[v].factors();
        int cost = cost_of_two_quotients * entering[v].count[quotient] * leaving[v].count[quotient];
        if (int const growth = (entering[v].all() - 1) * (leaving[v].all() - 1) - 1; growth > 0) cost += growth;
        if (most < 2) return cost + most;
        for (int f = leaving[v].first; f != 0; f = edges[f - 1].next_leaving)
            for (int e = entering[v].first; e != 0; e = edges[e - 1].next_entering)
                cost += existing(edges[f - 1].partial, edges[e - 1].partial) == -1;
        return cost;
    }
    /// Holds, then eliminates the scalars of other coordinates. They come after the vertices without multiplications and before all
    /// others, because many products of their edges are products of the formula itself.
    constexpr void pass_linked(coordinate_links const& to, int const* scalars, bool holds) {
        for (int i = 0; i < to.count && !full; ++i) {
            coordinate_link const& link = to.links[i];
            int const id = scalars[link.scalar], v = space.active[id] ? space.image[id] - 1 : -1;
            if (link.factor == graph::one || v < 0 || column_of[v] != 0 || state[v] == eliminated) continue;
            if (!holds) eliminate(v);
            state[v] = holds ? held : eliminated;
        }
    }
    constexpr void eliminate_all(int most) {
        int const first = row_count(), last = base::vertex_count;
        while (!full && !g.full) {
            int next = -1, least = 0, least_edges = 0;
            for (int v = first; v < last; ++v) {
                if (state[v] >= held || column_of[v] != 0) continue;
                if (state[v] == changed) {
                    cost_of[v] = cost_at(v);
                    state[v] = counted;
                }
                if (next >= 0 && cost_of[v] > least) continue;
                int const all = entering[v].all() * leaving[v].all();
                if (next >= 0 && cost_of[v] == least && all >= least_edges) continue;
                next = v, least = cost_of[v], least_edges = all;
                if (least == 0 && all <= 1) break;
            }
            if (next < 0 || least > most) return;
            eliminate(next);
            state[next] = eliminated;
        }
    }
    constexpr void eliminate(int v) {
        for (int e = entering[v].first; e != 0; e = edges[e - 1].next_entering) remove_leaving(edges[e - 1].from, e);
        for (int f = leaving[v].first; f != 0; f = edges[f - 1].next_leaving) remove_entering(edges[f - 1].to, f);
        for (int f = leaving[v].first; f != 0; f = edges[f - 1].next_leaving)
            for (int e = entering[v].first; e != 0 && !full; e = edges[e - 1].next_entering) {
                int const outer = edges[f - 1].partial, inner = edges[e - 1].partial;
                int product = existing(outer, inner);
                eliminations += product == -1;
                if constexpr (Makes)
                    product = chain(g, outer, inner);
                else if (product == -1)
                    product = kind_of(outer) == quotient || kind_of(inner) == quotient ? unknown_quotient : unknown;
                if (product != no_node) add(edges[e - 1].from, edges[f - 1].to, product);
            }
    }
    constexpr void remove_leaving(int v, int e) {
        if (state[v] == counted) state[v] = changed;
        --leaving[v].count[kind_of(edges[e - 1].partial)];
        int* at = &leaving[v].first;
        while (*at != e) at = &edges[*at - 1].next_leaving;
        *at = edges[e - 1].next_leaving;
    }
    constexpr void remove_entering(int v, int f) {
        if (state[v] == counted) state[v] = changed;
        --entering[v].count[kind_of(edges[f - 1].partial)];
        int* at = &entering[v].first;
        while (*at != f) at = &edges[*at - 1].next_entering;
        *at = edges[f - 1].next_entering;
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
