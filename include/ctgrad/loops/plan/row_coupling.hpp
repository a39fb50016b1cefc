#pragma once

#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/loops/rules/scan_table.hpp>
#include <ctgrad/support/array_of.hpp>

/// Whether derivatives with respect to one row depend on other rows.
namespace ctgrad::detail {

/// The nodes that depend on independent ones, and those that derivatives depend on.
template <int Capacity>
struct path_marks {
    graph const& g;
    int const* axes;
    scan_table const& scans;
    node_array<bool, Capacity> active{}, reached{};

    constexpr path_marks(graph const& nodes, int const* axes_of, scan_table const& table)
        : g(nodes), axes(axes_of), scans(table) {}

    constexpr void mark_operands() {
        for (int id = g.count; id-- > 0;)
            if (reached[id] && g.has_operands(id)) reached[g.first(id)] = reached[g.second(id)] = true;
    }
};

/// A path from a row to a derivative stays in that row if all of its nodes have the axis of the rows, and none is the
/// state of a recurrence along it.
template <int Capacity>
struct row_coupling : path_marks<Capacity> {
    using marks = path_marks<Capacity>;
    using marks::g, marks::axes, marks::scans, marks::active, marks::reached, marks::mark_operands;
    using marks::path_marks;

    constexpr bool found(int const* derivatives, int const* independent, int count, int axis) {
        for (int i = 0; i < count; ++i) {
            active[independent[i]] = true;
            if (derivatives[i] != no_node) reached[derivatives[i]] = true;
        }
        do mark_dependents(g, active, g.count - 1);
        while (follow_recurrences());
        do mark_operands();
        while (follow_recurrences_back());
        for (int id = 0; id < g.count; ++id) {
            if (!active[id] || !reached[id]) continue;
            if ((axes[id] >> axis & 1) == 0) return true;
            for (int i = 0; i < scans.count; ++i)
                if (scans.states[i].state == id && scans.states[i].axis == axis) return true;
        }
        return false;
    }

private:
    constexpr bool follow_recurrences() {
        bool more = false;
        for (int i = 0; i < scans.count; ++i) {
            carried_value const& s = scans.states[i];
            if (active[s.state] || !((s.next >= 0 && active[s.next]) || (s.initial >= 0 && active[s.initial])))
                continue;
            active[s.state] = more = true;
            if (s.last >= 0) active[s.last] = true;
        }
        return more;
    }
    constexpr bool follow_recurrences_back() {
        bool more = false;
        for (int i = 0; i < scans.count; ++i) {
            carried_value const& s = scans.states[i];
            if (!reached[s.state] && (s.last < 0 || !reached[s.last])) continue;
            for (int id : {s.state, s.next, s.initial})
                if (id >= 0 && !reached[id]) reached[id] = more = true;
        }
        return more;
    }
};

/// Whether derivatives mix rows: then a matrix of second derivatives, or a Jacobian, has more entries than those of one row
/// of a loop. On a path from an argument to a derivative all nodes have the one axis of the same loop, or none.
template <int Capacity>
struct axis_mixing : path_marks<Capacity> {
    using marks = path_marks<Capacity>;
    using marks::g, marks::axes, marks::scans, marks::active, marks::reached, marks::mark_operands;
    using marks::path_marks;

    constexpr bool found(int const* derivatives, int count, int const* independent, int variables) {
        for (int i = 0; i < variables; ++i) active[independent[i]] = true;
        mark_dependents(g, active, g.count - 1);
        for (int i = 0; i < count; ++i)
            if (derivatives[i] != no_node) reached[derivatives[i]] = true;
        mark_operands();
        for (int i = 0; i < scans.count; ++i)
            if (reached[scans.states[i].state]) return true;
        for (int id = 0; id < g.count; ++id) {
            if (!active[id] || !reached[id]) continue;
            if ((axes[id] & (axes[id] - 1)) != 0) return true;
            if (!g.has_operands(id)) continue;
            for (int operand : {g.first(id), g.second(id)})
                if (active[operand] && axes[operand] != axes[id] && !g.is_constant(operand)) return true;
        }
        return false;
    }
};

}  // namespace ctgrad::detail
