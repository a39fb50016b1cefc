#pragma once

#include <limits>

#include <ctgrad/compile/driver.hpp>
#include <ctgrad/compile/rounding.hpp>
#include <ctgrad/graph/storage.hpp>
#include <ctgrad/passes/pipeline.hpp>
#include <ctgrad/passes/stabilize.hpp>
#include <ctgrad/support/array_of.hpp>

/// The phases of every compilation of a source: the nodes as written, their derivatives, and the result that is made of
/// them. They are methods of one object, so that a large graph can be passed from one constant evaluation to the next,
/// because compilers limit the length of each.
///
/// A source (formulas, or a traced function) has
///  - `output_count`, `independent_count`, `seed_count`;
///  - `build<Capacity>(g, space, outputs, independent, seeds)`, which makes the nodes.
namespace ctgrad::detail {

/// Runs the passes on the nodes of a source as they are written.
template <class Source, int Capacity>
constexpr void run_formula_passes_of(graph& g, int* outputs, int* independent) {
    pass_storage<Capacity> arrays;
    pass_results asked{outputs, Source::output_count};
    asked.independent = independent;
    asked.independent_count = Source::independent_count;
    pass_context c(g, arrays.arrays(), asked, 0);
    run_passes(pass_stage::formula, c);
}

/// Makes the nodes of a source as written.
template <class Source, int Capacity>
constexpr void write_source(graph& g, sweep_space& space, int* outputs, int* independent, int* seeds) {
    Source::template build<Capacity>(g, space, outputs, independent, seeds);
    run_formula_passes_of<Source, Capacity>(g, outputs, independent);
}

/// A graph of up to `Capacity` nodes with the nodes of a source, as one phase passes it to the next.
template <class Source, int Capacity>
struct source_nodes {
    static constexpr int m = Source::output_count, n = Source::independent_count;

    graph_storage<Capacity> storage{};
    graph::counts counts{};
    int written = 0;
    array_of<int, m + 1> outputs{};
    array_of<int, n + 1> independent{};
    array_of<int, Source::seed_count + 1> seeds{};
    node_array<bool, Capacity> active{};
    node_array<int, Capacity> adjoint{};
    bool derived = false;

    constexpr bool full() const { return counts.full; }

    /// Makes the nodes as written.
    constexpr void write() {
        graph g = storage.start();
        g.computes = true;
        node_array<int, Capacity> image{};
        array_of<local_derivatives, Capacity> local{};
        sweep_space space{active, adjoint, image, local};
        write_source<Source, Capacity>(g, space, outputs, independent, seeds);
        written = first_free_node<Source>(g.count);
        g.written = g.count;
        counts = g;
    }
    /// Called before differentiation, for compilations that set up something for it.
    constexpr void prepare() {}
};

/// All phases of a compilation, a type with the methods `write()`, `prepare()`, `differentiate(budget)` and
/// `extract()`.
template <class Compilation>
constexpr auto run_phases() {
    Compilation work;
    work.write();
    work.prepare();
    if (!work.full()) work.differentiate(std::numeric_limits<int>::max());
    if (!work.full()) return work.extract();
    decltype(work.extract()) nothing;
    nothing.full = true;
    return nothing;
}

/// From this capacity on, each phase is a constant evaluation of its own: stage 0 makes the nodes, the next stages
/// differentiate, and the last one makes the result. A stage of differentiation visits at most this many nodes. By default
/// clang stops after a million steps, of which a node takes about 300. g++ counts differently, and passing the work from one
/// stage to the next takes it longer.
#if defined(__clang__)
inline constexpr int phased_capacity = 1024, nodes_of_stage = 1600;
#else
inline constexpr int phased_capacity = 4096, nodes_of_stage = 5000;
#endif

/// One stage of a large job whose result is that of a compilation.
template <class Job, class Compilation, int Capacity, int Stage>
constexpr auto run_stage() {
    if constexpr (Stage == 0) {
        Compilation work;
        work.write();
        work.prepare();
        return work;
    } else {
        constexpr auto const& before =
            formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit<Job, Capacity, Stage - 1>;
        auto work = before;
        if constexpr (before.derived) {
            return work.extract();
        } else {
            work.differentiate(visit_cost * nodes_of_stage);
            return work;
        }
    }
}

}  // namespace ctgrad::detail
