#include <complex>
#include <vector>

#include <ctgrad/batch.hpp>

// CASE_no_destination: expect "ctgrad: the first argument of a batch says where it writes"
// CASE_too_few_outputs: expect "ctgrad: into() takes a column for each result"
// CASE_const_output: expect "ctgrad: into() takes the columns that the batch writes, which cannot be const"
// CASE_number_output: expect "ctgrad: into() takes the columns that the batch writes: variables that are ranges of float or double"
// CASE_temporary_output: expect "ctgrad: into() takes the columns that the batch writes: variables that are ranges of float or double"
// CASE_temporary_column: expect "ctgrad: a column does not own its memory, and this temporary is gone before the batch runs"
// CASE_column_of_int: expect "ctgrad: a column is a contiguous range of float or double"
// CASE_vector_without_column: expect "ctgrad: the value of a variable is a number"
// CASE_vector_without_column: expect "or in a batch a column, as in x = column(numbers)"
// CASE_vector_without_into: expect "ctgrad: the value of a variable is a number"
// CASE_column_outside_batch: expect "ctgrad: the value of a variable is a number"
// CASE_unbound: expect "unbound_variable<'y'>"
// CASE_unknown: expect "unknown_variable<'z'>"
// CASE_two_types: expect "ctgrad: the columns of a batch hold numbers of one type"
// CASE_two_output_types: expect "ctgrad: the columns of a batch hold numbers of one type"
// CASE_too_few_inputs: expect "ctgrad: a batch takes a column or a number for each scalar of the function's arguments"
// CASE_range_input: expect "ctgrad: a batch of a function takes columns, rows, or numbers"
// CASE_too_few_parts_of_tangent: expect "ctgrad: a batch takes a column or a number for each scalar of the function's arguments"
// CASE_unbound_tangent: expect "tangent_missing_for<'x'>"
// CASE_derivative_not_asked_for: expect "ctgrad: this result has no derivative with respect to that expression"
// CASE_derivative_not_asked_for: expect "no_derivative_by<'y'>"
// CASE_not_a_quantity: expect "ctgrad: batch() takes a formula, a function, or a quantity of one"

using ctgrad::column, ctgrad::into, ctgrad::batch;
inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;
inline constexpr auto z = ctgrad::variable<"z">;
constexpr auto gradient = ctgrad::gradient(x * y, x, y);
constexpr auto function = ctgrad::function<double(double, double)>([](auto a, auto b) { return a * b; });

void run(std::vector<double> const& read, std::vector<double>& by_x, std::vector<double>& by_y) {
    [[maybe_unused]] std::vector<float> narrow;
    [[maybe_unused]] std::vector<int> whole;
#if defined(CASE_no_destination)
    batch(gradient)(x = column(read), y = 1.0);
#elif defined(CASE_too_few_outputs)
    batch(gradient)(into(by_x), x = column(read), y = 1.0);
#elif defined(CASE_const_output)
    batch(gradient)(into(by_x, read), x = column(read), y = 1.0);
#elif defined(CASE_number_output)
    batch(gradient)(into(by_x, 1.0), x = column(read), y = 1.0);
#elif defined(CASE_temporary_output)
    batch(gradient)(into(by_x, std::vector<double>(3)), x = column(read), y = 1.0);
#elif defined(CASE_temporary_column)
    batch(gradient)(into(by_x, by_y), x = column(std::vector<double>(3)), y = 1.0);
#elif defined(CASE_column_of_int)
    batch(gradient)(into(by_x, by_y), x = column(whole), y = 1.0);
#elif defined(CASE_vector_without_column)
    batch(gradient)(into(by_x, by_y), x = read, y = 1.0);
#elif defined(CASE_vector_without_into)
    batch(gradient)(x = read, y = 1.0);
#elif defined(CASE_column_outside_batch)
    gradient(x = column(read), y = 1.0);
#elif defined(CASE_unbound)
    batch(gradient)(into(by_x, by_y), x = column(read));
#elif defined(CASE_unknown)
    batch(gradient)(into(by_x, by_y), x = column(read), y = 1.0, z = 1.0);
#elif defined(CASE_two_types)
    batch(gradient)(into(by_x, by_y), x = column(narrow), y = 1.0);
#elif defined(CASE_two_output_types)
    batch(gradient)(into(by_x, narrow), x = column(read), y = 1.0);
#elif defined(CASE_too_few_inputs)
    batch(function)(into(by_x), column(read));
#elif defined(CASE_range_input)
    batch(function)(into(by_x), read, 1.0);
#elif defined(CASE_too_few_parts_of_tangent)
    batch(ctgrad::jvp(function))(into(by_x, by_y), ctgrad::tangent(column(read)), column(read), 1.0);
#elif defined(CASE_unbound_tangent)
    batch(ctgrad::jvp(x * y, x))(into(by_x, by_y), x = column(read), y = 1.0);
#elif defined(CASE_derivative_not_asked_for)
    batch(ctgrad::gradient(x * y, x))(into(by_x), x = column(read), y = 1.0)[y];
#elif defined(CASE_not_a_quantity)
    batch(1.0)(into(by_x), x = column(read));
#else
    batch(gradient)(into(by_x, by_y), x = column(read), y = 1.0);
    batch(function)(into(by_x), column(read), 1.0);
#endif
}
