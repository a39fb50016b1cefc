#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstring>
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

/// Index lists with which a function is called, and the columns and lengths of views.
namespace ctgrad::detail {

/// Memory for the columns of index lists, kept for the next call of the thread.
inline std::ptrdiff_t* index_memory(std::size_t size) {
    static thread_local std::vector<std::ptrdiff_t> memory;
    if (memory.size() < size) memory.resize(size);
    return memory.data();
}

/// The same for tables.
template <class T>
T* table_memory(std::size_t size) {
    static thread_local std::vector<T> memory;
    if (memory.size() < size) memory.resize(size);
    return memory.data();
}

/// A column of an index list: how it is read, the largest number (negative numbers count as larger than all others),
/// and the numbers, if they have been copied.
struct index_column {
    index_reader reader;
    std::size_t largest = 0;
    std::ptrdiff_t const* rows = nullptr;
};

template <class Element>
std::ptrdiff_t index_in(Element const& element, [[maybe_unused]] std::size_t column) {
    if constexpr (std::integral<Element>)
        return static_cast<std::ptrdiff_t>(element);
    else
        return static_cast<std::ptrdiff_t>(element[column]);
}

/// The type of the numbers in an element of an index list.
template <class Element>
struct integer_of {
    using type = std::remove_cvref_t<decltype(std::declval<Element const&>()[0])>;
};
template <std::integral Element>
struct integer_of<Element> {
    using type = Element;
};

/// The largest number in each column. Several rows at a time are compared, so that compilers use whole registers.
template <std::size_t N, class Element>
std::array<std::size_t, N> largest_indices(Element const* list, std::size_t count) {
    using integer = typename integer_of<Element>::type;
    using comparable = std::make_unsigned_t<integer>;
    constexpr std::size_t together = 16;
    std::array<comparable, together * N> largest{};
    auto const compare = [&largest](comparable number, std::size_t i)
                             CTGRAD_INLINE_LAMBDA { largest[i] = largest[i] < number ? number : largest[i]; };
    std::size_t row = 0;
    for (; row + together <= count; row += together) {
        comparable numbers[together * N];
        std::memcpy(numbers, list + row, sizeof numbers);
        for (std::size_t i = 0; i < together * N; ++i) compare(numbers[i], i);
    }
    for (; row < count; ++row)
        for (std::size_t i = 0; i < N; ++i) compare(static_cast<comparable>(index_in(list[row], i)), i);
    std::array<std::size_t, N> result{};
    for (std::size_t i = 0; i < together * N; ++i) {
        auto const number = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(static_cast<integer>(largest[i])));
        result[i % N] = std::max(result[i % N], number);
    }
    return result;
}

/// Finds the columns of an index list, and returns the number of its rows.
template <std::size_t N, class Given>
std::size_t bind_indices(Given const& given, index_column* columns) {
    auto const* const list = std::data(given);
    using element = std::remove_cvref_t<decltype(*list)>;
    std::size_t const count = std::size(given);
    std::array const largest = largest_indices<N>(list, count);
    for (std::size_t i = 0; i < N; ++i) {
        columns[i].largest = largest[i];
        columns[i].reader = {
            list, i, 0,
            [](void const* from, std::size_t column, std::size_t first, std::size_t rows, std::ptrdiff_t* to) {
                auto const* const elements = static_cast<element const*>(from) + first;
#if defined(__clang__)
#pragma clang loop vectorize(disable)
#endif
                for (std::size_t row = 0; row < rows; ++row) to[row] = index_in(elements[row], column);
            }};
    }
    return count;
}
/// Copies the columns of index lists, which have these numbers of rows.
inline void copy_indices(index_column* columns, std::size_t const* counts, std::size_t number) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < number; ++i) size += counts[i];
    std::ptrdiff_t* next = index_memory(size);
    for (std::size_t i = 0; i < number; ++i) {
        columns[i].reader(0, counts[i], next);
        columns[i].rows = next;
        next += counts[i];
    }
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
    static constexpr std::size_t whole(std::size_t rows) {
        return (rows + lane_count<T> - 1) / lane_count<T> * lane_count<T>;
    }
    template <class T>
    std::size_t table_size() const {
        std::size_t size = 0;
        for (int i = 0; i < views.count; ++i)
            if (views.views[i].how == row_view::kind::across)
                size += whole<T>(length_of(views.views[i].rows)) * whole<T>(length_of(views.views[i].axis));
        return size;
    }
    /// Copies the numbers that a view across rows reads to a table, which begins at `next`.
    template <class T>
    row_column<T> table(row_view const& view, row_column<T> const* given, T*& next) const {
        std::size_t const rows = length_of(view.rows), width = length_of(view.axis), room = whole<T>(width),
                          shift = static_cast<std::size_t>(view.from.shift);
        T* const begin = next;
        next += whole<T>(rows) * room;
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
