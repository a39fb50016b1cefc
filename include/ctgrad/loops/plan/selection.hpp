#pragma once

#include <ctgrad/loops/plan/plan.hpp>
#include <ctgrad/support/array_of.hpp>

namespace ctgrad::detail {

/// Finds the nodes that a loop over an axis computes. Nodes are computed as late as possible: a loop computes only the
/// nodes that its own reductions need. Nodes that depend on a reduction are computed in a later loop over the same
/// axis. So the variance, the sum of (x_i - m)^2 where m is the mean of x_i, has two loops over the rows: one adds up
/// x_i, and after it the other adds up the squares.
template <class Plan, int Capacity>
struct loop_selection {
    Plan& p;
    int axes_in_use = 0;
    int outermost[1 << maximum_axes]{};                  ///< axis of each set of axes
    array_of<bool, Capacity> live{}, done{}, pending{};  ///< pending: live and not done
    array_of<bool, Capacity> wanted{};                   ///< results
    array_of<bool, Capacity> belonging{};    ///< to a loop over the axis in question, this one or a later one
    array_of<bool, Capacity> member{};       ///< of those, what this loop can compute
    array_of<bool, Capacity> needed{};       ///< of those, what it does compute
    bool selected[maximum_states]{};         ///< recurrences, by their first state
    array_of<int, Capacity> reduced_axis{};  ///< -1 for other nodes
    array_of<int, Capacity> region{};        ///< the loop whose body computes the node
    array_of<int, Capacity> home{};          ///< the kernel that computes it; for a reduction the loop

    constexpr explicit loop_selection(Plan& target) : p(target) {
        for (int axes = 1; axes < 1 << maximum_axes; ++axes) {
            int depth = 0;
            while ((axes >> p.nesting[depth] & 1) == 0) ++depth;
            outermost[axes] = p.nesting[depth];
        }
    }

    constexpr bool is_computed(int id) const { return p.is_computed(id); }

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

    /// Rejects the selected recurrences that the loop cannot run, because it does not compute a state after the step:
    /// not all operands are available. Returns whether the selection stands.
    constexpr bool reject_scans(int axis) {
        bool stands = true;
        for (int first = 0; first < p.state_count; first = p.states[first].end) {
            if (!selected[first] || p.states[first].axis != axis) continue;
            for (int i = first; i < p.states[first].end; ++i)
                if (live[p.states[i].next] && live[p.states[i].state] && !member[p.states[i].next])
                    stands = selected[first] = false;
        }
        return stands;
    }
    /// Selects the recurrences along an axis whose first values are known.
    constexpr void select_scans(int loop, int axis, bool backward) {
        for (int first = 0; first < p.state_count; first = p.states[first].end) {
            selected[first] = p.states[first].axis == axis && p.states[first].backward == backward;
            bool any = false;
            for (int i = first; i < p.states[first].end && selected[first]; ++i) {
                carried_value const& s = p.states[i];
                if (!live[s.state]) continue;
                any = true;
                selected[first] = is_pending(s.state, loop) && available(s.initial);
            }
            selected[first] = selected[first] && any;
        }
    }
    constexpr bool is_selected(int id) const { return selected[p.state_of(id).first]; }

    /// Marks the nodes that a loop over `axis` computes now in `needed`, and returns their number. `rest` is the number of
    /// those that it does not compute yet.
    constexpr int collect(int loop, int around, int axis, bool backward, int* rest = nullptr) {
        select_scans(loop, axis, backward);
        int left = find_members(loop, around, axis);
        while (!reject_scans(axis)) left = find_members(loop, around, axis);
        bool has_inner_recurrence = false;
        for (int i = 0; i < p.state_count; ++i) {
            carried_value const& s = p.states[i];
            has_inner_recurrence = has_inner_recurrence || (s.axis != axis && member[s.state]);
            // The first values of a recurrence outside of this loop.
            if (pending[s.state] && !belonging[s.state] && member[s.initial]) needed[s.initial] = true;
            if (!selected[s.first] || !member[s.state]) continue;
            needed[s.state] = true;
            needed[s.next] = needed[s.next] || member[s.next];
        }
        int count = mark_needed(axis);
        while (has_inner_recurrence && complete_scans()) count = mark_needed(axis);
        for (int id = 0; id < p.count; ++id) needed[id] = needed[id] && member[id];
        if (rest != nullptr) *rest = left;
        return count;
    }
    constexpr int mark_needed(int axis) {
        int count = 0;
        for (int id = p.count; id-- > 0;) {
            if (!pending[id]) continue;
            int const a = p.first(id), b = p.second(id);
            // A reduction over this axis or an outer one, or a node in other loops, needs its operands now.
            if (!belonging[id] && !(is_last(id) && p.axis_of_reduction(id) == axis && !is_selected(id))) {
                needed[a] = needed[a] || member[a];
                needed[b] = needed[b] || member[b];
            }
            if (!member[id]) continue;
            needed[id] = needed[id] || wanted[id];
            if (!needed[id]) continue;
            ++count;
            needed[a] = needed[b] = true;
        }
        return count;
    }
    /// A recurrence inside the loop is needed as a whole. Returns whether more nodes are needed now.
    constexpr bool complete_scans() {
        bool more = false;
        for (int i = 0; i < p.state_count; ++i) {
            carried_value const& s = p.states[i];
            if (!needed[s.state] && !needed[s.last]) continue;
            for (int id : {s.state, s.last, s.initial, s.next}) {
                if (!member[id] || needed[id]) continue;
                needed[id] = more = true;
            }
        }
        return more;
    }
    constexpr bool is_last(int id) const { return p.is_reduction(id) && p.kind_of(id) == reduction_kind::last; }

    /// Sets `belonging`, the nodes inside a loop over `axis`, and `member`, those that the next such loop can compute.
    /// Returns the number of nodes that it cannot compute.
    constexpr int find_members(int loop, int around, int axis) {
        int const inside = around | 1 << axis;
        int left = 0;
        for (int id = 0; id < p.count; ++id) {
            needed[id] = member[id] = belonging[id] = false;
            if (!pending[id]) continue;
            bool const reduces = reduced_axis[id] >= 0;
            int const axes = p.axes[reduces ? p.first(id) : id];
            belonging[id] = (axes & around) == around && (axes & ~around) != 0 && outermost[axes & ~around] == axis &&
                            !(reduces && (inside >> reduced_axis[id] & 1) != 0);
            if (!belonging[id] || region[id] != loop) continue;
            if (p.is_state(id) && p.state_of(id).axis == axis ? is_selected(id) : ready(id, member))
                member[id] = true;
            else
                ++left;
        }
        return left;
    }
};

}  // namespace ctgrad::detail
