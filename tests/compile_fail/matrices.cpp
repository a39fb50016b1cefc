#include <cmath>

#include <ctgrad/matrix.hpp>

// CASE_product: expect "ctgrad: the columns of the left factor of a matrix product are not the rows of the right one"
// CASE_product: expect "shapes_of<'W', '1', ' ', '*', ' ', 'b', '1', ':', ' ', 'D', '_', 'x', ' ', 'v', 'e', 'r', 's', 'u', 's', ' ', 'D', '_', 'a', '1'>"
// CASE_numbers: expect "'A', ' ', '*', ' ', 'A', ':', ' ', '4', ' ', 'v', 'e', 'r', 's', 'u', 's', ' ', '3'"
// CASE_sum: expect "ctgrad: these shapes are incompatible in an entrywise operation"
// CASE_sum: expect "shapes_of<'A', ' ', '+', ' ', 'B', ':', ' ', '3', ' ', 'v', 'e', 'r', 's', 'u', 's', ' ', '4'>"
// CASE_elementwise: expect "shapes_of<'W', '1', ' ', '%', ' ', 'X', ':', ' ', 'D', '_', 'a', '1', ' ', 'v', 'e', 'r', 's', 'u', 's', ' ', 'D', '_', 'x'>"
// CASE_comparison: expect "ctgrad: these shapes are incompatible in an entrywise operation"
// CASE_select: expect "ctgrad: these shapes are incompatible in an entrywise operation"
// CASE_transpose: expect "ctgrad: the columns of the left factor of a matrix product are not the rows of the right one"
// CASE_join: expect "ctgrad: concatenate(A, B) needs matrices with the same number of rows"
// CASE_stack: expect "ctgrad: vcat(A, B) needs matrices with the same number of columns"
// CASE_block: expect "ctgrad: this matrix has no such row or column"
// CASE_size_of_block: expect "ctgrad: no argument tells the size of this dimension: the matrix that a block is taken of has another"
// CASE_size_of_block: expect "shapes_of<'k'>"
// CASE_cross: expect "ctgrad: cross(a, b) takes vectors with 3 entries, or matrices of such columns, of one shape"
// CASE_sum_of_dimensions: expect "'c', 'o', 'n', 'c', 'a', 't', 'e', 'n', 'a', 't', 'e', '(', 'X', ',', ' ', 'X', ')', ' ', '*', ' ', 'W', '1', ':', ' ', 'm', ' ', '+', ' ', 'm', ' ', 'v', 'e', 'r', 's', 'u', 's', ' ', 'D', '_', 'a', '1'>"
// CASE_inverse: expect "ctgrad: linear algebra takes matrices, and has headers of its own"
// CASE_trace: expect "ctgrad: trace(A) needs a square matrix"
// CASE_labels: expect "ctgrad: gather(A, labels) needs a label for each column of A"
// CASE_column: expect "ctgrad: this matrix has no such row or column"
// CASE_dimension: expect "ctgrad: the dimension of a matrix is a positive number or a dimension with a name"
// CASE_gradient_of_matrix: expect "ctgrad: a gradient is taken of a number: take sum(F), mean(F) or an entry"
// CASE_derivative_of_matrix: expect "ctgrad: the derivative of a matrix by a matrix is not a matrix"
// CASE_hessian: expect "ctgrad: Hessians of matrices are not available"
// CASE_replacement: expect "ctgrad: a replacement must have the shape of the expression that it replaces"
// CASE_std_exp: expect "ctgrad: a formula is not a number: write exp(x), not std::exp(x)"
// CASE_plain_number: expect "ctgrad: a plain number cannot be part of a formula"
// CASE_number_bound: expect "ctgrad: the value of a matrix is an Eigen matrix, map or block, or a std::array of rows"
// CASE_number_bound: expect "bound_matrix<'A'>"
// CASE_shape_bound: expect "ctgrad: this matrix does not have the shape of the variable in the formula"
// CASE_array_bound: expect "ctgrad: this matrix does not have the shape of the variable in the formula"
// CASE_matrix_for_number: expect "ctgrad: this matrix does not have the shape of the variable in the formula"
// CASE_unbound: expect "ctgrad: a variable of the formula has no value"
// CASE_unbound: expect "unbound_variable<'B'>"
// CASE_unknown: expect "ctgrad: a value is given for a variable that does not occur in the formula"
// CASE_twice: expect "ctgrad: a variable is given a value twice"
// CASE_no_tangent: expect "ctgrad: the tangent has no component for a variable"
// CASE_no_cotangent: expect "ctgrad: a cotangent is missing"
// CASE_absent: expect "ctgrad: a derivative is taken with respect to an expression that does not occur in the formula"
// CASE_no_partial: expect "ctgrad: this result has no derivative with respect to that expression"
// CASE_destination: expect "ctgrad: destination(W, g) names a derivative that is not asked for"
// CASE_destination_of_several: expect "ctgrad: destination(W, g) takes the derivative of one formula by W"
// CASE_destination_of_tangent: expect "ctgrad: destination(W, g) takes the derivative of one formula by W"
// CASE_jacobian_of_matrix: expect "ctgrad: a gradient is taken of a number"
// CASE_destination_twice: expect "ctgrad: destination(W, g) is given twice for one derivative"
// CASE_constant_destination: expect "ctgrad: destination(W, g) writes to g, which is constant"
// CASE_cpp_text: expect "ctgrad: C++ text is only for formulas of numbers: print matrices with infix or latex"
// CASE_values_in_drawing: expect "ctgrad: a drawing of matrices shows operations, not values: leave the values out"
// CASE_sheet: expect "ctgrad: an answer sheet takes formulas of numbers: print matrices with infix, latex or dot"
// CASE_branch: expect "ctgrad: a formula has no value to branch on"

using namespace ctgrad::literals;
inline constexpr ctgrad::dimension<"D_x"> Dx;
inline constexpr ctgrad::dimension<"D_a1"> Da;
inline constexpr ctgrad::dimension<"m"> m;
inline constexpr auto W1 = ctgrad::matrix<"W1", Da, Dx>;
inline constexpr auto b1 = ctgrad::vector<"b1", Da>;
inline constexpr auto X = ctgrad::matrix<"X", Dx, m>;
inline constexpr auto A = ctgrad::matrix<"A", 3, 4>;
inline constexpr auto B = ctgrad::matrix<"B", 4, 2>;
inline constexpr auto s = ctgrad::variable<"s">;
constexpr auto f = sum(A * B);
inline Eigen::Matrix<double, 3, 4> a;
inline Eigen::Matrix<double, 4, 2> b;

#if defined(CASE_cpp_text)
#include <ctgrad/print.hpp>
auto text = ctgrad::cpp<"f">(f);
#elif defined(CASE_values_in_drawing)
#include <ctgrad/print.hpp>
auto drawing = ctgrad::dot(f, A = a, B = b);
#elif defined(CASE_sheet)
#include <ctgrad/print.hpp>
auto sheet = ctgrad::answer_sheet(f, A = a, B = b);
#elif defined(CASE_product)
auto p = W1 * b1;
#elif defined(CASE_numbers)
auto p = A * A;
#elif defined(CASE_sum)
auto p = A + B;
#elif defined(CASE_elementwise)
auto p = W1 % X;
#elif defined(CASE_comparison)
auto p = A < B;
#elif defined(CASE_select)
auto p = select(A < s, A, B);
#elif defined(CASE_transpose)
auto p = transpose(W1) * X;
#elif defined(CASE_join)
auto p = concatenate(A, B);
#elif defined(CASE_stack)
auto p = ctgrad::vcat(A, B);
#elif defined(CASE_block)
auto p = ctgrad::block<0, 1, 1, 2>(ctgrad::matrix<"C", 2, 2>);
#elif defined(CASE_size_of_block)
constexpr ctgrad::dimension<"k"> k;
double first(Eigen::MatrixXd const& x) { return sum(ctgrad::block<0, 0, k, 1>(X))(X = x); }
#elif defined(CASE_cross)
auto p = cross(X, W1);
#elif defined(CASE_sum_of_dimensions)
auto p = concatenate(X, X) * W1;
#elif defined(CASE_inverse)
constexpr auto inverted = inverse(A);
#elif defined(CASE_trace)
auto p = trace(A);
#elif defined(CASE_labels)
auto p = gather(A, ctgrad::matrix<"y", 1, 3>);
#elif defined(CASE_column)
auto p = ctgrad::column_at<4>(A);
#elif defined(CASE_dimension)
auto p = ctgrad::matrix<"Z", 0, 3>;
#elif defined(CASE_gradient_of_matrix)
auto p = ctgrad::gradient(A * B, A)(A = a, B = b);
#elif defined(CASE_derivative_of_matrix)
auto p = ctgrad::derivative(A * B, A);
#elif defined(CASE_hessian)
auto p = ctgrad::hessian(f, A)(A = a, B = b);
#elif defined(CASE_replacement)
auto p = ctgrad::substitute(f, A, B);
#elif defined(CASE_std_exp)
auto p = std::exp(A);
#elif defined(CASE_plain_number)
auto p = 2.0 * A;
#elif defined(CASE_number_bound)
auto p = f(A = 2.0, B = b);
#elif defined(CASE_shape_bound)
auto p = f(A = b, B = b);
#elif defined(CASE_array_bound)
auto p = f(A = std::array<double, 3>{}, B = b);
#elif defined(CASE_matrix_for_number)
auto p = (s * f)(s = a, A = a, B = b);
#elif defined(CASE_unbound)
auto p = f(A = a);
#elif defined(CASE_unknown)
auto p = f(A = a, B = b, s = 1.0);
#elif defined(CASE_twice)
auto p = f(A = a, B = b, A = a);
#elif defined(CASE_no_tangent)
auto p = ctgrad::jvp(A * B, A)(A = a, B = b);
#elif defined(CASE_no_cotangent)
auto p = ctgrad::vjp(A * B, A)(A = a, B = b);
#elif defined(CASE_absent)
auto p = ctgrad::gradient(f, exp(A))(A = a, B = b);
#elif defined(CASE_no_partial)
auto p = ctgrad::gradient(f, A)(A = a, B = b)[B];
#elif defined(CASE_destination)
ctgrad::evaluator step(ctgrad::gradient(f, A));
auto p = step(ctgrad::destination(B, b), A = a, B = b);
#elif defined(CASE_destination_of_several)
ctgrad::evaluator step(ctgrad::jacobian(ctgrad::outputs(f, sum(A)), A));
auto p = step(ctgrad::destination(A, a), A = a, B = b);
#elif defined(CASE_destination_of_tangent)
ctgrad::evaluator step(ctgrad::jvp(f, A));
auto p = step(ctgrad::destination(A, a), ctgrad::tangent(A = a), A = a, B = b);
#elif defined(CASE_jacobian_of_matrix)
auto p = ctgrad::jacobian(ctgrad::outputs(f, A* B), A)(A = a, B = b);
#elif defined(CASE_destination_twice)
ctgrad::evaluator step(ctgrad::gradient(f, A));
auto p = step(ctgrad::destination(A, a), ctgrad::destination(A, a), A = a, B = b);
#elif defined(CASE_constant_destination)
ctgrad::evaluator step(ctgrad::gradient(f, A));
auto p = step(ctgrad::destination(A, std::as_const(a)), A = a, B = b);
#elif defined(CASE_branch)
auto p = A ? 1 : 2;
#else
static_assert(shape(W1 * X + b1) == ctgrad::shape_of(Da, m));
inline auto fine = ctgrad::gradient(f, A)(A = a, B = b)[A];
#endif
