#include <array>

#include <ctgrad/ctgrad.hpp>

// Questions about the wrong kind of object.
// CASE_derivative_of_function: expect "ctgrad: a function is differentiated by its arguments"
// CASE_derivative_of_function: expect "gradient(f)"
// CASE_derivative_of_function_by_variable: expect "ctgrad: a function is differentiated by its arguments"
// CASE_gradient_of_function_by_variable: expect "ctgrad: a function is differentiated by its arguments"
// CASE_hessian_of_function_by_variable: expect "ctgrad: a function is differentiated by its arguments"
// CASE_product_of_function_by_variable: expect "ctgrad: a function is differentiated by its arguments"
// CASE_function_by_position: expect "ctgrad: a function is differentiated by its arguments"
// CASE_gradient_of_lambda: expect "ctgrad: a callable needs its signature before it can be differentiated"
// CASE_gradient_of_lambda: expect "gradient(function<double(double)>(callable))"
// CASE_gradient_of_function_pointer: expect "ctgrad: a callable needs its signature before"
// CASE_jacobian_of_lambda: expect "ctgrad: a callable needs its signature before it can be differentiated"
// CASE_hessian_of_lambda: expect "ctgrad: a callable needs its signature before it can be differentiated"
// CASE_second_gradient: expect "ctgrad: the result of gradient() is not a formula"
// CASE_second_gradient: expect "hessian(f, x, y)"
// CASE_gradient_of_result: expect "ctgrad: derivatives are taken of a formula"
// CASE_outputs_of_function: expect "ctgrad: outputs() takes at least one formula"
// CASE_depends_on_of_function: expect "ctgrad: identical and depends_on take formulas"
// CASE_depends_on_number: expect "ctgrad: identical and depends_on take two formulas"
// CASE_identical_functions: expect "ctgrad: identical and depends_on take formulas"
// CASE_identical_to_number: expect "ctgrad: identical and depends_on take two formulas"
// CASE_identical_to_number: expect "with numbers written as 2_c"
// CASE_substitute_number: expect "ctgrad: substitute takes a formula, a part of it, and the formula that replaces"
// CASE_substitute_in_function: expect "ctgrad: substitute takes a formula"
// CASE_substitute_nothing: expect "ctgrad: substitute takes a formula"
// CASE_cost_of_number: expect "ctgrad: cost takes a formula, a function"
// CASE_cost_of_result: expect "ctgrad: cost takes a formula, a function"
// CASE_argument_position: expect "ctgrad: arguments<...> chooses positions from 0"

using namespace ctgrad::literals;
inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;
constexpr auto f = x * y;
constexpr auto square = ctgrad::function<double(double)>([](auto u) { return u * u; });
constexpr double cube(double u) { return u * u * u; }

#if defined(CASE_derivative_of_function)
double d = ctgrad::derivative(square)(2.0);
#elif defined(CASE_derivative_of_function_by_variable)
double d = ctgrad::derivative(square, x)(x = 2.0);
#elif defined(CASE_gradient_of_function_by_variable)
auto d = ctgrad::gradient(square, x)(x = 2.0)[x];
#elif defined(CASE_hessian_of_function_by_variable)
auto d = ctgrad::hessian(square, x)(x = 2.0);
#elif defined(CASE_product_of_function_by_variable)
auto d = ctgrad::vjp(square, x)(ctgrad::cotangent(1.0), x = 2.0);
#elif defined(CASE_function_by_position)
auto d = ctgrad::gradient(square, 0)(2.0);
#elif defined(CASE_gradient_of_lambda)
auto d = ctgrad::gradient([](auto u) { return u * u; })(2.0);
#elif defined(CASE_gradient_of_function_pointer)
auto d = ctgrad::gradient(cube)(2.0);
#elif defined(CASE_jacobian_of_lambda)
auto d = ctgrad::jacobian([](auto u) { return u * u; })(2.0);
#elif defined(CASE_hessian_of_lambda)
auto d = ctgrad::hessian([](auto u, auto v) { return u * v; })(2.0, 3.0);
#elif defined(CASE_second_gradient)
auto d = ctgrad::gradient(ctgrad::gradient(f, x), x)(x = 2.0, y = 1.0);
#elif defined(CASE_gradient_of_result)
auto d = ctgrad::gradient(ctgrad::gradient(f, x)(x = 2.0, y = 1.0), x)(x = 2.0);
#elif defined(CASE_outputs_of_function)
auto d = ctgrad::jacobian(ctgrad::outputs(square), x)(x = 2.0);
#elif defined(CASE_depends_on_of_function)
static_assert(ctgrad::depends_on(square, x));
#elif defined(CASE_depends_on_number)
static_assert(ctgrad::depends_on(f, 2.0));
#elif defined(CASE_identical_functions)
static_assert(ctgrad::identical(square, square));
#elif defined(CASE_identical_to_number)
static_assert(ctgrad::identical(ctgrad::derivative(2_c * x, x), 2.0));
#elif defined(CASE_substitute_number)
double d = ctgrad::substitute(f, x, 2.0)(y = 1.0);
#elif defined(CASE_substitute_in_function)
double d = ctgrad::substitute(square, x, y)(1.0);
#elif defined(CASE_substitute_nothing)
double d = ctgrad::substitute(f, x)(y = 1.0);
#elif defined(CASE_cost_of_number)
static_assert(ctgrad::cost(2.0).total() == 0);
#elif defined(CASE_cost_of_result)
static_assert(ctgrad::cost(ctgrad::gradient(f, x)(x = 1.0, y = 2.0)).total() == 0);
#elif defined(CASE_argument_position)
auto d = ctgrad::gradient(square, ctgrad::arguments<1>)(2.0);
#else
static_assert(ctgrad::identical(ctgrad::derivative(f, x), y) && ctgrad::depends_on(f, x));
static_assert(ctgrad::cost(square).multiplications == 1);
double d = ctgrad::substitute(f, x, 2_c)(y = 1.0) + ctgrad::gradient(square)(2.0);
#endif
