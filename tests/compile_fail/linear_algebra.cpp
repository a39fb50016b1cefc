#include <ctgrad/linear_algebra.hpp>

// CASE_not_square: expect "ctgrad: solve(A, B), inverse(A), determinant(A) and log_determinant(A) need a square matrix A"
// CASE_not_square: expect "shapes_of<'R', ':', ' ', 'n', ' ', 'x', ' ', 'm'>"
// CASE_other_rows: expect "ctgrad: solve(A, B) needs a B with as many rows as A"
// CASE_other_rows: expect "shapes_of<'A', ',', ' ', 'b', ':', ' ', 'n', ' ', 'v', 'e', 'r', 's', 'u', 's', ' ', 'm'>"
// CASE_number: expect "ctgrad: linear algebra takes matrices"

constexpr ctgrad::dimension<"n"> n;
constexpr ctgrad::dimension<"m"> m;
constexpr auto A = ctgrad::matrix<"A", n, n>;
constexpr auto R = ctgrad::matrix<"R", n, m>;
constexpr auto b = ctgrad::vector<"b", m>;

#if defined(CASE_not_square)
auto p = determinant(R);
#elif defined(CASE_other_rows)
auto p = solve(A, b);
#elif defined(CASE_number)
auto p = ctgrad::inverse(ctgrad::variable<"x">);
#else
auto p = ctgrad::inverse(A);
#endif
