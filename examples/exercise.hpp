#pragma once

// Shared by the answers to the exercises. Every answer is checked at compile time: its symbols by `identical`, its
// number by evaluation in a constant expression. The printed text is what the library derived.

#include <cstdio>
#include <iostream>
#include <string>

#include <ctgrad/print.hpp>

namespace exercise {

using namespace ctgrad::literals;
using ctgrad::derivative, ctgrad::identical, ctgrad::named;

// Half a unit of the seventh decimal, because the expected numbers have seven.
constexpr bool agrees(double computed, double answer) {
    double const difference = computed - answer;
    return difference <= 5e-8 && difference >= -5e-8;
}

inline void title(char const* text) { std::printf("%s\n", text); }
inline void section(char const* text) { std::printf("\n%s\n", text); }
inline void show(std::string const& question, std::string const& symbols, double number) {
    std::printf("  %-9s = %-34s = %.7g\n", question.c_str(), symbols.c_str(), number);
}
/// A mistake in a hand-out: its number, the library's number, and the finite difference that decides.
inline void show_mistake(char const* what, double printed, double exact, double finite_difference) {
    std::printf("  %s: printed %.4f, exact %.4f, finite difference %.4f\n", what, printed, exact, finite_difference);
}

}  // namespace exercise

/// Checks at compile time that `formula` is `symbols` and has the value `number` at the point, and prints it.
#define ANSWER(question, formula, symbols, number, ...)              \
    static_assert(exercise::identical(formula, symbols));            \
    static_assert(exercise::agrees((formula)(__VA_ARGS__), number)); \
    exercise::show(question, ctgrad::infix(formula).str(), (formula)(__VA_ARGS__))

/// Checks an identity at compile time, and prints it.
#define PROVE(identity)      \
    static_assert(identity); \
    std::printf("  %s\n", #identity)
