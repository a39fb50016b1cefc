#pragma once

#include <limits>
#include <string_view>

#include <ctgrad/formula/stop_gradient.hpp>
#include <ctgrad/graph/graph.hpp>
#include <ctgrad/graph/operation_info.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/operations/piecewise.hpp>
#include <ctgrad/support/type_list.hpp>

/// The operations of loops. Most have an axis, or a state of a recurrence, as their second operand, a constant: its number.
/// Those that loops compute (loops/run) have no value for single numbers, so they have an `arity` instead of `evaluate`.
namespace ctgrad {

namespace detail {

struct loop_operation : operation {
    static constexpr auto cost = ctgrad::cost_class::nothing;
    static constexpr bool elementwise = false;
    static constexpr int arity = 2;
};

/// A reduction combines the values of its first operand in all rows of an axis. Its row has
///  - `identity`, its value without rows, and `combine`, which adds a row. `combine` is associative and commutative, because
///    rows are combined in the lanes of registers, and in parts;
///  - `partial`, the node of its derivative with respect to the value in each row;
///  - `adds`, if it is a sum, which may be compensated, and several of which may be accumulated together;
///  - `cpp_identity` and `cpp_function`, the same in C++ text; a sum is written with `+=`.
/// A new reduction is a row and its name in the list `reductions`.
struct reduction_operation : loop_operation {
    static constexpr auto cost = ctgrad::cost_class::selection;
    static constexpr auto loop = loop_form::reduction;
    static constexpr bool adds = false;
};

/// The base of operations that kernels compute as a copy of their first operand.
struct copied_in_loop : loop_operation {
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& x, T const&) {
        return x;
    }
};

/// The largest or smallest value in all rows. The rows that attain it share its derivative equally.
struct extremum_operation : reduction_operation {
    static constexpr int partial(graph& g, int result, int const* operands);
};

/// Two axes of the same length, in one constant.
struct relabelling {
    static constexpr int radix = 64;
    int from = 0, to = 0;

    static constexpr relabelling of(int code) { return {code / radix, code % radix}; }
    constexpr int code() const { return from * radix + to; }
    constexpr int applied(int axes) const { return (axes >> from & 1) == 0 ? axes : (axes & ~(1 << from)) | 1 << to; }
};

}  // namespace detail

namespace operations {

/// The sum along an axis. In each row its derivative is 1.
struct row_sum : detail::reduction_operation {
    static constexpr char const* name = "sum";
    static constexpr ctgrad::notation notation{.infix = {"\u03A3_$2($1)", precedence::call},
                                               .latex = {"\\sum_{$2} $1", precedence::sum, {precedence::product}}};
    static constexpr auto cost = ctgrad::cost_class::addition;
    static constexpr bool adds = true;
    static constexpr std::string_view cpp_identity = "0.0", cpp_function{};
    template <class T>
    static constexpr T identity() {
        return T(0);
    }
    template <class T>
    static CTGRAD_INLINE T combine(T const& so_far, T const& next) {
        return so_far + next;
    }
    static constexpr int partial(detail::graph&, int, int const*) { return detail::graph::one; }
};
/// The largest value along an axis; minus infinity if there are no rows.
struct row_maximum : detail::extremum_operation {
    static constexpr char const* name = "max";
    static constexpr ctgrad::notation notation{.infix = {"max_$2($1)", precedence::call},
                                               .latex = {"\\max_{$2} \\left( $1 \\right)", precedence::call}};
    static constexpr std::string_view cpp_identity = "-std::numeric_limits<double>::infinity()",
                                      cpp_function = "std::max";
    template <class T>
    static constexpr T identity() {
        return T(-std::numeric_limits<double>::infinity());
    }
    template <class T>
    static CTGRAD_INLINE T combine(T const& so_far, T const& next) {
        return maximum::evaluate(so_far, next);
    }
};
/// The smallest value along an axis; infinity if there are no rows.
struct row_minimum : detail::extremum_operation {
    static constexpr char const* name = "min";
    static constexpr ctgrad::notation notation{.infix = {"min_$2($1)", precedence::call},
                                               .latex = {"\\min_{$2} \\left( $1 \\right)", precedence::call}};
    static constexpr std::string_view cpp_identity = "std::numeric_limits<double>::infinity()",
                                      cpp_function = "std::min";
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
struct axis_length : detail::loop_operation {
    static constexpr char const* name = "length";
    static constexpr ctgrad::notation notation{.infix = {"n_$1"}, .latex = {"n_{$1}"}};
    static constexpr auto loop = detail::loop_form::length;
    static constexpr int arity = 1;
};

/// The first operand in each row of an axis, the second operand: it becomes a node that a loop computes.
struct in_each_row : detail::copied_in_loop {
    static constexpr char const* name = "in_each_row";
    static constexpr auto loop = detail::loop_form::each_row;
};

/// The values of the first operand in the rows of one axis, as rows of another axis of the same length. The second operand
/// is both: see `relabelling`.
struct along_other_axis : detail::loop_operation {
    static constexpr char const* name = "along_other_axis";
    static constexpr auto loop = detail::loop_form::other_axis;
};

/// The state of a recurrence before a step; its operand is the number of the state. See loops/rules/scans.hpp.
struct carried : detail::loop_operation {
    static constexpr char const* name = "carried";
    static constexpr auto loop = detail::loop_form::state;
    static constexpr int arity = 1;
};
/// The state of a recurrence after a step: its first operand. The second is the number of the state, so that each state
/// has its own node, which the loop of the recurrence computes.
struct after_step : detail::copied_in_loop {
    static constexpr char const* name = "after_step";
    static constexpr auto loop = detail::loop_form::next_state;
};
/// The state of a recurrence after all steps. The operands are the state after each step, and the number of the state.
struct last_value : detail::loop_operation {
    static constexpr char const* name = "last";
    static constexpr auto loop = detail::loop_form::last_state;
    static constexpr auto cost = ctgrad::cost_class::addition;
};

}  // namespace operations

namespace detail {

using reductions = type_list<operations::row_sum, operations::row_maximum, operations::row_minimum>;

}  // namespace detail
}  // namespace ctgrad
