#pragma once

#include <ctgrad/loops/rules/axes.hpp>

namespace ctgrad::detail {

enum class reduction_kind : unsigned char { none, sum, maximum, minimum, last };

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
        t.is_length = &info == &info_of<operations::axis_length>;
        t.is_copy = &info == &info_of<operations::in_each_row>;
        t.reduction = &info == &info_of<operations::row_sum>       ? reduction_kind::sum
                      : &info == &info_of<operations::row_maximum> ? reduction_kind::maximum
                      : &info == &info_of<operations::row_minimum> ? reduction_kind::minimum
                                                                   : reduction_kind::last;
        if (info.matrix == nullptr) return t;
        if (&info == &info_of<operations::carried>)
            t.role = node_role::state;
        else if (info.arity == 1)
            t.role = node_role::elsewhere;
        else if (!t.is_copy && &info != &info_of<operations::after_step>)
            t.role = node_role::reduction;
        return t;
    }
};

}  // namespace ctgrad::detail
