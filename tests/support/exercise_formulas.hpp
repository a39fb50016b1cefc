#pragma once

#include <ctgrad/ctgrad.hpp>

/// The variables and formulas of exercises that both the benchmarks and the tests of other targets differentiate.
namespace exercise_formulas {

using namespace ctgrad::literals;

inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;
inline constexpr auto z = ctgrad::variable<"z">;
inline constexpr auto w0 = ctgrad::variable<"w0">;
inline constexpr auto w1 = ctgrad::variable<"w1">;
inline constexpr auto w2 = ctgrad::variable<"w2">;
inline constexpr auto x0 = ctgrad::variable<"x0">;
inline constexpr auto x1 = ctgrad::variable<"x1">;

inline constexpr auto sum = x + y;
inline constexpr auto product_of_sum = sum * z;
inline constexpr auto preactivation = w0 * x0 + w1 * x1 + w2;
inline constexpr auto neuron = sigmoid(preactivation);
inline constexpr auto exponential_logarithm_sine = exp(x * z) + x * z / log(x) + sin(log(x)) / (x * z);

}  // namespace exercise_formulas
