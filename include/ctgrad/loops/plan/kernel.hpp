#pragma once

#include <ctgrad/compile/driver.hpp>
#include <ctgrad/compile/program.hpp>
#include <ctgrad/loops/plan/cells.hpp>
#include <ctgrad/passes/pipeline.hpp>

/// Compiles the kernels of a plan to programs.
namespace ctgrad::detail {

/// The source of a plan, `Source`, makes the graph and says in which order its axes are nested.
template <class Source, quantity What>
struct plan_job {
    static constexpr int growth = 4;
    static constexpr int result_count = detail::result_count(What, Source::output_count, Source::independent_count);
    using nothing = loop_plan<1, result_count>;

    /// The graph is made in one constant evaluation and scheduled in another, because compilers limit the length of each.
    template <int Capacity, int Stage>
    static constexpr auto run() {
        if constexpr (Stage == 0) {
            return made_graph<Capacity>();
        } else {
            auto p = formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit<plan_job, Capacity, Stage - 1>;
            loop_scheduler<decltype(p), Capacity> schedule(p);
            schedule.run();
            if (!p.full) cell_assignment<decltype(p), Capacity>(p, schedule).run();
            p.scheduled = true;
            return p;
        }
    }

private:
    template <int Capacity>
    static constexpr auto made_graph() {
        loop_plan<Capacity, result_count> p;
        job_arrays<Capacity> work;
        axis_storage<Capacity> axes;
        graph& g = work.g;
        axes.attach(g);
        g.computes = true;
        int outputs[Source::output_count + 1]{}, independent[Source::independent_count + 1]{},
            seeds[Source::seed_count + 1]{}, rank[maximum_axes]{};
        Source::template build<Capacity>(g, outputs, independent, seeds, rank);
        pass_arrays arrays{};
        arrays.image = work.image;
        pass_results asked{outputs, Source::output_count};
        asked.independent = independent;
        asked.independent_count = Source::independent_count;
        pass_context c(g, arrays, asked, 0);
        if (!g.full) run_passes(pass_stage::formula, c);
        p.written = g.count;
        request const r{outputs, Source::output_count, independent, Source::independent_count, seeds};
        if (!g.full) derive(g, work.space, What, r, p.results);
        for (int i = 0; i < result_count && !g.full; ++i)
            if (p.results[i] != no_node) p.results[i] = computed_node(g, p.results[i]);
        p.full = g.full;
        if (p.full) return p;
        copy(g, axes, p);
        for (int axis = 0; axis < maximum_axes; ++axis) p.nesting[rank[axis]] = axis;
        return p;
    }

    template <int Capacity, class Plan>
    static constexpr void copy(graph const& g, axis_storage<Capacity> const& axes, Plan& p) {
        p.count = g.count;
        p.input_count = g.input_count;
        for (int id = 0; id < g.count; ++id) p.nodes[id] = g.nodes[id], p.axes[id] = axes.of[id];
        for (int i = 0; i < g.constant_count; ++i) p.constants[i] = g.constants[i];
        for (int i = 0; i < g.input_count; ++i) p.inputs_of_graph[i] = g.inputs[i];
        for (int i = 0; i < graph::operations_limit; ++i) p.operations[i] = g.operations[i];
    }
};

template <int Capacity, int Results>
constexpr outcome outcome_of(loop_plan<Capacity, Results> const& plan) {
    return plan.full ? outcome::full : plan.scheduled ? outcome::finished : outcome::unfinished;
}

/// Kernel `Index` of a plan. Its inputs and results are in the order of the plan's lists.
template <class Plan, int Index>
struct kernel_job {
    static constexpr int growth = 4;
    static constexpr plan_kernel kernel = Plan::value.kernels[Index];
    static constexpr bool is_last = Index == Plan::value.kernel_count - 1;
    static constexpr int result_count = is_last ? Plan::value.results_count : kernel.output_count;
    using nothing = program<1, result_count>;

    template <int Capacity, int>
    static constexpr auto run() {
        program<Capacity, result_count> result;
        job_arrays<Capacity> work;
        graph& g = work.g;
        int results[result_count + 1]{};
        auto const& p = Plan::value;
        int image[Plan::value.count]{};
        bool needed[Plan::value.count]{};
        for (int i = 0; i < p.count; ++i) image[i] = no_node;
        for (int i = 0; i < kernel.input_count && !g.full; ++i)
            image[p.inputs[kernel.first_input + i]] =
                g.add_input({static_cast<std::uint64_t>(Index), static_cast<std::uint64_t>(i), ""});
        int fixed = 0;
        for (; fixed < result_count && node_of(fixed) < p.written; ++fixed)
            if (node_of(fixed) >= 0) needed[node_of(fixed)] = true;
        copy_needed(g, needed, image);
        int const written = g.count;
        for (int i = fixed; i < result_count; ++i)
            if (node_of(i) >= 0) needed[node_of(i)] = true;
        copy_needed(g, needed, image);
        for (int i = 0; i < result_count && !g.full; ++i) results[i] = node_of(i) < 0 ? no_node : image[node_of(i)];

        pass_storage<Capacity> arrays;
        pass_context c(g, arrays.arrays(), {results, result_count, fixed, result_count}, written);
        run_passes(pass_stage::derivatives, c);
        run_passes(pass_stage::program, c);
        emit_program(c, result);
        return result;
    }

private:
    static constexpr int node_of(int result) {
        auto const& p = Plan::value;
        if (!is_last) return p.outputs[kernel.first_output + result].node;
        int const id = p.results[result];
        return id >= 0 && p.axes[id] == 0 ? id : no_node;
    }
    static constexpr void copy_needed(graph& g, bool* needed, int* image) {
        auto const& p = Plan::value;
        for (int id = p.count; id-- > 0;)
            if (needed[id] && image[id] == no_node && p.operation_of(id) <= graph::pair_node)
                needed[p.first(id)] = needed[p.second(id)] = true;
        for (int id = 0; id < p.count && !g.full; ++id) {
            if (!needed[id] || image[id] != no_node) continue;
            int const operation = p.operation_of(id), a = image[p.first(id)], b = image[p.second(id)];
            if (operation == graph::constant_node)
                image[id] = g.constant(p.constants[p.first(id)]);
            else if (operation == graph::pair_node)
                image[id] = g.intern(graph::node_of(graph::pair_node, a, b));
            else
                image[id] = copied(g, *p.operations[operation], a, b);
        }
    }
    /// An operation whose operands are copied; of three and more operands the last ones are a pair.
    static constexpr int copied(graph& g, operation_info const& info, int a, int b) {
        if (info.arity <= 2) {
            int const operands[]{a, b};
            return g.apply(info, operands);
        }
        int operands[maximum_arity]{a};
        for (int i = 1; i + 1 < info.arity; ++i, b = g.second(b)) operands[i] = g.first(b);
        operands[info.arity - 1] = b;
        return g.apply(info, operands);
    }
};

template <class Source, quantity What>
struct planned {
    using job = plan_job<Source, What>;
    static constexpr auto const& value = result_of<job>();
};
template <class Plan, int Index>
struct compiled_kernel {
    using job = kernel_job<Plan, Index>;
    static constexpr auto const& value = result_of<job>();
};

}  // namespace ctgrad::detail
