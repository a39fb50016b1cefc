#pragma once

#include <ctgrad/matrix/rules/rule.hpp>
#include <ctgrad/passes/pass.hpp>

namespace ctgrad::detail {

/// The pass that replaces operations by those that compute them. Intermediates that several of them need, such as the
/// factors of one matrix, are then one node.
constexpr void lower_operations(pass_context& c) {
    graph& g = c.g;
    auto const is_lowered = [&g](int operation) {
        return operation < graph::operations_limit && g.operations[operation]->matrix != nullptr &&
               g.operations[operation]->matrix->lowered != nullptr;
    };
    c.mark_live();
    bool any = false;
    for (int id = 0; id < g.count; ++id) any = any || (c.is_live(id) && is_lowered(g.operation_of(id)));
    if (!any) return;
    c.rebuild(0, [&](int id) {
        int const moved = c.moved(id);
        if (g.full || !is_lowered(g.operation_of(moved))) return moved;
        int operands[maximum_arity]{};
        g.operands_of(moved, operands);
        return g.operations[g.operation_of(moved)]->matrix->lowered(g, operands);
    });
}

}  // namespace ctgrad::detail
