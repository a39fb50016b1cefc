#include <array>
#include <list>
#include <vector>

#include <ctgrad/matrix.hpp>
#include <ctgrad/sparsity.hpp>
#include <ctgrad/sparsity/eigen.hpp>

// Patterns and entries of objects that have none, and layouts that do not exist.
// CASE_of_gradient: expect "ctgrad: sparsity() and sparse() take a Jacobian or a Hessian"
// CASE_of_gradient: expect "sparse(hessian(f))"
// CASE_of_function: expect "ctgrad: sparsity() and sparse() take a Jacobian or a Hessian"
// CASE_of_formula: expect "ctgrad: sparsity() and sparse() take a Jacobian or a Hessian"
// CASE_of_value_and_gradient: expect "ctgrad: sparsity() and sparse() take a Jacobian or a Hessian"
// CASE_of_number: expect "ctgrad: sparsity() and sparse() take a Jacobian or a Hessian"
// CASE_of_sparse: expect "ctgrad: sparsity() and sparse() take a Jacobian or a Hessian"
// CASE_of_matrix_formula: expect "ctgrad: sparsity() and sparse() take scalar formulas and functions"
// CASE_both_triangles_of_jacobian: expect "ctgrad: after the Jacobian or Hessian come csr or csc"
// CASE_unknown_option: expect "ctgrad: after the Jacobian or Hessian come csr or csc"
// CASE_two_orders: expect "sparse(hessian(f), csc, both_triangles)"
// CASE_of_refused_function: expect "ctgrad: a function is traced with symbols in place of double"
// CASE_wrong_argument: expect "ctgrad: an argument does not fit the function's signature"
// CASE_unbound: expect "ctgrad: a variable of the formula has no value"
// CASE_into_constant: expect "ctgrad: into() takes memory that can be written: a pointer, a std::span"
// CASE_into_temporary: expect "ctgrad: into() takes memory that can be written"
// CASE_into_list: expect "ctgrad: into() takes memory that can be written"
// CASE_into_pointer_to_constant: expect "ctgrad: into() takes memory that can be written"
// CASE_into_array_of_other_size: expect "ctgrad: into() takes memory for all entries that are not zero"
// CASE_of_some_results: expect "ctgrad: sparsity() and sparse() take the Jacobian of all results"
// CASE_into_matrix_of_other_order: expect "ctgrad: a column-major Eigen::SparseMatrix, the default, takes csc"

inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;
inline constexpr auto A = ctgrad::matrix<"A", 2, 2>;
constexpr auto f = ctgrad::function<double(std::array<double, 2>)>([](auto const& u) { return u[0] * u[0] * u[1]; });

#if defined(CASE_of_gradient)
auto d = ctgrad::sparse(ctgrad::gradient(f))(std::array{1.0, 2.0});
#elif defined(CASE_of_function)
auto d = ctgrad::sparse(f)(std::array{1.0, 2.0});
#elif defined(CASE_of_some_results)
auto r = ctgrad::sparse(ctgrad::jacobian(f, ctgrad::results<0>))(std::array{1.0, 2.0, 3.0});
#elif defined(CASE_of_formula)
auto d = ctgrad::sparsity(x * y).nonzeros;
#elif defined(CASE_of_value_and_gradient)
auto d = ctgrad::sparsity(ctgrad::value_and_gradient(f)).nonzeros;
#elif defined(CASE_of_number)
auto d = ctgrad::sparsity(2.0).nonzeros;
#elif defined(CASE_of_sparse)
auto d = ctgrad::sparse(ctgrad::sparse(ctgrad::hessian(f)))(std::array{1.0, 2.0});
#elif defined(CASE_of_matrix_formula)
auto d = ctgrad::sparsity(ctgrad::jacobian(sum(A * A), A)).nonzeros;
#elif defined(CASE_both_triangles_of_jacobian)
auto d = ctgrad::sparsity(ctgrad::jacobian(f), ctgrad::both_triangles).nonzeros;
#elif defined(CASE_unknown_option)
auto d = ctgrad::sparse(ctgrad::hessian(f), 3)(std::array{1.0, 2.0});
#elif defined(CASE_two_orders)
auto d = ctgrad::sparse(ctgrad::hessian(f), ctgrad::csr, ctgrad::csc)(std::array{1.0, 2.0}).hessian;
#elif defined(CASE_of_refused_function)
auto d = ctgrad::sparse(ctgrad::hessian(ctgrad::function<double(double)>([](double u) { return u; })))(1.0);
#elif defined(CASE_wrong_argument)
auto d = ctgrad::sparse(ctgrad::hessian(f))(std::array{1.0, 2.0, 3.0});
#elif defined(CASE_unbound)
auto d = ctgrad::sparse(ctgrad::hessian(x * y, x, y))(x = 1.0);
#elif defined(CASE_into_constant)
std::vector<double> const constant(2);
auto d = (ctgrad::sparse(ctgrad::hessian(f)).into(constant)(std::array{1.0, 2.0}), 0);
#elif defined(CASE_into_temporary)
auto d = (ctgrad::sparse(ctgrad::hessian(f)).into(std::vector<double>(2))(std::array{1.0, 2.0}), 0);
#elif defined(CASE_into_list)
std::list<double> list(2);
auto d = (ctgrad::sparse(ctgrad::hessian(f)).into(list)(std::array{1.0, 2.0}), 0);
#elif defined(CASE_into_pointer_to_constant)
double const* pointer = nullptr;
auto d = (ctgrad::sparse(ctgrad::hessian(f)).into(pointer)(std::array{1.0, 2.0}), 0);
#elif defined(CASE_into_array_of_other_size)
std::array<double, 4> four;
auto d = (ctgrad::sparse(ctgrad::hessian(f)).into(four)(std::array{1.0, 2.0}), 0);
#elif defined(CASE_into_matrix_of_other_order)
Eigen::SparseMatrix<double> by_columns;
auto d = (ctgrad::sparse(ctgrad::hessian(f)).into(by_columns)(std::array{1.0, 2.0}), 0);
#else
static_assert(ctgrad::sparsity(ctgrad::hessian(f)).nonzeros == 2);
double d = ctgrad::sparse(ctgrad::hessian(x * y, x, y), ctgrad::csc)(x = 1.0, y = 2.0).hessian[0];
#endif
