#pragma once

namespace ctgrad::detail {

/// The divisors b of the nodes 1 / b, among the first `seen` nodes; see differentiate/reciprocal_pairs.hpp.
struct divisor_list {
    static constexpr int capacity = 8;
    int seen = 0;
    int count = 0;  // includes those that were not stored
    int divisors[capacity]{};
    bool has_arguments[capacity]{};  // a divisor has a function of a product
};

/// How many operations a trial run made. It stops at `most`.
struct trial_count {
    int operations = 0;
    int most;
};

/// How much of a graph's arrays is in use.
struct graph_counts {
    int count = 0;
    int constant_count = 0;
    int input_count = 0;
    /// Set if the capacity was too small; the graph is then useless but harmless.
    bool full = false;
    /// Derivatives are for computing, with slopes; otherwise they are for reading and comparing.
    bool computes = false;
    /// The number of nodes before the first derivative; 0 if they were not counted.
    int written = 0;
    divisor_list reciprocals{};
};

}  // namespace ctgrad::detail
