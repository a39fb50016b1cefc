#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <utility>

#include <ctgrad/loops/run/kernels.hpp>
#include <ctgrad/loops/run/parts.hpp>
#include <ctgrad/loops/sparse/interleave.hpp>

/// Runs the single kernel of a loop on rows of its inputs.
namespace ctgrad::detail {

/// On contiguous columns.
template <class Layout, class T, class State>
struct contiguous_inputs {
    static constexpr auto const& p = State::p;
    static constexpr auto axis = static_cast<std::size_t>(p.loops[0].axis);
    static constexpr std::size_t width = lane_count<T>;
    using registers = row_registers<T, width>;
    using line = typename registers::line;
    using entries = std::array<line, Layout::count>;

    State& s;

    CTGRAD_INLINE entries kernel(std::size_t row) const {
        s.at[axis] = row;
        return as_entries(kernel_results<typename State::plan, Layout::kernel>(s));
    }

    template <class Results>
    static CTGRAD_INLINE entries as_entries(Results const& results) {
        entries all;
        [&]<std::size_t... K>(std::index_sequence<K...>) CTGRAD_INLINE_LAMBDA {
            ((all[K] = as_line(results[Layout::outputs[K]])), ...);
        }
        (std::make_index_sequence<Layout::count>{});
        return all;
    }
    static CTGRAD_INLINE line as_line(register_of<T> const& value) {
        line result;
        static_assert(sizeof result == sizeof value);
        std::memcpy(&result, &value, sizeof result);
        return result;
    }
    static CTGRAD_INLINE register_of<T> as_register(line const& value) {
        register_of<T> result;
        std::memcpy(&result, &value, sizeof result);
        return result;
    }
};

/// On columns that are in pairs side by side, such as those of complex numbers or of points in a plane.
template <class Layout, class T, class State>
struct paired_inputs : contiguous_inputs<Layout, T, State> {
    using base = contiguous_inputs<Layout, T, State>;
    using base::p, base::width, base::axis, base::s;
    using typename base::entries, typename base::line, typename base::registers;
    static constexpr plan_kernel const& own = p.kernels[Layout::kernel];

    /// The inputs of the kernel along the loop, in the order of the function's inputs.
    static constexpr auto columns = [] {
        struct {
            std::size_t count = 0;
            std::array<std::size_t, static_cast<std::size_t>(own.input_count) + 1> input{};
        } found;
        for (int input = 0; input < p.input_count; ++input)
            for (int i = 0; i < own.input_count; ++i) {
                int const node = p.inputs[own.first_input + i];
                if (p.is_input(node) && p.axes[node] != 0 && p.first(node) == input)
                    found.input[found.count++] = static_cast<std::size_t>(input);
            }
        return found;
    }();
    static constexpr std::size_t pairs = columns.count / 2;

    static bool fit(State const& s) {
        if (pairs == 0 || columns.count % 2 != 0) return false;
        for (std::size_t i = 0; i < columns.count; i += 2) {
            row_column<T> const &first = s.columns[columns.input[i]], &second = s.columns[columns.input[i + 1]];
            if (first.stride != 2 || second.stride != 2 || second.data != first.data + 1 || first.rows != nullptr ||
                second.rows != nullptr)
                return false;
        }
        return true;
    }

    CTGRAD_INLINE entries kernel(std::size_t row) const {
        s.at[axis] = row;
        std::array<line, 2 * pairs> read;
        [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA { (read_pair<I>(row, read), ...); }
        (std::make_index_sequence<pairs>{});
        using value = register_of<T>;
        return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
            std::array<value, sizeof...(I) + 1> const in{input<I>(read)..., value{}};
            std::array<value const*, sizeof...(I) + 1> const inputs{&in[I]..., nullptr};
            using program = compiled_kernel<typename State::plan, Layout::kernel>;
            constexpr auto count =
                static_cast<std::size_t>(kernel_job<typename State::plan, Layout::kernel>::result_count);
            return base::as_entries(run<program, value, count>(inputs, statements_of<program>));
        }
        (std::make_index_sequence<static_cast<std::size_t>(own.input_count)>{});
    }

private:
    template <std::size_t I>
    CTGRAD_INLINE void read_pair(std::size_t row, std::array<line, 2 * pairs>& to) const {
        auto const both = registers::split(s.columns[columns.input[2 * I]].data + 2 * row);
        to[2 * I] = both[0];
        to[2 * I + 1] = both[1];
    }
    template <std::size_t I, class Read>
    CTGRAD_INLINE register_of<T> input(Read const& read) const {
        constexpr int node = p.inputs[static_cast<std::size_t>(own.first_input) + I];
        if constexpr (p.is_input(node) && p.axes[node] != 0) {
            constexpr std::size_t place = [] {
                std::size_t at = 0;
                while (columns.input[at] != static_cast<std::size_t>(p.first(node))) ++at;
                return at;
            }();
            return base::as_register(read[place]);
        } else {
            return kernel_input<register_of<T>, own.loop, node>(s);
        }
    }
};

}  // namespace ctgrad::detail
