#pragma once

#include <concepts>
#include <cstddef>
#include <type_traits>

#include <ctgrad/calculus/derive.hpp>
#include <ctgrad/evaluate/program.hpp>
#include <ctgrad/schedule/like_sums.hpp>
#include <ctgrad/schedule/logistic.hpp>
#include <ctgrad/schedule/sums.hpp>
#include <ctgrad/transform/stabilize.hpp>

namespace ctgrad::detail {

/// The first two rows of a Jacobian are computed side by side.
constexpr lane_seeds lane_seeds_of(quantity what, int m, int n) {
    return what == quantity::jacobian && m >= 2 ? lane_seeds{m, n, n} : lane_seeds{};
}

/// Makes the nodes of a source as they are written.
template <class Source, int Capacity>
constexpr void write_source(graph& g, sweep_space& space, int* outputs, int* independent, int* seeds) {
    Source::template build<Capacity>(g, space, outputs, independent, seeds);
    for (int i = 0; i < Source::output_count && !g.full; ++i)
        outputs[i] = stabilized(g, outputs[i], independent, Source::independent_count, space.image);
}

/// Adds the nodes of what is asked of a source that is written: their ids are put into `results`. `Arranged`, the nodes
/// are those that are computed; else those that a reader expects.
template <class Source, quantity What, bool Arranged = true>
constexpr void differentiate_source(graph& g, sweep_space space, extract_space const& order, int written, request const& r,
                                    int* results) {
    int const count = result_count(What, r.output_count, r.independent_count);
    derive(g, space, What, r, results);
    if (Arranged && !g.full) like_sums{g, order, written}(results, count);
    if (Arranged && !g.full) sum_order{g, order, written}(results, count, lane_seeds_of(What, r.output_count, r.independent_count));
    if (Arranged && !g.full) logistic_sharing{g, order}(results, count, value_count(What, r.output_count));
}

/// All compile-time work for one quantity of one source of nodes (formulas, or a traced function), within arrays for
/// `Capacity` nodes. The source has
///  - `output_count`, `independent_count`, `seed_count`;
///  - `build<Capacity>(g, space, outputs, independent, seeds)`, which makes the nodes.
///
/// The work has three phases. They are methods of one object, so that a large graph can be handed from one constant
/// evaluation to the next: compilers limit the length of each.
template <class Source, quantity What, int Capacity>
struct workbench {
    static constexpr int m = Source::output_count, n = Source::independent_count;
    static constexpr int result_count = detail::result_count(What, m, n);

    graph_storage<Capacity> storage{};
    graph::counts counts{};
    int written = 0;
    int outputs[m + 1]{}, independent[n + 1]{}, seeds[Source::seed_count + 1]{}, results[result_count + 1]{};

    constexpr bool full() const { return counts.full; }

    /// Makes the nodes as they are written.
    constexpr void write() {
        graph g = storage.start();
        bool active[Capacity]{};
        int adjoint[Capacity]{}, image[Capacity]{};
        sweep_space space{active, adjoint, image};
        write_source<Source, Capacity>(g, space, outputs, independent, seeds);
        written = g.count;
        counts = g;
    }

    /// Adds the nodes of the derivatives.
    constexpr void differentiate() {
        graph g = storage.resume(counts);
        bool active[Capacity]{};
        int adjoint[Capacity]{}, image[Capacity]{}, next[Capacity]{}, head[2 * Capacity]{}, partner[Capacity]{};
        differentiate_source<Source, What>(g, {active, adjoint, image}, {image, adjoint, next, head, partner}, written,
                                           {outputs, m, independent, n, seeds}, results);
        counts = g;
    }

    /// The program of the results.
    constexpr auto extract() {
        program<Capacity, result_count> p;
        graph const g = storage.resume(counts);
        int slot[Capacity]{}, depth[Capacity]{}, next[Capacity]{}, head[2 * Capacity]{}, partner[Capacity]{};
        detail::extract(g, results, result_count, value_count(What, m), lane_seeds_of(What, m, n), {slot, depth, next, head, partner}, p);
        return p;
    }
};

/// The three phases, in one go.
template <class Source, quantity What, int Capacity>
constexpr auto compile() {
    workbench<Source, What, Capacity> work;
    work.write();
    if (!work.full()) work.differentiate();
    if (!work.full()) return work.extract();
    decltype(work.extract()) nothing;
    nothing.full = true;
    return nothing;
}

enum class phase { write, differentiate, extract };

/// From this capacity on, each phase is a constant evaluation of its own.
inline constexpr int phased_capacity = 65536;

template <class Source, quantity What, int Capacity, phase Last>
constexpr auto compile_to();

/// The work is done once in small arrays; should they not suffice, it stops early and starts again in larger ones.
/// If a compiler gives up on this variable, its limit of constant evaluation is too low for the formula, and the
/// variable's name, which the compiler prints, says what to do.
template <class Source, quantity What, int Capacity, phase Last = phase::extract>
inline constexpr auto formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit =
    compile_to<Source, What, Capacity, Last>();

template <class Source, quantity What, int Capacity, phase Last>
constexpr auto compile_to() {
    if constexpr (Capacity < phased_capacity) {
        return compile<Source, What, Capacity>();
    } else if constexpr (Last == phase::write) {
        workbench<Source, What, Capacity> work;
        work.write();
        return work;
    } else if constexpr (Last == phase::differentiate) {
        auto work = formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit<Source, What, Capacity, phase::write>;
        work.differentiate();
        return work;
    } else {
        auto work =
            formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit<Source, What, Capacity, phase::differentiate>;
        return work.extract();
    }
}

template <class Source, quantity What, int Capacity>
constexpr bool is_full(workbench<Source, What, Capacity> const& work) {
    return work.full();
}
template <int Capacity, int Outputs>
constexpr bool is_full(program<Capacity, Outputs> const& p) {
    return p.full;
}

enum class outcome { failed, full, fits };

/// Whether the work up to a phase was done within `Capacity`. The overload that asks is passed over where the compiler
/// gave up, so that giving up is reported once, and not again by all that would use the result.
template <class Source, quantity What, int Capacity, phase Last>
auto outcome_of(int) -> std::integral_constant<
    outcome, is_full(formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit<Source, What, Capacity, Last>)
                 ? outcome::full
                 : outcome::fits>;
template <class Source, quantity What, int Capacity, phase Last>
auto outcome_of(...) -> std::integral_constant<outcome, outcome::failed>;

/// The outcome of all phases: of the first that does not fit.
template <class Source, quantity What, int Capacity>
consteval outcome final_outcome() {
    if constexpr (Capacity < phased_capacity) {
        return decltype(outcome_of<Source, What, Capacity, phase::extract>(0))::value;
    } else if constexpr (constexpr outcome written = decltype(outcome_of<Source, What, Capacity, phase::write>(0))::value;
                         written != outcome::fits) {
        return written;
    } else if constexpr (constexpr outcome derived =
                             decltype(outcome_of<Source, What, Capacity, phase::differentiate>(0))::value;
                         derived != outcome::fits) {
        return derived;
    } else {
        return decltype(outcome_of<Source, What, Capacity, phase::extract>(0))::value;
    }
}

/// Stands for the result where there is none.
template <class Source, quantity What>
inline constexpr program<1, result_count(What, Source::output_count, Source::independent_count)> no_program{};

template <class Source, quantity What, int Capacity = 256>
consteval auto const& fitting_program() {
    constexpr outcome result = final_outcome<Source, What, Capacity>();
    static_assert(Capacity < 1 << 24, "ctgrad: the graph of this formula or function has more than ten million nodes");
    if constexpr (result == outcome::full && Capacity < 1 << 24)
        return fitting_program<Source, What, 16 * Capacity>();
    else if constexpr (result == outcome::fits)
        return formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit<Source, What, Capacity>;
    else
        return no_program<Source, What>;
}

template <class Source, quantity What>
struct compiled {
    static constexpr auto const& value = fitting_program<Source, What>();
    static constexpr bool failed =
        std::same_as<decltype(value), decltype((no_program<Source, What>))>;
};

}  // namespace ctgrad::detail
