#include <boost/test/unit_test.hpp>

#include <cmath>
#include <random>
#include <vector>

#include <ctgrad/matrix.hpp>

#include "oracle.hpp"

// Every operation on matrices, compared with values in 40 digits and their finite differences, at shapes bound at run
// time: random ones, one row, one column, one entry, and no column or no row.

using namespace ctgrad::literals;

namespace {

constexpr ctgrad::dimension<"r"> r;
constexpr ctgrad::dimension<"k"> k;
constexpr ctgrad::dimension<"c"> c;
constexpr auto A = ctgrad::matrix<"A", r, c>;
constexpr auto B = ctgrad::matrix<"B", r, c>;
constexpr auto P = ctgrad::matrix<"P", r, k>;
constexpr auto Q = ctgrad::matrix<"Q", k, c>;
constexpr auto u = ctgrad::vector<"u", r>;
constexpr auto w = ctgrad::matrix<"w", 1, c>;
constexpr auto s = ctgrad::variable<"s">;
constexpr auto S = ctgrad::matrix<"S", r, r>;
constexpr auto labels = ctgrad::matrix<"labels", 1, c>;

using oracle::Matrix;

struct size {
    Eigen::Index rows, inner, columns;
};
std::vector<size> const sizes = [] {
    std::vector<size> result{{1, 3, 4}, {4, 2, 1}, {1, 1, 1}, {3, 2, 0}, {0, 2, 3}, {2, 0, 3}, {2, 1, 70}, {67, 5, 3}};
    std::mt19937 engine(4);
    std::uniform_int_distribution<Eigen::Index> some(1, 12);
    for (int i = 0; i < 6; ++i) {
        Eigen::Index const rows = some(engine), inner = some(engine);
        result.push_back({rows, inner, some(engine)});
    }
    return result;
}();

/// Value and gradient of a formula of A, B, u, w and s.
template <class F, class Reference>
void check_elementwise(F, Reference reference, bool without_rows = true) {
    for (size const& n : sizes) {
        if (n.rows == 0 && !without_rows) continue;
        auto const a = oracle::random_matrix(n.rows, n.columns, 1), b = oracle::random_matrix(n.rows, n.columns, 2);
        Eigen::VectorXd const x = oracle::random_matrix(n.rows, 1, 3);
        Eigen::RowVectorXd const y = oracle::random_matrix(1, n.columns, 4);
        double const z = 0.7;
        auto const got = ctgrad::value_and_gradient(F{}, A, B, u, w, s)(A = a, B = b, u = x, w = y, s = z);
        std::tuple const exact{oracle::exact(a), oracle::exact(b), oracle::exact(x), oracle::exact(y),
                               oracle::exact(z)};
        oracle::check_close(got.value, Matrix::Constant(1, 1, std::apply(reference, exact)), 1e-13L);
        oracle::check_gradient<0>(got[A], reference, exact, 1e-13L);
        oracle::check_gradient<1>(got[B], reference, exact, 1e-13L);
        oracle::check_gradient<2>(got[u], reference, exact, 1e-13L);
        oracle::check_gradient<3>(got[w], reference, exact, 1e-13L);
        oracle::check_gradient<4>(got[s], reference, exact, 1e-13L);
    }
}

Matrix columns_of(Matrix const& column, Matrix const& like) { return column.replicate(1, like.cols()); }
Matrix rows_of(Matrix const& row, Matrix const& like) { return row.replicate(like.rows(), 1); }
Matrix sigmoid_of(Matrix const& a) { return (1 / (1 + (-a.array()).exp())).matrix(); }

}  // namespace

BOOST_AUTO_TEST_SUITE(matrix)
BOOST_AUTO_TEST_SUITE(operations)

BOOST_AUTO_TEST_CASE(spreading) {
    check_elementwise(sum((A % B + u) % w - s * B / (2_c + u % u) + s),
                      [](Matrix const& a, Matrix const& b, Matrix const& x, Matrix const& y, Matrix const& z) {
                          Matrix const xs = columns_of(x, a), ys = rows_of(y, a);
                          return ((a.array() * b.array() + xs.array()) * ys.array() -
                                  z(0) * b.array() / (2 + xs.array().square()) + z(0))
                              .sum();
                      });
}

BOOST_AUTO_TEST_CASE(functions) {
    check_elementwise(sum(exp(A) % sin(B) + tanh(u) * w + sigmoid(A % w) + pow(A, 3_c) + select(A < B, A * s, B % B)),
                      [](Matrix const& a, Matrix const& b, Matrix const& x, Matrix const& y, Matrix const& z) {
                          Matrix const xs = columns_of(x, a), ys = rows_of(y, a);
                          return (a.array().exp() * b.array().sin() + xs.array().tanh() * ys.array() +
                                  sigmoid_of(a.cwiseProduct(ys)).array() + a.array().cube() +
                                  (a.array() < b.array()).select(a.array() * z(0), b.array().square()))
                              .sum();
                      });
}

// Derivatives have the rules of scalars, where functions saturate and where intermediates leave the range.
BOOST_AUTO_TEST_CASE(functions_that_saturate) {
    constexpr auto C = ctgrad::matrix<"C", r, c>;
    constexpr auto D = ctgrad::matrix<"D", r, c>;
    constexpr auto E = ctgrad::matrix<"E", r, c>;
    constexpr auto F = ctgrad::matrix<"F", r, c>;
    constexpr auto f = sum(tanh(A) + sigmoid(B) + 1_c / (1_c + exp(-C)) % w + log(1_c + exp(D)) +
                           E % E % E / (exp(E) - 1_c) + F / (1_c + F));
    oracle::Double a(2, 3), b(2, 3), d(2, 3), e(2, 3), x(2, 3);
    a << 0.5, 20, -20, 190, -340, 0;
    b << 0.5, 30, 38, 700, -40, -700;
    d << 0.5, 30, -30, 1000, 800, -700;
    e << 0.5, 300, 400, 600, 40, 3;
    x << 0.5, 1e10, 1e30, 1e120, 3, 1e-10;
    Eigen::RowVectorXd const ones = Eigen::RowVectorXd::Ones(3);
    auto const got = ctgrad::gradient(f, A, B, C, D, E, F)(A = a, B = b, C = b, D = d, E = e, F = x, w = ones);
    auto const check = [](double value, double right) {
        BOOST_TEST(std::abs(value - right) <= 1e-13 * std::abs(right), value << " is not " << right);
    };
    for (Eigen::Index i = 0; i < 2; ++i)
        for (Eigen::Index j = 0; j < 3; ++j) {
            double const far = std::exp(-2 * std::abs(a(i, j))), up = std::exp(e(i, j)), down = std::exp(-e(i, j));
            check(got[A](i, j), 4 * far / ((1 + far) * (1 + far)));
            double const near = std::exp(-std::abs(b(i, j)));
            check(got[B](i, j), near / ((1 + near) * (1 + near)));
            check(got[C](i, j), near / ((1 + near) * (1 + near)));
            check(got[D](i, j), 1 / (1 + std::exp(-d(i, j))));
            check(got[E](i, j), up < 1e20 ? e(i, j) * e(i, j) * (3 - e(i, j) * up / (up - 1)) / (up - 1)
                                          : e(i, j) * e(i, j) * (3 - e(i, j)) * down);
            check(got[F](i, j), 1 / (1 + x(i, j)) / (1 + x(i, j)));
        }
}

BOOST_AUTO_TEST_CASE(sums) {
    check_elementwise(
        sum(row_sums(A % B) % exp(u)) + sum(exp(column_sums(A + u)) % w) + squared_norm(B) * s + sum(u) * sum(w),
        [](Matrix const& a, Matrix const& b, Matrix const& x, Matrix const& y, Matrix const& z) {
            Matrix const shifted = a + columns_of(x, a);
            return (a.cwiseProduct(b).rowwise().sum().array() * x.array().exp()).sum() +
                   (shifted.colwise().sum().array().exp() * y.array()).sum() + b.squaredNorm() * z(0) +
                   x.sum() * y.sum();
        });
}

BOOST_AUTO_TEST_CASE(distributions) {
    auto const log_sum_exp_of = [](Matrix const& a) -> Matrix {
        return a.array().exp().matrix().colwise().sum().array().log().matrix();
    };
    check_elementwise(
        sum(log_sum_exp(s * A + u) % w) + sum(softmax(B) % A) + sum(log_softmax(A + B) % B),
        [=](Matrix const& a, Matrix const& b, Matrix const& x, Matrix const& y, Matrix const& z) {
            Matrix const shifted = z(0) * a + columns_of(x, a);
            Matrix const soft = (b - rows_of(log_sum_exp_of(b), b)).array().exp();
            Matrix const both = a + b;
            return log_sum_exp_of(shifted).cwiseProduct(y).sum() + soft.cwiseProduct(a).sum() +
                   (both - rows_of(log_sum_exp_of(both), both)).cwiseProduct(b).sum();
        },
        false);
}

BOOST_AUTO_TEST_CASE(transposes) {
    check_elementwise(sum(transpose(A) % exp(transpose(B))) + sum(transpose(u) % transpose(u)) +
                          sum(sin(transpose(w)) * s) + sum((transpose(A) * (B * transpose(w))) % transpose(w)),
                      [](Matrix const& a, Matrix const& b, Matrix const& x, Matrix const& y, Matrix const& z) {
                          return (a.array() * b.array().exp()).sum() + x.squaredNorm() + y.array().sin().sum() * z(0) +
                                 (a.transpose() * (b * y.transpose())).cwiseProduct(y.transpose()).sum();
                      });
}

BOOST_AUTO_TEST_CASE(products) {
    constexpr auto f = sum(tanh(P * Q) % A) + squared_norm(transpose(P) * A) + sum(A * transpose(Q)) +
                       trace(transpose(Q) * transpose(P) * A) + sum(transpose(u) * P * Q);
    auto const reference = [](Matrix const& p, Matrix const& q, Matrix const& a, Matrix const& x) {
        return ((p * q).array().tanh() * a.array()).sum() + (p.transpose() * a).squaredNorm() +
               (a * q.transpose()).sum() + Matrix(q.transpose() * p.transpose() * a).trace() +
               (x.transpose() * p * q).sum();
    };
    for (size const& n : sizes) {
        auto const p = oracle::random_matrix(n.rows, n.inner, 1), q = oracle::random_matrix(n.inner, n.columns, 2),
                   a = oracle::random_matrix(n.rows, n.columns, 3);
        Eigen::VectorXd const x = oracle::random_matrix(n.rows, 1, 4);
        auto const got = ctgrad::value_and_gradient(f, P, Q, A, u)(P = p, Q = q, A = a, u = x);
        std::tuple const exact{oracle::exact(p), oracle::exact(q), oracle::exact(a), oracle::exact(x)};
        oracle::check_close(got.value, Matrix::Constant(1, 1, std::apply(reference, exact)), 1e-13L);
        oracle::check_gradient<0>(got[P], reference, exact, 1e-13L);
        oracle::check_gradient<1>(got[Q], reference, exact, 1e-13L);
        oracle::check_gradient<2>(got[A], reference, exact, 1e-13L);
        oracle::check_gradient<3>(got[u], reference, exact, 1e-13L);
    }
}

BOOST_AUTO_TEST_CASE(squares) {
    constexpr auto f = trace(S * S * transpose(S)) + trace(exp(S)) + dot(S, S) + sum(outer(u, u) % S);
    auto const reference = [](Matrix const& a, Matrix const& x) {
        return (a * a * a.transpose()).trace() + a.diagonal().array().exp().sum() + a.squaredNorm() +
               (x * x.transpose()).cwiseProduct(a).sum();
    };
    for (Eigen::Index n : {1, 2, 5}) {
        auto const a = oracle::random_matrix(n, n, 1);
        Eigen::VectorXd const x = oracle::random_matrix(n, 1, 2);
        auto const got = ctgrad::value_and_gradient(f, S, u)(S = a, u = x);
        std::tuple const exact{oracle::exact(a), oracle::exact(x)};
        oracle::check_close(got.value, Matrix::Constant(1, 1, std::apply(reference, exact)), 1e-13L);
        oracle::check_gradient<0>(got[S], reference, exact, 1e-13L);
        oracle::check_gradient<1>(got[u], reference, exact, 1e-13L);
    }
}

BOOST_AUTO_TEST_CASE(picked_entries) {
    constexpr auto f = -mean(gather(log_softmax(A % B), labels)) + sum(exp(gather(A, labels)) % w);
    for (size const& n : sizes) {
        if (n.rows == 0 || n.columns == 0) continue;  // no label, or the mean of no numbers
        auto const a = oracle::random_matrix(n.rows, n.columns, 1), b = oracle::random_matrix(n.rows, n.columns, 2);
        Eigen::RowVectorXd const y = oracle::random_matrix(1, n.columns, 3);
        Eigen::RowVectorXi chosen(n.columns);
        for (Eigen::Index j = 0; j < n.columns; ++j) chosen(j) = static_cast<int>((2 * j + 1) % n.rows);
        auto const reference = [&](Matrix const& x, Matrix const& z, Matrix const& weights) {
            oracle::real result = 0;
            for (Eigen::Index j = 0; j < x.cols(); ++j) {
                Matrix const column = x.col(j).cwiseProduct(z.col(j));
                result -= (column(chosen(j)) - log(column.array().exp().sum())) / static_cast<oracle::real>(x.cols());
                result += exp(x(chosen(j), j)) * weights(j);
            }
            return result;
        };
        auto const got = ctgrad::value_and_gradient(f, A, B, w)(A = a, B = b, w = y, labels = chosen);
        std::tuple const exact{oracle::exact(a), oracle::exact(b), oracle::exact(y)};
        oracle::check_close(got.value, Matrix::Constant(1, 1, std::apply(reference, exact)), 1e-13L);
        oracle::check_gradient<0>(got[A], reference, exact, 1e-13L);
        oracle::check_gradient<1>(got[B], reference, exact, 1e-13L);
        oracle::check_gradient<2>(got[w], reference, exact, 1e-13L);
    }
}

BOOST_AUTO_TEST_CASE(joined_columns) {
    constexpr ctgrad::dimension<"d"> d;
    constexpr auto C = ctgrad::matrix<"C", r, d>;
    constexpr auto W = ctgrad::matrix<"W", r, c + d + c>;
    constexpr auto f = sum(concatenate(concatenate(exp(A), C), A) % W) + squared_norm(concatenate(C, u)) +
                       sum(log_sum_exp(concatenate(A + u, C)) % concatenate(w, column_sums(C)));
    auto const reference = [](Matrix const& a, Matrix const& b, Matrix const& x, Matrix const& y, Matrix const& z) {
        oracle::real result = b.squaredNorm() + x.squaredNorm();
        for (Eigen::Index j = 0; j < a.cols(); ++j) {
            result += a.col(j).array().exp().matrix().dot(z.col(j)) + a.col(j).dot(z.col(a.cols() + b.cols() + j));
            result += log((a.col(j) + x).array().exp().sum()) * y(j);
        }
        for (Eigen::Index j = 0; j < b.cols(); ++j)
            result += b.col(j).dot(z.col(a.cols() + j)) + log(b.col(j).array().exp().sum()) * b.col(j).sum();
        return result;
    };
    for (size const& n : sizes) {
        if (n.rows == 0) continue;
        auto const a = oracle::random_matrix(n.rows, n.columns, 1), b = oracle::random_matrix(n.rows, n.inner, 2),
                   z = oracle::random_matrix(n.rows, 2 * n.columns + n.inner, 3);
        Eigen::VectorXd const x = oracle::random_matrix(n.rows, 1, 4);
        Eigen::RowVectorXd const y = oracle::random_matrix(1, n.columns, 5);
        auto const got = ctgrad::value_and_gradient(f, A, C, u, w, W)(A = a, C = b, u = x, w = y, W = z);
        std::tuple const exact{oracle::exact(a), oracle::exact(b), oracle::exact(x), oracle::exact(y),
                               oracle::exact(z)};
        oracle::check_close(got.value, Matrix::Constant(1, 1, std::apply(reference, exact)), 1e-13L);
        oracle::check_gradient<0>(got[A], reference, exact, 1e-13L);
        oracle::check_gradient<1>(got[C], reference, exact, 1e-13L);
        oracle::check_gradient<2>(got[u], reference, exact, 1e-13L);
        oracle::check_gradient<3>(got[w], reference, exact, 1e-13L);
        oracle::check_gradient<4>(got[W], reference, exact, 1e-13L);
        // The derivative alone, where only W determines the number of columns; and along a tangent.
        oracle::check_close(
            ctgrad::gradient(sum(concatenate(concatenate(A, C), A) % W), W)(A = a, C = b, W = z)[W].leftCols(n.columns),
            oracle::exact(a), 0);
        auto const t = oracle::random_matrix(n.rows, n.inner, 6);
        auto const along = jvp(concatenate(A, C), C)(ctgrad::tangent(C = t), A = a, C = b);
        BOOST_TEST((along.tangent.leftCols(n.columns).array() == 0.0).all());
        BOOST_TEST((along.tangent.rightCols(n.inner) == t));
    }
}

BOOST_AUTO_TEST_CASE(parts) {
    constexpr auto M = ctgrad::matrix<"M", 3, 4>;
    constexpr auto N = ctgrad::matrix<"N", 3, 2>;
    constexpr auto joined = concatenate(exp(M), N);
    constexpr auto f = squared_norm(joined * transpose(joined)) + squared_norm(ctgrad::column_at<2>(sin(M))) +
                       ctgrad::entry<1, 3>(M) * ctgrad::entry<2, 0>(M % M) +
                       sum(ctgrad::column_at<5>(joined) % ctgrad::column_at<0>(N));
    auto const reference = [](Matrix const& a, Matrix const& b) {
        Matrix both(3, 6);
        both << a.array().exp().matrix(), b;
        return (both * both.transpose()).squaredNorm() + a.col(2).array().sin().square().sum() +
               a(1, 3) * a(2, 0) * a(2, 0) + both.col(5).dot(b.col(0));
    };
    auto const a = oracle::random_matrix(3, 4, 1), b = oracle::random_matrix(3, 2, 2);
    auto const got = ctgrad::value_and_gradient(f, M, N)(M = a, N = b);
    std::tuple const exact{oracle::exact(a), oracle::exact(b)};
    oracle::check_close(got.value, Matrix::Constant(1, 1, std::apply(reference, exact)), 1e-13L);
    oracle::check_gradient<0>(got[M], reference, exact, 1e-13L);
    oracle::check_gradient<1>(got[N], reference, exact, 1e-13L);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
