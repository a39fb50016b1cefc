#pragma once

#include <concepts>
#include <type_traits>

#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/graph/graph.hpp>

/// The one driver of all compile-time work on graphs: a job is run in arrays of a fixed capacity, and run again in
/// larger ones when they were too small.
///
/// A job is a type with
///  - `run<Capacity, Stage>()`, a constexpr function whose result has a member `full`: the arrays did not suffice, and
///    nothing else in the result means anything;
///  - `growth`, by how much the capacity is multiplied then;
///  - `nothing`, a default-constructible type that stands for the result where the compiler gave up.
///
/// Work that is too long for a single constant evaluation is divided into stages: the result of each is handed to the
/// next, as long as `outcome_of(result)` says that it is unfinished. Other jobs ignore the stage.
namespace ctgrad::detail {

/// A new graph with the arrays for sweeps over it.
template <int Capacity, bool Matrices = false>
struct job_arrays {
    graph_storage<Capacity, Matrices> storage{};
    bool active[Capacity]{};
    int adjoint[Capacity]{};
    int image[Capacity]{};
    graph g = storage.start();
    sweep_space space{active, adjoint, image};
};

/// If a compiler gives up on this variable, its limit of constant evaluation is too low for the formula, and the
/// variable's name, which the compiler prints, says what to do.
template <class Job, int Capacity, int Stage>
inline constexpr auto formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit =
    Job::template run<Capacity, Stage>();

enum class outcome { failed, full, unfinished, finished };

template <class Result>
constexpr outcome outcome_of(Result const& result) {
    return result.full ? outcome::full : outcome::finished;
}

/// What came of a stage. The overload that asks is passed over where the compiler gave up, so that giving up is
/// reported once, and not again by all that would use the result.
template <class Job, int Capacity, int Stage>
auto outcome_of_stage(int) -> std::integral_constant<
    outcome, outcome_of(formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit<Job, Capacity, Stage>)>;
template <class Job, int Capacity, int Stage>
auto outcome_of_stage(...) -> std::integral_constant<outcome, outcome::failed>;

/// Stands for the result where there is none.
template <class Job>
inline constexpr typename Job::nothing no_result{};

/// The result of a job in the first arrays that are large enough; `no_result` where the compiler gave up.
template <class Job, int Capacity = 256, int Stage = 0>
consteval auto const& result_of() {
    constexpr outcome what = decltype(outcome_of_stage<Job, Capacity, Stage>(0))::value;
    constexpr bool largest = Capacity >= 1 << 24;
    static_assert(!(largest && what == outcome::full),
                  "ctgrad: the graph of this formula or function has more than ten million nodes");
    if constexpr (what == outcome::unfinished)
        return result_of<Job, Capacity, Stage + 1>();
    else if constexpr (what == outcome::full && !largest)
        return result_of<Job, Job::growth * Capacity>();
    else if constexpr (what == outcome::finished)
        return formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit<Job, Capacity, Stage>;
    else
        return no_result<Job>;
}

}  // namespace ctgrad::detail
