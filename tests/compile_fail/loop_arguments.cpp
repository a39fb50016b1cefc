#include <array>
#include <vector>

#include <boost/hana/adapt_struct.hpp>

#include <ctgrad/loops.hpp>

// Signatures and arguments of functions of rows, and destinations.
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
// CASE_tangent_of_other_type: expect "ctgrad: all lists of rows hold numbers of one type"
// CASE_tangent_no_list: expect "ctgrad: an argument is not a list of rows"
// CASE_position: expect "ctgrad: arguments<...> chooses positions"
// CASE_tangent_missing: expect "ctgrad: the tangent of a function's jvp or hvp comes first"
// CASE_cotangent_missing: expect "ctgrad: the cotangent of a function's vjp comes first"
// CASE_destination_count: expect "ctgrad: into_rows() takes a destination for each argument"
// CASE_destinations_of_hessian: expect "ctgrad: the Hessian with respect to a list is written to two destinations"
// CASE_blocks_of_another_width: expect "ctgrad: into_rows() takes, for a list of rows, a range of rows"
// CASE_destination_of_vjp: expect "ctgrad: into_rows() takes a destination for each argument"
// CASE_destination_const: expect "ctgrad: into_rows() takes, for a list of rows, a range of rows, columns or a matrix that is not const"
// CASE_destination_temporary: expect "ctgrad: into_rows() takes, for a list of rows, a range of rows"
// CASE_destination_type: expect "ctgrad: into_rows() takes, for a list of rows, a range of rows"
// CASE_matrix_of_floats: expect "ctgrad: a matrix in the signature of a function of rows is matrix_of<double>"
// CASE_numbers_as_matrix: expect "ctgrad: an argument is not a matrix: pass rows(numbers, n)"
// CASE_matrix_destination: expect "ctgrad: into_rows() takes, for a list of rows, a range of rows, columns or a matrix"
// CASE_indices_by_double: expect "ctgrad: an index list is a vector, array or span of integers"
// CASE_number_for_steps: expect "ctgrad: a number of steps is an integer"
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
using matrix = ctgrad::matrix_of<double>;
constexpr auto layer = [](auto const& w, auto const& x) {
    return ctgrad::sum(ctgrad::product(w, x), [](auto y) { return tanh(y); });
};
constexpr auto of_layer = ctgrad::function<double(matrix, rows_of<double>)>(layer);
std::vector<double> const numbers(2);
std::vector<pair> const pairs(2);

#if defined(CASE_rows_as_result)
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
#elif defined(CASE_tangent_of_other_type)
auto r = ctgrad::jvp(f, ctgrad::arguments<1>)(ctgrad::tangent(std::vector<float>(2)), 1.0, numbers).value;
#elif defined(CASE_tangent_no_list)
auto r = ctgrad::hvp(f, ctgrad::arguments<1>)(ctgrad::tangent(1.0), 1.0, numbers).value;
#elif defined(CASE_position)
auto r = ctgrad::gradient(f, ctgrad::arguments<2>)(1.0, numbers);
#elif defined(CASE_tangent_missing)
auto r = ctgrad::jvp(f)(1.0, numbers).tangent;
#elif defined(CASE_cotangent_missing)
auto r = ctgrad::vjp(f)(1.0, numbers).gradient;
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
#elif defined(CASE_matrix_as_argument)
#include <ctgrad/matrix.hpp>
constexpr auto W = ctgrad::matrix<"W", 2, 2>;
auto r = ctgrad::gradient(f)(W, numbers);
#elif defined(CASE_indices_by_double)
auto r = ctgrad::gradient(chosen)(1.0, numbers, numbers);
#elif defined(CASE_number_for_steps)
auto r = ctgrad::gradient(powers)(1.0, 2.5);
#elif defined(CASE_matrix_of_floats)
auto r = ctgrad::function<double(ctgrad::matrix_of<float>, rows_of<double>)>(layer);
#elif defined(CASE_numbers_as_matrix)
auto r = ctgrad::gradient(of_layer, ctgrad::arguments<0>)(numbers, numbers);
#elif defined(CASE_matrix_destination)
auto r = ctgrad::value_and_gradient(of_layer, ctgrad::arguments<0>)(ctgrad::into_rows(numbers),
                                                                    ctgrad::rows(numbers, 2), numbers);
#else
std::vector<double> by_x(2);
auto q = ctgrad::value_and_gradient(f, ctgrad::arguments<1>)(ctgrad::into_rows(by_x), 1.0, numbers);
auto u = ctgrad::gradient(chosen)(1.0, numbers, std::vector<int>(2));
auto v = ctgrad::gradient(powers)(1.0, 2);
auto x = ctgrad::gradient(of_layer, ctgrad::arguments<0>)(ctgrad::rows(numbers, 2), numbers);
#endif
