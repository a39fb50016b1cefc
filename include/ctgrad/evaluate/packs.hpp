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

/// How a slot is computed: alone; together with the one before; or together with the next one. The latter is done by
/// one call, or as two lanes: with both operands gathered, with some operands that are packs, or joined with a product.
enum class lane { alone, second, call, gathered, first_packed, second_packed, both_packed, joined };

template <class P, class T>
constexpr bool starts_pair(std::size_t slot) {
    return P::value.packs[slot] && (has_vectors<T> || P::value.kind(slot) != P::value.kind(slot + 1));
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
constexpr bool is_pair(std::size_t a, std::size_t b) {
    return b == a + 1 && P::value.packs[a];
}

/// How the step that fills a slot is rounded.
template <class P, class T>
constexpr contraction contraction_of_slot(std::size_t slot) {
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

/// The operands of a program's nodes, for statements that look them up. If these read the program itself, clang would
/// generate code for the rules of all operations to which it points.
template <class P>
struct operand_table {
    std::uint64_t nodes[static_cast<std::size_t>(P::value.count) + 1]{};
    constexpr operand_table() {
        for (int slot = 0; slot < P::value.count; ++slot) nodes[slot] = P::value.nodes[slot];
    }
};
template <class P>
inline constexpr operand_table<P> operands_of_program{};

/// Operand 0 or 1 of a slot.
template <class P>
CTGRAD_INLINE std::size_t operands_of(std::size_t slot, int which) {
#ifdef __CUDA_ARCH__
    constexpr operand_table<P> all{};  // see `constant_at`
    std::uint64_t const node = all.nodes[slot];
#else
    std::uint64_t const node = operands_of_program<P>.nodes[slot];
#endif
    return static_cast<std::size_t>(which == 0 ? graph::first_of(node) : graph::second_of(node));
}

/// Operand 0 or 1 of a product that is joined with its sum; anything else itself.
template <class P>
CTGRAD_INLINE std::size_t factor_of(std::size_t slot, bool joins, int which) {
    return !joins ? slot : operands_of<P>(slot, which);
}
constexpr bool joins_first(contraction r) { return r == contraction::first_product || r == contraction::both_products; }
constexpr bool joins_second(contraction r) {
    return r == contraction::second_product || r == contraction::both_products;
}

template <class P, class T>
constexpr lane lane_of_slot(std::size_t slot) {
    if (!starts_pair<P, T>(slot)) return slot > 0 && starts_pair<P, T>(slot - 1) ? lane::second : lane::alone;
    auto const& p = P::value;
    if (p.kind(slot) != p.kind(slot + 1)) return lane::call;
    contraction const joins = contraction_of_slot<P, T>(slot);
    if (is_joined(joins) && joins == contraction_of_slot<P, T>(slot + 1)) return lane::joined;
    bool const first = is_pair<P>(static_cast<std::size_t>(p.first(slot)), static_cast<std::size_t>(p.first(slot + 1)));
    bool const second =
        is_pair<P>(static_cast<std::size_t>(p.second(slot)), static_cast<std::size_t>(p.second(slot + 1)));
    return first ? (second ? lane::both_packed : lane::first_packed) : second ? lane::second_packed : lane::gathered;
}
/// How a slot is filled, and the operands of the slot after it where that is its other lane.
struct slot_step {
    lane how;
    contraction rounding;
    std::size_t other_first, other_second;
};
template <class P, class T>
inline constexpr auto slot_steps = [] {
    struct {
        slot_step of[static_cast<std::size_t>(P::value.count) + 1];
    } all{};
    for (std::size_t slot = 0; slot < static_cast<std::size_t>(P::value.count); ++slot) {
        slot_step& step = all.of[slot];
        step.how = lane_of_slot<P, T>(slot);
        step.rounding = contraction_of_slot<P, T>(slot);
        if (step.how <= lane::call) continue;
        if (step.rounding != contraction_of_slot<P, T>(slot + 1)) step.rounding = contraction::alone;
        step.other_first = static_cast<std::size_t>(P::value.first(slot + 1));
        step.other_second = static_cast<std::size_t>(P::value.second(slot + 1));
    }
    return all;
}();

/// Fills slot `at` and the next one with two lanes, from the slots `a` and `c`, and `b` and `d` for the next one. It
/// depends on the kind of the operands only, so that packs share it.
template <class Operation, int Arity, lane Lane, contraction Contraction, class Slots>
CTGRAD_INLINE void step_of_lanes(Slots& s, std::size_t at, std::size_t a, [[maybe_unused]] std::size_t b,
                                 [[maybe_unused]] std::size_t c, [[maybe_unused]] std::size_t d) {
    auto const left = lanes_of < Lane == lane::first_packed || Lane == lane::both_packed > (s, a, b);
    if constexpr (Arity == 1) {
        s.pairs[at] = Operation::evaluate(left);
    } else {
        auto const right = lanes_of < Lane == lane::second_packed || Lane == lane::both_packed > (s, c, d);
        s.pairs[at] = evaluate_step<Operation, Contraction>(left, right);
    }
    s.values[at] = s.pairs[at][0];
    s.values[at + 1] = s.pairs[at][1];
}
/// The same for sums that are one expression with products.
template <class P, class Operation, std::size_t At, contraction Joins, class Slots>
CTGRAD_INLINE void step_of_joined_lanes(Slots& s) {
    constexpr auto a = static_cast<std::size_t>(P::value.first(At)),
                   b = static_cast<std::size_t>(P::value.first(At + 1)),
                   c = static_cast<std::size_t>(P::value.second(At)),
                   d = static_cast<std::size_t>(P::value.second(At + 1));
    constexpr bool first = joins_first(Joins), second = joins_second(Joins);
    constexpr std::size_t a0 = factor_of<P>(a, first, 0), a1 = factor_of<P>(a, first, 1),
                          b0 = factor_of<P>(b, first, 0), b1 = factor_of<P>(b, first, 1),
                          c0 = factor_of<P>(c, second, 0), c1 = factor_of<P>(c, second, 1),
                          d0 = factor_of<P>(d, second, 0), d1 = factor_of<P>(d, second, 1);
    s.pairs[At] =
        joined<Operation, Joins>(lanes_of<is_pair<P>(a, b)>(s, a, b), lanes_of<is_pair<P>(a0, b0)>(s, a0, b0),
                                 lanes_of<is_pair<P>(a1, b1)>(s, a1, b1), lanes_of<is_pair<P>(c, d)>(s, c, d),
                                 lanes_of<is_pair<P>(c0, d0)>(s, c0, d0), lanes_of<is_pair<P>(c1, d1)>(s, c1, d1));
    s.values[At] = s.pairs[At][0];
    s.values[At + 1] = s.pairs[At][1];
}

/// Fills slot `at` and the next one with the results of one call, if the scalar type has such a call.
template <class Operation, class T, class Slots>
CTGRAD_INLINE void step_of_calls(Slots& s, std::size_t at, T const& x) {
    using other = typename Operation::fused_with;
    if constexpr (requires { Operation::evaluate_fused(x); }) {
        auto const results = Operation::evaluate_fused(x);
        s.values[at] = results.first;
        s.values[at + 1] = results.second;
    } else if constexpr (check_scalar<Operation, 1, T, bool>() && check_scalar<other, 1, T, bool>()) {
        s.values[at] = T(Operation::evaluate(x));
        s.values[at + 1] = T(other::evaluate(x));
    }
    if constexpr (has_vectors<T>) s.pairs[at] = typename Slots::two_lanes{s.values[at], s.values[at + 1]};
}

}  // namespace ctgrad::detail
