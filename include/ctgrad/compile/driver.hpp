#pragma once

#include <concepts>
#include <type_traits>

#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/graph/storage.hpp>
#include <ctgrad/support/array_of.hpp>
#include <ctgrad/support/limits.hpp>

/// The driver of all compile-time work on graphs. It runs a job in arrays of fixed capacity; if they are too small, it
/// runs the job again in larger ones.
///
/// A job is a type with
///  - `run<Capacity, Stage>()`, a constexpr function whose result has a member `full`: the arrays were too small, and
///    the rest of the result is meaningless;
///  - `growth`, the factor by which the capacity is then multiplied;
///  - `nothing`, a default-constructible type that replaces the result if the compiler gave up.
///
/// Work that is too long for a single constant evaluation is divided into stages. The result of each is passed to the
/// next while `outcome_of(result)` says that it is unfinished. Other jobs ignore the stage.
namespace ctgrad::detail {

/// A new graph and the arrays for sweeps over it.
template <int Capacity, bool Matrices = false>
struct job_arrays {
    graph_storage<Capacity, Matrices> storage{};
    node_array<bool, Capacity> active{};
    node_array<int, Capacity> adjoint{};
    node_array<int, Capacity> image{};
    array_of<local_derivatives, Capacity> local{};
    graph g = storage.start();
    sweep_space space{active, adjoint, image, local};
};

/// If a compiler gives up on this variable, its limit of constant evaluation is too low for the formula. The compiler
/// prints the variable's name, which says what to do.
template <class Job, int Capacity, int Stage>
inline constexpr auto formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit =
    Job::template run<Capacity, Stage>();

enum class outcome { failed, full, unfinished, finished };

template <class Result>
constexpr outcome outcome_of(Result const& result) {
    return result.full ? outcome::full : outcome::finished;
}

/// The outcome of a stage. If the compiler gave up, substitution into the first overload fails silently, so that giving
/// up is reported only once and not again by every use of the result.
template <class Job, int Capacity, int Stage>
auto outcome_of_stage(int) -> std::integral_constant<
    outcome, outcome_of(formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit<Job, Capacity, Stage>)>;
template <class Job, int Capacity, int Stage>
auto outcome_of_stage(...) -> std::integral_constant<outcome, outcome::failed>;

/// Replaces a result that does not exist.
template <class Job>
inline constexpr typename Job::nothing no_result{};

/// The capacity that is tried first: that of the nodes that the job expects, if it says so, or else the smallest.
template <class Job>
consteval int first_capacity() {
    int capacity = 256;
    if constexpr (requires { Job::expected_nodes; })
        while (capacity < Job::expected_nodes && capacity < largest_graph) capacity *= Job::growth;
    return capacity;
}

/// Replaces a result that is too large for the largest arrays.
template <class Job>
struct overflowed {};
template <class Job>
inline constexpr overflowed<Job> overflow{};

/// The result of a job in the first arrays that are large enough, `no_result` if the compiler gave up, or `overflow`.
template <class Job, int Capacity, int Stage = 0>
consteval auto const& search_result() {
    constexpr outcome what = decltype(outcome_of_stage<Job, Capacity, Stage>(0))::value;
    if constexpr (what == outcome::unfinished)
        return search_result<Job, Capacity, Stage + 1>();
    else if constexpr (what == outcome::full && Capacity >= largest_graph)
        return overflow<Job>;
    else if constexpr (what == outcome::full)
        return search_result<Job, Job::growth * Capacity>();
    else if constexpr (what == outcome::finished)
        return formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit<Job, Capacity, Stage>;
    else
        return no_result<Job>;
}

/// The result of a job, or `no_result` if there is none.
template <class Job>
consteval auto const& result_of() {
    constexpr auto const& found = search_result<Job, first_capacity<Job>()>();
    constexpr bool fits = !std::same_as<decltype(found), overflowed<Job> const&>;
    static_assert(fits,
                  "ctgrad: this formula or function, with its derivatives, has too many operations for straight-line "
                  "code (65536, or four times CTGRAD_LARGEST_FUNCTION): write a loop over data as ctgrad::sum(rows, "
                  "body), ask for sparse derivatives, or split it");
    if constexpr (fits)
        return found;
    else
        return no_result<Job>;
}

}  // namespace ctgrad::detail
