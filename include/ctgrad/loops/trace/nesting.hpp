#pragma once

#include <ctgrad/loops/rules/scan_table.hpp>
#include <ctgrad/loops/trace/view_table.hpp>

namespace ctgrad::detail {

/// Which loops are being traced, and which have been traced inside which.
struct loop_nesting {
    int open = 0;
    int around[maximum_axes]{};
    bool inside_itself = false;  ///< a list is traversed inside a loop over the same list
    int lists = 0;               ///< the arguments that are lists have the first axes
    view_table views{};
    bool changes_list = false;  ///< a step of a recurrence of lists returns one along other rows

    /// Recurrences along an axis, whose states are lists along another one; `coupled` if a step combines rows of these.
    struct list_recurrence {
        int axis = 0, rows = 0;
        bool coupled = false, open = false;
    };
    list_recurrence recurrences[maximum_axes]{};
    int recurrence_count = 0;

    constexpr void begin_lists(int axis, int rows) {
        int found = 0;
        while (found < recurrence_count && (recurrences[found].axis != axis || recurrences[found].rows != rows))
            ++found;
        if (found == maximum_axes) return;
        if (found == recurrence_count) recurrences[recurrence_count++] = {axis, rows};
        recurrences[found].open = true;
        // Inside another loop over the same rows.
        couple(axis);
    }
    constexpr void end_lists() {
        for (list_recurrence& each : recurrences) each.open = false;
    }
    constexpr bool is_of_columns(int axis) const { return axis >= lists && views.axes[axis - lists].source_count == 0; }
    constexpr bool is_of_state(int axis) const {
        for (list_recurrence const& each : recurrences)
            if (each.open && each.rows == axis) return true;
        return false;
    }
    /// Records that rows along an axis are combined.
    constexpr void couple(int axis) {
        for (list_recurrence& each : recurrences) each.coupled = each.coupled || (each.open && each.rows == axis);
    }

    /// Writes the nesting depth of each axis: those of outer loops come first.
    ///
    /// Lists that are the states of a recurrence come before its steps, if no step combines their rows.
    constexpr void write_ranks(int* rank) const {
        int outer[maximum_axes]{};
        for (int axis = 0; axis < maximum_axes; ++axis) outer[axis] = around[axis];
        for (int i = 0; i < recurrence_count; ++i)
            if (!recurrences[i].coupled) {
                outer[recurrences[i].rows] &= ~(1 << recurrences[i].axis);
                outer[recurrences[i].axis] |= 1 << recurrences[i].rows;
            }
        int placed = 0;
        for (int next = 0; next < maximum_axes; ++next) {
            int chosen = -1;
            for (int axis = maximum_axes; axis-- > 0;)
                if ((placed >> axis & 1) == 0 && (chosen < 0 || (outer[axis] & ~placed) == 0)) chosen = axis;
            rank[chosen] = next;
            placed |= 1 << chosen;
        }
    }
};

}  // namespace ctgrad::detail
