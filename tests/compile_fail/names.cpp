#include <ctgrad/matrix.hpp>

// Names without characters. The compiler does not say where the variable is used, so that each case is compiled alone.
// CASE_variable: expect "ctgrad: a name has at least one character"
// CASE_dimension: expect "ctgrad: a name has at least one character"
// CASE_symbol: expect "ctgrad: a name has at least one character"

#if defined(CASE_variable)
constexpr auto f = exp(ctgrad::variable<"">);
#elif defined(CASE_dimension)
constexpr ctgrad::dimension<""> m;
#elif defined(CASE_symbol)
constexpr auto f = ctgrad::function<double(double)>([](auto u) { return ctgrad::named<"">(u); });
#else
constexpr ctgrad::dimension<"m"> m;
constexpr auto x = ctgrad::variable<"x">;
constexpr auto f = ctgrad::function<double(double)>([](auto u) { return ctgrad::named<"q">(u); });
#endif
