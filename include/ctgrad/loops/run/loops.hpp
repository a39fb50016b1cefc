#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <type_traits>
#include <utility>

#include <ctgrad/loops/run/chosen_rows.hpp>
#include <ctgrad/loops/run/kernels.hpp>
#include <ctgrad/loops/run/pieces.hpp>
#include <ctgrad/loops/run/streams.hpp>

/// The loops of a plan, over run-time numbers of rows.
namespace ctgrad::detail {

/// The variables of a plan for the options of a call.
template <class Plan, class T, class Options>
using state_of_run =
    std::conditional_t<Options::threaded, threaded_state<loop_state<Plan, T, Options::compensated>>,
                       loop_state<Plan, T, Options::compensated,
                                  Options::checkpointed && find_recurrence(Plan::value).forward != outside>>;

template <class Plan, class T, class Options>
struct loop_runner : loop_pieces<Plan, T, state_of_run<Plan, T, Options>> {
    static constexpr bool threaded = Options::threaded;
    using state = state_of_run<Plan, T, Options>;
    using parts = loop_pieces<Plan, T, state>;
    using parts::sums_of, parts::read_columns;
    using lanes = register_of<T>;
    static constexpr auto const& p = Plan::value;
    static constexpr std::size_t width = lane_count<T>;

    /// Runs the statements from `First` to `Last`.
    template <int First, int Last>
    static CTGRAD_INLINE void statements(state& s) {
        if constexpr (First < Last) {
            constexpr plan_statement const& statement = p.statements[First];
            if constexpr (statement.what == plan_statement::kind::kernel) {
                run_kernel<Plan, statement.index>(s);
                statements<First + 1, Last>(s);
            } else {
                if constexpr (state::in_stretches && p.loops[statement.index].backward)
                    stretches_backward<statement.index>(s);
                else if constexpr (state::in_stretches)
                    stretches_forward<statement.index>(s);
                else if constexpr (p.loops[statement.index].in_lanes)
                    loop_in_lanes<statement.index>(s);
                else
                    loop<statement.index>(s);
                statements<p.loops[statement.index].end + 1, Last>(s);
            }
        }
    }

private:
    /// One row of a loop.
    template <int Loop>
    static CTGRAD_INLINE void row(state& s, std::size_t number) {
        s.at[static_cast<std::size_t>(p.loops[Loop].axis)] = number;
        for_cells<Loop, carry_state>(s);
        statements<p.loops[Loop].begin, p.loops[Loop].end>(s);
    }
    /// A recurrence whose state is kept at the beginning of each stretch of steps. The arrays hold the last stretch.
    template <int Loop>
    static void stretches_forward(state& s) {
        constexpr auto axis = static_cast<std::size_t>(p.loops[Loop].axis);
        s.at[axis] = s.stretch_start = 0;
        for_cells<Loop, start_reduction>(s);
        for (std::size_t i = 0; i < s.length[axis]; ++i) {
            if (i % s.stretch == 0) {
                s.stretch_start = i;
                std::copy(s.numbers.begin(), s.numbers.end(), s.kept + i / s.stretch * s.numbers.size());
            }
            row<Loop>(s, i);
        }
    }
    /// The adjoints of the recurrence: before each stretch but the last, its steps are computed again.
    template <int Loop>
    static void stretches_backward(state& s) {
        constexpr int forward = find_recurrence(p).forward;
        constexpr auto axis = static_cast<std::size_t>(p.loops[Loop].axis);
        std::size_t const rows = s.length[axis];
        s.at[axis] = s.stretch_start;
        for_cells<Loop, start_reduction>(s);
        for (std::size_t end = rows; end > 0; end = s.stretch_start) {
            std::size_t const number = (end - 1) / s.stretch;
            s.stretch_start = number * s.stretch;
            if (end != rows) {
                state again = s;
                std::copy_n(s.kept + number * s.numbers.size(), s.numbers.size(), again.numbers.begin());
                for (std::size_t i = s.stretch_start; i < end; ++i) row<forward>(again, i);
            }
            for (std::size_t i = end; i-- > s.stretch_start;) row<Loop>(s, i);
        }
    }
    template <int Loop>
    static CTGRAD_INLINE void loop(state& s) {
        constexpr auto axis = static_cast<std::size_t>(p.loops[Loop].axis);
        s.at[axis] = 0;
        for_cells<Loop, start_reduction>(s);
        std::size_t const rows = s.length[axis];
        for (std::size_t i = 0; i < rows; ++i) {
            s.at[axis] = p.loops[Loop].backward ? rows - 1 - i : i;
            for_cells<Loop, carry_state>(s);
            statements<p.loops[Loop].begin, p.loops[Loop].end>(s);
        }
    }
    template <int Loop, template <int, int> class Action>
    static CTGRAD_INLINE void for_cells(state& s) {
        [&]<std::size_t... C>(std::index_sequence<C...>) CTGRAD_INLINE_LAMBDA {
            [[maybe_unused]] int const in_order[]{(Action<Loop, static_cast<int>(C)>::on(s), 0)..., 0};
        }
        (std::make_index_sequence<static_cast<std::size_t>(p.cell_count)>{});
    }
    template <int Loop>
    using loop_value = std::conditional_t<(state::lanes_axis(Loop) >= 0), lanes, T>;

    /// Empties a reduction that the loop computes, or sets a state to its first value.
    template <int Loop, int Cell>
    struct start_reduction {
        static constexpr plan_cell const& cell = p.cells[Cell];
        static constexpr int parent = p.loops[Loop].parent,
                             inner = cell.reduced_by == Loop ? state::inner_axes(cell) : 0;
        using value = loop_value<parent>;

        static CTGRAD_INLINE void on(state& s) {
            if constexpr (cell.reduced_by != Loop) {
            } else if constexpr (cell.array_axes == 0) {
                if constexpr (cell.in_lanes)
                    s.registers[static_cast<std::size_t>(cell.place)] = first_value(s);
                else
                    s.numbers[static_cast<std::size_t>(cell.place)] = first_value(s);
            } else {
                for_inner<inner>(
                    s, [](state& at) CTGRAD_INLINE_LAMBDA { write_entry<Cell, parent>(at, first_value(at)); });
            }
        }
        static CTGRAD_INLINE value first_value(state const& s) {
            if constexpr (cell.reduction == reduction_kind::last)
                return kernel_input<value, parent, cell.initial>(s);
            else
                return value(parts::sums::identity(cell.reduction));
        }
    };
    /// Sets a state to the result of the previous step.
    template <int Loop, int Cell>
    struct carry_state {
        static constexpr plan_cell const& cell = p.cells[Cell];

        static CTGRAD_INLINE void on(state& s) {
            if constexpr (cell.carried_from >= 0 && cell.loop == Loop) {
                constexpr plan_cell const& from = p.cells[cell.carried_from < 0 ? 0 : cell.carried_from];
                constexpr int inner = p.axes[cell.node] & ~p.axes_around(Loop), parent = p.loops[Loop].parent;
                using value = loop_value<parent>;
                for_inner<inner>(s, [](state& at) CTGRAD_INLINE_LAMBDA {
                    value const carried = kernel_input<value, parent, from.node>(at);
                    if constexpr (cell.array_axes != 0)
                        write_entry<Cell, parent>(at, carried);
                    else if constexpr (cell.in_lanes)
                        at.registers[static_cast<std::size_t>(cell.place)] = carried;
                    else
                        at.numbers[static_cast<std::size_t>(cell.place)] = carried;
                });
            }
        }
    };
    /// Calls `f` for all indices along some axes.
    template <int Axes, class F>
    static CTGRAD_INLINE void for_inner(state& s, F f) {
        if constexpr (Axes == 0) {
            f(s);
        } else {
            constexpr auto axis = static_cast<std::size_t>(__builtin_ctz(static_cast<unsigned>(Axes)));
            for (s.at[axis] = 0; s.at[axis] < s.length[axis]; ++s.at[axis]) for_inner<Axes&(Axes - 1)>(s, f);
        }
    }

    /// The outermost loop, whose iterations are lanes.
    template <int Loop>
    [[gnu::noinline]] static void loop_in_lanes(state& s) {
        if constexpr (p.sparse && !threaded)
            if (s.run_loop != nullptr) return s.run_loop(s.taker, s);
        std::size_t const rows = s.length[static_cast<std::size_t>(p.loops[Loop].axis)];
        constexpr reduction_list accumulated = parts::template reductions<Loop>;
        typename parts::template totals<Loop> all{};
        sums_of(s).start(accumulated, all.data());
        auto const run = [](state& at, std::size_t first, std::size_t last) CTGRAD_INLINE_LAMBDA {
            at.used = std::min(last - first, width);
            read_columns(at, parts::template columns_read<Loop>, first, last - first);
            sums_of(at).start_part(parts::template reductions<Loop>);
            run_part<Loop>(at, first, last);
        };
        if constexpr (threaded && p.loops[Loop].parent == outside) {
            parts::template run_in_threads<Loop>(s, all, run);
        } else {
            [[maybe_unused]] part_indices<Plan, Loop> chosen;
            for_parts<width>(rows, [&](std::size_t first, std::size_t last) CTGRAD_INLINE_LAMBDA {
                if constexpr (p.streams) s.array_start = s.sinks == nullptr && s.take == nullptr ? 0 : first;
                if constexpr (part_indices<Plan, Loop>::lists > 0)
                    if (s.index_readers != nullptr) chosen.read(s, first, last - first);
                run(s, first, last);
                if constexpr (p.sparse) {
                    if (s.take != nullptr) s.take(s.taker, s, Loop, first, last);
                } else if constexpr (p.streams) {
                    if (s.sinks != nullptr) {
                        row_streams<Plan, T>::template add<Loop>(s, first, last);
                        chosen_rows<Plan, T>::template add<Loop, 0, p.input_count>(s, s.sinks, first, last);
                    }
                }
                sums_of(s).collect(accumulated, all.data());
            });
        }
        sums_of(s).finish(accumulated, all.data(), s.numbers.data());
    }

    /// Runs on a copy of the variables, which can stay in registers.
    template <int Loop>
    static CTGRAD_INLINE void run_part(state& outer, std::size_t first, std::size_t last) {
        constexpr auto axis = static_cast<std::size_t>(p.loops[Loop].axis);
        state s = outer;
        s.start = first;
        for (std::size_t row = first; row < last; row += width) {
            s.at[axis] = row;
            statements<p.loops[Loop].begin, p.loops[Loop].end>(s);
        }
        outer.sums = s.sums;
        if constexpr (state::compensated) outer.lost = s.lost;
    }
};

}  // namespace ctgrad::detail
