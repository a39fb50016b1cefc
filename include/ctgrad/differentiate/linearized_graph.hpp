#pragma once

#include <bit>
#include <cstdint>

#include <ctgrad/differentiate/request.hpp>
#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/graph/graph.hpp>

/// The linearized graph of a Jacobian. The vertices are the nodes that depend on columns and lead to rows, and their edges are local
/// partial derivatives: the derivative of a row with respect to a column is the sum, over all paths from the column to the
/// row, of the products of their edges.
namespace ctgrad::detail {

/// If `Makes`, the nodes of the partial derivatives are made; otherwise they are only counted.
template <bool Makes>
struct linearized_graph {
    static constexpr int most_vertices = 256, most_edges = 2048;
    /// The partial derivatives of edges that have no node yet.
    static constexpr int unknown = -2, unknown_quotient = -3;
    /// (Zero, because g++ 12 at -O2 loses other initial values of structs in these arrays. Edges and columns have numbers
    /// from 1.)
    static constexpr int no_edge = 0, no_column = 0;
    /// The kind of an edge as a factor; a sign is 1 or -1.
    enum kind : int { sign, plain, quotient };
    /// Whether the Markowitz count of a vertex is to be taken again.
    enum vertex_state : int { changed, counted, eliminated };

    struct edge {
        int from, to, partial, next_entering, next_leaving;
    };
    /// The edges that enter a vertex, or those that leave it, as a linked list.
    struct edge_list {
        int first = no_edge;
        int count[3] = {};  ///< by kind
        constexpr int all() const { return count[sign] + count[plain] + count[quotient]; }
        constexpr int factors() const { return count[plain] + count[quotient]; }
    };
    struct vertex {
        std::uint64_t rows = 0;  ///< that it leads to
        int column = no_column;  ///< that it is
        vertex_state state = changed;
        int markowitz_count = 0;
    };

    graph& g;
    request const& r;
    sweep_space const& space;
    kept_nodes kept;
    /// The first vertices are the rows.
    vertex vertices[most_vertices]{};
    edge_list entering[most_vertices]{}, leaving[most_vertices]{};
    edge edges[most_edges]{};
    int vertex_count = 0, edge_count = 1;
    int sweeps = 0;  ///< multiplications of sweeps, one for each row
    bool full = false;

    constexpr int largest_output() const {
        int last = 0;
        for (int i = 0; i < r.output_count; ++i) last = r.outputs[i] > last ? r.outputs[i] : last;
        return last;
    }

    /// Makes the vertices of the active nodes.
    constexpr void linearize() {
        add_rows();
        for (int id = largest_output(); id >= 0 && !full && !g.full; --id)
            if (space.image[id] != 0 && g.is_operation(id)) add_operation(id);
        add_columns();
        if (!Makes && r.independent_count < r.output_count) count_columns();
    }

    constexpr int new_vertex() {
        if (vertex_count == most_vertices) full = true;
        return full ? 0 : vertex_count++;
    }
    /// The vertex of an active node.
    constexpr int vertex_of(int id) {
        int& known = space.image[id];
        if (known == 0) known = 1 + new_vertex();
        return known - 1;
    }
    constexpr kind kind_of(int partial) const {
        if (partial < 0) return partial == unknown ? plain : quotient;
        return partial == graph::one || partial == graph::minus_one ? sign
               : has_quotient(partial, 2)                           ? quotient
                                                                    : plain;
    }
    constexpr bool has_quotient(int id, int levels) const {
        int const operation = g.operation_of(id);
        if (operation == opcode::quotient) return true;
        if (levels == 0 || (operation != opcode::product && operation != opcode::negation)) return false;
        return has_quotient(g.first(id), levels - 1) ||
               (operation == opcode::product && has_quotient(g.second(id), levels - 1));
    }

    /// Adds an edge, or adds to the one that is there (absorption).
    constexpr void add(int from, int to, int partial) {
        for (int e = entering[to].first; e != no_edge; e = edges[e].next_entering) {
            edge& known = edges[e];
            if (known.from != from) continue;
            int const before = kind_of(known.partial);
            if constexpr (Makes)
                accumulate(g, known.partial, partial, kept);
            else
                known.partial = before == quotient ? unknown_quotient : unknown;
            int const after = kind_of(known.partial);
            --entering[to].count[before], --leaving[from].count[before];
            ++entering[to].count[after], ++leaving[from].count[after];
            return;
        }
        if (edge_count == most_edges) full = true;
        if (full) return;
        edges[edge_count] = {from, to, partial, entering[to].first, leaving[from].first};
        entering[to].first = leaving[from].first = edge_count++;
        ++entering[to].count[kind_of(partial)], ++leaving[from].count[kind_of(partial)];
    }

private:
    constexpr void add_rows() {
        vertex_count = r.output_count;
        if (vertex_count > most_vertices || r.output_count > 64) full = true;
        if (full) return;
        for (int row = 0; row < r.output_count; ++row) add_row(row);
    }
    constexpr void add_row(int row) {
        int const id = r.outputs[row];
        if (!space.active[id]) return;
        int const from = vertex_of(id);
        vertices[from].rows |= std::uint64_t{1} << row;
        add(from, row, graph::one);
    }
    constexpr void add_operation(int id) {
        int const to = space.image[id] - 1;
        local_derivatives local;
        if constexpr (Makes) {
            local.find(g, id, kept);
        } else {
            local.take_operands(g, id);
            int const operation = g.operation_of(id);
            for (int i = local.first; i < local.end; ++i)
                local.partials[i] =
                    operation == opcode::product    ? local.operands[local.end - 1 - i]
                    : operation == opcode::quotient ? unknown_quotient
                    : operation == opcode::sum || operation == opcode::difference || operation == opcode::negation
                        ? graph::one
                        : unknown;
        }
        for (int i = local.first; i < local.end && !full; ++i) {
            if (!space.active[local.operands[i]] || (Makes && local.partials[i] == graph::zero)) continue;
            int const from = vertex_of(local.operands[i]);
            vertices[from].rows |= vertices[to].rows;
            add(from, to, local.partials[i]);
        }
        sweeps += entering[to].factors() * std::popcount(vertices[to].rows);
    }
    constexpr void add_columns() {
        for (int i = 0; i < r.independent_count; ++i)
            if (int const id = r.independent[i]; space.image[id] != 0) vertices[space.image[id] - 1].column = 1 + i;
    }

    /// One sweep for each column, if there are fewer.
    constexpr void count_columns() {
        std::uint64_t columns_of[most_vertices]{};
        int total = 0;
        for (int v = vertex_count; v-- > 0;) {
            vertex const& at = vertices[v];
            if (at.column != no_column) columns_of[v] = std::uint64_t{1} << (at.column - 1) % 64;
            for (int e = entering[v].first; e != no_edge; e = edges[e].next_entering) {
                columns_of[v] |= columns_of[edges[e].from];
                if (kind_of(edges[e].partial) != sign) total += std::popcount(columns_of[edges[e].from]);
            }
        }
        if (total < sweeps) sweeps = total;
    }
};

}  // namespace ctgrad::detail
