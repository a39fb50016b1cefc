#pragma once

#include <ctgrad/loops/plan/matrix_layout.hpp>
#include <ctgrad/loops/plan/plan.hpp>
#include <ctgrad/support/array_of.hpp>

/// Decides which nodes are kept between kernels, and which are computed again.
namespace ctgrad::detail {

/// Kernels are visited from last to first, so that all demands for the outputs of a kernel are known when its inputs are
/// found. A node of an earlier loop is kept in an array if it costs more than a few operations; otherwise it is
/// computed again.
template <class Plan, int Capacity>
struct cell_assignment {
    Plan& p;
    array_of<bool, Capacity> demanded{};  ///< as outputs of the kernel that computes them
    array_of<bool, Capacity> visited{};
    array_of<int, Capacity> cost{};
    array_of<int, Capacity> reduction_of{};  ///< the first reduction of a node, as a cell
    int input_count = 0, output_count = 0;

    /// A node with more operations is kept in an array: storing and loading cost about as much as so many operations.
    static constexpr int kept_from = 4;
    static constexpr int call_cost = 20, largest_cost = 1000;

    constexpr explicit cell_assignment(Plan& target) : p(target) {}

    constexpr void run() {
        for (int id = 0; id < p.count; ++id) p.cell_of[id] = reduction_of[id] = -1;
        find_costs();
        demand_reductions();
        for (int i = 0; i < Plan::results_count; ++i)
            if (p.results[i] >= 0 && p.axes[p.results[i]] != 0) use(p.results[i], outside);
        // The last kernel collects the results that are single numbers.
        int const last = p.kernel_count++;
        p.kernels[last].loop = outside;
        for (int i = 0; i < Plan::results_count; ++i)
            if (p.results[i] >= 0 && p.axes[p.results[i]] == 0) visited[p.results[i]] = true;
        find_inputs(last);
        for (int kernel = last; kernel-- > 0;) {
            list_outputs(kernel);
            find_inputs(kernel);
        }
        if (input_count > 2 * Capacity || output_count > 2 * Capacity) p.full = true;
        place_cells();
    }

private:
    constexpr bool is_condition_or_pair(int id) const {
        int const operation = p.operation_of(id);
        return operation == graph::pair_node ||
               (operation < graph::operations_limit && p.traits[operation].is_condition);
    }
    constexpr void find_costs() {
        for (int id = 0; id < p.count; ++id) {
            if (!p.live[id] || p.roles[id] != node_role::kernel) continue;
            int const operation = p.operation_of(id);
            int total = operation == graph::pair_node ? 0 : 1;
            if (p.is_call(id)) total = call_cost;
            for (int operand : {p.first(id), p.second(id)})
                if (p.axes[operand] == p.axes[id])
                    total += p.is_reduction(operand) || p.is_state(operand) ? 2 : cost[operand];
            cost[id] = total < largest_cost ? total : largest_cost;
        }
    }
    constexpr void demand_reductions() {
        for (int id = 0; id < p.count; ++id)
            if (p.live[id] && p.is_reduction(id)) {
                int const loop = p.home[id];
                add_cell(id, p.loops[loop].parent);
                plan_cell& cell = p.cells[p.cell_of[id]];
                cell.reduction = p.kind_of(id);
                // (Nothing is accumulated along another axis.)
                cell.reduced_by = cell.reduction == reduction_kind::other_axis ? -1 : loop;
                cell.next = reduction_of[p.first(id)];
                reduction_of[p.first(id)] = p.cell_of[id];
                demanded[p.first(id)] = true;
            }
        for (int i = 0; i < p.state_count; ++i) {
            carried_value const& state = p.states[i];
            if (!p.live[state.state]) continue;
            int const loop = p.loop_of_scan[state.first];
            add_cell(state.state, loop);
            p.cells[p.cell_of[state.state]].carried_from = p.cell_of[state.last];
            p.cells[p.cell_of[state.last]].initial = state.initial;
        }
        for (int i = 0; i < p.state_count; ++i)
            if (p.live[p.states[i].state] && p.is_computed(p.states[i].initial))
                use(p.states[i].initial, p.loops[p.loop_of_scan[p.states[i].first]].parent);
    }
    constexpr void add_cell(int id, int loop) {
        p.cell_of[id] = p.cell_count;
        p.cells[p.cell_count] = {};
        p.cells[p.cell_count].node = id;
        p.cells[p.cell_count].loop = loop;
        p.cells[p.cell_count++].shared = p.depth_of(loop);
    }

    /// Notes that a loop's body uses a node of another kernel.
    constexpr void use(int id, int loop) {
        if (p.cell_of[id] < 0) {
            add_cell(id, p.kernels[p.home[id]].loop);
            demanded[id] = true;
        }
        plan_cell& cell = p.cells[p.cell_of[id]];
        int const shared = p.shared_depth(cell.loop, loop);
        if (shared < cell.shared) cell.shared = shared;
    }

    /// Whether a kernel takes a node as its input, rather than computing it.
    constexpr bool is_kernel_input(int id, int kernel) const {
        if (!p.is_computed(id)) return !is_constant(id);
        if (p.is_reduction(id) || p.is_state(id)) return true;
        if (p.home[id] == kernel || is_condition_or_pair(id)) return false;
        int const home = p.kernels[p.home[id]].loop;
        bool const same_iteration = p.shared_depth(home, p.kernels[kernel].loop) == p.depth_of(home);
        return same_iteration || cost[id] > kept_from;
    }
    constexpr bool is_constant(int id) const { return p.operation_of(id) == graph::constant_node; }

    /// Walks from the marked outputs of a kernel to its inputs.
    constexpr void find_inputs(int kernel) {
        plan_kernel& k = p.kernels[kernel];
        k.first_input = input_count;
        for (int id = p.count; id-- > 0;) {
            if (!visited[id]) continue;
            visited[id] = false;
            if (is_kernel_input(id, kernel)) {
                if (p.is_computed(id)) use(id, k.loop);
                if (input_count < 2 * Capacity) p.inputs[input_count] = id;
                ++input_count;
            } else if (p.is_computed(id)) {
                visited[p.first(id)] = visited[p.second(id)] = true;
            }
        }
        k.input_count = input_count - k.first_input;
    }

    /// The outputs of a kernel: first values as the user wrote them, then derivatives.
    constexpr void list_outputs(int kernel) {
        plan_kernel& k = p.kernels[kernel];
        k.first_output = output_count;
        for (bool const derivatives : {false, true})
            for (int id = 0; id < p.count; ++id) {
                if (!demanded[id] || p.home[id] != kernel || p.is_reduction(id) || (id >= p.written) != derivatives)
                    continue;
                visited[id] = true;
                if (output_count < 2 * Capacity) p.outputs[output_count] = {id, p.cell_of[id], reduction_of[id]};
                ++output_count;
            }
        k.output_count = output_count - k.first_output;
    }

    constexpr void place_cells() {
        matrix_layout<Plan>{p}.arrange();
        for (int c = 0; c < p.cell_count; ++c) {
            plan_cell& cell = p.cells[c];
            int const around = p.lanes_loop(cell.loop);
            cell.in_lanes = around != outside;
            int loop = cell.loop;
            while (p.depth_of(loop) > cell.shared) loop = p.loops[loop].parent;
            cell.array_axes = p.axes[cell.node] & ~p.axes_around(loop);
            if (cell.array_axes != 0)
                place_in_array(c);
            else
                cell.place = cell.in_lanes ? p.registers++ : p.numbers++;
        }
        p.streams = can_stream();
        for (int kernel = 0; kernel < p.kernel_count; ++kernel) group_sums(p.kernels[kernel]);
    }
    /// Whether all derivatives with respect to neighbouring rows, and rows chosen by index, can be added up while the loops
    /// in lanes run: nothing else needs them, and those with respect to one column come from one loop and are of one kind.
    constexpr bool can_stream() const {
        if (p.sparse) {
            for (int r = 0; r < Plan::results_count; ++r)
                if (p.results[r] >= 0 && !is_streamed(p.results[r])) return false;
            return true;
        }
        bool any = false;
        for (int r = p.first_view_result; r < Plan::results_count; ++r) {
            int const node = p.results[r];
            if (p.view_number[r] < 0 || node < 0) continue;
            if (!is_streamed(node)) return false;
            any = true;
            for (int other = 0; other < Plan::results_count; ++other) {
                bool const neighbour = other >= p.first_view_result && p.view_number[other] >= 0;
                if (p.results[other] == node && !neighbour) return false;
                if (neighbour && p.results[other] >= 0 && p.view_number[other] == p.view_number[r] &&
                    (p.cell_of[p.results[other]] < 0 || (p.view_chooser[other] < 0) != (p.view_chooser[r] < 0) ||
                     p.cells[p.cell_of[p.results[other]]].loop != p.cells[p.cell_of[node]].loop))
                    return false;
            }
        }
        return any;
    }
    constexpr bool is_streamed(int node) const {
        if (p.axes[node] == 0 || p.cell_of[node] < 0 || !p.is_derivative_of_view(node)) return false;
        plan_cell const& cell = p.cells[p.cell_of[node]];
        if (!cell.in_lanes || cell.reduced_by >= 0 || !p.loops[cell.loop].in_lanes ||
            p.loops[cell.loop].parent != outside || cell.array_axes != 1 << p.loops[cell.loop].axis)
            return false;
        for (int i = 0; i < input_count; ++i)
            if (p.inputs[i] == node) return false;
        return true;
    }
    /// Cells with the same axes share an array, so that one address serves them all.
    constexpr void place_in_array(int c) {
        plan_cell& cell = p.cells[c];
        for (int other = 0; other < c && shares_array(cell); ++other) {
            plan_cell const& first = p.cells[other];
            if (first.array_axes != cell.array_axes || !shares_array(first) || first.in_lanes != cell.in_lanes ||
                (cell.in_lanes && lanes_axis(first) != lanes_axis(cell)))
                continue;
            cell.place = first.place;
            cell.member = p.entry_size[cell.place]++;
            return;
        }
        p.entry_size[cell.place = p.arrays++] = 1;
    }
    /// Cells in lanes, and cells of a recurrence with a number for each step.
    constexpr bool shares_array(plan_cell const& cell) const {
        return cell.array_axes != 0 && cell.reduction != reduction_kind::other_axis &&
               !p.is_derivative_of_view(cell.node) &&
               (cell.in_lanes ||
                (cell.reduced_by < 0 && cell.loop != outside && cell.array_axes == 1 << p.loops[cell.loop].axis));
    }
    constexpr int lanes_axis(plan_cell const& cell) const { return p.loops[p.lanes_loop(cell.loop)].axis; }
    constexpr void group_sums(plan_kernel const& k) {
        int first = -1;
        for (int i = 0; i < k.output_count; ++i)
            for (int c = p.outputs[k.first_output + i].reduction; c >= 0; c = p.cells[c].next) {
                plan_cell& cell = p.cells[c];
                if (!is_sum(cell.reduction) || cell.array_axes == 0 || !p.loops[cell.reduced_by].in_lanes) continue;
                if (first < 0) first = c;
                cell.group = first;
                cell.group_member = p.cells[first].group_size++;
            }
        // A single sum is accumulated in lanes.
        if (first >= 0 && p.cells[first].group_size == 1) p.cells[first].group = -1;
    }
};

}  // namespace ctgrad::detail
