#pragma once

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/evaluate/run.hpp>
#include <ctgrad/loops/plan/kernel.hpp>
#include <ctgrad/loops/run/compensated_sum.hpp>
#include <ctgrad/loops/run/entries.hpp>

/// Runs the kernels of a plan: reads their inputs at the current indices, and passes their results on.
namespace ctgrad::detail {

/// Adds a value to a reduction, at the current indices.
template <int Cell, int Loop, class V, class State>
CTGRAD_INLINE void accumulate_row(State& s, V const& value) {
    constexpr auto const& p = State::p;
    constexpr plan_cell const& cell = p.cells[Cell];
    constexpr auto place = static_cast<std::size_t>(cell.place), own = static_cast<std::size_t>(Cell);
    if constexpr (cell.reduction == reduction_kind::other_axis) {
        write_along_other_axis<Cell, Loop>(s, value);
    } else if constexpr (cell.group >= 0) {
        // add_to_group does it.
    } else if constexpr (p.loops[cell.reduced_by].in_lanes) {
        if constexpr (cell.array_axes == 0) {
            if constexpr (State::compensated && is_sum(cell.reduction))
                s.lost[own] = s.lost[own] + rounding_error(s.sums[own], value);
            s.sums[own] = combined<cell.reduction>(s.sums[own], value);
        } else {
            auto* const at = s.sum_arrays[own] + s.template offset<State::inner_axes(cell)>() * State::width;
            store_lanes(at, combined<cell.reduction>(load_lanes(at), value));
        }
    } else if constexpr (cell.array_axes == 0 && cell.in_lanes) {
        s.registers[place] = combined<cell.reduction>(s.registers[place], value);
    } else if constexpr (cell.array_axes == 0) {
        s.numbers[place] = combined<cell.reduction>(s.numbers[place], value);
    } else {
        if constexpr (cell.reduction == reduction_kind::last)
            write_entry<Cell, Loop>(s, value);
        else if constexpr (State::lanes_axis(Loop) < 0)
            *s.template entry<Cell>() = combined<cell.reduction>(*s.template entry<Cell>(), value);
        else
            write_entry<Cell, Loop>(s, combined<cell.reduction>(read_entry<Cell, Loop>(s), value));
    }
    if constexpr (cell.next >= 0) accumulate_row<cell.next, Loop>(s, value);
}

/// The group of sums that a kernel adds to: its first cell, and for each member the kernel's result.
template <class Plan, int Kernel>
struct sum_group {
    static constexpr auto const& p = Plan::value;
    static constexpr int first = [] {
        plan_kernel const& k = p.kernels[Kernel];
        for (int i = 0; i < k.output_count; ++i)
            for (int c = p.outputs[k.first_output + i].reduction; c >= 0; c = p.cells[c].next)
                if (p.cells[c].group >= 0) return p.cells[c].group;
        return -1;
    }();
    static constexpr auto size = static_cast<std::size_t>(first < 0 ? 0 : p.cells[first < 0 ? 0 : first].group_size);
    static constexpr std::array<std::size_t, size + 1> results = [] {
        std::array<std::size_t, size + 1> all{};
        plan_kernel const& k = p.kernels[Kernel];
        for (int i = 0; i < k.output_count; ++i)
            for (int c = p.outputs[k.first_output + i].reduction; c >= 0; c = p.cells[c].next)
                if (p.cells[c].group >= 0)
                    all[static_cast<std::size_t>(p.cells[c].group_member)] = static_cast<std::size_t>(i);
        return all;
    }();
};
/// Adds the first `used` of the numbers in each register to a sum.
template <class T>
[[gnu::noinline, gnu::cold]] void add_first_lanes(T* sums, T const* numbers, std::size_t registers, std::size_t width,
                                                  std::size_t used) {
    for (std::size_t i = 0; i < registers; ++i)
        for (std::size_t lane = 0; lane < used; ++lane) sums[i] += numbers[i * width + lane];
}

/// The sums over the lanes of as many registers as there are lanes.
template <class Lanes, std::size_t N>
CTGRAD_INLINE Lanes sums_over_lanes(std::array<Lanes, N> const& values) {
#if defined(CTGRAD_XSIMD)
    return xsimd::haddp(values.data());
#else
    return values[0];
#endif
}

/// Adds the results of a kernel to sums in an array. It sums over the lanes first. That takes no more instructions than
/// adding whole registers, and the array needs only one number per sum.
template <class Plan, int Kernel, class State, class Results>
CTGRAD_INLINE void add_to_group(State& s, Results const& results) {
    using group = sum_group<Plan, Kernel>;
    using register_type = typename State::lanes;
    constexpr std::size_t width = State::width, padded = (group::size + width - 1) / width * width;
    constexpr plan_cell const& cell = State::p.cells[group::first];
    auto* const at =
        s.sum_arrays[static_cast<std::size_t>(group::first)] + s.template offset<State::inner_axes(cell)>() * padded;
    auto const member = [&]<std::size_t I>(std::integral_constant<std::size_t, I>) CTGRAD_INLINE_LAMBDA {
        if constexpr (I < group::size)
            return results[group::results[I]];
        else
            return register_type(0);
    };
    if (s.used != width) {
        std::array<register_type, padded> values = [&]<std::size_t... I>(std::index_sequence<I...>)
            CTGRAD_INLINE_LAMBDA {
            return std::array<register_type, padded>{member(std::integral_constant<std::size_t, I>{})...};
        }
        (std::make_index_sequence<padded>{});
        add_first_lanes(at, reinterpret_cast<typename State::number const*>(values.data()), padded, width, s.used);
        return;
    }
    auto const add = [&]<std::size_t Block, std::size_t... I>(std::integral_constant<std::size_t, Block>,
                                                              std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
        std::array<register_type, width> const values{
            member(std::integral_constant<std::size_t, Block * width + I>{})...};
        store_lanes(at + Block * width, load_lanes(at + Block * width) + sums_over_lanes(values));
    };
    [&]<std::size_t... Block>(std::index_sequence<Block...>) CTGRAD_INLINE_LAMBDA {
        (add(std::integral_constant<std::size_t, Block>{}, std::make_index_sequence<width>{}), ...);
    }
    (std::make_index_sequence<padded / width>{});
}

/// Passes a kernel's result on.
template <std::size_t Output, int Loop, class V, class State>
CTGRAD_INLINE void keep_output(State& s, V const& value) {
    constexpr auto const& p = State::p;
    constexpr plan_output output = p.outputs[Output];
    if constexpr (output.cell >= 0) {
        constexpr plan_cell const& cell = p.cells[output.cell];
        constexpr auto place = static_cast<std::size_t>(cell.place);
        if constexpr (cell.array_axes == 0 && cell.in_lanes)
            s.registers[place] = value;
        else if constexpr (cell.array_axes == 0)
            s.numbers[place] = value;
        else
            write_entry<output.cell, Loop>(s, value);
    }
    if constexpr (output.reduction >= 0) accumulate_row<output.reduction, Loop>(s, value);
}

/// Runs a kernel and returns its results.
template <class Plan, int Kernel, class State>
CTGRAD_INLINE auto kernel_results(State const& s) {
    constexpr auto const& p = State::p;
    constexpr plan_kernel const& k = p.kernels[Kernel];
    using value = std::conditional_t<(State::lanes_axis(k.loop) >= 0), typename State::lanes, typename State::number>;
    return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
        std::array<value, sizeof...(I) + 1> const in{
            kernel_input<value, k.loop, p.inputs[static_cast<std::size_t>(k.first_input) + I]>(s)..., value{}};
        std::array<value const*, sizeof...(I) + 1> const inputs{&in[I]..., nullptr};
        using program = compiled_kernel<Plan, Kernel>;
        return run<program, value, static_cast<std::size_t>(kernel_job<Plan, Kernel>::result_count)>(
            inputs, statements_of<program>);
    }
    (std::make_index_sequence<static_cast<std::size_t>(k.input_count)>{});
}

template <class Plan, int Kernel, class State>
CTGRAD_INLINE void run_kernel(State& s) {
    constexpr plan_kernel const& k = State::p.kernels[Kernel];
    auto const results = kernel_results<Plan, Kernel>(s);
    [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
        [[maybe_unused]] int const in_order[]{
            (keep_output<static_cast<std::size_t>(k.first_output) + I, k.loop>(s, results[I]), 0)..., 0};
    }
    (std::make_index_sequence<static_cast<std::size_t>(k.output_count)>{});
    if constexpr (sum_group<Plan, Kernel>::size > 0) add_to_group<Plan, Kernel>(s, results);
}

}  // namespace ctgrad::detail
