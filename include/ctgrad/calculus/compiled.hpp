#pragma once

#include <concepts>
#include <cstddef>
#include <type_traits>

#include <ctgrad/calculus/derive.hpp>
#include <ctgrad/evaluate/program.hpp>
#include <ctgrad/transform/stabilize.hpp>

namespace ctgrad::detail {

/// Makes the nodes of a source, and those of what is asked of it: their ids are written to the arrays.
template <class Source, quantity What, int Capacity>
constexpr void build_and_derive(graph& g, sweep_space& space, int* outputs, int* independent, int* seeds, int* results) {
    constexpr int m = Source::output_count, n = Source::independent_count;
    Source::template build<Capacity>(g, space, outputs, independent, seeds);
    if (!g.full)
        for (int i = 0; i < m; ++i) outputs[i] = stabilized(g, outputs[i], independent, n, space.image);
    if (!g.full) derive(g, space, What, {outputs, m, independent, n, seeds}, results);
}

/// All compile-time work for one quantity of one source of nodes (formulas, or a traced function), within arrays for
/// `Capacity` nodes. The source has
///  - `output_count`, `independent_count`, `seed_count`;
///  - `build<Capacity>(g, space, outputs, independent, seeds)`, which makes the nodes.
template <class Source, quantity What, int Capacity>
constexpr auto compile() {
    constexpr int m = Source::output_count, n = Source::independent_count;
    program<Capacity, result_count(What, m, n)> p;
    graph_storage<Capacity> storage;
    graph g = storage.view();
    bool active[Capacity]{};
    int adjoint[Capacity]{};
    int image[Capacity]{};
    int next[Capacity]{};
    int head[2 * Capacity]{};
    sweep_space space{active, adjoint, image};
    int outputs[m + 1]{}, independent[n + 1]{}, seeds[Source::seed_count + 1]{};
    int results[result_count(What, m, n) + 1]{};
    build_and_derive<Source, What, Capacity>(g, space, outputs, independent, seeds, results);
    if (!g.full) extract(g, results, result_count(What, m, n), image, adjoint, next, head, p);
    p.full = g.full;
    return p;
}

/// The work is done once in small arrays; should they not suffice, it stops early and starts again in larger ones.
/// If a compiler gives up on this variable, its limit of constant evaluation is too low for the formula, and the
/// variable's name, which the compiler prints, says what to do.
template <class Source, quantity What, int Capacity>
inline constexpr auto formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit =
    compile<Source, What, Capacity>();

enum class outcome { failed, full, fits };

/// Whether the work was done within `Capacity`. The overload that asks is passed over where the compiler gave up, so
/// that giving up is reported once, and not again by all that would use the result.
template <class Source, quantity What, int Capacity>
auto outcome_of(int) -> std::integral_constant<
    outcome, formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit<Source, What, Capacity>.full
                 ? outcome::full
                 : outcome::fits>;
template <class Source, quantity What, int Capacity>
auto outcome_of(...) -> std::integral_constant<outcome, outcome::failed>;

/// Stands for the result where there is none.
template <class Source, quantity What>
inline constexpr program<1, result_count(What, Source::output_count, Source::independent_count)> no_program{};

template <class Source, quantity What, int Capacity = 256>
consteval auto const& fitting_program() {
    constexpr outcome result = decltype(outcome_of<Source, What, Capacity>(0))::value;
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
