#include <array>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include <Eigen/Core>

#include "oracle.hpp"

// Normal equations and Jacobians of residuals against 50 digits, laws, and what is refused at run time.
namespace {

using namespace loop_tests;
using parameters = std::array<double, 3>;
using pair = std::array<double, 2>;

/// Two residuals, of which one is the same in all rows.
struct decay {
    template <class P, class Row>
    constexpr auto operator()(P const& p, Row const& at) const {
        using std::exp, std::sin;
        using value = std::remove_cvref_t<decltype(p[0] + p[0])>;
        return std::array<value, 2>{value(exp(p[0]) * exp(-p[1] * at[0]) + p[2] - at[1]), value(p[1] * sin(p[2]))};
    }
};
/// A residual that needs a sum and a recurrence over another list.
struct mixture {
    template <class P, class Components, class Row>
    constexpr auto operator()(P const& p, Components const& components, Row const& at) const {
        using std::exp;
        using value = std::remove_cvref_t<decltype(p[0] + p[0])>;
        value const peaks = sum(components, [&](auto const& c) {
            return value(c[0] * exp(-(at[0] - p[0] * c[1]) * (at[0] - p[0] * c[1])));
        });
        value const drift = fold(components, value(p[1] * at[0]),
                                 [&](auto const& state, auto const& c) { return value(p[2] * state + c[1] * p[1]); });
        return std::array<value, 1>{peaks + drift - at[1]};
    }
};

constexpr parameters p{0.3, 0.7, 0.2};
constexpr auto residuals = ctgrad::function<std::array<double, 2>(parameters, pair)>(decay{});
constexpr auto with_components =
    ctgrad::function<std::array<double, 1>(parameters, ctgrad::rows_of<pair>, pair)>(mixture{});
constexpr auto normal_equations = ctgrad::gauss_newton(residuals);
constexpr auto by_row = ctgrad::residual_jacobian(residuals);

/// Residuals and Jacobian of one row.
template <std::size_t M>
struct oracle_row {
    std::array<wide, M> residuals;
    std::array<std::array<wide, 3>, M> jacobian;
};
template <std::size_t M, class F>
oracle_row<M> oracle(F const& f) {
    oracle_row<M> row;
    for (std::size_t k = 0; k < M; ++k) {
        row.residuals[k] = f(widened(p))[k];
        for (std::size_t i = 0; i < 3; ++i)
            row.jacobian[k][i] = slope([&](wide const& h) {
                auto moved = widened(p);
                moved[i] += h;
                return f(moved)[k];
            });
    }
    return row;
}

template <std::size_t M, class Result>
void check_normal_equations(Result const& r, std::vector<oracle_row<M>> const& rows) {
    wide value = 0;
    for (auto const& row : rows)
        for (wide const& each : row.residuals) value += each * each / 2;
    check_close(r.value, value, 1e-14);
    for (std::size_t i = 0; i < 3; ++i) {
        wide gradient = 0;
        for (auto const& row : rows)
            for (std::size_t k = 0; k < M; ++k) gradient += row.jacobian[k][i] * row.residuals[k];
        check_close(r.gradient[i], gradient, 1e-14, static_cast<double>(rows.size() + 1));
        BOOST_TEST(r[ctgrad::arguments<0>][i] == r.gradient[i]);
        for (std::size_t j = 0; j < 3; ++j) {
            wide entry = 0;
            for (auto const& row : rows)
                for (std::size_t k = 0; k < M; ++k) entry += row.jacobian[k][i] * row.jacobian[k][j];
            check_close(r.normal_matrix[i][j], entry, 1e-14, static_cast<double>(rows.size() + 1));
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(loops_least_squares)

BOOST_AUTO_TEST_CASE(of_two_residuals) {
    for (std::size_t n : lengths()) {
        BOOST_TEST_CONTEXT(n << " rows") {
            auto const rows = random_rows<2>(n);
            std::vector<oracle_row<2>> expected;
            for (pair const& row : rows)
                expected.push_back(oracle<2>([&](auto const& at) { return decay{}(at, widened(row)); }));
            check_normal_equations(normal_equations(p, rows), expected);
            auto const r = by_row(p, rows);
            BOOST_TEST(r.value.size() == n);
            BOOST_TEST(r.jacobian.size() == n);
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t k = 0; k < 2; ++k) {
                    check_close(r.value[i][k], expected[i].residuals[k], 1e-15);
                    for (std::size_t j = 0; j < 3; ++j)
                        check_close(r.jacobian[i][k][j], expected[i].jacobian[k][j], 1e-15);
                }
        }
    }
}

BOOST_AUTO_TEST_CASE(with_loops_inside) {
    auto const rows = random_rows<2>(13), components = random_rows<2>(3, 4);
    std::vector<oracle_row<1>> expected;
    for (pair const& row : rows)
        expected.push_back(oracle<1>([&](auto const& at) { return mixture{}(at, widened(components), widened(row)); }));
    check_normal_equations(ctgrad::gauss_newton(with_components)(p, components, rows), expected);
    auto const r = ctgrad::residual_jacobian(with_components)(p, components, rows);
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t j = 0; j < 3; ++j) check_close(r.jacobian[i][j], expected[i].jacobian[0][j], 1e-14);
}

BOOST_AUTO_TEST_CASE(some_parameters) {
    constexpr auto line = ctgrad::function<double(double, double, pair)>(
        [](auto const& slope, auto const& offset, auto const& at) { return slope * at[0] + offset - at[1]; });
    auto const rows = random_rows<2>(300);
    auto const both = ctgrad::gauss_newton(line)(0.5, 0.25, rows);
    auto const second = ctgrad::gauss_newton(line, ctgrad::arguments<1>)(0.5, 0.25, rows);
    BOOST_TEST(second.value == both.value);
    BOOST_TEST(second.gradient == std::get<1>(both.gradient));
    BOOST_TEST(second.normal_matrix[0][0] == 300);
    // The residuals are linear, so one step of Gauss and Newton is at the minimum.
    auto const& [value, gradient, matrix] = both;
    double const determinant = matrix[0][0] * matrix[1][1] - matrix[0][1] * matrix[1][0];
    double const slope =
        0.5 - (matrix[1][1] * std::get<0>(gradient) - matrix[0][1] * std::get<1>(gradient)) / determinant;
    double const offset =
        0.25 - (matrix[0][0] * std::get<1>(gradient) - matrix[1][0] * std::get<0>(gradient)) / determinant;
    auto const minimum = ctgrad::gauss_newton(line)(slope, offset, rows);
    BOOST_TEST(minimum.value < value);
    BOOST_TEST(std::abs(std::get<0>(minimum.gradient)) < 1e-12);
    BOOST_TEST(std::abs(std::get<1>(minimum.gradient)) < 1e-12);
}

BOOST_AUTO_TEST_CASE(laws) {
    auto const rows = random_rows<2>(1003, 6);
    auto const part = [&](std::size_t from, std::size_t to) {
        return normal_equations(p, std::span(rows).subspan(from, to - from));
    };
    auto const whole = part(0, 1003);
    for (std::size_t cut : {0u, 8u, 255u, 1003u}) {
        auto const left = part(0, cut), right = part(cut, 1003);
        check_close(left.value + right.value, wide(whole.value), 1e-14);
        for (std::size_t i = 0; i < 3; ++i) {
            check_close(left.gradient[i] + right.gradient[i], wide(whole.gradient[i]), 1e-14, 1003);
            for (std::size_t j = 0; j < 3; ++j) {
                check_close(left.normal_matrix[i][j] + right.normal_matrix[i][j], wide(whole.normal_matrix[i][j]),
                            1e-14, 1003);
                BOOST_TEST(whole.normal_matrix[i][j] == whole.normal_matrix[j][i]);
            }
        }
    }
    // Residuals have the bits of plain C++.
    double const argument = -p[1] * rows[5][0];
    BOOST_TEST(by_row(p, std::vector{rows[5]}).value[0][0] == std::exp(p[0]) * std::exp(argument) + p[2] - rows[5][1]);
}

BOOST_AUTO_TEST_CASE(without_rows) {
    std::vector<pair> const none;
    auto const r = normal_equations(p, none);
    BOOST_TEST(r.value == 0);
    for (std::size_t i = 0; i < 3; ++i) {
        BOOST_TEST(r.gradient[i] == 0);
        for (double entry : r.normal_matrix[i]) BOOST_TEST(entry == 0);
    }
    BOOST_TEST(by_row(p, none).jacobian.empty());
}

BOOST_AUTO_TEST_CASE(written_to_the_caller) {
    auto rows = random_rows<2>(13);
    auto const expected = by_row(p, rows);
    Eigen::MatrixXd r(13, 2), j(13, 6);
    by_row(ctgrad::into_rows(r, j), p, rows);
    for (std::size_t i = 0; i < 13; ++i)
        for (std::size_t k = 0; k < 2; ++k) {
            auto const row = static_cast<Eigen::Index>(i), output = static_cast<Eigen::Index>(k);
            BOOST_TEST(r(row, output) == expected.value[i][k]);
            for (std::size_t c = 0; c < 3; ++c)
                BOOST_TEST(j(row, 3 * output + static_cast<Eigen::Index>(c)) == expected.jacobian[i][k][c]);
        }
    Eigen::Matrix<double, Eigen::Dynamic, 8, Eigen::RowMajor> side_by_side(13, 8);
    by_row(ctgrad::into_rows(side_by_side.leftCols<2>(), side_by_side.rightCols<6>()), p, rows);
    BOOST_TEST((side_by_side.leftCols<2>() == r && side_by_side.rightCols<6>() == j));
    BOOST_CHECK_THROW(by_row(ctgrad::into_rows(side_by_side.leftCols<2>(), side_by_side.leftCols<6>()), p, rows),
                      std::invalid_argument);
    std::vector<std::array<parameters, 2>> jacobian(13);
    by_row(ctgrad::into_rows(rows, jacobian), p, rows);  // over the rows themselves
    BOOST_TEST((rows == expected.value));
    BOOST_TEST((jacobian == expected.jacobian));
}

BOOST_AUTO_TEST_CASE(refused_before_anything_is_written) {
    auto const rows = random_rows<2>(13);
    std::vector<double> const longer(13), shorter(12);
    auto const unequal = std::array{ctgrad::column(longer), ctgrad::column(shorter)};
    BOOST_CHECK_THROW(normal_equations(p, unequal), std::invalid_argument);
    BOOST_CHECK_THROW(by_row(p, unequal), std::invalid_argument);
    std::vector<pair> r(13, pair{5, 5});
    std::vector<std::array<parameters, 2>> few(12);
    BOOST_CHECK_EXCEPTION(by_row(ctgrad::into_rows(r, few), p, rows), std::invalid_argument, [](auto const& error) {
        return std::string(error.what()) ==
               "ctgrad: arguments<1>, a list of rows, has another number of rows than the destination of its "
               "derivative";
    });
    BOOST_TEST((r == std::vector<pair>(13, pair{5, 5})));
}

BOOST_AUTO_TEST_SUITE_END()
