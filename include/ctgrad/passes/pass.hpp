#pragma once

#include <ctgrad/graph/graph.hpp>
#include <ctgrad/passes/cost_model.hpp>
#include <ctgrad/passes/liveness.hpp>
#include <ctgrad/support/array_of.hpp>

/// The context of all passes. A pass is a function `void (pass_context&)`; passes/pipeline.hpp lists them in order.
namespace ctgrad::detail {

/// Scratch arrays with an entry for each node. A pass initializes the arrays that it reads. Only `slot`, `rank`,
/// `partner`, `next`, `derived` and `fused` keep their contents from pass to pass, as results.
struct pass_arrays {
    node_entries<int> slot;       ///< `dead`, `pending`, and in the end the slot in the program
    node_entries<int> kept;       ///< the same marks with respect to the first results only
    node_entries<int> image;      ///< the node that replaces this one
    node_entries<int> ready;      ///< length of the longest chain of operations up to this node, itself included
    node_entries<int> remaining;  ///< length of the longest chain from this node to a result
    node_entries<int> uses;       ///< how many nodes of the kind that a pass handles use this one
    node_entries<int> terms;      ///< the number of terms of a sum; 0 for other nodes
    node_entries<int> rank;       ///< 1 if calls of functions depend on it, else 0
    node_entries<int> partner;    ///< the other node of a pack; see `slp_packs`
    node_entries<int> next;       ///< the node that is evaluated next
    node_entries<int, 2> work;    ///< two entries for each node: a stack, lists or a hash table
    node_entries<bool> derived;   ///< only derivatives need it
    node_entries<bool> fused;     ///< a product that is one expression with the sum that uses it
};

template <int Capacity>
struct pass_storage {
    node_array<int, Capacity> slot{}, kept{}, image{}, ready{}, remaining{}, uses{}, terms{}, rank{}, partner{}, next{};
    node_array<int, Capacity, 2> work{};
    node_array<bool, Capacity> derived{}, fused{};

    constexpr pass_arrays arrays() {
        return {slot, kept, image, ready, remaining, uses, terms, rank, partner, next, work, derived, fused};
    }
};

/// The seeds of packs: results `first + k` and `first + k + distance`, for k < count.
struct slp_seeds {
    int first = 0;
    int count = 0;
    int distance = 0;
};

/// The results, as nodes; the first ones are values.
struct pass_results {
    int* ids;
    int count;
    /// How many values keep the rounding of the formula as written.
    int fixed_values = 0;
    /// How many results keep the bits that they would have without the others: value and gradient with second
    /// derivatives.
    int kept = 0;
    slp_seeds seeds{};
    /// The nodes with respect to which derivatives are taken.
    int const* independent = nullptr;
    int independent_count = 0;
};

struct pass_context : pass_arrays {
    graph& g;
    pass_results results;
    /// The nodes before this one are the user's and are not changed.
    int written;
    cost_model const& costs = default_costs;

    int marked = 0;                ///< the nodes before this one are marked as live or dead
    bool marks_hold = false;       ///< the results are the same since
    int live_count = 0;            ///< how many are live, once dead code is removed
    bool scheduled = false;        ///< `first` and `next` give the order of evaluation; else it is that of the graph
    int first = no_node;           ///< the node that is evaluated first
    bool stores_in_pairs = false;  ///< the results are stored two at a time
    bool stores_early = false;     ///< each result is stored as soon as it is known

    constexpr pass_context(graph& target, pass_arrays const& arrays, pass_results const& asked, int first_free,
                           cost_model const& model = default_costs)
        : pass_arrays(arrays), g(target), results(asked), written(first_free), costs(model) {}

    constexpr bool is_live(int id) const { return slot[id] != dead; }
    /// The number of nodes; dead code does not count once it is removed.
    constexpr int size() const { return live_count > 0 ? live_count : g.count; }
    /// Large graphs are not optimized, because that would take long to compile.
    constexpr bool is_large() const { return size() > costs.largest_optimized; }
    /// Lets passes see the first results only, or all of them again.
    constexpr void limit_results(int count) {
        results.count = count;
        marks_hold = false;
    }
    /// Marks the nodes that the results need in `slot`, unless they are marked.
    constexpr void mark_live() {
        if (marks_hold && marked == g.count) return;
        detail::mark_live(g, results.ids, results.count, slot);
        marked = g.count;
        marks_hold = true;
    }
    /// Marks the nodes that the first results need in `kept`.
    constexpr void mark_kept(int count) { detail::mark_live(g, results.ids, count, kept); }

    /// A node with the images of its operands. Node 0 is its own image, because it also stands for missing operands.
    constexpr int moved(int id) {
        node_view const node = graph::view_of(g.nodes[id]);
        if (node.operation > graph::pair_node) return id;
        int const a = node.first == 0 ? 0 : image[node.first], b = node.second == 0 ? 0 : image[node.second];
        if (a == node.first && b == node.second) return id;
        bool const swap = b < a && g.is_commutative(node.operation);
        return g.intern(static_cast<std::uint64_t>(node.operation) << 52 |
                        static_cast<std::uint64_t>(swap ? b : a) << 26 | static_cast<std::uint64_t>(swap ? a : b));
    }

    /// Sets the images of the live nodes from `from` on, in order, to `change(id)`. Other images do not change.
    template <class Change>
    constexpr void make_images(int from, Change change) {
        for (int id = 0; id < marked && !g.full; ++id) image[id] = id < from || slot[id] == dead ? id : change(id);
    }
    constexpr void move_results() {
        for (int i = 0; i < results.count; ++i) {
            int& id = results.ids[i];
            if (id == no_node || image[id] == id) continue;
            id = image[id];
            marks_hold = false;
        }
    }
    /// The frame of most passes: rebuilds every live node in order, and remaps the results.
    template <class Change>
    constexpr void rebuild(int from, Change change) {
        make_images(from, change);
        move_results();
    }
};

}  // namespace ctgrad::detail
