#include <array>
#include <vector>

#include <ctgrad/loops.hpp>

// Recurrences, views of lists, and products of matrices and lists.
// CASE_windows_of_states: expect "ctgrad: windows, front, back, across and rows chosen by index are of arguments, not of the states of a scan"
// CASE_across_states: expect "ctgrad: windows, front, back, across and rows chosen by index are of arguments"
// CASE_across_numbers: expect "ctgrad: across(rows, other) takes a list of arrays"
// CASE_product_by_operator: expect "ctgrad: the product of a matrix and a list of numbers is written product(W, x)"
// CASE_product_of_rows: expect "ctgrad: product(W, x) takes a matrix, with matrix_of<double> in the signature"
// CASE_diagonal: expect "ctgrad: zip() of lists of lists"
// CASE_state_along_other_rows: expect "ctgrad: a step of scan or fold whose state is a list returns a list along the same rows"
// CASE_number_for_list_of_states: expect "ctgrad: the step of a recurrence returns the next state, of the type of the first one"
// CASE_step_of_list: expect "ctgrad: the step of scan and fold is called with a state and a row"
// CASE_many_views: expect "ctgrad: a function has at most 8 lists of rows, windows and zips"
// CASE_number_in_repeat: expect "ctgrad: the number of steps of repeat(n, initial, step) is an argument of the function"
// CASE_initial_last: expect "ctgrad: a recurrence begins with a state, a number or an array or struct of numbers"
// CASE_no_initial: expect "ctgrad: a recurrence begins with a state, a number or an array or struct of numbers"
// CASE_step_of_state: expect "ctgrad: the step of scan and fold is called with a state and a row"
// CASE_other_state: expect "ctgrad: the step of a recurrence returns the next state, of the type of the first one"

using ctgrad::rows_of, ctgrad::sum;
using pair = std::array<double, 2>;
constexpr auto pair_of = [](ctgrad::symbol x) { return std::array<ctgrad::symbol, 2>{x, x}; };
using matrix = ctgrad::matrix_of<double>;
std::vector<double> const numbers(2);
std::vector<pair> const pairs(2);

#if defined(CASE_windows_of_states)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>([](auto k, auto list) {
    auto const states = scan(list, k, [](auto s, auto x) { return s * x; });
    return sum(ctgrad::windows<2>(states), [](auto const& w) { return w[0] * w[1]; });
}))(1.0, numbers);
#elif defined(CASE_many_views)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>([](auto k, auto list) {
    return k * sum(ctgrad::windows<300>(list), [](auto const& w) { return w[0] * w[299]; });
}))(1.0, numbers);
#elif defined(CASE_number_in_repeat)
auto r = ctgrad::gradient(
    ctgrad::function<double(double)>([](auto k) { return ctgrad::repeat(3, k, [](auto s) { return s * s; }); }))(1.0);
#elif defined(CASE_initial_last)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>([](auto k, auto list) {
    return fold(
        list, [](auto s, auto x) { return s * x; }, k);
}))(1.0, numbers);
#elif defined(CASE_no_initial)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>(
    [](auto k, auto list) { return k * fold(list, [](auto s, auto x) { return s * x; }); }))(1.0, numbers);
#elif defined(CASE_step_of_state)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>(
    [](auto k, auto list) { return fold(list, k, [](auto s) { return s * s; }); }))(1.0, numbers);
#elif defined(CASE_other_state)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>([](auto k, auto list) {
    return sum(scan(list, k, [](auto s, auto x) { return std::array{s, x}; }), [](auto s) { return s; });
}))(1.0, numbers);
#elif defined(CASE_across_states)
auto r = ctgrad::function<double(rows_of<double>, rows_of<pair>)>([](auto w, auto list) {
    auto const states = scan(list, pair_of(1.0), [](auto s, auto x) { return std::array{s[0] * x[1], s[1]}; });
    return sum(across(states, w), [](auto const& row) { return sum(row, [](auto x) { return x; }); });
})(numbers, pairs);
#elif defined(CASE_product_by_operator)
auto r = ctgrad::gradient(ctgrad::function<double(matrix, rows_of<double>)>(
    [](auto w, auto x) { return sum(w * x, [](auto y) { return y; }); }))(ctgrad::rows(numbers, 2), numbers);
#elif defined(CASE_product_of_rows)
auto r = ctgrad::gradient(ctgrad::function<double(rows_of<double>, rows_of<double>)>(
    [](auto w, auto x) { return sum(ctgrad::product(w, x), [](auto y) { return y; }); }))(numbers, numbers);
#elif defined(CASE_diagonal)
auto r = ctgrad::function<double(matrix, rows_of<double>)>([](auto const& w, auto const& x) {
    auto const states = scan(x, map(w, [](auto const&) { return 1.0; }), [](auto const& h, auto const& s) {
        return map(h, [&](auto const& each) { return each * s; });
    });
    return sum(zip(w, states), [](auto const& row, auto const& h) {
        return sum(zip(row, h), [](auto e, auto each) { return e * each; });
    });
})(ctgrad::rows(numbers, 2), numbers);
#elif defined(CASE_across_numbers)
auto r = ctgrad::function<double(rows_of<double>, rows_of<double>)>([](auto w, auto list) {
    return sum(ctgrad::across(list, w), [](auto const& row) { return sum(row, [](auto x) { return x; }); });
})(numbers, numbers);
#elif defined(CASE_state_along_other_rows)
auto r = ctgrad::function<double(rows_of<double>, rows_of<double>, rows_of<double>)>([](auto a, auto b, auto list) {
    auto const last = fold(list, a, [&](auto const&, auto) { return b; });
    return sum(last, [](auto x) { return x; });
})(numbers, numbers, numbers);
#elif defined(CASE_number_for_list_of_states)
auto r = ctgrad::function<double(rows_of<double>, rows_of<double>)>([](auto a, auto list) {
    auto const last = fold(list, a, [&](auto const&, auto x) { return x; });
    return sum(last, [](auto x) { return x; });
})(numbers, numbers);
#elif defined(CASE_step_of_list)
auto r = ctgrad::function<double(rows_of<double>, rows_of<double>)>([](auto a, auto list) {
    auto const last = fold(list, a, [&](auto const& state) { return state; });
    return sum(last, [](auto x) { return x; });
})(numbers, numbers);
#else
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>(
    [](auto k, auto list) { return fold(list, k, [](auto s, auto x) { return s * x; }); }))(1.0, numbers);
#endif
