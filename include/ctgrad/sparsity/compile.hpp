#pragma once

#include <cstddef>
#include <limits>

#include <ctgrad/compile/compile.hpp>
#include <ctgrad/passes/depth_first_schedule.hpp>
#include <ctgrad/sparsity/derivation.hpp>
#include <ctgrad/sparsity/layout.hpp>
#include <ctgrad/sparsity/pattern.hpp>
#include <ctgrad/support/array_of.hpp>

/// Compiles the entries of a Jacobian or Hessian that are not zero. One job derives them, which is all that a pattern
/// needs; another makes a program of them in the order of a layout.
namespace ctgrad::detail {

/// The results of a first job: the graph with all derivatives.
template <class Source, quantity What, int Capacity>
struct sparse_derivatives : source_nodes<Source, Capacity> {
    using nodes = source_nodes<Source, Capacity>;
    using nodes::m, nodes::n, nodes::storage, nodes::counts, nodes::outputs, nodes::independent, nodes::seeds,
        nodes::active, nodes::adjoint, nodes::derived;

    array_of<int, n + 1> gradient{};
    sparse_entries_of<Capacity> entries{};
    node_array<int, Capacity> order{}, first_variable{};
    array_of<int, n + 1> next_variable{};
    sparse_progress progress{};

    constexpr independent_lookup variables() { return {first_variable, next_variable}; }

    constexpr void prepare() {
        if (!counts.full) variables().fill(independent, n);
    }
    /// Adds the nodes of the derivatives, as far as the budget allows.
    constexpr void differentiate(int budget) {
        graph g = storage.resume(counts);
        node_array<int, Capacity> image{};
        array_of<local_derivatives, Capacity> local{};
        request const r{outputs, m, independent, n, seeds};
        derived =
            sparse_derivation<Capacity>{
                g, {active, adjoint, image, local}, What, r, gradient, entries, variables(), order, progress, budget}
                .run();
        counts = g;
    }
};

template <class Source, quantity What>
struct sparse_derivation_job {
    static constexpr int growth = 4;
    using nothing = sparse_derivatives<Source, What, 4>;

    template <int Capacity, int Stage>
    static constexpr auto run() {
        if constexpr (Stage == 0) {
            sparse_derivatives<Source, What, Capacity> work;
            work.write();
            work.prepare();
            if (Capacity < phased_capacity && !work.full()) work.differentiate(std::numeric_limits<int>::max());
            return work;
        } else {
            auto work = formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit<sparse_derivation_job,
                                                                                         Capacity, Stage - 1>;
            work.differentiate(visit_cost * nodes_of_stage);
            return work;
        }
    }
};
template <class Source, quantity What, int Capacity>
constexpr outcome outcome_of(sparse_derivatives<Source, What, Capacity> const& work) {
    return work.full() ? outcome::full : work.derived ? outcome::finished : outcome::unfinished;
}

/// A source for which only the entries that are not zero are computed, after values and gradient unless these are left
/// out.
template <class Source, quantity What, class Layout, bool EntriesAlone>
struct sparse_source : Source {};

template <class Source, quantity What, class Layout, bool EntriesAlone>
struct with_free_rounding<sparse_source<Source, What, Layout, EntriesAlone>> {
    using type = sparse_source<typename with_free_rounding<Source>::type, What, Layout, EntriesAlone>;
};

template <class Source, quantity What, class Layout, bool EntriesAlone, quantity Asked>
struct compile_job<sparse_source<Source, What, Layout, EntriesAlone>, Asked> {
    static constexpr int growth = 4;
    static constexpr int m = Source::output_count, n = Source::independent_count;
    static constexpr bool is_hessian = What == quantity::hessian;
    static constexpr int rows = is_hessian ? n : m;
    static constexpr int dense_results = EntriesAlone ? 0 : m + (is_hessian ? n : 0);
    using derivation_job = sparse_derivation_job<Source, What>;
    using nothing = program<1, 1>;

    /// The derivation is not finished.
    struct waiting {
        bool full = false;
        friend constexpr outcome outcome_of(waiting const&) { return outcome::unfinished; }
    };

    template <int Capacity, int Stage>
    static constexpr auto run() {
        constexpr auto const& derived =
            formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit<derivation_job, Capacity, Stage>;
        if constexpr (!derived.full() && !derived.derived)
            return waiting{};
        else
            return extract<dense_results + count_entries(derived.entries)>(derived);
    }

private:
    template <int Capacity>
    static constexpr int count_entries(sparse_entries_of<Capacity> const& derived) {
        return is_hessian ? entry_count<Layout>(derived) : derived.count;
    }
    /// The results in an order in which neighbours share operands: row after row (or column), each with the value or the
    /// part of the gradient that belongs to it.
    template <int Capacity>
    static constexpr void order_by_position(sparse_entries_of<Capacity> const& entries, int const* results,
                                            int* roots) {
        constexpr bool by_rows = Layout::order == storage_order::by_rows;
        constexpr int outer = by_rows ? rows : n;
        constexpr int beside = EntriesAlone ? 0 : is_hessian ? n : by_rows ? m : 0, first = is_hessian ? m : 0;
        int const* const position = by_rows ? entries.rows : entries.columns;
        int next = 0, k = 0;
        for (int i = 0; i < outer; ++i) {
            if (i < beside) roots[next++] = results[first + i];
            for (; k < entries.count && position[k] == i; ++k) roots[next++] = results[dense_results + k];
        }
        if (!EntriesAlone && (is_hessian || !by_rows))
            for (int i = 0; i < m; ++i) roots[next++] = results[i];
    }

    template <int Outputs, int Capacity>
    static constexpr void order_evaluation(pass_context& c, sparse_entries_of<Capacity> const& entries) {
        bool const large = !is_optimized(c);
        if (large) {
            for (int id = 0; id < c.g.count; ++id) c.partner[id] = slp_packs::none;
            mark_derived(c);
            if (c.costs.compiler_contracts_within_expressions) mark_fused(c);
        } else if (!is_wide(c)) {
            return;
        }
        array_of<int, Outputs + 1> roots{};
        order_by_position(entries, c.results.ids, roots);
        depth_first_schedule{c}.run(roots, Outputs);
    }

    template <int Outputs, int Capacity>
    static constexpr auto extract(sparse_derivatives<Source, What, Capacity> derived) {
        program<Capacity, Outputs> p;
        p.full = derived.full();
        if (p.full) return p;
        graph g = derived.storage.resume(derived.counts);
        auto const entries = in_layout<Layout, What, rows, n>(derived.entries);
        array_of<int, Outputs + 1> results{};
        int count = 0;
        if (!EntriesAlone) {
            for (int i = 0; i < m; ++i) results[count++] = derived.outputs[i];
            if (is_hessian)
                for (int j = 0; j < n; ++j) results[count++] = derived.gradient[j];
        }
        for (int k = 0; k < entries.count; ++k) results[count++] = entries.ids[k];
        pass_storage<Capacity> arrays;
        pass_results const asked{results,
                                 count,
                                 fixed_values<Source>(EntriesAlone ? 0 : m),
                                 is_hessian ? dense_results : count,
                                 {},
                                 derived.independent,
                                 n};
        pass_context c(g, arrays.arrays(), asked, derived.written);
        run_passes(pass_stage::derivatives, c);
        run_passes(pass_stage::program, c);
        if (!c.g.full) order_evaluation<Outputs>(c, entries);
        emit_program(c, p);
        return p;
    }
};

template <class Source, quantity What>
inline constexpr auto const& derived_entries = result_of<sparse_derivation_job<Source, What>>().entries;

template <class Source, quantity What, class Layout>
inline constexpr std::size_t nonzeros_of =
    static_cast<std::size_t>(What == quantity::hessian ? entry_count<Layout>(derived_entries<Source, What>)
                                                       : derived_entries<Source, What>.count);

template <class Source, quantity What, class Layout>
constexpr auto make_pattern() {
    constexpr bool is_hessian = What == quantity::hessian;
    constexpr int n = Source::independent_count, rows = is_hessian ? n : Source::output_count;
    constexpr std::size_t nonzeros = nonzeros_of<Source, What, Layout>;
    sparsity_pattern<static_cast<std::size_t>(rows), static_cast<std::size_t>(n), nonzeros, Layout::order,
                     is_hessian && Layout::lower>
        pattern;
    auto const entries = in_layout<Layout, What, rows, n>(derived_entries<Source, What>);
    for (std::size_t k = 0; k < nonzeros; ++k) {
        pattern.row_indices[k] = entries.rows[k];
        pattern.column_indices[k] = entries.columns[k];
        ++pattern.offsets[1 + static_cast<std::size_t>(Layout::order == storage_order::by_rows ? entries.rows[k]
                                                                                               : entries.columns[k])];
    }
    for (std::size_t i = 1; i < pattern.offsets.size(); ++i) pattern.offsets[i] += pattern.offsets[i - 1];
    return pattern;
}
/// The pattern of the nonzeros of a quantity.
template <class Source, quantity What, class Layout>
inline constexpr auto sparsity_of = make_pattern<Source, What, Layout>();

}  // namespace ctgrad::detail
