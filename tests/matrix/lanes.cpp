#include <array>
#include <cmath>
#include <limits>
#include <type_traits>
#include <utility>

#include <boost/test/unit_test.hpp>

#include <ctgrad/batch.hpp>
#include <ctgrad/matrix_lanes.hpp>

#include "oracle.hpp"

// Functions of matrices in the lanes of SIMD registers, compared with those of the standard library.
namespace {

using namespace ctgrad::literals;

constexpr ctgrad::dimension<"n"> n;
constexpr ctgrad::dimension<"m"> m;
constexpr auto A = ctgrad::matrix<"A", n, m>;
constexpr auto B = ctgrad::matrix<"B", n, m>;
constexpr auto u = ctgrad::vector<"u", n>;
constexpr auto v = ctgrad::matrix<"v", 1, m>;
constexpr auto s = ctgrad::variable<"s">;
constexpr auto labels = ctgrad::matrix<"labels", 1, m>;
constexpr auto x = ctgrad::variable<"x">;

template <class T>
using matrix_of = Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>;

// Passes over columns with entries that are broadcast, conditions, and sums of rows, of columns and of all.
constexpr auto F = exp(-A % A + u) + select(A < B, tanh(s* A) - v, log(2_c + B) % u) + sin(B) % sigmoid(v);
constexpr auto totals = squared_norm(row_sums(F)) + sum(exp(column_sums(F) / 100_c)) + sum(log(1_c + F % F));
// Passes that need the number of the row, and logarithms of sums of exponentials.
constexpr auto losses = mean(gather(log_softmax(F), labels)) + sum(softmax(A) % F) / 10_c;

template <class X, class Y>
void check_close(X const& of_lanes, Y const& expected) {
    using number = std::remove_cvref_t<decltype(oracle::exact(expected)(0, 0))>;
    oracle::Matrix const a = oracle::exact(of_lanes), b = oracle::exact(expected);
    BOOST_TEST_REQUIRE((a.rows() == b.rows() && a.cols() == b.cols()));
    for (Eigen::Index i = 0; i < a.size(); ++i) {
        number const error = a.data()[i] - b.data()[i], scale = 1 + abs(b.data()[i]);
        BOOST_TEST_REQUIRE(static_cast<double>(abs(error) / scale) < 1e-13);
    }
}

/// A quantity in lanes and in single numbers, for matrices of a size.
template <class Quantity, class Check>
void compare(Quantity const quantity, Eigen::Index rows, Eigen::Index columns, Check check) {
    auto const a = oracle::random_matrix(rows, columns, 1), b = oracle::random_matrix(rows, columns, 2);
    Eigen::VectorXd const c = oracle::random_matrix(rows, 1, 3);
    Eigen::RowVectorXd const d = oracle::random_matrix(1, columns, 4);
    Eigen::RowVectorXi given(columns);
    for (Eigen::Index j = 0; j < columns; ++j) given(j) = static_cast<int>(3 * j % rows);
    auto const call = [&](auto& f) {
        if constexpr (Quantity::what == ctgrad::detail::quantity::jvp)
            return f(ctgrad::tangent(A = b, s = 2.0), A = a, B = b, u = c, v = d, s = 0.75);
        else
            return f(A = a, B = b, u = c, v = d, s = 0.75, labels = given);
    };
    auto const of_lanes = ctgrad::in_lanes(quantity);
    auto const expected = call(quantity);
    check(call(of_lanes), expected);
    ctgrad::evaluator step(of_lanes);
    for (int repeated = 0; repeated < 2; ++repeated) check(call(step), expected);
}

constexpr std::array<std::array<Eigen::Index, 2>, 9> sizes{
    {{1, 1}, {1, 9}, {2, 3}, {7, 1}, {8, 4}, {9, 2}, {17, 3}, {64, 2}, {131, 2}}};

}  // namespace

BOOST_AUTO_TEST_SUITE(matrix)
BOOST_AUTO_TEST_SUITE(lanes)

BOOST_AUTO_TEST_CASE(agree_with_single_numbers) {
    constexpr auto all = ctgrad::value_and_gradient(totals + losses, A, u, v, s);
    for (auto const& [rows, columns] : sizes) {
        compare(all, rows, columns, [](auto const& of_lanes, auto const& expected) {
            check_close(of_lanes.value, expected.value);
            check_close(of_lanes[A], expected[A]);
            check_close(of_lanes[u], expected[u]);
            check_close(of_lanes[v], expected[v]);
            check_close(of_lanes[s], expected[s]);
        });
        compare(ctgrad::jvp(ctgrad::outputs(F, row_sums(F), column_sums(F), log_sum_exp(A)), A, s), rows, columns,
                [](auto const& of_lanes, auto const& expected) {
                    [&]<std::size_t... I>(std::index_sequence<I...>) {
                        (check_close(std::get<I>(of_lanes.value), std::get<I>(expected.value)), ...);
                        (check_close(std::get<I>(of_lanes.tangent), std::get<I>(expected.tangent)), ...);
                    }
                    (std::make_index_sequence<4>{});
                });
    }
}

BOOST_AUTO_TEST_CASE(an_entry_has_the_same_bits_at_every_place) {
    // Those of a batch, also in the last rows, which do not fill a register.
    std::array<double, 3> const points{-1.7, 0.3, 41};
    std::array<double, 3> by_batch{};
    ctgrad::batch(exp(x) - sin(x))(ctgrad::into(by_batch), x = ctgrad::column(points));
    constexpr auto f = ctgrad::in_lanes(exp(A) - sin(A));
    for (auto const& [rows, columns] : sizes)
        for (std::size_t i = 0; i < points.size(); ++i) {
            Eigen::MatrixXd const result = f(A = Eigen::MatrixXd::Constant(rows, columns, points[i]).eval());
            BOOST_TEST((result.array() == by_batch[i]).all());
        }
}

BOOST_AUTO_TEST_CASE(other_scalar_types) {
    Eigen::MatrixXf const a = oracle::random_matrix(19, 3, 5).cast<float>();
    Eigen::MatrixXf const expected = (exp(A) % tanh(A))(A = a), of_lanes = ctgrad::in_lanes(exp(A) % tanh(A))(A = a);
    BOOST_TEST((expected - of_lanes).cwiseAbs().maxCoeff() < 1e-6f);
    // Numbers that no register holds are computed one by one, with the same bits.
    using wide = Eigen::Matrix<long double, Eigen::Dynamic, Eigen::Dynamic>;
    wide const b = oracle::random_matrix(5, 3, 6).cast<long double>();
    BOOST_TEST((ctgrad::in_lanes(exp(A))(A = b).array() == exp(A)(A = b).array()).all());
}

BOOST_AUTO_TEST_CASE(fixed_sizes_and_constant_expressions) {
    constexpr auto K = ctgrad::matrix<"K", 11, 2>;
    constexpr auto g = ctgrad::gradient(sum(exp(K)), K);
    Eigen::Matrix<double, 11, 2> const k = oracle::random_matrix(11, 2, 7);
    check_close(ctgrad::in_lanes(g)(K = k)[K], g(K = k)[K]);
    constexpr auto w = ctgrad::vector<"w", 2>;
    constexpr auto value = ctgrad::in_lanes(sum(exp(w)))(w = std::array<double, 2>{0, 0});
    static_assert(value == 2);
}

BOOST_AUTO_TEST_CASE(edges) {
    double const infinity = std::numeric_limits<double>::infinity();
    Eigen::MatrixXd a(11, 4);
    a << oracle::random_matrix(11, 1, 8), Eigen::VectorXd::Constant(11, -infinity),
        Eigen::VectorXd::Constant(11, -1000), Eigen::VectorXd::Constant(11, 1000);
    Eigen::RowVectorXd const of_lanes = ctgrad::in_lanes(log_sum_exp(A))(A = a), expected = log_sum_exp(A)(A = a);
    BOOST_TEST(std::abs(of_lanes(0) - expected(0)) < 1e-14);
    for (int j = 1; j < 4; ++j) BOOST_TEST(of_lanes(j) == expected(j));
#if !defined(CTGRAD_SANITIZED)  // xsimd converts it to an integer, and does not use that
    a(10, 2) = std::numeric_limits<double>::quiet_NaN();
    BOOST_TEST(std::isnan(ctgrad::in_lanes(log_sum_exp(A))(A = a)(2)));
#endif
    BOOST_TEST(ctgrad::in_lanes(sum(exp(A)))(A = Eigen::MatrixXd(0, 3)) == 0);
    Eigen::MatrixXd own = oracle::random_matrix(13, 3, 9);
    Eigen::MatrixXd const expected_gradient = exp(A)(A = own);
    Eigen::MatrixXd result(13, 3);
    // [call]
    ctgrad::evaluator step(ctgrad::in_lanes(ctgrad::gradient(sum(exp(A)), A)));
    step(ctgrad::destination(A, result), A = own);
    // [call]
    check_close(result, expected_gradient);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()
