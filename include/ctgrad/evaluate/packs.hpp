#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>

#include <ctgrad/evaluate/apply_operation.hpp>
#include <ctgrad/evaluate/contraction.hpp>
#include <ctgrad/evaluate/slots.hpp>
#include <ctgrad/graph/graph.hpp>
#include <ctgrad/support/inline.hpp>

/// How slots are computed together: in lanes, in one call, or in one expression.
namespace ctgrad::detail {

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

/// The operands of a program's nodes, for statements that look them up. If those read the program itself, clang would
/// generate code for the rules of all operations that it points to.
template <class P>
inline constexpr auto operands_of = [] {
    struct {
        std::uint64_t nodes[static_cast<std::size_t>(P::value.count) + 1];
        CTGRAD_INLINE std::size_t operator()(std::size_t slot, int which) const {
            return static_cast<std::size_t>(which == 0 ? graph::first_of(nodes[slot]) : graph::second_of(nodes[slot]));
        }
    } all{};
    for (int slot = 0; slot < P::value.count; ++slot) all.nodes[slot] = P::value.nodes[slot];
    return all;
}();

/// Operand 0 or 1 of a product that is joined with its sum; anything else itself.
template <class P>
CTGRAD_INLINE std::size_t factor_of(std::size_t slot, bool joins, int which) {
    return !joins ? slot : operands_of<P>(slot, which);
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

}  // namespace ctgrad::detail
