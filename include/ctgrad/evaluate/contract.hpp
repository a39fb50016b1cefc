#pragma once

#include <concepts>

#include <ctgrad/operations/arithmetic.hpp>
#include <ctgrad/support/inline.hpp>

/// Fused multiply-additions in derivatives. g++ fuses a product and the sum that uses it wherever the processor can;
/// clang only within one expression of the source, which a program of steps does not have. Values keep the bits of
/// their formula; of derivatives no order of rounding is promised, and the fused one is both faster and more exact.
/// `CTGRAD_WITHOUT_CONTRACTION` turns it off, as -ffp-contract=off does for g++.
namespace ctgrad::detail {

#if defined(__clang__) && !defined(CTGRAD_WITHOUT_CONTRACTION)
inline constexpr bool contracts_by_request = true;
#define CTGRAD_CONTRACT _Pragma("clang fp contract(fast)")
#else
inline constexpr bool contracts_by_request = false;
#define CTGRAD_CONTRACT
#endif

/// Whether a step is one that can be fused.
template <class Operation>
inline constexpr bool can_contract =
    contracts_by_request && (std::same_as<Operation, operations::add> || std::same_as<Operation, operations::subtract> ||
                             std::same_as<Operation, operations::multiply>);

/// A sum, difference or product that may be fused with its like.
template <class Operation, class T>
CTGRAD_INLINE T contracted(T const& a, T const& b) {
    CTGRAD_CONTRACT
    if constexpr (std::same_as<Operation, operations::add>)
        return a + b;
    else if constexpr (std::same_as<Operation, operations::subtract>)
        return a - b;
    else
        return a * b;
}
#undef CTGRAD_CONTRACT

/// The value of an operation of two operands in a program; `Derived` in a part that only derivatives need.
template <class Operation, bool Derived, class T>
CTGRAD_INLINE auto evaluate_step(T const& a, T const& b) {
    if constexpr (Derived && can_contract<Operation>)
        if (!__builtin_is_constant_evaluated()) return contracted<Operation>(a, b);
    return T(Operation::evaluate(a, b));
}

}  // namespace ctgrad::detail
