#pragma once

#include <ctgrad/loops/plan/selection.hpp>

/// Orders the nodes of a graph with axes into kernels and loops.
namespace ctgrad::detail {

/// The axis and direction of a loop; no axis for none.
struct loop_choice {
    int axis = -1;
    bool backward = false;
};

/// Assigns each node to a kernel.
template <class Plan, int Capacity>
struct loop_scheduler : loop_selection<Plan, Capacity> {
    using base = loop_selection<Plan, Capacity>;
    using base::base, base::is_computed, base::ready, base::is_pending, base::finish, base::collect, base::is_last;
    using base::p, base::live, base::done, base::pending, base::wanted, base::member, base::needed, base::selected,
        base::reduced_axis, base::region, base::home, base::axes_in_use;

    constexpr void run() {
        mark_live();
        for (int id = 0; id < p.count; ++id) {
            region[id] = outside;
            home[id] = -1;
            pending[id] = live[id] && is_computed(id);
            axes_in_use |= p.axes[id];
            reduced_axis[id] = p.is_reduction(id) ? p.axis_of_reduction(id) : -1;
        }
        for (int i = 0; i < maximum_states; ++i) p.loop_of_scan[i] = outside;
        schedule(outside, 0);
        for (int id = 0; id < p.count; ++id)
            if (pending[id]) p.unordered = true;
        for (int id = 0; id < p.count; ++id) {
            p.live[id] = live[id];
            p.home[id] = home[id];
        }
        p.scheduled = true;
    }

private:
    constexpr void mark_live() {
        for (int i = 0; i < Plan::results_count; ++i)
            if (p.results[i] >= 0) live[p.results[i]] = wanted[p.results[i]] = true;
        for (bool changed = true; changed;) {
            changed = false;
            for (int id = p.count; id-- > 0;)
                if (live[id] && is_computed(id)) live[p.first(id)] = live[p.second(id)] = true;
            for (int i = 0; i < p.state_count; ++i) {
                carried_value const& s = p.states[i];
                if (!live[s.state] && !live[s.last]) continue;
                if (!live[s.state] || !live[s.last] || !live[s.initial] || !live[s.next]) changed = true;
                live[s.state] = live[s.last] = live[s.initial] = live[s.next] = true;
            }
        }
    }
    constexpr void schedule(int loop, int around) {
        while (!p.full) {
            if (straight_line(loop, around)) continue;
            loop_choice const next = next_axis(loop, around);
            if (next.axis < 0) return;
            collect(loop, around, next.axis, next.backward);
            run_loop(loop, around, next);
        }
    }

    /// A kernel of all nodes that need no further loop. Returns whether there are any.
    constexpr bool straight_line(int loop, int around) {
        bool any = false;
        for (int id = 0; id < p.count; ++id) member[id] = false;
        for (int id = 0; id < p.count; ++id)
            if (is_pending(id, loop) && p.axes[id] == around && reduced_axis[id] < 0 && !p.is_state(id) &&
                ready(id, member))
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

    constexpr int depth_of(int axis) const {
        int depth = 0;
        while (p.nesting[depth] != axis) ++depth;
        return depth;
    }
    /// The axis to loop over next: one whose loop completes all of its nodes, else the innermost; -1 for none.
    constexpr loop_choice next_axis(int loop, int around) {
        loop_choice best;
        bool best_completes = false;
        for (int axis = 0; axis < maximum_axes; ++axis)
            for (bool const backward : {false, true}) {
                if ((around >> axis & 1) != 0 || (axes_in_use >> axis & 1) == 0) continue;
                int rest = 0;
                if (backward && !has_backward_scans(axis)) continue;
                if (collect(loop, around, axis, backward, &rest) == 0) continue;
                bool const completes = rest == 0;
                if (best.axis < 0 || (completes && !best_completes) ||
                    (completes == best_completes && depth_of(axis) > depth_of(best.axis))) {
                    best = {axis, backward};
                    best_completes = completes;
                }
            }
        return best;
    }
    constexpr bool has_backward_scans(int axis) const {
        for (int i = 0; i < p.state_count; ++i)
            if (p.states[i].axis == axis && p.states[i].backward && pending[p.states[i].state]) return true;
        return false;
    }

    constexpr void run_loop(int parent, int around, loop_choice choice) {
        if (p.loop_count == Plan::loop_limit || p.statement_count + 2 >= Plan::statement_limit) {
            p.full = true;
            return;
        }
        int const loop = p.loop_count++, axis = choice.axis;
        bool sequential = false;
        for (int first = 0; first < p.state_count; first = p.states[first].end) {
            if (!selected[first]) continue;
            sequential = true;
            p.loop_of_scan[first] = loop;
            for (int i = first; i < p.states[first].end; ++i)
                if (live[p.states[i].state]) finish(p.states[i].state, -1);
        }
        p.loops[loop] = {axis,
                         parent,
                         p.depth_of(parent) + 1,
                         !sequential && p.lanes_loop(parent) == outside,
                         choice.backward,
                         p.statement_count + 1,
                         0};
        for (int id = 0; id < p.count; ++id)
            if (needed[id] && pending[id]) region[id] = loop;
        p.statements[p.statement_count++] = {plan_statement::kind::begin, loop};
        schedule(loop, around | 1 << axis);
        p.loops[loop].end = p.statement_count;
        p.statements[p.statement_count++] = {plan_statement::kind::end, loop};
        for (int id = 0; id < p.count; ++id)
            if (is_pending(id, parent) && reduced_axis[id] == axis && done[p.first(id)] &&
                (!is_last(id) || p.loop_of_scan[p.state_of(id).first] == loop))
                finish(id, loop);
    }
};

}  // namespace ctgrad::detail
