#include <ctgrad/ctgrad.hpp>

// CASE_lgamma: expect "ctgrad: special functions have a header of their own: #include <ctgrad/special.hpp>"
// CASE_lgamma: expect "function_named<'l', 'g', 'a', 'm', 'm', 'a'>"
// CASE_tgamma: expect "function_named<'t', 'g', 'a', 'm', 'm', 'a'>"
// CASE_rint: expect "function_named<'r', 'i', 'n', 't'>"
// CASE_nearbyint: expect "function_named<'n', 'e', 'a', 'r', 'b', 'y', 'i', 'n', 't'>"
// CASE_logb: expect "function_named<'l', 'o', 'g', 'b'>"
// CASE_ilogb: expect "function_named<'i', 'l', 'o', 'g', 'b'>"
// CASE_nextafter: expect "function_named<'n', 'e', 'x', 't', 'a', 'f', 't', 'e', 'r'>"
// CASE_nextafter: expect "add an operation of your own"
// CASE_remainder: expect "ctgrad: this function has no rule"
// CASE_beta: expect "ctgrad: special functions have a header of their own"
// CASE_expint: expect "ctgrad: this function has no rule"
// CASE_expint: expect "function_named<'e', 'x', 'p', 'i', 'n', 't'>"
// CASE_used_later: expect "ctgrad: this function has no rule"

using namespace ctgrad::literals;
inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;

#if defined(CASE_lgamma)
constexpr auto f = lgamma(x);
#elif defined(CASE_tgamma)
constexpr auto f = tgamma(x + y);
#elif defined(CASE_rint)
constexpr auto f = rint(x);
#elif defined(CASE_nearbyint)
constexpr auto f = nearbyint(x);
#elif defined(CASE_logb)
constexpr auto f = logb(x);
#elif defined(CASE_ilogb)
constexpr auto f = ilogb(x);
#elif defined(CASE_nextafter)
constexpr auto f = nextafter(x, 2.0);
#elif defined(CASE_remainder)
constexpr auto f = remainder(x, y);
#elif defined(CASE_beta)
constexpr auto f = ctgrad::beta(x, y);
#elif defined(CASE_expint)
constexpr auto f = expint(x);
#elif defined(CASE_used_later)
constexpr auto f = 2_c * expint(x) + y;
constexpr double g = ctgrad::gradient(f, x)(x = 1.0, y = 2.0)[x] + f(x = 1.0, y = 2.0);
#else
constexpr auto f = log(x) + ctgrad::sin(y);
double v = f(x = 1.0, y = 2.0);
#endif
