#pragma once

#include <limits>

#include <ctgrad/differentiate/elimination.hpp>
#include <ctgrad/differentiate/request.hpp>
#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/graph/graph.hpp>

namespace ctgrad::detail {

/// The quantities of a graph with outputs f_1 ... f_m and independent nodes x_1 ... x_n. The results are first the
/// values f_i (except for `gradient`), then:
enum class quantity {
    values,    ///< nothing more
    gradient,  ///< df_1/dx_j, without the value
    jacobian,  ///< df_i/dx_j, row by row
    hessian,   ///< of f_1: df/dx_j, then d2f/dx_i dx_j for j <= i, row by row
    jvp,       ///< sum_j df_i/dx_j t_j, for a tangent t
    vjp,       ///< sum_i u_i df_i/dx_j, for cotangents u
    hvp        ///< of f_1: df/dx_j, then sum_j d2f/dx_i dx_j t_j
};

/// The number of results for m outputs and n independent nodes.
constexpr int result_count(quantity what, int m, int n) {
    switch (what) {
        case quantity::values: return m;
        case quantity::gradient: return n;
        case quantity::jacobian: return m + m * n;
        case quantity::hessian: return m + n + n * (n + 1) / 2;
        case quantity::jvp: return 2 * m;
        case quantity::vjp: return m + n;
        default: return m + 2 * n;
    }
}

/// How many results, from the first on, are values.
constexpr int value_count(quantity what, int m) { return what == quantity::gradient ? 0 : m; }

/// The progress of a differentiation, which makes one sweep after another over the nodes of the graph.
struct derivation_progress {
    int sweep = 0;
    bool started = false;
    int next = 0;             // the node that the current sweep visits next
    int last = 0;             // the last node of a forward sweep
    bool eliminated = false;  // the Jacobian is made by elimination
};

/// Builds the nodes of a quantity and writes them to `results` (`no_node` is an exact 0). It can pause after some nodes
/// and continue in another constant evaluation, because compilers limit the length of each.
struct derivation {
    graph& g;
    sweep_space space;
    quantity what;
    request const& r;
    int* results;
    derivation_progress& progress;
    /// The remaining budget of node visits.
    int budget;

    /// Continues the differentiation, and returns whether it is finished.
    constexpr bool run() {
        if (g.shapes != nullptr) g.shapes->derivatives = space.adjoint;
        for (int i = 0; i < values(); ++i) results[i] = r.outputs[i];
        if (eliminates()) return true;
        for (; progress.sweep < sweep_count() && !g.full; progress = {progress.sweep + 1})
            if (budget <= 0 || !sweep(progress.sweep, results + values())) return false;
        return true;
    }

private:
    /// Two rows have little to share; counting would take longer to compile.
    static constexpr int fewest_for_elimination = 3;
    /// Tries to eliminate vertices, at the beginning.
    constexpr bool eliminates() {
        if (what != quantity::jacobian || r.output_count < fewest_for_elimination || r.independent_count < 2)
            return false;
        if (progress.eliminated || progress.sweep > 0 || progress.started) return progress.eliminated;
        return progress.eliminated = eliminate_if_cheaper(g, space, r, kept(), results + values());
    }
    constexpr int values() const { return value_count(what, r.output_count); }
    /// A forward sweep would give only the column of one entry of a matrix.
    constexpr bool by_rows() const { return r.output_count <= r.independent_count || g.shapes != nullptr; }

    constexpr int sweep_count() const {
        switch (what) {
            case quantity::values: return 0;
            case quantity::jacobian: return by_rows() ? r.output_count : r.independent_count;
            case quantity::hessian: return 1 + r.independent_count;
            case quantity::hvp: return 2;
            default: return 1;
        }
    }
    /// Runs sweep k or a part of it, and returns whether it is finished.
    constexpr bool sweep(int k, int* derivatives) {
        int const m = r.output_count, n = r.independent_count;
        int const one = graph::one;
        switch (what) {
            case quantity::jacobian:
                if (by_rows()) return reverse(r.outputs + k, 1, &one, n, derivatives + k * n);
                if (!forward(r.outputs, m, r.independent + k, &one, 1, space.image)) return false;
                for (int i = 0; i < m; ++i) derivatives[i * n + k] = space.image[i];
                return true;
            case quantity::hessian: {
                if (k == 0) return reverse(r.outputs, 1, &one, n, derivatives);
                int* const row = derivatives + n + k * (k - 1) / 2;
                if (derivatives[k - 1] != no_node) return reverse(derivatives + k - 1, 1, &one, k, row);
                for (int j = 0; j < k; ++j) row[j] = no_node;
                return true;
            }
            case quantity::jvp: return forward(r.outputs, m, r.independent, r.seeds, n, derivatives);
            case quantity::vjp: return reverse(r.outputs, m, r.seeds, n, derivatives);
            case quantity::hvp:
                if (k == 0) return reverse(r.outputs, 1, &one, n, derivatives);
                return forward(derivatives, n, r.independent, r.seeds, n, derivatives + n);
            default: return reverse(r.outputs, 1, &one, n, derivatives);
        }
    }

    constexpr kept_nodes kept() const { return kept_among(g, r.independent, r.independent_count); }

    static constexpr int largest(int const* ids, int count) {
        int last = 0;
        for (int i = 0; i < count; ++i) last = ids[i] > last ? ids[i] : last;
        return last;
    }
    constexpr void start() {
        space.start(g);
        progress.started = true;
        progress.next = 0;
        budget -= 3 * g.count;  // for passing over all nodes, here and in the caller
    }

    /// Returns the last node that the sweep visits.
    constexpr int begin(bool reverse_sweep, int const* outputs, int count) {
        if (g.shapes == nullptr || g.shapes->begin_sweep == nullptr) return largest(outputs, count);
        return g.shapes->begin_sweep(g, reverse_sweep, outputs, count, space.active, space.image);
    }
    constexpr void end(bool reverse_sweep) {
        if (g.shapes != nullptr && g.shapes->end_sweep != nullptr) g.shapes->end_sweep(g, reverse_sweep);
    }

    /// Writes the adjoints of the first independent nodes to `out`, for seeds at some nodes.
    constexpr bool reverse(int const* from, int count, int const* seeds, int independent_count, int* out) {
        if (!progress.started) {
            start();
            for (int j = 0; j < independent_count; ++j) space.active[r.independent[j]] = true;
            int const last = progress.next = begin(true, from, count);
            mark_dependents(g, space.active, last);
            for (int i = 0; i < count; ++i) accumulate(g, space.adjoint[from[i]], seeds[i]);
        }
        progress.next = reverse_sweep(g, progress.next, space, kept(), budget);
        if (progress.next >= 0 && !g.full) return false;
        end(true);
        for (int j = 0; j < independent_count; ++j)
            out[j] = space.active[r.independent[j]] ? space.adjoint[r.independent[j]] : no_node;
        return true;
    }

    /// Writes the tangents of some nodes to `out`, for the tangents `seeds` of the independent nodes.
    constexpr bool forward(int const* to, int count, int const* independent, int const* seeds, int independent_count,
                           int* out) {
        if (!progress.started) {
            start();
            for (int j = 0; j < independent_count; ++j) {
                space.active[independent[j]] = true;
                space.adjoint[independent[j]] = seeds[j];
            }
            progress.last = begin(false, to, count);
            mark_dependents(g, space.active, progress.last);
        }
        progress.next = forward_sweep(g, progress.next, progress.last, space, kept(), budget);
        if (progress.next <= progress.last && !g.full) return false;
        end(false);
        for (int i = 0; i < count; ++i) out[i] = to[i] == no_node ? no_node : space.adjoint[to[i]];
        return true;
    }
};

/// Without pauses. (Other sweeps over the graph may have been made before.)
constexpr void derive(graph& g, sweep_space const& space, quantity what, request const& r, int* results) {
    space.forget_partials(g);
    derivation_progress progress;
    derivation{g, space, what, r, results, progress, std::numeric_limits<int>::max()}.run();
}

}  // namespace ctgrad::detail
