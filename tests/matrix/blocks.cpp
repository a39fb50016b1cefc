#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>
#include <tuple>

#include <ctgrad/matrix.hpp>
#include <ctgrad/print.hpp>

#include "oracle.hpp"

// Matrices made of blocks, blocks of matrices, norms and cross products: shapes, symbolic derivatives, values and derivatives of
// first and second order in 50 digits, and sizes that do not fit.

using namespace ctgrad::literals;
using ctgrad::shape_of;
using oracle::Matrix, oracle::real;

namespace {

constexpr ctgrad::dimension<"n"> n;
constexpr ctgrad::dimension<"m"> m;
constexpr auto A = ctgrad::matrix<"A", n, n>;
constexpr auto B = ctgrad::matrix<"B", n, m>;
constexpr auto D = ctgrad::matrix<"D", m, m>;
constexpr auto x = ctgrad::vector<"x", n>;
constexpr auto y = ctgrad::vector<"y", m>;
constexpr auto u = ctgrad::vector<"u", 3>;
constexpr auto v = ctgrad::vector<"v", 3>;
constexpr auto K = vcat(hcat(A, B), hcat(transpose(B), D));

static_assert(shape(vcat(x, y)) == shape_of(n + m, 1) && shape(K) == shape_of(n + m, n + m));
static_assert(shape(vcat(x, x, u)) == shape(vcat(vcat(u, x), x)) && shape(hcat(u, v, u)) == shape_of(3, 3));
static_assert(identical(hcat(A, B), concatenate(A, B)));
static_assert(shape(ctgrad::block<n, 0, m, n>(K)) == shape_of(m, n));
static_assert(shape(norm(B)) == shape_of(1, 1) && shape(cross(u, v)) == shape(u));
static_assert(ctgrad::infix(derivative(sum(cross(u, v)), u)) == "cross(v, broadcast(1 to 3 x 1))");
static_assert(ctgrad::latex(cross(u, v)) == "u \\times v");
static_assert(ctgrad::infix(norm(B)) == "norm(B)");
static_assert(ctgrad::latex(norm(B)) == "\\lVert B \\rVert");
static_assert(ctgrad::infix(vcat(x, y)) == "vcat(x, y)");
static_assert(ctgrad::latex(vcat(x, y)) == "\\begin{pmatrix} x \\\\ y \\end{pmatrix}");
static_assert(ctgrad::infix(derivative(dot(u, ctgrad::block<1, 0, 3, 1>(ctgrad::vector<"w", 5>)),
                                       ctgrad::vector<"w", 5>)) == "pad(u, 1, 0, 5 x 1)");

// Computed by the compiler.
using three = std::array<double, 3>;
static_assert(cross(u, v)(u = three{1, 2, 3}, v = three{2, -1, 4}) == three{11, 2, -5});
static_assert(ctgrad::block<2, 0, 3, 1>(vcat(u, v))(u = three{1, 2, 3}, v = three{4, 5, 6}) == three{3, 4, 5});

/// An exception's text.
template <class Exception, class F>
std::string message_of(F evaluate) {
    try {
        evaluate();
    } catch (Exception const& e) {
        return e.what();
    }
    return "none";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(matrix_blocks)

BOOST_AUTO_TEST_CASE(blocks_of_run_time_sizes) {
    constexpr auto Kx = K * vcat(x, y);
    constexpr auto f = dot(tanh(ctgrad::block<n, 0, m, 1>(Kx)), y) + squared_norm(ctgrad::block<0, 1, n, m>(exp(K))) +
                       norm(ctgrad::block<0, 0, n, 1>(Kx));
    auto const reference = [](Matrix const& a, Matrix const& b, Matrix const& d, Matrix const& p, Matrix const& q) {
        Matrix k(a.rows() + d.rows(), a.rows() + d.rows()), pq(a.rows() + d.rows(), 1);
        k << a, b, b.transpose(), d;
        pq << p, q;
        Matrix const product = k * pq;
        return real(
            product.bottomRows(q.rows()).unaryExpr([](real const& t) { return real(tanh(t)); }).cwiseProduct(q).sum() +
            k.block(0, 1, a.rows(), d.rows()).unaryExpr([](real const& t) { return real(exp(t)); }).squaredNorm() +
            sqrt(product.topRows(p.rows()).squaredNorm()));
    };
    auto const a = oracle::random_matrix(4, 4, 1), b = oracle::random_matrix(4, 3, 2),
               d = oracle::random_matrix(3, 3, 3);
    Eigen::VectorXd const p = oracle::random_matrix(4, 1, 4), q = oracle::random_matrix(3, 1, 5);
    std::tuple const exact{oracle::exact(a), oracle::exact(b), oracle::exact(d), oracle::exact(p), oracle::exact(q)};
    auto const got = ctgrad::hvp(f, A, B, D, x, y)(ctgrad::tangent(A = a, B = b, D = d, x = p, y = q), A = a, B = b,
                                                   D = d, x = p, y = q);
    oracle::check_close(got.value, Matrix::Constant(1, 1, std::apply(reference, exact)), 1e-14L);
    oracle::check_gradient<0>(got.gradient[A], reference, exact, 1e-13L);
    oracle::check_gradient<1>(got.gradient[B], reference, exact, 1e-13L);
    oracle::check_gradient<3>(got.gradient[x], reference, exact, 1e-13L);
    auto const slope = [&](Matrix const& a0, Matrix const& b0, Matrix const& d0, Matrix const& p0, Matrix const& q0) {
        real const h = 1e-10;  // along the point itself, where `exact` stays
        auto const at = [&](real const& t) {
            return reference(a0 + t * std::get<0>(exact), b0 + t * std::get<1>(exact), d0 + t * std::get<2>(exact),
                             p0 + t * std::get<3>(exact), q0 + t * std::get<4>(exact));
        };
        return real((at(h) - at(-h)) / (2 * h));
    };
    oracle::check_gradient<1>(got.product[B], slope, exact, 1e-9L);
    oracle::check_gradient<4>(got.product[y], slope, exact, 1e-9L);
}

BOOST_AUTO_TEST_CASE(sums_of_blocks) {
    // The sum of the diagonal blocks of a matrix of 3 x 3 blocks.
    constexpr auto M = ctgrad::matrix<"M", n + n + n, n + n + n>;
    constexpr auto f =
        norm(ctgrad::block<0, 0, n, n>(M) + ctgrad::block<n, n, n, n>(M) + ctgrad::block<n + n, n + n, n, n>(M));
    auto const big = oracle::random_matrix(6, 6, 1), small = oracle::random_matrix(2, 2, 1);
    Eigen::MatrixXd const diagonal = big.block(0, 0, 2, 2) + big.block(2, 2, 2, 2) + big.block(4, 4, 2, 2);
    constexpr auto with_size = f + 0_c * sum(A);  // A tells n
    auto const got = ctgrad::value_and_gradient(with_size, M)(M = big, A = small);
    BOOST_TEST(std::abs(got.value - diagonal.norm()) <= 1e-15);
    Eigen::MatrixXd wanted = Eigen::MatrixXd::Zero(6, 6);
    for (Eigen::Index i : {0, 2, 4}) wanted.block(i, i, 2, 2) = diagonal / diagonal.norm();
    BOOST_TEST((got[M] - wanted).norm() <= 1e-15);
}

BOOST_AUTO_TEST_CASE(norms) {
    Eigen::MatrixXd const b = oracle::random_matrix(4, 3, 1);
    auto const got = ctgrad::value_and_gradient(norm(B), B)(B = b);
    BOOST_TEST(got.value == sqrt(squared_norm(B))(B = b));
    BOOST_TEST((got[B] - b / b.norm()).norm() <= 1e-15);
    // At 0 the smallest subgradient.
    Eigen::MatrixXd const zero = Eigen::MatrixXd::Zero(4, 3);
    BOOST_TEST((ctgrad::gradient(norm(B), B)(B = zero)[B].array() == 0).all());
    BOOST_TEST(jvp(norm(B), B)(ctgrad::tangent(B = b), B = zero).tangent == 0);
}

BOOST_AUTO_TEST_CASE(cross_products) {
    constexpr auto P = ctgrad::matrix<"P", 3, m>;
    constexpr auto Q = ctgrad::matrix<"Q", 3, m>;
    constexpr auto f = squared_norm(cross(P, exp(Q)));
    auto const reference = [](Matrix const& p, Matrix const& q) {
        real sum = 0;
        for (Eigen::Index j = 0; j < p.cols(); ++j)
            for (Eigen::Index i = 0; i < 3; ++i) {
                Eigen::Index const k = (i + 1) % 3, l = (i + 2) % 3;
                real const entry = p(k, j) * exp(q(l, j)) - p(l, j) * exp(q(k, j));
                sum += entry * entry;
            }
        return sum;
    };
    auto const p = oracle::random_matrix(3, 5, 1), q = oracle::random_matrix(3, 5, 2);
    std::tuple const exact{oracle::exact(p), oracle::exact(q)};
    auto const got = ctgrad::value_and_gradient(f, P, Q)(P = p, Q = q);
    oracle::check_gradient<0>(got[P], reference, exact, 1e-13L);
    oracle::check_gradient<1>(got[Q], reference, exact, 1e-13L);
    Eigen::VectorXd const four = Eigen::VectorXd::Ones(4), three_ones = Eigen::VectorXd::Ones(3);
    BOOST_TEST(message_of<std::invalid_argument>([&] { cross(u, v)(u = four, v = three_ones); }) ==
               "ctgrad: u has 4 rows, but the formula gives it 3");
}

BOOST_AUTO_TEST_CASE(blocks_that_do_not_fit) {
    Eigen::MatrixXd const a = Eigen::MatrixXd::Ones(3, 3);
    BOOST_TEST(message_of<std::out_of_range>([&] { ctgrad::block<1, 0, 3, 1>(A)(A = a); }) ==
               "ctgrad: a block() needs 4 rows, but its matrix has 3");
    BOOST_TEST(message_of<std::out_of_range>([&] { ctgrad::column_at<5>(A)(A = a); }) ==
               "ctgrad: a block() needs 6 columns, but its matrix has 3");
    double one = 0;
    BOOST_CHECK_THROW(one = (ctgrad::entry<3, 0>(A)(A = a)), std::out_of_range);
    BOOST_TEST(one == 0);
}

BOOST_AUTO_TEST_SUITE_END()
