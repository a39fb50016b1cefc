#pragma once

#include <ctgrad/loops/plan/plan.hpp>

/// Where the numbers of matrices are: copies of arguments, and arrays along both axes.
namespace ctgrad::detail {

template <class Plan>
struct matrix_layout {
    Plan& p;

    /// Copies of matrices are contiguous along the axis whose rows more kernels have in their lanes.
    constexpr void arrange() {
        for (int id = 0; id < p.count; ++id) {
            if (!p.is_input(id) || p.columns_of[p.first(id)] < 0) continue;
            int const input = p.first(id), columns = p.columns_of[input],
                      rows = p.axis_of_bit(p.axes[id] & ~(1 << columns));
            int more_by_rows = 0;
            for (int k = 0; k < p.kernel_count; ++k)
                for (int i = 0; i < p.kernels[k].input_count; ++i) {
                    int const around = p.lanes_loop(p.kernels[k].loop);
                    if (p.inputs[p.kernels[k].first_input + i] != id || around == outside) continue;
                    more_by_rows += p.loops[around].axis == rows ? 1 : p.loops[around].axis == columns ? -1 : 0;
                }
            if (more_by_rows <= 0 || is_around_lanes(rows)) continue;
            p.table_axis[input] = rows;
            nest_inside(rows, columns);
        }
    }

private:
    /// Arrays along both axes are then contiguous along `axis`.
    constexpr void nest_inside(int axis, int outer) {
        int from = 0;
        while (p.nesting[from] != axis) ++from;
        for (; p.nesting[from] != outer && from + 1 < maximum_axes; ++from) p.nesting[from] = p.nesting[from + 1];
        p.nesting[from] = axis;
    }
    /// A loop in lanes accumulates arrays whose last axes are those inside it.
    constexpr bool is_around_lanes(int axis) const {
        for (int l = 0; l < p.loop_count; ++l)
            if (p.loops[l].in_lanes && (p.axes_around(p.loops[l].parent) >> axis & 1) != 0) return true;
        return false;
    }
};

}  // namespace ctgrad::detail
