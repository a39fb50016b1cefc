#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <ctgrad/loops/run/state.hpp>

/// Derivatives with respect to a list whose neighbouring rows a loop reads. They are added up in the destination after
/// each part of the loop, while they are in the first-level cache.
namespace ctgrad::detail {

/// Whether no destination overlaps an argument: columns `to`, by the number of the arguments, and `from`, with some rows.
template <class T>
bool are_apart(auto const& to, auto const& from, auto const& rows) {
    auto const ends = [](row_column<T> const& column, std::size_t count) {
        auto const first = reinterpret_cast<std::uintptr_t>(column.data),
                   last = reinterpret_cast<std::uintptr_t>(column.data +
                                                           (static_cast<std::ptrdiff_t>(count) - 1) * column.stride);
        return std::pair{std::min(first, last), std::max(first, last)};
    };
    for (std::size_t i = 0; i < to.size(); ++i) {
        if (to[i].data == nullptr || rows[i] == 0) continue;
        auto const [begin, end] = ends(to[i], rows[i]);
        for (std::size_t k = 0; k < from.size(); ++k) {
            if (rows[k] == 0) continue;
            auto const [first, last] = ends(from[k], rows[k]);
            if (first <= end && begin <= last) return false;
        }
    }
    return true;
}

template <class Plan, class T>
struct row_streams {
    static constexpr auto const& p = Plan::value;
    static constexpr std::size_t width = lane_count<T>;

    struct shifted_array {
        std::size_t array = 0, shift = 0;
    };
    /// Whether a result is the derivative with respect to a number of the argument, in a neighbouring row.
    static constexpr bool is_of(int result, int number) {
        return p.view_number[result] == number && p.view_chooser[result] < 0 && p.results[result] >= 0;
    }
    template <int Number>
    static constexpr std::size_t count = [] {
        std::size_t found = 0;
        for (int r = p.first_view_result; r < p.results_count; ++r) found += is_of(r, Number) ? 1 : 0;
        return found;
    }();
    /// In the order in which the loop reaches a row, so that rounding does not depend on where the parts end.
    template <int Number>
    static constexpr auto arrays = [] {
        std::array<shifted_array, count<Number> + 1> result{};
        std::size_t found = 0;
        for (int r = p.first_view_result; r < p.results_count; ++r) {
            if (!is_of(r, Number)) continue;
            auto const shift = static_cast<std::size_t>(p.view_shift[r]);
            std::size_t at = found++;
            for (; at > 0 && result[at - 1].shift < shift; --at) result[at] = result[at - 1];
            result[at] = {static_cast<std::size_t>(p.cells[p.cell_of[p.results[r]]].place), shift};
        }
        return result;
    }();
    /// The axis of the loop that reads the rows.
    template <int Number>
    static constexpr int axis = [] {
        for (int r = p.first_view_result; r < p.results_count; ++r)
            if (is_of(r, Number)) return p.loops[p.cells[p.cell_of[p.results[r]]].loop].axis;
        return 0;
    }();
    template <int Number>
    static constexpr std::size_t largest_shift = [] {
        std::size_t largest = 0;
        for (std::size_t i = 0; i < count<Number>; ++i) largest = std::max(largest, arrays<Number>[i].shift);
        return largest;
    }();
    template <int Number>
    static constexpr std::size_t smallest_shift = [] {
        std::size_t smallest = largest_shift<Number>;
        for (std::size_t i = 0; i < count<Number>; ++i) smallest = std::min(smallest, arrays<Number>[i].shift);
        return smallest;
    }();

    /// Adds the derivatives of the loop's rows from `first` to `last`, in all columns.
    template <int Loop, class State>
    static CTGRAD_INLINE void add(State const& s, std::size_t first, std::size_t last) {
        [&]<std::size_t... R>(std::index_sequence<R...>) CTGRAD_INLINE_LAMBDA {
            (add_once<Loop, p.first_view_result + static_cast<int>(R)>(s, first, last), ...);
        }
        (std::make_index_sequence<static_cast<std::size_t>(p.results_count - p.first_view_result)>{});
    }

    /// Sets to zero the rows that no row of the loop reads.
    template <int Number>
    static void finish(row_column<T> const& sink, std::size_t rows, std::size_t count_of_loop) {
        T* const to = const_cast<T*>(sink.data);
        for (std::size_t row = count_of_loop == 0 ? 0 : count_of_loop + largest_shift<Number>; row < rows; ++row)
            to[static_cast<std::ptrdiff_t>(row) * sink.stride] = T(0);
    }

    /// Adds to one column; `first` is the row that the arrays begin with.
    template <int Number, class State>
    static void add_column(State const& s, row_column<T> const& sink, std::size_t first, std::size_t last) {
        constexpr auto const& all = arrays<Number>;
        constexpr std::size_t largest = largest_shift<Number>, smallest = smallest_shift<Number>;
        T* const to = const_cast<T*>(sink.data);
        std::ptrdiff_t const stride = sink.stride;
        [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
            T const* const from[]{s.arrays[all[I].array]...};
            // Rows before this one already have a part of their sum.
            std::size_t const begun = first == 0 ? 0 : first + largest;
            auto const edge = [&](std::size_t row) {
                T& sum = to[static_cast<std::ptrdiff_t>(row) * stride];
                if (row >= begun) sum = T(0);
                (void(row >= first + all[I].shift && row < last + all[I].shift
                          ? void(sum += from[I][row - first - all[I].shift])
                          : void()),
                 ...);
            };
            std::size_t const end = last + smallest;
            std::size_t row = first == 0 ? 0 : first + smallest;
            for (; row < std::min(first + largest, last + largest); ++row) edge(row);
            if (stride == 1)
                for (; row + width <= end; row += width)
                    store_lanes(to + row, (... + load_lanes(from[I] + (row - first - all[I].shift))));
            for (; row < end; ++row)
                to[static_cast<std::ptrdiff_t>(row) * stride] = (... + from[I][row - first - all[I].shift]);
            for (; row < last + largest; ++row) edge(row);
        }
        (std::make_index_sequence<count<Number>>{});
    }

private:
    template <int Loop, int Result, class State>
    static CTGRAD_INLINE void add_once(State const& s, std::size_t first, std::size_t last) {
        constexpr int number = p.view_number[Result];
        constexpr bool is_first = [] {
            for (int r = p.first_view_result; r < Result; ++r)
                if (is_of(r, number)) return false;
            return is_of(Result, number);
        }();
        if constexpr (number >= 0 && is_first)
            if constexpr (p.cells[p.cell_of[p.results[Result]]].loop == Loop)
                add_column<number>(s, s.sinks[static_cast<std::size_t>(number)], first, last);
    }
};

}  // namespace ctgrad::detail
