#include <array>
#include <vector>

#include <ctgrad/loops.hpp>

// Derivatives of functions of rows, and what else is asked of them.
// CASE_hessian_by_rows_and_number: expect "ctgrad: with respect to lists of rows there are gradient, value_and_gradient, vjp, jvp and hvp"
// CASE_jacobian_by_rows: expect "ctgrad: with respect to lists of rows there are gradient, value_and_gradient, vjp, jvp and hvp"
// CASE_hessian_by_coupled_rows: expect "ctgrad: a Hessian by rows is a block for each row, but here the derivative with respect to a row depends on other rows"
// CASE_hessian_by_rows_of_windows: expect "ctgrad: a Hessian by rows is a block for each row"
// CASE_hessian_by_rows_of_recurrence: expect "ctgrad: a Hessian by rows is a block for each row"
// CASE_gradient_of_two: expect "ctgrad: a gradient or Hessian needs a function with one scalar result"
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
// CASE_hessian_by_matrix: expect "ctgrad: with respect to lists of rows there are gradient, value_and_gradient, vjp"
// CASE_total_of_matrix: expect "ctgrad: total() is for functions of lists of rows, not of matrices"
// CASE_by_rows_across: expect "ctgrad: there are no derivatives with respect to a list that across() reads"
// CASE_gradient_by_indices: expect "ctgrad: there are no derivatives with respect to indices or steps"

using ctgrad::rows_of, ctgrad::sum;
using pair = std::array<double, 2>;
constexpr auto scaled = [](auto k, auto const& list) { return sum(list, [&](auto x) { return k * x; }); };
constexpr auto f = ctgrad::function<double(double, rows_of<double>)>(scaled);
constexpr auto chosen = ctgrad::function<double(double, rows_of<double>, ctgrad::indices<1>)>(
    [](auto k, auto list, auto which) { return sum(which, [&](auto i) { return k * list[i]; }); });
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

#if defined(CASE_hessian_by_rows_and_number)
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
#elif defined(CASE_jacobian_by_rows)
auto r = ctgrad::jacobian(f, ctgrad::arguments<1>)(1.0, numbers).jacobian[0][0];
#elif defined(CASE_gradient_of_two)
auto r = ctgrad::gradient(ctgrad::function<pair(double, rows_of<pair>)>([](auto k, auto list) {
    return sum(list, [&](auto const& p) { return std::array{k * p[0], k * p[1]}; });
}))(1.0, pairs);
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
#elif defined(CASE_hessian_by_matrix)
auto r = ctgrad::hessian(of_layer, ctgrad::arguments<0>)(ctgrad::rows(numbers, 2), numbers);
#elif defined(CASE_total_of_matrix)
constexpr auto r = ctgrad::cost(of_layer).total(2, 2);
#elif defined(CASE_by_rows_across)
auto r = ctgrad::gradient(sum_across, ctgrad::arguments<1>)(numbers, pairs);
#elif defined(CASE_gradient_by_indices)
auto r = ctgrad::gradient(chosen, ctgrad::arguments<2>)(1.0, numbers, std::vector<int>(2));
#else
auto h = ctgrad::hessian(f, ctgrad::arguments<1>)(1.0, numbers).hessian;
auto n = ctgrad::gauss_newton(residual)(1.0, pairs).normal_matrix;
auto w = ctgrad::gradient(sum_across, ctgrad::arguments<0>)(numbers, pairs);
#endif
