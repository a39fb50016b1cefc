#pragma once

#include <ctgrad/graph/graph.hpp>
#include <ctgrad/transform/differentiate.hpp>

namespace ctgrad::detail {

/// What is asked of a graph's outputs f_1 ... f_m and its independent nodes x_1 ... x_n. In each but `gradient`, the
/// results are the values f_i first, then:
enum class quantity {
    values,              ///< nothing more
    gradient,            ///< df_1/dx_j, without the value
    jacobian,            ///< df_i/dx_j, row after row; a gradient is a jacobian of one row
    hessian,             ///< of f_1: df/dx_j, then d2f/dx_i dx_j for j <= i, row after row
    tangent,             ///< sum_j df_i/dx_j t_j, for a tangent t
    upstream,            ///< sum_i u_i df_i/dx_j, for upstream gradients u
    hessian_times_tangent  ///< of f_1: df/dx_j, then sum_j d2f/dx_i dx_j t_j
};

/// How many results there are for m outputs and n independent nodes.
constexpr int result_count(quantity what, int m, int n) {
    switch (what) {
        case quantity::values: return m;
        case quantity::gradient: return n;
        case quantity::jacobian: return m + m * n;
        case quantity::hessian: return m + n + n * (n + 1) / 2;
        case quantity::tangent: return 2 * m;
        case quantity::upstream: return m + n;
        default: return m + 2 * n;
    }
}

/// How many of the results, the first ones, are values.
constexpr int value_count(quantity what, int m) { return what == quantity::gradient ? 0 : m; }

/// The outputs, independent nodes and seeds (tangent or upstream) of a request, as nodes.
struct request {
    int const* outputs;
    int output_count;
    int const* independent;
    int independent_count;
    int const* seeds;
};

/// Adjoints of all independent nodes for seeds at some nodes, written to `results`.
constexpr void reverse(graph& g, sweep_space& space, int const* from, int count, int const* seeds, request const& r,
                       int* results) {
    space.start(g);
    int last = 0;
    for (int i = 0; i < count; ++i) last = from[i] > last ? from[i] : last;
    for (int j = 0; j < r.independent_count; ++j) space.active[r.independent[j]] = true;
    mark_dependents(g, space.active, last);
    for (int i = 0; i < count; ++i) accumulate(g, space.adjoint[from[i]], seeds[i]);
    reverse_sweep(g, last, space.active, space.adjoint);
    for (int j = 0; j < r.independent_count; ++j)
        results[j] = space.active[r.independent[j]] ? space.adjoint[r.independent[j]] : no_node;
}

/// Tangents of some nodes for the tangents `seeds` of independent nodes, written to `results`.
constexpr void forward(graph& g, sweep_space& space, int const* to, int count, int const* independent,
                       int const* seeds, int independent_count, int* results) {
    space.start(g);
    int last = 0;
    for (int i = 0; i < count; ++i) last = to[i] > last ? to[i] : last;
    for (int j = 0; j < independent_count; ++j) {
        space.active[independent[j]] = true;
        space.adjoint[independent[j]] = seeds[j];
    }
    mark_dependents(g, space.active, last);
    forward_sweep(g, last, space.active, space.adjoint);
    for (int i = 0; i < count; ++i) results[i] = to[i] == no_node ? no_node : space.adjoint[to[i]];
}

/// Builds the nodes of what is asked and writes them to `results` (`no_node` is an exact 0).
constexpr void derive(graph& g, sweep_space& space, quantity what, request const& r, int* results) {
    int const m = r.output_count, n = r.independent_count;
    int const one = graph::one;
    int const value_count = what == quantity::gradient ? 0 : m;
    for (int i = 0; i < value_count; ++i) results[i] = r.outputs[i];
    int* const derivatives = results + value_count;
    switch (what) {
        case quantity::values: break;
        case quantity::gradient: reverse(g, space, r.outputs, 1, &one, r, derivatives); break;
        case quantity::jacobian:
            if (m <= n || g.shapes != nullptr) {  // forward, a column would be that of one entry of a matrix
                for (int i = 0; i < m && !g.full; ++i)
                    reverse(g, space, r.outputs + i, 1, &one, r, derivatives + i * n);
            } else {
                for (int j = 0; j < n && !g.full; ++j) {
                    forward(g, space, r.outputs, m, r.independent + j, &one, 1, space.image);
                    for (int i = 0; i < m; ++i) derivatives[i * n + j] = space.image[i];
                }
            }
            break;
        case quantity::hessian: {
            reverse(g, space, r.outputs, 1, &one, r, derivatives);
            int* entry = derivatives + n;
            for (int i = 0; i < n && !g.full; ++i) {
                if (derivatives[i] == no_node) {
                    for (int j = 0; j <= i; ++j) *entry++ = no_node;
                    continue;
                }
                request row = r;
                row.independent_count = i + 1;
                reverse(g, space, derivatives + i, 1, &one, row, entry);
                entry += i + 1;
            }
            break;
        }
        case quantity::tangent:
            forward(g, space, r.outputs, m, r.independent, r.seeds, n, derivatives);
            break;
        case quantity::upstream: reverse(g, space, r.outputs, m, r.seeds, r, derivatives); break;
        case quantity::hessian_times_tangent: {
            reverse(g, space, r.outputs, 1, &one, r, derivatives);
            forward(g, space, derivatives, n, r.independent, r.seeds, n, derivatives + n);
            break;
        }
    }
}

}  // namespace ctgrad::detail
