#pragma once

#include <ctgrad/compile/phases.hpp>
#include <ctgrad/differentiate/quantity.hpp>
#include <ctgrad/loops/plan/cells.hpp>
#include <ctgrad/loops/plan/row_coupling.hpp>
#include <ctgrad/loops/plan/schedule.hpp>
#include <ctgrad/loops/trace/view_table.hpp>
#include <ctgrad/support/array_of.hpp>

/// Compiles a function of rows to a plan.
namespace ctgrad::detail {

/// The number of results: a source can make its own results from the derivatives.
template <class Source, quantity What>
consteval int plan_result_count() {
    if constexpr (requires { Source::result_count; })
        return Source::result_count;
    else
        return result_count(What, Source::output_count, Source::independent_count);
}

/// The phases of one quantity of one source: its nodes, derivatives, schedule. `Source::build` makes the nodes, and says
/// how deep each axis is nested. See `compilation`, which does the same without loops.
template <class Source, quantity What, int Capacity>
struct loop_compilation : source_nodes<Source, Capacity> {
    using nodes = source_nodes<Source, Capacity>;
    using nodes::m, nodes::n, nodes::storage, nodes::counts, nodes::written, nodes::outputs, nodes::independent,
        nodes::seeds, nodes::active, nodes::adjoint, nodes::derived;
    static constexpr int result_count = plan_result_count<Source, What>();
    static constexpr int derived_count = detail::result_count(What, m, n);
    static constexpr int largest_count = derived_count > result_count ? derived_count : result_count;

    array_of<int, Capacity> axes{};
    scan_table scans{};
    array_of<int, largest_count + 1> results{};
    array_of<int, maximum_axes> depth{};
    derivation_progress progress{};
    bool mixes_axes = false;

    constexpr axis_column column_of_source() {
        axis_column column = column_of_axes(axes, scans);
        if constexpr (requires { Source::kept_axes; }) column.kept = Source::kept_axes;
        return column;
    }

    /// Makes the nodes as written.
    constexpr void write() {
        graph g = storage.start();
        axis_column column = column_of_source();
        g.shapes = &column;
        g.computes = true;
        Source::template build<Capacity>(g, outputs, independent, seeds, depth);
        // The sweeps rely on the order in which the nodes of a recurrence are made, so these nodes stay as they are
        // written.
        if (scans.count == 0) run_formula_passes_of<Source, Capacity>(g, outputs, independent);
        written = g.count;
        counts = g;
    }

    /// Adds the nodes of the derivatives, as far as the budget allows.
    constexpr void differentiate(int budget) {
        graph g = storage.resume(counts);
        axis_column column = column_of_source();
        g.shapes = &column;
        node_array<int, Capacity> image{};
        array_of<local_derivatives, Capacity> local{};
        request const r{outputs, m, independent, n, seeds};
        derived = derivation{g, {active, adjoint, image, local}, What, r, results, progress, budget}.run();
        if constexpr (requires { Source::is_sparse; })
            if (derived && !g.full)
                mixes_axes = axis_mixing<Capacity>{g, axes, scans}.found(Source::derivatives(outputs, results),
                                                                         Source::derivative_count, independent, n);
        if constexpr (requires { Source::finish(g, results); })
            if (derived && !g.full) Source::finish(g, results);
        if (derived)
            for (int i = 0; i < result_count; ++i)
                for (int axis = 0; axis < maximum_axes && results[i] != no_node && !g.full; ++axis)
                    if ((axes[results[i]] >> axis & 1) != 0) results[i] = computed_node(g, results[i], axis);
        counts = g;
    }

    /// Records which results are derivatives with respect to views, and of which numbers.
    static constexpr void note_views(auto& p) {
        int next = p.first_view_result = result_count - (n - Source::own_independents);
        for (int i = 0; i < Source::views.count && next < result_count; ++i) {
            row_view const& view = Source::views.views[i];
            if (!Source::is_chosen(view)) continue;
            bool const chosen = view.how == row_view::kind::indexed;
            p.view_number[next] = chosen || view.how == row_view::kind::shifted ? view.from.number : -1;
            p.view_chooser[next] = p.chooser_of[input_of_view(p, i)];
            p.view_list[next] = view.from.list;
            p.view_shift[next++] = view.from.shift;
        }
    }

    static constexpr int input_of_view(auto const& p, int view) {
        int input = 0;
        while (p.inputs_of_graph[input].low != Source::first_view + static_cast<std::size_t>(view)) ++input;
        return input;
    }
    static constexpr void note_indices(auto& p) {
        for (int i = 0; i < p.input_count; ++i) {
            p.chooser_of[i] = -1;
            p.columns_of[i] = p.table_axis[i] =
                Source::columns_of_input(static_cast<std::size_t>(p.inputs_of_graph[i].low));
        }
        for (int i = 0; i < Source::views.count; ++i) {
            if (Source::views.views[i].how == row_view::kind::across)
                p.table_axis[input_of_view(p, i)] = Source::views.views[i].axis;
            for (int first = 0; first <= i; ++first) {
                if (!Source::views.views[first].has_indices_of(Source::views.views[i])) continue;
                p.chooser_of[input_of_view(p, i)] = input_of_view(p, first);
                break;
            }
        }
    }

    /// The plan of loops and kernels.
    constexpr auto extract() {
        loop_plan<Capacity, result_count> p;
        graph const g = storage.resume(counts);
        p.count = g.count;
        p.input_count = g.input_count;
        p.written = written;
        for (int id = 0; id < g.count; ++id) p.nodes[id] = g.nodes[id], p.axes[id] = axes[id];
        for (int i = 0; i < g.constant_count; ++i) p.constants[i] = g.constants[i];
        for (int i = 0; i < g.input_count; ++i) p.inputs_of_graph[i] = g.inputs[i];
        for (int i = 0; i < graph::operations_limit; ++i) p.operations[i] = g.operations[i];
        for (int i = 0; i < result_count; ++i) p.results[i] = results[i];
        if constexpr (!requires { Source::kept_axes; })
            for (int i = 0; i < m; ++i) p.row_escapes = p.row_escapes || axes[outputs[i]] != 0;
        for (int i = 0; i < scans.count; ++i) p.states[i] = scans.states[i];
        p.state_count = scans.count;
        p.diagonal = scans.diagonal;
        if constexpr (What == quantity::hessian && Source::chosen_axis >= 0 && !requires { Source::is_sparse; })
            p.couples_rows = Source::has_chosen_views || row_coupling<Capacity>{g, axes, scans}.found(
                                                             results + m, independent, n, Source::chosen_axis);
        if constexpr (requires { Source::is_sparse; }) {
            p.sparse = true;
            p.couples_rows = mixes_axes;
            p.first_view_result = 0;
            for (int i = 0; i < result_count; ++i) p.view_chooser[i] = -1;
        }
        note_indices(p);
        if (!p.sparse && (What == quantity::gradient || What == quantity::jacobian || What == quantity::vjp))
            note_views(p);
        p.find_roles();
        for (int axis = 0; axis < maximum_axes; ++axis) p.nesting[depth[axis]] = axis;
        loop_scheduler<decltype(p), Capacity> schedule(p);
        schedule.run();
        return p;
    }
};

template <int Capacity, int Results>
constexpr loop_plan<Capacity, Results> with_cells(loop_plan<Capacity, Results> p) {
    if (!p.full && !p.unordered) cell_assignment<loop_plan<Capacity, Results>, Capacity>(p).run();
    p.placed = true;
    return p;
}

template <class Source, quantity What>
struct plan_job {
    static constexpr int growth = 4;
    using nothing = loop_plan<1, plan_result_count<Source, What>()>;

    template <int Capacity, int Stage>
    static constexpr auto run() {
        using work = loop_compilation<Source, What, Capacity>;
        if constexpr (Capacity < phased_capacity)
            return with_cells(run_phases<work>());
        else if constexpr (is_scheduled<Capacity, Stage - 1>())
            return with_cells(
                formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit<plan_job, Capacity, Stage - 1>);
        else
            return run_stage<plan_job, work, Capacity, Stage>();
    }

private:
    template <int Capacity, int Stage>
    static consteval bool is_scheduled() {
        if constexpr (Stage < 0)
            return false;
        else
            return requires {
                formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit<plan_job, Capacity, Stage>.scheduled;
            };
    }
};

template <class Source, quantity What, int Capacity>
constexpr outcome outcome_of(loop_compilation<Source, What, Capacity> const& work) {
    return work.full() ? outcome::full : outcome::unfinished;
}

template <int Capacity, int Results>
constexpr outcome outcome_of(loop_plan<Capacity, Results> const& p) {
    return p.full ? outcome::full : p.placed ? outcome::finished : outcome::unfinished;
}

template <class Source, quantity What>
struct planned {
    using job = plan_job<Source, What>;
    static constexpr auto const& compiled = result_of<job>();
    static constexpr auto value = compiled.without_operations();
    static_assert(!value.unordered, "ctgrad: the loops of this function cannot be put in order");
};

}  // namespace ctgrad::detail
