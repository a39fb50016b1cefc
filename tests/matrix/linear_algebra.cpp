#include <boost/test/unit_test.hpp>

#include <array>
#include <limits>
#include <stdexcept>
#include <tuple>

#include <ctgrad/linear_algebra.hpp>

#include "oracle.hpp"

// Solutions, inverses and determinants of matrices, triangles and positive definite matrices, and how often they are factorised:
// values and derivatives of first and second order, compared with values in 40 digits and their finite differences.

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
static_assert(solve(transpose(S), v)(S = swapped, v = std::array{9.0, 2.0, 8.0}) == std::array{1.0, 2.0, 1.0});
static_assert(ctgrad::inverse(transpose(S))(S = swapped) == square{{{0, 0.5, 0}, {0.25, 0, -0.03125}, {0, 0, 0.125}}});
constexpr square covariance{{{4, 2, 0}, {2, 5, 2}, {0, 2, 5}}};  // L = {{2, 0, 0}, {1, 2, 0}, {0, 1, 2}}
static_assert(determinant(positive_definite(S))(S = covariance) == 64);
static_assert(solve(positive_definite(S), v)(S = covariance, v = std::array{8.0, 14.0, 9.0}) ==
              std::array{1.0, 2.0, 1.0});
constexpr square entries{{{2, 7, 7}, {1, 4, 7}, {-2, 1, 8}}};
static_assert(lower_triangular(S)(S = entries) == square{{{2, 0, 0}, {1, 4, 0}, {-2, 1, 8}}});
static_assert(solve(lower_triangular(S), v)(S = entries, v = std::array{2.0, 5.0, 7.0}) == std::array{1.0, 1.0, 1.0});
static_assert(solve(transpose(upper_triangular(S)), v)(S = entries, v = std::array{2.0, 11.0, 22.0}) ==
              std::array{1.0, 1.0, 1.0});
static_assert(determinant(upper_triangular(S))(S = entries) == 64);

/// How often a program runs an operation.
template <class Operation, class Quantity>
consteval int count_of(Quantity) {
    auto const& p = ctgrad::detail::compiled_matrices<typename Quantity::source, Quantity::what>::value;
    int count = 0;
    for (int k = 0; k < p.kernel_count; ++k)
        count += !p.kernels[k].is_pass && p.is(p.kernels[k].node, ctgrad::detail::info_of<Operation>);
    return count;
}
using ctgrad::operations::cholesky_factor, ctgrad::operations::lu_factors;
constexpr auto everything =
    dot(B, solve(A, B)) + log_determinant(A) + determinant(A) * sum(ctgrad::inverse(A)) + sum(solve(transpose(A), B));
// A is factorised once, for its transpose and all derivatives too.
static_assert(count_of<lu_factors>(ctgrad::value_and_gradient(everything, A, B)) == 1);
static_assert(count_of<lu_factors>(ctgrad::hvp(dot(B, solve(A, B)) + log_determinant(A), A)) == 1);
static_assert(count_of<lu_factors>(ctgrad::gradient(sum(solve(A, solve(A + A, B))), A)) == 2);
constexpr auto of_covariance = dot(B, solve(positive_definite(A), B)) + log_determinant(positive_definite(A));
static_assert(count_of<cholesky_factor>(ctgrad::value_and_gradient(of_covariance, A, B)) == 1);
static_assert(count_of<lu_factors>(ctgrad::value_and_gradient(of_covariance, A, B)) == 0);
// A triangle needs no factorisation, and as an operand of a solution no copy.
constexpr auto of_triangle = squared_norm(solve(lower_triangular(A), B)) + log_determinant(lower_triangular(A));
static_assert(count_of<lu_factors>(ctgrad::value_and_gradient(of_triangle, B)) == 0);
static_assert(count_of<ctgrad::operations::lower_triangular>(ctgrad::value_and_gradient(of_triangle, B)) == 0);

Eigen::MatrixXd random_covariance(Eigen::Index size) {
    Eigen::MatrixXd const a = oracle::random_matrix(size, size, 7);
    return a * a.transpose() + 0.1 * Eigen::MatrixXd::Identity(size, size);
}
Matrix lower(Matrix const& a) { return a.triangularView<Eigen::Lower>(); }

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
    BOOST_CHECK_THROW(solve(upper_triangular(S), v)(S = Eigen::Matrix3d(a - a), v = Eigen::Vector3d(1, 2, 3)),
                      std::domain_error);
}

BOOST_AUTO_TEST_CASE(positive_definite_matrices) {
    auto const reference = [](Matrix const& a, Matrix const& b) {
        return b.cwiseProduct(oracle::solve(a, b)).sum() + log(abs(oracle::determinant(a)));
    };
    for (Eigen::Index const size : {1, 3, 20}) {
        Eigen::MatrixXd const a = random_covariance(size), b = oracle::random_matrix(size, 2, 2),
                              direction = oracle::random_matrix(size, size, 3), t = direction + direction.transpose();
        std::tuple const exact{oracle::exact(a), oracle::exact(b)};
        auto const got = ctgrad::hvp(of_covariance, A, B)(ctgrad::tangent(A = t, B = b), A = a, B = b);
        oracle::check_close(got.value, Matrix::Constant(1, 1, std::apply(reference, exact)), 1e-12L);
        oracle::check_gradient<0>(got.gradient[A], reference, exact, 1e-11L);
        oracle::check_gradient<1>(got.gradient[B], reference, exact, 1e-11L);
        auto const slope = [&](Matrix const& at, Matrix const& with) {
            Matrix const step = 1e-10 * oracle::exact(t), other = 1e-10 * oracle::exact(b);
            return real((reference(at + step, with + other) - reference(at - step, with - other)) / 2e-10);
        };
        oracle::check_gradient<0>(got.product[A], slope, exact, 1e-8L);
        // Only the lower triangle is read.
        Eigen::MatrixXd half = a;
        half.triangularView<Eigen::StrictlyUpper>().setConstant(std::numeric_limits<double>::quiet_NaN());
        BOOST_TEST(of_covariance(A = half, B = b) == got.value);
    }
    Eigen::Matrix2d const indefinite{{1, 2}, {2, 1}};
    try {
        log_determinant(positive_definite(A))(A = indefinite);
        BOOST_FAIL("an indefinite matrix was accepted");
    } catch (std::domain_error const& e) {
        BOOST_TEST(e.what() == "ctgrad: the matrix A in positive_definite(A) is not positive definite");
    }
}

BOOST_AUTO_TEST_CASE(triangles) {
    auto const reference = [](Matrix const& a, Matrix const& b) {
        Matrix const l = lower(a), identity = Matrix::Identity(a.rows(), a.rows());
        return oracle::solve(l, b).squaredNorm() + oracle::solve(l.transpose(), identity).col(0).sum() +
               log(abs(oracle::determinant(l))) + (l * l.transpose()).col(0).sum() + oracle::determinant(l);
    };
    constexpr auto L = lower_triangular(A);
    constexpr auto U = upper_triangular(transpose(A));
    constexpr auto f = squared_norm(solve(L, B)) + sum(ctgrad::column_at<0>(ctgrad::inverse(U))) + log_determinant(L) +
                       sum(ctgrad::column_at<0>(L * U)) + determinant(L);
    for (Eigen::Index const size : {1, 4, 20}) {
        Eigen::MatrixXd const a = oracle::random_matrix(size, size, 1) / 4 + Eigen::MatrixXd::Identity(size, size),
                              b = oracle::random_matrix(size, 2, 2);
        std::tuple const exact{oracle::exact(a), oracle::exact(b)};
        auto const got = ctgrad::value_and_gradient(f, A, B)(A = a, B = b);
        oracle::check_close(got.value, Matrix::Constant(1, 1, std::apply(reference, exact)), 1e-12L);
        oracle::check_gradient<0>(got[A], reference, exact, 1e-11L);
        oracle::check_gradient<1>(got[B], reference, exact, 1e-11L);
        BOOST_TEST((Eigen::MatrixXd(got[A].triangularView<Eigen::StrictlyUpper>()).array() == 0).all());
    }
}

// A mixture of two normal distributions with full covariances: the factors of their inverses are blocks of one matrix, and the
// log-densities of the components are stacked. The sum goes over the columns of X, as many as there are at run time.
template <int K>
constexpr auto log_density(auto weights, auto means, auto factors, auto points) {
    auto const L = lower_triangular(ctgrad::block<0, 2 * K, 2, 2>(factors));
    auto const z = L * (points - ctgrad::column_at<K>(means));
    return ctgrad::entry<K, 0>(weights) + log_determinant(L) - column_sums(z % z) / 2_c;
}
BOOST_AUTO_TEST_CASE(a_mixture) {
    constexpr auto X = ctgrad::matrix<"X", 2, m>;
    constexpr auto w = ctgrad::vector<"w", 2>;
    constexpr auto M = ctgrad::matrix<"M", 2, 2>;
    constexpr auto F = ctgrad::matrix<"F", 2, 4>;
    constexpr auto loss = sum(log_sum_exp(vcat(log_density<0>(w, M, F, X), log_density<1>(w, M, F, X))));
    auto const reference = [](Matrix const& x, Matrix const& weights, Matrix const& means, Matrix const& factors) {
        real total = 0;
        for (Eigen::Index j = 0; j < x.cols(); ++j) {
            real density = 0;
            for (Eigen::Index k = 0; k < 2; ++k) {
                Matrix const l = lower(factors.block(0, 2 * k, 2, 2));
                real const z = (l * (x.col(j) - means.col(k))).squaredNorm();
                density += exp(real(weights(k, 0) - z / 2)) * abs(real(l(0, 0) * l(1, 1)));
            }
            total += log(density);
        }
        return total;
    };
    auto const x = oracle::random_matrix(2, 30, 1), weights = oracle::random_matrix(2, 1, 2),
               means = oracle::random_matrix(2, 2, 3), factors = oracle::random_matrix(2, 4, 4);
    std::tuple const exact{oracle::exact(x), oracle::exact(weights), oracle::exact(means), oracle::exact(factors)};
    auto const got = ctgrad::value_and_gradient(loss, w, M, F)(X = x, w = weights, M = means, F = factors);
    oracle::check_close(got.value, Matrix::Constant(1, 1, std::apply(reference, exact)), 1e-13L);
    oracle::check_gradient<1>(got[w], reference, exact, 1e-12L);
    oracle::check_gradient<2>(got[M], reference, exact, 1e-12L);
    oracle::check_gradient<3>(got[F], reference, exact, 1e-12L);
}

BOOST_AUTO_TEST_SUITE_END()
