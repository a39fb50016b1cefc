#pragma once

#include <array>
#include <string_view>

#include <ctgrad/operations/apply.hpp>
#include <ctgrad/operations/notation.hpp>
#include <ctgrad/operations/test_data.hpp>
#include <ctgrad/support/inline.hpp>

namespace ctgrad {

/// What an operation counts as in `cost()`.
enum class cost_class { addition, multiplication, division, negation, comparison, selection, call, nothing };

namespace detail {

/// What `evaluate` asks of a scalar type whose numbers it compares.
template <class T>
concept ordered = requires(T const& a) {
    a < a;
};

/// The operations whose algebra the differentiator knows. A role belongs to one row each.
enum class algebraic_role { none = -1, negation, sum, difference, product, quotient, selection };

}  // namespace detail

/// The base of every row of the table of operations, with the defaults of an ordinary function.
///
/// A row is a struct with
///  - `name`, the text of the function as a user writes it;
///  - `evaluate`, the value, for any scalar type `T` that has what it needs; its declaration says what, as in `->
///  decltype(T(exp(x)))`.
///    Lanes of a SIMD library that lacks the function are computed one by one;
///  - `partials`, the partial derivative with respect to each operand, as an expression in the result `y` and the
///    operands. The same line runs on numbers, where a test sweeps it, and on nodes of the graph, which builds the
///    derivative. A partial that is the constant 0 means "no dependence".
///
/// All else has a default:
///  - `notation`, how it is written in formulas, LaTeX and C++, where that is not `name(x)`. The C++ text calls what
///    exists (std::, boost::math:: or ctgrad::) and computes what `evaluate` does, bit for bit;
///  - `cost`, what it counts as; `commutative`; `conditions`, how many of the first operands are conditions;
///  - `fused_with` and `evaluate_fused`, if one call gives both this function and another of the same operand, as
///    for sine and cosine: the type of the other row, and what returns the pair of results;
///  - `in_constant_expressions`: false where `evaluate` cannot be used in constant expressions, as it calls functions
///  of
///    another library. Formulas with the operation are refused there in one sentence.
///
/// Tests and documents read
///  - `description`, one line for docs/rules.md;
///  - `domain`, for each operand where it is drawn, and where the operation is smooth;
///  - `accuracy`, the error allowed there;
///  - `edges`, the conventions at kinks, poles and ends of the domain. They hold in every scalar type that has the
///    numbers, at run time and in constant expressions;
///  - `oracle`, the function once more, for numbers of 50 digits, written another way. By default it is `evaluate`,
///    which suffices where that calls one function of the scalar type. Derivatives are compared with differences of it.
///
/// Beside its row stands the function that users call. Users add operations of their own the same way; nothing else in
/// the library knows any function's derivative.
/// ```cpp
/// struct softsign_operation : ctgrad::operation {
///     static constexpr std::string_view name = "softsign";
///     template <class T> static constexpr T evaluate(T const& x) { return x / (T(1) + abs(x)); }
///     template <class T> static constexpr std::array<T, 1> partials(T const&, T const& x) {
///         return {1 / ((1 + abs(x)) * (1 + abs(x)))};
///     }
/// };
/// constexpr auto softsign(auto const& x) { return ctgrad::apply<softsign_operation>(x); }
/// constexpr auto f = softsign(x);
/// ```
/// Operations whose derivatives are each other are declared first, `struct other;`, and named by
/// `ctgrad::apply<other>(x)`. A family, such as the Bessel functions J_n, is one operation with n as a first operand
/// (`.whole = true` in its domain), or a template `struct bessel<n>`.
struct operation {
    static constexpr std::string_view description{};
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
    /// Stands for a partial derivative of which there is no rule: see operations/special/missing_partial.hpp.
    static constexpr bool is_missing = false;
    static constexpr bool in_constant_expressions = true;
    static constexpr detail::algebraic_role role = detail::algebraic_role::none;

    static constexpr interval domain[4]{};
    static constexpr tolerance accuracy{};
    static constexpr std::array<edge<1>, 0> edges{};
};

/// The largest number of operands of an operation.
inline constexpr int maximum_arity = 4;

namespace detail {

/// Called where an operation that has no value in constant expressions is to be computed in one. It is not constexpr,
/// so a compiler that meets it there says its name, which is the message.
template <class Operation>
[[gnu::always_inline]] inline void this_function_has_no_value_in_constant_expressions_compute_it_at_run_time() {}

template <class Operation>
CTGRAD_INLINE void refuse_constant_evaluation() {
    if (__builtin_is_constant_evaluated())
        this_function_has_no_value_in_constant_expressions_compute_it_at_run_time<Operation>();
}

}  // namespace detail

}  // namespace ctgrad
