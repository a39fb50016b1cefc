#pragma once

#include <string_view>

#include <ctgrad/hints/algebra.hpp>

namespace ctgrad::detail::hint_rules {

inline constexpr std::string_view large_exponent = "the exponential leaves the range where $a is large";
inline constexpr std::string_view large_exponents = "an exponential leaves the range where its exponent is large";

/// Exponentials, logarithms, logistic and hyperbolic functions.
inline constexpr hint_rule exponentials[]{
    // Quotients of exponentials.
    advise((exp(2_c * a) - 1_c) / (exp(2_c * a) + 1_c), tanh(a),
           "the exponential leaves the range where $a is large, and the digits cancel where it is close to 0", {1000}),
    advise((exp(a) - exp(-a)) / (exp(a) + exp(-a)), tanh(a),
           "the exponential leaves the range where $a is large, and the digits cancel where it is close to 0", {1000}),
    advise(exp(a) / (1_c + exp(a)), sigmoid(a), large_exponent, {1000}),
    advise(exp(a) / (exp(a) + exp(b)), sigmoid(a - b), large_exponents, {1000, 999}),
    advise(exp(a) / exp(b), exp(a - b), large_exponents, {1000, 999}),
    advise(exp(a) * exp(b), exp(a + b), large_exponents, {1000, -1000}),

    advise(exp(a) / (exp(a) - 1_c), -1_c / expm1(-a),
           "the exponential leaves the range where $a is large, and the digits cancel where it is close to 0", {1000}),

    // Logistic functions.
    advise(1_c - 1_c / (1_c + exp(a)), sigmoid(a), "the digits cancel where $a is far below 0", {-40}),
    advise(1_c - sigmoid(a), sigmoid(-a), "the digits cancel where $a is far above 0", {40}),
    advise(sigmoid(a) - 1_c, -sigmoid(-a), "the digits cancel where $a is far above 0", {40}),

    // Logarithms of sums of exponentials.
    advise(log(1_c + exp(a)), softplus(a),
           "the exponential leaves the range where $a is large, and is lost beside 1 where it is far below 0", {1000}),
    advise(log1p(exp(a)), softplus(a), large_exponent, {1000}),
    advise(log(exp(a) + exp(b)), log_sum_exp(a, b), large_exponents, {1000, 999}),
    advise(log(exp(a) + exp(b) + exp(c)), log_sum_exp(a, b, c), large_exponents, {1000, 999, 998}),
    advise(log(exp(a) + exp(b) + exp(c) + exp(d)), log_sum_exp(a, b, c, d), large_exponents, {1000, 999, 998, 997}),
    advise(log(1_c / (1_c + exp(a))), -softplus(a), large_exponent, {1000}),
    advise(log(exp(a) / (1_c + exp(a))), log_sigmoid(a), "the exponential leaves the range where $a is far from 0",
           {-1000}),
    advise(log(exp(a) / (exp(a) + exp(b))), log_sigmoid(a - b), large_exponents, {1000, 999}),

    // exp(a) - 1 and its logarithm.
    advise(log(1_c - exp(a)), log1mexp(a),
           "the digits cancel where $a is close to 0, and are lost where it is far below", {-1e-12}),
    advise(log1p(-exp(a)), log1mexp(a), "the digits cancel where $a is close to 0", {-1e-12}),
    advise(log(exp(a) - 1_c), a + log1mexp(-a),
           "the exponential leaves the range where $a is large, and the digits cancel where it is close to 0", {1000}),
    advise(log(expm1(a)), a + log1mexp(-a), large_exponent, {1000}),
    advise(exp(a) - 1_c, expm1(a), small_number, {1e-12}),
    advise(1_c - exp(a), -expm1(a), small_number, {1e-12}),
    advise(exp2(a) - 1_c, expm1(a* log(2_c)), small_number, {1e-12}),
    advise((exp(a) - exp(-a)) / 2_c, sinh(a), small_number, {1e-12}),
    advise((exp(a) + exp(-a)) / 2_c, cosh(a), large_exponent, {710}),
    advise(exp(a) - 2_c + exp(-a), 4_c * square(sinh(a / 2_c)), small_number, {1e-6}),
    advise(exp(a) + exp(-a) - 2_c, 4_c * square(sinh(a / 2_c)), small_number, {1e-6}),
    advise(exp(a) - exp(-a), 2_c * sinh(a), small_number, {1e-12}),
    advise(exp(a) - exp(b), exp(b) * expm1(a - b), equal_numbers, {1 + 1e-9, 1}),

    // Logarithms of numbers close to 1, and of large ones.
    advise(log((1_c + a) / (1_c - a)), 2_c * atanh(a), small_number, {1e-12}),
    advise(log((1_c - a) / (1_c + a)), -2_c * atanh(a), small_number, {1e-12}),
    advise(log(a + sqrt(square(a) + 1_c)), asinh(a),
           "the square leaves the range where $a is large, and the digits cancel where it is negative", {1e200}),
    advise(log(a + sqrt(square(a) - 1_c)), acosh(a), large_square, {1e200}),
    advise(log(square(a) + square(b)), 2_c * log(hypot(a, b)), "a square leaves the range where a part is large",
           {1e200, 1e200}),
    advise(log(square(a)), 2_c * log(abs(a)), large_square, {1e200}),
    advise(log(pow(a, b)), b* log(a), "the power leaves the range where $b is large", {10, 400}),
    advise(log(exp(a)), a, large_exponent, {1000}),
    advise(log(cosh(a)), abs(a) + softplus(-2_c * abs(a)) - log(2_c), "the cosine leaves the range where $a is large",
           {800}),
    advise(log(1_c + a), log1p(a), small_number, {1e-12}),
    advise(log(1_c - a), log1p(-a), small_number, {1e-12}),
    advise(log2(1_c + a), log1p(a) / log(2_c), small_number, {1e-12}),
    advise(log10(1_c + a), log1p(a) / log(10_c), small_number, {1e-12}),
    advise(log(a + b) - log(a), log1p(b / a), small_change, {1, 1e-12}),
    advise(log(a) - log(a + b), -log1p(b / a), small_change, {1, 1e-12}),
    advise(log(a) - log(b), log1p((a - b) / b), equal_numbers, {1e9 + 1, 1e9}),
    advise((a + b) * log(a + b) - a * log(a), a* log1p(b / a) + b * log(a + b), small_change, {1e15, 1}),

    // Powers.
    advise(exp(a* log(b)), pow(b, a), "the rounding of the exponent is an error that grows with it", {208.5, 27.7}),
    advise(pow(1_c + a, b) - 1_c, expm1(b* log1p(a)), small_number, {1e-12, 3}),
    advise(pow(1_c + a, g), exp(g* log1p(a)), "$a loses digits beside 1, which a large power shows",
           {1e-10, 0, 0, 0, 0, 0, 1e10}),
    advise(pow(a, b) - 1_c, expm1(b* log(a)), "the digits cancel where $b is close to 0", {2, 1e-12}),

    // Hyperbolic functions.
    advise(1_c - square(tanh(a)), 1_c / square(cosh(a)), "the digits cancel where the tangent saturates", {20}),
    advise(square(cosh(a)) - 1_c, square(sinh(a)), small_number, {1e-6}),
    advise(1_c - tanh(a), 2_c * sigmoid(-2_c * a), "the digits cancel where $a is far above 0", {25}),
    advise(1_c + tanh(a), 2_c * sigmoid(2_c * a), "the digits cancel where $a is far below 0", {-25}),
    advise(tanh(a) - 1_c, -2_c * sigmoid(-2_c * a), "the digits cancel where $a is far above 0", {25}),
    advise(cosh(a) - 1_c, 2_c * square(sinh(a / 2_c)), small_number, {1e-9}),
    advise(cosh(a) - sinh(a), exp(-a), "the digits cancel where $a is large", {20}),
    advise(acosh(1_c + a), 2_c * asinh(sqrt(a / 2_c)), small_number, {1e-12}),
};

}  // namespace ctgrad::detail::hint_rules
