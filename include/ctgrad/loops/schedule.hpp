#pragma once

#include <ctgrad/loops/plan.hpp>

/// Orders the nodes of a graph with axes into kernels and loops.
namespace ctgrad::detail {

/// Assigns each node to a kernel. Nodes are computed as late as possible in the sense that a loop computes only what its
/// own reductions need; what depends on a reduction comes in a later loop over the same axis.
template <class Plan, int Capacity>
struct loop_scheduler {
    Plan& p;
    int const* rank;  ///< of each axis: a loop is inside those of lower rank
    bool live[Capacity]{}, done[Capacity]{}, member[Capacity]{}, needed[Capacity]{}, wanted[Capacity]{};
    int region[Capacity]{};  ///< the loop whose body computes the node
    int home[Capacity]{};    ///< the kernel that computes it; for a reduction the loop

    constexpr loop_scheduler(Plan& target, int const* ranks) : p(target), rank(ranks) {}

    constexpr void run() {
        mark_live();
        for (int id = 0; id < p.count; ++id) region[id] = outside, home[id] = -1;
        schedule(outside, 0);
        for (int id = 0; id < p.count; ++id)
            if (live[id] && is_computed(id) && !done[id]) p.full = true;
    }

    /// Inputs, constants and lengths are available everywhere.
    constexpr bool is_computed(int id) const {
        return p.operation_of(id) <= graph::pair_node && !p.is_length(id);
    }

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
    /// The outermost axis of a set, -1 for none.
    constexpr int outermost(int axes) const {
        int best = -1;
        for (int axis = 0; axis < maximum_axes; ++axis)
            if ((axes >> axis & 1) != 0 && (best < 0 || rank[axis] < rank[best])) best = axis;
        return best;
    }
    constexpr bool is_pending(int id, int loop) const {
        return live[id] && !done[id] && region[id] == loop && is_computed(id);
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
            if (is_pending(id, loop) && p.axes[id] == around && !p.is_reduction(id) && ready(id, member))
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
            if (member[id]) done[id] = true, home[id] = kernel;
        return true;
    }

    /// Marks the nodes that a loop over `axis` computes now in `needed`, and returns their number. `rest` is the number of
    /// those that it does not compute yet.
    constexpr int collect(int loop, int around, int axis, int* rest = nullptr) {
        auto const belongs = [&](int id) {
            int const axes = p.axes[p.is_reduction(id) ? p.first(id) : id];
            return (axes & around) == around && outermost(axes & ~around) == axis &&
                   !(p.is_reduction(id) && ((around | 1 << axis) >> p.axis_of_reduction(id) & 1) != 0);
        };
        for (int id = 0; id < p.count; ++id) {
            needed[id] = false;
            member[id] = is_pending(id, loop) && belongs(id) && ready(id, member);
            if (rest != nullptr && !member[id] && is_pending(id, loop) && belongs(id)) ++*rest;
        }
        int count = 0;
        for (int id = p.count; id-- > 0;) {
            // A reduction over this axis or an outer one, or a node in other loops, needs its operands now.
            if (live[id] && !done[id] && is_computed(id) && !belongs(id))
                for (int operand : {p.first(id), p.second(id)}) needed[operand] = needed[operand] || member[operand];
            if (!member[id]) continue;
            if (wanted[id]) needed[id] = true;
            if (!needed[id]) continue;
            ++count;
            needed[p.first(id)] = needed[p.second(id)] = true;
        }
        for (int id = 0; id < p.count; ++id) needed[id] = needed[id] && member[id];
        return count;
    }

    /// The axis to loop over next: one whose loop completes all of its nodes, else the innermost; -1 for none.
    constexpr int next_axis(int loop, int around) {
        int best = -1;
        bool best_completes = false;
        for (int axis = 0; axis < maximum_axes; ++axis) {
            int rest = 0;
            if ((around >> axis & 1) != 0 || collect(loop, around, axis, &rest) == 0) continue;
            bool const completes = rest == 0;
            if (best < 0 || (completes && !best_completes) || (completes == best_completes && rank[axis] > rank[best])) {
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
            if (is_pending(id, parent) && p.is_reduction(id) && p.axis_of_reduction(id) == axis && done[p.first(id)])
                done[id] = true, home[id] = loop;
    }
};

}  // namespace ctgrad::detail
