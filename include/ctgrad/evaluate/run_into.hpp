#pragma once

#include <concepts>
#include <cstddef>
#include <utility>

#include <ctgrad/evaluate/run.hpp>
#include <ctgrad/support/compiler.hpp>

/// Programs that write their results to memory of the caller, each as soon as it is computed. So few of many results are
/// live at a time, and neighbours are stored together.
namespace ctgrad::detail {

/// Two outputs are stored as one vector if they are computed by slots that are not further apart.
inline constexpr int paired_distance = 24;

/// The outputs by the slot after which they are stored: those of slot s are `outputs` from `start[s]` on. A result is
/// stored after it was computed, at first; constants, zeros and copies are stored together with the output before them.
template <class P>
constexpr auto find_outputs_by_slot() {
    constexpr auto slots = static_cast<std::size_t>(P::value.count),
                   count = static_cast<std::size_t>(P::value.output_count);
    struct {
        std::size_t start[slots + 2]{};
        std::size_t outputs[count + 1]{};
        bool paired[count + 1]{};  // this output and the next one, which has an odd number
    } found;
    int after[count + 1]{};
    bool taken[slots + 1]{};
    for (std::size_t i = 0; i < count; ++i) {
        int const slot = P::value.outputs[i], before = i > 0 ? after[i - 1] : 0;
        bool const first =
            slot != no_node && P::value.operation(static_cast<std::size_t>(slot)) != nullptr && !taken[slot];
        if (first) taken[slot] = true;
        after[i] = first || slot > before ? slot : before;
    }
    for (std::size_t i = 0; i + 1 < count; i += 2) {
        int const distance = after[i] - after[i + 1];
        found.paired[i] = distance <= paired_distance && -distance <= paired_distance;
        if (found.paired[i]) after[i] = after[i + 1] = distance > 0 ? after[i] : after[i + 1];
    }
    for (std::size_t i = 0; i < count; ++i) ++found.start[after[i] + 2];
    for (std::size_t s = 0; s <= slots; ++s) found.start[s + 1] += found.start[s];
    for (std::size_t i = 0; i < count; ++i) found.outputs[found.start[after[i] + 1]++] = i;
    return found;
}
template <class P>
inline constexpr auto outputs_by_slot = find_outputs_by_slot<P>();

template <class P>
consteval std::size_t stores_after(std::size_t slot) {
    return outputs_by_slot<P>.start[slot + 1] - outputs_by_slot<P>.start[slot];
}

template <class P, class T, std::size_t Output, class Slots, class Number>
CTGRAD_INLINE void store_output(Slots const& s, Number* out) {
    if constexpr (stores_pairs && has_vectors<T> && std::same_as<T, Number>) {
        constexpr std::size_t even = Output - Output % 2;
        if constexpr (outputs_by_slot<P>.paired[even]) {
            if (!__builtin_is_constant_evaluated()) {
                if constexpr (Output == even) {
                    typename lane_pair<T>::type const both{output<P, T, Output>(s), output<P, T, Output + 1>(s)};
                    __builtin_memcpy(out + Output, &both, sizeof both);
                }
                return;
            }
        }
    }
    out[Output] = static_cast<Number>(output<P, T, Output>(s));
}
template <class P, class T, std::size_t Slot, class Slots, class Number, std::size_t... I>
CTGRAD_INLINE void store_after(Slots const& s, Number* out, std::index_sequence<I...>) {
    constexpr auto const& by_slot = outputs_by_slot<P>;
    [[maybe_unused]] int const in_order[]{(store_output<P, T, by_slot.outputs[by_slot.start[Slot] + I]>(s, out), 0)...};
}
template <class P, class T, std::size_t Slot, class Inputs, class Slots, class Number>
CTGRAD_INLINE void run_slot_and_store(Inputs const& inputs, Slots& s, Number* out) {
    run_step<P, T, Slot>(inputs, s);
    if constexpr (stores_after<P>(Slot) > 0)
        store_after<P, T, Slot>(s, out, std::make_index_sequence<stores_after<P>(Slot)>{});
}
template <class P, class T, class Inputs, class Slots, class Number, std::size_t... I>
CTGRAD_INLINE void run_and_store(Inputs const& inputs, Slots& s, Number* out, std::index_sequence<I...>) {
    [[maybe_unused]] int const in_order[]{(run_slot_and_store<P, T, I>(inputs, s, out), 0)..., 0};
}

/// Runs a program and writes its outputs, in order, to `out`. No input may be in that memory.
template <class P, class T, class Inputs, class Number>
CTGRAD_INLINE void run_into(Inputs const& inputs, Number* out) {
    constexpr auto count = static_cast<std::size_t>(P::value.output_count);
    constexpr auto steps = std::make_index_sequence<static_cast<std::size_t>(P::value.count)>{};
    slots<T, P::value.count + 1, !is_divided<P>> s;
    if constexpr (is_divided<P>) {
        run_chunks<P, T>(inputs, s, std::make_index_sequence<chunk_count<P>>{});
        for (std::size_t i = 0; i < count; ++i)
            out[i] = static_cast<Number>(P::value.outputs[i] == no_node ? zero_of<T>() : s.values[P::value.outputs[i]]);
    } else {
        run_and_store<P, T>(inputs, s, out, steps);
    }
}

/// Memory of the caller that results are written to.
template <class Number>
struct results_memory {
    Number* numbers;
};

}  // namespace ctgrad::detail
