#include <ctgrad/hints.hpp>

// CASE_hints_of_number: expect "ctgrad: hints() takes a formula of numbers, a traced function, or a quantity of one"
// CASE_too_few_names: expect "ctgrad: names<...> gives one name for each argument of the function; formulas have their own"

using namespace ctgrad::literals;
inline constexpr auto x = ctgrad::variable<"x">;
constexpr auto f = ctgrad::function<double(double, double)>([](auto a, auto b) { return exp(a) - 1.0 + b; });

#if defined(CASE_hints_of_number)
static_assert(ctgrad::hints(2.0).empty());
#elif defined(CASE_too_few_names)
static_assert(ctgrad::hints(f, ctgrad::names<"a">).empty());
#else
static_assert(ctgrad::hints(2_c * x).empty());
static_assert(ctgrad::hints(f, ctgrad::names<"a", "b">)[0].advised == "expm1(a)");
#endif
