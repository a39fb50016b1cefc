#pragma once

#include <ctgrad/differentiate/written_functions.hpp>

namespace ctgrad::detail {

template <class Term, class Operation>
constexpr written_function find_written_with(graph& g, kept_nodes const& kept, int id) {
    return written_function_finder<Term>{g, kept}.with(row_of<Operation>{}, id);
}

/// The function that a node is: the functions in it tell what they are written out with.
constexpr written_function find_written_function(graph& g, kept_nodes const& kept, int id) {
    int const operation = g.operation_of(id);
    bool const is_quotient = operation == opcode::quotient, is_call = operation >= fixed_opcodes;
    if (!is_quotient && !is_call && operation != opcode::product) return {};
    int const parts[]{is_call ? id : g.first(id), g.second(id)};
    for (int i = 0; i < (is_call ? 1 : 2); ++i) {
        int const part = g.operation_of(parts[i]);
        if (part < fixed_opcodes || part >= graph::operations_limit || g.operations[part]->written == nullptr) continue;
        if (written_function const found = g.operations[part]->written(g, kept, id); found.variable >= 0) return found;
    }
    auto const found_with = [&](operation_info const* with) {
        return with == nullptr || with->written == nullptr ? written_function{} : with->written(g, kept, id);
    };
    if (is_quotient) return found_with(g.in_use<operations::exponential>());
    if (!is_call || !(g.is<operations::logarithm>(id) || g.is<operations::logarithm_of_one_plus>(id)) ||
        kept.contains(g.first(id)))
        return {};
    for (operation_info const* const with :
         {g.in_use<operations::exponential>(), g.in_use<operations::hyperbolic_cosine>(),
          g.in_use<operations::complementary_error_function>()})
        if (written_function const found = found_with(with); found.variable >= 0) return found;
    return {};
}

}  // namespace ctgrad::detail
