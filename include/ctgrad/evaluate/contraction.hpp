#pragma once

#include <ctgrad/operations/operation.hpp>
#include <ctgrad/support/compiler.hpp>
#include <ctgrad/support/inline.hpp>

/// Contraction to fused multiply-adds. g++ contracts a product and the sum that uses it wherever the processor can;
/// clang only within one expression of the source, and a program of steps has no such expressions. So on clang
///  - in values a sum and the products that only it uses are one expression, which clang contracts as in the formula;
///  - in derivatives, which have no guaranteed rounding, everything is contracted: that is faster and more exact.
///    Define `CTGRAD_WITHOUT_CONTRACTION` to turn it off, as -ffp-contract=off does for g++.
namespace ctgrad::detail {

/// How a step is rounded.
enum class contraction {
    alone,
    fused,          ///< may be contracted with its neighbours
    first_product,  ///< in one expression with its first operand, a product
    second_product,
    both_products
};
constexpr bool is_joined(contraction r) { return r > contraction::fused; }

/// Whether a step can be contracted.
template <class Operation>
inline constexpr bool can_contract = contracts_by_request && (Operation::role == algebraic_role::sum ||
                                                              Operation::role == algebraic_role::difference ||
                                                              Operation::role == algebraic_role::product);

#if defined(__clang__) && !defined(CTGRAD_WITHOUT_CONTRACTION)
#define CTGRAD_CONTRACT _Pragma("clang fp contract(fast)")
#else
#define CTGRAD_CONTRACT
#endif
/// A sum, difference or product that may be contracted.
template <class Operation, class T>
CTGRAD_INLINE T contracted(T const& a, T const& b) {
    CTGRAD_CONTRACT
    if constexpr (Operation::role == algebraic_role::sum)
        return a + b;
    else if constexpr (Operation::role == algebraic_role::difference)
        return a - b;
    else
        return a * b;
}
#undef CTGRAD_CONTRACT

/// The value of an operation of two operands in a program.
template <class Operation, contraction Contraction, class T>
CTGRAD_INLINE auto evaluate_step(T const& a, T const& b) {
    if constexpr (Contraction == contraction::fused && can_contract<Operation>)
        if (!__builtin_is_constant_evaluated()) return contracted<Operation>(a, b);
    return T(Operation::evaluate(a, b));
}

/// a + b or a - b as one expression, where a is a0 a1, b is b0 b1, or both.
template <class Operation, contraction Contraction, class T>
CTGRAD_INLINE T joined([[maybe_unused]] T const& a, [[maybe_unused]] T const& a0, [[maybe_unused]] T const& a1,
                       [[maybe_unused]] T const& b, [[maybe_unused]] T const& b0, [[maybe_unused]] T const& b1) {
    if constexpr (Operation::role == algebraic_role::sum) {
        if constexpr (Contraction == contraction::first_product)
            return a0 * a1 + b;
        else if constexpr (Contraction == contraction::second_product)
            return a + b0 * b1;
        else
            return a0 * a1 + b0 * b1;
    } else {
        if constexpr (Contraction == contraction::first_product)
            return a0 * a1 - b;
        else if constexpr (Contraction == contraction::second_product)
            return a - b0 * b1;
        else
            return a0 * a1 - b0 * b1;
    }
}

}  // namespace ctgrad::detail
