#include <ctgrad/ctgrad.hpp>

// CASE_unbound: expect "ctgrad: a variable of the formula has no value"
// CASE_unbound: expect "unbound_variable<'y'>"
// CASE_unbound_in_gradient: expect "ctgrad: a variable of the formula has no value"
// CASE_unbound_in_gradient: expect "unbound_variable<'r', 'a', 't', 'e'>"
// CASE_unbound_in_hessian: expect "unbound_variable<'z'>"
// CASE_nothing_bound: expect "unbound_variable<'x'>"
// CASE_bound_twice: expect "ctgrad: a variable is given a value twice"
// CASE_bound_twice: expect "variable_bound_twice<'x'>"
// CASE_unknown: expect "ctgrad: a value is given for a variable that does not occur in the formula"
// CASE_unknown: expect "unknown_variable<'w'>"
// CASE_unknown_in_gradient: expect "unknown_variable<'w'>"
// CASE_positional: expect "ctgrad: a formula is evaluated with named values"
// CASE_positional_in_gradient: expect "ctgrad: a formula is evaluated with named values"
// CASE_condition_for_value: expect "ctgrad: a plain number cannot be part of a formula"
// CASE_bound_expression: expect "ctgrad: only a variable can be given a value"
// CASE_bound_expression: expect "substitute(f, expression, other)"
// CASE_bound_expression: expect "bound_expression<'x', ' ', '+', ' ', 'y'>"
// CASE_bound_formula: expect "ctgrad: a variable is given a number: to replace it by a formula write substitute"
// CASE_bound_formula: expect "bound_variable<'z'>"
// CASE_bound_string: expect "ctgrad: the value of a variable is a number"
// CASE_bound_string: expect "bound_variable<'x'>"
// CASE_bound_string_object: expect "ctgrad: the value of a variable is a number"
// CASE_bound_pointer: expect "ctgrad: the value of a variable is a number"
// CASE_unbound_member: expect "unbound_variable<'z'>"
// CASE_unknown_member: expect "unknown_variable<'w'>"
// CASE_text_member: expect "ctgrad: the value of a variable is a number"
// CASE_text_member: expect "bound_variable<'z'>"
// CASE_name_without_quotes: expect "ctgrad: a name is a text in quotes"
// CASE_strange_struct: expect "ctgrad: a formula is evaluated with named values"

#include <string>

#include <boost/hana/adapt_struct.hpp>

struct point {
    double x, y, z;
};
struct flat_point {
    double x, y;
};
struct fat_point {
    double x, y, z, w;
};
struct labelled_point {
    double x, y;
    std::string z;
};
struct unadapted {
    double x, y, z;
};
BOOST_HANA_ADAPT_STRUCT(point, x, y, z);
BOOST_HANA_ADAPT_STRUCT(flat_point, x, y);
BOOST_HANA_ADAPT_STRUCT(fat_point, x, y, z, w);
BOOST_HANA_ADAPT_STRUCT(labelled_point, x, y, z);

inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;
inline constexpr auto z = ctgrad::variable<"z">;
inline constexpr auto w = ctgrad::variable<"w">;
inline constexpr auto rate = ctgrad::variable<"rate">;
constexpr auto f = (x + y) * z;

#if defined(CASE_unbound)
constexpr double a = f(x = 1.0, z = 2.0);
#elif defined(CASE_unbound_in_gradient)
auto a = ctgrad::gradient(f * exp(rate), x)(x = 1.0, y = 1.0, z = 2.0);
#elif defined(CASE_unbound_in_hessian)
auto a = ctgrad::hessian(f * f, x, y)(x = 1.0, y = 1.0);
#elif defined(CASE_nothing_bound)
double a = f();
#elif defined(CASE_bound_twice)
double a = f(x = 1.0, y = 2.0, x = 3.0, z = 4.0);
#elif defined(CASE_unknown)
double a = f(x = 1.0, y = 2.0, z = 3.0, w = 4.0);
#elif defined(CASE_unknown_in_gradient)
auto a = ctgrad::value_and_gradient(f, x)(x = 1.0, y = 2.0, z = 3.0, w = 4.0);
#elif defined(CASE_positional)
double a = f(1.0, 2.0, 3.0);
#elif defined(CASE_positional_in_gradient)
auto a = ctgrad::gradient(f, x)(1.0, 2.0, 3.0);
#elif defined(CASE_condition_for_value)
double a = f(x == 1.0, y = 2.0, z = 3.0);
#elif defined(CASE_bound_expression)
double a = f(x + y = 1.0, z = 3.0);
#elif defined(CASE_bound_formula)
double a = f(x = 1.0, y = 2.0, z = x * y);
#elif defined(CASE_bound_string)
double a = f(x = "a", y = 2.0, z = 3.0);
#elif defined(CASE_bound_string_object)
double a = f(x = std::string("a"), y = 2.0, z = 3.0);
#elif defined(CASE_bound_pointer)
double const one = 1.0;
double a = f(x = &one, y = 2.0, z = 3.0);
#elif defined(CASE_unbound_member)
double a = f(flat_point{1.0, 2.0});
#elif defined(CASE_unknown_member)
double a = f(fat_point{1.0, 2.0, 3.0, 4.0});
#elif defined(CASE_text_member)
double a = f(labelled_point{1.0, 2.0, "z"});
#elif defined(CASE_strange_struct)
double a = f(unadapted{1.0, 2.0, 3.0});
#elif defined(CASE_name_without_quotes)
constexpr auto other = ctgrad::variable<x>;
#else
constexpr double a = f(x = 1.0, z = 2.0, y = 3);
static_assert(a == 8.0 && f(point{1.0, 3.0, 2.0}) == 8.0 && f(flat_point{1.0, 3.0}, z = 2.0) == 8.0);
static_assert(ctgrad::substitute(f, z, x* y)(x = 1.0, y = 2.0) == 6.0);
static_assert(ctgrad::substitute(f, x + y, w)(w = 1.0, z = 2.0) == 2.0);
static_assert(ctgrad::derivative(f, x)(z = 3.0) == 3.0);
#endif
