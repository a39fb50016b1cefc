#pragma once

#include <cstdint>

#include <ctgrad/graph/graph.hpp>
#include <ctgrad/loops/plan/traits.hpp>
#include <ctgrad/support/array_of.hpp>

/// A graph with axes as loops. The plan of a graph is a list of statements: kernels, which are straight-line programs,
/// and the loops around them. Kernels communicate through cells. A cell is one node, kept in a variable if all uses are
/// in the same iteration, else in an array.
namespace ctgrad::detail {

inline constexpr int outside = -1;  ///< in place of a loop

struct plan_statement {
    enum class kind { kernel, begin, end };
    kind what = kind::kernel;
    int index = 0;  ///< of the kernel or loop
};

struct plan_loop {
    int axis = 0;
    int parent = outside;
    int depth = 0;
    /// The iterations are lanes of SIMD registers: the outermost loop that has no recurrence.
    bool in_lanes = false;
    bool backward = false;   ///< from the last row to the first
    int begin = 0, end = 0;  ///< its statements
};

struct plan_kernel {
    int loop = outside;
    int first_input = 0, input_count = 0;    ///< in `inputs`
    int first_output = 0, output_count = 0;  ///< in `outputs`
};

/// A node that other kernels use, or a reduction.
struct plan_cell {
    int node = 0;
    int loop = outside;   ///< that it is in; for a reduction the loop around the one that computes it
    int reduced_by = -1;  ///< the loop that accumulates a reduction
    int shared = 0;       ///< how many of the loops around it also contain all of its uses
    int array_axes = 0;   ///< the axes of the array; 0 for a variable
    bool in_lanes = false;
    int place = 0;   ///< among the variables or arrays of its kind
    int member = 0;  ///< the place in an entry of the array
    int next = -1;   ///< the next reduction of the same operand
    reduction_kind reduction = reduction_kind::none;
    int carried_from = -1;  ///< of a state: the cell of its last value, which is copied before each step
    int initial = -1;       ///< of a last value: the node that it is before the first step
    /// Sums in arrays that one kernel adds to in lanes are a group: the first cell of the group, the position in it, and
    /// for the first cell their number.
    int group = -1, group_member = 0, group_size = 0;
};

/// A result of a kernel, and where it goes.
struct plan_output {
    int node = 0;
    int cell = -1;       ///< that holds it; -1 for none
    int reduction = -1;  ///< the first reduction that it is added to, as a cell; -1 for none
};

template <int Capacity, int Results>
struct loop_plan {
    static constexpr int results_count = Results;
    static constexpr int kernel_limit = 64, loop_limit = 64, statement_limit = 3 * kernel_limit;

    /// The arrays were too small; everything else is then meaningless.
    bool full = false;
    /// A result of the user's function depends on the row.
    bool row_escapes = false;
    /// A list of lists has the same rows in both directions.
    bool diagonal = false;
    /// The second derivatives with respect to different rows of a list are not zero.
    bool couples_rows = false;
    /// The loops are in order, and cells have places: the two steps of making a plan.
    bool scheduled = false, placed = false;
    /// The loops cannot be ordered.
    bool unordered = false;
    int count = 0;
    array_of<std::uint64_t, Capacity> nodes{};
    array_of<int, Capacity> axes{};
    array_of<node_role, Capacity> roles{};
    array_of<bool, Capacity> live{};
    array_of<int, Capacity> home{};  ///< the kernel that computes a node; for a reduction the loop
    carried_value states[maximum_states]{};
    int state_count = 0;
    int loop_of_scan[maximum_states]{};  ///< by the number of its first state
    array_of<number, Capacity> constants{};
    operation_info const* operations[graph::operations_limit]{};  ///< null in the plan that is run
    operation_traits traits[graph::operations_limit]{};
    array_of<input, Capacity> inputs_of_graph{};
    int input_count = 0;
    /// Of an input that is read in rows which an index list chooses: the first input with the same indices, else -1.
    array_of<int, Capacity> chooser_of{};
    array_of<int, Capacity> table_axis{};  ///< of an input with two axes: the one along which it is contiguous
    /// Of a matrix: the axis of its columns, else -1. It is copied so that its numbers are contiguous along either axis.
    array_of<int, Capacity> columns_of{};
    int written = 0;              ///< the nodes before this one are the user's
    int nesting[maximum_axes]{};  ///< the axes of arrays, outermost first
    array_of<int, Results + 1> results{};
    int first_view_result = Results;  ///< from here on they are derivatives with respect to views
    /// Of a derivative with respect to other rows than the loop's own: the number of the arguments that it is of, else -1;
    /// of neighbouring rows how far away its row is; and of rows chosen by index the first input with the same indices,
    /// else -1.
    array_of<int, Results + 1> view_number{}, view_shift{}, view_chooser{};
    array_of<int, Results + 1> view_list{};  ///< the axis of the argument
    bool streams = false;  ///< these derivatives are added up while the loop runs; see run/streams.hpp

    bool sparse = false;  ///< all results are entries of a sparse matrix, which are taken as a loop in lanes runs

    plan_statement statements[statement_limit]{};
    plan_loop loops[loop_limit]{};
    plan_kernel kernels[kernel_limit]{};
    array_of<plan_cell, Capacity> cells{};
    array_of<int, 2 * Capacity> inputs{};           ///< nodes
    array_of<plan_output, 2 * Capacity> outputs{};  ///< of all kernels
    array_of<int, Capacity> cell_of{};              ///< -1 for none
    int statement_count = 0, loop_count = 0, kernel_count = 0, cell_count = 0;
    array_of<int, Capacity> entry_size{};        ///< how many cells share an array: of each an entry has one number
    int numbers = 0, registers = 0, arrays = 0;  ///< variables outside of lanes and in lanes; arrays

    /// Inputs, constants and lengths are available everywhere.
    constexpr bool is_computed(int id) const { return operation_of(id) <= graph::pair_node && !is_length(id); }
    constexpr int operation_of(int id) const { return graph::operation_at(nodes[id]); }
    constexpr int first(int id) const { return graph::first_of(nodes[id]); }
    constexpr int second(int id) const { return graph::second_of(nodes[id]); }
    constexpr bool is_input(int id) const { return operation_of(id) == graph::input_node; }
    constexpr bool is_reduction(int id) const { return roles[id] == node_role::reduction; }
    constexpr bool is_state(int id) const { return roles[id] == node_role::state; }
    /// The state of a node that is a state or its last value.
    constexpr carried_value const& state_of(int id) const {
        return states[static_cast<int>(constants[first(is_state(id) ? first(id) : second(id))].numerator)];
    }
    /// The traits of a node that is an operation.
    constexpr operation_traits const& traits_of(int id) const { return traits[operation_of(id)]; }
    constexpr bool is_call(int id) const { return operation_of(id) < graph::operations_limit && traits_of(id).is_call; }
    constexpr reduction_kind kind_of(int id) const { return traits_of(id).reduction; }
    constexpr bool is_length(int id) const {
        return operation_of(id) < graph::operations_limit && traits_of(id).is_length;
    }
    constexpr int axis_of_length(int id) const { return static_cast<int>(constants[first(first(id))].numerator); }
    constexpr int axis_of_reduction(int id) const {
        if (kind_of(id) == reduction_kind::last) return state_of(id).axis;
        if (kind_of(id) == reduction_kind::other_axis) return relabelling_of(id).from;
        return static_cast<int>(constants[first(second(id))].numerator);
    }
    constexpr relabelling relabelling_of(int id) const {
        return relabelling::of(static_cast<int>(constants[first(second(id))].numerator));
    }
    /// Sets `traits` and `roles`.
    constexpr void find_roles() {
        for (int i = 0; i < graph::operations_limit; ++i)
            if (operations[i] != nullptr) traits[i] = operation_traits::of(*operations[i]);
        for (int id = 0; id < count; ++id) {
            int const operation = operation_of(id);
            roles[id] = operation < graph::operations_limit ? traits[operation].role
                        : operation == graph::pair_node     ? node_role::kernel
                                                            : node_role::elsewhere;
        }
    }
    constexpr loop_plan without_operations() const {
        loop_plan plan = *this;
        for (operation_info const*& each : plan.operations) each = nullptr;
        return plan;
    }

    /// Whether an input has two axes: those of a list of arrays, and of the rows that their numbers belong to.
    constexpr bool is_table(int id) const { return is_input(id) && (axes[id] & (axes[id] - 1)) != 0; }
    static constexpr int axis_of_bit(int axis_set) {
        int axis = 0;
        while (axis + 1 < maximum_axes && (axis_set >> axis & 1) == 0) ++axis;
        return axis;
    }
    /// The one axis of an input, -1 for none; and its place among the inputs with that axis.
    constexpr int axis_of_input(int id) const {
        int axis = maximum_axes - 1;
        while (axis >= 0 && (axes[id] >> axis & 1) == 0) --axis;
        return axis;
    }
    constexpr int place_in_record(int id) const {
        int place = 0;
        for (int other = 0; other < id; ++other) place += is_input(other) && axes[other] == axes[id] ? 1 : 0;
        return place;
    }
    constexpr int record_size(int axis) const {
        int size = 0;
        for (int id = 0; id < count; ++id) size += is_input(id) && axes[id] == 1 << axis ? 1 : 0;
        return size;
    }

    /// Derivatives with respect to rows chosen by index, and a few with respect to neighbours, have arrays of their own, so
    /// that they are added up row by row.
    constexpr bool is_derivative_of_view(int id) const {
        int some = 0;
        bool found = false, chosen = sparse;
        for (int i = first_view_result; i < Results; ++i) {
            some += results[i] >= 0 && view_chooser[i] < 0 ? 1 : 0;
            found = found || results[i] == id;
            chosen = chosen || (results[i] == id && view_chooser[i] >= 0);
        }
        return found && (chosen || some <= 12);
    }

    /// The axes of the loops around a loop, itself included.
    constexpr int axes_around(int loop) const {
        int all = 0;
        for (; loop != outside; loop = loops[loop].parent) all |= 1 << loops[loop].axis;
        return all;
    }
    constexpr int depth_of(int loop) const { return loop == outside ? 0 : loops[loop].depth; }
    /// The loop of a nest whose iterations are lanes; `outside` for none.
    constexpr int lanes_loop(int loop) const {
        while (loop != outside && !loops[loop].in_lanes) loop = loops[loop].parent;
        return loop;
    }
    /// How many loops are around both.
    constexpr int shared_depth(int a, int b) const {
        while (depth_of(a) > depth_of(b)) a = loops[a].parent;
        while (depth_of(b) > depth_of(a)) b = loops[b].parent;
        while (a != b) a = loops[a].parent, b = loops[b].parent;
        return depth_of(a);
    }
};

}  // namespace ctgrad::detail
