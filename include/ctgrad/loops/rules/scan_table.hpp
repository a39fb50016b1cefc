#pragma once

#include <ctgrad/differentiate/sweeps.hpp>
#include <ctgrad/graph/graph.hpp>

namespace ctgrad::detail {

inline constexpr int maximum_axes = 8;
inline constexpr int maximum_states = 256;

/// One number of the state of a recurrence.
struct carried_value {
    int state = no_node, initial = no_node, next = no_node, last = no_node;
    int axes = 0;
    int axis = 0;
    int first = 0, end = 0;  ///< the numbers of all states of the recurrence
    bool backward = false;
    int companion = -1;  ///< its tangent or adjoint in the current sweep, which is a state too
};

struct scan_table {
    carried_value states[maximum_states]{};
    int count = 0;
    bool diagonal = false;  ///< a node would become a diagonal; see `along`
};

/// The axes of the nodes of a graph, and its recurrences.
struct axis_column : shape_column {
    scan_table* scans = nullptr;
    /// The axes of the results. Derivatives are computed for each index along these axes, so adjoints are not summed
    /// over them.
    int kept = 0;
};
constexpr scan_table& scans_of(graph const& g) { return *static_cast<axis_column*>(g.shapes)->scans; }
constexpr void mark_diagonal(graph& g) { scans_of(g).diagonal = true; }
constexpr int kept_axes(graph const& g) { return static_cast<axis_column*>(g.shapes)->kept; }
constexpr int state_number(graph const& g, int constant) { return static_cast<int>(g.constant_at(constant).numerator); }
constexpr int axes_of_state(graph const& g, int number) { return scans_of(g).states[number].axes; }
constexpr int axis_of_state(graph const& g, int number) { return scans_of(g).states[number].axis; }

}  // namespace ctgrad::detail
