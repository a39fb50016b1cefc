#pragma once

#include <concepts>
#include <cstdint>

#include <ctgrad/graph/matrix_interface.hpp>
#include <ctgrad/graph/rule_pointers.hpp>
#include <ctgrad/graph/shape.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/support/friend_injection.hpp>
#include <ctgrad/support/hash.hpp>
#include <ctgrad/support/text_view.hpp>

namespace ctgrad::detail {

struct graph;
struct term;
struct kept_nodes;
struct operation_info;
struct matrix_rule;
struct written_function;

/// Identifies a row of the table by the address of its `operation_info`, so that the row can be found from a node of a
/// graph: `definition_of(row<&info>{})` returns an object of the row's type.
///
/// The friend in `described`, whose template argument is the row, defines the function. It is a pure function of types,
/// so it depends neither on the order of instantiation nor on the translation unit.
CTGRAD_FRIENDS_BEGIN
template <operation_info const* Info>
struct row {
    friend constexpr auto definition_of(row);
};
CTGRAD_FRIENDS_END

/// Identifies an operation without instantiating its rules, for code that looks for operations that may not occur in a
/// formula.
template <class Operation>
inline constexpr char key_of = 0;

/// A type-erased row of the table, for the graph.
struct operation_info : rule_pointers {
    text_view name;
    char const* key;
    int arity;
    bool commutative;
    bool is_condition;
    int conditions;
    ctgrad::cost_class cost;
    /// The index of the operation in a graph's list: 0 to 7 for those that the simplifier knows, else from the hash of
    /// its name, or the next free index.
    int place;
    ctgrad::notation const* notation;
    /// Represents a partial derivative that has no rule; a program that needs it is refused.
    bool is_missing = false;
    bool in_constant_expressions = true;
    bool only_arithmetic = false;
    magnitude_rule magnitude = magnitude_rule::any;
    /// The Euclidean length of two operands.
    bool is_length = false;
};

/// How an operation on whole matrices is computed, which its row says.
enum class matrix_form : unsigned char {
    kernel,         ///< by its function `compute`, from matrices in memory
    entries,        ///< entry by entry, by its function `entry`, in one loop with other operations
    sum,            ///< likewise, but the entries are added up; the shape of the result says which
    product,        ///< by the best of several methods, which also read transposes and blocks where they are
    transposition,  ///< not at all if only products use it
    block,          ///< not at all if the part has whole columns
    padding         ///< as the opposite of a block: a matrix within zeros
};

/// What an operation of a graph with loops does, which its row says.
enum class loop_form : unsigned char {
    none,        ///< it is no such operation
    reduction,   ///< combines the values in all rows
    each_row,    ///< a value in each row
    other_axis,  ///< the rows of an axis as those of another one
    length,      ///< the number of rows
    state,       ///< of a recurrence before a step
    next_state,  ///< after a step
    last_state   ///< after all steps
};

/// A type-erased operation on whole matrices, such as their product, or of loops.
struct matrix_rule {
    /// The shape of the result.
    matrix_shape (*shape)(matrix_shape const* operands);
    /// Writes what a node's adjoint adds to those of its operands (vector-Jacobian products).
    void (*pullback)(graph& g, int result, int const* operands, int adjoint, int* out);
    /// What the tangent of one operand adds (a Jacobian-vector product).
    int (*pushforward)(graph& g, int result, int const* operands, int which, int tangent);
    /// The node that computes the same by operations that share work, for evaluation; null if it is evaluated as it is.
    int (*lowered)(graph& g, int const* operands) = nullptr;
    /// The columns that its kernel stores behind those of the result.
    int extra_columns = 0;
    matrix_form form = matrix_form::kernel;
    /// Its entries depend on their row and column.
    bool uses_position = false;
    /// The operand whose entries are labels, numbers of rows; -1 if there is none. It is read entry by entry, in its own
    /// scalar type, and checked before anything is computed.
    int label_operand = -1;
    loop_form loop = loop_form::none;
    /// The place of a reduction in the list of reductions.
    int reduction = -1;
};
/// Whether an operation has a form. A null pointer stands for what is no operation.
constexpr bool has_form(operation_info const* info, matrix_form form) {
    return info != nullptr && info->matrix != nullptr && info->matrix->form == form;
}

/// The number of an operation in a node is its index in the list of the graph. Operations that the passes recognize
/// have the same number in every graph.
inline constexpr int operations_limit = 1024;
namespace opcode {
constexpr int of(algebraic_role role) { return static_cast<int>(role); }
inline constexpr int negation = of(algebraic_role::negation), sum = of(algebraic_role::sum),
                     difference = of(algebraic_role::difference), product = of(algebraic_role::product),
                     quotient = of(algebraic_role::quotient), selection = of(algebraic_role::selection);
}  // namespace opcode
inline constexpr int fixed_opcodes = 8;

template <class Operation>
consteval int place_of() {
    if (Operation::role != algebraic_role::none) return opcode::of(Operation::role);
    return fixed_opcodes + static_cast<int>(mix(0, text_view(Operation::name)) % (operations_limit - fixed_opcodes));
}

template <class Operation>
struct described;
CTGRAD_FRIENDS_BEGIN
template <class Operation>
struct described {
    static_assert(
        requires { Operation::name; }, "ctgrad: an operation has a name, a static char const*");
    static constexpr int arity = arity_of<Operation, double>();
    static_assert(arity >= 0 && arity <= maximum_arity,
                  "ctgrad: an operation's evaluate() takes one to four values of type T const&, conditions first");

    static constexpr operation_info value{rules_of<Operation>(),      text_view(Operation::name),
                                          &key_of<Operation>,         arity,
                                          Operation::commutative,     Operation::is_condition,
                                          Operation::conditions,      Operation::cost,
                                          place_of<Operation>(),      &Operation::notation,
                                          Operation::is_missing,      Operation::in_constant_expressions,
                                          Operation::only_arithmetic, Operation::magnitude,
                                          Operation::is_length};

    friend constexpr auto definition_of(row<&described::value>) { return Operation{}; }
};
CTGRAD_FRIENDS_END

/// The one `operation_info` of a row; its address is the operation's identity.
template <class Operation>
inline constexpr operation_info const& info_of = described<Operation>::value;

}  // namespace ctgrad::detail
