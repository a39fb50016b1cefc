#pragma once

#include <ctgrad/graph/shape.hpp>

/// Everything that lower folders need from matrix/. They include no header of matrix/: it defines the templates that
/// are declared here, in the named headers. These are instantiated only for formulas with matrices, which can only be
/// written with <ctgrad/matrix.hpp>.
namespace ctgrad::detail {

enum class quantity;
struct matrix_rule;

/// The shapes of the nodes of a graph of up to `Capacity` nodes, and `attach(graph&)`, which sets the `shape_column` of
/// a graph; in matrix/rules/shape_storage.hpp.
template <int Capacity>
struct shape_storage;
/// A graph of scalars has none.
template <>
struct shape_storage<0> {
    static constexpr void attach(auto&) {}
};

/// `value` is the `matrix_rule` of a row that is not entrywise; in matrix/rules/rule.hpp.
template <class Operation>
struct matrix_rule_of;

/// The shape of the result of an operation, one of whose operands is a matrix or which is not entrywise; in
/// matrix/rules/apply.hpp.
template <class Operation, class... Operands>
consteval matrix_shape applied_shape();

/// The formula of an operation on operands, at least one of which is a matrix, or its refusal; in
/// matrix/rules/apply.hpp.
template <class Operation, class... Operands>
constexpr auto applied_to_matrices();

/// Whether a type is a matrix that a variable can be bound to; in matrix/evaluate/values.hpp.
template <class T>
inline constexpr bool is_matrix_value = false;

/// The binding of a variable to a matrix, or its refusal; in matrix/evaluate/values.hpp.
template <class Expression, class T>
constexpr auto bind_matrix(T const& value);

/// The result of a quantity of matrices, called with these arguments; in matrix/evaluate/evaluate.hpp.
template <class Source, quantity What, class... Arguments>
constexpr auto evaluated_matrices(Arguments const&... arguments);

}  // namespace ctgrad::detail
