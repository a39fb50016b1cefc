#pragma once

#include <concepts>
#include <type_traits>

#include <ctgrad/diagnostics/refusal.hpp>

/// Refuses what a symbol cannot do inside a traced function.
namespace ctgrad::detail {

template <class N>
concept plain_number = !__is_class(N) && std::is_arithmetic_v<N>;  // (the first test is cheaper)

struct no_branch;
template <class A, class B>
concept one_is_condition = __is_base_of(no_branch, A) || __is_base_of(no_branch, B);

template <class A, class B>
constexpr auto refuse_condition_as_number() {
    static_assert(never<A, B>, "ctgrad: a condition is not a number: choose values with select(condition, a, b)");
    using condition = std::conditional_t<__is_base_of(no_branch, A), A, B>;
    return std::conditional_t<std::same_as<A, B>, condition, typename condition::handle_type>{};
}

/// The base of conditions between symbols. The conversion to bool is refused in its body, which is instantiated where
/// the conversion is used, but not where it is only considered, as for `a && b`. It is implicit, because the comparison
/// of `std::sort` returns such a condition. Arithmetic with a condition is refused too; the compiler alone would list
/// every operator.
struct no_branch {
    template <std::same_as<bool> B>
    constexpr operator B() const {
        static_assert(never_remembered<B>,
                      "ctgrad: a symbol has no value to branch on: instead of `if`, `?:`, a loop condition or std::max "
                      "write select(condition, a, b) or max(a, b)");
        return false;
    }

    // clang-format off
    template <class A, class B> requires one_is_condition<A, B>
    friend constexpr auto operator+(A const&, B const&) { return refuse_condition_as_number<A, B>(); }
    template <class A, class B> requires one_is_condition<A, B>
    friend constexpr auto operator-(A const&, B const&) { return refuse_condition_as_number<A, B>(); }
    template <class A, class B> requires one_is_condition<A, B>
    friend constexpr auto operator*(A const&, B const&) { return refuse_condition_as_number<A, B>(); }
    template <class A, class B> requires one_is_condition<A, B>
    friend constexpr auto operator/(A const&, B const&) { return refuse_condition_as_number<A, B>(); }
    template <class A, class B> requires one_is_condition<A, B>
    friend constexpr auto operator^(A const&, B const&) { return refuse_condition_as_number<A, B>(); }
    // clang-format on
};

// Their types are deduced, so that they are instantiated, and the refusal reported, where they are first named.

/// A conversion to `long double`, which calls such as `std::exp(u)` use, is refused in its exception specification, which is
/// instantiated before the call. Others are refused in their bodies, so that std::is_constructible is no mistake.
template <class Number, bool InBody>
constexpr auto refuse_number_of_symbol() {
    if constexpr (!std::is_arithmetic_v<Number> || InBody == std::same_as<Number, long double>)
        return false;
    else if constexpr (std::same_as<Number, bool>)
        return static_cast<Number>(std::conditional_t<never<Number>, Number, no_branch>{});
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
template <class Symbol>
constexpr Symbol refuse_choice_without_condition() {
    static_assert(never_remembered<Symbol>,
                  "ctgrad: a condition is expected here, such as u < 1, as in select(u < 1, a, b)");
    return {};
}
template <class Symbol, class Operand>
constexpr Symbol refuse_operand_of_symbols() {
    static_assert(never_remembered<Operand>, "ctgrad: the operands of a function of symbols are symbols and numbers");
    return {};
}
template <class Symbol>
constexpr Symbol refuse_value_of_symbol() {
    static_assert(never_remembered<Symbol>,
                  "ctgrad: a symbol has no value while the function is traced: compute with the symbol itself");
    return {};
}
template <class Symbol>
constexpr Symbol refuse_change_of_constant() {
    static_assert(never<Symbol>,
                  "ctgrad: a const symbol cannot change: declare it without const, as in [](auto u) { u += 1; ... }");
    return {};
}

}  // namespace ctgrad::detail
