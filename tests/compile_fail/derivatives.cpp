#include <ctgrad/ctgrad.hpp>

// CASE_absent: expect "ctgrad: a derivative is taken with respect to an expression that does not occur in the formula"
// CASE_absent: expect "derivative_by<'x', ' ', '*', ' ', 'y'>"
// CASE_absent_in_gradient: expect "does not occur in the formula"
// CASE_absent_in_jacobian: expect "does not occur in the formula"
// CASE_absent_in_hessian: expect "does not occur in the formula"
// CASE_absent_in_product: expect "does not occur in the formula"
// CASE_by_constant: expect "ctgrad: a derivative is taken with respect to a variable or an intermediate, not a constant"
// CASE_by_constant: expect "derivative_by<'2'>"
// CASE_by_constant_in_gradient: expect "not a constant"
// CASE_replaced_absent: expect "ctgrad: the expression to replace does not occur in the formula"
// CASE_replaced_absent: expect "replaced_expression<'s', 'i', 'n', '(', 'y', ')'>"
// CASE_no_such_partial: expect "ctgrad: this result has no derivative with respect to that expression"
// CASE_no_such_partial_with_value: expect "ctgrad: this result has no derivative with respect to that expression"
// CASE_no_such_second_partial: expect "ctgrad: this result has no derivative with respect to that expression"
// CASE_no_such_column: expect "ctgrad: this result has no derivative with respect to that expression"
// CASE_no_such_product: expect "ctgrad: this result has no derivative with respect to that expression"
// CASE_by_number: expect "ctgrad: derivatives are taken of a formula with respect to variables or intermediates"
// CASE_by_text: expect "ctgrad: derivatives are taken of a formula with respect to variables or intermediates"
// CASE_by_nothing: expect "ctgrad: derivatives are taken of a formula with respect to variables or intermediates"
// CASE_of_number: expect "ctgrad: derivatives are taken of a formula with respect to variables or intermediates"
// CASE_of_condition: expect "ctgrad: derivatives are taken of a formula with respect to variables or intermediates"
// CASE_free_rounding_of_number: expect "ctgrad: free_rounding() takes a formula, a function, or a quantity of one"
// CASE_free_rounding_of_result: expect "ctgrad: free_rounding() takes a formula, a function, or a quantity of one"
// CASE_free_rounding_of_absent: expect "does not occur in the formula"
// CASE_free_rounding_unbound: expect "unbound_variable<'z'>"
// CASE_free_rounding_of_function: expect "ctgrad: an argument does not fit the function's signature"

using namespace ctgrad::literals;
inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;
inline constexpr auto z = ctgrad::variable<"z">;
inline constexpr auto w = ctgrad::variable<"w">;
constexpr auto f = (x + y) * z * 2_c;
constexpr auto g = ctgrad::gradient(f, x, y)(x = 1.0, y = 2.0, z = 3.0);
constexpr auto h = ctgrad::hessian(f, x, y)(x = 1.0, y = 2.0, z = 3.0);

#if defined(CASE_absent)
constexpr auto d = ctgrad::derivative(f, x* y);
#elif defined(CASE_absent_in_gradient)
constexpr auto d = ctgrad::gradient(f, x, x* y)(x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_absent_in_jacobian)
constexpr auto d = ctgrad::jacobian(ctgrad::outputs(f, x), x* y)(x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_absent_in_hessian)
constexpr auto d = ctgrad::hessian(f, x* y)(x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_absent_in_product)
constexpr auto d = ctgrad::vjp(f, x* y)(ctgrad::cotangent(1.0), x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_by_constant)
constexpr auto d = ctgrad::derivative(f, 2_c);
#elif defined(CASE_by_constant_in_gradient)
constexpr auto d = ctgrad::gradient(f, 2_c)(x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_replaced_absent)
constexpr auto d = ctgrad::substitute(f, sin(y), z);
#elif defined(CASE_no_such_partial)
constexpr double d = g[w];
#elif defined(CASE_no_such_partial_with_value)
constexpr double d = ctgrad::value_and_gradient(f, x, y)(x = 1.0, y = 2.0, z = 3.0)[x + y];
#elif defined(CASE_no_such_second_partial)
constexpr double d = h(x, z);
#elif defined(CASE_no_such_column)
constexpr double d = ctgrad::jacobian(f, x, y)(x = 1.0, y = 2.0, z = 3.0)[0][z];
#elif defined(CASE_no_such_product)
constexpr double d = ctgrad::vjp(f, x)(ctgrad::cotangent(1.0), x = 1.0, y = 2.0, z = 3.0)[y];
#elif defined(CASE_by_number)
constexpr auto d = ctgrad::derivative(f, 2.0);
#elif defined(CASE_by_text)
constexpr auto d = ctgrad::gradient(f, "x")(x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_by_nothing)
constexpr auto d = ctgrad::jacobian(f)(x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_of_number)
constexpr auto d = ctgrad::gradient(2.0, x)(x = 1.0);
#elif defined(CASE_of_condition)
constexpr auto d = ctgrad::derivative(x < y, x);
#elif defined(CASE_free_rounding_of_number)
constexpr auto d = ctgrad::free_rounding(2.0);
#elif defined(CASE_free_rounding_of_result)
constexpr auto d = ctgrad::free_rounding(g);
#elif defined(CASE_free_rounding_of_absent)
constexpr auto d = ctgrad::free_rounding(ctgrad::gradient(f, x, x* y))(x = 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_free_rounding_unbound)
constexpr auto d = ctgrad::free_rounding(ctgrad::gradient(f, x))(x = 1.0, y = 2.0);
#elif defined(CASE_free_rounding_of_function)
auto d() {
    return ctgrad::free_rounding(ctgrad::function<double(double)>([](auto a) { return a * a; }))("1");
}
#else
static_assert(ctgrad::derivative(f, x + y)(z = 3.0) == 6.0);
static_assert(ctgrad::derivative(f, w)() == 0.0);
static_assert(ctgrad::gradient(f, w, x + y)(x = 1.0, y = 2.0, z = 3.0)[w] == 0.0);
static_assert(ctgrad::substitute(f, x + y, z)(z = 3.0) == 18.0);
static_assert(g[x] == 6.0 && h(x, y) == 0.0);
#endif
