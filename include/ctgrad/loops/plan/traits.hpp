#pragma once

#include <ctgrad/loops/rules/axes.hpp>
#include <ctgrad/loops/rules/reduction_kind.hpp>

namespace ctgrad::detail {

/// How a node is computed.
enum class node_role : unsigned char { elsewhere, kernel, reduction, state };

/// The facts about an operation that the plan needs, instead of a pointer to its rules. The code that runs a plan
/// refers to it, and compilers would generate code for everything to which it points.
struct operation_traits {
    node_role role = node_role::kernel;
    reduction_kind reduction = reduction_kind::last;
    bool is_condition = false, is_call = false, is_length = false, is_copy = false;

    static constexpr operation_traits of(operation_info const& info) {
        operation_traits t;
        t.is_condition = info.is_condition;
        t.is_call = info.cost == cost_class::call;
        if (info.matrix == nullptr) return t;
        matrix_rule const& rule = *info.matrix;
        t.is_length = rule.loop == loop_form::length;
        t.is_copy = rule.loop == loop_form::each_row;
        t.reduction = rule.loop == loop_form::reduction    ? static_cast<reduction_kind>(rule.reduction)
                      : rule.loop == loop_form::other_axis ? reduction_kind::other_axis
                                                           : reduction_kind::last;
        switch (rule.loop) {
            case loop_form::state: t.role = node_role::state; break;
            case loop_form::length: t.role = node_role::elsewhere; break;
            case loop_form::reduction:
            case loop_form::other_axis:
            case loop_form::last_state: t.role = node_role::reduction; break;
            default: break;
        }
        return t;
    }
};

}  // namespace ctgrad::detail
