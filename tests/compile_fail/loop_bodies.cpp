#include <array>
#include <cmath>
#include <vector>

#include <ctgrad/loops.hpp>

// The bodies of loops and the steps of recurrences.
// CASE_sum_of_array: expect "ctgrad: a loop with a body is over a list of rows, rows_of<Row> in the signature"
// CASE_list_as_number: expect "ctgrad: a list of rows is not a number: reduce it to one"
// CASE_lists_multiplied: expect "ctgrad: a list of rows is not a number: reduce it to one"
// CASE_for_loop: expect "ctgrad: a list of rows has no rows to visit while the function is traced"
// CASE_index: expect "ctgrad: a list of rows has no rows to visit while the function is traced"
// CASE_size: expect "ctgrad: a list of rows has no rows to visit while the function is traced"
// CASE_list_inside_itself: expect "ctgrad: a loop over a list inside a loop over the same list: take the list as two arguments"
// CASE_recurrence_inside_itself: expect "ctgrad: a loop over a list inside a loop over the same list: take the list as two arguments"
// CASE_body_takes_double: expect "ctgrad: the body of a loop is called with one row of symbols: let it take auto const&"
// CASE_body_returns_nothing: expect "ctgrad: the body of a loop returns nothing"
// CASE_body_returns_condition: expect "ctgrad: the body of a loop returns a condition"
// CASE_body_returns_text: expect "ctgrad: the body of a loop returns a number, or for sum and mean a std::array of numbers"
// CASE_largest_array: expect "ctgrad: max, min and log_sum_exp take a body that returns one number"
// CASE_captured_number: expect "ctgrad: a function cannot capture"
// (The compiler names what called the body: the loop, the check, the function.)
// CASE_std_in_body_of_zip: lines 13
// CASE_branch_in_body_of_zip: lines 14
// CASE_std_in_step: lines 13
// CASE_branch_in_step: lines 14
// CASE_branch_in_body: lines 13
// CASE_std_in_body: lines 13
// CASE_sum_in_body: lines 13
// CASE_array_in_body: lines 13
// CASE_array_in_body: expect "ctgrad: a std::array has no arithmetic"
// CASE_std_in_body_of_zip: expect "write exp(x), not std::exp(x)"
// CASE_branch_in_body_of_zip: expect "ctgrad: a symbol has no value to branch on"
// CASE_std_in_step: expect "write exp(x), not std::exp(x)"
// CASE_branch_in_step: expect "ctgrad: a symbol has no value to branch on"
// CASE_branch_in_body: expect "ctgrad: a symbol has no value to branch on"
// CASE_std_in_body: expect "write exp(x), not std::exp(x)"
// CASE_sum_in_body: expect "ctgrad: a variable of type double cannot hold symbols"
// CASE_row_outside_of_its_loop: expect "ctgrad: a row is used outside of its loop"
// CASE_body_of_zip: expect "ctgrad: the body of a loop over zip(a, b) is called with a row of each list"
// CASE_loop_over_array: expect "ctgrad: a loop with a body is over a list of rows, rows_of<Row> in the signature"
// CASE_no_body: expect "ctgrad: a loop over rows has a body that says what of each row is summed or compared"
// CASE_matrix_in_body: expect "ctgrad: a formula and the symbol of a traced function do not mix"
// CASE_matrix_in_body: lines 15
// CASE_loop_over_matrix: expect "ctgrad: a loop with a body is over a list of rows"

using ctgrad::rows_of, ctgrad::sum;
using pair = std::array<double, 2>;
constexpr auto scaled = [](auto k, auto const& list) { return sum(list, [&](auto x) { return k * x; }); };
constexpr auto f = ctgrad::function<double(double, rows_of<double>)>(scaled);
using matrix = ctgrad::matrix_of<double>;
std::vector<double> const numbers(2);
std::vector<pair> const pairs(2);

#if defined(CASE_list_as_number)
auto r = ctgrad::gradient(
    ctgrad::function<double(double, rows_of<double>)>([](auto k, auto list) { return k * list; }))(1.0, numbers);
#elif defined(CASE_lists_multiplied)
auto r =
    ctgrad::function<double(double, rows_of<double>)>([](auto k, auto list) { return k + list * list; })(1.0, numbers);
#elif defined(CASE_for_loop)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>([](auto k, auto list) {
    auto total = k;
    for (auto const& x : list) total = total + x;
    return total;
}))(1.0, numbers);
#elif defined(CASE_index)
auto r = ctgrad::gradient(
    ctgrad::function<double(double, rows_of<double>)>([](auto k, auto list) { return k * list[0]; }))(1.0, numbers);
#elif defined(CASE_size)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>(
    [](auto k, auto list) { return k * static_cast<double>(list.size()); }))(1.0, numbers);
#elif defined(CASE_list_inside_itself)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>([](auto k, auto list) {
    return sum(list, [&](auto x) { return sum(list, [&](auto y) { return exp(-k * (x - y) * (x - y)); }); });
}))(1.0, numbers);
#elif defined(CASE_recurrence_inside_itself)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>([](auto k, auto list) {
    return sum(list, [&](auto x) { return x * fold(list, 0.0, [&](auto s, auto y) { return k * s + y; }); });
}))(1.0, numbers);
#elif defined(CASE_body_takes_double)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<pair>)>(
    [](auto k, auto list) { return k * sum(list, [](pair const& p) { return p[0]; }); }))(1.0, pairs);
#elif defined(CASE_body_returns_nothing)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>(
    [](auto k, auto list) { return k * sum(list, [](auto x) { x* x; }); }))(1.0, numbers);
#elif defined(CASE_body_returns_condition)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>(
    [](auto k, auto list) { return k * sum(list, [](auto x) { return x > 0; }); }))(1.0, numbers);
#elif defined(CASE_body_returns_text)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>(
    [](auto k, auto list) { return k * sum(list, [](auto) { return "text"; }); }))(1.0, numbers);
#elif defined(CASE_largest_array)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<pair>)>(
    [](auto k, auto list) { return k * max(list, [](auto const& p) { return p; }); }))(1.0, pairs);
#elif defined(CASE_captured_number)
double offset = 1;
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>(
    [o = offset](auto k, auto list) { return sum(list, [&](auto x) { return k * x + o; }); }))(1.0, numbers);
#elif defined(CASE_branch_in_body)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>(
    [](auto k, auto list) { return k * sum(list, [](auto x) { return x > 0 ? x : -x; }); }))(1.0, numbers);
#elif defined(CASE_std_in_body)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>(
    [](auto k, auto list) { return k * sum(list, [](auto x) { return std::exp(x); }); }))(1.0, numbers);
#elif defined(CASE_array_in_body)
constexpr auto g = ctgrad::function<double(double, rows_of<pair>)>(
    [](auto k, auto const& list) { return sum(list, [&](auto const& x) { return k * x; }); });
#elif defined(CASE_sum_in_body)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>([](auto k, auto list) {
    double total = 0;
    sum(list, [&](auto x) { total += x; });
    return k * total;
}))(1.0, numbers);
#elif defined(CASE_row_outside_of_its_loop)
auto r = ctgrad::function<double(double, rows_of<double>)>([](auto k, auto list) {
    auto last = k;
    auto const total = sum(list, [&](auto x) { return last = x; });
    return total * last;
})(1.0, numbers);
#elif defined(CASE_no_body)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>(
    [](auto k, auto const& list) { return k * sum(list); }))(1.0, numbers);
#elif defined(CASE_matrix_in_body)
#include <ctgrad/matrix.hpp>
constexpr auto W = ctgrad::matrix<"W", 2, 2>;
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>(
    [](auto k, auto const& list) { return k * sum(list, [](auto x) { return sum(W * x); }); }))(1.0, numbers);
#elif defined(CASE_loop_over_matrix)
#include <ctgrad/matrix.hpp>
constexpr auto W = ctgrad::matrix<"W", 2, 2>;
auto r = ctgrad::gradient(sum(W, [](auto const& row) { return row * row; }), W);
#elif defined(CASE_body_of_zip)
auto r =
    ctgrad::gradient(ctgrad::function<double(double, rows_of<double>, rows_of<double>)>([](auto k, auto a, auto b) {
        return k * sum(zip(a, b), [](auto const& x) { return x[0]; });
    }))(1.0, numbers, numbers);
#elif defined(CASE_loop_over_array)
auto r = ctgrad::gradient(ctgrad::function<double(pair)>([](auto p) { return sum(p, [](auto x) { return x * x; }); }))(
    pair{});
#elif defined(CASE_std_in_body_of_zip)
auto r = ctgrad::function<double(double, rows_of<double>)>([](auto k, auto list) {
    return sum(zip(list, list), [&](auto x, auto y) { return k * std::exp(x) * y; });
})(1.0, numbers);
#elif defined(CASE_branch_in_body_of_zip)
auto r = ctgrad::function<double(double, rows_of<double>)>([](auto k, auto list) {
    return sum(zip(list, list), [&](auto x, auto y) { return x < y ? k : y; });
})(1.0, numbers);
#elif defined(CASE_std_in_step)
auto r = ctgrad::function<double(double, rows_of<double>)>([](auto k, auto list) {
    return fold(list, k, [](auto state, auto x) { return state * std::exp(x); });
})(1.0, numbers);
#elif defined(CASE_branch_in_step)
auto r = ctgrad::function<double(double, rows_of<double>)>([](auto k, auto list) {
    return fold(list, k, [](auto state, auto x) { return x < 1 ? state : x; });
})(1.0, numbers);
#elif defined(CASE_sum_of_array)
auto r = ctgrad::function<double(pair)>([](auto const& p) { return sum(p); })(pair{});
#else
auto r = ctgrad::gradient(f)(1.0, numbers);
auto s = ctgrad::gradient(ctgrad::function<double(double, rows_of<pair>, rows_of<pair>)>([](auto k, auto points,
                                                                                            auto others) {
    return sum(points, [&](auto const& p) { return max(others, [&](auto const& q) { return k * (p[0] - q[1]); }); });
}))(1.0, pairs, pairs);
#endif
