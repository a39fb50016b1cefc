#pragma once

#include <ctgrad/loops/plan/plan.hpp>

/// Orders the nodes of a graph with axes into kernels and loops.
namespace ctgrad::detail {

/// Assigns each node to a kernel. Nodes are computed as late as possible in the sense that a loop computes only what its
/// own reductions need; what depends on a reduction comes in a later loop over the same axis.
template <class Plan, int Capacity>
struct loop_scheduler {
    Plan& p;
    int axes_in_use = 0;
    int outermost[1 << maximum_axes]{};  ///< axis of each set of axes
    bool live[Capacity]{}, done[Capacity]{}, pending[Capacity]{}, wanted[Capacity]{};
    bool member[Capacity]{}, needed[Capacity]{}, belonging[Capacity]{};
    int reduced_axis[Capacity]{};  ///< -1 for other nodes
    int region[Capacity]{};        ///< the loop whose body computes the node
    int home[Capacity]{};          ///< the kernel that computes it; for a reduction the loop

    constexpr explicit loop_scheduler(Plan& target) : p(target) {
        for (int axes = 1; axes < 1 << maximum_axes; ++axes) {
            int depth = 0;
            while ((axes >> p.nesting[depth] & 1) == 0) ++depth;
            outermost[axes] = p.nesting[depth];
        }
    }

    constexpr void run() {
        mark_live();
        for (int id = 0; id < p.count; ++id) {
            region[id] = outside;
            home[id] = -1;
            pending[id] = live[id] && is_computed(id);
            axes_in_use |= p.axes[id];
            reduced_axis[id] = p.is_reduction(id) ? p.axis_of_reduction(id) : -1;
        }
        schedule(outside, 0);
        for (int id = 0; id < p.count; ++id)
            if (pending[id]) p.full = true;
    }

    /// Inputs, constants and lengths are available everywhere.
    constexpr bool is_computed(int id) const { return p.operation_of(id) <= graph::pair_node && !p.is_length(id); }

private:
    constexpr void mark_live() {
        for (int i = 0; i < Plan::results_count; ++i)
            if (p.results[i] >= 0) live[p.results[i]] = wanted[p.results[i]] = true;
        for (int id = p.count; id-- > 0;)
            if (live[id] && is_computed(id)) live[p.first(id)] = live[p.second(id)] = true;
    }
    constexpr bool available(int id) const { return done[id] || !is_computed(id); }
    constexpr bool ready(int id, bool const* also) const {
        int const a = p.first(id), b = p.second(id);
        return (available(a) || also[a]) && (available(b) || also[b]);
    }
    constexpr bool is_pending(int id, int loop) const { return pending[id] && region[id] == loop; }
    constexpr void finish(int id, int where) {
        done[id] = true;
        pending[id] = false;
        home[id] = where;
    }

    constexpr void schedule(int loop, int around) {
        while (!p.full) {
            if (straight_line(loop, around)) continue;
            int const axis = next_axis(loop, around);
            if (axis < 0) return;
            collect(loop, around, axis);
            run_loop(loop, around, axis);
        }
    }

    /// A kernel of all nodes that need no further loop. Returns whether there are any.
    constexpr bool straight_line(int loop, int around) {
        bool any = false;
        for (int id = 0; id < p.count; ++id) member[id] = false;
        for (int id = 0; id < p.count; ++id)
            if (is_pending(id, loop) && p.axes[id] == around && reduced_axis[id] < 0 && ready(id, member))
                member[id] = any = true;
        if (!any) return false;
        if (p.kernel_count == Plan::kernel_limit || p.statement_count + 2 >= Plan::statement_limit) {
            p.full = true;
            return false;
        }
        int const kernel = p.kernel_count++;
        p.kernels[kernel].loop = loop;
        p.statements[p.statement_count++] = {plan_statement::kind::kernel, kernel};
        for (int id = 0; id < p.count; ++id)
            if (member[id]) finish(id, kernel);
        return true;
    }

    /// Marks the nodes that a loop over `axis` computes now in `needed`, and returns their number. `rest` is the number of
    /// those that it does not compute yet.
    constexpr int collect(int loop, int around, int axis, int* rest = nullptr) {
        int const inside = around | 1 << axis;
        int left = 0, count = 0;
        for (int id = 0; id < p.count; ++id) {
            needed[id] = member[id] = belonging[id] = false;
            if (!pending[id]) continue;
            bool const reduces = reduced_axis[id] >= 0;
            int const axes = p.axes[reduces ? p.first(id) : id];
            belonging[id] = (axes & around) == around && (axes & ~around) != 0 && outermost[axes & ~around] == axis &&
                            !(reduces && (inside >> reduced_axis[id] & 1) != 0);
            if (!belonging[id] || region[id] != loop) continue;
            if (ready(id, member))
                member[id] = true;
            else
                ++left;
        }
        for (int id = p.count; id-- > 0;) {
            if (!pending[id]) continue;
            int const a = p.first(id), b = p.second(id);
            // A reduction over this axis or an outer one, or a node in other loops, needs its operands now.
            if (!belonging[id]) {
                needed[a] = needed[a] || member[a];
                needed[b] = needed[b] || member[b];
            }
            if (!member[id]) continue;
            needed[id] = needed[id] || wanted[id];
            if (!needed[id]) continue;
            ++count;
            needed[a] = needed[b] = true;
        }
        for (int id = 0; id < p.count; ++id) needed[id] = needed[id] && member[id];
        if (rest != nullptr) *rest = left;
        return count;
    }

    constexpr int depth_of(int axis) const {
        int depth = 0;
        while (p.nesting[depth] != axis) ++depth;
        return depth;
    }
    /// The axis to loop over next: one whose loop completes all of its nodes, else the innermost; -1 for none.
    constexpr int next_axis(int loop, int around) {
        int best = -1;
        bool best_completes = false;
        for (int axis = 0; axis < maximum_axes; ++axis) {
            int rest = 0;
            if ((around >> axis & 1) != 0 || (axes_in_use >> axis & 1) == 0 || collect(loop, around, axis, &rest) == 0)
                continue;
            bool const completes = rest == 0;
            if (best < 0 || (completes && !best_completes) ||
                (completes == best_completes && depth_of(axis) > depth_of(best))) {
                best = axis;
                best_completes = completes;
            }
        }
        return best;
    }

    constexpr void run_loop(int parent, int around, int axis) {
        if (p.loop_count == Plan::loop_limit || p.statement_count + 2 >= Plan::statement_limit) {
            p.full = true;
            return;
        }
        int const loop = p.loop_count++;
        p.loops[loop] = {axis, parent, p.depth_of(parent) + 1, parent == outside, p.statement_count + 1, 0};
        for (int id = 0; id < p.count; ++id)
            if (needed[id]) region[id] = loop;
        p.statements[p.statement_count++] = {plan_statement::kind::begin, loop};
        schedule(loop, around | 1 << axis);
        p.loops[loop].end = p.statement_count;
        p.statements[p.statement_count++] = {plan_statement::kind::end, loop};
        for (int id = 0; id < p.count; ++id)
            if (is_pending(id, parent) && reduced_axis[id] == axis && done[p.first(id)]) finish(id, loop);
    }
};

}  // namespace ctgrad::detail
