#include <array>
#include <cmath>
#include <random>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/loops/sparse/eigen.hpp>
#include <ctgrad/sparse_loops.hpp>

// Sparse Jacobians and Hessians of functions of rows: they equal the dense ones; patterns; values that are refreshed.
namespace {

using pair = std::array<double, 2>;
using ctgrad::rows_of;

constexpr auto rosenbrock = ctgrad::function<double(rows_of<double>)>([](auto const& x) {
    return sum(ctgrad::windows<2>(x), [](auto const& w) {
        auto const a = 1 - w[0], b = w[1] - w[0] * w[0];
        return a * a + 100 * b * b;
    });
});
// Of two lists, one of which an index list chooses from; a point has a term of its own.
constexpr auto energy = ctgrad::function<double(rows_of<pair>, rows_of<double>, ctgrad::indices<2>)>(
    [](auto const& points, auto const& stiffness, auto const& springs) {
        return sum(zip(stiffness, springs),
                   [&](auto const& k, auto const& ends) {
                       auto const &a = points[ends[0]], &b = points[ends[1]];
                       return k * (a[0] * b[1] + a[0] * a[0] * b[0]);
                   }) +
               sum(points, [](auto const& p) { return p[0] * p[1] * p[1]; });
    });
constexpr auto reaction = ctgrad::function<rows_of<pair>(rows_of<pair>, double)>([](auto const& y, auto const& c) {
    return map(ctgrad::windows<3>(y), [&](auto const& w) {
        auto const s = w[1][0] * w[1][0] * w[1][1];
        return std::array{s + c * (w[0][0] + w[2][0]), c * w[0][1] - s};
    });
});

std::vector<pair> random_points(std::size_t count) {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> number(-1, 1);
    std::vector<pair> points(count);
    for (auto& [x, y] : points) x = number(random), y = number(random);
    return points;
}
bool says(std::invalid_argument const& error, char const* words) {
    return std::string(error.what()).find(words) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(loops_sparse)

BOOST_AUTO_TEST_CASE(tridiagonal) {
    constexpr auto hessian = ctgrad::sparse(ctgrad::hessian(rosenbrock, ctgrad::arguments<0>));
    for (std::size_t n : {0u, 1u, 2u, 3u, 9u, 17u, 18u, 40u, 258u, 600u}) {
        BOOST_TEST_CONTEXT(n << " variables") {
            std::vector<double> x(n, 0.5);
            auto matrix = hessian(x);
            for (std::size_t i = 0; i < n; ++i) x[i] = 0.25 + 0.0625 * static_cast<double>(i % 13);
            hessian.into(matrix)(x);
            BOOST_TEST(matrix.nonzeros() == (n < 2 ? 0 : 2 * n - 1));
            BOOST_TEST(matrix.rows() == n);
            for (std::size_t i = 0; n > 1 && i < n; ++i) {
                double const right = i + 1 < n ? 1200 * x[i] * x[i] - 400 * x[i + 1] + 2 : 0;
                BOOST_TEST(matrix(i, i) == right + (i > 0 ? 200 : 0), boost::test_tools::tolerance(1e-14));
                if (i > 0) BOOST_TEST(matrix(i, i - 1) == -400 * x[i - 1]);
                if (i > 1) BOOST_TEST(matrix(i, i - 2) == 0.0);
            }
            BOOST_TEST((hessian(x).values().size() == matrix.values().size()));
        }
    }
}

// Each column is the product with a unit vector.
BOOST_AUTO_TEST_CASE(by_index_as_products) {
    constexpr auto hessian = ctgrad::sparse(ctgrad::hessian(energy, ctgrad::arguments<0, 1>), ctgrad::csc);
    constexpr auto product = ctgrad::hvp(energy, ctgrad::arguments<0, 1>);
    for (auto const& [n, m] : {std::pair{1u, 1u}, {4u, 6u}, {9u, 300u}}) {
        BOOST_TEST_CONTEXT(n << " points, " << m << " springs") {
            auto const points = random_points(n);
            std::vector<double> stiffness(m);
            std::vector<std::array<unsigned, 2>> springs(m);
            for (unsigned i = 0; i < m; ++i) stiffness[i] = 1 + 0.5 * (i % 5), springs[i] = {i % n, (i * i / 3) % n};
            auto const matrix = hessian(points, stiffness, springs);
            BOOST_TEST(matrix.rows() == 2 * n + m);
            for (std::size_t column = 0; column < 2 * n + m; column += 1 + column / 20) {
                std::vector<pair> by_points(n);
                std::vector<double> by_stiffness(m);
                (column < 2 * n ? by_points[column / 2][column % 2] : by_stiffness[column - 2 * n]) = 1;
                auto const [of_points, of_stiffness] =
                    product(ctgrad::tangent(by_points, by_stiffness), points, stiffness, springs).product;
                double worst = 0;
                for (std::size_t row = 0; row < 2 * n + m; ++row)
                    worst = std::max(worst, std::abs(matrix(row, column) - (row < 2 * n ? of_points[row / 2][row % 2]
                                                                                        : of_stiffness[row - 2 * n])));
                BOOST_TEST(worst < 1e-12);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(jacobian_of_neighbours) {
    constexpr auto jacobian = ctgrad::sparse(ctgrad::jacobian(reaction, ctgrad::arguments<0>));
    for (std::size_t n : {2u, 3u, 4u, 20u, 258u, 300u}) {
        BOOST_TEST_CONTEXT(n << " cells") {
            auto const y = random_points(n);
            double const c = 3;
            auto matrix = jacobian(random_points(n), 2.0);
            jacobian.into(matrix)(y, c);
            auto const value = reaction(y, c);
            BOOST_TEST(matrix.rows() == 2 * (n - 2));
            BOOST_TEST(matrix.columns() == 2 * n);
            BOOST_TEST(matrix.nonzeros() == 7 * (n - 2));
            for (std::size_t i = 0; i + 2 < n; ++i) {
                auto const &a = y[i], &b = y[i + 1], &d = y[i + 2];
                double const u = 2 * b[0] * b[1], v = b[0] * b[0];
                std::array const row{matrix(2 * i, 2 * i),         matrix(2 * i, 2 * i + 2),
                                     matrix(2 * i, 2 * i + 3),     matrix(2 * i, 2 * i + 4),
                                     matrix(2 * i + 1, 2 * i + 1), matrix(2 * i + 1, 2 * i + 2),
                                     matrix(2 * i + 1, 2 * i + 3), matrix(2 * i + 1, 2 * i + 4)};
                std::array const expected{c, u, v, c, c, -u, -v, 0.0};
                double worst = std::abs(value[i][0] - (v * b[1] + c * (a[0] + d[0])));
                for (std::size_t k = 0; k < row.size(); ++k) worst = std::max(worst, std::abs(row[k] - expected[k]));
                BOOST_TEST(worst < 1e-14);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(orders_and_eigen) {
    auto const y = random_points(30);
    auto const by_rows = ctgrad::sparse(ctgrad::jacobian(reaction, ctgrad::arguments<0>), ctgrad::csr)(y, 2.0);
    auto const by_columns = ctgrad::sparse(ctgrad::jacobian(reaction, ctgrad::arguments<0>), ctgrad::csc)(y, 2.0);
    Eigen::MatrixXd const a = ctgrad::eigen_map(by_rows), b = ctgrad::eigen_map(by_columns);
    BOOST_TEST((a == b));
    BOOST_TEST(a(1, 3) == by_rows(1, 3));
    auto const pattern = ctgrad::sparsity(ctgrad::jacobian(reaction, ctgrad::arguments<0>))(y, 2.0);
    BOOST_TEST(
        std::equal(pattern.inner_indices().begin(), pattern.inner_indices().end(), by_rows.inner_indices().begin()));
    BOOST_TEST(ctgrad::eigen_map(pattern).norm() == 0);
}

// Entries of each row that fill registers in other ways. Matrices times vectors are derivatives along these.
constexpr auto flux = ctgrad::function<rows_of<double>(rows_of<double>)>([](auto const& u) {
    return map(ctgrad::windows<3>(u), [](auto const& w) { return w[0] * w[1] - w[1] * w[2] * w[2]; });
});
constexpr auto coupled = ctgrad::function<rows_of<pair>(rows_of<pair>)>([](auto const& y) {
    return map(ctgrad::windows<3>(y), [](auto const& w) {
        auto const a = w[0][0] * w[1][1] * w[2][0], b = w[0][1] * w[1][0] * w[2][1];
        return std::array{a + b * w[1][1], 2 * a * b - 3 * w[2][0]};
    });
});
constexpr auto bending = ctgrad::function<double(rows_of<pair>)>([](auto const& y) {
    return sum(ctgrad::windows<3>(y), [](auto const& w) {
        auto const x = w[0][0] - 2 * w[1][0] + w[2][0], z = w[0][1] - 2 * w[1][1] + w[2][1];
        return x * x * z + z * w[1][0];
    });
});
template <class Matrix, class Numbers>
double difference_from_product(Matrix const& matrix, Numbers const* by, Numbers const* product) {
    double worst = 0;
    for (std::size_t row = 0; row < matrix.rows(); ++row) {
        double sum = 0;
        for (std::size_t column = row < 9 ? 0 : row - 9; column < std::min(matrix.columns(), row + 9); ++column)
            sum += matrix(row, column) * by[column];
        worst = std::max(worst, std::abs(sum - product[row]));
    }
    return worst;
}
BOOST_AUTO_TEST_CASE(neighbours_as_products) {
    for (std::size_t n : {35u, 300u}) {
        constexpr double h = 1e-4;
        auto const y = random_points(n), tangent = random_points(n + 1);
        std::vector<pair> before(y), after(y);
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t k : {0u, 1u}) before[i][k] -= h * tangent[i][k], after[i][k] += h * tangent[i][k];
        auto const flat = [n](auto const& points) { return std::span<double const>(&points[0][0], 2 * n); };
        auto const compare = [&](auto derivative, auto const& product, auto const& at, double tolerance) {
            auto matrix = derivative(at);
            derivative.into(matrix)(at);
            BOOST_TEST(difference_from_product(matrix, &tangent[0][0], product) < tolerance);
        };
        // Differences of values are products with the Jacobian.
        auto const differences = [&](auto* later, auto const* earlier, std::size_t count) {
            for (std::size_t i = 0; i < count; ++i) later[i] = (later[i] - earlier[i]) / (2 * h);
            return later;
        };
        auto later = flux(flat(after));
        double const* const of_flux = differences(later.data(), flux(flat(before)).data(), later.size());
        compare(ctgrad::sparse(ctgrad::jacobian(flux, ctgrad::arguments<0>)), of_flux, flat(y), 1e-7);
        compare(ctgrad::sparse(ctgrad::jacobian(flux, ctgrad::arguments<0>), ctgrad::csc), of_flux, flat(y), 1e-7);
        auto later_pairs = coupled(after);
        auto const earlier_pairs = coupled(before);
        double const* const of_coupled = differences(&later_pairs[0][0], &earlier_pairs[0][0], 2 * later_pairs.size());
        compare(ctgrad::sparse(ctgrad::jacobian(coupled, ctgrad::arguments<0>)), of_coupled, y, 1e-6);
        compare(ctgrad::sparse(ctgrad::jacobian(coupled, ctgrad::arguments<0>), ctgrad::csc), of_coupled, y, 1e-6);
        auto const along = std::vector(tangent.begin(), tangent.end() - 1);
        auto const of_bending = ctgrad::hvp(bending, ctgrad::arguments<0>)(ctgrad::tangent(along), y).product;
        compare(ctgrad::sparse(ctgrad::hessian(bending, ctgrad::arguments<0>)), &of_bending[0][0], y, 1e-13);
        compare(ctgrad::sparse(ctgrad::hessian(bending, ctgrad::arguments<0>), ctgrad::csc), &of_bending[0][0], y,
                1e-13);
    }
}

BOOST_AUTO_TEST_CASE(refused_before_anything_is_written) {
    constexpr auto hessian = ctgrad::sparse(ctgrad::hessian(energy, ctgrad::arguments<0>));
    auto const points = random_points(3);
    std::vector<double> const stiffness{1, 2};
    std::vector<std::array<int, 2>> springs{{0, 1}, {1, 2}};
    auto matrix = hessian(points, stiffness, springs);
    std::vector<double> const before(matrix.values().begin(), matrix.values().end());
    auto const refused = [&](auto call, char const* words) {
        BOOST_CHECK_EXCEPTION(call(), std::invalid_argument, [&](auto const& e) { return says(e, words); });
        BOOST_TEST(std::equal(before.begin(), before.end(), matrix.values().begin()));
    };
    refused([&] { hessian.into(matrix)(random_points(4), stiffness, springs); }, "lists of the same lengths");
    springs[1] = {0, 2};
    refused([&] { hessian.into(matrix)(points, stiffness, springs); }, "of the same indices");
    springs[1] = {0, 3};
    refused([&] { hessian.into(matrix)(points, stiffness, springs); }, "has a number that is no row of arguments<0>");
    springs[1] = {1, 2};
    refused(
        [&] { ctgrad::sparse(ctgrad::hessian(energy, ctgrad::arguments<1>)).into(matrix)(points, stiffness, springs); },
        "that this quantity has made");
}

BOOST_AUTO_TEST_SUITE_END()
