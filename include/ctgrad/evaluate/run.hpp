#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/compile/program.hpp>
#include <ctgrad/evaluate/contraction.hpp>
#include <ctgrad/graph/handle.hpp>
#include <ctgrad/numbers/lanes.hpp>
#include <ctgrad/numbers/nearest.hpp>
#include <ctgrad/support/inline.hpp>

namespace ctgrad::detail {

/// A constant in scalar type T: the nearest number of a floating-point type; otherwise numerator over denominator in
/// the arithmetic of T.
template <class T>
constexpr T constant_value(number const& x) {
    if constexpr (std::floating_point<T>) {
        return nearest<T>(x);
    } else if constexpr (
        requires { typename T::value_type; } && !requires { typename T::backend_type; }) {
        return T(constant_value<typename T::value_type>(x));  // lanes, complex
    } else {
        if (!x.exact()) return T(x.special);
        auto const convert = [](wide value) {
            wide const magnitude = absolute(value);
            T const result = T(static_cast<unsigned long long>(magnitude >> 64)) * T(18446744073709551616.0) +
                             T(static_cast<unsigned long long>(magnitude));
            return value < 0 ? T(-result) : result;
        };
        T result = T(convert(x.numerator) / convert(x.denominator));
        for (int i = 0; i < x.exponent; ++i) result *= T(10);
        for (int i = 0; i > x.exponent; --i) result /= T(10);
        return result;
    }
}

template <class P, class T>
constexpr auto computed_constants_of() {
    std::array<T, P::value.constant_count + 1> values{};
    for (int i = 0; i < P::value.constant_count; ++i)
        values[static_cast<std::size_t>(i)] = nearest<T>(P::value.constants[i]);
    return values;
}
template <class P, class T>
inline constexpr auto constants_of = computed_constants_of<P, T>();

template <class T, class Operation>
constexpr bool refuse_scalar() {
    static_assert(
        never<T>,
        "ctgrad: this operation cannot be computed with this scalar type: it lacks the function or comparison");
    return false;
}

/// The type of `a < b`: bool, or a mask of lanes. Types without comparisons have no conditions either.
template <class T>
struct condition_of {
    using type = bool;
};
template <class T>
    requires requires(T a) { a < a; }
struct condition_of<T> {
    using type = std::remove_cvref_t<decltype(std::declval<T const&>() < std::declval<T const&>())>;
};
/// Whether a vector register holds two numbers of a type.
template <class T>
inline constexpr bool has_vectors = std::same_as<T, double>;

/// The local slots of an evaluation. Every index is a constant, so nothing of this is left after inlining.
template <class T, int Count, bool Lanes = false>
struct slots {
    T values[Count];
    typename condition_of<T>::type conditions[Count];
};
template <class T, int Count>
    requires has_vectors<T>
struct slots<T, Count, true> {
    typedef T two_lanes __attribute__((vector_size(2 * sizeof(T))));
    T values[Count];
    bool conditions[Count];
    two_lanes pairs[Count];
};

/// The `operation_info` of slots that are no operations.
inline constexpr operation_info input_slot{}, constant_slot{}, pair_slot{};

template <class P>
consteval operation_info const* info_of_slot(std::size_t slot) {
    int const kind = P::value.kind(slot);
    return kind == graph::input_node      ? &input_slot
           : kind == graph::constant_node ? &constant_slot
           : kind == graph::pair_node     ? &pair_slot
                                          : P::value.operations[kind];
}

/// Whether an operation has a value for operands of a scalar type.
template <class Operation, int Arity, class T, class Condition>
consteval bool has_value() {
    using first = std::conditional_t<(Operation::conditions > 0), Condition, T>;
    using second = std::conditional_t<(Operation::conditions > 1), Condition, T>;
    if constexpr (Arity == 0) return requires {
            Operation::template evaluate<T>();
        };
    else if constexpr (Arity == 1)
        return requires(first const& a) { Operation::evaluate(a); };
    else if constexpr (Arity == 2)
        return requires(first const& a, second const& b) { Operation::evaluate(a, b); };
    else if constexpr (Arity == 3)
        return requires(first const& a, T const& b) { Operation::evaluate(a, b, b); };
    else
        return requires(first const& a, T const& b) { Operation::evaluate(a, b, b, b); };
}
/// Whether an operation can be computed with a scalar type; refuses it if not.
template <class Operation, int Arity, class T, class Condition>
consteval bool check_scalar() {
    constexpr bool supported = has_value<Operation, Arity, T, Condition>();
    if constexpr (!supported) refuse_scalar<T, Operation>();
    return supported;
}

/// The operation as it is computed with a scalar type: on lanes for which it is not defined, one by one.
template <class Operation, int Arity, class T>
consteval auto computed_operation() {
    if constexpr (any_lanes<T> && Arity > 0 && Operation::conditions == 0 && !Operation::is_condition)
        if constexpr (!has_value<Operation, Arity, T, bool>() &&
                      has_value<Operation, Arity, typename T::value_type, bool>())
            return lane_by_lane<Operation>{};
        else
            return Operation{};
    else
        return Operation{};
}

template <class P, class Operation, class T, class Slots>
CTGRAD_INLINE T step_of_four(Slots const& s, std::size_t a, std::size_t second, std::size_t rest) {
    auto const third = static_cast<std::size_t>(P::value.first(rest));
    auto const fourth = static_cast<std::size_t>(P::value.second(rest));
    if constexpr (Operation::conditions == 1)
        return T(Operation::evaluate(s.conditions[a], s.values[second], s.values[third], s.values[fourth]));
    else
        return T(Operation::evaluate(s.values[a], s.values[second], s.values[third], s.values[fourth]));
}

/// How a slot is computed: alone, as two lanes together with the next one, or together with the one before.
enum class lane { alone, first, second };

template <class P, class T>
consteval bool starts_pair(std::size_t slot) {
    return P::value.packs[slot] && (has_vectors<T> || P::value.kind(slot) != P::value.kind(slot + 1));
}
template <class P, class T>
consteval lane lane_of_slot(std::size_t slot) {
    return starts_pair<P, T>(slot) ? lane::first : slot > 0 && starts_pair<P, T>(slot - 1) ? lane::second : lane::alone;
}

/// The slots `a` and `b` as two lanes of a register. If they are a pack, it is the register they were computed in.
template <bool Pair, class Slots>
CTGRAD_INLINE auto lanes_of(Slots const& s, std::size_t a, std::size_t b) {
    if constexpr (Pair)
        return s.pairs[a];
    else
        return typename Slots::two_lanes{s.values[a], s.values[b]};
}
template <class P>
consteval bool is_pair(std::size_t a, std::size_t b) {
    return b == a + 1 && P::value.packs[a];
}

/// How the step that fills a slot is rounded.
template <class P, class T>
consteval contraction contraction_of_slot(std::size_t slot) {
    if (!std::floating_point<T>) return contraction::alone;
    if (P::value.derived[slot]) return contraction::fused;
    if (!contracts_within_expressions ||
        (P::value.kind(slot) != opcode::sum && P::value.kind(slot) != opcode::difference))
        return contraction::alone;
    bool const first = P::value.fused[P::value.first(slot)], second = P::value.fused[P::value.second(slot)];
    return first && second ? contraction::both_products
           : first         ? contraction::first_product
           : second        ? contraction::second_product
                           : contraction::alone;
}

/// Operand 0 or 1 of a product that is joined with its sum; anything else itself.
template <class P>
CTGRAD_INLINE std::size_t factor_of(std::size_t slot, bool joins, int which) {
    return !joins ? slot : static_cast<std::size_t>(which == 0 ? P::value.first(slot) : P::value.second(slot));
}
constexpr bool joins_first(contraction r) { return r == contraction::first_product || r == contraction::both_products; }
constexpr bool joins_second(contraction r) {
    return r == contraction::second_product || r == contraction::both_products;
}

/// Fills the slots `At` and `At + 1` with two lanes.
template <class P, class Operation, std::size_t At, class T, class Slots>
CTGRAD_INLINE void step_of_lanes(Slots& s) {
    constexpr auto a = static_cast<std::size_t>(P::value.first(At)),
                   b = static_cast<std::size_t>(P::value.first(At + 1));
    auto const left = lanes_of<is_pair<P>(a, b)>(s, a, b);
    if constexpr (P::value.operation(At)->arity == 1) {
        s.pairs[At] = Operation::evaluate(left);
    } else {
        constexpr auto c = static_cast<std::size_t>(P::value.second(At)),
                       d = static_cast<std::size_t>(P::value.second(At + 1));
        constexpr contraction one = contraction_of_slot<P, T>(At), other = contraction_of_slot<P, T>(At + 1);
        auto const right = lanes_of<is_pair<P>(c, d)>(s, c, d);
        if constexpr (one == other && is_joined(one)) {
            constexpr bool first = joins_first(one), second = joins_second(one);
            constexpr std::size_t a0 = factor_of<P>(a, first, 0), a1 = factor_of<P>(a, first, 1),
                                  b0 = factor_of<P>(b, first, 0), b1 = factor_of<P>(b, first, 1),
                                  c0 = factor_of<P>(c, second, 0), c1 = factor_of<P>(c, second, 1),
                                  d0 = factor_of<P>(d, second, 0), d1 = factor_of<P>(d, second, 1);
            s.pairs[At] = joined<Operation, one>(
                left, lanes_of<is_pair<P>(a0, b0)>(s, a0, b0), lanes_of<is_pair<P>(a1, b1)>(s, a1, b1), right,
                lanes_of<is_pair<P>(c0, d0)>(s, c0, d0), lanes_of<is_pair<P>(c1, d1)>(s, c1, d1));
        } else {
            s.pairs[At] = evaluate_step < Operation, one == other ? one : contraction::alone > (left, right);
        }
    }
    s.values[At] = s.pairs[At][0];
    s.values[At + 1] = s.pairs[At][1];
}

/// Fills the slots `At` and `At + 1` with the results of one call, if the scalar type has such a call.
template <class Operation, std::size_t At, class T, class Slots>
CTGRAD_INLINE void step_of_calls(Slots& s, T const& x) {
    using other = typename Operation::fused_with;
    if constexpr (requires { Operation::evaluate_fused(x); }) {
        auto const results = Operation::evaluate_fused(x);
        s.values[At] = results.first;
        s.values[At + 1] = results.second;
    } else if constexpr (check_scalar<Operation, 1, T, bool>() && check_scalar<other, 1, T, bool>()) {
        s.values[At] = T(Operation::evaluate(x));
        s.values[At + 1] = T(other::evaluate(x));
    }
    if constexpr (has_vectors<T>) s.pairs[At] = typename Slots::two_lanes{s.values[At], s.values[At + 1]};
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
        constexpr int conditions = operation::conditions;
        static_assert(conditions <= 1 || arity <= 2,
                      "ctgrad: an operation of three or four operands has one condition at most");
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
        } else if constexpr (operation::is_condition) {
            if constexpr (arity == 1)
                s.conditions[at] = operation::evaluate(s.conditions[a]);
            else if constexpr (conditions == 2)
                s.conditions[at] = operation::evaluate(s.conditions[a], s.conditions[b]);
            else
                s.conditions[at] = operation::evaluate(s.values[a], s.values[b]);
        } else if constexpr (arity == 0) {
            s.values[at] = operation::template evaluate<T>();
        } else if constexpr (arity == 1) {
            s.values[at] = T(operation::evaluate(s.values[a]));
        } else if constexpr (arity == 2) {
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
        } else {
            auto const second = static_cast<std::size_t>(P::value.first(b));
            auto const rest = static_cast<std::size_t>(P::value.second(b));
            if constexpr (arity == 3 && conditions == 1)
                s.values[at] = T(operation::evaluate(s.conditions[a], s.values[second], s.values[rest]));
            else if constexpr (arity == 3)
                s.values[at] = T(operation::evaluate(s.values[a], s.values[second], s.values[rest]));
            else
                s.values[at] = step_of_four<P, operation, T>(s, a, second, rest);
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

/// An exact 0: no dependence.
template <class T>
CTGRAD_INLINE T zero_of() {
    if constexpr (std::floating_point<T>)
        return T(0);
    else if constexpr (made_of_floating_point<T>)
        return T(typename T::value_type(0));
    else
        return constant_value<T>(number{0, 1, 0, 0});
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
