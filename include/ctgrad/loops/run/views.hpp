#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <ctgrad/loops/run/columns.hpp>
#include <ctgrad/loops/run/index_lists.hpp>
#include <ctgrad/loops/run/state.hpp>
#include <ctgrad/loops/trace/view_table.hpp>
#include <ctgrad/support/failure.hpp>

/// The columns and lengths of the views that a function reads.
namespace ctgrad::detail {

/// Memory for tables, kept for the next call of the thread.
template <class T>
T* table_memory(std::size_t size) {
    static thread_local std::vector<T> memory;
    if (memory.size() < size) memory.resize(size);
    return memory.data();
}

template <std::integral Count>
std::size_t number_of_steps(Count count) {
    if (std::cmp_less(count, 0)) fail<std::invalid_argument>("ctgrad: a number of steps is negative");
    return static_cast<std::size_t>(count);
}

using axis_lengths = std::array<std::size_t, static_cast<std::size_t>(maximum_lists)>;

/// The views of a function, and the axes that do not belong to an argument.
struct view_list {
    row_view const* views;
    int count;
    view_axis const* axes;
    int axis_count;
    view_table::axis_pair const* equal;
    int equal_count;
};

/// The arguments that the views of a function read.
struct bound_views {
    view_list const& views;
    std::size_t const* positions;  ///< of the arguments that are lists
    int lists;                     ///< their number
    axis_lengths lengths{};
    index_column const* columns = nullptr;  ///< of indices

    /// The argument from which an axis is made.
    std::string argument(int axis) const {
        bool of_columns = false, of_rows = false;
        for (int i = 0; i < views.axis_count; ++i)
            of_rows = of_rows || (views.axes[i].source_count == 0 && views.axes[i].sources[0] == axis);
        for (; axis >= lists; axis = views.axes[axis - lists].sources[0])
            of_columns = of_columns || views.axes[axis - lists].source_count == 0;
        return (of_columns ? "the columns of arguments<"
                : of_rows  ? "the rows of arguments<"
                           : "arguments<") +
               std::to_string(positions[axis]) + ">";
    }
    std::size_t length_of(int axis) const { return lengths[static_cast<std::size_t>(axis)]; }

    /// Sets the lengths of the axes after those of arguments.
    void set_lengths() {
        for (int i = 0; i < views.axis_count; ++i) {
            view_axis const& axis = views.axes[i];
            if (axis.source_count == 0) continue;
            std::size_t const rows = length_of(axis.sources[0]);
            for (int k = 1; k < axis.source_count; ++k) check_equal(axis.sources[0], axis.sources[k]);
            auto const shorter = static_cast<std::size_t>(axis.shorter_by);
            lengths[static_cast<std::size_t>(lists + i)] = rows > shorter ? rows - shorter : 0;
        }
        for (int i = 0; i < views.equal_count; ++i) check_equal(views.equal[i].first, views.equal[i].second);
    }
    void check_equal(int a, int b) const {
        if (length_of(a) != length_of(b))
            fail<std::invalid_argument>("ctgrad: zip() of lists of different lengths, " + argument(a) + " and " +
                                        argument(b));
    }

    /// Refuses arrays whose numbers are not as many as the rows that they belong to.
    void check_widths() const {
        for (int i = 0; i < views.count; ++i) {
            row_view const& view = views.views[i];
            if (view.how == row_view::kind::across && length_of(view.axis) != static_cast<std::size_t>(view.width))
                fail<std::invalid_argument>("ctgrad: across() of " + argument(view.from.list) + ", rows of " +
                                            std::to_string(view.width) + " numbers, along " + argument(view.axis) +
                                            ", which has another number of rows");
        }
    }
    /// Refuses indices that are not rows of the list that they choose from.
    void check_indices() const {
        for (int i = 0; i < views.count; ++i) {
            row_view const& view = views.views[i];
            bool checked = view.how != row_view::kind::indexed;
            for (int k = 0; k < i; ++k)
                checked = checked || (views.views[k].index.number == view.index.number &&
                                      views.views[k].from.list == view.from.list);
            if (checked) continue;
            index_column const& column = columns[view.index.number];
            if (length_of(view.index.list) > 0 && column.largest >= length_of(view.from.list))
                fail<std::invalid_argument>("ctgrad: " + argument(view.index.list) +
                                            ", an index list, has a number that is no row of " +
                                            argument(view.from.list));
        }
    }

    /// The numbers that tables need, with room for whole registers in both directions.
    template <class T>
    std::size_t table_size() const {
        std::size_t size = 0;
        for (int i = 0; i < views.count; ++i)
            if (views.views[i].how == row_view::kind::across)
                size +=
                    in_registers<T>(length_of(views.views[i].rows)) * in_registers<T>(length_of(views.views[i].axis));
        return size;
    }
    /// Copies the numbers that a view across rows reads to a table, which begins at `next`.
    template <class T>
    row_column<T> table(row_view const& view, row_column<T> const* given, T*& next) const {
        std::size_t const rows = length_of(view.rows), width = length_of(view.axis), room = in_registers<T>(width),
                          shift = static_cast<std::size_t>(view.from.shift);
        T* const begin = next;
        next += in_registers<T>(rows) * room;
        T* to = begin;
        for (std::size_t row = 0; row < rows; ++row, to += room) {
            for (std::size_t i = 0; i < width; ++i) to[i] = given[i][row + shift];
            for (std::size_t i = width; i < room; ++i) to[i] = T(0);
        }
        std::fill(to, next, T(0));
        return {begin, static_cast<std::ptrdiff_t>(room)};
    }

    /// The column that a view reads.
    template <class T>
    row_column<T> column(row_view const& view, row_column<T> const& of) const {
        std::size_t const rows = length_of(view.from.list);
        std::ptrdiff_t const shift = view.from.shift;
        switch (view.how) {
            case row_view::kind::indexed:
                return {of.data, of.stride, columns[view.index.number].rows + view.index.shift};
            case row_view::kind::shifted:
                if (static_cast<std::size_t>(shift) >= rows) return {};
                return {of.data + shift * of.stride, of.stride};
            default:
                if (rows == 0)
                    fail<std::invalid_argument>("ctgrad: " + argument(view.from.list) +
                                                ", a list of rows, has none, so front() and back() are nothing");
                if (view.how == row_view::kind::front) return {of.data, 0};
                return {of.data + (static_cast<std::ptrdiff_t>(rows) - 1) * of.stride, 0};
        }
    }
};

}  // namespace ctgrad::detail
