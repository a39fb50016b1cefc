#include <array>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <tuple>

#include <Eigen/Geometry>
#include <boost/test/unit_test.hpp>

#include <ctgrad/eigen.hpp>

#include "../support/wide.hpp"

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

// The logarithm of a quaternion of length 1 inverts the exponential, so that second derivatives of both together are 0.
BOOST_AUTO_TEST_CASE(logarithms_of_unit_quaternions) {
    constexpr auto back = function<Vector3d(Vector3d)>([](auto const& v) {
        auto const q = unit(ctgrad::exp_rotation(v));
        return ctgrad::log_rotation(q) + 0.5 * ctgrad::log_rotation(unit(ctgrad::quaternion(-q.w(), -q.vec())));
    });
    constexpr auto paired = function<double(Vector3d)>([](auto const& v) {
        auto const w = ctgrad::log_rotation(unit(ctgrad::exp_rotation(v)));
        return 2 * w[0] - 3 * w[1] + 0.5 * w[2];
    });
    for (double const length : lengths) {
        BOOST_TEST_INFO("length " << length);
        Vector3d const v = length * axis;
        BOOST_TEST((back(v) - 1.5 * v).norm() <= 4e-15 * length);
        BOOST_TEST((ctgrad::jacobian(back)(v).jacobian - 1.5 * Matrix3d::Identity()).norm() < 1e-13);
        auto const h = ctgrad::hessian(paired)(v);
        BOOST_TEST((h.gradient - Vector3d(2, -3, 0.5)).norm() < 1e-13);
        BOOST_TEST(h.hessian.norm() < 1e-9);
    }
    // By b, in its frame, it is the inverse of the right Jacobian of the exponential; by a minus the transpose.
    constexpr auto between = function<Vector3d(Quaterniond, Quaterniond)>(
        [](auto const& a, auto const& b) { return ctgrad::local_coordinates(a, b); });
    constexpr auto by_both = ctgrad::tangent_jacobian(between);
    static_assert(ctgrad::cost(by_both).total() <= 125);
    for (double const length : lengths) {
        Vector3d const w = length * axis;
        Quaterniond const b = some * Quaterniond(Eigen::AngleAxisd(length, axis));
        Matrix3d cross;
        cross << 0, -w[2], w[1], w[2], 0, -w[0], -w[1], w[0], 0;
        double const half = length / 2,
                     quarter = length < 1e-3 ? 1.0 / 12 : (1 - half / std::tan(half)) / (length * length);
        Matrix3d const by_b = Matrix3d::Identity() + 0.5 * cross + quarter * cross * cross;
        auto const j = by_both(some, b);
        BOOST_TEST_INFO("length " << length);
        BOOST_TEST((j.value - w).norm() < 1e-15);
        BOOST_TEST((j.jacobian.rightCols<3>() - by_b).norm() < 1e-12);
        BOOST_TEST((j.jacobian.leftCols<3>() + by_b.transpose()).norm() < 1e-12);
    }
}

// Second derivatives of exponential and logarithm, compared with differences of the closed forms in 50 digits.
BOOST_AUTO_TEST_CASE(second_derivatives_at_small_angles) {
    using real = wide_numbers::wide<50>;
    constexpr auto of_exponential = function<double(Vector3d)>([](auto const& v) {
        auto const q = ctgrad::exp_rotation(v);
        return q.w() + 2 * q.x() - 3 * q.y() + 0.5 * q.z();
    });
    constexpr auto of_logarithm = function<double(Quaterniond)>([](auto const& q) {
        auto const v = ctgrad::log_rotation(q);
        return 2 * v[0] - 3 * v[1] + 0.5 * v[2];
    });
    auto const paired = [](std::array<real, 4> const& x, real const& factor) {
        return factor * (2 * x[0] - 3 * x[1] + 0.5 * x[2]);
    };
    auto const length_of = [](std::array<real, 4> const& x) { return sqrt(x[0] * x[0] + x[1] * x[1] + x[2] * x[2]); };
    auto const exponential_in_digits = [&](std::array<real, 4> const& x) {
        real const s = length_of(x);
        return cos(s / 2) + paired(x, s == 0 ? real(0.5) : sin(s / 2) / s);
    };
    auto const logarithm_in_digits = [&](std::array<real, 4> const& x) {
        real const s = length_of(x);
        return paired(x, s == 0 ? 2 / x[3] : 2 * atan2(s, x[3]) / s);
    };
    auto const largest_error = [](auto const& f, auto const& hessian, std::array<real, 4> x) {
        real const h = real("1e-12");
        double error = 0;
        for (Eigen::Index i = 0; i < hessian.rows(); ++i)
            for (Eigen::Index k = 0; k <= i; ++k) {
                auto const at = [&](int a, int b) {
                    auto moved = x;
                    moved[static_cast<std::size_t>(i)] += a * h;
                    moved[static_cast<std::size_t>(k)] += b * h;
                    return f(moved);
                };
                real const wanted = (at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / (4 * h * h);
                error = std::fmax(error, std::abs(hessian(i, k) - static_cast<double>(wanted)));
            }
        return error;
    };
    for (double const length : {0.0, 1e-160, 1e-5, 0.1, 0.1767, 0.1768, 1.0, 3.0}) {
        BOOST_TEST_INFO("length " << length);
        Vector3d const v = length * axis;
        BOOST_TEST(largest_error(exponential_in_digits, ctgrad::hessian(of_exponential)(v).hessian,
                                 {v[0], v[1], v[2], 0}) < 1e-11);
        Quaterniond const q(Eigen::AngleAxisd(length, axis));
        BOOST_TEST(largest_error(logarithm_in_digits, ctgrad::hessian(of_logarithm)(q).hessian,
                                 {q.x(), q.y(), q.z(), q.w()}) < 1e-9);
    }
}

BOOST_AUTO_TEST_CASE(tangent_jacobians) {
    constexpr auto step = function<std::tuple<Quaterniond, Vector3d>(Quaterniond, Vector3d, ctgrad::data<double>)>(
        [](auto const& q, auto const& v, auto t) {
            return std::tuple{ctgrad::retract(q, v * t), q * v};
        });
    Vector3d const v(0.5, -1, 2);
    auto const j = ctgrad::tangent_jacobian(step)(some, v, 0.3);
    static_assert(std::same_as<decltype(j.jacobian), Eigen::Matrix<double, 6, 6>>);
    auto const result = step(some, v, 0.3);
    Quaterniond const after = std::get<0>(result);
    BOOST_TEST((std::get<0>(j.value).coeffs() == after.coeffs() && std::get<1>(j.value) == std::get<1>(result)));
    // Differences along retractions, in the coordinates at the result.
    for (int k = 0; k < 6; ++k) {
        auto const at = [&](double h) {
            Vector3d const w = k < 3 ? Vector3d(h * Vector3d::Unit(k)) : Vector3d::Zero();
            auto const [q, p] = step(some * Quaterniond(1, w[0] / 2, w[1] / 2, w[2] / 2).normalized(),
                                     k < 3 ? v : Vector3d(v + h * Vector3d::Unit(k - 3)), 0.3);
            Eigen::Matrix<double, 6, 1> coordinates;
            coordinates << 2 * (after.conjugate() * q).vec(), p;
            return coordinates;
        };
        BOOST_TEST(((at(1e-5) - at(-1e-5)) / 2e-5 - j.jacobian.col(k)).norm() < 1e-9);
    }

    using ctgrad::results;
    BOOST_TEST((j(results<0>, arguments<1>) == j.jacobian.topRightCorner<3, 3>()));
    BOOST_TEST((j(results<1>, arguments<0>) == j.jacobian.bottomLeftCorner<3, 3>()));
    double by_rotation[18];
    ctgrad::tangent_jacobian(step).into(ctgrad::by_columns(by_rotation), nullptr)(some, v, 0.3);
    BOOST_TEST((Eigen::Map<Eigen::Matrix<double, 6, 3>>(by_rotation) - j.jacobian.leftCols<3>()).norm() < 1e-15);

    BOOST_TEST((ctgrad::tangent_jacobian(step.with(0.3))(some, v).jacobian == j.jacobian));

    // For some results: the value has all of them.
    auto const first = ctgrad::tangent_jacobian(step, results<0>, arguments<1>)(some, v, 0.3);
    static_assert(std::same_as<decltype(first.jacobian), Eigen::Matrix<double, 3, 3>>);
    BOOST_TEST((first.jacobian - j.jacobian.topRightCorner<3, 3>()).norm() < 1e-15);
    BOOST_TEST((std::get<1>(first.value) == std::get<1>(result)));
    auto const turned_round = ctgrad::tangent_jacobian(step, results<1, 0>)(some, v, 0.3);
    BOOST_TEST((turned_round.jacobian.topRows<3>() - j.jacobian.bottomRows<3>()).norm() < 1e-15);
    BOOST_TEST((turned_round(results<0>, arguments<1>) == turned_round.jacobian.bottomRightCorner<3, 3>()));
    Matrix3d by_q, by_v;
    ctgrad::tangent_jacobian(step, results<1>).into(by_q, by_v)(some, v, 0.3);
    BOOST_TEST(((by_q - j.jacobian.bottomLeftCorner<3, 3>()).norm() < 1e-15 &&
                (by_v - some.toRotationMatrix()).norm() < 1e-15));

    // In arrays, of quaternions of numbers, without Eigen.
    using rotation = ctgrad::quaternion<double>;
    constexpr auto product = function<rotation(std::array<rotation, 2>)>([](auto const& q) { return q[0] * q[1]; });
    auto const chain = ctgrad::tangent_jacobian(product)(std::array{rotation(1, 0, 0, 0), rotation(0, 1, 0, 0)});
    static_assert(std::same_as<decltype(chain.jacobian), ctgrad::fixed_matrix<double, 3, 6>>);
    BOOST_TEST(
        (chain.jacobian == ctgrad::fixed_matrix<double, 3, 6>(1, 0, 0, 1, 0, 0, 0, -1, 0, 0, 1, 0, 0, 0, -1, 0, 0, 1)));
}

// Turns pass products, inverses, exponentials, logarithms and matrices on both sides, and coefficients where nothing is known.
BOOST_AUTO_TEST_CASE(perturbations) {
    constexpr auto many = function<std::tuple<Quaterniond, Quaterniond, std::array<Vector3d, 4>, Quaterniond>(
        Quaterniond, Quaterniond, ctgrad::data<Vector3d>, ctgrad::data<Quaterniond>)>(
        [](auto const& a, auto const& b, auto const& v, auto const& fixed) {
            auto const between = a.conjugate() * b;
            auto const outer = a * b.conjugate() * ctgrad::exp_rotation(a * v).conjugate() * fixed;
            auto const by_hand = ctgrad::quaternion(a.w() * b.w() - a.vec().dot(b.vec()),
                                                    a.w() * b.vec() + b.w() * a.vec() + a.vec().cross(b.vec()));
            auto const matrix = between.toRotationMatrix();
            return std::tuple{outer, by_hand,
                              std::array{between * v, unit(outer) * matrix.col(0) + matrix.transpose() * v,
                                         ctgrad::log_rotation(between) + ctgrad::log_rotation(by_hand),
                                         ctgrad::local_coordinates(outer, between) + outer.conjugate() * v},
                              ctgrad::retract(a, ctgrad::local_coordinates(a, b) * 0.3)};
        });
    auto const rotation = [](double x, double y, double z) {
        Vector3d const w(x, y, z);
        return Quaterniond(Eigen::AngleAxisd(w.norm(), w.normalized()));
    };
    std::array<Quaterniond, 2> const q{some, rotation(0.3, 0.9, -0.4)};
    Quaterniond const fixed = rotation(0.1, 1, 0.6);
    Vector3d const v(0.5, -0.7, 0.4);
    auto const j = ctgrad::tangent_jacobian(many)(q[0], q[1], v, fixed);
    auto const result = many(q[0], q[1], v, fixed);
    for (int k = 0; k < 6; ++k) {
        auto const at = [&](double h) {
            auto moved = q;
            moved[static_cast<std::size_t>(k / 3)] *= Quaterniond(Eigen::AngleAxisd(h, Vector3d::Unit(k % 3)));
            auto const r = many(moved[0], moved[1], v, fixed);
            Eigen::Matrix<double, 21, 1> coordinates;
            coordinates << 2 * (std::get<0>(result).conjugate() * std::get<0>(r)).vec(),
                2 * (std::get<1>(result).conjugate() * std::get<1>(r)).vec(), std::get<2>(r)[0], std::get<2>(r)[1],
                std::get<2>(r)[2], std::get<2>(r)[3], 2 * (std::get<3>(result).conjugate() * std::get<3>(r)).vec();
            return coordinates;
        };
        BOOST_TEST_INFO("column " << k);
        BOOST_TEST(((at(1e-5) - at(-1e-5)) / 2e-5 - j.jacobian.col(k)).norm() < 1e-8);
    }
}

// Interpolation is the way by rotation vectors, with its derivatives also by the share and by coefficients.
BOOST_AUTO_TEST_CASE(interpolated_rotations) {
    using signature = Quaterniond(Quaterniond, Quaterniond, double);
    constexpr auto closed =
        function<signature>([](auto const& a, auto const& b, auto t) { return ctgrad::slerp(a, b, t); });
    constexpr auto composed = function<signature>(
        [](auto const& a, auto const& b, auto t) { return ctgrad::retract(a, ctgrad::local_coordinates(a, b) * t); });
    for (double const length : lengths)
        for (double const sign : {1.0, -1.0}) {
            BOOST_TEST_INFO("length " << length << ", sign " << sign);
            Quaterniond b = some * Quaterniond(Eigen::AngleAxisd(length, axis));
            b.coeffs() *= sign;
            auto const one = ctgrad::tangent_jacobian(closed)(some, b, 0.3),
                       other = ctgrad::tangent_jacobian(composed)(some, b, 0.3);
            BOOST_TEST((one.value.coeffs() - other.value.coeffs()).norm() < 1e-15);
            BOOST_TEST((one.value.coeffs() - some.slerp(0.3, b).coeffs()).norm() < 1e-15);
            BOOST_TEST((one.jacobian - other.jacobian).norm() < 1e-13);
            auto const by_share = ctgrad::jacobian(closed, arguments<2>)(some, b, 0.3).jacobian;
            BOOST_TEST(
                (2 * (one.value.conjugate() * Quaterniond(by_share[3], by_share[0], by_share[1], by_share[2])).vec() -
                 one.jacobian.col(6))
                    .norm() < 1e-14);
        }
    static_assert(
        ctgrad::slerp(ctgrad::quaternion(1.0, 0.0, 0.0, 0.0), ctgrad::quaternion(1.0, 0.0, 0.0, 0.0), 0.5).w() == 1);
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

// By the quaternion, and by Rodrigues' formula.
BOOST_AUTO_TEST_CASE(rotated_points) {
    constexpr auto by_quaternion = function<Vector3d(Vector3d, Vector3d)>(
        [](auto const& v, auto const& p) { return ctgrad::exp_rotation(v) * p; });
    constexpr auto by_formula =
        function<Vector3d(Vector3d, Vector3d)>([](auto const& v, auto const& p) { return ctgrad::rotate(v, p); });
    Vector3d const p(1, 2, -3);
    for (double const length : {0.0, 1e-160, 1e-5, 0.1, 0.1767, 0.1768, 1.0, 3.0, 6.0}) {
        BOOST_TEST_INFO("length " << length);
        Vector3d const v = length * axis;
        auto const a = ctgrad::jacobian(by_formula)(v, p), b = ctgrad::jacobian(by_quaternion)(v, p);
        BOOST_TEST((a.value - b.value).norm() < 3e-15);
        BOOST_TEST((a.jacobian - b.jacobian).norm() < 1e-13);
    }
    auto const at_zero = ctgrad::jacobian(by_formula)(Vector3d(0, 0, 0), p).jacobian;
    Matrix3d by_rotation;
    by_rotation << 0, -3, -2, 3, 0, 1, 2, -1, 0;  // v x p
    BOOST_TEST(((at_zero.leftCols<3>() == by_rotation) && (at_zero.rightCols<3>() == Matrix3d::Identity())));
}

// On the tangent space derivatives are those of the rotation, also second ones, which are compared with differences in 50 digits.
BOOST_AUTO_TEST_CASE(unit_quaternions) {
    // [unit]
    constexpr auto stated =
        function<Vector3d(Quaterniond, Vector3d)>([](auto const& q, auto const& p) { return unit(q) * p; });
    // [unit]
    Vector3d const p(1, 2, -3);
    BOOST_TEST((stated(some, p) - some * p).norm() < 1e-15);
    BOOST_TEST((ctgrad::tangent_jacobian(stated)(some, p).jacobian - ctgrad::tangent_jacobian(turned)(some, p).jacobian)
                   .norm() < 3e-15);
    constexpr auto by_q = ctgrad::jacobian(stated, arguments<0>);
    static_assert(ctgrad::cost(by_q).total() == 39 && ctgrad::cost(stated).total() == 30);
    constexpr auto chain = function<Vector3d(Quaterniond, Vector3d)>(
        [](auto const& q, auto const& v) { return unit(q).inverse() * (unit(q) * unit(q).conjugate() * v); });
    BOOST_TEST((chain(some, p) - some.conjugate() * p).norm() < 2e-15);

    constexpr auto paired = function<double(Vector3d)>([](auto const& v) {
        auto const turned_one = unit(ctgrad::exp_rotation(v)) * ctgrad::vector_of(0.3 + 0 * v[0], 1.0, -2.0);
        return turned_one[0] + 2 * turned_one[1] - 3 * turned_one[2];
    });
    using real = wide_numbers::wide<50>;
    auto const in_digits = [](std::array<real, 3> const& v) {  // Rodrigues
        std::array<real, 3> const a{real(0.3), 1, -2}, b{1, 2, -3};
        real const square = v[0] * v[0] + v[1] * v[1] + v[2] * v[2], angle = sqrt(square);
        real va = 0, vb = 0, ab = 0, triple = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            std::size_t const k = (i + 1) % 3, m = (i + 2) % 3;
            va += v[i] * a[i], vb += v[i] * b[i], ab += a[i] * b[i], triple += b[i] * (v[k] * a[m] - v[m] * a[k]);
        }
        return ab + sin(angle) / angle * triple + (1 - cos(angle)) / square * (va * vb - square * ab);
    };
    Vector3d const v(0.3, -0.8, 0.5);
    auto const h = ctgrad::hessian(paired)(v);
    real const step = real("1e-15");
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t k = 0; k <= i; ++k) {
            auto const at = [&](int a, int b) {
                std::array<real, 3> moved{v[0], v[1], v[2]};
                moved[i] += a * step, moved[k] += b * step;
                return in_digits(moved);
            };
            auto const row = static_cast<Eigen::Index>(i), column = static_cast<Eigen::Index>(k);
            real const second = (at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / (4 * step * step);
            BOOST_TEST(std::abs(h.hessian(row, column) - static_cast<double>(second)) < 1e-13);
            real const first = (at(1, 0) - at(-1, 0)) / (2 * step);
            BOOST_TEST(std::abs(h.gradient[row] - static_cast<double>(first)) < 1e-14);
        }
}

// The partials need not be those of the value, which shows that they are used.
BOOST_AUTO_TEST_CASE(stated_partials) {
    using ctgrad::with_partials;
    constexpr auto f =
        function<double(double, double)>([](auto x, auto y) { return with_partials(x * y, x, 3 * x, y, x * y * y); });
    static_assert(f(2.0, 5.0) == 10);
    static_assert(ctgrad::gradient(f)(2.0, 5.0) == std::tuple(6.0, 50.0));
    constexpr auto h = ctgrad::hessian(f)(2.0, 5.0).hessian;
    static_assert(h[0][0] == 3 && h[1][1] == 20);
    static_assert(ctgrad::cost(f).total() == 1 && ctgrad::cost(ctgrad::gradient(f)).total() == 3);
    constexpr auto g = function<double(std::array<double, 2>)>([](auto const& v) {
        return 2 * with_partials(v[0], v, std::array{v[1], v[1]}) * v[0];
    });
    static_assert(ctgrad::gradient(g)(std::array{3.0, 4.0}) == std::array{2 * (4.0 * 3 + 3), 2 * 4.0 * 3});
    static_assert(ctgrad::jvp(g)(ctgrad::tangent(std::array{0.0, 1.0}), std::array{3.0, 4.0}).tangent == 24);
    constexpr auto x = ctgrad::variable<"x">;
    static_assert(ctgrad::derivative(with_partials(x * x, x, sin(x) * x) * x, x)(x = 0.0) == 0);
    static_assert(with_partials(x * x, x, x)(x = 3.0) == 9);
    static_assert(with_partials(2.0, 1.0, 3.0) == 2);
    // A variable that is not named has no influence.
    static_assert(!ctgrad::depends_on(ctgrad::derivative(with_partials(x * x, ctgrad::variable<"y">, x), x), x));
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
