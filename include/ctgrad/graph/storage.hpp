#pragma once

#include <cstdint>

#include <ctgrad/graph/graph.hpp>
#include <ctgrad/graph/matrix_interface.hpp>
#include <ctgrad/support/array_of.hpp>

/// Memory for a graph.
namespace ctgrad::detail {

/// The arrays of a graph of up to `Capacity` nodes (a power of two). They are plain arrays and not allocated, because
/// constant evaluation is faster on them.
template <int Capacity, bool Matrices = false>
struct graph_storage {
    node_array<std::uint64_t, Capacity> nodes{};
    node_array<int, Capacity, 4> table{};
    array_of<int, 2 * Capacity> constant_table{};
    array_of<number, Capacity> constants{};
    array_of<input, Capacity> inputs{};
    array_of<operation_info const*, graph::operations_limit> operations{};
    [[no_unique_address]] shape_storage<Matrices ? Capacity : 0> shapes{};

    /// The graph in these arrays; `used` says how many of their entries are in use.
    constexpr graph resume(graph_counts const& used) {
        graph g{used, nodes, table, constant_table, constants, inputs, operations, Capacity};
        shapes.attach(g);
        return g;
    }
    /// A new graph, with the constants 0, 1 and -1.
    constexpr graph start() {
        graph g = resume({});
        for (int value : {0, 1, -1}) g.constant(value);
        return g;
    }
};

}  // namespace ctgrad::detail
