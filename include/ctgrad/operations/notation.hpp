#pragma once

#include <array>
#include <string_view>

/// How an operation is written: the text that a row of the table brings along.
namespace ctgrad {

/// How tightly an expression holds together, from the loosest. An operand that is looser than its place asks for gets
/// parentheses. A sign in front, -x, is looser than a sum, as in mathematics; C++ has it tighter than a product.
enum class precedence { choice, disjunction, conjunction, comparison, negation, sum, product, sign, power, call, atom };

/// A text with places $1, $2, $3, $4 for the operands.
struct pattern {
    std::string_view text{};                                   ///< empty: written as a function
    ctgrad::precedence precedence = ctgrad::precedence::atom;  ///< of the whole
    /// What each operand's place asks for; by default anything may stand there.
    std::array<ctgrad::precedence, 4> operands{};
};

/// The notation of an operation in formulas, in LaTeX and in C++. What is left out is written as a function: `name(a,
/// b)`.
/// ```cpp
/// static constexpr ctgrad::notation notation{
///     .infix = {"$1 <> $2", ctgrad::precedence::sum, {ctgrad::precedence::sum, ctgrad::precedence::product}},
///     .latex = {"$1 \\diamond $2", ctgrad::precedence::sum, {ctgrad::precedence::sum, ctgrad::precedence::product}},
///     .cpp_name = "mine::diamond"};
/// ```
struct notation {
    pattern infix{};  ///< in formulas, as `infix` writes them
    pattern latex{};  ///< in LaTeX
    /// The function's name in LaTeX, such as `\\sin`, where it has one.
    std::string_view latex_name{};
    pattern cpp{};  ///< in C++, on numbers: what `evaluate` computes, bit for bit
    /// The function's name in C++ where it is not `name`, such as `std::sin`.
    std::string_view cpp_name{};
    /// Instead of `infix` and `latex` where both operands are the same, as in x^2 for x * x.
    pattern infix_of_equals{};
    pattern latex_of_equals{};  ///< likewise
    /// Of two operands, a number is written before the other: 2 x.
    bool number_first = false;
};

}  // namespace ctgrad
