#include <array>
#include <concepts>
#include <cstddef>
#include <sstream>
#include <stdexcept>
#include <vector>

#include <Eigen/LU>
#include <boost/hana/adapt_struct.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/eigen.hpp>

// Vectors and matrices of Eigen in signatures, and the small linear algebra of traced functions.
namespace {

using ctgrad::function;

using Eigen::Matrix3d, Eigen::Vector2d, Eigen::Vector3d;
using two_rows = Eigen::Matrix<double, 2, 3>;

/// Runs on symbols and on matrices of Eigen.
struct quotient {
    template <class Vector, class Matrix>
    constexpr auto operator()(Vector const& x, Matrix const& m) const {
        return x.dot(m * x) / x.squaredNorm() + m.determinant() * (m.inverse() * x).norm() + m.trace();
    }
};
constexpr auto h = function<double(Vector3d, Matrix3d)>(quotient{});
constexpr auto project = function<Vector2d(Vector3d, double)>(
    [](auto const& p, auto focal) { return focal * p.template head<2>() / p.z(); });

Vector3d const point(1, 2, 4);
Matrix3d const some = (Matrix3d() << 2, 1, 0.5, 0.25, 3, 1, 0.75, 1.5, 4).finished();

/// The central difference of a function along a direction.
template <class F, class X>
auto difference(F const& of, X const& at, X const& direction) {
    double const step = 1e-6;
    decltype(of(at)) const quotient_of_differences =
        (of(at + step * direction) - of(at - step * direction)) / (2 * step);
    return quotient_of_differences;
}

}  // namespace

namespace geometry_test {
struct pose {
    Eigen::Quaterniond rotation;
    Vector3d position;
    int camera;
};
}  // namespace geometry_test
BOOST_HANA_ADAPT_STRUCT(geometry_test::pose, rotation, position, camera);

BOOST_AUTO_TEST_SUITE(geometry_eigen)

BOOST_AUTO_TEST_CASE(results_are_matrices_of_eigen) {
    Vector2d const value = project(point, 2.0);
    BOOST_TEST((value == Vector2d(0.5, 1)));
    auto const j = ctgrad::jacobian(project, ctgrad::arguments<0>)(point, 2.0);
    static_assert(std::same_as<decltype(j.value), Vector2d> && std::same_as<decltype(j.jacobian), two_rows>);
    BOOST_TEST((j.value == value));
    BOOST_TEST((j.jacobian == (two_rows() << 0.5, 0, -0.125, 0, 0.5, -0.25).finished()));
    BOOST_TEST((j[1] == Vector3d(0, 0.5, -0.25)));  // the gradient of an entry
    auto const both = ctgrad::jacobian(project)(point, 2.0);
    static_assert(std::same_as<decltype(both.jacobian), Eigen::Matrix<double, 2, 4>>);
    BOOST_TEST((both.jacobian.col(3) == Vector2d(0.25, 0.5)));

    auto const along = ctgrad::jvp(project)(ctgrad::tangent(point, 1.0), point, 2.0);
    BOOST_TEST((along.tangent == Vector2d(0.25, 0.5)));
    auto const back = ctgrad::vjp(project)(ctgrad::cotangent(Vector2d(1, 0)), point, 2.0);
    static_assert(std::same_as<decltype(back.gradient), std::tuple<Vector3d, double>>);
    BOOST_TEST((back[ctgrad::arguments<0>] == Vector3d(0.5, 0, -0.125)));

    std::ostringstream out;
    out << j;
    BOOST_TEST(out.str() == "f = (0.5, 1)\ndf1/dx1 = (0.5, 0, -0.125)\ndf2/dx1 = (0, 0.5, -0.25)");
}

BOOST_AUTO_TEST_CASE(one_template_for_symbols_and_eigen) {
    BOOST_TEST(h(point, some) == quotient{}(point, some), boost::test_tools::tolerance(1e-14));
    auto const [by_x, by_m] = ctgrad::gradient(h)(point, some);
    static_assert(std::same_as<decltype(by_x), Vector3d const> && std::same_as<decltype(by_m), Matrix3d const>);
    auto const of_x = [](auto const& x) { return quotient{}(Vector3d(x), some); };
    auto const of_m = [](auto const& m) { return quotient{}(point, Matrix3d(m)); };
    for (int i = 0; i < 3; ++i) {
        Vector3d const axis = Vector3d::Unit(i);
        BOOST_TEST(by_x[i] == difference(of_x, point, axis), boost::test_tools::tolerance(1e-7));
        for (int k = 0; k < 3; ++k) {
            Matrix3d direction = Matrix3d::Zero();
            direction(i, k) = 1;
            BOOST_TEST(by_m(i, k) == difference(of_m, some, direction), boost::test_tools::tolerance(1e-7));
        }
    }
    auto const second = ctgrad::hessian(h, ctgrad::arguments<0>)(point, some);
    static_assert(std::same_as<decltype(second.hessian), Matrix3d>);
    BOOST_TEST(second(0, 1) == second.hessian(0, 1));
    auto const first = [](auto const& x) { return ctgrad::gradient(h, ctgrad::arguments<0>)(Vector3d(x), some); };
    for (int i = 0; i < 3; ++i) {
        Vector3d const column = difference(first, point, Vector3d(Vector3d::Unit(i)));
        BOOST_TEST((second.hessian.col(i) - column).norm() < 1e-7);
    }
    constexpr auto area =
        function<double(Vector2d, Vector3d)>([](auto const& u, auto const& v) { return u[1] * v[2]; });
    auto const mixed = ctgrad::hessian(area)(Vector2d(1, 2), point)(ctgrad::arguments<0>, ctgrad::arguments<1>);
    BOOST_TEST((mixed == (two_rows() << 0, 0, 0, 0, 0, 1).finished()));
}

BOOST_AUTO_TEST_CASE(arguments_for_matrices) {
    constexpr auto of_x = ctgrad::gradient(h, ctgrad::arguments<0>);
    Vector3d const expected_gradient = of_x(point, some);
    Eigen::Matrix<double, 3, 3, Eigen::RowMajor> const by_rows = some;
    Eigen::MatrixXd const any = some;
    BOOST_TEST((of_x(point, by_rows) == expected_gradient));
    BOOST_TEST((of_x(point, any) == expected_gradient));
    BOOST_TEST((of_x(point, 2 * any - by_rows) == expected_gradient));
    BOOST_TEST((of_x({1.0, 2.0, 4.0}, some) == expected_gradient));
    BOOST_TEST((of_x(std::vector{1.0, 2.0, 4.0}, some) == expected_gradient));
    BOOST_TEST((of_x(point.data(), some) == expected_gradient));
    static_assert(std::same_as<decltype(of_x(point.cast<float>(), some.cast<float>())), Eigen::Vector3f>);
    BOOST_CHECK_THROW(of_x(point, any.topRows(2)), std::invalid_argument);

    // Signatures of fixed_matrix need no Eigen, and can be evaluated at compile time.
    using vector = ctgrad::fixed_vector<double, 3>;
    constexpr auto square = function<vector(vector)>([](auto const& v) { return v.cwiseProduct(v); });
    static_assert(square({1.0, 2.0, 3.0}) == vector(1, 4, 9));
    constexpr auto determinant =
        function<double(ctgrad::fixed_matrix<double, 2, 2>)>([](auto const& m) { return m.determinant(); });
    static_assert(determinant({{1.0, 2.0}, {3.0, 5.0}}) == -1);
    static_assert(ctgrad::jacobian(square)(vector(1, 2, 3)).jacobian ==
                  ctgrad::fixed_matrix<double, 3, 3>(2, 0, 0, 0, 4, 0, 0, 0, 6));
    BOOST_TEST((square(point) == vector(1, 4, 16)));
}

BOOST_AUTO_TEST_CASE(small_linear_algebra) {
    using matrix = ctgrad::fixed_matrix<double, 3, 3>;
    using vector = ctgrad::fixed_vector<double, 3>;
    constexpr matrix a(2, 1, 0, 1, 3, 1, 0, 1, 4);
    constexpr vector v(1, 2, 3), w(0, 1, -1);
    static_assert(a * v == vector(4, 10, 14) && a.determinant() == 18 && a.trace() == 9);
    static_assert(v.cross(w) == vector(-5, 1, 1) && v.dot(w) == -1 && v.squaredNorm() == 14);
    static_assert(vector(3, 4, 0).norm() == 5 && vector(0, 3, 4).normalized() == vector(0, 0.6, 0.8));
    static_assert((v * v.transpose())(2, 1) == 6 && a.row(1) == ctgrad::fixed_matrix<double, 1, 3>(1, 3, 1));
    static_assert(v.head<2>() == ctgrad::vector_of(1.0, 2.0) && v.tail<1>()[0] == 3 && a.block<2, 2>(1, 1)(1, 0) == 1);
    static_assert((a.inverse() * a - matrix::Identity()).squaredNorm() < 1e-28);
    static_assert((ctgrad::solve(a, a * v) - v).squaredNorm() < 1e-28);
    static_assert((ctgrad::solve_positive_definite(a, a * v) - v).squaredNorm() < 1e-28);
    static_assert(select(true, v, w) == v && select(false, v, w) == w);
    static_assert((2 * v - v / 0.5 + -w).sum() == 0);
    // Against Eigen, with four rows.
    Eigen::Matrix4d m;
    m << 4, 1, 2, 0.5, 0.3, 5, 1, 2, 1, 0.7, 6, 1, 2, 1, 0.1, 7;
    constexpr auto inverse = function<Eigen::Matrix4d(Eigen::Matrix4d)>([](auto const& x) { return x.inverse(); });
    BOOST_TEST((inverse(m) - m.inverse()).norm() < 1e-14);
    // d(A^-1) = -A^-1 dA A^-1
    Eigen::Matrix4d const direction = m.transpose() - 2 * Eigen::Matrix4d::Identity();
    Eigen::Matrix4d const along = ctgrad::jvp(inverse)(ctgrad::tangent(direction), m).tangent;
    BOOST_TEST((along + m.inverse() * direction * m.inverse()).norm() < 1e-13);
    // A select on vectors protects the branch that is not taken.
    constexpr auto safe = function<double(Vector3d)>([](auto const& x) {
        auto const squared = x.squaredNorm();
        return select(squared > 0, x / sqrt(squared), decltype(x + x)::Zero()).sum();
    });
    BOOST_TEST((ctgrad::gradient(safe)(Vector3d(0, 0, 0)) == Vector3d(0, 0, 0)));
}

BOOST_AUTO_TEST_CASE(structs_and_arrays_of_matrices) {
    constexpr auto moved = function<Vector3d(geometry_test::pose, Vector3d)>([](auto const& p, auto const& x) {
        return ctgrad::get<"rotation">(p) * x + ctgrad::get<"position">(p) * ctgrad::get<"camera">(p);
    });
    geometry_test::pose const p{Eigen::Quaterniond::Identity(), Vector3d(1, 2, 3), 2};
    BOOST_TEST((moved(p, point) == Vector3d(3, 6, 10)));
    auto const back = ctgrad::vjp(moved)(ctgrad::cotangent(Vector3d(1, 0, 0)), p, point);
    geometry_test::pose const& by_pose = back[ctgrad::arguments<0>];
    BOOST_TEST((by_pose.position == Vector3d(2, 0, 0) && by_pose.camera == 0 && by_pose.rotation.y() == 8));

    using pair = std::array<Vector2d, 2>;
    constexpr auto product = function<double(pair)>([](auto const& a) { return a[0].dot(a[1]); });
    auto const by_pair = ctgrad::gradient(product)(pair{Vector2d(1, 2), Vector2d(3, 4)});
    static_assert(std::same_as<decltype(by_pair), pair const>);
    BOOST_TEST((by_pair[0] == Vector2d(3, 4) && by_pair[1] == Vector2d(1, 2)));
}

BOOST_AUTO_TEST_SUITE_END()
