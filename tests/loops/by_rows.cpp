#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <vector>

#include "oracle.hpp"

// Products with Jacobians and Hessians with respect to lists of rows, and the blocks of rows in Hessians.
namespace {

using namespace loop_tests;
using pair = std::array<double, 2>;
using list = ctgrad::rows_of<pair>;

/// A row is combined with other rows and with itself.
struct coupled {
    template <class K, class Rows>
    constexpr auto operator()(K const& k, Rows const& rows) const {
        auto const total = log_sum_exp(rows, [&](auto const& x) { return k * x[0] * x[1]; });
        return total * sum(rows, [&](auto const& x) {
                   using std::sin;
                   return x[0] * sin(k * x[1]);
               });
    }
};
/// A row is combined with no other row of its list, only with rows of another list, and with a number that all share.
struct separate {
    template <class K, class Rows, class Others>
    constexpr auto operator()(K const& k, Rows const& rows, Others const& others) const {
        using std::exp;
        auto const scale = exp(k) * sum(others, [](auto const& y) { return y[1] * y[1]; });
        return scale * sum(rows, [&](auto const& x) {
                   return sum(others, [&](auto const& y) { return exp(x[0] * y[0] + k * x[1] * x[1]); });
               });
    }
};
struct recurrence {
    template <class K, class Rows>
    constexpr auto operator()(K const& k, Rows const& rows) const {
        using value = std::remove_cvref_t<decltype(k + k)>;
        return fold(rows, value(k), [&](auto const& state, auto const& x) {
            using std::sin;
            return value(sin(state * x[0]) + k * x[1] * x[1]);
        });
    }
};

template <class F>
wide at(F const& f, wide const& k, std::vector<pair> const& rows, std::vector<pair> const& direction, wide const& h,
        std::size_t row, std::size_t column, wide const& step) {
    auto moved = widened(rows);
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t j = 0; j < 2; ++j) moved.rows[i][j] += h * wide(direction[i][j]);
    if (row < rows.size()) moved.rows[row][column] += step;
    return f(k, moved);
}

/// Checks jvp and hvp with respect to both arguments.
template <class F>
void check_products(F const& f, std::size_t n) {
    static constexpr auto function = ctgrad::function<double(double, list)>(F{});
    double const k = 0.7, along_k = 0.3;
    auto const rows = random_rows<2>(n, 3), direction = random_rows<2>(n, 4);
    auto const tangent = ctgrad::tangent(along_k, std::span(direction));
    auto const jvp = ctgrad::jvp(function, ctgrad::arguments<0, 1>)(tangent, k, rows);
    auto const hvp = ctgrad::hvp(function, ctgrad::arguments<0, 1>)(tangent, k, rows);
    double const scale = static_cast<double>(n + 1);
    wide const value = f(wide(k), widened(rows));
    check_close(jvp.value, value, 1e-13, scale);
    check_close(hvp.value, value, 1e-13, scale);
    auto const moved = [&](wide const& h, wide const& by_k, std::size_t row, std::size_t column, wide const& step) {
        return at(f, wide(k) + h * wide(along_k) + by_k, rows, direction, h, row, column, step);
    };
    wide const first = slope([&](wide const& h) { return moved(h, 0, n, 0, 0); });
    check_close(jvp.tangent, first, 1e-13, scale);
    wide const by_k =
        slope([&](wide const& h) { return slope([&](wide const& step) { return moved(h, step, n, 0, 0); }); });
    check_close(std::get<0>(hvp.product), by_k, 1e-13, scale);
    BOOST_TEST(std::get<1>(hvp.product).size() == n);
    for (std::size_t i = 0; i < n; i += n < 20 ? 1 : 50)
        for (std::size_t j = 0; j < 2; ++j) {
            wide const entry =
                slope([&](wide const& h) { return slope([&](wide const& step) { return moved(h, 0, i, j, step); }); });
            check_close(std::get<1>(hvp.product)[i][j], entry, 1e-12, scale);
            wide const slope_of_row = slope([&](wide const& step) { return moved(0, 0, i, j, step); });
            check_close(std::get<1>(hvp.gradient)[i][j], slope_of_row, 1e-13, scale);
            BOOST_TEST(hvp[ctgrad::arguments<1>][i][j] == std::get<1>(hvp.product)[i][j]);
        }
}

constexpr auto blocks_of = ctgrad::function<double(double, list, list)>(separate{});

}  // namespace

BOOST_AUTO_TEST_SUITE(loops_by_rows)

BOOST_AUTO_TEST_CASE(products) {
    for (std::size_t n : {1u, 3u, 9u, 257u}) check_products(coupled{}, n);
    for (std::size_t n : {1u, 4u}) check_products(recurrence{}, n);
}

BOOST_AUTO_TEST_CASE(windows) {
    // A chain of springs: each row is combined with its neighbours.
    constexpr auto energy = ctgrad::function<double(ctgrad::rows_of<double>)>([](auto const& x) {
        return sum(ctgrad::windows<2>(x), [](auto const& w) {
            auto const stretch = w[1] - w[0];
            return stretch * stretch * stretch;
        });
    });
    std::vector<double> const x{0.1, 0.5, 0.3, 1.2}, d{1, -2, 0.5, 3};
    auto const hvp = ctgrad::hvp(energy, ctgrad::arguments<0>)(ctgrad::tangent(d), x);
    double first = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        double expected = 0;
        if (i > 0) expected += 6 * (x[i] - x[i - 1]) * (d[i] - d[i - 1]);
        if (i < 3) expected -= 6 * (x[i + 1] - x[i]) * (d[i + 1] - d[i]);
        check_close(hvp.product[i], wide(expected), 1e-14);
        first += hvp.gradient[i] * d[i];
    }
    check_close(ctgrad::jvp(energy, ctgrad::arguments<0>)(ctgrad::tangent(d), x).tangent, wide(first), 1e-14);
}

BOOST_AUTO_TEST_CASE(blocks) {
    double const k = 0.4;
    auto const others = random_rows<2>(3, 5);
    constexpr auto hessian = ctgrad::hessian(blocks_of, ctgrad::arguments<1>);
    for (std::size_t n : {0u, 1u, 5u, 257u}) {
        auto const rows = random_rows<2>(n, 3);
        auto const h = hessian(k, rows, others);
        BOOST_TEST(h.value == blocks_of(k, rows, others));
        BOOST_TEST(h.hessian.size() == n);
        BOOST_TEST((h.gradient == ctgrad::gradient(blocks_of, ctgrad::arguments<1>)(k, rows, others)));
        // The product with a direction is that of the blocks: nothing else is in the Hessian.
        auto const direction = random_rows<2>(n, 6);
        auto const hvp = ctgrad::hvp(blocks_of, ctgrad::arguments<1>)(ctgrad::tangent(direction), k, rows, others);
        for (std::size_t i = 0; i < n; i += n < 20 ? 1 : 32)
            for (std::size_t j = 0; j < 2; ++j) {
                double product = 0;
                for (std::size_t c = 0; c < 2; ++c) {
                    wide const entry = slope([&](wide const& a) {
                        return slope([&](wide const& b) {
                            auto moved = widened(std::vector{rows[i]});
                            moved.rows[0][j] += a;
                            moved.rows[0][c] += b;
                            return separate{}(wide(k), moved, widened(others));
                        });
                    });
                    check_close(h.hessian[i][j][c], entry, 1e-13);
                    product += h.hessian[i][j][c] * direction[i][c];
                }
                check_close(hvp.product[i][j], wide(product), 1e-13);
            }
    }
    constexpr auto squares = ctgrad::function<double(double, list)>([](auto const& scale, auto const& rows) {
        return scale * sum(rows, [](auto const& x) { return x[0] * x[0]; });
    });
    auto const rows = random_rows<2>(600, 3);
    auto const h = ctgrad::hessian(squares, ctgrad::arguments<1>)(3.0, rows);
    for (auto const& block : h.hessian) {
        BOOST_TEST(block[0][0] == 6);
        BOOST_TEST(block[0][1] == 0);
        BOOST_TEST(block[1][1] == 0);
    }
}

BOOST_AUTO_TEST_CASE(products_in_memory_of_the_caller) {
    constexpr auto hvp = ctgrad::hvp(blocks_of, ctgrad::arguments<0, 1>);
    auto const others = random_rows<2>(3, 5);
    for (std::size_t n : {0u, 1u, 257u}) {
        auto const rows = random_rows<2>(n, 3), direction = random_rows<2>(n, 6);
        auto const expected = hvp(ctgrad::tangent(2.0, direction), 0.4, rows, others);
        double by_scale = 5;
        auto by_rows = direction;  // the destination may be the tangent
        double const value =
            hvp(ctgrad::into_rows(by_scale, by_rows), ctgrad::tangent(2.0, by_rows), 0.4, rows, others);
        BOOST_TEST((value == expected.value));
        BOOST_TEST((by_scale == std::get<0>(expected.product)));
        BOOST_TEST((by_rows == std::get<1>(expected.product)));
    }
    auto const rows = random_rows<2>(4);
    double by_scale = 5;
    std::vector<pair> few(3, pair{7, 7});
    BOOST_CHECK_THROW(hvp(ctgrad::into_rows(by_scale, few), ctgrad::tangent(2.0, rows), 0.4, rows, others),
                      std::invalid_argument);
    few.resize(4, pair{7, 7});
    BOOST_CHECK_THROW(hvp(ctgrad::into_rows(by_scale, few), ctgrad::tangent(2.0, others), 0.4, rows, others),
                      std::invalid_argument);
    BOOST_TEST(by_scale == 5);
    BOOST_TEST((few == std::vector<pair>(4, pair{7, 7})));
}

BOOST_AUTO_TEST_CASE(blocks_in_memory_of_the_caller) {
    constexpr auto hessian = ctgrad::hessian(blocks_of, ctgrad::arguments<1>);
    auto const others = random_rows<2>(3, 5);
    for (std::size_t n : {0u, 1u, 5u, 257u}) {
        auto rows = random_rows<2>(n, 3);
        auto const expected = hessian(0.4, rows, others);
        std::vector<std::array<pair, 2>> blocks(n);
        std::vector<double> numbers(4 * n);
        auto by_rows = rows;
        double const value = hessian(ctgrad::into_rows(by_rows, blocks), 0.4, rows, others);
        BOOST_TEST(value == expected.value);
        BOOST_TEST((by_rows == expected.gradient));
        // The gradient may be written to the list itself; the blocks are rows of four numbers.
        BOOST_TEST((hessian(ctgrad::threads{2}, ctgrad::into_rows(rows, ctgrad::rows<4>(numbers)), 0.4, rows, others) ==
                    value));
        BOOST_TEST((rows == by_rows));
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < 2; ++j)
                for (std::size_t k = 0; k < 2; ++k) {
                    BOOST_TEST(blocks[i][j][k] == expected.hessian[i][j][k]);
                    BOOST_TEST(numbers[4 * i + 2 * j + k] == expected.hessian[i][j][k]);
                }
    }
    auto const rows = random_rows<2>(4, 3);
    std::vector<pair> by_rows(4, pair{7, 7});
    std::vector<std::array<pair, 2>> few(3);
    BOOST_CHECK_THROW(hessian(ctgrad::into_rows(by_rows, few), 0.4, rows, others), std::invalid_argument);
    BOOST_TEST((by_rows == std::vector<pair>(4, pair{7, 7})));
}

BOOST_AUTO_TEST_CASE(products_with_cotangents_in_memory_of_the_caller) {
    // Two results, with respect to a number and a list.
    constexpr auto f = ctgrad::function<pair(double, list)>([](auto const& k, auto const& rows) {
        return std::array{ctgrad::sum(rows, [&](auto const& x) { return exp(k * x[0]) * x[1]; }),
                          ctgrad::sum(ctgrad::windows<2>(rows), [](auto const& w) { return w[0][0] * w[1][1]; })};
    });
    constexpr auto vjp = ctgrad::vjp(f, ctgrad::arguments<0, 1>);
    pair const weights{0.5, -2};
    for (std::size_t n : {1u, 2u, 300u}) {
        auto const rows = random_rows<2>(n, 3);
        auto const expected = vjp(ctgrad::cotangent(weights), 0.3, rows);
        double by_k = 7;
        auto by_rows = rows;  // the destination may be the list
        pair const value = vjp(ctgrad::into_rows(by_k, by_rows), ctgrad::cotangent(weights), 0.3, by_rows);
        BOOST_TEST((value == expected.value));
        BOOST_TEST(by_k == std::get<0>(expected.gradient));
        BOOST_TEST((by_rows == std::get<1>(expected.gradient)));
    }
    double by_k = 7;
    std::vector<pair> few(3, pair{7, 7});
    BOOST_CHECK_THROW(vjp(ctgrad::into_rows(by_k, few), ctgrad::cotangent(weights), 0.3, random_rows<2>(4)),
                      std::invalid_argument);
    BOOST_TEST((by_k == 7 && few == std::vector<pair>(3, pair{7, 7})));
}

BOOST_AUTO_TEST_CASE(tangents_that_do_not_fit) {
    auto const rows = random_rows<2>(4);
    auto const others = random_rows<2>(3);
    BOOST_CHECK_EXCEPTION(
        ctgrad::hvp(blocks_of, ctgrad::arguments<1>)(ctgrad::tangent(others), 0.4, rows, others), std::invalid_argument,
        [](auto const& error) {
            return std::string(error.what()) ==
                   "ctgrad: arguments<1>, a list of rows, has another number of rows than its tangent";
        });
    std::vector<pair> const none;
    BOOST_TEST(ctgrad::hvp(blocks_of, ctgrad::arguments<1>)(ctgrad::tangent(none), 0.4, none, others).product.empty());
    BOOST_TEST(ctgrad::jvp(blocks_of, ctgrad::arguments<1>)(ctgrad::tangent(none), 0.4, none, others).tangent == 0);
}

BOOST_AUTO_TEST_SUITE_END()
