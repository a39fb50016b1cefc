#pragma once

#include <array>
#include <limits>
#include <string_view>

#include <ctgrad/formula/stop_gradient.hpp>
#include <ctgrad/graph/operation_info.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/operations/piecewise.hpp>

/// The operations that remove an axis. The first operand varies along the axis; the second is a constant, the number of
/// the axis.
namespace ctgrad {

namespace detail {

/// A reduction has no value for single numbers: loops compute it (loops/run).
struct reduction_operation : operation {
    static constexpr auto cost = ctgrad::cost_class::addition;
    static constexpr bool elementwise = false;
    template <class T>
    static constexpr T evaluate(T const& x, T const&) {
        return x;
    }
};

}  // namespace detail

namespace operations {

/// The sum along an axis. In each row its derivative is 1.
struct row_sum : detail::reduction_operation {
    static constexpr char const* name = "sum";
    static constexpr ctgrad::notation notation{.infix = {"\u03A3_$2($1)", precedence::call},
                                               .latex = {"\\sum_{$2} $1", precedence::sum, {precedence::product}}};
    template <class T>
    static constexpr T identity() {
        return T(0);
    }
    template <class T>
    static CTGRAD_INLINE T combine(T const& so_far, T const& next) {
        return so_far + next;
    }
};
/// The largest value along an axis; minus infinity if there are no rows. All rows that attain it share the derivative
/// equally.
struct row_maximum : detail::reduction_operation {
    static constexpr char const* name = "max";
    static constexpr ctgrad::notation notation{.infix = {"max_$2($1)", precedence::call},
                                               .latex = {"\\max_{$2} \\left( $1 \\right)", precedence::call}};
    template <class T>
    static constexpr T identity() {
        return T(-std::numeric_limits<double>::infinity());
    }
    template <class T>
    static CTGRAD_INLINE T combine(T const& so_far, T const& next) {
        return maximum::evaluate(so_far, next);
    }
};
/// The smallest value along an axis; infinity if there are no rows. All rows that attain it share the derivative
/// equally.
struct row_minimum : detail::reduction_operation {
    static constexpr char const* name = "min";
    static constexpr ctgrad::notation notation{.infix = {"min_$2($1)", precedence::call},
                                               .latex = {"\\min_{$2} \\left( $1 \\right)", precedence::call}};
    template <class T>
    static constexpr T identity() {
        return T(std::numeric_limits<double>::infinity());
    }
    template <class T>
    static CTGRAD_INLINE T combine(T const& so_far, T const& next) {
        return minimum::evaluate(so_far, next);
    }
};

/// The number of rows along an axis, which is its operand.
struct axis_length : operation {
    static constexpr char const* name = "length";
    static constexpr ctgrad::notation notation{.infix = {"n_$1"}, .latex = {"n_{$1}"}};
    static constexpr bool elementwise = false;
    static constexpr auto cost = ctgrad::cost_class::nothing;
    template <class T>
    static constexpr T evaluate(T const& x) {
        return x;
    }
};

/// The first operand in each row of an axis, the second operand: it becomes a node that a loop computes.
struct in_each_row : detail::reduction_operation {
    static constexpr char const* name = "in_each_row";
    static constexpr auto cost = ctgrad::cost_class::nothing;
};

/// The state of a recurrence before a step; its operand is the number of the state. See loops/rules/scans.hpp.
struct carried : operation {
    static constexpr char const* name = "carried";
    static constexpr bool elementwise = false;
    static constexpr auto cost = ctgrad::cost_class::nothing;
    template <class T>
    static constexpr T evaluate(T const& x) {
        return x;
    }
};
/// The state of a recurrence after a step: its first operand. The second is the number of the state, so that each state
/// has its own node, which the loop of the recurrence computes.
struct after_step : detail::reduction_operation {
    static constexpr char const* name = "after_step";
    static constexpr auto cost = ctgrad::cost_class::nothing;
};
/// The state of a recurrence after all steps. The operands are the state after each step, and the number of the state.
struct last_value : detail::reduction_operation {
    static constexpr char const* name = "last";
};

}  // namespace operations
}  // namespace ctgrad
