#pragma once

#include <ctgrad/support/compiler.hpp>

namespace ctgrad::detail {

/// The tuned constants of all passes. Beside each is the benchmark that set it: a row of `tests/benchmark/run`
/// (docs/benchmarks.md), or "compile time" of `tests/cost/compile_time`. A test changes each constant by one and checks
/// that the program of some graph changes, so that no change goes unnoticed.
struct cost_model {
    // Latencies, in units of an addition.
    int call_latency = 12;     ///< F3
    int division_latency = 4;  ///< F5

    // The graphs that are optimized.
    int largest_optimized = 2000;  ///< nodes; larger graphs keep their creation order: compile time, function 3000

    // product_cse
    int shared_factors = 12;    ///< factors of a product that is expanded: compile time, Black-Scholes
    int shared_products = 400;  ///< products that are expanded: compile time, Hessian of Rosenbrock
    int shared_pairs = 3000;    ///< pairs of factors that are counted: the same
    int sharing_visits =
        40000;  ///< visits of pairs and products, about five steps of constant evaluation each: the same
    int sharing_keeps_sixteenths =
        15;  ///< of 16 products at most this many must be left to replace the order of the sweep: F3's Hessian

    // multiple_sharing
    int operations_per_shared_multiple =
        32;  ///< it must save one of so many operations of the derivatives to be done: compile time, F5

    // negation_sharing
    int operations_per_negation =
        32;  ///< it must save one of so many operations of the derivatives to be done: compile time, F5

    // reassociation
    int longest_product = 6;               ///< factors of one term: compile time, F5
    int longest_sum = 24;                  ///< terms of one sum: compile time, F5
    int latency_bound_width = 6;           ///< operations per step of the critical path: F5, F6 as a function
    int latency_bound_operations = 600;    ///< larger graphs are not tuned for latency: compile time
    int fewest_for_distribution = 32;      ///< operations; evaluations of smaller graphs overlap anyway: F4
    int distributions = 4;                 ///< multiplications that distribution may add: Black-Scholes
    int operations_per_distribution = 16;  ///< one more distribution for so many operations: Black-Scholes
    int distributed_terms = 3;             ///< terms of a sum that a factor is distributed over: Black-Scholes
    int distribution_lead = 3;             ///< how much earlier than the sum that factor is ready: Black-Scholes
    int expansion_lead = 2;  ///< how much earlier one factor of the latest factor is ready than the other: F5
    int urgent_slack = 2;    ///< slack with which a node still counts as on the critical path: F5

    // SLP packs
    int gathered_operands = 1;  ///< operand registers that a profitable pack may have to gather: F5
    int match_affinity = 4;     ///< weight of an operand that is a pack, relative to one that could be: F5
    int padded_packs = 64;      ///< sums that get a zero for a missing term: compile time, F5
    int cycle_patience = 12;  ///< passes over the graph before packs that depend on each other are split: compile time

    // list_schedule
    int interleaved_width = 6;  ///< nodes per step of the critical path; wider graphs would have more live values than
                                ///< registers: Hessian of Rosenbrock, g++
    int registers = 16;         ///< live values, up to which no other order is tried: compile time, F5

    // paired_stores
    int light_operations = 3;         ///< operations per result; more of them hide the time of storing: F1, clang
    int packed_results_quarters = 3;  ///< quarters of the results that must be packs before a compiler that combines
                                      ///< stores by itself needs help: F5, g++
    int few_results = 8;              ///< so many are stored at the end, where compilers combine them: F1, F2, g++

    // What the compiler does by itself:
    bool compiler_stores_pairs = stores_pairs;
    bool compiler_combines_stores = combines_stores;
    bool compiler_keeps_order = keeps_order;
    bool compiler_contracts_within_expressions = contracts_within_expressions;
};
inline constexpr cost_model default_costs{};

}  // namespace ctgrad::detail
