#pragma once

#include <concepts>
#include <cstddef>
#include <limits>

#include <ctgrad/compile/differentiated.hpp>
#include <ctgrad/compile/driver.hpp>
#include <ctgrad/compile/program.hpp>
#include <ctgrad/compile/rounding.hpp>
#include <ctgrad/diagnostics/rule_messages.hpp>
#include <ctgrad/differentiate/quantity.hpp>
#include <ctgrad/graph/storage.hpp>
#include <ctgrad/passes/pipeline.hpp>
#include <ctgrad/passes/stabilize.hpp>
#include <ctgrad/support/array_of.hpp>

namespace ctgrad::detail {

/// Runs the passes on the nodes of a source as they are written.
template <class Source>
constexpr void run_formula_passes_of(graph& g, int* image, int* outputs, int* independent) {
    pass_arrays arrays{};
    arrays.image = image;
    pass_results asked{outputs, Source::output_count};
    asked.independent = independent;
    asked.independent_count = Source::independent_count;
    pass_context c(g, arrays, asked, 0);
    run_passes(pass_stage::formula, c);
}

/// Makes the nodes of a source as written.
template <class Source, int Capacity>
constexpr void write_source(graph& g, sweep_space& space, int* outputs, int* independent, int* seeds) {
    Source::template build<Capacity>(g, space, outputs, independent, seeds);
    run_formula_passes_of<Source>(g, space.image, outputs, independent);
}

/// How many nodes, for each node as written, a graph usually has in the end. If there is not so much room, the work
/// starts again in larger arrays before it goes on in vain.
inline constexpr int growth_of_derivatives = 4;

/// Compiles one quantity of one source of nodes (formulas, or a traced function) within arrays for `Capacity` nodes.
/// The source has
///  - `output_count`, `independent_count`, `seed_count`;
///  - `build<Capacity>(g, space, outputs, independent, seeds)`, which makes the nodes.
///
/// There are three phases, and the second can pause. They are methods of one object, so that a large graph can be
/// passed from one constant evaluation to the next, because compilers limit the length of each.
template <class Source, quantity What, int Capacity>
struct compilation {
    static constexpr int m = Source::output_count, n = Source::independent_count;
    static constexpr int rows = differentiated_count<Source>(), result_count = result_count_of<Source>(What);
    static constexpr int fixed_values = detail::fixed_values<Source>(value_count(What, m));

    graph_storage<Capacity> storage{};
    graph::counts counts{};
    int written = 0;
    array_of<int, m + 1> outputs{};
    array_of<int, n + 1> independent{};
    array_of<int, Source::seed_count + 1> seeds{};
    array_of<int, detail::result_count(What, rows, n) + m - rows + 1> results{};
    array_of<int, differentiates_some<Source> ? rows + 1 : 1> differentiated{};
    array_of<bool, Capacity> active{};
    array_of<int, Capacity> adjoint{};
    derivation_progress progress{};
    bool derived = false;

    constexpr bool full() const { return counts.full; }

    /// Makes the nodes as written.
    constexpr void write() {
        graph g = storage.start();
        g.computes = true;
        array_of<int, Capacity> image{};
        sweep_space space{active, adjoint, image};
        write_source<Source, Capacity>(g, space, outputs, independent, seeds);
        if (What != quantity::values && Capacity < largest_graph && g.count > Capacity / growth_of_derivatives)
            g.full = true;
        written = first_free_node<Source>(g.count);
        if constexpr (differentiates_some<Source>)
            for (std::size_t i = 0; i < Source::differentiated.size(); ++i)
                differentiated[i] = outputs[Source::differentiated[i]];
        counts = g;
    }

    /// Adds the nodes of the derivatives, or as many as a budget allows.
    constexpr void differentiate(int budget) {
        graph g = storage.resume(counts);
        array_of<int, Capacity> image{};
        request const r = asked();
        derived = derivation{g, {active, adjoint, image}, What, r, results + (m - rows), progress, budget}.run();
        if constexpr (differentiates_some<Source>)
            if (derived && !g.full) {
                for (int i = 0; i < m; ++i) results[i] = outputs[i];
                Source::finish(g, outputs, independent, results + m);
            }
        counts = g;
    }

    /// Optimizes the graph and returns the program of the results.
    constexpr auto extract() {
        program<Capacity, result_count> p;
        graph g = storage.resume(counts);
        pass_storage<Capacity> arrays;
        request made = asked();
        made.output_count = jacobian_rows_of<Source>();
        made.independent_count = jacobian_columns_of<Source>();
        pass_context c(g, arrays.arrays(), asked_results(What, made, results, fixed_values, m - made.output_count),
                       written);
        run_passes(pass_stage::derivatives, c);
        run_passes(pass_stage::program, c);
        emit_program(c, p);
        return p;
    }

private:
    constexpr request asked() const {
        return {differentiates_some<Source> ? differentiated : outputs, rows, independent, n, seeds};
    }
};

/// All three phases.
template <class Source, quantity What, int Capacity>
constexpr auto compile() {
    compilation<Source, What, Capacity> work;
    work.write();
    if (!work.full()) work.differentiate(std::numeric_limits<int>::max());
    if (!work.full()) return work.extract();
    decltype(work.extract()) nothing;
    nothing.full = true;
    return nothing;
}

/// From this capacity on each phase is a constant evaluation of its own: stage 0 makes the nodes, some stages
/// differentiate, and the last one makes the program. A stage of differentiation visits so many nodes at most. clang stops
/// after a million steps by default, and a node takes about 270; g++ counts differently, and takes longer to pass on the
/// work.
#if defined(__clang__)
inline constexpr int phased_capacity = 1024, nodes_of_stage = 2000;
#else
inline constexpr int phased_capacity = 4096, nodes_of_stage = 5000;
#endif

/// About how many nodes the graph of a function will have, so that smaller arrays are not tried in vain; else 0.
template <class Source, quantity What>
consteval int expected_nodes_of() {
    if constexpr (requires { Source::operation_count; }) {
        constexpr int operations = Source::operation_count;
        return What == quantity::values ? operations + operations / 4 : growth_of_derivatives * operations;
    } else {
        return 0;
    }
}

/// The job of one quantity of one source.
template <class Source, quantity What>
struct compile_job {
    static constexpr int growth = 4;
    static constexpr int expected_nodes = expected_nodes_of<Source, What>();
    using nothing = program<1, result_count_of<Source>(What)>;

    template <int Capacity, int Stage>
    static constexpr auto run() {
        if constexpr (Capacity < phased_capacity) {
            return compile<Source, What, Capacity>();
        } else if constexpr (Stage == 0) {
            compilation<Source, What, Capacity> work;
            work.write();
            return work;
        } else {
            constexpr auto const& before =
                formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit<compile_job, Capacity, Stage - 1>;
            auto work = before;
            if constexpr (before.derived) {
                return work.extract();
            } else {
                work.differentiate(visit_cost * nodes_of_stage);
                return work;
            }
        }
    }
};

template <class Source, quantity What, int Capacity>
constexpr outcome outcome_of(compilation<Source, What, Capacity> const& work) {
    return work.full() ? outcome::full : outcome::unfinished;
}

/// Refuses a program that needs a partial derivative of which there is no rule.
template <class Job>
consteval bool check_partials() {
    constexpr auto const& program = result_of<Job>();
    if constexpr (program.missing_partial != nullptr)
        refuse_missing_partial<decltype(definition_of(row<program.missing_partial>{}))>();
    return true;
}

template <class Source, quantity What>
struct compiled {
    using job = compile_job<Source, What>;
    static_assert(check_partials<job>());
    static constexpr auto const& value = result_of<job>();
    static constexpr bool failed = std::same_as<decltype(value), decltype((no_result<job>))>;
};

}  // namespace ctgrad::detail
