#include <ctgrad/ctgrad.hpp>

// CASE_number: expect "ctgrad: a plain number cannot be part of a formula: write it with _c"
// CASE_number: expect "double"
// CASE_number_first: expect "ctgrad: a plain number cannot be part of a formula: write it with _c"
// CASE_number_first: expect "int"
// CASE_number_in_function: expect "ctgrad: a plain number cannot be part of a formula: write it with _c"
// CASE_number_in_function: expect "power"
// CASE_number_in_select: expect "ctgrad: a plain number cannot be part of a formula: write it with _c"
// CASE_number_in_comparison: expect "ctgrad: a plain number cannot be part of a formula: write it with _c"
// CASE_number_used_later: expect "ctgrad: a plain number cannot be part of a formula: write it with _c"
// CASE_condition_as_number: expect "ctgrad: a condition is not a number: choose values with select(condition, a, b)"
// CASE_condition_in_function: expect "ctgrad: a condition is not a number: choose values with select(condition, a, b)"
// CASE_number_as_condition: expect "ctgrad: a condition is expected here, such as x < y"
// CASE_bool_as_condition: expect "ctgrad: a condition is expected here, such as x < y"
// CASE_power_operator: expect "ctgrad: formulas have no such operator: for a power write pow(x, 2_c)"
// CASE_remainder_operator: expect "ctgrad: formulas have no such operator"
// CASE_changed: expect "ctgrad: a formula cannot change"

using namespace ctgrad::literals;
inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;
inline constexpr auto z = ctgrad::variable<"z">;

#if defined(CASE_number)
constexpr auto f = x * 2.0;
#elif defined(CASE_number_first)
constexpr auto f = 2 + x;
#elif defined(CASE_number_in_function)
constexpr auto f = pow(x, 2);
#elif defined(CASE_number_in_select)
constexpr auto f = select(x < y, x, 0.0);
#elif defined(CASE_number_in_comparison)
constexpr auto f = select(x < 0, x, y);
#elif defined(CASE_number_used_later)
constexpr auto f = sin(x * 2.0) + y;
static_assert(f(x = 1.0, y = 2.0) >= 0);
constexpr auto g = ctgrad::gradient(f, x, y)(x = 1.0, y = 2.0);
constexpr double d = g[x] + ctgrad::derivative(f, x)(x = 1.0);
constexpr auto h = ctgrad::hessian(ctgrad::substitute(f, x, y* y), y)(y = 2.0);
constexpr auto s = select(f < x, f, x) * 1_c;
#elif defined(CASE_condition_as_number)
constexpr auto f = (x < y) + z;
#elif defined(CASE_condition_in_function)
constexpr auto f = sin(x < y);
#elif defined(CASE_number_as_condition)
constexpr auto f = select(x, y, z);
#elif defined(CASE_bool_as_condition)
constexpr auto f = select(x < y && true, y, z);
#elif defined(CASE_power_operator)
constexpr auto f = x ^ 2;
#elif defined(CASE_remainder_operator)
constexpr auto f = x % y;
#elif defined(CASE_changed)
constexpr auto f = [] {
    auto sum = x;
    sum += y;
    return sum;
}();
#else
constexpr auto f = pow(2_c * x, 2_c) + select(x < y && !(y == z), 0.5_c, z);
static_assert(f(x = 1.0, y = 2.0, z = 3.0) == 4.5);
#endif
