#pragma once

#include <string_view>

// A third list of formulas that no rule was made for, as in held_out.hpp.
namespace range_test {

inline constexpr std::string_view formulas_held_out_third[]{
    // Physics
    "h / sqrt(2 * m * q * v)",
    "1 / sqrt(1 - 2 * g * m / (r * c^2))",
    "sqrt(e * k * t / (n * q^2))",
    "l^2 / (2 * m * r^2) - g * m / r",
    "q * exp(-k * (r - a)) / (e * r * (1 + k * a))",
    "pow(t, 1.5) * exp(-x / (k * t)) / n",
    "(d / t)^2 * exp(d / t) / (1 + exp(d / t))^2",
    "a * v * sqrt(v) / d^2",
    "a * t^2 * exp(-(w - sqrt(q * f)) / (k * t))",
    "a * f^2 / w * exp(-b * pow(w, 1.5) / f)",
    "1 + l / d * (2.514 + 0.8 * exp(-0.55 * d / l))",
    "f * g / (f + g - d)",
    "w * sqrt(1 + (z / r)^2)",
    "exp(-2 * r^2 / w^2) / w^2",
    "z * (1 + (r / z)^2)",
    "sqrt(1 + b * l^2 / (l^2 - c))",
    "d / (r / s * (1 + r / s)^2)",
    "-g * m / sqrt(r^2 + a^2)",
    "d * pow(1 + (r / a)^2, -1.5 * b)",
    "h * sqrt(m * (1 + z)^3 + l)",
    "sqrt(g * m * (2 / r - 1 / a))",
    "c * tanh(u / c * log(m / n))",
    "exp(-r * t / (2 * l)) * sin(w * t)",
    "(1 - exp(-n * (1 - c))) / (1 - c * exp(-n * (1 - c)))",
    "v / cosh(a * x)^2",
    "1 - 2 * m / r + q^2 / r^2",
    // Statistics
    "c * k * pow(x, c - 1) / pow(1 + pow(x, c), k + 1)",
    "b * exp(b * x) * exp(-e * (exp(b * x) - 1))",
    "a / l * pow(1 + x / l, -(a + 1))",
    "exp(-(log(x / (1 - x)) - m)^2 / (2 * s^2)) / (s * x * (1 - x))",
    "exp(-x^2 / 2) * erfc(-a * x / 1.4142135623730951)",
    "log(1 + ((x - m) / s)^2) + log(s)",
    "select(abs(x) < d, x^2 / 2, d * (abs(x) - d / 2))",
    "r * log(r / (r + m)) + k * log(m / (r + m))",
    "(a - b) / sqrt(s^2 / n + t^2 / m)",
    "(m / s^2 + x / t^2) / (1 / s^2 + 1 / t^2)",
    "(n * s + k * m) / (n + k)",
    "(p + z^2 / (2 * n)) / (1 + z^2 / n)",
    "l / 2 * exp(l / 2 * (2 * m + l * s^2 - 2 * x)) * erfc((m + l * s^2 - x) / (1.4142135623730951 * s))",
    "log(p + (1 - p) * exp(-l))",
    "(p - q) / (1 - q)",
    "2 * p * r / (p + r)",
    // Chemistry
    "b * x / (k + x) + c * x / (l + x)",
    "v * c * x / ((1 - x) * (1 + (c - 1) * x))",
    "k * l * m / (k + l * m)",
    "(a * (1 + a)^3 + l * c * a * (1 + c * a)^3) / ((1 + a)^4 + l * (1 + c * a)^4)",
    "r * t / (v - b) - a / (v^2 + 2 * b * v - b^2)",
    "r * t / v * (1 + b / v + c / v^2)",
    "exp(a * (1 - x)^2)",
    "a / (1 + a * x / (b * y))^2",
    "c / (1 + k * c * t)",
    "(k + l * exp(-(k + l) * t)) / (k + l)",
    "v * a * b / (k * b + l * a + a * b)",
    "pow(k * c, n) / (1 + pow(k * c, n))",
    "log(p) + (1 - p) * (1 - 1 / n) + x * (1 - p)^2",
};

}  // namespace range_test
