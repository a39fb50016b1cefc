#include <ctgrad/ctgrad.hpp>

// CASE_if: expect "ctgrad: a formula has no value to branch on"
// CASE_if: expect "write select(condition, a, b)"
// CASE_if_formula: expect "ctgrad: a formula has no value to branch on"
// CASE_while: expect "ctgrad: a formula has no value to branch on"
// CASE_for: expect "ctgrad: a formula has no value to branch on"
// CASE_conditional: expect "ctgrad: a formula has no value to branch on"
// CASE_logic_of_formulas: expect "ctgrad: a formula has no value to branch on"
// CASE_negated_formula: expect "ctgrad: a formula has no value to branch on"

using namespace ctgrad::literals;
inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;

#if defined(CASE_if)
int f() {
    if (x < y) return 1;
    return 2;
}
#elif defined(CASE_if_formula)
int f() {
    if (x) return 1;
    return 2;
}
#elif defined(CASE_while)
void f() {
    while (x < y) return;
}
#elif defined(CASE_for)
void f() {
    for (; x - y;) return;
}
#elif defined(CASE_conditional)
constexpr int f = x < y ? 1 : 2;
#elif defined(CASE_logic_of_formulas)
constexpr bool f = x && y;
#elif defined(CASE_negated_formula)
constexpr bool f = !x;
#else
constexpr auto f = select(x < y, 1_c, 2_c);
static_assert(f(x = 1.0, y = 2.0) == 1.0);
#endif
