#pragma once

#include <concepts>
#include <cstddef>
#include <utility>

#include <ctgrad/compile/program.hpp>
#include <ctgrad/evaluate/apply_operation.hpp>
#include <ctgrad/evaluate/constants.hpp>
#include <ctgrad/evaluate/contraction.hpp>
#include <ctgrad/evaluate/packs.hpp>
#include <ctgrad/evaluate/slots.hpp>
#include <ctgrad/support/inline.hpp>

/// The instructions of a program as statements.
namespace ctgrad::detail {

/// One of the two nodes in a pair.
template <class P>
CTGRAD_INLINE std::size_t operand(std::size_t pair, int which) {
    return operands_of<P>(pair, which);
}

/// Stores two numbers as one vector.
template <class T>
CTGRAD_INLINE void write_pair(T* to, T const& first, T const& second) {
    if (__builtin_is_constant_evaluated()) {
        to[0] = first;
        to[1] = second;
    } else {
        typename lane_pair<T>::type const both{first, second};
        __builtin_memcpy(to, &both, sizeof both);
    }
}

/// One instruction: fills slot `at` from the slots `a` and `b`; the next one, if it is another lane, from the slots
/// `other_a` and `other_b`. Operations of three or more operands find the last ones through the pair in slot `b`; lanes
/// that are joined with products find them by the number of the slot. A store writes slot `a`, or the slots `a` and `b`, to
/// `out[at]`. Thousands of these are inlined into one function, so each is only one call deep.
template <class P, operation_info const* Info, class T, lane Lane, contraction Contraction, std::size_t Joined,
          class Inputs, class Slots, class Number = T>
CTGRAD_INLINE void step([[maybe_unused]] Inputs const& inputs, [[maybe_unused]] Slots& s,
                        [[maybe_unused]] std::size_t at, [[maybe_unused]] std::size_t a, [[maybe_unused]] std::size_t b,
                        [[maybe_unused]] std::size_t other_a = 0, [[maybe_unused]] std::size_t other_b = 0,
                        [[maybe_unused]] Number* out = nullptr) {
    if constexpr (Info == &input_slot) {
        s.values[at] = *inputs[a];
    } else if constexpr (Info == &constant_slot) {
        if constexpr (std::floating_point<T>)
            s.values[at] = constant_at<P, T>(a);
        else if constexpr (made_of_floating_point<T>)
            s.values[at] = T(constant_at<P, typename T::value_type>(a));
        else
            s.values[at] = constant_value<T>(written_constants<P>[a]);
    } else if constexpr (Info == &stored_number) {
        out[at] = static_cast<Number>(s.values[a]);
    } else if constexpr (Info == &stored_pair) {
        write_pair(out + at, s.values[a], s.values[b]);
    } else if constexpr (Info != &pair_slot) {
        constexpr int arity = Info->arity;
        using operation = decltype(computed_operation<decltype(definition_of(row<Info>{})), arity, T>());
        if constexpr (Lane != lane::alone) {
            if (!__builtin_is_constant_evaluated()) {
                if constexpr (Lane == lane::joined)
                    step_of_joined_lanes<P, operation, Joined, Contraction>(s);
                else if constexpr (Lane == lane::call)
                    step_of_calls<operation>(s, at, s.values[a]);
                else if constexpr (Lane != lane::second)
                    step_of_lanes<operation, arity, Lane, Contraction>(s, at, a, other_a, b, other_b);
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

// Called in immediate functions, so that unoptimized builds have constants here too.
template <class P>
consteval std::size_t first_of_slot(std::size_t slot) {
    return static_cast<std::size_t>(P::value.first(slot));
}
template <class P>
consteval std::size_t second_of_slot(std::size_t slot) {
    return static_cast<std::size_t>(P::value.second(slot));
}

/// The element type of lists of statements, which run in order. It is empty, so that nothing is stored.
struct done {};

}  // namespace ctgrad::detail
