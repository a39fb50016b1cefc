#pragma once

#include <ctgrad/loops/rules/reductions.hpp>
#include <ctgrad/loops/rules/scan_table.hpp>

/// Recurrences: s(t + 1) = f(s(t), row(t), parameters), along an axis. The state before a step is a node that stands for
/// itself in every row; the table says which node is its value after the step, and which its value before the first.
///
/// Tangents: s'(t + 1) = df/ds s'(t) + ..., a recurrence of the same direction.
/// Adjoints: a(t) = (df/ds)^T a(t + 1) + the adjoints from other uses of s(t), a recurrence of the other direction. It
/// starts from the adjoint of the last state, and its last value is the adjoint of the first state. Both are nodes of
/// the same graph, so derivatives of any order need only these rules.
namespace ctgrad::detail {

constexpr void pull_back_last(graph& g, int result);
constexpr void pull_back_carried(graph& g, int state);
constexpr int push_forward_last(graph& g, int result, int tangent);

template <>
struct matrix_rule_of<operations::carried> {
    static constexpr void pullback(graph& g, int result, int const*, int, int*) { pull_back_carried(g, result); }
    static constexpr int pushforward(graph&, int, int const*, int, int) { return no_node; }
    static constexpr matrix_rule value = loop_rule<operations::carried>(&pullback, &pushforward);
};
template <>
struct matrix_rule_of<operations::after_step> {
    static constexpr void pullback(graph& g, int, int const* operands, int adjoint, int* out) {
        out[0] = pulled_back_along(g, operands[0], axis_of_state(g, constant_operand(g, operands[1])), adjoint);
    }
    static constexpr int pushforward(graph&, int, int const*, int, int tangent) { return tangent; }
    static constexpr matrix_rule value = loop_rule<operations::after_step>(&pullback, &pushforward);
};
template <>
struct matrix_rule_of<operations::last_value> {
    static constexpr void pullback(graph& g, int result, int const*, int, int* out) {
        pull_back_last(g, result);
        out[0] = no_node;
    }
    static constexpr int pushforward(graph& g, int result, int const*, int, int tangent) {
        return push_forward_last(g, result, tangent);
    }
    static constexpr matrix_rule value = loop_rule<operations::last_value>(&pullback, &pushforward);
};

/// Adds a recurrence of `count` numbers and returns the number of the first state.
constexpr int add_scan(graph& g, int count, int axis, bool backward, int const* axes) {
    scan_table& scans = scans_of(g);
    int const first = scans.count;
    if (first + count > maximum_states) {
        g.full = true;
        return 0;
    }
    scans.count += count;
    for (int i = 0; i < count && !g.full; ++i) {
        carried_value& s = scans.states[first + i];
        s = {};
        s.axes = axes[i] | 1 << axis;
        s.axis = axis;
        s.first = first;
        s.end = first + count;
        s.backward = backward;
        int const operands[]{g.constant(first + i)};
        s.state = g.apply(info_of<operations::carried>, operands);
    }
    return first;
}
/// Sets the node that a state is after a step, and makes that of its last value.
constexpr void close_state(graph& g, int number, int next) {
    carried_value& s = scans_of(g).states[number];
    int const operands[]{next == no_node ? graph::zero : next, g.constant(number)};
    s.next = g.apply(info_of<operations::after_step>, operands);
    int const of_last[]{s.next, operands[1]};
    s.last = g.apply(info_of<operations::last_value>, of_last);
}
/// Closes a recurrence: `initial` and `next` of its states are set. Makes the nodes of the last values.
constexpr void close_scan(graph& g, int first) {
    scan_table& scans = scans_of(g);
    for (int i = first; i < scans.states[first].end && !g.full; ++i) {
        carried_value& s = scans.states[i];
        if (s.initial == no_node) s.initial = graph::zero;
        close_state(g, i, s.next);
    }
}

constexpr int& derivative_of(graph const& g, int id) { return g.shapes->derivatives[id]; }
constexpr bool has_derivative(graph const& g, int id) {
    int const d = derivative_of(g, id);
    return d != no_node && d != graph::zero;
}

/// At the last values of a recurrence, whose adjoints are complete: begins the recurrence of the adjoints.
constexpr void pull_back_last(graph& g, int result) {
    scan_table& scans = scans_of(g);
    carried_value const top = scans.states[state_number(g, g.second(result))];
    if (result != scans.states[top.end - 1].last) return;
    int const count = top.end - top.first;
    int axes[maximum_states]{};
    for (int i = 0; i < count; ++i) axes[i] = scans.states[top.first + i].axes;
    int const adjoints = add_scan(g, count, top.axis, !top.backward, axes);
    for (int i = 0; i < count && !g.full; ++i) {
        carried_value& s = scans.states[top.first + i];
        s.companion = adjoints + i;
        carried_value& a = scans.states[adjoints + i];
        a.initial = has_derivative(g, s.last) ? derivative_of(g, s.last) : graph::zero;
        accumulate(g, derivative_of(g, s.next), a.state);
    }
}

/// At the first state of a recurrence, where the adjoints of all states are complete: closes the recurrence of the
/// adjoints.
constexpr void pull_back_carried(graph& g, int state) {
    scan_table& scans = scans_of(g);
    int const first = state_number(g, g.first(state));
    if (scans.states[first].first != first || scans.states[first].companion < 0) return;
    int const adjoints = scans.states[first].companion;
    for (int i = first; i < scans.states[first].end; ++i) {
        carried_value& s = scans.states[i];
        scans.states[s.companion].next = has_derivative(g, s.state) ? derivative_of(g, s.state) : no_node;
    }
    close_scan(g, adjoints);
    for (int i = first; i < scans.states[first].end && !g.full; ++i) {
        carried_value& s = scans.states[i];
        int adjoint = scans.states[s.companion].last;
        int const summed = g.shapes->of[adjoint] & ~g.shapes->of[s.initial] & ~kept_axes(g);
        for (int axis = maximum_axes; axis-- > 0 && !g.full;)
            if ((summed >> axis & 1) != 0) adjoint = sum_along(g, adjoint, axis);
        if (s.initial != graph::zero) accumulate(g, derivative_of(g, s.initial), adjoint);
        s.companion = -1;
    }
}

constexpr int push_forward_last(graph& g, int result, int tangent) {
    scan_table& scans = scans_of(g);
    carried_value const& s = scans.states[state_number(g, g.second(result))];
    if (s.companion < 0) return no_node;
    close_state(g, s.companion, tangent);
    return scans.states[s.companion].last;
}

/// Marks the nodes that some outputs depend on, also through earlier steps of recurrences. Returns the last of them.
constexpr int mark_reached(graph const& g, int const* outputs, int count, int* marks) {
    scan_table const& scans = scans_of(g);
    int last = 0;
    for (int i = 0; i < count; ++i) last = outputs[i] > last ? outputs[i] : last;
    if (scans.count == 0) return last;
    for (int id = 0; id < g.count; ++id) marks[id] = 0;
    auto const mark = [&](int id) {
        if (id == no_node || marks[id] != 0) return false;
        marks[id] = 1;
        last = id > last ? id : last;
        return true;
    };
    for (int i = 0; i < count; ++i) mark(outputs[i]);
    for (bool more = true; more;) {
        more = false;
        for (int id = last; id >= 0; --id)
            if (marks[id] != 0 && g.has_operands(id)) marks[g.first(id)] = marks[g.second(id)] = 1;
        for (int i = 0; i < scans.count; ++i) {
            carried_value const& s = scans.states[i];
            if (s.last == no_node || (marks[s.state] == 0 && marks[s.last] == 0)) continue;
            for (int k = s.first; k < s.end; ++k)
                for (int id :
                     {scans.states[k].state, scans.states[k].initial, scans.states[k].next, scans.states[k].last})
                    if (mark(id)) more = true;
        }
    }
    return last;
}

/// All states of the recurrences that the outputs depend on may depend on the independent nodes. Before a reverse sweep,
/// the last value and the first state of each recurrence get a zero adjoint, so that the sweep visits them. Before a
/// forward sweep, each state gets a tangent.
constexpr int begin_scans(graph& g, bool reverse, int const* outputs, int output_count, bool* active, int* marks) {
    scan_table& scans = scans_of(g);
    int const last = mark_reached(g, outputs, output_count, marks);
    for (int i = 0; i < scans.count; ++i) scans.states[i].companion = -1;
    int const count = scans.count;
    for (int first = 0; first < count && !g.full; first = scans.states[first].end) {
        int const end = scans.states[first].end;
        if (marks[scans.states[first].state] == 0) continue;
        for (int i = first; i < end; ++i) active[scans.states[i].state] = true;
        if (reverse) {
            active[scans.states[end - 1].last] = true;
            derivative_of(g, scans.states[end - 1].last) = graph::zero;
            derivative_of(g, scans.states[first].state) = graph::zero;
        } else {
            int axes[maximum_states]{};
            for (int i = first; i < end; ++i) axes[i - first] = scans.states[i].axes;
            int const tangents = add_scan(g, end - first, scans.states[first].axis, scans.states[first].backward, axes);
            for (int i = first; i < end && !g.full; ++i) {
                scans.states[i].companion = tangents + i - first;
                derivative_of(g, scans.states[i].state) = scans.states[tangents + i - first].state;
            }
        }
    }
    return last;
}
/// Sets the first values of the tangents, and the values of those that vanish after a step.
constexpr void end_scans(graph& g, bool reverse) {
    scan_table& scans = scans_of(g);
    for (int i = 0; i < scans.count && !g.full && !reverse; ++i) {
        carried_value& s = scans.states[i];
        if (s.companion < 0) continue;
        carried_value& t = scans.states[s.companion];
        t.initial = has_derivative(g, s.initial) ? derivative_of(g, s.initial) : graph::zero;
        if (t.last == no_node) close_state(g, s.companion, no_node);
    }
}

}  // namespace ctgrad::detail
