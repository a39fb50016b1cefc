#pragma once

#include <string_view>

#include <ctgrad/differentiate/quantity.hpp>
#include <ctgrad/graph/graph.hpp>
#include <ctgrad/passes/liveness.hpp>
#include <ctgrad/print/sink.hpp>
#include <ctgrad/support/array_of.hpp>

/// A graph prepared for printing: without dead nodes, in the order in which the formula is written, with the names that
/// users gave. Everything is printed from a listing. It is a value, not a template.
namespace ctgrad::detail {

/// An element of a sequence, which is the state of a recurrence: the one before or after a step, or the first or last
/// of all.
enum class sequence_element { before, after, first, last };

struct listed_node {
    enum class kind { input, constant, operation, pair, shape, axis, element, relabelled };
    kind what;
    int arity;
    /// The indices of the operands in the listing. For an input, a constant or an axis the first is its number. An
    /// element has its value, if an equation defines this element, then the number of the sequence, its axis, whether
    /// it runs backward, and which element it is. A relabelled node is its operand with the index of one axis in place of
    /// that of another: the operand, then the axis it varies along, and the axis in its place.
    int operands[5];
    operation_info const* operation;
    /// The number of nodes and results that refer to it.
    int uses;
    std::string_view name;
    /// An entrywise product of matrices.
    bool entrywise;
    /// The shape of a leaf that is a shape.
    matrix_shape shape;
    /// The axes of loops, one bit each, along which it varies.
    int axes = 0;
};

/// The C++ text of each input that is an expression.
struct input_texts {
    constexpr virtual void write(text_sink& out, int input) const = 0;

protected:
    ~input_texts() = default;
};

struct listing_view {
    listed_node const* nodes;
    int count;
    number const* constants;
    int input_count;
    std::string_view const* input_names;
    /// The request: the indices of the results in order, of the formulas' values, and of the independent variables;
    /// `no_node` for an exact 0 and for values that no result needs.
    quantity what;
    int const* results;
    int result_count;
    int const* outputs;
    int output_count;
    std::string_view const* output_names;
    int const* independent;
    int independent_count;
    int const* seeds;  // numbers of inputs
    int seed_count;
    std::string_view letters{};    // of the indices, by axis
    int const* nesting = nullptr;  // the axes, outermost first
    bool has_sequences = false;
    /// From this one on the independent nodes are read elsewhere too, and their derivatives are added to others.
    int own_independents = -1;
    input_texts const* texts = nullptr;  // of inputs that are not names

    constexpr bool is_operation(int place) const { return nodes[place].what == listed_node::kind::operation; }
    constexpr bool same_sequence(int a, int b) const {
        return nodes[a].what == listed_node::kind::element && nodes[b].what == listed_node::kind::element &&
               nodes[a].operands[1] == nodes[b].operands[1];
    }
    /// The axes along which a node varies. The first and the last element of a sequence do not vary along its axis.
    constexpr int axes_of(int place) const {
        listed_node const& node = nodes[place];
        bool const varies = node.what == listed_node::kind::element &&
                            (node.operands[4] == static_cast<int>(sequence_element::before) ||
                             node.operands[4] == static_cast<int>(sequence_element::after));
        return varies ? node.axes | 1 << node.operands[2] : node.axes;
    }
    /// Whether an equation defines an element of a sequence.
    constexpr bool is_defined(int place) const {
        return nodes[place].what == listed_node::kind::element && nodes[place].arity == 1;
    }
};

inline constexpr int maximum_indices = 8;

/// A listing within arrays for `Capacity` nodes.
template <int Capacity, int Results, int Outputs, int Independent, int Seeds>
struct raw_listing {
    bool full = false;
    int count = 0;
    array_of<listed_node, Capacity> nodes{};
    array_of<number, Capacity> constants{};
    int constant_count = 0;
    array_of<input, Capacity> inputs{};
    int input_count = 0;
    array_of<int, Results + 1> results{};
    array_of<int, Outputs + 1> outputs{};
    array_of<std::string_view, Outputs + 1> output_names{};
    array_of<int, Independent + 1> independent{};
    array_of<int, Seeds + 1> seeds{};
    int nesting[maximum_indices]{};
    bool has_sequences = false;
};

/// What node `id` is; the operands of an operation are nodes of `g`.
template <class Raw>
constexpr void list_node(graph const& g, int id, Raw& raw, listed_node& node) {
    int const kind = g.operation_of(id);
    if (kind == graph::input_node) {
        node.what = listed_node::kind::input;
        node.operands[0] = g.first(id);
    } else if (kind == graph::constant_node) {
        node.what = listed_node::kind::constant;
        node.operands[0] = raw.constant_count;
        raw.constants[raw.constant_count++] = g.constant_at(id);
    } else if (kind == graph::pair_node) {
        node.what = listed_node::kind::pair;
    } else if (kind == graph::shape_node) {
        node.what = listed_node::kind::shape;
        node.shape = g.shapes->table[g.first(id)];
    } else {
        node.what = listed_node::kind::operation;
        node.operation = g.operations[kind];
        node.name = g.names[id];
        node.arity = g.operands_of(id, node.operands);
    }
}

/// Lists the nodes of `g` that `roots` need. `place` gets the index of each node in the listing.
template <class Raw>
constexpr void list_nodes(graph const& g, int const* roots, int root_count, node_entries<int> place, Raw& raw) {
    mark_live(g, roots, root_count, place);
    raw.input_count = g.input_count;
    for (int i = 0; i < g.input_count; ++i) raw.inputs[i] = g.inputs[i];
    for (int id = 0; id < g.count; ++id) {
        if (place[id] == dead) continue;
        listed_node& node = raw.nodes[raw.count];
        int const kind = g.operation_of(id);
        list_node(g, id, raw, node);
        if (node.what == listed_node::kind::operation) {
            node.entrywise = g.shapes != nullptr && kind == opcode::product && g.shapes->of[node.operands[0]] != 0 &&
                             g.shapes->of[node.operands[1]] != 0;
            if (node.operation->arity < node.arity) node.arity = node.operation->arity;
            for (int i = 0; i < node.arity; ++i) node.operands[i] = place[node.operands[i]];
        }
        place[id] = raw.count++;
    }
}

/// Counts the references to each node from nodes that the results need.
template <class Raw>
constexpr void count_uses(Raw& raw, int const* results, int result_count) {
    for (int i = 0; i < result_count; ++i)
        if (results[i] != no_node) ++raw.nodes[results[i]].uses;
    for (int at = 0; at < raw.count; ++at)
        if (raw.nodes[at].what == listed_node::kind::element) ++raw.nodes[at].uses;
    for (int at = raw.count; at-- > 0;)
        if (raw.nodes[at].uses > 0)
            for (int i = 0; i < raw.nodes[at].arity; ++i) ++raw.nodes[raw.nodes[at].operands[i]].uses;
}

constexpr int placed(int const* place, int id) { return id == no_node || place[id] == dead ? no_node : place[id]; }

}  // namespace ctgrad::detail
