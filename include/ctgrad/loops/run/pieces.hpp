#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <thread>
#include <utility>

#include <ctgrad/batch/threads.hpp>
#include <ctgrad/loops/run/checkpoints.hpp>
#include <ctgrad/loops/run/parts.hpp>
#include <ctgrad/loops/run/workers.hpp>

/// The loop in lanes, distributed over threads. Each runs contiguous parts of the rows. The sums of the parts are kept,
/// and added in order, so that the bits of a result do not depend on the number of threads.
namespace ctgrad::detail {

/// The options of a call: `threads`, or in place of it `in_one_thread`, whether sums are compensated, and `checkpoints`.
struct in_one_thread {};
template <class Threads = in_one_thread, bool Compensated = false, class Checkpoints = no_checkpoints>
struct call_options {
    static constexpr bool threaded = !std::same_as<Threads, in_one_thread>, compensated = Compensated,
                          checkpointed = !std::same_as<Checkpoints, no_checkpoints>;
    [[no_unique_address]] Threads allowed{};
    [[no_unique_address]] Checkpoints kept{};

    constexpr auto with(threads const& several) const {
        return call_options<threads, Compensated, Checkpoints>{several, kept};
    }
    constexpr auto with(with_compensation) const { return call_options<Threads, true, Checkpoints>{allowed, kept}; }
    constexpr auto with(checkpoints const& some) const {
        return call_options<Threads, Compensated, checkpoints>{allowed, some};
    }
};

template <class State>
struct threaded_state : State {
    threads allowed;
    std::size_t count = 1;                     ///< of threads, at most
    typename State::number* memory = nullptr;  ///< `own_size` numbers for each thread
    std::size_t own_size = 0, own_arrays = 0;
};

template <class Plan, class T, class State>
struct loop_pieces : loop_parts<Plan, T, State> {
    using parts = loop_parts<Plan, T, State>;
    using parts::width, parts::p, parts::sums_of;
    using typename parts::tables;

    /// The number of parts that a thread runs before their sums are added. This bounds the memory.
    static constexpr std::size_t parts_of_round = 1024;
    /// Waking a thread takes about as long as so many operations.
    static constexpr std::size_t operations_of_start = 100'000;

    /// Finds how many threads there can be, and returns the numbers of memory that they need.
    static std::size_t plan_threads(State& s, threads const& allowed) {
        s.allowed = allowed;
        s.count = allowed.count > 0 ? allowed.count : std::max(1u, std::thread::hardware_concurrency());
        s.own_arrays = 0;
        std::size_t sums = 0, pieces = 1;
        [&]<int... Loop>(std::integer_sequence<int, Loop...>) {
            auto const plan_loop = [&]<int L>(std::integral_constant<int, L>) {
                if constexpr (is_distributed(L)) {
                    pieces = std::max(pieces, pieces_of<L>(s));
                    sums = std::max(sums, numbers_of_sums<L>(s) * std::min(parts_of<L>(s), parts_of_round));
                }
            };
            (plan_loop(std::integral_constant<int, Loop>{}), ...);
        }
        (std::make_integer_sequence<int, p.loop_count>{});
        s.count = pieces;
        if (s.count <= 1) return 0;
        for_own_arrays(s, [&](T*&, std::size_t size) { s.own_arrays += size; });
        s.own_size = s.own_arrays + sums;
        return s.own_size * s.count;
    }

    /// `run(state, first, last)` runs a part.
    template <int Loop, class Run>
    static void run_in_threads(State& s, typename parts::template totals<Loop>& all, Run const& run) {
        constexpr reduction_list accumulated = parts::template reductions<Loop>;
        std::size_t const rows = rows_of<Loop>(s), whole = rows / width * width,
                          whole_parts = (whole + rows_of_part - 1) / rows_of_part, parts_of_loop = parts_of<Loop>(s),
                          pieces = std::min(s.count, pieces_of<Loop>(s));
        auto const run_part = [&](State& at, std::size_t part) {
            std::size_t const first = part < whole_parts ? part * rows_of_part : whole;
            run(at, first, part < whole_parts ? std::min(first + rows_of_part, whole) : rows);
        };
        if (pieces <= 1) {
            for (std::size_t part = 0; part < parts_of_loop; ++part) {
                run_part(s, part);
                sums_of(s).collect(accumulated, all.data());
            }
            return;
        }
        for (std::size_t done = 0; done < parts_of_loop;) {
            std::size_t const round = std::min(parts_of_loop - done, pieces * parts_of_round);
            auto const start_of = [&](std::size_t piece) { return round * piece / pieces; };
            workers::own()(pieces, [&](std::size_t piece) {
                State own = s;
                T* next = s.memory + piece * s.own_size;
                for_own_arrays(own, [&](T*& array, std::size_t size) {
                    array = next;
                    next += size;
                });
                for (std::size_t part = start_of(piece); part < start_of(piece + 1); ++part) {
                    run_part(own, done + part);
                    sums_of(own).for_part_sums(accumulated, [&](reduction_entry const&) {
                        return [&](std::size_t, T const& number) { *next++ = number; };
                    });
                }
            });
            for (std::size_t piece = 0; piece < pieces; ++piece) {
                T const* from = s.memory + piece * s.own_size + s.own_arrays;
                for (std::size_t part = start_of(piece); part < start_of(piece + 1); ++part)
                    for (std::size_t r = 0; r < accumulated.count; ++r) {
                        auto const add = sums_of(s).adding(accumulated.first[r], all[r]);
                        for (std::size_t i = 0; i < entries_of(s, accumulated.first[r]); ++i) add(i, *from++);
                    }
            }
            done += round;
        }
    }

private:
    static constexpr bool is_distributed(int loop) { return p.loops[loop].in_lanes && p.loops[loop].parent == outside; }
    template <int Loop>
    static std::size_t rows_of(State const& s) {
        return s.length[static_cast<std::size_t>(p.loops[Loop].axis)];
    }
    /// Whole registers, and the remaining rows.
    template <int Loop>
    static std::size_t parts_of(State const& s) {
        std::size_t const rows = rows_of<Loop>(s);
        return (rows / width * width + rows_of_part - 1) / rows_of_part + (rows % width == 0 ? 0 : 1);
    }
    template <int Loop>
    static std::size_t pieces_of(State const& s) {
        std::size_t least = s.allowed.least_rows;
        if (least == 0) least = operations_of_start / (operations_of_row<Loop>(s) + 1) + 1;
        return std::clamp<std::size_t>(std::min(rows_of<Loop>(s) / least, parts_of<Loop>(s)), 1, s.count);
    }
    template <int Loop>
    static std::size_t operations_of_row(State const& s) {
        std::size_t all = 0;
        for (operations_entry const& each : tables::template operations<Loop>) {
            if (each.count == 0) break;
            all += each.count * s.extent(each.inner_axes);
        }
        return all / width;
    }
    static std::size_t entries_of(State const& s, reduction_entry const& each) {
        if (each.array_axes == 0) return State::compensated && is_sum(each.kind) ? 2 : 1;
        return s.extent(each.inner_axes);
    }
    template <int Loop>
    static std::size_t numbers_of_sums(State const& s) {
        std::size_t all = 0;
        for (reduction_entry const& each : parts::template reductions<Loop>) all += entries_of(s, each);
        return all;
    }
    /// The arrays that each thread needs for itself: copied columns, values that are used in the same iteration, and
    /// the sums of a part.
    template <class Visit>
    static void for_own_arrays(State& s, Visit visit) {
        visit(s.arrays[static_cast<std::size_t>(p.arrays)], rows_of_part * static_cast<std::size_t>(p.input_count));
        for (array_entry const& array : tables::arrays) {
            int const axis = array.lanes_axis;
            if (axis >= 0 && array.is_first && (array.array_axes >> axis & 1) == 0)
                visit(s.arrays[array.place], s.array_size(array));
            visit(s.sum_arrays[array.cell], array.sums * s.extent(array.inner_axes));
        }
    }
};

}  // namespace ctgrad::detail
