#pragma once

#include <concepts>
#include <type_traits>

#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/support/fixed_string.hpp>

/// Refuses empty names, and uses of a formula that need a value, because it has none until it is called.
namespace ctgrad::detail {

/// The base of everything that has a name.
template <fixed_string Name>
struct named_by {
    static_assert(!Name.view().empty(),
                  "ctgrad: a name has at least one character, as in variable<\"x\"> and named<\"q\">(x + y)");
};

enum class literal_problem { none, not_decimal, digits, exponent };
template <literal_problem Problem, char... Literal>
constexpr bool check_literal() {
    static_assert(Problem != literal_problem::not_decimal,
                  "ctgrad: write a _c constant in decimal, as 12_c, 0.5_c or 1e-3_c");
    static_assert(Problem != literal_problem::digits, "ctgrad: a _c constant has at most 36 significant digits");
    static_assert(Problem != literal_problem::exponent,
                  "ctgrad: the exponent of a _c constant is between -330 and 330");
    return true;
}

// Their types are deduced, so that they are instantiated, and the refusal reported, where they are first named.

template <class Bool>
constexpr auto refuse_branch() {
    static_assert(never_remembered<Bool>,
                  "ctgrad: a formula has no value to branch on: instead of `if`, `?:`, `&&` with a bool or a loop "
                  "condition write select(condition, a, b), and to compare formulas identical(f, g)");
    return false;
}
template <class Number>
constexpr auto refuse_number_of_formula() {
    if constexpr (std::same_as<Number, bool>)
        return refuse_branch<Number>();
    else if constexpr (std::is_arithmetic_v<Number>)
        static_assert(never_remembered<Number>,
                      "ctgrad: a formula is not a number: write exp(x), not std::exp(x), f(x = 1.0) for its value, and "
                      "#include <ctgrad/print.hpp> to print it");
    return false;
}

/// The argument of `f({1.0, 2.0})`, which is refused.
struct values_in_braces {
    template <class... T>
    constexpr values_in_braces(T const&...) {
        static_assert(never<T...>,
                      "ctgrad: a formula is evaluated with named values, without braces, as in f(x = 1.0, y = 2.0)");
    }
};

}  // namespace ctgrad::detail
