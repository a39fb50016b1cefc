#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <utility>
#include <vector>

#include <ctgrad/batch/threads.hpp>
#include <ctgrad/batch/transpose.hpp>
#include <ctgrad/loops/run/state.hpp>
#include <ctgrad/loops/sparse/regular_loop.hpp>
#include <ctgrad/loops/sparse/regular_places.hpp>
#include <ctgrad/loops/sparse/source.hpp>

/// Writes the entries of a sparse matrix while the loops run.
namespace ctgrad::detail {

/// Writes columns side by side, row by row.
template <std::size_t N, class T>
CTGRAD_INLINE void columns_to_rows(T const* const* from, std::size_t rows, std::size_t columns, T* to) {
    std::size_t row = 0;
    if constexpr (N > 1) {
        if (columns < N && columns != 2) return columns_to_rows<N / 2>(from, rows, columns, to);
        if (columns == 2) {
            using line = typename register_block<T, N>::line;
            for (; row + N <= rows; row += N) {
                line a, b;
                std::memcpy(&a, from[0] + row, sizeof a);
                std::memcpy(&b, from[1] + row, sizeof b);
                [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
                    line const low = __builtin_shufflevector(a, b, (I / 2 + I % 2 * N)...);
                    line const high = __builtin_shufflevector(a, b, (N / 2 + I / 2 + I % 2 * N)...);
                    std::memcpy(to + 2 * row, &low, sizeof low);
                    std::memcpy(to + 2 * row + N, &high, sizeof high);
                }
                (std::make_index_sequence<N>{});
            }
        } else {
            for (; row + N <= rows; row += N)
                for_column_blocks<N>(columns, [&](std::size_t first) CTGRAD_INLINE_LAMBDA {
                    auto const line = [&](std::size_t i) CTGRAD_INLINE_LAMBDA { return from[first + i] + row; };
                    store_transposed<N>(line, to + row * columns + first, static_cast<std::ptrdiff_t>(columns));
                });
        }
    }
    for (; row < rows; ++row)
        for (std::size_t i = 0; i < columns; ++i) to[row * columns + i] = from[i][row];
}

/// Takes the entries of all rows. `Entries` has `all`, an array of the entries, and `count`.
template <class Plan, class T, class Entries, class Layout>
class entry_writer {
    static constexpr auto const& p = Plan::value;
    static constexpr std::size_t gap = rows_of_part + 32;

    T* numbers;
    std::vector<std::vector<int>> const& places;
    std::size_t nonzeros;
    regular_places const& regular;
    bool each_once;  ///< no two entries have one place
    std::vector<std::pair<int, T>> at_ends;
    T* columns;  ///< room for sums
    std::array<T const*, Entries::count + 1> ends{};

public:
    threads allowed;  ///< that `run_loop` may use

    entry_writer(T* to, std::vector<std::vector<int>> const& where, std::size_t size, regular_places const& rows,
                 bool once, std::vector<T>& room)
        : numbers(to), places(where), nonzeros(size), regular(rows), each_once(once) {
        if (!runs_loop()) room.resize(regular.step * gap);
        columns = room.data();
    }

    /// Sets to zero the numbers to which something is added.
    void start() {
        if (runs_loop()) return;
        if (regular.row_count() == 0) {
            if (!each_once) std::fill_n(numbers, nonzeros, T(0));
            return;
        }
        for (auto const& entry : places)
            for (std::size_t row = 0; row < entry.size(); ++row) {
                if (row == regular.first + regular.largest_shift && row + regular.largest_shift < regular.end)
                    row = regular.end - regular.largest_shift;
                if (row < entry.size()) numbers[entry[row]] = T(0);
            }
    }
    /// Whether `run_loop` runs the loop; it calls nothing else of this class.
    bool runs_loop() const { return !regular.in_registers.empty(); }
    template <class State>
    static void run_loop(void* self, State& s) {
        auto& own = *static_cast<entry_writer*>(self);
        if constexpr (Layout::known)
            regular_loop<Layout, T, State>(own.numbers, own.places, own.regular).run(s, own.nonzeros, own.allowed);
    }
    template <class State>
    static void take(void* self, State const& s, int loop, std::size_t first, std::size_t last) {
        static_cast<entry_writer*>(self)->take_part(s, loop, first, last);
    }
    /// Takes the entries that loops in several threads have left in arrays.
    template <class State>
    void take_all(State const& s) {
        auto const take_loop = [&]<int Loop>(std::integral_constant<int, Loop>) {
            if constexpr (p.streams && p.loops[Loop].in_lanes && p.loops[Loop].parent == outside)
                for_parts<State::width>(s.length[static_cast<std::size_t>(p.loops[Loop].axis)],
                                        [&](std::size_t first, std::size_t last) { take_part(s, Loop, first, last); });
        };
        [&]<int... Loop>(std::integer_sequence<int, Loop...>) { (take_loop(std::integral_constant<int, Loop>{}), ...); }
        (std::make_integer_sequence<int, p.loop_count>{});
    }
    /// Takes entries that the loops did not pass on, or that are single numbers; `results` are numbers.
    template <class State, class Results>
    void finish(State const& s, Results const& results) {
        for (auto const& [place, number] : at_ends) numbers[place] += number;
        [&]<std::size_t... K>(std::index_sequence<K...>) { (finish_entry<K>(s, results), ...); }
        (std::make_index_sequence<Entries::count>{});
    }

private:
    template <std::size_t K>
    static constexpr bool is_streamed() {
        constexpr int node = p.results[Entries::all[K].result];
        return p.streams && p.axes[node] != 0;
    }
    template <std::size_t K, class State, class Results>
    void finish_entry([[maybe_unused]] State const& s, [[maybe_unused]] Results const& results) {
        constexpr int result = Entries::all[K].result, node = p.results[result];
        if constexpr (!is_streamed<K>())
            for (std::size_t row = 0; row < places[K].size(); ++row) {
                if constexpr (p.axes[node] == 0)
                    put(places[K][row], results[static_cast<std::size_t>(result)]);
                else
                    put(places[K][row], s.template in_row<p.cell_of[node]>(row));
            }
    }
    void put(int place, T const& number) {
        if (each_once)
            numbers[place] = number;
        else if (place >= 0)
            numbers[place] += number;
        else
            numbers[~place] += 2 * number;
    }
    template <class State>
    void take_part(State const& s, int loop, std::size_t first, std::size_t last) {
        std::array<T const*, Entries::count + 1> from{};
        [&]<std::size_t... K>(std::index_sequence<K...>) { (find_array<K>(s, loop, first, from), ...); }
        (std::make_index_sequence<Entries::count>{});
        if (regular.row_count() > 0) {
            std::size_t const begin = std::clamp(first, regular.first, regular.end),
                              end = std::clamp(last, regular.first, regular.end);
            for (std::size_t k = 0; k < Entries::count; ++k) {
                for (std::size_t row = first; row < std::min(last, regular.first); ++row)
                    at_ends.emplace_back(places[k][row], from[k][row - first]);
                for (std::size_t row = std::max(first, regular.end); row < last; ++row)
                    at_ends.emplace_back(places[k][row], from[k][row - first]);
            }
            for (std::size_t k = 0; k < Entries::count; ++k) from[k] += begin - first;
            if (begin < end) put_regular(from, begin - regular.first, end - regular.first);
            return;
        }
        for (std::size_t k = 0; k < Entries::count; ++k) {
            if (from[k] == nullptr) continue;
            int const* const to = places[k].data() + first;
            if (each_once)
                for (std::size_t i = 0; i < last - first; ++i) numbers[to[i]] = from[k][i];
            else
                for (std::size_t i = 0; i < last - first; ++i) put(to[i], from[k][i]);
        }
    }
    template <std::size_t K, class State>
    static void find_array(State const& s, int loop, std::size_t first,
                           std::array<T const*, Entries::count + 1>& from) {
        constexpr int node = p.results[Entries::all[K].result];
        if constexpr (is_streamed<K>()) {
            constexpr plan_cell const& cell = p.cells[p.cell_of[node]];
            if (cell.loop == loop) from[K] = s.arrays[static_cast<std::size_t>(cell.place)] + (first - s.array_start);
        }
    }
    /// Regular rows of the loop from `first` to before `last`, counted from the first regular one; `from` begins with them.
    void put_regular(std::array<T const*, Entries::count + 1> const& from, std::size_t first, std::size_t last) {
        std::size_t const shift = regular.largest_shift, step = regular.step;
        T* const to = numbers + regular.start;
        auto const add = [&](std::size_t row) {
            for (std::size_t k = 0; k < Entries::count; ++k) {
                std::size_t const own = row - regular.shift[k];
                if (row >= regular.shift[k] && own >= first && own < last)
                    to[row * step + regular.column[k]] += from[k][own - first];
            }
        };
        for (std::size_t row = first; row < std::min(first, last) + shift; ++row) add(row);
        if (first + shift < last) {
            std::size_t const rows = last - first - shift;
            for (std::size_t column = 0; column < step; ++column) {
                ends[column] = nullptr;
                T* const sums = columns + column * gap;
                for (std::size_t k = 0; k < Entries::count; ++k) {
                    if (regular.column[k] != column) continue;
                    T const* const own = from[k] + (shift - regular.shift[k]);
                    if (ends[column] != nullptr) {
                        T const* const other = ends[column];
                        for (std::size_t i = 0; i < rows; ++i) sums[i] = other[i] + own[i];
                    }
                    ends[column] = ends[column] == nullptr ? own : sums;
                }
            }
            columns_to_rows<std::min<std::size_t>(lane_count<T>, 8)>(ends.data(), rows, step,
                                                                     to + (first + shift) * step);
        }
        for (std::size_t row = std::max(last, first + shift); row < last + shift; ++row) {
            if (regular.is_inner(row)) std::fill_n(to + row * step, step, T(0));
            add(row);
        }
    }
};

}  // namespace ctgrad::detail
