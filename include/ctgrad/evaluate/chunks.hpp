#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include <ctgrad/compile/program.hpp>
#include <ctgrad/evaluate/slots.hpp>
#include <ctgrad/evaluate/step.hpp>
#include <ctgrad/support/inline.hpp>
#include <ctgrad/support/unrolling.hpp>

/// Large programs run in chunks, each a function of its own, because compilers need more than linear time for a
/// function of tens of thousands of statements. A chunk has local variables, like a small program. Only the results,
/// and values that other chunks read, are in memory that all chunks share.
namespace ctgrad::detail {

/// The largest number of slots of a program that is not divided. A chunk is short enough for clang's fold expressions,
/// which have at most 256 terms.
inline constexpr std::size_t largest_undivided = 4000, chunk_of_slots = 250;

template <class P>
inline constexpr bool is_divided = static_cast<std::size_t>(P::value.count) > largest_undivided ||
                                   static_cast<std::size_t>(P::value.output_count) > longest_unrolled;

template <class P>
inline constexpr std::size_t chunk_count =
    (static_cast<std::size_t>(P::value.count) + chunk_of_slots - 1) / chunk_of_slots;

/// Some slots of a program, each once.
template <std::size_t Capacity>
struct slot_list {
    std::size_t count = 0;
    int slots[Capacity]{};

    constexpr void append(std::size_t slot) { slots[count++] = static_cast<int>(slot); }
};

template <class P, std::size_t Chunk>
struct program_chunk {
    static constexpr std::size_t first = Chunk * chunk_of_slots;
    static constexpr std::size_t size =
        Chunk + 1 < chunk_count<P> ? chunk_of_slots : static_cast<std::size_t>(P::value.count) - first;

    /// The earlier slots that the chunk reads.
    static constexpr auto find_imports() {
        constexpr std::size_t places = 4 * maximum_arity * chunk_of_slots;
        slot_list<maximum_arity * chunk_of_slots> found{};
        int table[places]{};  // open addressing: 1 + slot, 0 for empty
        auto const add = [&](int slot) {
            if (slot >= static_cast<int>(first)) return;
            std::size_t place = static_cast<std::size_t>(slot) % places;
            while (table[place] != 0 && table[place] != slot + 1) place = (place + 1) % places;
            if (table[place] != 0) return;
            table[place] = slot + 1;
            found.append(static_cast<std::size_t>(slot));
        };
        for (std::size_t slot = first; slot < first + size; ++slot) {
            operation_info const* const info = P::value.operation(slot);
            int const arity = info == nullptr ? 0 : info->arity;
            std::uint64_t node = P::value.nodes[slot];
            for (int i = 0; i + 2 < arity; ++i) {
                add(graph::first_of(node));
                node = P::value.nodes[graph::second_of(node)];  // a pair
            }
            if (arity > 0) add(graph::first_of(node));
            if (arity > 1) add(graph::second_of(node));
        }
        return found;
    }
    static constexpr auto imports = find_imports();
};

/// For each slot whether it is in the memory that chunks share. Inputs and constants are there only if they are
/// results.
template <class P, std::size_t... Chunk>
constexpr auto find_shared_slots(std::index_sequence<Chunk...>) {
    struct {
        bool at[static_cast<std::size_t>(P::value.count)]{};
    } shared;
    auto const mark = [&](auto const& list) {
        for (std::size_t i = 0; i < list.count; ++i)
            shared.at[list.slots[i]] = P::value.operation(static_cast<std::size_t>(list.slots[i])) != nullptr;
        return 0;
    };
    [[maybe_unused]] int const in_order[]{mark(program_chunk<P, Chunk>::imports)...};
    for (int i = 0; i < P::value.output_count; ++i)
        if (P::value.outputs[i] != no_node) shared.at[P::value.outputs[i]] = true;
    return shared;
}
template <class P>
inline constexpr auto shared_slots = find_shared_slots<P>(std::make_index_sequence<chunk_count<P>>{});

/// The slots of a chunk that are in memory.
template <class P, std::size_t Chunk>
constexpr auto find_exports() {
    slot_list<chunk_of_slots> found{};
    for (std::size_t slot = program_chunk<P, Chunk>::first;
         slot < program_chunk<P, Chunk>::first + program_chunk<P, Chunk>::size; ++slot)
        if (shared_slots<P>.at[slot]) found.append(slot);
    return found;
}
template <class P, std::size_t Chunk>
inline constexpr auto exports = find_exports<P, Chunk>();

template <class P, std::size_t Chunk>
consteval std::size_t import_of(std::size_t number) {
    return static_cast<std::size_t>(program_chunk<P, Chunk>::imports.slots[number]);
}
template <class P, std::size_t Chunk>
consteval std::size_t export_of(std::size_t number) {
    return static_cast<std::size_t>(exports<P, Chunk>.slots[number]);
}
template <class P>
consteval bool is_condition(std::size_t slot) {
    return P::value.operation(slot) != nullptr && P::value.operation(slot)->is_condition;
}

template <bool Condition, class Slots>
CTGRAD_INLINE void copy_slot(Slots& to, Slots const& from, std::size_t slot) {
    if constexpr (Condition)
        to.conditions[slot] = from.conditions[slot];
    else
        to.values[slot] = from.values[slot];
}
/// Fills a local slot from memory. Inputs and constants are read where they are needed.
template <class P, class T, operation_info const* Info, bool Condition, class Inputs, class Slots>
CTGRAD_INLINE void import_slot(Inputs const& inputs, Slots& s, Slots const& memory, std::size_t slot,
                               std::size_t operand) {
    if constexpr (Info != nullptr)
        step<P, Info, T, lane::alone, contraction::alone, 0>(inputs, s, slot, operand, 0);
    else
        copy_slot<Condition>(s, memory, slot);
}
/// Null for operations.
template <class P>
consteval operation_info const* info_of_import(std::size_t slot) {
    return P::value.operation(slot) == nullptr ? info_of_slot<P>(slot) : nullptr;
}

/// A chunk joins no steps, because they may be in different chunks.
template <class P, class T>
consteval contraction contraction_in_chunk(std::size_t slot) {
    return P::value.derived[slot] && std::floating_point<T> ? contraction::fused : contraction::alone;
}

/// Its slots are local variables. If it passed them to an inline function, they would be in memory; see `run`.
template <class P, class T, std::size_t Chunk, class Inputs, class Slots, std::size_t... Import, std::size_t... I,
          std::size_t... Export>
[[gnu::noinline]] constexpr void run_chunk(Inputs const& inputs, Slots& memory, std::index_sequence<Import...>,
                                           std::index_sequence<I...>, std::index_sequence<Export...>) {
    constexpr std::size_t first = program_chunk<P, Chunk>::first;
    if constexpr (std::is_trivially_default_constructible_v<T>) {
        Slots s;  // slots keep their numbers; after inlining only variables are left of it
        [[maybe_unused]] done const imported[]{
            (import_slot<P, T, info_of_import<P>(import_of<P, Chunk>(Import)),
                         is_condition<P>(import_of<P, Chunk>(Import))>(inputs, s, memory, import_of<P, Chunk>(Import),
                                                                       first_of_slot<P>(import_of<P, Chunk>(Import))),
             done{})...,
            done{}};
        (step<P, info_of_slot<P>(first + I), T, lane::alone, contraction_in_chunk<P, T>(first + I), 0>(
             inputs, s, first + I, first_of_slot<P>(first + I), second_of_slot<P>(first + I)),
         ...);
        (copy_slot<is_condition<P>(export_of<P, Chunk>(Export))>(memory, s, export_of<P, Chunk>(Export)), ...);
    } else {  // the objects of a class are made once
        (step<P, info_of_slot<P>(first + I), T, lane::alone, contraction_in_chunk<P, T>(first + I), 0>(
             inputs, memory, first + I, first_of_slot<P>(first + I), second_of_slot<P>(first + I)),
         ...);
    }
}
template <class P, class T, class Inputs, class Slots, std::size_t... Chunk>
constexpr void run_chunks(Inputs const& inputs, Slots& memory, std::index_sequence<Chunk...>) {
    [[maybe_unused]] done const in_order[]{
        (run_chunk<P, T, Chunk>(inputs, memory, std::make_index_sequence<program_chunk<P, Chunk>::imports.count>{},
                                std::make_index_sequence<program_chunk<P, Chunk>::size>{},
                                std::make_index_sequence<exports<P, Chunk>.count>{}),
         done{})...,
        done{}};
}

}  // namespace ctgrad::detail
