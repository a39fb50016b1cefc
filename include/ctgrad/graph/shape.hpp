#pragma once

#include <cstdint>

#include <ctgrad/support/hash.hpp>
#include <ctgrad/support/text_view.hpp>

/// Shapes of matrices, as values. A scalar has shape 1 x 1.
namespace ctgrad {

/// One dimension of a shape: a number known at compile time, a name whose value comes from the arguments at run time,
/// or a sum of these.
struct extent {
    int number = 1;         // 0 for a name
    std::uint64_t key = 0;  // 0 for a number, else the hash of the name; for a sum the sum of the hashes
    char const* name = "";
    extent const* parts = nullptr;  // the two terms of a sum

    constexpr extent() = default;
    constexpr explicit extent(int value) : number(value) {}
    constexpr explicit extent(text_view text) : number(0), key(detail::mix(0, text) | 1), name(text.data()) {}

    /// parts[0] + parts[1], with its text.
    constexpr extent(extent const* terms, char const* text)
        : number(0), key(terms[0].hash() + terms[1].hash()), name(text), parts(terms) {}

    constexpr bool is_named() const { return key != 0; }
    constexpr bool is_one() const { return number == 1; }
    constexpr std::uint64_t hash() const { return is_named() ? key : static_cast<std::uint64_t>(number) << 1; }
    friend constexpr bool operator==(extent const& a, extent const& b) {
        return a.number == b.number && a.key == b.key;
    }
};

/// Rows and columns of a formula: the result of `shape(formula)` and of `shape_of(Da, m)`.
struct matrix_shape {
    extent rows{};
    extent columns{};

    constexpr bool is_number() const { return rows.is_one() && columns.is_one(); }
    constexpr matrix_shape transposed() const { return {columns, rows}; }
    friend constexpr bool operator==(matrix_shape const& a, matrix_shape const& b) {
        return a.rows == b.rows && a.columns == b.columns;
    }
};

namespace detail {

struct graph;
struct operation_info;

/// The independent nodes, which no rewrite may remove.
struct kept_nodes {
    int const* ids;
    int count;

    constexpr bool contains(int id) const {
        for (int i = 0; i < count; ++i)
            if (ids[i] == id) return true;
        return false;
    }
};

/// The shapes of the nodes of a graph, and what the chain rule does where shapes differ. Graphs of scalars have none.
///
/// In a graph of matrices (<ctgrad/matrix.hpp>) a shape has rows and columns, and is in the table. In a graph with loops
/// (<ctgrad/loops.hpp>) a shape is a set of axes, one bit for each, and there is no table. Shape 0 is a single number.
struct shape_column {
    int* of;  // for each node an index into `table`, or its set of axes
    matrix_shape* table;
    int count;
    /// Computes and stores the shape of a new node.
    void (*record)(graph& g, int id);
    /// What a node's adjoint adds to that of its operand, given the local partial.
    int (*contribution)(graph& g, int result, int operand, int adjoint, int partial);
    /// A node broadcast to the shape of another.
    int (*broadcast)(graph& g, int id, int like);
    /// The leaf node of a shape.
    int (*leaf)(graph& g, matrix_shape const& shape);
    /// A stable replacement for node `id`, which is about to be rebuilt from `operands`; -1 for none.
    int (*stabilized)(graph& g, int id, operation_info const& info, int const* operands, kept_nodes const& kept);
    /// Called before and after each sweep between the independent nodes and some outputs; null if there is nothing to
    /// do. The function called before returns the last node that the sweep visits. `marks` is a scratch array.
    int (*begin_sweep)(graph& g, bool reverse, int const* outputs, int count, bool* active, int* marks) = nullptr;
    void (*end_sweep)(graph& g, bool reverse) = nullptr;
    /// The adjoints or tangents of the current sweep.
    int* derivatives = nullptr;
};

}  // namespace detail
}  // namespace ctgrad
