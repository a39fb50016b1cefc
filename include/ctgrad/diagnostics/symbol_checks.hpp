#pragma once

#include <concepts>
#include <type_traits>

#include <ctgrad/diagnostics/refusal.hpp>

/// Refuses what a symbol cannot do inside a traced function.
namespace ctgrad::detail {

template <class N>
concept plain_number = std::is_arithmetic_v<N>;

// Their types are deduced, so that they are instantiated, and the refusal reported, where they are first named.

template <class Bool>
constexpr auto refuse_branch_on_symbol() {
    static_assert(never_remembered<Bool>,
                  "ctgrad: a symbol has no value to branch on: instead of `if`, `?:`, a loop condition or std::max "
                  "write select(condition, a, b) or max(a, b)");
    return false;
}
template <class Number>
constexpr auto refuse_number_of_symbol() {
    if constexpr (std::same_as<Number, bool>)
        return refuse_branch_on_symbol<Number>();
    else
        static_assert(
            never_remembered<Number>,
            "ctgrad: a symbol is not a number while the function is traced: write exp(x), not std::exp(x), and "
            "auto y = x, not double y(x)");
    return false;
}
template <class Number>
constexpr auto refuse_change_by_symbol() {
    static_assert(never_remembered<Number>,
                  "ctgrad: a variable of type double cannot hold symbols: in a traced function write auto or the "
                  "type of the arguments instead of double, as in T sum = 0; sum += x");
    return false;
}

}  // namespace ctgrad::detail
