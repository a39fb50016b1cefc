#pragma once

#include <concepts>
#include <cstddef>
#include <utility>

#include <ctgrad/evaluate/run.hpp>
#include <ctgrad/support/compiler.hpp>

/// Programs that write their results to the caller's memory, each as soon as it is computed. So only a few results are
/// live at a time, and neighbours are stored together.
namespace ctgrad::detail {

/// The largest distance between the slots of two outputs that are stored as one vector.
inline constexpr int paired_distance = 24;

/// The outputs of a program in the order of memory. A layout has `count` numbers, and `slot(i)` is the slot of number i, or
/// `no_node` for 0. With `in_pairs` two neighbours are stored as one vector.
template <class P>
struct outputs_in_order {
    static constexpr auto count = static_cast<std::size_t>(P::value.output_count);
    static constexpr bool in_pairs = true;
    static constexpr int slot(std::size_t i) { return P::value.outputs[i]; }
};

/// The numbers by the slot after which they are stored: those of slot s are `numbers` from `start[s]` on. A result is
/// stored after it was computed, at first; constants, zeros and copies are stored together with the number before them.
template <class P, class Layout>
constexpr auto find_stores_by_slot() {
    constexpr auto slots = static_cast<std::size_t>(P::value.count), count = Layout::count;
    struct {
        std::size_t start[slots + 2]{};
        std::size_t numbers[count + 1]{};
        bool paired[count + 1]{};  // this number and the next one, which is at an odd place
    } found;
    int after[count + 1]{};
    bool taken[slots + 1]{};
    for (std::size_t i = 0; i < count; ++i) {
        int const slot = Layout::slot(i), before = i > 0 ? after[i - 1] : 0;
        bool const first =
            slot != no_node && P::value.operation(static_cast<std::size_t>(slot)) != nullptr && !taken[slot];
        if (first) taken[slot] = true;
        after[i] = first || slot > before ? slot : before;
    }
    for (std::size_t i = 0; Layout::in_pairs && i + 1 < count; i += 2) {
        int const distance = after[i] - after[i + 1];
        found.paired[i] = distance <= paired_distance && -distance <= paired_distance;
        if (found.paired[i]) after[i] = after[i + 1] = distance > 0 ? after[i] : after[i + 1];
    }
    for (std::size_t i = 0; i < count; ++i) ++found.start[after[i] + 2];
    for (std::size_t s = 0; s <= slots; ++s) found.start[s + 1] += found.start[s];
    for (std::size_t i = 0; i < count; ++i) found.numbers[found.start[after[i] + 1]++] = i;
    return found;
}
template <class P, class Layout>
inline constexpr auto stores_by_slot = find_stores_by_slot<P, Layout>();

template <class P, class Layout>
consteval std::size_t stores_after(std::size_t slot) {
    return stores_by_slot<P, Layout>.start[slot + 1] - stores_by_slot<P, Layout>.start[slot];
}

template <class P, class Layout, class T, std::size_t I, class Slots, class Number>
CTGRAD_INLINE void store_number(Slots const& s, Number* out) {
    if constexpr (stores_pairs && has_vectors<T> && std::same_as<T, Number>) {
        constexpr std::size_t even = I - I % 2;
        if constexpr (stores_by_slot<P, Layout>.paired[even]) {
            if (!__builtin_is_constant_evaluated()) {
                if constexpr (I == even) {
                    typename lane_pair<T>::type const both{number_in<Layout::slot(I), T>(s),
                                                           number_in<Layout::slot(I + 1), T>(s)};
                    __builtin_memcpy(out + I, &both, sizeof both);
                }
                return;
            }
        }
    }
    out[I] = static_cast<Number>(number_in<Layout::slot(I), T>(s));
}
template <class P, class Layout, class T, std::size_t Slot, class Slots, class Number, std::size_t... I>
CTGRAD_INLINE void store_after(Slots const& s, Number* out, std::index_sequence<I...>) {
    constexpr auto const& by_slot = stores_by_slot<P, Layout>;
    [[maybe_unused]] int const in_order[]{
        (store_number<P, Layout, T, by_slot.numbers[by_slot.start[Slot] + I]>(s, out), 0)...};
}
template <class P, class Layout, class T, std::size_t Slot, class Inputs, class Slots, class Number>
CTGRAD_INLINE void run_slot_and_store(Inputs const& inputs, Slots& s, Number* out) {
    run_step<P, T, Slot>(inputs, s);
    if constexpr (stores_after<P, Layout>(Slot) > 0)
        store_after<P, Layout, T, Slot>(s, out, std::make_index_sequence<stores_after<P, Layout>(Slot)>{});
}
template <class P, class Layout, class T, class Inputs, class Slots, class Number, std::size_t... I>
CTGRAD_INLINE void run_and_store(Inputs const& inputs, Slots& s, Number* out, std::index_sequence<I...>) {
    [[maybe_unused]] int const in_order[]{(run_slot_and_store<P, Layout, T, I>(inputs, s, out), 0)..., 0};
}

/// Runs a program and writes its outputs to `out` as a layout says. No input may be in that memory.
template <class P, class T, class Layout = outputs_in_order<P>, class Inputs, class Number>
CTGRAD_INLINE void run_into(Inputs const& inputs, Number* out) {
    constexpr auto steps = std::make_index_sequence<static_cast<std::size_t>(P::value.count)>{};
    slots<T, P::value.count + 1, !is_divided<P>> s;
    if constexpr (is_divided<P>) {
        run_chunks<P, T>(inputs, s, std::make_index_sequence<chunk_count<P>>{});
        for (std::size_t i = 0; i < Layout::count; ++i)
            out[i] = static_cast<Number>(Layout::slot(i) == no_node ? zero_of<T>() : s.values[Layout::slot(i)]);
    } else {
        run_and_store<P, Layout, T>(inputs, s, out, steps);
    }
}

/// The caller's memory, to which results are written.
template <class Number>
struct results_memory {
    Number* numbers;
};

}  // namespace ctgrad::detail
