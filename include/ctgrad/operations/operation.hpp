#pragma once

#include <array>
#include <string_view>

#include <ctgrad/operations/notation.hpp>
#include <ctgrad/support/inline.hpp>

namespace ctgrad {

/// What an operation counts as in `cost()`.
enum class cost_class { addition, multiplication, division, negation, comparison, selection, call, nothing };

/// The base of every row of the table of operations, with the defaults of an ordinary function.
///
/// A row is a struct with
///  - `name`, the text of the function as a user writes it;
///  - `evaluate`, the value, for any scalar type `T` that has what it needs (a `requires` clause says so);
///  - `partials`, the partial derivative with respect to each operand, as an expression in the result `y` and the
///    operands. The same line runs on numbers, where a test sweeps it, and on nodes of the graph, which builds the
///    derivative. A partial that is the constant 0 means "no dependence";
///  - `notation`, how it is written, where that is not `name(x)`;
///  - `fused_with` and `evaluate_fused`, if one call gives both this function and another of the same operand, as
///    for sine and cosine: the type of the other row, and what returns the pair of results. Optional.
///
/// Users add operations of their own the same way; nothing else in the library knows any function's derivative.
/// ```cpp
/// struct softsign : ctgrad::operation {
///     static constexpr std::string_view name = "softsign";
///     template <class T> static constexpr T evaluate(T const& x) { return x / (T(1) + abs(x)); }
///     template <class T> static constexpr std::array<T, 1> partials(T const&, T const& x) {
///         return {1 / ((1 + abs(x)) * (1 + abs(x)))};
///     }
/// };
/// constexpr auto f = ctgrad::apply<softsign>(x);
/// ```
/// Operations whose derivatives are each other are declared first, `struct other;`, and named by
/// `ctgrad::apply<other>(x)`.
struct operation {
    static constexpr ctgrad::cost_class cost = ctgrad::cost_class::call;
    static constexpr ctgrad::notation notation{};
    /// f(a, b) is bit for bit f(b, a): the operands are kept in one order.
    static constexpr bool commutative = false;
    /// The result is a condition, as of `x < y`.
    static constexpr bool is_condition = false;
    /// How many of the first operands are conditions: one for `select`.
    static constexpr int conditions = 0;
    /// Of matrices, every element is computed by itself. (The others are in <ctgrad/matrix.hpp>.)
    static constexpr bool elementwise = true;
};

/// The largest number of operands of an operation.
inline constexpr int maximum_arity = 4;

}  // namespace ctgrad
