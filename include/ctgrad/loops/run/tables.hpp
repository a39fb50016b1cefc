#pragma once

#include <array>
#include <cstddef>

#include <ctgrad/loops/plan/plan.hpp>
#include <ctgrad/support/inline.hpp>

/// The facts of a plan that are looked up at run time. They are copied to these small tables, so that no program contains
/// its plan, and functions of the tables are compiled once for all plans.
namespace ctgrad::detail {

/// A reduction that a loop accumulates.
struct reduction_entry {
    reduction_kind kind = reduction_kind::none;
    std::size_t cell = 0;
    std::size_t place = 0;  ///< of its variable or array
    int array_axes = 0;     ///< 0 for a variable
    int inner_axes = 0;     ///< those inside the loop
    std::size_t sums = 0;   ///< numbers that a part keeps at each inner index
    bool grouped = false;
    std::size_t group = 0, member = 0, group_sums = 0;  ///< the first cell of the group, the place in it, its numbers
};

/// The array of a cell.
struct array_entry {
    std::size_t cell = 0, place = 0, entry_size = 0;
    bool is_first = false;  ///< of the cells that share the array
    int array_axes = 0;
    int lanes_axis = 0;  ///< of the lanes that its numbers are in; -1 for none
    bool is_streamed = false;
    int inner_axes = 0;
    std::size_t sums = 0;  ///< as for reductions
};

/// The number of entries along some axes, whose lengths are `room`.
CTGRAD_INLINE std::size_t extent_along(int axes, std::size_t const* room) {
    std::size_t product = 1;
    for (std::size_t axis = 0; axis < maximum_axes; ++axis)
        if ((axes >> axis & 1) != 0) product *= room[axis];
    return product;
}
/// The numbers that an array needs, in lanes of `Width` numbers. Along their axis there are whole registers.
template <std::size_t Width>
std::size_t size_of_array(array_entry const& array, std::size_t const* room, std::size_t const* length) {
    int const axis = array.lanes_axis;
    if (axis < 0) return (extent_along(array.array_axes, room) + Width) * array.entry_size;
    std::size_t const others = extent_along(array.array_axes & ~(1 << axis), room) * Width * array.entry_size;
    return (array.array_axes >> axis & 1) == 0 ? others : (length[axis] / Width + 1) * others;
}

/// The operations of a row at each index of inner axes.
struct operations_entry {
    int inner_axes = 0;
    std::size_t count = 0;
};

/// The tables of a plan, for the variables `State` that it runs with.
template <class State>
struct run_tables {
    static constexpr auto const& p = State::p;

    template <int Loop>
    static constexpr std::size_t reduction_count = [] {
        std::size_t count = 0;
        for (int c = 0; c < p.cell_count; ++c) count += p.cells[c].reduced_by == Loop ? std::size_t{1} : std::size_t{0};
        return count;
    }();
    template <int Loop>
    static constexpr std::array<reduction_entry, reduction_count<Loop>> reductions = [] {
        std::array<reduction_entry, reduction_count<Loop>> all{};
        std::size_t next = 0;
        for (int c = 0; c < p.cell_count; ++c) {
            plan_cell const& cell = p.cells[c];
            if (cell.reduced_by != Loop) continue;
            reduction_entry& entry = all[next++];
            entry.kind = cell.reduction;
            entry.cell = static_cast<std::size_t>(c);
            entry.place = static_cast<std::size_t>(cell.place);
            entry.array_axes = cell.array_axes;
            entry.inner_axes = State::inner_axes(cell);
            entry.sums = State::sums_at_index(cell, c);
            if (cell.group < 0) continue;
            entry.grouped = true;
            entry.group = static_cast<std::size_t>(cell.group);
            entry.member = static_cast<std::size_t>(cell.group_member);
            entry.group_sums = State::sums_at_index(p.cells[cell.group], cell.group);
        }
        return all;
    }();

    static constexpr std::size_t array_count = [] {
        std::size_t count = 0;
        for (int c = 0; c < p.cell_count; ++c) count += p.cells[c].array_axes != 0 ? std::size_t{1} : std::size_t{0};
        return count;
    }();
    static constexpr std::array<array_entry, array_count> arrays = [] {
        std::array<array_entry, array_count> all{};
        std::size_t next = 0;
        for (int c = 0; c < p.cell_count; ++c) {
            plan_cell const& cell = p.cells[c];
            if (cell.array_axes == 0) continue;
            array_entry& entry = all[next++];
            entry.cell = static_cast<std::size_t>(c);
            entry.place = static_cast<std::size_t>(cell.place);
            entry.entry_size = static_cast<std::size_t>(p.entry_size[cell.place]);
            entry.is_first = cell.member == 0;
            entry.array_axes = cell.array_axes;
            entry.lanes_axis = cell.in_lanes ? State::lanes_axis(cell.loop) : -1;
            entry.is_streamed = State::is_streamed(cell);
            entry.inner_axes = State::inner_axes(cell);
            entry.sums = State::sums_at_index(cell, c);
        }
        return all;
    }();

    /// About how many operations a row of a loop takes. A count of 0 ends the list.
    template <int Loop>
    static constexpr auto operations = [] {
        std::array<operations_entry, 16> all{};
        std::size_t used = 0;
        int const axis = 1 << p.loops[Loop].axis;
        for (int id = 0; id < p.count; ++id) {
            if (!p.live[id] || p.roles[id] != node_role::kernel || (p.axes[id] & axis) == 0) continue;
            int const inner = p.axes[id] & ~axis;
            std::size_t at = 0;
            while (at < used && all[at].inner_axes != inner) ++at;
            if (at + 1 == all.size()) continue;  // there are rarely so many combinations
            if (at == used) all[used++].inner_axes = inner;
            all[at].count += p.is_call(id) ? 20 : 1;
        }
        return all;
    }();
};

}  // namespace ctgrad::detail
