#pragma once

// What the answers to the exercises share. Every answer is proved while the program is compiled, its symbols by
// `identical` and its number by evaluation in a constant expression; what is printed is what the library derived.

#include <cstdio>
#include <iostream>
#include <string>

#include <ctgrad/print.hpp>

namespace exercise {

using namespace ctgrad::literals;
using ctgrad::derivative, ctgrad::identical, ctgrad::named;

// Half a unit of the seventh decimal: the answers are known with seven.
constexpr bool agrees(double computed, double answer) {
    double const difference = computed - answer;
    return difference <= 5e-8 && difference >= -5e-8;
}

inline void title(char const* text) { std::printf("%s\n", text); }
inline void section(char const* text) { std::printf("\n%s\n", text); }
inline void show(std::string const& question, std::string const& symbols, double number) {
    std::printf("  %-9s = %-34s = %.7g\n", question.c_str(), symbols.c_str(), number);
}
/// A slip of a hand-out: what it says, what the library says, and the finite difference that decides.
inline void show_slip(char const* what, double printed, double exact, double nudged) {
    std::printf("  %s: printed %.4f, exact %.4f, finite difference %.4f\n", what, printed, exact, nudged);
}

}  // namespace exercise

/// Proves that `formula` is `symbols` and has the value `number` at the point, and prints it.
#define ANSWER(question, formula, symbols, number, ...)              \
    static_assert(exercise::identical(formula, symbols));            \
    static_assert(exercise::agrees((formula)(__VA_ARGS__), number)); \
    exercise::show(question, ctgrad::infix(formula).str(), (formula)(__VA_ARGS__))

/// Proves an identity, and prints it.
#define PROVE(identity)      \
    static_assert(identity); \
    std::printf("  %s\n", #identity)
