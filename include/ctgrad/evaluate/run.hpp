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

/// Programs as straight-line code.
namespace ctgrad::detail {

template <class P, class T, std::size_t I, class Slots>
CTGRAD_INLINE T output([[maybe_unused]] Slots const& s) {
    if constexpr (P::value.outputs[I] == no_node)
        return zero_of<T>();
    else
        return s.values[P::value.outputs[I]];
}

/// Refuses, in a constant expression, a program with an operation that has no value there. Called at the front, for
/// every call in between is a line of the message.
template <class P>
CTGRAD_INLINE void check_constant_evaluation() {
    if constexpr (P::value.run_time_only != nullptr)
        refuse_constant_evaluation<decltype(definition_of(row<P::value.run_time_only>{}))>();
}

/// Runs a program: straight-line code, one statement per instruction. Gives the outputs in order. The inputs are
/// pointers to the values, so that each is loaded where it is first needed.
template <class P, class T, std::size_t Outputs, class Inputs>
CTGRAD_INLINE std::array<T, Outputs> run(Inputs const& inputs) {
    constexpr auto count = static_cast<std::size_t>(P::value.count);
    constexpr bool chunked = count > unchunked_slots;  // without lanes then: see cost_model::largest_optimized
    slots<T, P::value.count + 1, !chunked> s;
    if constexpr (chunked)
        run_chunks<P, T>(inputs, s, std::make_index_sequence<chunk_count<P>>{});
    else
        run_steps<P, T, 0>(inputs, s, std::make_index_sequence<count>{});
    return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
        return std::array<T, Outputs>{output<P, T, I>(s)...};
    }
    (std::make_index_sequence<Outputs>{});
}

}  // namespace ctgrad::detail
