#pragma once

#include <array>

#include <ctgrad/support/text_view.hpp>

/// The notation of an operation: how its row of the table is printed.
namespace ctgrad {

/// Precedences, from the lowest. An operand whose precedence is below that required by its position gets parentheses.
/// The negation -x has lower precedence than a sum, as in mathematics; in C++ it is higher than a product.
enum class precedence { choice, disjunction, conjunction, comparison, negation, sum, product, sign, power, call, atom };

/// A text with placeholders $1, $2, $3, $4 for the operands.
struct pattern {
    text_view text{};                                          ///< empty: printed as a function call
    ctgrad::precedence precedence = ctgrad::precedence::atom;  ///< of the whole text
    /// The precedence that each operand's position requires; by default none.
    std::array<ctgrad::precedence, 4> operands{};
};

/// The notation of an operation in formulas, in LaTeX and in C++. If one of the three is missing, a function call is
/// printed: `name(a, b)`.
/// ```cpp
/// static constexpr ctgrad::notation notation{
///     .infix = {"$1 <> $2", ctgrad::precedence::sum, {ctgrad::precedence::sum, ctgrad::precedence::product}},
///     .latex = {"$1 \\diamond $2", ctgrad::precedence::sum, {ctgrad::precedence::sum, ctgrad::precedence::product}},
///     .cpp_name = "mine::diamond"};
/// ```
struct notation {
    pattern infix{};  ///< in the text of `infix`
    pattern latex{};  ///< in LaTeX
    /// The function's name in LaTeX, such as `\\sin`, if it has one.
    text_view latex_name{};
    pattern cpp{};  ///< in C++, on numbers; it must compute what `evaluate` does, bit for bit
    /// The function's name in C++ if that is not `name`, such as `std::sin`.
    text_view cpp_name{};
    /// `cpp_name` is the row itself, whose `evaluate<double>` is called.
    bool cpp_name_is_row = false;
    /// False if the C++ text does not need all operands, as for a slope.
    bool cpp_names_all_operands = true;
    /// Used instead of `infix` and `latex` if both operands are the same, as in x^2 for x * x.
    pattern infix_of_equals{};
    pattern latex_of_equals{};  ///< the same in LaTeX
    /// If one of two operands is a number it is printed first: 2 x.
    bool number_first = false;
};

}  // namespace ctgrad
