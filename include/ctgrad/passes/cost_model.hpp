#pragma once

#include <ctgrad/support/compiler.hpp>

namespace ctgrad::detail {

/// The tuned constants of all passes. Each was set by the row of the benchmark that stands beside it
/// (`tests/benchmark/run`, docs/benchmarks.md); "compile time" is `tests/cost/compile_time`. A test changes each by one
/// and sees that the program of some graph changes, so that none moves unnoticed.
struct cost_model {
    // How long an operation takes, in units of an addition.
    int call_latency = 12;     ///< F3
    int division_latency = 4;  ///< F5

    // Which graphs are optimized.
    int largest_optimized =
        2000;  ///< in nodes; larger ones keep the order of their making: compile time, function 3000

    // product_cse
    int shared_factors = 12;     ///< factors of a product that is taken apart: compile time, Black-Scholes
    int shared_products = 400;   ///< products that are taken apart: compile time, Hessian of Rosenbrock
    int shared_pairs = 3000;     ///< pairs of factors that are counted: likewise
    int sharing_visits = 40000;  ///< of pairs and products, some five steps of evaluation each: likewise
    int sharing_keeps_sixteenths =
        15;  ///< products left, of 16, for which the order of the sweep is given up: F3's Hessian

    // reassociation
    int longest_product = 6;               ///< factors of one term: compile time, F5
    int longest_sum = 24;                  ///< terms of one sum: compile time, F5
    int latency_bound_width = 6;           ///< operations per step of the critical path: F5, F6 as a function
    int latency_bound_operations = 600;    ///< larger graphs are not tuned for latency: compile time
    int fewest_for_distribution = 32;      ///< operations; of fewer, the next evaluation overlaps with this one: F4
    int distributions = 4;                 ///< multiplications that distribution may add: Black-Scholes
    int operations_per_distribution = 16;  ///< one more of these for so many operations: Black-Scholes
    int distributed_terms = 3;             ///< of a sum that a factor is multiplied into: Black-Scholes
    int distribution_lead = 3;             ///< how much sooner than the sum that factor is ready: Black-Scholes
    int expansion_lead = 2;  ///< how much sooner than the other one a factor of the last factor is ready: F5
    int urgent_slack = 2;    ///< steps by which a node may be late and count as on the critical path: F5

    // SLP packs
    int gathered_operands = 1;  ///< registers that a pack may have to put together and still pay: F5
    int match_affinity = 4;     ///< how much more an operand that is in place counts than one that could be: F5
    int padded_packs = 64;      ///< sums that get a zero for a missing term: compile time, F5
    int cycle_patience = 12;    ///< passes over the graph before packs that wait for each other are split: compile time

    // list_schedule
    int interleaved_width = 12;  ///< nodes per step of the critical path; of wider graphs more values would be alive
                                 ///< than there are registers: F6 as a function, clang

    // paired_stores
    int light_operations = 3;         ///< per result; more hide the time of storing: F1, clang
    int packed_results_quarters = 3;  ///< of the results, computed in packs, for which a compiler that combines stores
                                      ///< by itself needs help: F5, g++
    bool compiler_combines_stores = combines_stores;
    bool compiler_contracts_within_expressions = contracts_within_expressions;
};
inline constexpr cost_model default_costs{};

}  // namespace ctgrad::detail
