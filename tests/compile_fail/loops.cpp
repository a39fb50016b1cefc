#include <array>
#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include <boost/hana/adapt_struct.hpp>

#include <ctgrad/loops.hpp>

// Functions of rows, their bodies, and their arguments.
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
// CASE_rows_as_result: expect "ctgrad: a function whose result is rows_of<Row> returns a list of such rows: map(rows, body)"
// CASE_list_returned: expect "ctgrad: the callable returns another type than its signature says"
// CASE_float_rows: expect "ctgrad: a signature says double for every number"
// CASE_unadapted_row: expect "ctgrad: a struct in a signature must be adapted"
// CASE_nine_lists: expect "ctgrad: a function takes at most 8 lists of rows"
// CASE_integer_in_row: expect "ctgrad: rows hold numbers of one type: write double for an integer"
// CASE_data_chosen: expect "ctgrad: a function is not differentiated by its data"
// CASE_empty_row: expect "ctgrad: a row consists of one number at least"
// CASE_parameter_count: expect "ctgrad: the callable cannot be called with symbols in place of double: let it take one auto for each"
// CASE_argument_count: expect "ctgrad: the function takes as many arguments as its signature says"
// CASE_number_for_list: expect "ctgrad: an argument is not a list of rows"
// CASE_other_rows: expect "ctgrad: an argument is not a list of rows"
// CASE_integers: expect "ctgrad: an argument is not a list of rows"
// CASE_arguments_swapped: expect "ctgrad: an argument does not fit the function's signature"
// CASE_list_for_number: expect "ctgrad: an argument does not fit the function's signature"
// CASE_too_few_columns: expect "ctgrad: a list of rows has as many columns as a row has numbers"
// CASE_mixed_rows: expect "ctgrad: all lists of rows hold numbers of one type"
// CASE_hessian_by_rows_and_number: expect "ctgrad: with respect to lists of rows there are gradient, value_and_gradient, vjp, jvp and hvp"
// CASE_jacobian_by_rows: expect "ctgrad: with respect to lists of rows there are gradient, value_and_gradient, vjp, jvp and hvp"
// CASE_hessian_by_coupled_rows: expect "ctgrad: a Hessian by rows is a block for each row, but here the derivative with respect to a row depends on other rows"
// CASE_hessian_by_rows_of_windows: expect "ctgrad: a Hessian by rows is a block for each row"
// CASE_hessian_by_rows_of_recurrence: expect "ctgrad: a Hessian by rows is a block for each row"
// CASE_tangent_of_other_type: expect "ctgrad: all lists of rows hold numbers of one type"
// CASE_tangent_no_list: expect "ctgrad: an argument is not a list of rows"
// CASE_position: expect "ctgrad: arguments<...> chooses positions"
// CASE_tangent_missing: expect "ctgrad: the tangent of a function's jvp or hvp comes first"
// CASE_cotangent_missing: expect "ctgrad: the cotangent of a function's vjp comes first"
// CASE_gradient_of_two: expect "ctgrad: a gradient or Hessian needs a function with one scalar result"
// CASE_row_outside_of_its_loop: expect "ctgrad: a row is used outside of its loop"
// CASE_destination_count: expect "ctgrad: into_rows() takes a destination for each argument"
// CASE_destinations_of_hessian: expect "ctgrad: the Hessian with respect to a list is written to two destinations"
// CASE_blocks_of_another_width: expect "ctgrad: into_rows() takes, for a list of rows, a range of rows"
// CASE_destination_of_vjp: expect "ctgrad: into_rows() takes a destination for each argument"
// CASE_destination_const: expect "ctgrad: into_rows() takes, for a list of rows, a range of rows, columns or a matrix that is not const"
// CASE_destination_temporary: expect "ctgrad: into_rows() takes, for a list of rows, a range of rows"
// CASE_destination_type: expect "ctgrad: into_rows() takes, for a list of rows, a range of rows"
// CASE_batch: expect "ctgrad: batch() takes no function of rows, which has its own loop in SIMD lanes: call it"
// CASE_batch_of_gradient: expect "ctgrad: batch() takes no function of rows, which has its own loop in SIMD lanes: call it"
// CASE_free_rounding: expect "ctgrad: free_rounding() takes no function of rows"
// CASE_sparse: expect "ctgrad: sparse matrices of functions of rows are by lists of rows, and need #include <ctgrad/sparse_loops.hpp>"
// CASE_sparse_by_numbers: expect "ctgrad: a sparse Jacobian or Hessian of a function of rows is with respect to lists of rows"
// CASE_sparse_mixed: expect "ctgrad: this matrix is not sparse: a derivative depends on other rows"
// CASE_sparse_whole: expect "ctgrad: after the Jacobian or Hessian come csr or csc"
// CASE_cost: expect "ctgrad: per_row(arguments<...>) takes the positions of arguments that are lists of rows"
// CASE_cpp_by_rows: expect "ctgrad: there is no C++ text of derivatives with respect to a list of rows"
// CASE_answer_sheet: expect "ctgrad: a function of rows has no answer sheet"
// CASE_drawing_with_values: expect "ctgrad: a drawing of a function of rows shows operations, not values"
// CASE_number_of_names: expect "ctgrad: names<...> gives one name for each argument of the function"
// CASE_residual_of_list: expect "ctgrad: the last argument of a residual function is one row, not a list"
// CASE_residual_without_parameters: expect "ctgrad: a residual function has parameters, and a row as its last argument"
// CASE_residual_by_row: expect "ctgrad: residuals have derivatives with respect to parameters"
// CASE_residual_destinations: expect "ctgrad: a residual_jacobian is written to two destinations"
// CASE_residual_text: expect "ctgrad: infix, latex and cpp take a formula, a traced function, or a result of gradient"
// CASE_residual_number_for_list: expect "ctgrad: an argument is not a list of rows"
// CASE_body_of_zip: expect "ctgrad: the body of a loop over zip(a, b) is called with a row of each list"
// CASE_windows_of_states: expect "ctgrad: windows, front, back, across and rows chosen by index are of arguments, not of the states of a scan"
// CASE_across_states: expect "ctgrad: windows, front, back, across and rows chosen by index are of arguments"
// CASE_across_numbers: expect "ctgrad: across(rows, other) takes a list of arrays"
// CASE_product_by_operator: expect "ctgrad: the product of a matrix and a list of numbers is written product(W, x)"
// CASE_product_of_rows: expect "ctgrad: product(W, x) takes a matrix, with matrix_of<double> in the signature"
// CASE_matrix_of_floats: expect "ctgrad: a matrix in the signature of a function of rows is matrix_of<double>"
// CASE_numbers_as_matrix: expect "ctgrad: an argument is not a matrix: pass rows(numbers, n)"
// CASE_hessian_by_matrix: expect "ctgrad: with respect to lists of rows there are gradient, value_and_gradient, vjp"
// CASE_total_of_matrix: expect "ctgrad: total() is for functions of lists of rows, not of matrices"
// CASE_diagonal: expect "ctgrad: zip() of lists of lists"
// CASE_matrix_destination: expect "ctgrad: into_rows() takes, for a list of rows, a range of rows, columns or a matrix"
// CASE_by_rows_across: expect "ctgrad: there are no derivatives with respect to a list that across() reads"
// CASE_state_along_other_rows: expect "ctgrad: a step of scan or fold whose state is a list returns a list along the same rows"
// CASE_number_for_list_of_states: expect "ctgrad: the step of a recurrence returns the next state, of the type of the first one"
// CASE_step_of_list: expect "ctgrad: the step of scan and fold is called with a state and a row"
// CASE_many_views: expect "ctgrad: a function has at most 8 lists of rows, windows and zips"
// CASE_indices_by_double: expect "ctgrad: an index list is a vector, array or span of integers"
// CASE_number_for_steps: expect "ctgrad: a number of steps is an integer"
// CASE_number_in_repeat: expect "ctgrad: the number of steps of repeat(n, initial, step) is an argument of the function"
// CASE_initial_last: expect "ctgrad: a recurrence begins with a state, a number or an array or struct of numbers"
// CASE_no_initial: expect "ctgrad: a recurrence begins with a state, a number or an array or struct of numbers"
// CASE_step_of_state: expect "ctgrad: the step of scan and fold is called with a state and a row"
// CASE_other_state: expect "ctgrad: the step of a recurrence returns the next state, of the type of the first one"
// CASE_loop_over_array: expect "ctgrad: a loop with a body is over a list of rows, rows_of<Row> in the signature"
// CASE_gradient_by_indices: expect "ctgrad: there are no derivatives with respect to indices or steps"
// CASE_no_body: expect "ctgrad: a loop over rows has a body that says what of each row is summed or compared"
// CASE_matrix_in_body: expect "ctgrad: a formula and the symbol of a traced function do not mix"
// CASE_matrix_in_body: lines 15
// CASE_loop_over_matrix: expect "ctgrad: a loop with a body is over a list of rows"
// CASE_matrix_as_argument: expect "ctgrad: a function is called with numbers"

using ctgrad::rows_of, ctgrad::sum;
using pair = std::array<double, 2>;

struct point {
    double x, y;
};

constexpr auto scaled = [](auto k, auto const& list) { return sum(list, [&](auto x) { return k * x; }); };
constexpr auto f = ctgrad::function<double(double, rows_of<double>)>(scaled);
constexpr auto chosen = ctgrad::function<double(double, rows_of<double>, ctgrad::indices<1>)>(
    [](auto k, auto list, auto which) { return sum(which, [&](auto i) { return k * list[i]; }); });
constexpr auto powers = ctgrad::function<double(double, ctgrad::step_count)>(
    [](auto k, auto n) { return repeat(n, k, [&](auto const& state) { return state * k; }); });
constexpr auto pair_of = [](ctgrad::symbol x) { return std::array<ctgrad::symbol, 2>{x, x}; };
using matrix = ctgrad::matrix_of<double>;
constexpr auto layer = [](auto const& w, auto const& x) {
    return ctgrad::sum(ctgrad::product(w, x), [](auto y) { return tanh(y); });
};
constexpr auto of_layer = ctgrad::function<double(matrix, rows_of<double>)>(layer);
constexpr auto sum_across = ctgrad::function<double(rows_of<double>, rows_of<pair>)>([](auto w, auto list) {
    return sum(across(list, w),
               [&](auto const& row) { return sum(zip(w, row), [](auto a, auto x) { return a * x; }); });
});
std::vector<double> const numbers(2);
std::vector<pair> const pairs(2);
constexpr auto residual = ctgrad::function<double(double, pair)>([](auto k, auto const& p) { return k * p[0] - p[1]; });

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
#elif defined(CASE_rows_as_result)
auto r = ctgrad::function<rows_of<double>(double, rows_of<double>)>([](auto k, auto) { return k; })(1.0, numbers);
#elif defined(CASE_list_returned)
auto r = ctgrad::function<double(double, rows_of<double>)>([](auto, auto list) { return list; })(1.0, numbers);
#elif defined(CASE_float_rows)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<float>)>(scaled))(1.0, std::vector<float>(2));
#elif defined(CASE_unadapted_row)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<point>)>(
    [](auto k, auto list) { return k * sum(list, [](auto const& p) { return p.x; }); }))(1.0, std::vector<point>(2));
#elif defined(CASE_nine_lists)
using list = rows_of<double>;
auto r = ctgrad::function<double(list, list, list, list, list, list, list, list, list)>(
    [](auto a, auto, auto, auto, auto, auto, auto, auto, auto) { return sum(a, [](auto x) { return x; }); })(
    numbers, numbers, numbers, numbers, numbers, numbers, numbers, numbers, numbers);
#elif defined(CASE_integer_in_row)
struct labelled {
    double value;
    int label;
};
BOOST_HANA_ADAPT_STRUCT(labelled, value, label);
constexpr auto of_labels =
    ctgrad::function<double(double, ctgrad::rows_of<labelled>)>([](auto scale, auto const& rows) {
        return ctgrad::sum(rows, [&](auto const& row) { return scale * ctgrad::get<"value">(row); });
    });
auto r = ctgrad::gradient(of_labels)(2.0, std::vector<labelled>(2));
#elif defined(CASE_data_chosen)
constexpr auto with_data = ctgrad::function<double(double, ctgrad::data<double>, ctgrad::rows_of<double>)>(
    [](auto scale, auto shift, auto const& rows) {
        return ctgrad::sum(rows, [&](auto row) { return scale * row + shift; });
    });
auto r = ctgrad::gradient(with_data, ctgrad::arguments<1>)(2.0, 3.0, std::vector<double>(2));
#elif defined(CASE_empty_row)
auto r = ctgrad::function<double(double, rows_of<std::array<double, 0>>)>(
    [](auto k, auto list) { return k * length(list); })(1.0, std::vector<std::array<double, 0>>(2));
#elif defined(CASE_parameter_count)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>([](auto k) { return k; }))(1.0, numbers);
#elif defined(CASE_argument_count)
auto r = ctgrad::gradient(f)(numbers);
#elif defined(CASE_number_for_list)
auto r = ctgrad::gradient(f)(1.0, 2.0);
#elif defined(CASE_other_rows)
auto r = ctgrad::value_and_gradient(f)(1.0, pairs).gradient;
#elif defined(CASE_integers)
auto r = ctgrad::value_and_gradient(f)(1.0, std::vector<int>(2)).gradient;
#elif defined(CASE_list_for_number)
auto r = ctgrad::gradient(f)(numbers, numbers);
#elif defined(CASE_arguments_swapped)
auto r = ctgrad::gradient(f)(numbers, 2.0);
#elif defined(CASE_too_few_columns)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<pair>)>(
    [](auto k, auto list) { return k * sum(list, [](auto const& p) { return p[0]; }); }))(1.0, ctgrad::column(numbers));
#elif defined(CASE_mixed_rows)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>, rows_of<double>)>(
    [](auto k, auto a, auto) { return scaled(k, a); }))(1.0, numbers, std::vector<float>(2));
#elif defined(CASE_hessian_by_rows_and_number)
auto r = ctgrad::hessian(f, ctgrad::arguments<0, 1>)(1.0, numbers).hessian[0][0];
#elif defined(CASE_hessian_by_coupled_rows)
auto r = ctgrad::hessian(ctgrad::function<double(double, rows_of<double>)>(
                             [](auto k, auto list) { return k * exp(sum(list, [&](auto x) { return x; })); }),
                         ctgrad::arguments<1>)(1.0, numbers)
             .value;
#elif defined(CASE_hessian_by_rows_of_windows)
auto r = ctgrad::hessian(ctgrad::function<double(rows_of<double>)>([](auto list) {
                             return sum(ctgrad::windows<2>(list), [&](auto const& w) { return w[0] * w[1]; });
                         }),
                         ctgrad::arguments<0>)(numbers)
             .value;
#elif defined(CASE_hessian_by_rows_of_recurrence)
auto r = ctgrad::hessian(ctgrad::function<double(double, rows_of<double>)>(
                             [](auto k, auto list) { return fold(list, k, [](auto s, auto x) { return s * x; }); }),
                         ctgrad::arguments<1>)(1.0, numbers)
             .value;
#elif defined(CASE_tangent_of_other_type)
auto r = ctgrad::jvp(f, ctgrad::arguments<1>)(ctgrad::tangent(std::vector<float>(2)), 1.0, numbers).value;
#elif defined(CASE_tangent_no_list)
auto r = ctgrad::hvp(f, ctgrad::arguments<1>)(ctgrad::tangent(1.0), 1.0, numbers).value;
#elif defined(CASE_jacobian_by_rows)
auto r = ctgrad::jacobian(f, ctgrad::arguments<1>)(1.0, numbers).jacobian[0][0];
#elif defined(CASE_position)
auto r = ctgrad::gradient(f, ctgrad::arguments<2>)(1.0, numbers);
#elif defined(CASE_tangent_missing)
auto r = ctgrad::jvp(f)(1.0, numbers).tangent;
#elif defined(CASE_cotangent_missing)
auto r = ctgrad::vjp(f)(1.0, numbers).gradient;
#elif defined(CASE_gradient_of_two)
auto r = ctgrad::gradient(ctgrad::function<pair(double, rows_of<pair>)>([](auto k, auto list) {
    return sum(list, [&](auto const& p) { return std::array{k * p[0], k * p[1]}; });
}))(1.0, pairs);
#elif defined(CASE_row_outside_of_its_loop)
auto r = ctgrad::function<double(double, rows_of<double>)>([](auto k, auto list) {
    auto last = k;
    auto const total = sum(list, [&](auto x) { return last = x; });
    return total * last;
})(1.0, numbers);
#elif defined(CASE_destination_count)
double by_k = 0;
auto r = ctgrad::value_and_gradient(f, ctgrad::arguments<0, 1>)(ctgrad::into_rows(by_k), 1.0, numbers);
#elif defined(CASE_destinations_of_hessian)
std::vector<double> blocks(2);
auto r = ctgrad::hessian(f, ctgrad::arguments<1>)(ctgrad::into_rows(blocks), 1.0, numbers);
#elif defined(CASE_blocks_of_another_width)
std::vector<double> by_x(2);
std::vector<std::array<double, 2>> blocks(2);
auto r = ctgrad::hessian(f, ctgrad::arguments<1>)(ctgrad::into_rows(by_x, blocks), 1.0, numbers);
#elif defined(CASE_destination_of_vjp)
double by_k = 0;
auto r = ctgrad::vjp(f, ctgrad::arguments<0, 1>)(ctgrad::into_rows(by_k), ctgrad::cotangent(1.0), 1.0, numbers);
#elif defined(CASE_destination_const)
auto r = ctgrad::value_and_gradient(f, ctgrad::arguments<1>)(ctgrad::into_rows(numbers), 1.0, numbers);
#elif defined(CASE_destination_temporary)
auto r = ctgrad::value_and_gradient(f, ctgrad::arguments<1>)(ctgrad::into_rows(std::vector<double>(2)), 1.0, numbers);
#elif defined(CASE_destination_type)
std::vector<float> by_x(2);
auto r = ctgrad::value_and_gradient(f, ctgrad::arguments<1>)(ctgrad::into_rows(by_x), 1.0, numbers);
#elif defined(CASE_batch)
#include <ctgrad/batch.hpp>
std::vector<double> value(2);
void use() { ctgrad::batch(f)(ctgrad::into(value), numbers, numbers); }
#elif defined(CASE_batch_of_gradient)
#include <ctgrad/batch.hpp>
std::vector<double> value(2);
void use() { ctgrad::batch(ctgrad::gradient(f))(ctgrad::into(value), numbers, numbers); }
#elif defined(CASE_free_rounding)
auto r = ctgrad::free_rounding(ctgrad::value_and_gradient(f))(1.0, numbers);
#elif defined(CASE_sparse)
#include <ctgrad/sparsity.hpp>
auto r = ctgrad::sparse(ctgrad::hessian(f))(1.0, numbers);
#elif defined(CASE_sparse_by_numbers)
#include <ctgrad/sparse_loops.hpp>
auto r = ctgrad::sparse(ctgrad::hessian(f))(1.0, numbers);
#elif defined(CASE_sparse_mixed)
#include <ctgrad/sparse_loops.hpp>
constexpr auto squared = ctgrad::function<double(rows_of<double>)>([](auto const& x) {
    auto const total = sum(x, [](auto const& each) { return each * each; });
    return total * total;
});
auto r = ctgrad::sparse(ctgrad::hessian(squared, ctgrad::arguments<0>))(numbers);
#elif defined(CASE_sparse_whole)
#include <ctgrad/sparse_loops.hpp>
constexpr auto squares = ctgrad::function<double(rows_of<double>)>(
    [](auto const& x) { return sum(x, [](auto const& each) { return each * each; }); });
auto r = ctgrad::sparse(ctgrad::hessian(squares, ctgrad::arguments<0>), ctgrad::both_triangles)(numbers);
#elif defined(CASE_cost)
constexpr int r = ctgrad::cost(ctgrad::gradient(f)).per_row(ctgrad::arguments<0>).total();
#elif defined(CASE_cpp_by_rows)
#include <ctgrad/print.hpp>
auto r = ctgrad::cpp<"g">(ctgrad::gradient(f, ctgrad::arguments<1>)).str();
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
#elif defined(CASE_matrix_as_argument)
#include <ctgrad/matrix.hpp>
constexpr auto W = ctgrad::matrix<"W", 2, 2>;
auto r = ctgrad::gradient(f)(W, numbers);
#elif defined(CASE_answer_sheet)
#include <ctgrad/print.hpp>
auto r = ctgrad::answer_sheet(f, 1.0, numbers).plain();
#elif defined(CASE_drawing_with_values)
#include <ctgrad/print.hpp>
auto r = ctgrad::dot(ctgrad::gradient(f), 1.0, numbers).str();
#elif defined(CASE_number_of_names)
#include <ctgrad/print.hpp>
auto r = ctgrad::infix(ctgrad::gradient(f), ctgrad::names<"k">).str();
#elif defined(CASE_residual_of_list)
auto r = ctgrad::gauss_newton(f)(1.0, numbers).value;
#elif defined(CASE_residual_without_parameters)
auto r = ctgrad::gauss_newton(ctgrad::function<double(double)>([](auto x) { return x; }))(numbers).value;
#elif defined(CASE_residual_by_row)
auto r = ctgrad::gauss_newton(residual, ctgrad::arguments<1>)(1.0, pairs).value;
#elif defined(CASE_residual_destinations)
std::vector<double> values(2);
auto r = (ctgrad::residual_jacobian(residual)(ctgrad::into_rows(values), 1.0, pairs), 0);
#elif defined(CASE_residual_text)
#include <ctgrad/print.hpp>
auto r = ctgrad::infix(ctgrad::gauss_newton(residual)).str();
#elif defined(CASE_residual_number_for_list)
auto r = ctgrad::gauss_newton(residual)(1.0, pair{}).value;
#elif defined(CASE_body_of_zip)
auto r =
    ctgrad::gradient(ctgrad::function<double(double, rows_of<double>, rows_of<double>)>([](auto k, auto a, auto b) {
        return k * sum(zip(a, b), [](auto const& x) { return x[0]; });
    }))(1.0, numbers, numbers);
#elif defined(CASE_windows_of_states)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>([](auto k, auto list) {
    auto const states = scan(list, k, [](auto s, auto x) { return s * x; });
    return sum(ctgrad::windows<2>(states), [](auto const& w) { return w[0] * w[1]; });
}))(1.0, numbers);
#elif defined(CASE_many_views)
auto r = ctgrad::gradient(ctgrad::function<double(double, rows_of<double>)>([](auto k, auto list) {
    return k * sum(ctgrad::windows<300>(list), [](auto const& w) { return w[0] * w[299]; });
}))(1.0, numbers);
#elif defined(CASE_indices_by_double)
auto r = ctgrad::gradient(chosen)(1.0, numbers, numbers);
#elif defined(CASE_number_for_steps)
auto r = ctgrad::gradient(powers)(1.0, 2.5);
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
#elif defined(CASE_matrix_of_floats)
auto r = ctgrad::function<double(ctgrad::matrix_of<float>, rows_of<double>)>(layer);
#elif defined(CASE_numbers_as_matrix)
auto r = ctgrad::gradient(of_layer, ctgrad::arguments<0>)(numbers, numbers);
#elif defined(CASE_hessian_by_matrix)
auto r = ctgrad::hessian(of_layer, ctgrad::arguments<0>)(ctgrad::rows(numbers, 2), numbers);
#elif defined(CASE_matrix_destination)
auto r = ctgrad::value_and_gradient(of_layer, ctgrad::arguments<0>)(ctgrad::into_rows(numbers),
                                                                    ctgrad::rows(numbers, 2), numbers);
#elif defined(CASE_total_of_matrix)
constexpr auto r = ctgrad::cost(of_layer).total(2, 2);
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
#elif defined(CASE_by_rows_across)
auto r = ctgrad::gradient(sum_across, ctgrad::arguments<1>)(numbers, pairs);
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
#elif defined(CASE_loop_over_array)
auto r = ctgrad::gradient(ctgrad::function<double(pair)>([](auto p) { return sum(p, [](auto x) { return x * x; }); }))(
    pair{});
#elif defined(CASE_gradient_by_indices)
auto r = ctgrad::gradient(chosen, ctgrad::arguments<2>)(1.0, numbers, std::vector<int>(2));
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
auto h = ctgrad::hessian(f, ctgrad::arguments<1>)(1.0, numbers).hessian;
auto n = ctgrad::gauss_newton(residual)(1.0, pairs).normal_matrix;
std::vector<double> by_x(2);
auto q = ctgrad::value_and_gradient(f, ctgrad::arguments<1>)(ctgrad::into_rows(by_x), 1.0, numbers);
auto r = ctgrad::gradient(f)(1.0, numbers);
auto s = ctgrad::gradient(ctgrad::function<double(double, rows_of<pair>, rows_of<pair>)>([](auto k, auto points,
                                                                                            auto others) {
    return sum(points, [&](auto const& p) { return max(others, [&](auto const& q) { return k * (p[0] - q[1]); }); });
}))(1.0, pairs, pairs);
auto u = ctgrad::gradient(chosen)(1.0, numbers, std::vector<int>(2));
auto v = ctgrad::gradient(powers)(1.0, 2);
auto w = ctgrad::gradient(sum_across, ctgrad::arguments<0>)(numbers, pairs);
auto x = ctgrad::gradient(of_layer, ctgrad::arguments<0>)(ctgrad::rows(numbers, 2), numbers);
#endif
