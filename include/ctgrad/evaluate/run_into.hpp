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
        std::size_t start[slots + 3]{};
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

/// One statement of such a program: an instruction, or a store of one number or of two.
struct statement {
    operation_info const* store;  // null for an instruction
    std::size_t step;             // in `slot_steps`
    std::size_t at, first, second;
};
/// The slot of the zeros among the outputs.
template <class P>
inline constexpr auto zero_slot = static_cast<std::size_t>(P::value.count);

/// Stores are in one list with the instructions, because a function for each would take g++ longer than the store.
template <class P, class Layout, bool InPairs>
constexpr auto find_statements() {
    constexpr auto slots = static_cast<std::size_t>(P::value.count);
    constexpr auto stores = find_stores_by_slot<P, Layout>();
    struct {
        std::size_t count = 0;
        statement of[slots + Layout::count + 1]{};
    } found;
    auto const slot_of = [](std::size_t number) {
        int const slot = Layout::slot(number);
        return slot == no_node ? zero_slot<P> : static_cast<std::size_t>(slot);
    };
    for (std::size_t slot = 0; slot == 0 || slot < slots; ++slot) {  // zeros are stored even if there is no instruction
        if (slot < slots)
            found.of[found.count++] = {nullptr, slot, slot, static_cast<std::size_t>(P::value.first(slot)),
                                       static_cast<std::size_t>(P::value.second(slot))};
        for (std::size_t i = stores.start[slot]; i < stores.start[slot + 1]; ++i) {
            std::size_t const number = stores.numbers[i];
            bool const both = InPairs && stores.paired[number];
            found.of[found.count++] = {both ? &stored_pair : &stored_number, slots, number, slot_of(number),
                                       both ? slot_of(number + 1) : 0};
            if (both) ++i;
        }
    }
    return found;
}
template <class P, class Layout, bool InPairs>
inline constexpr auto statements_with_stores = find_statements<P, Layout, InPairs>();

template <class P, class Layout, bool InPairs>
consteval operation_info const* info_of_statement(std::size_t k) {
    statement const& here = statements_with_stores<P, Layout, InPairs>.of[k];
    return here.store != nullptr ? here.store : info_of_slot<P>(here.at);
}

/// `out` is passed by value: if it were in memory, such as an object with the slots, clang would keep the object of the
/// results there.
template <class P, class T, class Layout, bool InPairs, class Inputs, class Number, std::size_t... K>
CTGRAD_INLINE void run_statements(Inputs const& inputs, Number* out, std::index_sequence<K...>) {
    constexpr auto const& all = statements_with_stores<P, Layout, InPairs>.of;
    constexpr auto const& steps = slot_steps<P, T>.of;
    slots<T, P::value.count + 1, true> s;
    s.values[zero_slot<P>] = zero_of<T>();
    [[maybe_unused]] done const in_order[]{
        (step<P, info_of_statement<P, Layout, InPairs>(K), T, steps[all[K].step].how, steps[all[K].step].rounding,
              (steps[all[K].step].how == lane::joined ? all[K].at : 0)>(inputs, s, all[K].at, all[K].first,
                                                                        all[K].second, steps[all[K].step].other_first,
                                                                        steps[all[K].step].other_second, out),
         done{})...,
        done{}};
}

/// Runs a program and writes its outputs to `out` as a layout says. No input may be in that memory.
template <class P, class T, class Layout = outputs_in_order<P>, class Inputs, class Number>
CTGRAD_INLINE void run_into(Inputs const& inputs, Number* out) {
    if constexpr (is_divided<P>) {
        slots<T, P::value.count + 1, false> s;
        run_chunks<P, T>(inputs, s, std::make_index_sequence<chunk_count<P>>{});
        for (std::size_t i = 0; i < Layout::count; ++i)
            out[i] = static_cast<Number>(Layout::slot(i) == no_node ? zero_of<T>() : s.values[Layout::slot(i)]);
    } else {
        constexpr bool in_pairs = stores_pairs && has_vectors<T> && std::same_as<T, Number>;
        run_statements<P, T, Layout, in_pairs>(
            inputs, out, std::make_index_sequence<statements_with_stores<P, Layout, in_pairs>.count>{});
    }
}

/// The caller's memory, to which results are written.
template <class Number>
struct results_memory {
    Number* numbers;
};

}  // namespace ctgrad::detail
