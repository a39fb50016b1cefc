#pragma once

#include <string_view>

#include <ctgrad/loops/plan/compile.hpp>
#include <ctgrad/loops/trace/source.hpp>
#include <ctgrad/print/quantities.hpp>
#include <ctgrad/support/array_of.hpp>

/// Functions of rows as they are printed and searched for hints. A node that varies from row to row has an index for
/// each axis. The state of a recurrence is a sequence, s1[0], s1[i], s1[i + 1], which two equations define.
namespace ctgrad::detail {

template <class Callable, class R, class... A, class Chosen, quantity What>
struct own_names<loop_source<Callable, R(A...), Chosen, What>> {
    static constexpr bool composed = true;
    static constexpr std::size_t arguments = sizeof...(A);
    template <class Names>
    static constexpr std::string_view letters{argument_names<Names>::indices.letters, maximum_axes};
    using source = loop_source<Callable, R(A...), Chosen, What>;

    /// The names of the numbers of arguments, and then of views: x2[i + 1], x2[x3[i][0]].
    template <class Names>
    static constexpr void write(short_name* to) {
        argument_names<Names>::template write<A...>(to);
        for (int i = 0; i < source::views.count; ++i)
            to[source::first_view + static_cast<std::size_t>(i)] =
                name_of_view<Names>(source::views.views[i], to[source::views.views[i].from.number].view());
    }

private:
    template <class Names>
    static constexpr short_name name_of_view(row_view const& view, std::string_view of) {
        short_name name{};
        std::size_t const bracket = of.find('[');
        name.add(of.substr(0, bracket + 1));
        switch (view.how) {
            case row_view::kind::front: name.add("0"); break;
            case row_view::kind::back: name.add("last"); break;
            case row_view::kind::shifted: add_index<Names>(name, view.axis, view.from.shift); break;
            case row_view::kind::indexed: {
                std::size_t const position = source::list_positions[static_cast<std::size_t>(view.index.list)];
                name.add(argument_names<Names>::name_of(position, sizeof...(A)).view());
                name.add("[");
                add_index<Names>(name, view.axis, view.index.shift);
                name.add("]");
                if (source::columns_of_indices(position) == 1) break;
                name.add("[");
                name.add_integer(view.index.number - static_cast<int>(source::first_index_column(position)));
                name.add("]");
                break;
            }
            case row_view::kind::across: {
                add_index<Names>(name, view.rows, view.from.shift);
                std::string_view const number = of.substr(of.find(']'));
                name.add(number.substr(0, number.rfind('[') + 1));
                add_index<Names>(name, view.axis, 0);
                name.add("]");
                return name;
            }
        }
        name.add(of.substr(of.find(']')));
        return name;
    }
    template <class Names>
    static constexpr void add_index(short_name& name, int axis, int shift) {
        name.add(letters<Names>.substr(static_cast<std::size_t>(axis), 1));
        if (shift == 0) return;
        name.add(" + ");
        name.add_integer(shift);
    }
};

/// Marks the nodes that `roots` need, also through earlier steps of recurrences.
constexpr void mark_live_with_scans(graph const& g, int const* roots, int root_count, int* live) {
    for (int id = 0; id < g.count; ++id) live[id] = dead;
    auto const mark = [&](int id) {
        if (id == no_node || live[id] == pending) return false;
        live[id] = pending;
        return true;
    };
    for (int i = 0; i < root_count; ++i) mark(roots[i]);
    scan_table const& scans = scans_of(g);
    for (bool more = true; more;) {
        more = false;
        for (int id = g.count; id-- > 0;)
            if (live[id] == pending && g.has_operands(id)) live[g.first(id)] = live[g.second(id)] = pending;
        for (int i = 0; i < scans.count; ++i) {
            carried_value const& s = scans.states[i];
            if (s.last == no_node || (live[s.state] == dead && live[s.last] == dead)) continue;
            for (int id : {s.state, s.initial, s.next, s.last})
                if (mark(id)) more = true;
        }
    }
}

template <int Capacity>
struct loop_lister {
    graph const& g;
    int* place;
    int index_of[maximum_axes]{};

    template <class Raw>
    constexpr void list(int const* roots, int root_count, Raw& raw) {
        mark_live_with_scans(g, roots, root_count, place);
        raw.input_count = g.input_count;
        for (int i = 0; i < g.input_count; ++i) raw.inputs[i] = g.inputs[i];
        for (int axis = 0; axis < maximum_axes; ++axis) {
            index_of[axis] = raw.count;
            listed_node& node = raw.nodes[raw.count++];
            node.what = listed_node::kind::axis;
            node.operands[0] = axis;
        }
        for (int id = 0; id < g.count; ++id)
            if (place[id] != dead) list_node(id, raw);
    }

private:
    template <class Raw>
    constexpr void list_node(int id, Raw& raw) {
        operation_info const* const info = g.is_operation(id) ? &g.info_at(id) : nullptr;
        switch (info == nullptr || info->matrix == nullptr ? loop_form::none : info->matrix->loop) {
            case loop_form::each_row: place[id] = place[g.first(id)]; return;
            case loop_form::state: return list_element(id, g.first(id), sequence_element::before, no_node, raw);
            case loop_form::last_state: return list_element(id, g.second(id), sequence_element::last, no_node, raw);
            case loop_form::next_state:
                list_element(id, g.second(id), sequence_element::first,
                             scans_of(g).states[state_number(g, g.second(id))].initial, raw);
                return list_element(id, g.second(id), sequence_element::after, g.first(id), raw);
            case loop_form::other_axis: return list_relabelled(id, raw);
            default: break;
        }
        listed_node& node = raw.nodes[raw.count];
        node.axes = g.shapes->of[id];
        detail::list_node(g, id, raw, node);
        if (node.what == listed_node::kind::operation) {
            int const last = node.arity - 1;
            for (int i = 0; i < node.arity; ++i)
                node.operands[i] = info->matrix != nullptr && i == last
                                       ? index_of[constant_operand(g, node.operands[i])]
                                       : place[node.operands[i]];
        }
        place[id] = raw.count++;
    }
    template <class Raw>
    constexpr void list_relabelled(int id, Raw& raw) {
        auto const [from, to] = relabelling::of(constant_operand(g, g.second(id)));
        listed_node& node = raw.nodes[raw.count];
        node.what = listed_node::kind::relabelled;
        node.arity = 1;
        node.axes = g.shapes->of[id];
        node.operands[0] = place[g.first(id)];
        node.operands[1] = from;
        node.operands[2] = to;
        place[id] = raw.count++;
    }
    template <class Raw>
    constexpr void list_element(int id, int number, sequence_element which, int value, Raw& raw) {
        int const state = state_number(g, number);
        carried_value const& s = scans_of(g).states[state];
        listed_node& node = raw.nodes[raw.count];
        node.what = listed_node::kind::element;
        node.arity = value == no_node ? 0 : 1;
        node.axes = s.axes & ~(1 << s.axis);
        node.operands[0] = value == no_node ? no_node : place[value];
        node.operands[1] = state;
        node.operands[2] = s.axis;
        node.operands[3] = s.backward ? 1 : 0;
        node.operands[4] = static_cast<int>(which);
        raw.has_sequences = true;
        place[id] = raw.count++;
    }
};

template <class Callable, class Signature, class Chosen, quantity What, int Capacity>
struct listing_work<loop_source<Callable, Signature, Chosen, What>, Capacity> : job_arrays<Capacity> {
    using source = loop_source<Callable, Signature, Chosen, What>;
    array_of<int, Capacity> axes{};
    scan_table scans{};
    axis_column column = column_of_axes(axes, scans);
    int depth[maximum_axes]{};

    constexpr void write(int* outputs, int* independent, int* seeds) {
        this->g.shapes = &column;
        source::template build<Capacity>(this->g, outputs, independent, seeds, depth);
        if (scans.count == 0 && !this->g.full) run_formula_passes_of<source, Capacity>(this->g, outputs, independent);
    }
    constexpr int needed(int const* outputs, int count, int* roots) const {
        for (int i = 0; i < count; ++i) roots[i] = outputs[i];
        for (int i = 0; i < scans.count; ++i) {
            roots[count++] = scans.states[i].initial;
            roots[count++] = scans.states[i].next;
        }
        return count;
    }
    template <class Raw>
    constexpr void list(int const* roots, int count, Raw& raw) {
        for (int axis = 0; axis < maximum_axes; ++axis) raw.nesting[depth[axis]] = axis;
        loop_lister<Capacity>{this->g, this->image}.list(roots, count, raw);
    }
};

}  // namespace ctgrad::detail
