#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <cstddef>

#include <ctgrad/matrix.hpp>

#include "oracle.hpp"

// Formulas whose dimensions are numbers, evaluated at compile time on nested std::arrays.

using namespace ctgrad::literals;

namespace {

template <std::size_t R, std::size_t C>
using rows = std::array<std::array<double, C>, R>;

constexpr auto A = ctgrad::matrix<"A", 3, 4>;
constexpr auto B = ctgrad::matrix<"B", 4, 2>;
constexpr auto S = ctgrad::matrix<"S", 3, 3>;
constexpr auto v = ctgrad::vector<"v", 3>;
constexpr auto w = ctgrad::matrix<"w", 1, 4>;
constexpr auto labels = ctgrad::matrix<"labels", 1, 4>;
constexpr auto s = ctgrad::variable<"s">;

constexpr rows<3, 4> a{{{1, 2, 3, 4}, {5, 6, 7, 8}, {-1, 0, 2, 1}}};
constexpr rows<4, 2> b{{{1, 2}, {0, 1}, {-1, 1}, {2, 2}}};
constexpr rows<3, 3> square{{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}};
constexpr std::array<double, 3> x{1, 0, -1};
constexpr std::array<double, 4> row{1, 2, 3, 4};

// Values.
static_assert((A * B)(A = a, B = b) == rows<3, 2>{{{6, 15}, {14, 39}, {-1, 2}}});
static_assert((transpose(B) * transpose(A))(A = a, B = b) == rows<2, 3>{{{6, 14, -1}, {15, 39, 2}}});
static_assert((transpose(A) * v)(A = a, v = x) == std::array<double, 4>{2, 2, 1, 3});
static_assert(transpose(B)(B = b) == rows<2, 4>{{{1, 0, -1, 2}, {2, 1, 1, 2}}});
static_assert(row_sums(A)(A = a) == std::array<double, 3>{10, 26, 2} &&
              column_sums(A)(A = a) == std::array<double, 4>{5, 8, 12, 13});
static_assert(sum(A)(A = a) == 38 && mean(A)(A = a) == 38.0 / 12 && trace(S)(S = square) == 15);
static_assert((A % A - s)(A = a, s = 1.0)[1] == std::array<double, 4>{24, 35, 48, 63});
static_assert((v + w)(v = x, w = row) == rows<3, 4>{{{2, 3, 4, 5}, {1, 2, 3, 4}, {0, 1, 2, 3}}});
static_assert(outer(v, v)(v = x) == rows<3, 3>{{{1, 0, -1}, {0, 0, 0}, {-1, 0, 1}}} && dot(v, v)(v = x) == 2 &&
              squared_norm(v)(v = x) == 2);
static_assert(gather(A, labels)(A = a, labels = std::array<int, 4>{2, 0, 1, 1}) == std::array<double, 4>{-1, 2, 7, 8});
static_assert(ctgrad::column_at<2>(A)(A = a) == std::array<double, 3>{3, 7, 2} && ctgrad::entry<1, 3>(A)(A = a) == 8);
static_assert(concatenate(A, s* A)(A = a, s = 2.0)[2] == std::array<double, 8>{-1, 0, 2, 1, -2, 0, 4, 2});
static_assert(select(A < s, A, s)(A = a, s = 2.5)[0] == std::array<double, 4>{1, 2, 2.5, 2.5});
static_assert(relu(A)(A = a)[2] == std::array<double, 4>{0, 0, 2, 1});

// Derivatives.
constexpr auto squares = ctgrad::value_and_gradient(sum(A % A), A)(A = a);
static_assert(squares.value == 210 && squares[A] == rows<3, 4>{{{2, 4, 6, 8}, {10, 12, 14, 16}, {-2, 0, 4, 2}}});
constexpr auto form = ctgrad::gradient(transpose(v) * S * v, S, v)(S = square, v = x);
static_assert(form[S] == rows<3, 3>{{{1, 0, -1}, {0, 0, 0}, {-1, 0, 1}}} &&
              form[v] == std::array<double, 3>{-8, -8, -8});
static_assert(ctgrad::gradient(trace(S * S), S)(S = square)[S] == rows<3, 3>{{{2, 8, 14}, {4, 10, 16}, {6, 12, 18}}});
static_assert(ctgrad::gradient(sum(A), A)(A = a)[A][2][3] == 1 && ctgrad::gradient(mean(w), w)(w = row)[w][0] == 0.25);
constexpr auto parts = ctgrad::gradient(squared_norm(ctgrad::column_at<1>(A)) + ctgrad::entry<2, 3>(A), A)(A = a);
static_assert(parts[A] == rows<3, 4>{{{0, 4, 0, 0}, {0, 12, 0, 0}, {0, 0, 0, 1}}});
static_assert(jvp(A * B, A)(ctgrad::tangent(A = a), A = a, B = b).tangent == (A * B)(A = a, B = b));
static_assert(vjp(A * B, B)(ctgrad::cotangent(rows<3, 2>{{{1, 0}, {0, 1}, {0, 0}}}), A = a, B = b)[B] ==
              rows<4, 2>{{{1, 5}, {2, 6}, {3, 7}, {4, 8}}});
static_assert(hvp(sum(A % A % A), A)(ctgrad::tangent(A = a), A = a)[A][1] == std::array<double, 4>{150, 216, 294, 384});
constexpr auto rows_of = ctgrad::jacobian(ctgrad::outputs(trace(S), squared_norm(S)), S)(S = square);
static_assert(rows_of.value[1] == 285 && rows_of[0][S][1][1] == 1 && rows_of[0][S][1][2] == 0 &&
              rows_of[1][S][2][0] == 14);
// Results have the members of those of numbers.
static_assert(squares.gradient[A] == squares[A] && std::get<0>(squares.gradient) == squares[A]);
static_assert(get<0>(squares) == 210 && std::get<1>(ctgrad::as_tuple(squares)) == squares[A]);
constexpr auto curved = hvp(sum(A % A % A), A)(ctgrad::tangent(A = a), A = a);
static_assert(curved.value == sum(A % A % A)(A = a) && curved.product[A] == curved[A] &&
              curved.gradient[A] == gradient(sum(A % A % A), A)(A = a)[A] && get<2>(curved)[A] == curved[A]);
static_assert(rows_of.jacobian[1][S] == rows_of[1][S] && get<1>(jvp(sum(A), A)(ctgrad::tangent(A = a), A = a)) == 38);
constexpr double by_number = ctgrad::gradient(sum(s * A), s)(A = a, s = 2.0);
static_assert(by_number == 38);
// A derivative of a derivative.
static_assert(derivative(sum(derivative(sum(A % A % A), A)), A)(A = a)[0] == std::array<double, 4>{6, 12, 18, 24});

}  // namespace

BOOST_AUTO_TEST_SUITE(matrix)

BOOST_AUTO_TEST_CASE(the_compiler_computes_as_the_program_does) {
    constexpr auto f = sum(softmax(A * B) % tanh(A * B)) + sum(log_sum_exp(sigmoid(A)) % w);
    constexpr auto known = ctgrad::value_and_gradient(f, A, B)(A = a, B = b, w = row);
    Eigen::Matrix<double, 3, 4> ea;
    Eigen::Matrix<double, 4, 2> eb;
    Eigen::RowVector4d ew;
    for (std::size_t i = 0; i < 4; ++i) {
        for (std::size_t j = 0; j < 3; ++j) ea(static_cast<int>(j), static_cast<int>(i)) = a[j][i];
        for (std::size_t j = 0; j < 2; ++j) eb(static_cast<int>(i), static_cast<int>(j)) = b[i][j];
        ew(static_cast<int>(i)) = row[i];
    }
    auto const r = ctgrad::value_and_gradient(f, A, B)(A = ea, B = eb, w = ew);
    BOOST_TEST(r.value == known.value, boost::test_tools::tolerance(1e-14));
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < 4; ++j)
            BOOST_TEST(std::abs(r[A](static_cast<int>(i), static_cast<int>(j)) - known[A][i][j]) < 1e-13);
    // In extended precision the result is the same, with a smaller error.
    Eigen::Matrix<long double, 3, 4> const la = ea.cast<long double>();
    Eigen::Matrix<long double, 4, 2> const lb = eb.cast<long double>();
    Eigen::Matrix<long double, 1, 4> const lw = ew.cast<long double>();
    auto const extended = ctgrad::value_and_gradient(f, A, B)(A = la, B = lb, w = lw);
    static_assert(std::same_as<decltype(extended.value), long double>);
    BOOST_TEST(static_cast<double>(extended.value) == known.value, boost::test_tools::tolerance(1e-14));
}

BOOST_AUTO_TEST_SUITE_END()
