// Functions that are given to a solver: mistakes, as in tests/compile_fail.

#include <array>
#include <vector>

#include <ctgrad/ceres.hpp>
#include <ctgrad/cvode.hpp>
#include <ctgrad/gsl.hpp>
#include <ctgrad/ipopt.hpp>
#include <ctgrad/odeint.hpp>

using pair = std::array<double, 2>;
using triple = std::array<double, 3>;
constexpr auto f = ctgrad::function<double(pair)>([](auto const& x) { return x[0] * x[1]; });
constexpr auto line =
    ctgrad::function<double(double, double, ctgrad::data<double>)>([](auto a, auto b, auto t) { return a * t + b; });

#if defined(CASE_not_square)
// CASE_not_square: expect "ctgrad: a solver for roots takes a function with as many results as variables"
auto const g = ctgrad::gsl_multiroot(f);
#elif defined(CASE_rows)
// CASE_rows: expect "a function of rows is called in a callback of your own"
constexpr auto sum = ctgrad::function<double(double, ctgrad::rows_of<double>)>(
    [](auto p, auto const& rows) { return ctgrad::sum(rows, [&](auto x) { return p * x; }); });
auto const g = ctgrad::gsl_multiroot(sum);
#elif defined(CASE_no_row)
// CASE_no_row: expect "ctgrad: a fit takes a function of parameters and one row, the last argument"
std::vector<double> const rows;
auto const g = ctgrad::gsl_multifit(f, rows);
#elif defined(CASE_other_variables)
// CASE_other_variables: expect "of the same variables"
constexpr auto of_three = ctgrad::function<pair(triple)>([](auto const& x) { return std::array{x[0], x[1] * x[2]}; });
ctgrad::ipopt_problem g(f, of_three);
#elif defined(CASE_not_a_right_hand_side)
// CASE_not_a_right_hand_side: expect "ctgrad: the right-hand side of y' = f(t, y) takes the time, a double, and then the state"
auto const g = ctgrad::cvode_right_hand_side(f);
#elif defined(CASE_not_a_system)
// CASE_not_a_system: expect "ctgrad: a system of odeint is a function<state(state, double)> of the state and the time"
auto const g = ctgrad::odeint_system(f);
#elif defined(CASE_no_data)
// CASE_no_data: expect "ctgrad: the data of the function follow it"
ctgrad::ceres_cost_function const g(line);
#elif defined(CASE_wrong_data)
// CASE_wrong_data: expect "ctgrad: an argument does not fit the function's signature"
ctgrad::ceres_cost_function const g(line, pair{});
#else
ctgrad::ceres_cost_function const g(line, 1.5);
#endif
