#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include <ctgrad/compile/program.hpp>
#include <ctgrad/evaluate/chunks.hpp>
#include <ctgrad/evaluate/constants.hpp>
#include <ctgrad/evaluate/slots.hpp>
#include <ctgrad/evaluate/step.hpp>
#include <ctgrad/support/inline.hpp>
#include <ctgrad/support/unrolling.hpp>

/// Programs as straight-line code.
namespace ctgrad::detail {

/// The outputs that are not exactly 0.
template <class P>
constexpr auto find_stored_outputs() {
    struct {
        int count = 0, output[static_cast<std::size_t>(P::value.output_count)]{},
            slot[static_cast<std::size_t>(P::value.output_count)]{};
    } stored;
    for (int i = 0; i < P::value.output_count; ++i) {
        if (P::value.outputs[i] == no_node) continue;
        stored.output[stored.count] = i;
        stored.slot[stored.count++] = P::value.outputs[i];
    }
    return stored;
}
template <class P>
inline constexpr auto stored_outputs = find_stored_outputs<P>();

template <class P, class T, std::size_t Outputs, class Slots>
constexpr std::array<T, Outputs> many_outputs(Slots const& s) {
    std::array<T, Outputs> results{};
    results.fill(zero_of<T>());
    for (int i = 0; i < stored_outputs<P>.count; ++i)
        results[static_cast<std::size_t>(stored_outputs<P>.output[i])] = s.values[stored_outputs<P>.slot[i]];
    return results;
}

/// Refuses, in a constant expression, a program with an operation that has no value there. It is called at the front,
/// because every call in between adds a line to the message.
template <class P>
CTGRAD_INLINE void check_constant_evaluation() {
    if constexpr (P::value.run_time_only != nullptr)
        refuse_constant_evaluation<decltype(definition_of(row<P::value.run_time_only>{}))>();
}

/// The slots of a program, each a statement, for `run`; not for programs in chunks.
template <class P>
inline constexpr std::make_index_sequence<is_divided<P> ? 0 : static_cast<std::size_t>(P::value.count)> statements_of{};

/// Runs a program: straight-line code, one statement per instruction. Returns the outputs in order. The inputs are
/// pointers to the values, so that each is loaded where it is first needed.
///
/// g++ optimizes each inline function before its callers, with everything inlined into it. So the slots are variables
/// of the function that has the statements, and few inline functions stand between it and the user's function.
template <class P, class T, std::size_t Outputs, class Inputs, std::size_t... I>
CTGRAD_INLINE std::array<T, Outputs> run(Inputs const& inputs, std::index_sequence<I...>) {
    slots<T, P::value.count + 1, !is_divided<P>> s;
    if constexpr (is_divided<P>) run_chunks<P, T>(inputs, s, std::make_index_sequence<chunk_count<P>>{});
    // A braced list runs in order and, unlike a fold expression, may have any length.
    [[maybe_unused]] done const in_order[]{
        (step < P, info_of_slot<P>(I), T, slot_steps<P, T>.of[I].how, slot_steps<P, T>.of[I].rounding,
         slot_steps<P, T>.of[I].how == lane::joined
             ? I
             : 0 > (inputs, s, I, first_of_slot<P>(I), second_of_slot<P>(I), slot_steps<P, T>.of[I].other_first,
                    slot_steps<P, T>.of[I].other_second),
         done{})...,
        done{}};
    if constexpr (Outputs > longest_unrolled) {
        return many_outputs<P, T, Outputs>(s);
    } else {
        return [&]<std::size_t... J>(std::index_sequence<J...>) CTGRAD_INLINE_LAMBDA {
            return std::array<T, Outputs>{number_in<P::value.outputs[J], T>(s)...};
        }
        (std::make_index_sequence<Outputs>{});
    }
}

}  // namespace ctgrad::detail
