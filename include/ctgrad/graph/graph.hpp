#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include <ctgrad/graph/counts.hpp>
#include <ctgrad/graph/operation_info.hpp>
#include <ctgrad/graph/shape.hpp>
#include <ctgrad/numbers/number.hpp>
#include <ctgrad/support/array_of.hpp>
#include <ctgrad/support/hash.hpp>
#include <ctgrad/support/text_view.hpp>

/// The one data structure of the library: a hash-consed graph of operations, built in constant expressions.
namespace ctgrad::detail {

struct known_perturbations;  // geometry/perturbations.hpp

/// A variable of a formula, or an argument of a function.
struct input {
    std::uint64_t high;
    std::uint64_t low;
    char const* name;
};

/// The parts of a node. A missing operand is read as node 0.
struct node_view {
    int operation;
    int first;
    int second;
};

/// A graph in topological order: the operands of a node come before it, and equal expressions are one node.
///
/// A node is one 64-bit word, operation | first operand | second operand, which is also its hash key. So comparing and
/// storing a node is one step of constant evaluation. clang counts statements and stops at a million by default;
/// therefore functions that run for every node are expressions rather than statements. g++ spends most of its time on
/// calls; therefore functions that all passes use call no others. Operations of three or four operands have their last
/// ones in `pair` nodes, like a linked list. The arrays belong to `graph_storage`.
struct graph : graph_counts {
    using counts = graph_counts;

    static constexpr int operations_limit = detail::operations_limit;
    // The operands of operations and pairs are nodes. Everything above `pair_node` has none.
    static constexpr int pair_node = operations_limit;
    static constexpr int input_node = operations_limit + 1;
    static constexpr int constant_node = operations_limit + 2;
    static constexpr int shape_node = operations_limit + 3;

    /// The first nodes of every graph: the most frequent constants of derivatives.
    static constexpr int zero = 0, one = 1, minus_one = 2;

    node_entries<std::uint64_t> nodes;
    node_entries<int, 4> table;  // open addressing: 1 + id of a node, 0 for empty
    int* constant_table;         // the same for constants
    number* constants;
    input* inputs;
    array_of<operation_info const*, operations_limit>& operations;
    int capacity;
    /// The names that users gave to nodes, one entry for each; null if they are not needed.
    text_view* names = nullptr;
    shape_column* shapes = nullptr;  ///< null in a graph of scalars
    trial_count* trial = nullptr;    ///< counts the operations that a trial run does not record; else null
    known_perturbations* perturbations = nullptr;  ///< while a tangent Jacobian is traced

    /// The bits of the second operand; those of the first are 26 bits higher.
    static constexpr std::uint64_t operand_mask = 0x3FFFFFF;

    static constexpr int operation_at(std::uint64_t node) { return static_cast<int>(node >> 52); }
    static constexpr int first_of(std::uint64_t node) { return static_cast<int>(node >> 26 & operand_mask); }
    static constexpr int second_of(std::uint64_t node) { return static_cast<int>(node & operand_mask); }
    /// All parts of a node. The passes read nodes through it, because g++ remembers the results of a function of numbers
    /// where it would evaluate one of an object again.
    static constexpr node_view view_of(std::uint64_t node) {
        return {static_cast<int>(node >> 52), static_cast<int>(node >> 26 & operand_mask),
                static_cast<int>(node & operand_mask)};
    }

    constexpr node_view view(int id) const { return view_of(nodes[id]); }
    constexpr int operation_of(int id) const { return static_cast<int>(nodes[id] >> 52); }
    constexpr int first(int id) const { return static_cast<int>(nodes[id] >> 26 & operand_mask); }
    constexpr int second(int id) const { return static_cast<int>(nodes[id] & operand_mask); }
    constexpr bool is_constant(int id) const { return nodes[id] >> 52 == constant_node; }
    /// Not a constant, negation or selection, which are what the rewrites of sums and products look for.
    constexpr bool are_plain(int a, int b) const {
        std::uint64_t const x = nodes[a] >> 52, y = nodes[b] >> 52;
        return x != constant_node && x != opcode::negation && x != opcode::selection && y != constant_node &&
               y != opcode::negation && y != opcode::selection;
    }
    /// 1 / b for any b.
    constexpr bool is_reciprocal(int id) const {
        constexpr std::uint64_t one_over = std::uint64_t{opcode::quotient} << 26 | one;
        return nodes[id] >> 26 == one_over;
    }
    constexpr bool is_operation(int id) const { return nodes[id] >> 52 < operations_limit; }
    /// Whether the operands of a node are nodes; a missing one is read as node 0.
    constexpr bool has_operands(int id) const { return nodes[id] >> 52 <= pair_node; }
    constexpr number const& constant_at(int id) const { return constants[nodes[id] >> 26 & operand_mask]; }
    constexpr operation_info const& info_at(int id) const { return *operations[nodes[id] >> 52]; }
    constexpr bool is_call(int id) const {
        return nodes[id] >> 52 < operations_limit && operations[nodes[id] >> 52]->cost == cost_class::call;
    }
    constexpr bool is_commutative(int operation) const {
        return operation < operations_limit && operations[operation]->commutative;
    }
    /// The number of nodes that a node refers to directly. If there are three or more operands, a pair has the last
    /// ones.
    constexpr int arity_at(int id) const {
        std::uint64_t const operation = nodes[id] >> 52;
        if (operation >= operations_limit) return operation == pair_node ? 2 : 0;
        return operations[operation]->arity > 2 ? 2 : operations[operation]->arity;
    }
    constexpr bool is(int id, operation_info const& info) const {
        return nodes[id] >> 52 < operations_limit && operations[nodes[id] >> 52] == &info;
    }
    template <class Operation>
    constexpr bool is(int id) const {
        return nodes[id] >> 52 < operations_limit && operations[nodes[id] >> 52]->key == &key_of<Operation>;
    }

    static constexpr std::uint64_t node_of(int operation, int first, int second) {
        return static_cast<std::uint64_t>(operation) << 52 | static_cast<std::uint64_t>(first) << 26 |
               static_cast<std::uint64_t>(second);
    }

    /// The id of a node, which is made if it does not exist.
    constexpr int intern(std::uint64_t node) {
        int const place = find(node);
        return table[place] != 0   ? table[place] - 1
               : count == capacity ? give_up()
               : shapes != nullptr ? append(node, place)
                                   : (nodes[count] = node, table[place] = ++count) - 1;
    }

    /// The id of a node if it exists, else -1.
    constexpr int existing(std::uint64_t node) const { return table[find(node)] - 1; }
    constexpr int existing(operation_info const& info, int a, int b) const {
        int const index = index_in_use(info);
        if (index < 0) return -1;
        return existing(info.commutative && b < a ? node_of(index, b, a) : node_of(index, a, b));
    }
    constexpr int existing_product(int a, int b) const {
        return existing(a < b ? node_of(opcode::product, a, b) : node_of(opcode::product, b, a));
    }

    /// The index of an operation in `operations` if any node has it, else -1.
    constexpr int index_in_use(operation_info const& info) const {
        int const index = index_of(info);
        return operations[index] == &info ? index : -1;
    }
    /// An operation if any node has it, else null.
    template <class Operation>
    constexpr operation_info const* in_use() const {
        int place = place_of<Operation>();
        if (place >= fixed_opcodes)
            while (operations[place] != nullptr && operations[place]->key != &key_of<Operation>)
                place = place + 1 == operations_limit ? fixed_opcodes : place + 1;
        return operations[place];
    }

    /// The node of an operation with these operands.
    constexpr int apply(operation_info const& info, int const* operands) {
        int const place = info.place < fixed_opcodes || operations[info.place] == &info ? info.place : index_of(info);
        operations[place] = &info;
        if (info.arity == 2) {
            int const swap = info.commutative && operands[1] < operands[0] ? 1 : 0;
            return intern(static_cast<std::uint64_t>(place) << 52 | static_cast<std::uint64_t>(operands[swap]) << 26 |
                          static_cast<std::uint64_t>(operands[1 - swap]));
        }
        if (info.arity < 2) return intern(node_of(place, info.arity == 0 ? 0 : operands[0], 0));
        int tail = operands[info.arity - 1];
        for (int i = info.arity - 2; i > 0; --i) tail = intern(node_of(pair_node, operands[i], tail));
        return intern(node_of(place, operands[0], tail));
    }

    /// Writes the operands of a node to `out` and returns their number.
    constexpr int operands_of(int id, int* out) const {
        int const arity = info_at(id).arity;
        out[0] = first(id);
        out[1] = second(id);
        for (int i = 2; i < arity; ++i) {
            int const rest = out[i - 1];
            out[i - 1] = first(rest);
            out[i] = second(rest);
        }
        return arity;
    }

    /// Names a node. Variables keep their own name, and others the first one given.
    constexpr void give_name(int id, text_view name) {
        if (names != nullptr && is_operation(id) && names[id].empty()) names[id] = name;
    }

    constexpr int add_input(input const& description) {
        if (input_count == capacity) return give_up();
        inputs[input_count] = description;
        return intern(node_of(input_node, input_count++, 0));
    }

    constexpr int constant(number const& value) {
        std::uint64_t const bits = value.exact() ? mix(static_cast<std::uint64_t>(value.numerator),
                                                       static_cast<std::uint64_t>(value.denominator))
                                                 : 0;
        int place = static_cast<int>(bits & static_cast<std::uint64_t>(2 * capacity - 1));
        for (; constant_table[place] != 0; place = (place + 1) & (2 * capacity - 1)) {
            int const index = constant_table[place] - 1;
            if (constants[index] == value && same_sign(constants[index], value))
                return intern(node_of(constant_node, index, 0));
        }
        if (constant_count == capacity) return give_up();
        constants[constant_count] = value;
        constant_table[place] = ++constant_count;
        return intern(node_of(constant_node, constant_count - 1, 0));
    }
    constexpr int constant(int value) { return constant(number{value, 1, 0, 0}); }

    /// Every node is a number, outside of loops or in each row of a loop; there are no matrices.
    constexpr bool is_scalar() const { return shapes == nullptr || shapes->table == nullptr; }
    constexpr int shape_at(int id) const { return shapes == nullptr ? 0 : shapes->of[id]; }

private:
    constexpr int append(std::uint64_t node, int place) {
        nodes[count] = node;
        shapes->record(*this, count);
        return (table[place] = ++count) - 1;
    }
    constexpr int give_up() {
        full = true;
        return 0;
    }
    /// The index of a node in the table, or of the empty entry where it belongs.
    constexpr int find(std::uint64_t node) const {
        int place = static_cast<int>((node * 0x9E3779B97F4A7C15u) >> 36) & (4 * capacity - 1);
        while (table[place] != 0 && nodes[table[place] - 1] != node) place = (place + 1) & (4 * capacity - 1);
        return place;
    }
    constexpr int index_of(operation_info const& info) const {
        int place = info.place;
        if (place < fixed_opcodes) return place;
        while (operations[place] != nullptr && operations[place] != &info)
            place = place + 1 == operations_limit ? fixed_opcodes : place + 1;
        return place;
    }
    static constexpr bool same_sign(number const& a, number const& b) {
        return a.exact() || constant_math::signbit(a.special) == constant_math::signbit(b.special);
    }
};

}  // namespace ctgrad::detail
