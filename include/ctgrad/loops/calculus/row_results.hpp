#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include <ctgrad/loops/run/chosen_rows.hpp>
#include <ctgrad/loops/run/columns.hpp>
#include <ctgrad/loops/run/state.hpp>
#include <ctgrad/loops/run/streams.hpp>
#include <ctgrad/loops/trace/view_table.hpp>

/// Derivatives with respect to a list of rows: to its rows one by one, and to the views of it.
namespace ctgrad::detail {

/// Calls `f` with each of the first `count` rows and its number of a cell with one axis.
template <int Cell, class State, class F>
CTGRAD_INLINE void for_rows_of_cell(State const& s, std::size_t count, F f) {
    constexpr plan_cell const& cell = State::p.cells[Cell];
    constexpr std::size_t width = State::width;
    std::size_t row = 0;
    if constexpr (cell.in_lanes) {
        constexpr auto size = static_cast<std::size_t>(State::p.entry_size[cell.place]),
                       member = static_cast<std::size_t>(cell.member);
        auto const* from = s.arrays[static_cast<std::size_t>(cell.place)] + member * width;
        for (; row + width <= count; row += width, from += size * width)
            for (std::size_t i = 0; i < width; ++i) f(row + i, from[i]);
    }
    for (; row < count; ++row) f(row, s.template in_row<Cell>(row));
}

/// Writes the numbers of a cell to a column, or adds them: groups of `Group` numbers that are `step` apart. All columns
/// share this function, so that it is compiled once.
template <std::size_t Group, bool Adds, class T>
[[gnu::noinline]] void write_groups(T const* from, std::size_t step, std::size_t count, T* to, std::ptrdiff_t stride) {
    auto const write = [&to, stride](T number) CTGRAD_INLINE_LAMBDA {
        *to = Adds ? *to + number : number;
        to += stride;
    };
    for (; count >= Group; count -= Group, from += step)
        for (std::size_t i = 0; i < Group; ++i) write(from[i]);
    for (std::size_t i = 0; i < count; ++i) write(from[i]);
}
template <int Cell, bool Adds, class State, class T>
CTGRAD_INLINE void write_rows_of_cell(State const& s, std::size_t count, T* to, std::ptrdiff_t stride) {
    constexpr plan_cell const& cell = State::p.cells[Cell];
    constexpr std::size_t group = cell.in_lanes ? State::width : 1;
    constexpr auto size = static_cast<std::size_t>(State::p.entry_size[cell.place]),
                   member = static_cast<std::size_t>(cell.member);
    write_groups<group, Adds>(s.arrays[static_cast<std::size_t>(cell.place)] + member * group, size * group, count, to,
                              stride);
}

/// Where the derivatives with respect to a list are written.
template <class Source, class State, class T>
struct row_results {
    static constexpr auto const& p = State::p;
    using chosen = chosen_rows<typename State::plan, T>;
    State const& s;

    /// Writes the derivative with respect to a list whose numbers are those from `Number` on. With respect to the rows it
    /// has the results from `Own` on; with respect to the views of all arguments there are those from `Views` on.
    template <std::size_t Own, std::size_t Views, std::size_t Number, std::size_t Width, class Numbers>
    void write(Numbers const& numbers, bound_rows<T, Width> const& to) const {
        if (to.count == 0) return;
        add_chosen_rows<Number>(to);
        [&]<std::size_t... I>(std::index_sequence<I...>) {
            (write_column<Own + I, Number + I>(numbers, const_cast<T*>(to.columns[I].data), to.columns[I].stride,
                                               to.count),
             ...);
        }
        (std::make_index_sequence<Width>{});
        [&]<std::size_t... V>(std::index_sequence<V...>) {
            [[maybe_unused]] int const in_order[]{(add_view<Views, Number, V, true>(numbers, to), 0)..., 0};
            [[maybe_unused]] int const others[]{(add_view<Views, Number, V, false>(numbers, to), 0)..., 0};
        }
        (std::make_index_sequence<static_cast<std::size_t>(Source::views.count)>{});
    }

private:
    template <std::size_t Result, std::size_t Number, class Numbers>
    void write_column(Numbers const& numbers, T* to, std::ptrdiff_t stride, std::size_t count) const {
        constexpr int node = p.results[Result], number = static_cast<int>(Number);
        using streams = row_streams<typename State::plan, T>;
        if constexpr (p.streams && streams::template count < number >> 0) {
            std::size_t const rows = s.length[static_cast<std::size_t>(streams::template axis<number>)];
            row_column<T> const sink{to, stride};
            if (s.sinks == nullptr && rows > 0) streams::template add_column<number>(s, sink, 0, rows);
            streams::template finish<number>(sink, count, rows);
            if constexpr (node >= 0) write_each<Result, true>(numbers, count, to, stride);
        } else if constexpr (chosen::any(number, number + 1)) {
            if constexpr (node >= 0) write_each<Result, true>(numbers, count, to, stride);
        } else {
            write_each<Result, false>(numbers, count, to, stride);
        }
    }
    /// Adds what the loops have kept for rows chosen by index, if they have not added it themselves.
    template <std::size_t Number, std::size_t Width>
    void add_chosen_rows(bound_rows<T, Width> const& to) const {
        constexpr int number = static_cast<int>(Number), end = static_cast<int>(Number + Width);
        if constexpr (chosen::any(number, end)) {
            if (s.sinks != nullptr) return;
            chosen::template clear<number>(to);
            std::array<row_column<T>, Number + Width> columns{};
            for (std::size_t i = 0; i < Width; ++i) columns[Number + i] = to.columns[i];
            auto const add = [&]<int Loop>(std::integral_constant<int, Loop>) {
                std::size_t const rows = s.length[static_cast<std::size_t>(p.loops[Loop].axis)];
                for_parts<State::width>(rows, [&](std::size_t first, std::size_t last) {
                    chosen::template add<Loop, number, end>(s, columns.data(), first, last);
                });
            };
            [&]<int... Loop>(std::integer_sequence<int, Loop...>) { (add(std::integral_constant<int, Loop>{}), ...); }
            (std::make_integer_sequence<int, p.loop_count>{});
        }
    }
    static CTGRAD_INLINE T& at(T* to, std::ptrdiff_t stride, std::size_t row) {
        return to[static_cast<std::ptrdiff_t>(row) * stride];
    }
    /// The number of a view among those of chosen arguments.
    static constexpr std::size_t place_of(std::size_t view) {
        std::size_t place = 0;
        for (std::size_t i = 0; i < view; ++i) place += Source::is_chosen(Source::views.views[i]) ? 1 : 0;
        return place;
    }
    static constexpr std::size_t input_of(std::size_t view) {
        std::size_t input = 0;
        while (p.inputs_of_graph[input].low != Source::first_view + view) ++input;
        return input;
    }

    template <std::size_t First, std::size_t Number, std::size_t V, bool Neighbours, std::size_t Width, class Numbers>
    void add_view(Numbers const& numbers, bound_rows<T, Width> const& rows) const {
        constexpr row_view const& view = Source::views.views[V];
        constexpr auto number = static_cast<std::size_t>(view.from.number);
        if constexpr (Number <= number && number < Number + Width &&
                      Neighbours == (view.how == row_view::kind::shifted)) {
            constexpr std::size_t result = First + place_of(V);
            constexpr int node = p.results[result];
            std::ptrdiff_t const stride = rows.columns[number - Number].stride;
            T* const to = const_cast<T*>(rows.columns[number - Number].data);
            if constexpr (node < 0 || (p.streams && p.view_number[result] >= 0)) {
            } else if constexpr (view.axis < 0) {
                at(to, stride, view.how == row_view::kind::front ? 0 : rows.count - 1) += numbers[result];
            } else {
                std::size_t const count = s.length[static_cast<std::size_t>(view.axis)];
                if constexpr (view.how == row_view::kind::indexed) {
                    std::ptrdiff_t const* const of = s.columns[input_of(V)].rows;
                    each<result>(numbers, count,
                                 [=](std::size_t row, T value) CTGRAD_INLINE_LAMBDA { to[of[row] * stride] += value; });
                } else if (count > 0) {
                    write_each<result, true>(numbers, count, to + view.from.shift * stride, stride);
                }
            }
        }
    }
    /// Writes each row's number of a result to a column, or adds it.
    template <std::size_t Result, bool Adds, class Numbers>
    CTGRAD_INLINE void write_each(Numbers const& numbers, std::size_t count, T* to, std::ptrdiff_t stride) const {
        constexpr int node = p.results[Result];
        if constexpr (node >= 0)
            if constexpr (p.axes[node] != 0) return write_rows_of_cell<p.cell_of[node], Adds>(s, count, to, stride);
        write_groups<1, Adds>(&numbers[Result], 0, count, to, stride);
    }
    /// Calls `f` with each row's number of a result.
    template <std::size_t Result, class Numbers, class F>
    CTGRAD_INLINE void each(Numbers const& numbers, std::size_t count, F f) const {
        constexpr int node = p.results[Result];
        if constexpr (node >= 0)
            if constexpr (p.axes[node] != 0) return for_rows_of_cell<p.cell_of[node]>(s, count, f);
        for (std::size_t row = 0; row < count; ++row) f(row, numbers[Result]);
    }
};

}  // namespace ctgrad::detail
