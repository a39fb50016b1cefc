#include <array>

#include <ctgrad/matrix.hpp>
#include <ctgrad/special.hpp>

// CASE_order: expect "ctgrad: a function has no derivative with respect to one of its arguments"
// CASE_order: expect "missing_partial<ctgrad::operations::polygamma_function, 'n'>"
// CASE_order_in_hessian: expect "missing_partial<ctgrad::operations::modified_bessel_of_second_kind, 'n'>"
// CASE_order_of_function: expect "missing_partial<ctgrad::operations::bessel_of_first_kind, 'n'>"
// CASE_shape: expect "missing_partial<ctgrad::operations::lower_incomplete_gamma, 'a'>"
// CASE_shape_of_matrices: expect "missing_partial<ctgrad::operations::upper_incomplete_gamma, 'a'>"
// CASE_number_as_order: expect "ctgrad: a plain number cannot be part of a formula: write it with _c"
// CASE_constant_expression: expect "this_function_has_no_value_in_constant_expressions_compute_it_at_run_time"
// CASE_constant_expression: expect "bessel_of_first_kind"
// CASE_constant_expression: lines 12

using namespace ctgrad::literals;
inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto n = ctgrad::variable<"n">;

#if defined(CASE_order)
auto const wrong = ctgrad::gradient(polygamma(n, x), n)(n = 1, x = 2.0);
#elif defined(CASE_order_in_hessian)
auto const wrong = ctgrad::hessian(cyl_bessel_k(n, x), n, x)(n = 1, x = 2.0);
#elif defined(CASE_order_of_function)
constexpr auto f = ctgrad::function<double(double, double)>([](auto m, auto u) { return cyl_bessel_j(m, u); });
auto wrong() { return ctgrad::gradient(f)(1.0, 2.0); }
#elif defined(CASE_shape)
auto const wrong = ctgrad::derivative(gamma_p(n, x), n)(n = 1, x = 2.0);
#elif defined(CASE_shape_of_matrices)
auto wrong(std::array<std::array<double, 2>, 2> const& values) {
    constexpr auto A = ctgrad::matrix<"A", 2, 2>;
    return ctgrad::gradient(sum(gamma_q(A, 2_c)), A)(A = values);
}
#elif defined(CASE_number_as_order)
constexpr auto f = polygamma(1, x);
#elif defined(CASE_constant_expression)
constexpr double value = cyl_bessel_j(0_c, x)(x = 2.0);
#else
// With respect to the other argument they are there.
auto const by_x = ctgrad::gradient(polygamma(n, x) + gamma_p(n, x), x)(n = 1, x = 2.0);
constexpr auto f = ctgrad::function<double(double)>([](auto u) { return cyl_bessel_j(2, u); });
auto const by_u = ctgrad::gradient(f)(2.0);
#endif
