#include <boost/test/unit_test.hpp>

#include <array>
#include <limits>
#include <stdexcept>
#include <tuple>

#include <ctgrad/linear_algebra.hpp>

#include "oracle.hpp"

// Solutions, inverses and determinants: values and derivatives of first and second order, compared with values in 40 digits and
// their finite differences.

using namespace ctgrad::literals;
using oracle::Matrix, oracle::real;

namespace {

constexpr ctgrad::dimension<"n"> n;
constexpr ctgrad::dimension<"m"> m;
constexpr auto A = ctgrad::matrix<"A", n, n>;
constexpr auto B = ctgrad::matrix<"B", n, m>;
constexpr auto f = squared_norm(solve(A, B)) + log_determinant(A) / 3_c;
constexpr auto S = ctgrad::matrix<"S", 3, 3>;
constexpr auto v = ctgrad::vector<"v", 3>;
constexpr auto g = determinant(S) * sum(ctgrad::inverse(transpose(S)) % S % S) + dot(v, solve(S, v));

// Computed by the compiler.
using square = std::array<std::array<double, 3>, 3>;
constexpr square swapped{{{0, 2, 0}, {4, 0, 0}, {1, 0, 8}}};
static_assert(determinant(S)(S = swapped) == -64);
static_assert(solve(S, v)(S = swapped, v = std::array{2.0, 8.0, 10.0}) == std::array{2.0, 1.0, 1.0});
static_assert(ctgrad::inverse(S)(S = swapped) == square{{{0, 0.25, 0}, {0.5, 0, 0}, {0, -0.03125, 0.125}}});
static_assert(ctgrad::derivative(determinant(S), S)(S = swapped) == square{{{0, -32, 0}, {-16, 0, 2}, {0, 0, -8}}});

}  // namespace

BOOST_AUTO_TEST_SUITE(matrix_linear_algebra)

BOOST_AUTO_TEST_CASE(bound_sizes) {
    auto const reference = [](Matrix const& a, Matrix const& b) {
        return oracle::solve(a, b).squaredNorm() + log(abs(oracle::determinant(a))) / 3;
    };
    for (Eigen::Index const size : {1, 2, 5, 20}) {
        Eigen::MatrixXd const a = oracle::random_matrix(size, size, 1) + 1.5 * Eigen::MatrixXd::Identity(size, size),
                              b = oracle::random_matrix(size, 2, 2);
        std::tuple const exact{oracle::exact(a), oracle::exact(b)};
        auto const got = ctgrad::value_and_gradient(f, A, B)(A = a, B = b);
        oracle::check_close(got.value, Matrix::Constant(1, 1, std::apply(reference, exact)), 1e-12L);
        oracle::check_gradient<0>(got[A], reference, exact, 1e-11L);
        oracle::check_gradient<1>(got[B], reference, exact, 1e-11L);
    }
    Eigen::MatrixXd const singular = Eigen::MatrixXd::Ones(2, 2);
    BOOST_CHECK_THROW(ctgrad::value_and_gradient(f, A, B)(A = singular, B = singular), std::domain_error);
}

// The Hessian times a direction is the gradient of the derivative along it.
BOOST_AUTO_TEST_CASE(second_derivatives) {
    auto const reference = [](Matrix const& a, Matrix const& b) {
        Matrix const inverse = oracle::solve(a, Matrix::Identity(3, 3));
        return oracle::determinant(a) * inverse.transpose().cwiseProduct(a).cwiseProduct(a).sum() +
               b.col(0).dot(oracle::solve(a, b).col(0));
    };
    Eigen::Matrix3d const a = oracle::random_matrix(3, 3, 1), t = oracle::random_matrix(3, 3, 3);
    Eigen::Vector3d const b = oracle::random_matrix(3, 1, 2);
    auto const slope = [&](Matrix const& at, Matrix const& with) {
        Matrix const step = 1e-10 * oracle::exact(t);
        return real((reference(at + step, with) - reference(at - step, with)) / 2e-10);
    };
    std::tuple const exact{oracle::exact(a), oracle::exact(b)};
    auto const got = ctgrad::hvp(g, S)(ctgrad::tangent(S = t), S = a, v = b);
    oracle::check_close(got.value, Matrix::Constant(1, 1, std::apply(reference, exact)), 1e-13L);
    oracle::check_gradient<0>(got.gradient[S], reference, exact, 1e-12L);
    oracle::check_gradient<0>(got.product[S], slope, exact, 1e-9L);
}

BOOST_AUTO_TEST_CASE(singular_matrices) {
    Eigen::Matrix3d const a = Eigen::Matrix3d::Ones();
    BOOST_TEST(determinant(S)(S = a) == 0);
    BOOST_TEST(log_determinant(S)(S = a) == -std::numeric_limits<double>::infinity());
    BOOST_CHECK_THROW(ctgrad::derivative(determinant(S), S)(S = a), std::domain_error);
}

BOOST_AUTO_TEST_SUITE_END()
