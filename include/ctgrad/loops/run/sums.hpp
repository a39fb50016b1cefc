#pragma once

#include <algorithm>
#include <cstddef>

#include <ctgrad/loops/run/compensated_sum.hpp>
#include <ctgrad/loops/run/entries.hpp>
#include <ctgrad/loops/run/tables.hpp>

/// What a loop in lanes accumulates: the sums of a part of its rows, and the totals of all parts. These functions are
/// compiled once for all plans.
namespace ctgrad::detail {

struct reduction_list {
    reduction_entry const* first = nullptr;
    std::size_t count = 0;

    reduction_entry const* begin() const { return first; }
    reduction_entry const* end() const { return first + count; }
};

template <class T, bool Compensated>
struct loop_sums {
    using lanes = register_of<T>;
    using total = compensated_sum<T>;
    static constexpr std::size_t width = lane_count<T>;

    lanes* sums;               ///< of a part, by cell
    lanes* lost;               ///< their rounding errors, if they are compensated
    T* const* arrays_of_part;  ///< sums of a part that have axes
    T* const* arrays;          ///< the totals of those, by place
    std::size_t const* room;   ///< by axis
    std::size_t const* at;     ///< the indices of the loops around
    int const* nesting;        ///< the axes, outermost first
    std::size_t used;          ///< the lanes that are rows

    static T identity(reduction_kind kind) { return table_of_reductions::identity<T>(kind); }
    static T combine(reduction_kind kind, T const& a, T const& b) { return table_of_reductions::combined(kind, a, b); }
    std::size_t entries(reduction_entry const& each) const { return extent_along(each.inner_axes, room); }

    void start(reduction_list list, total* all) const {
        for (reduction_entry const& each : list) {
            all->sum = identity(each.kind);
            if (each.array_axes != 0) std::fill_n(accumulated(each), entries(each), all->sum);
            ++all;
        }
    }
    void start_part(reduction_list list) const {
        for (reduction_entry const& each : list) {
            T const empty = identity(each.kind);
            sums[each.cell] = lanes(empty);
            if constexpr (Compensated) lost[each.cell] = lanes(T(0));
            if (each.sums > 0) std::fill_n(arrays_of_part[each.cell], each.sums * entries(each), empty);
        }
    }
    /// Adds the sums of a part to the totals.
    void collect(reduction_list list, total* all) const {
        for_part_sums(list, [&](reduction_entry const& each) { return adding(each, all[&each - list.first]); });
    }
    /// Writes the totals: those without axes to the variables, the others are in their arrays.
    void finish(reduction_list list, total const* all, T* numbers) const {
        for (reduction_entry const& each : list) {
            if (each.array_axes == 0) numbers[each.place] = all->value();
            ++all;
        }
    }
    /// A function that adds a part's sum for entry `i` of a reduction to the total.
    auto adding(reduction_entry const& each, total& all) const {
        T* const to = each.array_axes == 0 ? &all.sum : accumulated(each);
        return [&each, &all, to](std::size_t i, T const& part) {
            if (each.array_axes == 0 && is_sum(each.kind))
                all.add(part);
            else
                to[i] = combine(each.kind, to[i], part);
        };
    }
    /// Passes the sums of a part to `taking(reduction)(entry, number)`.
    template <class Taking>
    void for_part_sums(reduction_list list, Taking taking) const {
        for (reduction_entry const& each : list) {
            auto const take = taking(each);
            if (each.array_axes == 0) {
                if constexpr (Compensated)
                    if (is_sum(each.kind)) {
                        total const part = compensated_over_lanes(each.cell);
                        take(0, part.sum);
                        take(0, part.error());
                        continue;
                    }
                take(0, over_lanes(each.kind, lane_numbers<T>(sums[each.cell]).data()));
                continue;
            }
            std::size_t const count = entries(each);
            if (each.grouped) {
                T const* const from = arrays_of_part[each.group] + each.member;
                for (std::size_t i = 0; i < count; ++i) take(i, from[i * each.group_sums]);
            } else {
                T const* const from = arrays_of_part[each.cell];
                for (std::size_t i = 0; i < count; ++i) take(i, over_lanes(each.kind, from + i * width));
            }
        }
    }

private:
    total compensated_over_lanes(std::size_t cell) const {
        auto const numbers = lane_numbers<T>(sums[cell]), errors = lane_numbers<T>(lost[cell]);
        total part;
        for (std::size_t lane = 0; lane < used; ++lane) part.add(numbers[lane]);
        for (std::size_t lane = 0; lane < used; ++lane) part.add(part.finite_or_zero(errors[lane]));
        return part;
    }
    T over_lanes(reduction_kind kind, T const* numbers) const {
        T result = numbers[0];
        for (std::size_t i = 1; i < used; ++i) result = combine(kind, result, numbers[i]);
        return result;
    }
    /// The numbers that a loop accumulates for a reduction, at the current indices of the loops around.
    T* accumulated(reduction_entry const& each) const {
        std::size_t position = 0;
        for (int i = 0; i < maximum_axes; ++i) {
            auto const axis = static_cast<std::size_t>(nesting[i]);
            if ((each.array_axes >> axis & 1) != 0)
                position = position * room[axis] + ((each.inner_axes >> axis & 1) != 0 ? 0 : at[axis]);
        }
        return arrays[each.place] + position;
    }
};

}  // namespace ctgrad::detail
