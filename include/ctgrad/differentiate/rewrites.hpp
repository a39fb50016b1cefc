#pragma once

#include <ctgrad/graph/graph.hpp>
#include <ctgrad/operations/table.hpp>

/// Which operations have rewrites, and which are parts of functions that users write out. They are declared here, before
/// any code that names an operation.
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

/// The functions that users write out with an operation. `find` is defined in differentiate/written_functions.hpp; it is
/// a template so that it is instantiated only where the operation is used. By default there are none.
template <class Operation>
struct written_with {};
template <>
struct written_with<operations::exponential> {
    template <class Term>
    static constexpr written_function find(graph& g, kept_nodes const& kept, int id);
};
template <>
struct written_with<operations::hyperbolic_cosine> {
    template <class Term>
    static constexpr written_function find(graph& g, kept_nodes const& kept, int id);
};
template <>
struct written_with<operations::sine> {
    template <class Term>
    static constexpr written_function find(graph& g, kept_nodes const& kept, int id);
};
template <>
struct written_with<operations::complementary_error_function> {
    template <class Term>
    static constexpr written_function find(graph& g, kept_nodes const& kept, int id);
};
template <>
struct written_with<operations::power> {
    template <class Term>
    static constexpr written_function find(graph& g, kept_nodes const& kept, int id);
};
template <>
struct written_with<operations::exponential_minus_one> {
    template <class Term>
    static constexpr written_function find(graph& g, kept_nodes const& kept, int id);
};
template <>
struct written_with<operations::logarithm_of_one_plus> {
    template <class Term>
    static constexpr written_function find(graph& g, kept_nodes const& kept, int id);
};
template <>
struct written_with<operations::hyperbolic_sine> {
    template <class Term>
    static constexpr written_function find(graph& g, kept_nodes const& kept, int id);
};
template <>
struct written_with<operations::area_hyperbolic_sine> {
    template <class Term>
    static constexpr written_function find(graph& g, kept_nodes const& kept, int id);
};
template <>
struct written_with<operations::arc_sine> {
    template <class Term>
    static constexpr written_function find(graph& g, kept_nodes const& kept, int id);
};
template <>
struct written_with<operations::arc_tangent> {
    template <class Term>
    static constexpr written_function find(graph& g, kept_nodes const& kept, int id);
};
template <>
struct written_with<operations::area_hyperbolic_tangent> {
    template <class Term>
    static constexpr written_function find(graph& g, kept_nodes const& kept, int id);
};
template <>
struct written_with<operations::hyperbolic_tangent> {
    template <class Term>
    static constexpr written_function find(graph& g, kept_nodes const& kept, int id);
};
template <>
struct written_with<operations::error_function> {
    template <class Term>
    static constexpr written_function find(graph& g, kept_nodes const& kept, int id);
};

}  // namespace ctgrad::detail
