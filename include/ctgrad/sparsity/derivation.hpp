#pragma once

#include <ctgrad/differentiate/quantity.hpp>
#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/graph/graph.hpp>
#include <ctgrad/support/array_of.hpp>

/// Derivatives of which only the entries that are not zero are made. There is one sweep for each row of a Jacobian or
/// Hessian, or for each column of a Jacobian with fewer columns than rows. A sweep visits only the nodes on which its
/// row or column depends, so the cost of all sweeps together is that of the entries.
namespace ctgrad::detail {

/// Entries of a matrix: entry number k is node `ids[k]` at `rows[k]`, `columns[k]`.
template <int Capacity>
struct sparse_entries_of {
    array_of<int, Capacity> rows{}, columns{}, ids{};
    int count = 0;
};

/// The independent nodes by their ids. Several independent variables can be the same node.
struct independent_lookup {
    int* first;  ///< for each node 1 + the first variable that it is, or 0
    int* next;   ///< for each variable 1 + the next one that is the same node, or 0

    constexpr void fill(int const* independent, int count) {
        for (int j = count; j-- > 0;) {
            next[j] = first[independent[j]];
            first[independent[j]] = j + 1;
        }
    }
    /// Calls `f` with each variable that a node is.
    template <class F>
    constexpr void for_each(int id, F f) const {
        for (int j = first[id]; j > 0; j = next[j - 1]) f(j - 1);
    }
};

struct sparse_progress {
    derivation_progress gradient{};
    bool has_gradient = false;
    int sweep = 0;
    bool started = false;
    int next = 0;    // index in `order` of the node that is visited next
    int length = 0;  // of `order`
};

/// Builds the entries of a Jacobian, or of the lower triangle of a Hessian after its gradient. It can pause, like
/// `derivation`.
template <int Capacity>
struct sparse_derivation {
    graph& g;
    sweep_space space;
    quantity what;
    request const& r;
    int* gradient;
    sparse_entries_of<Capacity>& out;
    independent_lookup variables;
    node_entries<int> order;  ///< the nodes of the current sweep, in the order of their visits
    sparse_progress& progress;
    int budget;

    /// Continues the derivation, and returns whether it is finished.
    constexpr bool run() {
        if (what == quantity::hessian && !progress.has_gradient) {
            derivation first{g, space, quantity::gradient, r, gradient, progress.gradient, budget};
            if (!first.run()) return false;
            budget = first.budget;
            progress.has_gradient = true;
        }
        for (; progress.sweep < sweep_count() && !g.full; next_sweep())
            if (budget <= 0 || !sweep(progress.sweep)) return false;
        return true;
    }

private:
    constexpr bool by_rows() const { return r.output_count <= r.independent_count; }
    constexpr int sweep_count() const {
        return what == quantity::hessian || !by_rows() ? r.independent_count : r.output_count;
    }
    constexpr void next_sweep() {
        ++progress.sweep;
        progress.started = false;
    }
    constexpr bool sweep(int k) {
        if (what == quantity::hessian) return reverse(k, gradient[k], k + 1);
        return by_rows() ? reverse(k, r.outputs[k], r.independent_count) : forward(k);
    }
    constexpr kept_nodes kept() const { return kept_among(g, r.independent, r.independent_count); }

    constexpr void add_entry(int row, int column, int id) {
        if (id == no_node || id == graph::zero) return;
        if (out.count == Capacity) {
            g.full = true;
            return;
        }
        out.rows[out.count] = row;
        out.columns[out.count] = column;
        out.ids[out.count++] = id;
    }

    /// The entries of a row: the derivatives of node `from` with respect to the first `columns` variables.
    constexpr bool reverse(int row, int from, int columns) {
        if (from == no_node || from == graph::zero) return true;
        if (!progress.started) {
            start_reverse(from, columns);
            if (g.full) return true;
        }
        for (; progress.next < progress.length && budget > 0; ++progress.next, --budget) {
            int const id = order[progress.next];
            if (space.adjoint[id] == no_node || !space.active[id] || !g.is_operation(id)) continue;
            budget -= visit_cost;
            pull_back(g, id, space, kept());
            if (g.full) return true;
        }
        if (progress.next < progress.length) return false;
        for (int i = 0; i < progress.length; ++i)
            variables.for_each(order[i], [&](int j) {
                if (j < columns) add_entry(row, j, space.adjoint[order[i]]);
            });
        return true;
    }

    /// Collects the nodes that `from` depends on, the last ones first, and marks those that depend on a variable.
    constexpr void start_reverse(int from, int columns) {
        progress = {progress.gradient, progress.has_gradient, progress.sweep, true, 0, 1};
        order[0] = from;
        space.image[from] = progress.sweep + 1;
        int smallest = from;
        for (int i = 0; i < progress.length; ++i) {
            int const id = order[i];
            space.active[id] = false;
            space.adjoint[id] = no_node;
            smallest = id < smallest ? id : smallest;
            if (!g.has_operands(id)) continue;
            for (int const operand : {g.first(id), g.second(id)})
                if (space.image[operand] != progress.sweep + 1) {
                    space.image[operand] = progress.sweep + 1;
                    order[progress.length++] = operand;
                }
        }
        sort_nodes(smallest, from);
        for (int i = progress.length; i-- > 0;) {
            int const id = order[i], operation = g.operation_of(id);
            variables.for_each(id, [&](int j) { space.active[id] = space.active[id] || j < columns; });
            if (operation == graph::pair_node ||
                (operation < graph::operations_limit && !g.operations[operation]->is_condition))
                space.active[id] = space.active[id] || space.active[g.first(id)] || space.active[g.second(id)];
        }
        space.adjoint[from] = graph::one;
        budget -= 16 * progress.length;
    }
    /// Sorts `order` in descending order: by a scan of all nodes between the smallest and the largest if these are not
    /// many more; otherwise by Shell's method.
    constexpr void sort_nodes(int smallest, int largest) {
        int const length = progress.length;
        if (largest - smallest < 16 * length) {
            int count = 0;
            for (int id = largest; id >= smallest; --id)
                if (space.image[id] == progress.sweep + 1) order[count++] = id;
            return;
        }
        for (int gap : {57, 23, 10, 4, 1})
            for (int i = gap; i < length; ++i) {
                int const id = order[i];
                int k = i;
                for (; k >= gap && order[k - gap] < id; k -= gap) order[k] = order[k - gap];
                order[k] = id;
            }
    }

    /// The entries of a column of a Jacobian.
    constexpr bool forward(int column) {
        if (!progress.started) start_forward(r.independent[column]);
        for (; progress.next < progress.length && budget > 0; ++progress.next, --budget) {
            int const id = order[progress.next];
            if (space.adjoint[id] != no_node || !g.is_operation(id)) continue;
            if (push_forward(g, id, space, kept())) budget -= visit_cost;
            if (g.full) return true;
        }
        if (progress.next < progress.length) return false;
        for (int i = 0; i < r.output_count; ++i) add_entry(i, column, space.adjoint[r.outputs[i]]);
        return true;
    }
    /// Collects the nodes that depend on `variable`, the first ones first.
    constexpr void start_forward(int variable) {
        progress = {progress.gradient, progress.has_gradient, progress.sweep, true, 0, 0};
        int last = 0;
        for (int i = 0; i < r.output_count; ++i) last = r.outputs[i] > last ? r.outputs[i] : last;
        for (int id = 0; id <= last; ++id) space.active[id] = false, space.adjoint[id] = no_node;
        space.active[variable] = true;
        mark_dependents(g, space.active, last);
        for (int id = variable; id <= last; ++id)
            if (space.active[id]) order[progress.length++] = id;
        space.adjoint[variable] = graph::one;
        budget -= 3 * last;
    }
};

}  // namespace ctgrad::detail
