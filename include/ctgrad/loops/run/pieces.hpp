#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <thread>

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
    using parts::width, parts::p, parts::for_part_sums, parts::adding;
    using typename parts::totals;

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
        for (int loop = 0; loop < p.loop_count; ++loop) {
            if (!is_distributed(loop)) continue;
            pieces = std::max(pieces, pieces_of(s, loop));
            sums = std::max(sums, sums_of(s, loop) * std::min(parts_of(s, loop), parts_of_round));
        }
        s.count = pieces;
        if (s.count <= 1) return 0;
        for_own_arrays(s, [&](T*&, std::size_t size) { s.own_arrays += size; });
        s.own_size = s.own_arrays + sums;
        return s.own_size * s.count;
    }

    /// `run(state, first, last)` runs a part.
    template <class Run>
    static void run_in_threads(State& s, totals& all, int loop, Run const& run) {
        std::size_t const rows = rows_of(s, loop), whole = rows / width * width,
                          whole_parts = (whole + rows_of_part - 1) / rows_of_part, parts_of_loop = parts_of(s, loop),
                          pieces = std::min(s.count, pieces_of(s, loop));
        auto const run_part = [&](State& at, std::size_t part) {
            std::size_t const first = part < whole_parts ? part * rows_of_part : whole;
            run(at, first, part < whole_parts ? std::min(first + rows_of_part, whole) : rows);
        };
        if (pieces <= 1) {
            for (std::size_t part = 0; part < parts_of_loop; ++part) {
                run_part(s, part);
                parts::collect(s, all, loop);
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
                    for_part_sums(own, loop,
                                  [&](std::size_t) { return [&](std::size_t, T const& number) { *next++ = number; }; });
                }
            });
            for (std::size_t piece = 0; piece < pieces; ++piece) {
                T const* from = s.memory + piece * s.own_size + s.own_arrays;
                for (std::size_t part = start_of(piece); part < start_of(piece + 1); ++part)
                    for (std::size_t c = 0; c < static_cast<std::size_t>(p.cell_count); ++c) {
                        if (p.cells[c].reduced_by != loop) continue;
                        auto const add = adding(s, all, c);
                        for (std::size_t i = 0; i < entries_of(s, c); ++i) add(i, *from++);
                    }
            }
            done += round;
        }
    }

private:
    static constexpr bool is_distributed(int loop) { return p.loops[loop].in_lanes && p.loops[loop].parent == outside; }
    static std::size_t rows_of(State const& s, int loop) {
        return s.length[static_cast<std::size_t>(p.loops[loop].axis)];
    }
    /// Whole registers, and the remaining rows.
    static std::size_t parts_of(State const& s, int loop) {
        std::size_t const rows = rows_of(s, loop);
        return (rows / width * width + rows_of_part - 1) / rows_of_part + (rows % width == 0 ? 0 : 1);
    }
    static std::size_t pieces_of(State const& s, int loop) {
        std::size_t least = s.allowed.least_rows;
        if (least == 0) least = operations_of_start / (operations_of_row(s, loop) + 1) + 1;
        return std::clamp<std::size_t>(std::min(rows_of(s, loop) / least, parts_of(s, loop)), 1, s.count);
    }
    /// About how many operations a row takes.
    static std::size_t operations_of_row(State const& s, int loop) {
        std::size_t all = 0;
        for (int id = 0; id < p.count; ++id) {
            int const axis = 1 << p.loops[loop].axis;
            if (!p.live[id] || p.roles[id] != node_role::kernel || (p.axes[id] & axis) == 0) continue;
            all += (p.is_call(id) ? 20 : 1) * s.extent(p.axes[id] & ~axis);
        }
        return all / width;
    }
    static std::size_t entries_of(State const& s, std::size_t c) {
        if (p.cells[c].array_axes == 0) return State::compensated && is_sum(p.cells[c].reduction) ? 2 : 1;
        return s.extent(State::inner_axes(p.cells[c]));
    }
    static std::size_t sums_of(State const& s, int loop) {
        std::size_t all = 0;
        for (std::size_t c = 0; c < static_cast<std::size_t>(p.cell_count); ++c)
            if (p.cells[c].reduced_by == loop) all += entries_of(s, c);
        return all;
    }
    /// The arrays that each thread needs for itself: copied columns, values that are used in the same iteration, and
    /// the sums of a part.
    template <class Visit>
    static void for_own_arrays(State& s, Visit visit) {
        visit(s.arrays[static_cast<std::size_t>(p.arrays)], rows_of_part * static_cast<std::size_t>(p.input_count));
        for (std::size_t c = 0; c < static_cast<std::size_t>(p.cell_count); ++c) {
            plan_cell const& cell = p.cells[c];
            if (cell.array_axes == 0) continue;
            int const axis = cell.in_lanes ? State::lanes_axis(cell.loop) : -1;
            if (axis >= 0 && cell.member == 0 && (cell.array_axes >> axis & 1) == 0)
                visit(s.arrays[static_cast<std::size_t>(cell.place)], s.array_size(cell));
            visit(s.sum_arrays[c], State::sums_at_index(cell, static_cast<int>(c)) * s.extent(State::inner_axes(cell)));
        }
    }
};

}  // namespace ctgrad::detail
