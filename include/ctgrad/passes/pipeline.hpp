#pragma once

#include <ctgrad/differentiate/quantity.hpp>
#include <ctgrad/passes/balance.hpp>
#include <ctgrad/passes/contraction_marks.hpp>
#include <ctgrad/passes/list_schedule.hpp>
#include <ctgrad/passes/logistic_sharing.hpp>
#include <ctgrad/passes/multiple_sharing.hpp>
#include <ctgrad/passes/negation_sharing.hpp>
#include <ctgrad/passes/paired_stores.hpp>
#include <ctgrad/passes/product_cse.hpp>
#include <ctgrad/passes/reassociate.hpp>
#include <ctgrad/passes/reciprocal_sharing.hpp>
#include <ctgrad/passes/slp.hpp>
#include <ctgrad/passes/slp_padding.hpp>
#include <ctgrad/passes/stabilize.hpp>
#include <ctgrad/passes/stated_partials.hpp>
#include <ctgrad/passes/value_numbering.hpp>

/// All passes over the graph, in the order in which they run. Between `formula` and `derivatives` the sweeps add the
/// nodes of the derivatives; they simplify each as they make it (differentiate/simplify.hpp).
namespace ctgrad::detail {

/// When a pass runs: on the nodes as written, on the graph with derivatives, or when the graph becomes a program.
enum class pass_stage { formula, derivatives, program };

/// (The texts are plain arrays: a compiler would count their lengths in every translation unit.)
struct listed_pass {
    char const* name;
    pass_stage stage;
    char const* header;  ///< in ctgrad/passes
    char const* reason;
    char const* when;
    /// Its effect on a row of `tests/benchmark/run`: time relative to the hand-written version, without and with the
    /// pass.
    char const* figure;
    bool (*applies)(pass_context const& c);
    void (*run)(pass_context& c);
};

constexpr bool always(pass_context const&) { return true; }
constexpr bool is_optimized(pass_context const& c) { return !c.is_large(); }
constexpr bool may_round_freely(pass_context const& c) { return c.written == 0 && is_optimized(c); }
constexpr bool has_second_derivatives(pass_context const& c) {
    return c.results.kept < c.results.count && is_optimized(c);
}
constexpr bool has_packs(pass_context const& c) { return c.results.seeds.count > 0 && is_optimized(c); }
constexpr bool keeps_expressions(pass_context const& c) {
    return c.costs.compiler_contracts_within_expressions && is_optimized(c);
}
/// Scheduling takes less time than the other passes.
constexpr bool is_scheduled(pass_context const& c) {
    return c.size() <= (c.costs.compiler_keeps_order ? 4 : 1) * c.costs.largest_optimized;
}
constexpr bool has_several_results(pass_context const& c) {
    return c.costs.compiler_stores_pairs && c.results.count > 1;
}

constexpr void remove_dead_code(pass_context& c) {
    if (is_optimized(c))
        c.mark_live();
    else
        mark_live_quickly(c.g, c.results.ids, c.results.count, c.slot);
    int live = 0;
    for (int id = 0; id < c.g.count; ++id) live += c.slot[id] != dead;
    c.live_count = live;
}

inline constexpr listed_pass pipeline[]{
    {"stabilize", pass_stage::formula, "stabilize.hpp",  //
     "log(sigmoid(x)) and similar formulas keep their digits where sigmoid(x) underflows", "always",
     "none: it is for accuracy (docs/rules.md)", always, stabilize},
    {"expansion", pass_stage::formula, "stabilize.hpp",
     "a sigmoid is 1 / (1 + exp(-x)), so that its derivative has the exponential", "derivatives",
     "none: it is for accuracy (docs/rules.md)", expands, expand},
    {"stated partials", pass_stage::derivatives, "stated_partials.hpp",
     "what with_partials states is dropped once it is used", "with_partials", "none: later passes need it",
     has_stated_partials, drop_differentials},
    {"reciprocal sharing", pass_stage::derivatives, "reciprocal_sharing.hpp",
     "all quotients by the same divisor share one division", "free_rounding",
     "F3, g++: 1.02 to 1.00; clang: 0.95 to 0.90", may_round_freely, share_reciprocals},
    {"value numbering", pass_stage::derivatives, "value_numbering.hpp",
     "sums of the same terms in any order, their negatives and doubles, are computed once", "up to 2000 nodes",
     "Quaternion rotation, g++: 1.55 to 1.13", is_optimized, number_values},
    {"product CSE", pass_stage::derivatives, "product_cse.hpp", "factors that many products share are multiplied once",
     "second derivatives", "Black-Scholes, g++: 1.41 to 1.29; clang: 1.43 to 1.32", has_second_derivatives,
     share_factors},
    {"reassociation", pass_stage::derivatives, "reassociate.hpp",
     "factors terms, reduces the height of sums, and distributes where latency bounds the code", "up to 2000 nodes",
     "F5, g++: 1.10 to 0.90; Black-Scholes, g++: 1.25 to 1.18", is_optimized, reassociate},
    {"balancing", pass_stage::derivatives, "balance.hpp",
     "factors are multiplied in an order in which no partial product leaves the range", "up to 640 nodes",
     "none: it is for accuracy (docs/accuracy.md)", is_balanced, balance},
    {"multiple sharing", pass_stage::derivatives, "multiple_sharing.hpp",
     "products by a factor that are doubled share its double", "up to 2000 nodes",
     "Lennard-Jones, g++: 1.21 to 1.14; clang: 1.30 to 1.26", is_optimized, share_multiples},
    {"logistic sharing", pass_stage::derivatives, "logistic_sharing.hpp",
     "softplus, log_sigmoid and sigmoid of x and of -x share one exponential", "always",
     "one exp and one log1p for a cross-entropy with its gradient (tests/cost/facts.cpp)", always,
     share_logistic_functions},
    {"negation sharing", pass_stage::derivatives, "negation_sharing.hpp",
     "negated products that share a factor share its negation", "up to 2000 nodes",
     "F6 as a function: 812 to 652 operations", is_optimized, share_negations},
    {"liveness", pass_stage::program, "liveness.hpp",  //
     "nodes that no result needs get no slot", "always", "none: later passes need it", always, remove_dead_code},
    {"SLP packs", pass_stage::program, "slp.hpp",
     "two rows of a Jacobian are lanes of one register; sine and cosine are one call", "up to 2000 nodes",
     "F5, g++: 1.24 to 1.10; Robot arm, clang: 1.13 to 0.76", is_optimized, find_packs},
    {"SLP padding", pass_stage::program, "slp_padding.hpp",
     "a zero replaces a term that one row lacks, so that its pack extends", "Jacobians of two rows or more",
     "F5, g++: 0.95 to 0.93", has_packs, pad_packs},
    {"list scheduling", pass_stage::program, "list_schedule.hpp",
     "independent chains overlap; operands of calls come first; wide graphs go depth first on g++",
     "up to 2000 nodes, on g++ up to 8000",
     "F6 as a function, clang: 138 to 107 ns; gradient of Rosenbrock in 100 variables, g++: 138 to 76 ns", is_scheduled,
     schedule},
    {"derived marks", pass_stage::program, "contraction_marks.hpp",
     "clang may contract products and sums in derivatives", "up to 2000 nodes", "F3, clang: 0.98 to 0.95", is_optimized,
     mark_derived},
    {"fused marks", pass_stage::program, "contraction_marks.hpp",
     "clang contracts values as it does the expression of the formula", "clang",
     "Quaternion rotation, clang: 1.09 to 1.01", keeps_expressions, mark_fused},
    {"paired stores", pass_stage::program, "paired_stores.hpp", "results are stored two at a time",
     "two results or more",
     "F1, clang: 1.00 to 0.51; F5, g++: 0.96 to 0.93; gradient of Rosenbrock in 100 variables, g++: 76 to 52 ns",
     has_several_results, pair_stores},
};

/// Runs the passes of a stage, in order.
constexpr void run_passes(pass_stage stage, pass_context& c) {
    for (listed_pass const& p : pipeline)
        if (p.stage == stage && !c.g.full && p.applies(c)) p.run(c);
}

/// The results of a quantity, for the passes. The first two rows of a Jacobian are the seeds of packs.
constexpr pass_results asked_results(quantity what, request const& r, int* results, int fixed_values,
                                     int other_values = 0) {
    int const m = r.output_count, n = r.independent_count, count = other_values + result_count(what, m, n);
    int const kept = what == quantity::hessian ? value_count(what, m) + n : count;
    slp_seeds const seeds = what == quantity::jacobian && m >= 2 ? slp_seeds{other_values + m, n, n} : slp_seeds{};
    return {results, count, fixed_values, kept, seeds, r.independent, n};
}

}  // namespace ctgrad::detail
