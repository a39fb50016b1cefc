#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <iterator>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <ctgrad/loops/run/columns.hpp>
#include <ctgrad/loops/run/state.hpp>
#include <ctgrad/loops/trace/view_table.hpp>
#include <ctgrad/support/failure.hpp>

/// Index lists that a function is called with, and the columns and lengths of views.
namespace ctgrad::detail {

/// Memory for the columns of an index list, kept for the next call of the thread.
inline std::ptrdiff_t* index_memory(std::size_t list, std::size_t size) {
    static thread_local std::array<std::vector<std::ptrdiff_t>, maximum_lists> memory;
    if (memory[list].size() < size) memory[list].resize(size);
    return memory[list].data();
}

/// Copies an index list to columns, and returns the number of its rows.
template <std::size_t N, class Given>
std::size_t bind_indices(Given const& given, std::size_t list, std::ptrdiff_t const** columns) {
    std::size_t const count = std::size(given);
    std::ptrdiff_t* const to = index_memory(list, N * count);
    std::size_t row = 0;
    for (auto const& each : given) {
        if constexpr (std::integral<std::remove_cvref_t<decltype(each)>>)
            to[row] = static_cast<std::ptrdiff_t>(each);
        else
            for (std::size_t i = 0; i < N; ++i) to[i * count + row] = static_cast<std::ptrdiff_t>(each[i]);
        ++row;
    }
    for (std::size_t i = 0; i < N; ++i) columns[i] = to + i * count;
    return count;
}

template <std::integral Count>
std::size_t number_of_steps(Count count) {
    if (std::cmp_less(count, 0)) fail<std::invalid_argument>("ctgrad: a number of steps is negative");
    return static_cast<std::size_t>(count);
}

using axis_lengths = std::array<std::size_t, static_cast<std::size_t>(maximum_lists)>;

/// What the views of a function are of.
struct bound_views {
    view_table const& views;
    std::size_t const* positions;  ///< of the arguments that are lists
    int lists;                     ///< their number
    axis_lengths lengths{};
    std::ptrdiff_t const* const* columns = nullptr;  ///< of indices

    /// The argument that an axis is made of.
    std::string argument(int axis) const {
        while (axis >= lists) axis = views.axes[axis - lists].sources[0];
        return "arguments<" + std::to_string(positions[axis]) + ">";
    }
    std::size_t length_of(int axis) const { return lengths[static_cast<std::size_t>(axis)]; }

    /// Sets the lengths of the axes after those of arguments.
    void set_lengths() {
        for (int i = 0; i < views.axis_count; ++i) {
            view_axis const& axis = views.axes[i];
            std::size_t const rows = length_of(axis.sources[0]);
            for (int k = 1; k < axis.source_count; ++k)
                if (length_of(axis.sources[k]) != rows)
                    fail<std::invalid_argument>("ctgrad: zip() of lists of different lengths, " +
                                                argument(axis.sources[0]) + " and " + argument(axis.sources[k]));
            auto const shorter = static_cast<std::size_t>(axis.shorter_by);
            lengths[static_cast<std::size_t>(lists + i)] = rows > shorter ? rows - shorter : 0;
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
            std::size_t const rows = length_of(view.from.list), count = length_of(view.index.list);
            std::ptrdiff_t const* const column = columns[view.index.number];
            bool elsewhere = false;
            for (std::size_t k = 0; k < count; ++k) elsewhere |= static_cast<std::size_t>(column[k]) >= rows;
            if (elsewhere)
                fail<std::invalid_argument>("ctgrad: " + argument(view.index.list) +
                                            ", an index list, has a number that is no row of " +
                                            argument(view.from.list));
        }
    }

    /// The column that a view reads.
    template <class T>
    row_column<T> column(row_view const& view, row_column<T> const& of) const {
        std::size_t const rows = length_of(view.from.list);
        std::ptrdiff_t const shift = view.from.shift;
        switch (view.how) {
            case row_view::kind::indexed: return {of.data, of.stride, columns[view.index.number] + view.index.shift};
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
