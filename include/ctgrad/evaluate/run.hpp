#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/compile/program.hpp>
#include <ctgrad/evaluate/apply_operation.hpp>
#include <ctgrad/evaluate/constants.hpp>
#include <ctgrad/evaluate/contraction.hpp>
#include <ctgrad/evaluate/packs.hpp>
#include <ctgrad/evaluate/slots.hpp>
#include <ctgrad/support/inline.hpp>

/// Programs as straight-line code.
namespace ctgrad::detail {

/// One of the two nodes in a pair.
template <class P>
CTGRAD_INLINE std::size_t operand(std::size_t pair, int which) {
    return static_cast<std::size_t>(which == 0 ? P::value.first(pair) : P::value.second(pair));
}

/// One instruction: fills slot `at` from the slots `a` and `b`. Operations of three or more operands find the last ones
/// through the pair in slot `b`. Thousands of these are inlined into one function, so each is only one call deep.
template <class P, operation_info const* Info, class T, lane Lane, contraction Contraction, std::size_t First,
          class Inputs, class Slots>
CTGRAD_INLINE void step([[maybe_unused]] Inputs const& inputs, [[maybe_unused]] Slots& s,
                        [[maybe_unused]] std::size_t at, [[maybe_unused]] std::size_t a,
                        [[maybe_unused]] std::size_t b) {
    if constexpr (Info == &input_slot) {
        s.values[at] = *inputs[a];
    } else if constexpr (Info == &constant_slot) {
        if constexpr (std::floating_point<T>)
            s.values[at] = constants_of<P, T>[a];
        else if constexpr (made_of_floating_point<T>)
            s.values[at] = T(constants_of<P, typename T::value_type>[a]);
        else
            s.values[at] = constant_value<T>(P::value.constants[a]);
    } else if constexpr (Info != &pair_slot) {
        constexpr int arity = Info->arity;
        using operation = decltype(computed_operation<decltype(definition_of(row<Info>{})), arity, T>());
        if constexpr (Lane != lane::alone) {
            if (!__builtin_is_constant_evaluated()) {
                if constexpr (Lane == lane::first && P::value.kind(First) == P::value.kind(First + 1))
                    step_of_lanes<P, operation, First, T>(s);
                else if constexpr (Lane == lane::first)
                    step_of_calls<operation, First>(s, s.values[a]);
                return;
            }
        }
        if constexpr (!check_scalar<operation, arity, T, typename condition_of<T>::type>()) {
        } else if constexpr (arity == 2 && !operation::is_condition) {
            if constexpr (is_joined(Contraction)) {
                if (!__builtin_is_constant_evaluated()) {
                    constexpr bool first = joins_first(Contraction), second = joins_second(Contraction);
                    s.values[at] = joined<operation, Contraction>(
                        s.values[a], s.values[factor_of<P>(a, first, 0)], s.values[factor_of<P>(a, first, 1)],
                        s.values[b], s.values[factor_of<P>(b, second, 0)], s.values[factor_of<P>(b, second, 1)]);
                    return;
                }
            }
            s.values[at] = evaluate_step<operation, Contraction>(s.values[a], s.values[b]);
        } else if constexpr (arity == 3) {
            apply_operation<operation, arity, T>(s, at, a, operand<P>(b, 0), operand<P>(b, 1));
        } else if constexpr (arity == 4) {
            std::size_t const rest = operand<P>(b, 1);
            apply_operation<operation, arity, T>(s, at, a, operand<P>(b, 0), operand<P>(rest, 0), operand<P>(rest, 1));
        } else {
            apply_operation<operation, arity, T>(s, at, a, b);
        }
    }
}

// Called in immediate functions, so that unoptimised builds have constants here too.
template <class P>
consteval std::size_t first_of_slot(std::size_t slot) {
    return static_cast<std::size_t>(P::value.first(slot));
}
template <class P>
consteval std::size_t second_of_slot(std::size_t slot) {
    return static_cast<std::size_t>(P::value.second(slot));
}

/// The slots from `First` on.
template <class P, class T, std::size_t First, class Inputs, class Slots, std::size_t... I>
CTGRAD_INLINE void run_steps(Inputs const& inputs, Slots& s, std::index_sequence<I...>) {
    // A braced list runs in order and, unlike a fold expression, has no limit of length.
    [[maybe_unused]] int const in_order[]{
        (step < P, info_of_slot<P>(First + I), T, lane_of_slot<P, T>(First + I), contraction_of_slot<P, T>(First + I),
         lane_of_slot<P, T>(First + I) == lane::first
             ? First + I
             : 0 > (inputs, s, First + I, first_of_slot<P>(First + I), second_of_slot<P>(First + I)),
         0)...,
        0};
}

/// Larger programs run in chunks, each a function of its own, because compilers need more than linear time for a
/// function of tens of thousands of statements.
inline constexpr std::size_t unchunked_slots = 4000, chunk_of_slots = 500;

template <class P, class T, std::size_t First, class Inputs, class Slots, class Sequence>
[[gnu::noinline]] constexpr void run_chunk(Inputs const& inputs, Slots& s, Sequence sequence) {
    run_steps<P, T, First>(inputs, s, sequence);
}
template <class P, class T, class Inputs, class Slots, std::size_t... Chunk>
constexpr void run_chunks(Inputs const& inputs, Slots& s, std::index_sequence<Chunk...>) {
    constexpr auto count = static_cast<std::size_t>(P::value.count);
    [[maybe_unused]] int const in_order[]{
        (run_chunk<P, T, Chunk * chunk_of_slots>(
             inputs, s,
             std::make_index_sequence<((Chunk + 1) * chunk_of_slots < count ? chunk_of_slots
                                                                            : count - Chunk * chunk_of_slots)>{}),
         0)...,
        0};
}

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
        run_chunks<P, T>(inputs, s, std::make_index_sequence<(count + chunk_of_slots - 1) / chunk_of_slots>{});
    else
        run_steps<P, T, 0>(inputs, s, std::make_index_sequence<count>{});
    return [&]<std::size_t... I>(std::index_sequence<I...>) CTGRAD_INLINE_LAMBDA {
        return std::array<T, Outputs>{output<P, T, I>(s)...};
    }
    (std::make_index_sequence<Outputs>{});
}

}  // namespace ctgrad::detail
