#include <array>
#include <concepts>
#include <stdexcept>
#include <vector>

#include <Eigen/Core>
#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// Vectors and matrices of Eigen for arrays, without a header of ctgrad for Eigen.
namespace {

using ctgrad::function;

constexpr auto f = function<double(std::array<double, 3>)>([](auto const& v) { return v[0] * v[1] * v[1] + v[2]; });
constexpr auto gradient = ctgrad::gradient(f);
constexpr std::array expected{4.0, 4.0, 1.0};
using two_by_three = std::array<std::array<double, 3>, 2>;
constexpr auto product =
    function<std::array<double, 2>(two_by_three, std::array<double, 3>)>([](auto const& m, auto const& v) {
        return std::array{m[0][0] * v[0] + m[0][1] * v[1] + m[0][2] * v[2],
                          m[1][0] * v[0] + m[1][1] * v[1] + m[1][2] * v[2]};
    });

}  // namespace

BOOST_AUTO_TEST_SUITE(function_eigen)

BOOST_AUTO_TEST_CASE(vectors_for_arrays) {
    Eigen::Vector3d const v(1, 2, 3);
    Eigen::VectorXd const any = v;
    Eigen::Matrix3d const rows = v.transpose().replicate<3, 1>();
    BOOST_TEST((gradient(v) == expected));
    BOOST_TEST((gradient(any) == expected));
    BOOST_TEST((gradient(v.transpose()) == expected));
    BOOST_TEST((gradient(rows.row(1)) == expected));
    BOOST_TEST((gradient(Eigen::Map<Eigen::Vector3d const>(v.data())) == expected));
    BOOST_TEST((gradient(any.head<3>()) == expected));
    BOOST_TEST((gradient(0.5 * v + 0.5 * any) == expected));
    BOOST_TEST((gradient(v.array() * 1.0) == expected));
    static_assert(std::same_as<decltype(gradient(v.cast<float>())), std::array<float, 3>>);
    BOOST_TEST(ctgrad::jvp(f)(ctgrad::tangent(v), any).tangent == 15);
    BOOST_CHECK_THROW(gradient(any.head(2)), std::invalid_argument);
}

BOOST_AUTO_TEST_CASE(matrices_for_arrays) {
    Eigen::Matrix<double, 2, 3> m;
    m << 1, 2, 3, 4, 5, 6;
    Eigen::Matrix<double, 2, 3, Eigen::RowMajor> const by_rows = m;
    Eigen::MatrixXd const any = m;
    Eigen::Vector3d const v(1, 10, 100);
    std::array const value{321.0, 654.0};
    BOOST_TEST((product(m, v) == value));
    BOOST_TEST((product(by_rows, v) == value));
    BOOST_TEST((product(any, v) == value));
    BOOST_TEST((product(2 * m - any, v) == value));
    BOOST_TEST((product(std::array{Eigen::Vector3d(1, 2, 3), Eigen::Vector3d(4, 5, 6)}, v) == value));
    BOOST_TEST(
        (ctgrad::jacobian(product)(any, v).jacobian[1] == std::array{0.0, 0.0, 0.0, 1.0, 10.0, 100.0, 4.0, 5.0, 6.0}));
    BOOST_CHECK_THROW(product(any.transpose(), v), std::invalid_argument);
}

BOOST_AUTO_TEST_SUITE_END()
