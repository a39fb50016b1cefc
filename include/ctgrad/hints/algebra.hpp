#pragma once

#include <string_view>

#include <ctgrad/hints/rule.hpp>

namespace ctgrad::detail::hint_rules {

using namespace literals;

inline constexpr std::string_view equal_numbers = "the digits cancel where $a is close to $b";
inline constexpr std::string_view small_change = "the digits cancel where $b is small beside $a";
inline constexpr std::string_view close_to_one = "the digits cancel where $a is close to 1";
inline constexpr std::string_view small_number = "the digits cancel where $a is close to 0";
inline constexpr std::string_view large_square = "the square leaves the range where $a is large";

/// Sums, squares and roots.
inline constexpr hint_rule algebra[]{
    // Terms that cancel symbolically.
    advise((a + b) - a, b, "$b loses its digits where $a is large", {1, 1e-17}),
    advise((a - b) - a, -b, "$b loses its digits where $a is large", {1, 1e-17}),
    advise(a - (a - b), b, "$b loses its digits where $a is large", {1, 1e-17}),
    advise(a - (a + b), -b, "$b loses its digits where $a is large", {1, 1e-17}),

    // Squares of numbers that are nearly equal, and sums of squares.
    advise(square(a) - square(b), (a - b) * (a + b), equal_numbers, {1e8 + 1, 1e8}),
    advise(square(a) - 1_c, (a - 1_c) * (a + 1_c), close_to_one, {1 + 1e-9}),
    advise(1_c - square(a), (1_c - a) * (1_c + a), close_to_one, {1 - 1e-9}),
    advise(square(a) - 2_c * a * b + square(b), square(a - b), equal_numbers, {1 + 1e-9, 1}),
    advise(square(a) + square(b) - 2_c * a * b, square(a - b), equal_numbers, {1 + 1e-9, 1}),
    advise(square(a) + square(b) - 2_c * a * b * cos(c), square(a - b) + 4_c * a * b * square(sin(c / 2_c)),
           "the digits cancel where $a is close to $b and $c to 0", {1 + 1e-9, 1, 1e-9}),

    // Reciprocals that are nearly equal.
    advise(1_c / (a + b) - 2_c / a + 1_c / (a - b), 2_c * square(b) / (a * ((a - b) * (a + b))), small_change,
           {1, 1e-6}),
    advise(1_c / sqrt(a) - 1_c / sqrt(a + b), b / (sqrt(a) * sqrt(a + b) * (sqrt(a) + sqrt(a + b))), small_change,
           {1, 1e-12}),
    advise(1_c / sqrt(a + b) - 1_c / sqrt(a), -b / (sqrt(a) * sqrt(a + b) * (sqrt(a) + sqrt(a + b))), small_change,
           {1, 1e-12}),
    advise(1_c / sqrt(a) - 1_c / sqrt(b), (b - a) / (sqrt(a) * sqrt(b) * (sqrt(a) + sqrt(b))), equal_numbers,
           {1e15 + 1, 1e15}),
    advise(1_c / (a + b) - 1_c / a, -b / (a * (a + b)), small_change, {1, 1e-12}),
    advise(1_c / a - 1_c / (a + b), b / (a * (a + b)), small_change, {1, 1e-12}),
    advise(1_c / (a - b) - 1_c / a, b / (a * (a - b)), small_change, {1, 1e-12}),
    advise(1_c / a - 1_c / b, (b - a) / a / b, equal_numbers, {1e9 + 1, 1e9}),

    // Lengths.
    advise(sqrt(square(a) + square(b) + square(c)), hypot(a, b, c), "a square leaves the range where a part is large",
           {1e200, 1e200, 1}),
    advise(sqrt(square(a) + square(b)), hypot(a, b), "a square leaves the range where a part is large", {1e200, 1e200}),
    advise(sqrt(square(a) + 1_c), hypot(a, 1_c), large_square, {1e200}),
    advise(sqrt(square(a) - square(b)), sqrt(a - b) * sqrt(a + b),
           "a square leaves the range where a part is large, and the digits cancel where $a is close to $b",
           {1e200, 5e199}),
    advise(sqrt(square(a) - 1_c), sqrt(a - 1_c) * sqrt(a + 1_c),
           "the square leaves the range where $a is large, and the digits cancel where it is close to 1", {1e200}),
    advise(sqrt(1_c - square(a)), sqrt((1_c - a) * (1_c + a)), close_to_one, {1 - 1e-12}),
    advise(sqrt(square(a)), abs(a), large_square, {1e200}),
    advise_for_derivative(square(sqrt(a)), a, "the derivative at 0 is NaN", {0}),

    // Differences of roots, as in the formula of quadratic equations.
    advise(sqrt(a + b) - sqrt(a - b), 2_c * b / (sqrt(a + b) + sqrt(a - b)), small_change, {1, 1e-12}),
    advise(sqrt(a + b) - sqrt(a), b / (sqrt(a + b) + sqrt(a)), small_change, {1e15, 1}),
    advise(sqrt(a) - sqrt(a + b), -b / (sqrt(a + b) + sqrt(a)), small_change, {1e15, 1}),
    advise(sqrt(a) - sqrt(a - b), b / (sqrt(a) + sqrt(a - b)), small_change, {1e15, 1}),
    advise(sqrt(a - b) - sqrt(a), -b / (sqrt(a) + sqrt(a - b)), small_change, {1e15, 1}),
    advise(sqrt(a) - sqrt(b), (a - b) / (sqrt(a) + sqrt(b)), equal_numbers, {1e15 + 1, 1e15}),
    advise(sqrt(square(a) + b) - a, b / (a + sqrt(square(a) + b)), "the digits cancel where $a is large and positive",
           {1e8, 1}),
    advise(a - sqrt(square(a) + b), -b / (a + sqrt(square(a) + b)), "the digits cancel where $a is large and positive",
           {1e8, 1}),
    advise(sqrt(square(a) - b) - a, -b / (a + sqrt(square(a) - b)), "the digits cancel where $a is large and positive",
           {1e8, 1}),
    advise(a - sqrt(square(a) - b), b / (a + sqrt(square(a) - b)), "the digits cancel where $a is large and positive",
           {1e8, 1}),
    // The conjugate form is right for a negative a only.
    advise(-a - sqrt(square(a) - b), b / (sqrt(square(a) - b) - a), "the digits cancel where $a is far below 0",
           {-1e8, 1}),
    fine_as_written(b / (sqrt(square(a) - b) - a)),
    advise(sqrt(1_c + a) - 1_c, a / (1_c + sqrt(1_c + a)), small_number, {1e-12}),
    advise(1_c - sqrt(1_c + a), -a / (1_c + sqrt(1_c + a)), small_number, {1e-12}),
    advise(1_c - sqrt(1_c - a), a / (1_c + sqrt(1_c - a)), small_number, {1e-12}),
    advise(sqrt(1_c - a) - 1_c, -a / (1_c + sqrt(1_c - a)), small_number, {1e-12}),
    advise(cbrt(a + b) - cbrt(a), b / (square(cbrt(a + b)) + cbrt(a + b) * cbrt(a) + square(cbrt(a))), small_change,
           {1, 1e-12}),
    advise(pow(a + b, c) - pow(a, c), pow(a, c) * expm1(c * log1p(b / a)), small_change, {1, 1e-12, 0.3}),
};

}  // namespace ctgrad::detail::hint_rules
