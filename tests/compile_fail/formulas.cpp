#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>

#include <ctgrad/ctgrad.hpp>

// A formula has no value until it is called, and does not change.
// CASE_double: expect "ctgrad: a formula is not a number"
// CASE_double: expect "f(x = 1.0) for its value"
// CASE_static_cast: expect "ctgrad: a formula is not a number"
// CASE_returned: expect "ctgrad: a formula is not a number"
// CASE_argument: expect "ctgrad: a formula is not a number"
// CASE_exp: expect "ctgrad: a formula is not a number"
// CASE_exp: expect "write exp(x), not std::exp(x)"
// CASE_pow: expect "write exp(x), not std::exp(x)"
// CASE_abs: expect "write exp(x), not std::exp(x)"
// CASE_max: expect "ctgrad: a formula has no value to branch on"
// CASE_stream: expect "#include <ctgrad/print.hpp> to print it"
// CASE_equal: expect "ctgrad: a formula has no value to branch on"
// CASE_equal: expect "to compare formulas identical(f, g)"
// CASE_different: expect "to compare formulas identical(f, g)"
// CASE_condition_kept: expect "ctgrad: a formula has no value to branch on"
// CASE_grows: expect "ctgrad: a formula cannot change"
// CASE_grows: expect "a loop that accumulates belongs into a traced function"
// CASE_grows_from_variable: expect "ctgrad: a variable is given a number"
// CASE_grows_from_variable: expect "auto g = f + x"
// CASE_replaced: expect "ctgrad: a formula cannot change"
// CASE_hidden_variable: expect "ctgrad: a formula is evaluated with named values"
// CASE_hidden_variable: expect "not a local with its name"
// CASE_named_argument_as_number: expect "ctgrad: a formula is evaluated with named values"
// CASE_value_without_call: expect "ctgrad: a formula is not a number"

using namespace ctgrad::literals;
inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;
constexpr auto f = x * y;

#if defined(CASE_double)
double v = f;
#elif defined(CASE_static_cast)
float v = static_cast<float>(f);
#elif defined(CASE_returned)
double v() { return f + 1_c; }
#elif defined(CASE_argument)
double square(double number) { return number * number; }
double v = square(f);
#elif defined(CASE_exp)
auto v = std::exp(x) * y;
#elif defined(CASE_pow)
auto v = std::pow(x, 2);
#elif defined(CASE_abs)
auto v = std::abs(f);
#elif defined(CASE_max)
auto v = std::max(x, x);
#elif defined(CASE_stream)
void use() { std::cout << "f = " << f << '\n'; }
#elif defined(CASE_equal)
static_assert(x * y == y * x);
#elif defined(CASE_different)
static_assert(x * y != x + y);
#elif defined(CASE_condition_kept)
bool smaller = x < y;
#elif defined(CASE_grows)
auto sum() {
    auto g = f;
    for (int i = 0; i < 3; ++i) g = g + x;
    return g(x = 1.0, y = 2.0);
}
#elif defined(CASE_grows_from_variable)
auto sum() {
    auto g = x;
    for (int i = 0; i < 3; ++i) g = g + x;
    return g(x = 1.0);
}
#elif defined(CASE_replaced)
auto other() {
    auto g = f;
    g = x;
    return g(x = 1.0, y = 2.0);
}
#elif defined(CASE_hidden_variable)
double v() {
    double x = 2.0, y = 3.0;
    return f(x = x, y = y);
}
#elif defined(CASE_named_argument_as_number)
double v() {
    double a = 1;
    return f(a, y = 2.0);
}
#elif defined(CASE_value_without_call)
double v() { return ctgrad::derivative(f, x); }
#else
static_assert(identical(x * y, y* x));
double v = f(x = 1.0, y = 2.0);
#endif
