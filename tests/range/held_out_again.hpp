#pragma once

#include <string_view>

// A second list of formulas that no rule was made for, as in held_out.hpp.
namespace range_test {

inline constexpr std::string_view formulas_held_out_again[]{
    // Physics
    "v / sqrt(1 + (v / c)^2)",
    "sqrt(h * g / c^5)",
    "k * t / (6 * 3.141592653589793 * n * r)",
    "2 * r^2 * (a - b) * g / (9 * n)",
    "n * sqrt(t) * exp(-e / t)",
    "x * c / (h * (c + x))",
    "e * r^2 / (e + r)^2",
    "a * sin(x) / (1 + b * cos(x))",
    "1 / (exp(x / t - a) - b)",
    "log(z) - 1.5 * log(t) + e / t",
    "x * exp(-(x / l)^2) / l",
    "1 / (1 + (x / c)^2)^2",
    "b * i / (2 * (r^2 + z^2) * sqrt(r^2 + z^2))",
    "q * z / pow(z^2 + r^2, 1.5)",
    "a / (r - b) - c / r",
    "u * (1 - r / s)^2 * exp(-r / s)",
    "exp(-r / s) * (1 / r + 1 / s)",
    "p * l / (1 + l / d) / d",
    "x / t - tanh(x / t)",
    "a * tanh(b * sqrt(x))",
    "1 / (x * (1 + x)^2)",
    "log(1 + x) / x - 1 / (1 + x)",
    // Statistics
    "(a + x) / (a + b + n)",
    "a * b / ((a + b)^2 * (a + b + 1))",
    "exp(-x) / (1 + exp(-x))",
    "x * exp(-x^2 / (2 * s^2)) / s^2",
    "a * b * pow(x, a - 1) * pow(1 - pow(x, a), b - 1)",
    "1 - pow(1 + x / s, -a)",
    "log(1 + exp(a * (x - b)))",
    "c + (1 - c) / (1 + exp(-a * (x - b)))",
    "x^2 / (x^2 + n)",
    "0.5 * (1 + x / sqrt(n + x^2))",
    "p^2 / (p^2 + (1 - p)^2)",
    "p * log(p) + (1 - p) * log(1 - p)",
    "-log(1 - u) / l",
    "m + s * log(u / (1 - u))",
    "s * sqrt(-2 * log(u))",
    // Finance
    "c / r * (1 - exp(-r * t))",
    "s / (1 + r * t)",
    "(a - b) / (c * sqrt(t))",
    "(1 - exp(-a * t)) / a * r",
    "s * exp(-q * t) - k * exp(-r * t)",
    "w^2 * a^2 + (1 - w)^2 * b^2 + 2 * w * (1 - w) * c",
    "x * f / (1 + f * (x - 1))",
    "d * (1 + g) / (r - g)",
    // Chemistry and biology
    "a * b * x / (1 + a * x + b * y)",
    "a * x / (b + x) * y / (c + y)",
    "x^4 / (1 + x^4)",
    "a * pow(x, n) / (k + pow(x, n))",
    "a * exp(-b / t) / (1 + c * exp(-d / t))",
    "1 / (a + b * exp(-c * t))",
    "a * x * exp(-b * x)",
    "(k + l) / (k + l + m)",
    "e * (10 - x) / (1 - exp(-(10 - x) / s))",
    // Activation functions
    "x / (1 + exp(-x)) * y",
    "x * sigmoid(b * x + c)",
    "log(1 + exp(x)) * y",
    "tanh(x) * sigmoid(y)",
    "select(0 < x, x, x / (1 + exp(-x)))",
    "x * exp(-exp(-x))",
    "1.7159 * tanh(2 / 3 * x)",
    "x - tanh(x)",
    "exp(-(x * b)^2)",
    // Geometry
    "a * b / (c * c) * sin(t)",
    "a * b / sqrt((b * cos(t))^2 + (a * sin(t))^2)",
    "(a * d - b * c) / ((a - b) * (c - d))",
    "a / sqrt(1 - e^2 * sin(t)^2)",
    "x / (1 - z / sqrt(x^2 + z^2))",
    "atan(y / x) * r",
    "r * acos((r - h) / r)",
    "(r - h) * sqrt(2 * r * h - h^2)",
};

inline constexpr std::string_view once_held_out[]{
    "b + (t - b) / (1 + pow(x / k, h))", "2 / (1 + pow(x / y, 1.5)) - 1",         "m * (cosh(x) / sinh(x) - 1 / x)",
    "-t * log(1 + exp(-x / t))",         "c + (1 - c) / (1 + exp(-a * (x - b)))", "a * x / (b + x) * y / (c + y)",
};

}  // namespace range_test
