#pragma once

#include <concepts>
#include <cstddef>

#include <ctgrad/compile/differentiated.hpp>
#include <ctgrad/compile/driver.hpp>
#include <ctgrad/compile/phases.hpp>
#include <ctgrad/compile/program.hpp>
#include <ctgrad/compile/rounding.hpp>
#include <ctgrad/diagnostics/rule_messages.hpp>
#include <ctgrad/differentiate/quantity.hpp>
#include <ctgrad/passes/pipeline.hpp>
#include <ctgrad/support/array_of.hpp>

namespace ctgrad::detail {

/// How many nodes a graph usually has in the end for each node as written. If the arrays have less room, the work is
/// started again in larger arrays at once, because it would probably fail later.
inline constexpr int growth_of_derivatives = 4;

/// Compiles one quantity of one source within arrays for `Capacity` nodes.
template <class Source, quantity What, int Capacity>
struct compilation : source_nodes<Source, Capacity> {
    using nodes = source_nodes<Source, Capacity>;
    using nodes::m, nodes::n, nodes::storage, nodes::counts, nodes::written, nodes::outputs, nodes::independent,
        nodes::seeds, nodes::active, nodes::adjoint, nodes::derived;
    static constexpr int rows = differentiated_count<Source>(), result_count = result_count_of<Source>(What);
    static constexpr int fixed_values = detail::fixed_values<Source>(value_count(What, m));

    array_of<int, detail::result_count(What, rows, n) + m - rows + 1> results{};
    array_of<int, differentiates_some<Source> ? rows + 1 : 1> differentiated{};
    derivation_progress progress{};

    constexpr void prepare() {
        if (What != quantity::values && Capacity < largest_graph && counts.count > Capacity / growth_of_derivatives)
            counts.full = true;
        if constexpr (differentiates_some<Source>)
            for (std::size_t i = 0; i < Source::differentiated.size(); ++i)
                differentiated[i] = outputs[Source::differentiated[i]];
    }

    /// Adds the nodes of the derivatives, as far as the budget allows.
    constexpr void differentiate(int budget) {
        graph g = storage.resume(counts);
        node_array<int, Capacity> image{};
        array_of<local_derivatives, Capacity> local{};
        derived =
            derivation{g, {active, adjoint, image, local}, What, asked(), results + (m - rows), progress, budget}.run();
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
        pass_context c(g, arrays.arrays(), asked_results(What, asked(), results, fixed_values, m - rows), written);
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

/// All phases at once.
template <class Source, quantity What, int Capacity>
constexpr auto compile() {
    return run_phases<compilation<Source, What, Capacity>>();
}

/// About how many nodes the graph of a function will have, so that arrays that are too small are not tried; otherwise
/// 0.
template <class Source, quantity What>
consteval int expected_nodes_of() {
    if constexpr (requires { Source::operation_count; }) {
        constexpr int operations = Source::operation_count;
        return What == quantity::values ? operations + operations / 4 : growth_of_derivatives * operations;
    } else {
        return 0;
    }
}

/// The job that compiles one quantity of one source.
template <class Source, quantity What>
struct compile_job {
    static constexpr int growth = 4;
    static constexpr int expected_nodes = expected_nodes_of<Source, What>();
    using nothing = program<1, result_count_of<Source>(What)>;

    template <int Capacity, int Stage>
    static constexpr auto run() {
        if constexpr (Capacity < phased_capacity)
            return run_phases<compilation<Source, What, Capacity>>();
        else
            return run_stage<compile_job, compilation<Source, What, Capacity>, Capacity, Stage>();
    }
};

template <class Source, quantity What, int Capacity>
constexpr outcome outcome_of(compilation<Source, What, Capacity> const& work) {
    return work.full() ? outcome::full : outcome::unfinished;
}

/// Refuses a program that needs a partial derivative without a rule. (Only the type of the result is used, because
/// evaluating it would lengthen the messages of g++.)
template <class Job>
auto check_partials() {
    constexpr auto const& program = result_of<Job>();
    if constexpr (program.missing_partial != nullptr) {
        using missing = decltype(definition_of(row<program.missing_partial>{}));
        if constexpr (requires { typename missing::member; })
            return refuse_member_of_family<typename missing::member>();
        else
            return refuse_argument_without_rule<missing>();
    } else {
        return std::true_type{};
    }
}

template <class Source, quantity What>
struct compiled {
    using job = compile_job<Source, What>;
    static_assert(decltype(check_partials<job>())::value);
    static constexpr auto const& value = result_of<job>();
    static constexpr bool failed = std::same_as<decltype(value), decltype((no_result<job>))>;
};

}  // namespace ctgrad::detail
