#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <random>
#include <vector>

#include <ctgrad/matrix.hpp>

#include "oracle.hpp"

// Laws of matrices for any numbers, at shapes bound at run time.

namespace {

constexpr ctgrad::dimension<"r"> r;
constexpr ctgrad::dimension<"k"> k;
constexpr ctgrad::dimension<"c"> c;
constexpr auto A = ctgrad::matrix<"A", r, k>;
constexpr auto B = ctgrad::matrix<"B", k, c>;
constexpr auto G = ctgrad::matrix<"G", r, c>;
constexpr auto u = ctgrad::vector<"u", r>;
constexpr auto w = ctgrad::matrix<"w", 1, c>;

/// Calls `law(seed, rows, inner, columns)` at shapes of every kind.
template <class Law>
void at_random_shapes(Law law) {
    std::vector<std::array<Eigen::Index, 3>> shapes{{1, 4, 5}, {6, 3, 1}, {5, 1, 6}, {1, 1, 1},
                                                    {4, 3, 0}, {0, 3, 4}, {2, 70, 3}};
    std::mt19937 engine(21);
    std::uniform_int_distribution<Eigen::Index> some(1, 30);
    for (int i = 0; i < 5; ++i) shapes.push_back({some(engine), some(engine), some(engine)});
    unsigned seed = 0;
    for (auto const& [rows, inner, columns] : shapes) law(seed += 10, rows, inner, columns);
}

template <class Left, class Right, class... Arguments>
void check_equal(Left left, Right right, Arguments const&... arguments) {
    oracle::check_close(left(arguments...), oracle::exact(right(arguments...)), 1e-13L);
}

double inner_product(oracle::Double const& a, oracle::Double const& b) { return a.cwiseProduct(b).sum(); }

/// <g, J t> = <J^T g, t>: forward and reverse derivatives agree.
template <class F, class X>
void check_adjoint(F, X, unsigned seed, oracle::Double const& x, auto const&... others) {
    auto const t = oracle::random_matrix(x.rows(), x.cols(), seed + 8);
    auto const forward = jvp(F{}, X{})(ctgrad::tangent(X{} = t), X{} = x, others...);
    auto const g = oracle::random_matrix(forward.value.rows(), forward.value.cols(), seed + 9);
    auto const backward = vjp(F{}, X{})(ctgrad::cotangent(g), X{} = x, others...);
    double const scale = 1 + g.norm() * forward.tangent.norm();
    BOOST_TEST(std::abs(inner_product(g, forward.tangent) - inner_product(backward[X{}], t)) <= 1e-13 * scale);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(matrix)
BOOST_AUTO_TEST_SUITE(laws)

BOOST_AUTO_TEST_CASE(of_linear_algebra) {
    at_random_shapes([](unsigned seed, Eigen::Index rows, Eigen::Index inner, Eigen::Index columns) {
        auto const a = oracle::random_matrix(rows, inner, seed), b = oracle::random_matrix(inner, columns, seed + 1),
                   g = oracle::random_matrix(rows, columns, seed + 2);
        Eigen::VectorXd const x = oracle::random_matrix(rows, 1, seed + 3);
        Eigen::RowVectorXd const y = oracle::random_matrix(1, columns, seed + 4);
        check_equal(transpose(A * B), transpose(B) * transpose(A), A = a, B = b);
        // Multiplying by a matrix and by its transpose are adjoint, and so are broadcasting and summing.
        check_equal(dot(A * B, G), dot(B, transpose(A) * G), A = a, B = b, G = g);
        check_equal(dot(A * B, G), dot(A, G * transpose(B)), A = a, B = b, G = g);
        check_equal(sum(G % u), dot(row_sums(G), u), G = g, u = x);
        check_equal(sum(G % w), dot(column_sums(G), w), G = g, w = y);
        check_equal(trace(transpose(A) * A), squared_norm(A), A = a);
        check_equal(outer(u, transpose(w)) * transpose(w), squared_norm(w) * u, u = x, w = y);
        if (rows > 0) check_equal(softmax(G), exp(log_softmax(G)), G = g);
    });
}

BOOST_AUTO_TEST_CASE(of_derivatives) {
    at_random_shapes([](unsigned seed, Eigen::Index rows, Eigen::Index inner, Eigen::Index columns) {
        auto const a = oracle::random_matrix(rows, inner, seed), b = oracle::random_matrix(inner, columns, seed + 1),
                   g = oracle::random_matrix(rows, columns, seed + 2);
        Eigen::VectorXd const x = oracle::random_matrix(rows, 1, seed + 3);
        Eigen::RowVectorXd const y = oracle::random_matrix(1, columns, seed + 4);
        check_adjoint(A * B, A, seed, a, B = b);
        check_adjoint(A * B, B, seed, b, A = a);
        check_adjoint(transpose(A) * G, A, seed, a, G = g);
        check_adjoint(G % (u + w), u, seed, x, G = g, w = y);
        check_adjoint(sin(u) * cos(w), w, seed, y, u = x);
        check_adjoint(row_sums(exp(G)) + u, G, seed, g, u = x);
        check_adjoint(column_sums(tanh(G)) % w, G, seed, g, w = y);
        check_adjoint(transpose(sigmoid(G)), G, seed, g);
        if (rows > 0) check_adjoint(softmax(G) % G + log_sum_exp(G % G), G, seed, g);
    });
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
