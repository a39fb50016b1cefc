#include <ctgrad/ctgrad.hpp>
#include <ctgrad/print/text.hpp>

// A mistake near a formula of 150 operations with shared parts is reported as quickly and briefly as any other.
// CASE_unbound: expect "unbound_variable<'y'>"
// CASE_unbound: seconds 2
// CASE_unbound_in_gradient: expect "unbound_variable<'y'>"
// CASE_unbound_in_gradient: seconds 2
// CASE_absent: expect "does not occur in the formula"
// CASE_absent: seconds 2
// CASE_number: expect "ctgrad: a plain number cannot be part of a formula"
// CASE_number: seconds 2
//
// If the compiler reaches its limit, the name of the variable that it was initializing says what to do. (Then it lists the calls
// that it was in.)
// CASE_too_large: expect "formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit"
// CASE_too_large: lines 20
// CASE_too_large: flags-gcc -fconstexpr-ops-limit=30000
// CASE_too_large: flags-clang -fconstexpr-steps=10000
//
// Questions and texts give up at once too, in small arrays.
// CASE_question_too_large: expect "formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit"
// CASE_question_too_large: lines 16
// CASE_question_too_large: seconds 2
// CASE_question_too_large: flags-gcc -fconstexpr-ops-limit=60000
// CASE_question_too_large: flags-clang -fconstexpr-steps=10000
// CASE_intermediate_too_large: expect "formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit"
// CASE_intermediate_too_large: lines 17
// CASE_intermediate_too_large: seconds 2
// CASE_intermediate_too_large: flags-gcc -fconstexpr-ops-limit=60000
// CASE_intermediate_too_large: flags-clang -fconstexpr-steps=10000
// CASE_text_too_large: expect "formula_too_large_raise_fconstexpr_steps_or_fconstexpr_ops_limit"
// CASE_text_too_large: lines 19
// CASE_text_too_large: seconds 3
// CASE_text_too_large: flags-gcc -fconstexpr-ops-limit=60000
// CASE_text_too_large: flags-clang -fconstexpr-steps=10000

inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;

#define STEP(from, to) constexpr auto t##to = t##from * t##from + x / t##from;
constexpr auto t0 = x + y;
// clang-format off
STEP(0, 1) STEP(1, 2) STEP(2, 3) STEP(3, 4) STEP(4, 5)
STEP(5, 6) STEP(6, 7) STEP(7, 8) STEP(8, 9) STEP(9, 10)
STEP(10, 11) STEP(11, 12) STEP(12, 13) STEP(13, 14) STEP(14, 15)
STEP(15, 16) STEP(16, 17) STEP(17, 18) STEP(18, 19) STEP(19, 20)
STEP(20, 21) STEP(21, 22) STEP(22, 23) STEP(23, 24) STEP(24, 25)
STEP(25, 26) STEP(26, 27) STEP(27, 28) STEP(28, 29) STEP(29, 30)
STEP(30, 31) STEP(31, 32) STEP(32, 33) STEP(33, 34) STEP(34, 35)
STEP(35, 36) STEP(36, 37) STEP(37, 38) STEP(38, 39) STEP(39, 40)
STEP(40, 41) STEP(41, 42) STEP(42, 43) STEP(43, 44) STEP(44, 45)
STEP(45, 46) STEP(46, 47) STEP(47, 48) STEP(48, 49) STEP(49, 50)

#if defined(CASE_unbound)
double v = t50(x = 1.0);
#elif defined(CASE_unbound_in_gradient)
auto v = ctgrad::gradient(t50, x, y)(x = 1.0);
#elif defined(CASE_absent)
auto v = ctgrad::gradient(t50, x, t50 * y)(x = 1.0, y = 1.0);
#elif defined(CASE_number)
constexpr auto f = t50 * 2.0 + t49;
auto v = ctgrad::gradient(f, x, y)(x = 1.0, y = 1.0);
#elif defined(CASE_too_large)
auto v = ctgrad::gradient(t50, x, y)(x = 1.0, y = 1.0);
#elif defined(CASE_question_too_large)
constexpr bool same = ctgrad::identical(t50, t49);
#elif defined(CASE_intermediate_too_large)
constexpr auto d = ctgrad::derivative(t50, t49);
#elif defined(CASE_text_too_large)
constexpr auto text = ctgrad::infix(t50);
#else
auto v = ctgrad::gradient(t50, x, y)(x = 1.0, y = 1.0);
#endif
