#include <type_traits>

#include <boost/test/unit_test.hpp>

#include <ctgrad/matrix.hpp>

#include "quarters.hpp"

// Short passes over matrices run in SIMD vectors.
namespace {

using namespace ctgrad::literals;

/// Sums and quotients of multiples of 1/4, which are exact in any order, as a formula and as loops.
template <int Rows, int Columns, class T, class Second = T>
void check_pass() {
    constexpr auto P = ctgrad::matrix<"P", Rows, Columns>;
    constexpr auto Q = ctgrad::matrix<"Q", Rows, Columns>;
    constexpr auto p = ctgrad::vector<"p", Rows>;
    constexpr auto q = ctgrad::matrix<"q", 1, Columns>;
    constexpr auto s = ctgrad::variable<"s">;
    using matrix = Eigen::Matrix<T, Rows, Columns, (Rows == 1 && Columns != 1) ? Eigen::RowMajor : Eigen::ColMajor>;
    using row_of_matrix = std::conditional_t<(Columns > 1), Eigen::Matrix<T, 1, Columns>, Eigen::Matrix<T, 1, 1>>;
    matrix const a = numbers(Rows, Columns, 1).cast<T>();
    Eigen::Matrix<Second, Rows, Columns, matrix::Options> const b = (4 * numbers(Rows, Columns, 2)).cast<Second>();
    Eigen::Matrix<T, Rows, 1> const c = numbers(Rows, 1, 3).cast<T>();
    row_of_matrix const d = numbers(1, Columns, 4).cast<T>();
    T const e = T(0.5);

    constexpr auto F = select(P < Q, relu(P % Q) - p, select(P <= s, Q / 2_c, -P + q)) + s * Q;
    auto const f = [&](int i, int j) {
        T const u = a(i, j), v = static_cast<T>(b(i, j)), w = u * v;
        return (u < v ? (w > 0 ? w : T(0)) - c(i) : u <= e ? v / 2 : -u + d(j)) + e * v;
    };
    auto const all = F(P = a, Q = b, p = c, q = d, s = e);
    auto const total = sum(F)(P = a, Q = b, p = c, q = d, s = e);
    auto const by_row = row_sums(F % Q)(P = a, Q = b, p = c, q = d, s = e);
    auto const by_column = column_sums(F)(P = a, Q = b, p = c, q = d, s = e);
    T wanted_total(0);
    Eigen::Matrix<T, Rows, 1> rows = Eigen::Matrix<T, Rows, 1>::Zero();
    for (int j = 0; j < Columns; ++j) {
        T column(0);
        for (int i = 0; i < Rows; ++i) {
            if constexpr (Rows * Columns > 1) BOOST_TEST_REQUIRE(all(i, j) == f(i, j));
            column += f(i, j);
            rows(i) += f(i, j) * static_cast<T>(b(i, j));
        }
        if constexpr (Columns > 1) BOOST_TEST_REQUIRE(by_column(j) == column);
        wanted_total += column;
    }
    if constexpr (Rows > 1)
        for (int i = 0; i < Rows; ++i) BOOST_TEST_REQUIRE(by_row(i) == rows(i));
    BOOST_TEST_REQUIRE(total == wanted_total);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(matrix_small_passes)

BOOST_AUTO_TEST_CASE(short_passes) {
    check_pass<7, 1, double>();
    check_pass<8, 1, double>();
    check_pass<1, 9, double>();
    check_pass<9, 2, double>();
    check_pass<16, 3, double>();
    check_pass<64, 1, double>();
    check_pass<65, 1, double>();
    check_pass<19, 2, float>();
    check_pass<11, 2, double, int>();  // every entry is converted
}

BOOST_AUTO_TEST_SUITE_END()
