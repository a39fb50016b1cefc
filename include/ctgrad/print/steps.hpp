#pragma once

#include <string_view>

#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/print/quantities.hpp>
#include <ctgrad/support/array_of.hpp>

/// The steps of a formula: the Jacobian of each edge of its graph and the adjoint of each node, as expressions.
namespace ctgrad {

/// What counts as a step of a formula: every operation, or only named intermediates and the result.
enum class steps { operations, named };

namespace detail {

/// A step of a formula: a node of its listing, the edges that lead to it, and the derivative of the result with respect
/// to it.
struct listed_step {
    int place;
    int first_edge;
    int edge_count;
    int adjoint;  // its index; `no_node` for 0
    bool varies;  // neither a constant nor a condition: it has an adjoint
};
struct listed_edge {
    int from;  // a step
    int to;
    int jacobian;         // its place; `no_node` for 0
    bool differentiable;  // not the edge of a constant or condition
};

template <int Capacity>
struct raw_steps : raw_listing<Capacity, 0, 1, 0, 0> {
    array_of<listed_step, Capacity> steps{};
    int step_count = 0;
    array_of<listed_edge, 4 * Capacity> edges{};
    int edge_count = 0;
};

/// Propagates the derivative of one step to the nodes before it.
enum class reached { no, as_condition, as_value };

/// Finds the edges of a step: a reverse sweep that stops at the steps before it.
template <int Capacity>
struct edge_finder {
    graph& g;
    int const* step_of;  // the step that a node is, or -1
    array_of<int, Capacity> local{};
    array_of<reached, Capacity> how{};

    constexpr edge_finder(graph& target, int const* numbers) : g(target), step_of(numbers) {
        for (int& entry : local) entry = no_node;
    }

    template <class Raw>
    constexpr void find(int id, int number, Raw& raw) {
        int const first = raw.edge_count;
        sweep(id, number, raw);
        // Operands in written order.
        for (int low = first, high = raw.edge_count - 1; low < high; ++low, --high) {
            listed_edge const edge = raw.edges[low];
            raw.edges[low] = raw.edges[high];
            raw.edges[high] = edge;
        }
    }

    constexpr bool varies(int id) const {
        return !g.is_constant(id) && !(g.is_operation(id) && (g.info_at(id).is_condition || g.info_at(id).arity == 0));
    }

private:
    int lowest = 0;

    template <class Raw>
    constexpr void sweep(int id, int number, Raw& raw) {
        lowest = id;
        local[id] = graph::one;
        pass_on(id, reached::as_value);
        local[id] = no_node;
        // If all operands are steps, nothing lies between, and there are only their edges, from the last to the first.
        int operands[maximum_arity]{};
        int const arity = g.info_at(id).arity == 0 ? 0 : g.operands_of(id, operands);
        bool direct = true;
        for (int i = 0; i < arity; ++i) direct = direct && step_of[operands[i]] >= 0;
        if (direct) {
            for (int i = arity; i-- > 0;)
                if (how[operands[i]] != reached::no) finish(operands[i], number, raw);
            return;
        }
        for (int at = id - 1; at >= lowest && !g.full; --at) {
            if (how[at] == reached::no) continue;
            if (step_of[at] < 0 && g.is_operation(at)) pass_on(at, how[at]);
            finish(at, number, raw);
        }
    }

    /// Finishes a node; a step gets its edge.
    template <class Raw>
    constexpr void finish(int at, int number, Raw& raw) {
        if (raw.edge_count == 4 * Capacity) g.full = true;
        if (step_of[at] >= 0 && !g.full)
            raw.edges[raw.edge_count++] = {step_of[at], number, local[at], how[at] == reached::as_value && varies(at)};
        how[at] = reached::no;
        local[at] = no_node;
    }
    constexpr void pass_on(int id, reached by) {
        int operands[maximum_arity]{};
        int partials[maximum_arity]{};
        operation_info const& info = g.info_at(id);
        if (info.arity == 0) return;
        int const arity = g.operands_of(id, operands);
        if (by == reached::as_value && !info.is_condition) info.partials(g, id, operands, partials);
        for (int i = 0; i < (info.arity < arity ? info.arity : arity); ++i) {
            int const operand = operands[i];
            if (operand < lowest) lowest = operand;
            if (info.is_condition || i < info.conditions || by == reached::as_condition) {
                if (how[operand] == reached::no) how[operand] = reached::as_condition;
            } else {
                how[operand] = reached::as_value;
                if (local[id] != no_node) accumulate(g, local[operand], chain(g, local[id], partials[i]));
            }
        }
    }
};

template <class Source, steps Which>
struct steps_job {
    static constexpr int growth = 16;
    using nothing = raw_steps<1>;

    template <int Capacity, int Stage>
    static constexpr auto run() {
        raw_steps<Capacity> raw;
        job_arrays<Capacity> work;
        graph& g = work.g;
        node_entries<bool> active = work.active;
        node_entries<int> adjoint = work.adjoint;
        array_of<text_view, Capacity> names{};
        g.names = names;
        int outputs[2]{}, independent[1]{}, seeds[1]{};
        write_source<Source, Capacity>(g, work.space, outputs, independent, seeds);
        raw.full = g.full;
        if (g.full) return raw;
        int const out = outputs[0];

        node_array<int, Capacity> place{};
        mark_live(g, &out, 1, place);
        array_of<int, Capacity> step_of{};
        array_of<int, Capacity> node_of_step{};
        for (int id = 0; id <= out; ++id) {
            bool const named = id == out || !names[id].empty() || g.operation_of(id) == graph::input_node;
            bool const step =
                place[id] != dead && g.operation_of(id) != graph::pair_node && (Which == steps::operations || named);
            step_of[id] = step ? raw.step_count : -1;
            if (step) node_of_step[raw.step_count++] = id;
        }
        edge_finder<Capacity> finder(g, step_of);
        for (int i = 0; i < raw.step_count && !g.full; ++i) {
            int const id = node_of_step[i];
            raw.steps[i] = {id, raw.edge_count, 0, no_node, finder.varies(id)};
            if (g.is_operation(id)) finder.find(id, i, raw);
            raw.steps[i].edge_count = raw.edge_count - raw.steps[i].first_edge;
        }
        work.space.start(g);
        work.space.forget_partials(g);
        for (int id = 0; id <= out; ++id) active[id] = g.operation_of(id) == graph::input_node;
        mark_dependents(g, active, out);
        adjoint[out] = graph::one;
        if (!g.full) reverse_sweep(g, out, work.space, {});
        raw.full = g.full;
        if (g.full) return raw;

        array_of<int, 6 * Capacity> roots{};
        int count = 0;
        for (int i = 0; i < raw.step_count; ++i) {
            raw.steps[i].adjoint = raw.steps[i].varies ? adjoint[raw.steps[i].place] : no_node;
            roots[count++] = raw.steps[i].place;
            roots[count++] = raw.steps[i].adjoint;
        }
        for (int i = 0; i < raw.edge_count; ++i) roots[count++] = raw.edges[i].jacobian;
        list_nodes(g, roots, count, place, raw);
        for (int i = 0; i < raw.step_count; ++i) {
            raw.steps[i].place = placed(place, raw.steps[i].place);
            raw.steps[i].adjoint = placed(place, raw.steps[i].adjoint);
        }
        for (int i = 0; i < raw.edge_count; ++i) raw.edges[i].jacobian = placed(place, raw.edges[i].jacobian);
        raw.outputs[0] = place[out];
        raw.output_names[0] = names[out];
        return raw;
    }
};

struct steps_view {
    listing_view l;
    listed_step const* steps;
    int step_count;
    listed_edge const* edges;
    int edge_count;
};

/// The steps of a source, in arrays of their exact size.
template <class Source, steps Which, class Names>
struct stepwise {
    static constexpr auto const& raw = result_of<steps_job<Source, Which>>();
    using listed = listing<Source, quantity::values, Names>;

    static constexpr auto nodes = listed::template first<listed_node, raw.count>(raw.nodes);
    static constexpr auto constants = listed::template first<number, raw.constant_count>(raw.constants);
    static constexpr auto outputs = listed::template first<int, 1>(raw.outputs);
    static constexpr auto output_names = listed::template first<std::string_view, 1>(raw.output_names);
    static constexpr auto steps = listed::template first<listed_step, raw.step_count>(raw.steps);
    static constexpr auto edges = listed::template first<listed_edge, raw.edge_count>(raw.edges);

    static constexpr steps_view view{
        {nodes.values, raw.count, constants.values, raw.input_count, listed::input_names.values, quantity::values,
         outputs.values, 1, outputs.values, 1, output_names.values, nullptr, 0, nullptr, 0},
        steps.values,
        raw.step_count,
        edges.values,
        raw.edge_count};
};

}  // namespace detail
}  // namespace ctgrad
