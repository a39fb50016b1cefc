#pragma once

#include <ctgrad/compile/driver.hpp>
#include <ctgrad/compile/program.hpp>
#include <ctgrad/loops/plan/compile.hpp>
#include <ctgrad/passes/pipeline.hpp>
#include <ctgrad/support/array_of.hpp>

/// Compiles the kernels of a plan to programs.
namespace ctgrad::detail {

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
        array_of<int, result_count + 1> results{};
        int fixed = 0;
        int const written = write(g, results, fixed);
        pass_storage<Capacity> arrays;
        pass_context c(g, arrays.arrays(), {results, result_count, fixed, result_count}, written);
        run_passes(pass_stage::derivatives, c);
        run_passes(pass_stage::program, c);
        emit_program(c, result);
        return result;
    }

    /// Makes the nodes of the kernel and its results, of which `fixed` are values. Returns how many nodes are the user's.
    static constexpr int write(graph& g, int* results, int& fixed) {
        auto const& p = Plan::value;
        int image[Plan::value.count]{};
        bool needed[Plan::value.count]{};
        for (int i = 0; i < p.count; ++i) image[i] = no_node;
        for (int i = 0; i < kernel.input_count && !g.full; ++i)
            image[p.inputs[kernel.first_input + i]] =
                g.add_input({static_cast<std::uint64_t>(Index), static_cast<std::uint64_t>(i), ""});
        for (; fixed < result_count && node_of(fixed) < p.written; ++fixed)
            if (node_of(fixed) >= 0) needed[node_of(fixed)] = true;
        copy_needed(g, needed, image);
        int const written = g.count;
        for (int i = fixed; i < result_count; ++i)
            if (node_of(i) >= 0) needed[node_of(i)] = true;
        copy_needed(g, needed, image);
        for (int i = 0; i < result_count && !g.full; ++i) results[i] = node_of(i) < 0 ? no_node : image[node_of(i)];
        return written;
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
                image[id] = copied(g, *Plan::compiled.operations[operation], a, b);
        }
    }
    /// An operation whose operands are copied; if there are three or more, the last ones are a pair.
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

template <class Plan, int Index>
struct compiled_kernel {
    using job = kernel_job<Plan, Index>;
    static constexpr auto const& value = result_of<job>();
};

}  // namespace ctgrad::detail
