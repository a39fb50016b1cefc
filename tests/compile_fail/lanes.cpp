#include <ctgrad/matrix_lanes.hpp>

// CASE_quantity_of_numbers: expect "ctgrad: in_lanes() takes a formula of matrices, or a quantity of one"
// CASE_number: expect "ctgrad: in_lanes() takes a formula of matrices, or a quantity of one"
// CASE_unbound: expect "ctgrad: a variable of the formula has no value"

constexpr auto A = ctgrad::matrix<"A", 3, 2>;
constexpr auto x = ctgrad::variable<"x">;
inline Eigen::Matrix<double, 3, 2> const a = {};

#if defined(CASE_quantity_of_numbers)
auto p = ctgrad::in_lanes(ctgrad::gradient(x * x, x))(x = 1.0);
#elif defined(CASE_number)
auto p = ctgrad::in_lanes(2.0);
#elif defined(CASE_unbound)
auto p = ctgrad::in_lanes(sum(exp(x * A)))(A = a);
#else
auto p = ctgrad::in_lanes(sum(exp(x * A)))(A = a, x = 1.0);
#endif
