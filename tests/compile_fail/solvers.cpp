// Functions that are given to a solver.

#include <array>

#include <ctgrad/nlopt.hpp>

using pair = std::array<double, 2>;
constexpr auto f = ctgrad::function<double(pair)>([](auto const& x) { return x[0] * x[1]; });

#if defined(CASE_not_a_function)
// CASE_not_a_function: expect "ctgrad: a solver takes what ctgrad::function<...> returns"
auto* const g = ctgrad::nlopt_function([](auto x) { return x; });
#elif defined(CASE_several_results)
// CASE_several_results: expect "ctgrad: nlopt_function takes a function with one result"
constexpr auto two = ctgrad::function<pair(pair)>([](auto const& x) { return x; });
auto* const g = ctgrad::nlopt_function(two);
#elif defined(CASE_two_data)
// CASE_two_data: expect "ctgrad: a solver passes one pointer on, so the function has one argument of data"
constexpr auto two = ctgrad::function<double(double, ctgrad::data<double>, ctgrad::data<double>)>(
    [](auto x, auto a, auto b) { return a * x + b; });
auto* const g = ctgrad::nlopt_function(two);
#elif defined(CASE_bound_data)
// CASE_bound_data: expect "ctgrad: this solver passes a pointer to the data on"
constexpr auto line = ctgrad::function<double(double, ctgrad::data<double>)>([](auto x, auto a) { return a * x; });
auto* const g = ctgrad::nlopt_function(line.with(2.0));
#else
auto* const g = ctgrad::nlopt_function(f);
#endif
