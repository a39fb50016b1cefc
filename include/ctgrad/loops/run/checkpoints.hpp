#pragma once

#include <cmath>
#include <cstddef>

#include <ctgrad/loops/plan/plan.hpp>

namespace ctgrad {

/// The first argument of a call of a derivative of a long recurrence. Only `count` states are kept, by default the
/// square root of the number of steps, and the steps between them are computed a second time. The call needs memory for
/// `count` states and for the steps from one to the next, instead of for all steps. The results have the same bits. It
/// has an effect on reverse derivatives of functions whose only loop is a recurrence.
/// ```cpp
/// auto const g = ctgrad::gradient(pendulum)(ctgrad::checkpoints{}, 1.0, 10.0, 1000000);
/// ```
struct checkpoints {
    std::size_t count = 0;

    /// The number of steps from one kept state to the next, a stretch.
    std::size_t stretch(std::size_t steps) const {
        std::size_t const wanted =
            count != 0 ? count : static_cast<std::size_t>(std::sqrt(static_cast<double>(steps))) + 1;
        return (steps + wanted - 1) / wanted + (steps == 0 ? 1 : 0);
    }
};

namespace detail {

struct no_checkpoints {};

/// The two loops of a recurrence and its adjoints, if the only numbers that are kept for each step are those that the
/// second loop needs from the first.
struct recurrence_loops {
    int forward = outside, backward = outside;
};
template <int Capacity, int Results>
constexpr recurrence_loops find_recurrence(loop_plan<Capacity, Results> const& p) {
    recurrence_loops found;
    for (int l = 0; l < p.loop_count; ++l) {
        plan_loop const& loop = p.loops[l];
        if (loop.parent != outside || loop.in_lanes) return {};
        int& place = loop.backward ? found.backward : found.forward;
        if (place != outside) return {};
        place = l;
    }
    if (found.forward == outside || found.backward == outside || found.backward < found.forward ||
        p.loops[found.forward].axis != p.loops[found.backward].axis)
        return {};
    for (int c = 0; c < p.cell_count; ++c) {
        plan_cell const& cell = p.cells[c];
        if (cell.array_axes != 0 && (cell.reduced_by >= 0 || cell.in_lanes || cell.loop != found.forward)) return {};
    }
    for (int i = 0; i < Results; ++i)
        if (p.results[i] >= 0 && p.axes[p.results[i]] != 0) return {};
    return found;
}

}  // namespace detail
}  // namespace ctgrad
