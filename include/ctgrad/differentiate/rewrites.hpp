#pragma once

#include <type_traits>

#include <ctgrad/graph/graph.hpp>
#include <ctgrad/operations/table.hpp>
#include <ctgrad/support/type_list.hpp>

/// Which operations have rewrites, and which occur in functions that users write out. The declarations come before any
/// code that names an operation.
namespace ctgrad::detail {

/// The rewrites of one operation: `apply(g, operands)` returns the node to use instead, or -1. By default there are
/// none.
template <class Operation>
struct rewrite {};
template <>
struct rewrite<operations::negate> {
    static constexpr int apply(graph& g, int const* operands);
};
template <>
struct rewrite<operations::add> {
    static constexpr int apply(graph& g, int const* operands);
};
template <>
struct rewrite<operations::subtract> {
    static constexpr int apply(graph& g, int const* operands);
};
template <>
struct rewrite<operations::multiply> {
    static constexpr int apply(graph& g, int const* operands);
};
template <>
struct rewrite<operations::divide> {
    static constexpr int apply(graph& g, int const* operands);
};
template <>
struct rewrite<operations::selection> {
    static constexpr int apply(graph& g, int const* operands);
};

template <class... Operations>
struct operation_types : type_list<Operations...> {
    template <class Operation>
    static constexpr bool contains = (std::is_same_v<Operation, Operations> || ...);
};
/// The operations with which users write out functions (differentiate/identities).
using parts_of_written_functions =
    operation_types<operations::exponential, operations::logarithm, operations::logarithm_of_sigmoid,
                    operations::hyperbolic_cosine, operations::sine, operations::complementary_error_function,
                    operations::power, operations::exponential_minus_one, operations::logarithm_of_one_plus,
                    operations::hyperbolic_sine, operations::area_hyperbolic_sine, operations::arc_sine,
                    operations::arc_tangent, operations::area_hyperbolic_tangent, operations::hyperbolic_tangent,
                    operations::error_function>;

/// Finds the function that a node is if it was written out with an operation. It is a template so that it is
/// instantiated only where the operation is used.
template <class Term, class Operation>
constexpr written_function find_written_with(graph& g, kept_nodes const& kept, int id);

}  // namespace ctgrad::detail
