#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include <ctgrad/loops/run/columns.hpp>
#include <ctgrad/loops/run/state.hpp>
#include <ctgrad/loops/run/streams.hpp>
#include <ctgrad/loops/trace/view_table.hpp>

/// Derivatives with respect to a list of rows: those of its rows one by one, and those of the views of it.
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

/// Where the derivatives with respect to a list go.
template <class Source, class State, class T>
struct row_results {
    static constexpr auto const& p = State::p;
    State const& s;

    /// Writes the derivative with respect to a list whose numbers are those from `Number` on. With respect to the rows it
    /// has the results from `Own` on; with respect to the views of all arguments there are those from `Views` on.
    template <std::size_t Own, std::size_t Views, std::size_t Number, std::size_t Width, class Numbers>
    void write(Numbers const& numbers, bound_rows<T, Width> const& to) const {
        if (to.count == 0) return;
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
            if constexpr (node >= 0)
                each<Result>(numbers, count,
                             [=](std::size_t row, T value) CTGRAD_INLINE_LAMBDA { at(to, stride, row) += value; });
        } else {
            each<Result>(numbers, count,
                         [=](std::size_t row, T value) CTGRAD_INLINE_LAMBDA { at(to, stride, row) = value; });
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

    /// Whether the derivatives with respect to a view by index are side by side in an array of their own.
    static constexpr bool is_alone(std::size_t view, std::size_t result) {
        int const node = p.results[result];
        row_view const& v = Source::views.views[view];
        if (node < 0 || v.how != row_view::kind::indexed || p.axes[node] != 1 << v.axis) return false;
        plan_cell const& cell = p.cells[p.cell_of[node]];
        return cell.in_lanes && p.entry_size[cell.place] == 1;
    }
    /// The views of an argument's row that the same index chooses as in view V, if all are alone.
    template <std::size_t First, std::size_t V>
    static constexpr auto chosen_together = [] {
        struct {
            std::array<std::size_t, static_cast<std::size_t>(Source::views.count)> views{};
            std::size_t count = 0;
        } found;
        row_view const& view = Source::views.views[V];
        for (std::size_t w = 0; w < found.views.size(); ++w) {
            row_view const& other = Source::views.views[w];
            if (other.how == row_view::kind::indexed && other.index == view.index && other.axis == view.axis &&
                other.from.list == view.from.list && is_alone(w, First + place_of(w)))
                found.views[found.count++] = w;
        }
        return found;
    }();
    template <std::size_t First, std::size_t Number, std::size_t V, std::size_t Width>
    void add_chosen(bound_rows<T, Width> const& rows) const {
        constexpr auto const& all = chosen_together<First, V>;
        if constexpr (all.views[0] == V) [&]<std::size_t... I>(std::index_sequence<I...>) {
                constexpr auto column = [](std::size_t i) {
                    return static_cast<std::size_t>(
                               Source::views.views[chosen_together<First, V>.views[i]].from.number) -
                           Number;
                };
                T* const to[]{const_cast<T*>(rows.columns[column(I)].data)...};
                std::ptrdiff_t const stride[]{rows.columns[column(I)].stride...};
                T const* const from[]{s.arrays[static_cast<std::size_t>(
                    p.cells[p.cell_of[p.results[First + place_of(all.views[I])]]].place)]...};
                std::ptrdiff_t const* const chosen = s.columns[input_of(V)].rows;
                std::size_t const count = s.length[static_cast<std::size_t>(Source::views.views[V].axis)];
                for (std::size_t row = 0; row < count; ++row) ((to[I][chosen[row] * stride[I]] += from[I][row]), ...);
            }
        (std::make_index_sequence<all.count>{});
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
            if constexpr (node < 0 || (p.streams && Neighbours)) {
            } else if constexpr (is_alone(V, result)) {
                add_chosen<First, Number, V>(rows);
            } else if constexpr (view.axis < 0) {
                at(to, stride, view.how == row_view::kind::front ? 0 : rows.count - 1) += numbers[result];
            } else {
                std::size_t const count = s.length[static_cast<std::size_t>(view.axis)];
                if constexpr (view.how == row_view::kind::indexed) {
                    std::ptrdiff_t const* const chosen = s.columns[input_of(V)].rows;
                    each<result>(numbers, count, [=](std::size_t row, T value) CTGRAD_INLINE_LAMBDA {
                        to[chosen[row] * stride] += value;
                    });
                } else if (count > 0) {
                    each<result>(numbers, count,
                                 [to = to + view.from.shift * stride, stride](std::size_t row, T value)
                                     CTGRAD_INLINE_LAMBDA { at(to, stride, row) += value; });
                }
            }
        }
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
