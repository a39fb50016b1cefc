#pragma once

#include <ctgrad/differentiate/identities/table.hpp>

namespace ctgrad::detail {

/// Finds out which written-out function a node is. The operations in it say which functions are written with them.
constexpr written_function find_written_function(graph& g, kept_nodes const& kept, int id) {
    int const operation = g.operation_of(id);
    bool const is_quotient = operation == opcode::quotient, is_call = operation >= fixed_opcodes;
    if (!is_quotient && !is_call && operation != opcode::product) return {};
    int const a = g.first(id);
    if (is_quotient && a == g.second(id)) return {a, graph::zero};
    auto const found_with = [&](operation_info const* with) {
        return with == nullptr || with->written == nullptr ? written_function{} : with->written(g, kept, id);
    };
    bool const of_product = is_quotient && g.operation_of(a) == opcode::product;
    int const parts[]{a, g.second(id), g.first(a), g.second(a)};
    for (int i = 0; i < (of_product ? 4 : is_call ? 1 : 2); ++i) {
        int const part = g.operation_of(parts[i]);
        if (part < fixed_opcodes || part >= graph::operations_limit) continue;
        if (written_function const found = found_with(g.operations[part]); found.variable >= 0) return found;
    }
    if (is_quotient) return found_with(g.in_use<operations::exponential>());
    if (!is_call) return {};
    // In logarithms of sums and products these operations are further below.
    if ((g.is<operations::logarithm>(id) || g.is<operations::logarithm_of_one_plus>(id)) && !kept.contains(a))
        for (operation_info const* const with :
             {g.in_use<operations::exponential>(), g.in_use<operations::hyperbolic_cosine>(),
              g.in_use<operations::complementary_error_function>()})
            if (written_function const found = found_with(with); found.variable >= 0) return found;
    return found_with(g.operations[operation]);
}

}  // namespace ctgrad::detail
