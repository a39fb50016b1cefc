#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>

#include <Eigen/Geometry>
#include <boost/test/unit_test.hpp>

#include <ctgrad/eigen.hpp>

// Quaternions and rotations, against Eigen, and their derivatives at and around the angle 0.
namespace {

using ctgrad::function, ctgrad::arguments;
using Eigen::Quaterniond, Eigen::Vector3d, Eigen::Matrix3d;

constexpr auto exponential = function<Quaterniond(Vector3d)>([](auto const& v) { return ctgrad::exp_rotation(v); });
constexpr auto logarithm = function<Vector3d(Quaterniond)>([](auto const& q) { return ctgrad::log_rotation(q); });
constexpr auto there_and_back =
    function<Vector3d(Vector3d)>([](auto const& v) { return ctgrad::log_rotation(ctgrad::exp_rotation(v)); });
constexpr auto turned = function<Vector3d(Quaterniond, Vector3d)>([](auto const& q, auto const& p) { return q * p; });
constexpr auto from = function<Vector3d(Quaterniond, Vector3d)>(
    [](auto const& q, auto const& v) { return ctgrad::local_coordinates(q, ctgrad::retract(q, v)); });
/// (R(v) a) . b, which has third-order terms.
constexpr auto pairing = function<double(Vector3d)>([](auto const& v) {
    auto const turned_one = ctgrad::exp_rotation(v) * ctgrad::vector_of(0.3 + 0 * v[0], 1.0, -2.0);
    return turned_one[0] + 2 * turned_one[1] - 3 * turned_one[2];
});

Vector3d const axis = Vector3d(1, -2, 2) / 3;
Quaterniond const some = Quaterniond(0.4, -0.2, 0.6, 0.1).normalized();
double const lengths[]{0, 1e-300, 1e-160, 1e-12, 1e-5, 0.01, 0.1, 0.1767, 0.1768, 0.3, 1, 3};

}  // namespace

BOOST_AUTO_TEST_SUITE(geometry_rotations)

BOOST_AUTO_TEST_CASE(values_of_eigen) {
    for (double const length : lengths) {
        Quaterniond const expected(Eigen::AngleAxisd(length, axis)), q = exponential(Vector3d(length * axis));
        BOOST_TEST((q.coeffs() - expected.coeffs()).norm() < 1e-15);
        Vector3d const back = logarithm(q), other = logarithm(Quaterniond(-q.coeffs()));
        BOOST_TEST((back - length * axis).norm() <= 2e-15 * length);
        BOOST_TEST((other - back).norm() == 0);
    }
    Vector3d const p(1, 2, -3);
    BOOST_TEST((turned(some, p) - some * p).norm() < 1e-15);
    constexpr auto matrix = function<Matrix3d(Quaterniond)>([](auto const& q) { return q.toRotationMatrix(); });
    BOOST_TEST((matrix(some) - some.toRotationMatrix()).norm() < 1e-15);
    constexpr auto product =
        function<Quaterniond(Quaterniond, Quaterniond)>([](auto const& a, auto const& b) { return a * b.inverse(); });
    Quaterniond const other(1, 2, 3, 4);
    BOOST_TEST((product(some, other).coeffs() - (some * other.inverse()).coeffs()).norm() < 1e-15);
    constexpr auto half =
        function<Vector3d(Vector3d, Vector3d)>([](auto const& a, auto const& b) { return ctgrad::skew(a) * b; });
    BOOST_TEST((half(p, axis) - p.cross(axis)).norm() < 1e-15);
}

BOOST_AUTO_TEST_CASE(derivatives_at_small_angles) {
    for (double const length : lengths) {
        Vector3d const v = length * axis;
        Matrix3d const identity = ctgrad::jacobian(there_and_back)(v).jacobian;
        BOOST_TEST_INFO("length " << length);
        BOOST_TEST((identity - Matrix3d::Identity()).norm() < 1e-13);
    }
    // R(v) p = p + v x p + v x (v x p) / 2 + ..., so the first two derivatives at 0 are exact.
    auto const at_zero = ctgrad::hessian(pairing)(Vector3d(0, 0, 0));
    Vector3d const a(0.3, 1, -2), b(1, 2, -3);
    BOOST_TEST((at_zero.gradient - a.cross(b)).norm() < 1e-15);
    Matrix3d const second = 0.5 * (b * a.transpose() + a * b.transpose()) - a.dot(b) * Matrix3d::Identity();
    BOOST_TEST((at_zero.hessian - second).norm() < 1e-14);
    // The tangent-space Jacobian at a point known to be zero.
    BOOST_TEST((ctgrad::jacobian(from, arguments<1>)(some, Vector3d(0, 0, 0)).jacobian - Matrix3d::Identity()).norm() <
               1e-15);
    auto const j = ctgrad::jacobian(turned)(some, axis);
    static_assert(std::same_as<decltype(j.jacobian), Eigen::Matrix<double, 3, 7>>);
    BOOST_TEST((j.jacobian.rightCols<3>() - some.toRotationMatrix()).norm() < 1e-15);
    // The gradient with respect to a quaternion has its coefficients.
    constexpr auto first = function<double(Quaterniond)>([](auto const& q) { return 2 * q.w() + 3 * q.x(); });
    Quaterniond const g = ctgrad::gradient(first)(some);
    BOOST_TEST((g.w() == 2 && g.x() == 3 && g.y() == 0));
}

// Both sides of the boundaries between series and closed form agree, to second order.
BOOST_AUTO_TEST_CASE(continuous_at_the_boundaries) {
    double const exp_boundary = std::sqrt(4 * 0.0078125), log_boundary = 2 * std::atan(std::sqrt(0.0078125));
    for (double const boundary : {exp_boundary, log_boundary}) {
        Vector3d const below = boundary * (1 - 1e-12) * axis, above = boundary * (1 + 1e-12) * axis;
        auto const a = ctgrad::hessian(pairing)(below), b = ctgrad::hessian(pairing)(above);
        BOOST_TEST((a.gradient - b.gradient).norm() < 1e-10);
        BOOST_TEST((a.hessian - b.hessian).norm() < 1e-9);
        BOOST_TEST((there_and_back(below) - there_and_back(above)).norm() < 1e-11);
    }
}

BOOST_AUTO_TEST_CASE(stopped_gradients) {
    constexpr auto f = function<double(double)>([](auto x) { return ctgrad::stop_gradient(x * x) * x; });
    static_assert(f(3.0) == 27 && ctgrad::gradient(f)(3.0) == 9);
    constexpr auto g = function<double(Vector3d)>([](auto const& v) { return v.dot(stop_gradient(v)); });
    BOOST_TEST((ctgrad::gradient(g)(axis) == axis));
    constexpr auto x = ctgrad::variable<"x">;
    static_assert(ctgrad::derivative(ctgrad::stop_gradient(x) * x, x)(x = 3.0) == 3);
    static_assert(!ctgrad::depends_on(ctgrad::derivative(ctgrad::stop_gradient(x), x), x));
    static_assert(ctgrad::stop_gradient(2.0) == 2);
}

BOOST_AUTO_TEST_SUITE_END()
