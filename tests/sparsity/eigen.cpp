#include <array>
#include <cmath>
#include <cstddef>

#include <Eigen/SparseCholesky>
#include <Eigen/SparseLU>
#include <boost/test/unit_test.hpp>

#include <ctgrad/sparsity.hpp>
#include <ctgrad/sparsity/eigen.hpp>

// Sparse results as matrices of Eigen, which its solvers take.
namespace {

using ctgrad::csc, ctgrad::csr, ctgrad::sparse;

constexpr std::size_t n = 8;
using point = std::array<double, n>;
using vector = Eigen::Matrix<double, n, 1>;

/// A convex chain.
struct chain {
    template <class T>
    constexpr T operator()(std::array<T, n> const& x) const {
        using std::exp;
        T sum = 0.0;
        for (std::size_t i = 0; i < n; ++i) sum += exp(x[i]) - 2.0 * x[i];
        for (std::size_t i = 1; i < n; ++i) sum += (x[i] - x[i - 1]) * (x[i] - x[i - 1]);
        return sum;
    }
};
constexpr auto f = ctgrad::function<double(point)>(chain{});
constexpr auto residuals = ctgrad::function<point(point)>([](auto const& x) {
    auto r = x;
    for (std::size_t i = 0; i < n; ++i) r[i] = x[i] * x[i] * x[i] + (i > 0 ? 0.5 * x[i - 1] : x[i]) - 1.0;
    return r;
});
constexpr point start{0.3, -0.2, 0.9, 0.1, 0.4, -0.7, 0.5, 0.2};

template <std::size_t Rows, std::size_t Columns>
Eigen::Matrix<double, Rows, Columns> matrix_of(ctgrad::matrix_entries<double, Rows, Columns> const& entries) {
    Eigen::Matrix<double, Rows, Columns> m;
    for (std::size_t i = 0; i < Rows; ++i)
        for (std::size_t k = 0; k < Columns; ++k)
            m(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(k)) = entries[i][k];
    return m;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sparsity_eigen)

BOOST_AUTO_TEST_CASE(conversions) {
    auto const dense = matrix_of(ctgrad::jacobian(residuals)(start).jacobian);
    auto const by_rows = sparse(ctgrad::jacobian(residuals))(start).jacobian;
    auto const by_columns = sparse(ctgrad::jacobian(residuals), csc)(start).jacobian;
    static_assert(decltype(ctgrad::to_eigen(by_rows))::IsRowMajor &&
                  !decltype(ctgrad::to_eigen(by_columns))::IsRowMajor);
    BOOST_TEST((ctgrad::to_eigen(by_rows).toDense() - dense).norm() <= 1e-14);
    BOOST_TEST((ctgrad::to_eigen(by_columns).toDense() - dense).norm() <= 1e-14);
    BOOST_TEST((ctgrad::eigen_map(by_rows).toDense() - dense).norm() <= 1e-14);
    BOOST_TEST((ctgrad::eigen_map(by_columns).toDense() - dense).norm() <= 1e-14);
    BOOST_TEST(ctgrad::eigen_map(by_rows).valuePtr() == by_rows.data());
}

BOOST_AUTO_TEST_CASE(values_are_refreshed_in_place) {
    Eigen::SparseMatrix<double> matrix(2, 3);
    matrix.insert(1, 1) = 5;
    constexpr auto j = sparse(ctgrad::jacobian(residuals), csc);
    j.into(matrix)(start);
    BOOST_TEST((matrix.toDense() - matrix_of(ctgrad::jacobian(residuals)(start).jacobian)).norm() <= 1e-14);
    double const* const values = matrix.valuePtr();
    Eigen::internal::set_is_malloc_allowed(false);
    j.into(matrix)(point{});
    Eigen::internal::set_is_malloc_allowed(true);
    BOOST_TEST(matrix.valuePtr() == values);
    BOOST_TEST((matrix.toDense() - matrix_of(ctgrad::jacobian(residuals)(point{}).jacobian)).norm() <= 1e-14);

    Eigen::SparseMatrix<float, Eigen::RowMajor, long> narrow;
    sparse(ctgrad::jacobian(residuals), csr).into(narrow)(start);
    BOOST_TEST(narrow.nonZeros() == 15);
    BOOST_TEST(narrow.coeff(3, 2) == 0.5f);
}

BOOST_AUTO_TEST_CASE(newton_with_sparse_solvers) {
    point x = start;
    Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> cholesky;  // reads the lower triangle
    for (int step = 0; step < 8; ++step) {
        auto const r = sparse(ctgrad::hessian(f), csc)(x);
        cholesky.compute(ctgrad::to_eigen(r.hessian));
        vector const change = cholesky.solve(Eigen::Map<vector const>(r.gradient.data()));
        Eigen::Map<vector>(x.data()) -= change;
    }
    for (double const slope : ctgrad::gradient(f)(x)) BOOST_TEST(std::abs(slope) <= 1e-12);

    x = point{1, 1, 1, 1, 1, 1, 1, 1};
    Eigen::SparseMatrix<double> jacobian;
    Eigen::SparseLU<Eigen::SparseMatrix<double>> lu;
    for (int step = 0; step < 12; ++step) {
        sparse(ctgrad::jacobian(residuals), csc).into(jacobian)(x);
        lu.compute(jacobian);
        point const r = residuals(x);
        Eigen::Map<vector>(x.data()) -= lu.solve(Eigen::Map<vector const>(r.data()));
    }
    for (double const r : residuals(x)) BOOST_TEST(std::abs(r) <= 1e-12);
}

BOOST_AUTO_TEST_SUITE_END()
