#pragma once

#include <array>

#include <ctgrad/operations/apply.hpp>
#include <ctgrad/operations/notation.hpp>
#include <ctgrad/operations/test_data.hpp>
#include <ctgrad/support/inline.hpp>

namespace ctgrad {

/// The category of an operation in `cost()`.
enum class cost_class { addition, multiplication, division, negation, comparison, selection, call, nothing };

namespace detail {

/// The operations whose algebra the differentiator knows. Each role belongs to one row.
enum class algebraic_role { none = -1, negation, sum, difference, product, quotient, selection };

/// What is known of the magnitude of a result: nothing; that it is 1 for most operands (or moderate, as a logarithm), at most
/// 1, that of the operand but at most 1, that of the operand, its root, the largest of all operands, the product of the last
/// two, a power, or the last operand over a power of the second, whose exponent is the first.
enum class magnitude_rule {
    any,
    one,
    up_to_one,
    operand_up_to_one,
    operand,
    square_root,
    cube_root,
    largest,
    product,
    power,
    quotient_by_power
};

}  // namespace detail

/// The base of every row of the table of operations, with the defaults of an ordinary function.
///
/// A row is a struct with
///  - `name`, the text of the function as a user writes it;
///  - `evaluate`, the value for any suitable scalar type `T`. Its declaration says what that needs, as in
///    `-> decltype(T(exp(x)))`. If a SIMD library lacks the function, its lanes are computed one by one;
///  - `partials`, the partial derivative with respect to each operand, as an expression in the result `y` and the
///    operands. The same line runs on numbers, where a test sweeps it, and on nodes of the graph, which builds the
///    derivative. A partial that is the constant 0 means "no dependence".
///
/// Everything else has a default:
///  - `computed_partials`, the same partials in the form in which they are computed, if `partials`, the form that is
///    printed and compared, loses digits or range; see operations/slopes;
///  - `expanded`, the value as an expression of other operations, bit for bit that of `evaluate`, for a function whose
///    derivative uses its parts;
///  - `notation`, how it is printed in formulas, LaTeX and C++, if not as `name(x)`. The C++ text calls an existing
///    function (of std, boost::math or ctgrad) and computes what `evaluate` does, bit for bit;
///  - `cost`, its category; `commutative`; `conditions`, how many of the first operands are conditions;
///  - `fused_with` and `evaluate_fused`, if one call computes this function and another one of the same operand, such
///    as sine and cosine: the type of the other row, and the function that returns both results;
///  - `magnitude`, how large its result may be, if that is known;
///  - `in_constant_expressions`, which is false if `evaluate` calls functions that constant expressions cannot use.
///    Then a short message refuses constant expressions with the operation.
///
/// Tests and documents read
///  - `description`, one line for docs/rules.md;
///  - `domain`, for each operand the interval that test points come from, inside which the operation is smooth;
///  - `accuracy`, the error that is allowed in the domain;
///  - `edges`, the conventions at kinks, poles and ends of the domain. They hold in every scalar type that can
///    represent the numbers, at run time and in constant expressions;
///  - `oracle`, another implementation of the function, for numbers of 50 digits. By default it is `evaluate`, which is
///    enough if that calls one function of the scalar type. Derivatives are compared with its finite differences.
///
/// A row in another namespace needs a using-declaration for each function that it calls, `using ctgrad::exp;`. The
/// functions of `<cmath>` cannot be used in constant expressions, and some are for double only.
///
/// The function that users call is defined beside the row. Users add their own operations in the same way. Nothing else
/// in the library knows any function's derivative.
/// ```cpp
/// struct softsign_operation : ctgrad::operation {
///     static constexpr char const* name = "softsign";
///     template <class T> static constexpr T evaluate(T const& x) { return x / (T(1) + abs(x)); }
///     template <class T> static constexpr std::array<T, 1> partials(T const&, T const& x) {
///         return {1 / ((1 + abs(x)) * (1 + abs(x)))};
///     }
/// };
/// constexpr auto softsign(auto const& x) { return ctgrad::apply<softsign_operation>(x); }
/// constexpr auto f = softsign(x);
/// ```
/// If the derivative of an operation uses another operation that is defined later, declare the latter first, `struct
/// other;`, and call `ctgrad::apply<other>(x)`. A family such as the Bessel functions J_n is one operation whose first
/// operand is n (`.whole = true` in its domain). It may also be a template `struct bessel<n>`, which has derivatives up
/// to the member `largest_member`.
struct operation {
    static constexpr char const* description = "";
    static constexpr ctgrad::cost_class cost = ctgrad::cost_class::call;
    static constexpr ctgrad::notation notation{};
    /// f(a, b) is bit for bit f(b, a), so that operands can be kept in a canonical order.
    static constexpr bool commutative = false;
    /// The result is a condition, like that of `x < y`.
    static constexpr bool is_condition = false;
    /// How many of the first operands are conditions: one for `select`.
    static constexpr int conditions = 0;
    /// `evaluate` needs only + - * / < <= and select, so that SIMD vectors of a matrix's entries can be its scalar type.
    static constexpr bool only_arithmetic = false;
    /// It is entrywise on matrices. Other operations on matrices are in `ctgrad/matrix.hpp`.
    static constexpr bool elementwise = true;
    /// It represents a partial derivative without a rule; see operations/special/missing_partial.hpp.
    static constexpr bool is_missing = false;
    static constexpr bool in_constant_expressions = true;
    /// Only rules of the library apply it, and only to nodes. So it needs no checks, and rules need no value for plain
    /// numbers.
    static constexpr bool is_internal = false;
    static constexpr detail::algebraic_role role = detail::algebraic_role::none;
    /// It is the Euclidean length of its two operands, and its derivative at the origin is 0.
    static constexpr bool is_length = false;
    /// Which partial products stay in the range depends on it (passes/magnitudes.hpp).
    static constexpr detail::magnitude_rule magnitude = detail::magnitude_rule::any;

    /// In a family of operations that is a template with a number, such as `bessel<n>`, the largest number, by
    /// magnitude, of a member that has derivatives. The rule of each member names the next, so there must be a last
    /// one. In a family over types it is the largest value of an integral constant, or the largest depth of nested
    /// templates.
    static constexpr int largest_member = 24;

    static constexpr interval domain[4]{};
    static constexpr tolerance accuracy{};
    static constexpr std::array<edge<1>, 0> edges{};
};

/// The largest number of operands of an operation.
inline constexpr int maximum_arity = 4;

namespace detail {

/// Called if an operation without a value in constant expressions is evaluated in one. It is not constexpr, so the
/// compiler then reports its name, which is the message.
template <class Operation>
[[gnu::always_inline]] inline void this_function_has_no_value_in_constant_expressions_compute_it_at_run_time() {}

template <class Operation>
CTGRAD_INLINE void refuse_constant_evaluation() {
    if (__builtin_is_constant_evaluated())
        this_function_has_no_value_in_constant_expressions_compute_it_at_run_time<Operation>();
}

}  // namespace detail

}  // namespace ctgrad
