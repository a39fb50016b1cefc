// A camera's pose from the pixels of known points: Gauss-Newton on rotation and translation, with vectors, matrices and
// quaternions of Eigen.

#include <array>
#include <cstddef>
#include <cstdio>

#include <Eigen/Cholesky>
#include <Eigen/Geometry>

#include <ctgrad/eigen.hpp>

namespace {

using ctgrad::data;
using Eigen::Matrix, Eigen::Quaterniond, Eigen::Vector2d, Eigen::Vector3d;

// [residual]
// The error of a pixel if the pose is turned by w in its own frame, and moved by t. Pose, point and pixel are data.
constexpr auto residual =
    ctgrad::function<Vector2d(Vector3d, Vector3d, data<Quaterniond>, data<Vector3d>, data<Vector3d>, data<Vector2d>)>(
        [](auto const& w, auto const& t, auto const& rotation, auto const& position, auto const& point,
           auto const& pixel) {
            auto const seen = ctgrad::retract(rotation, w).conjugate() * (point - position - t);
            return 500.0 * seen.template head<2>() / seen.z() - pixel;
        });
// [residual]

constexpr auto turned = ctgrad::function<Quaterniond(Quaterniond, Vector3d)>(
    [](auto const& q, auto const& w) { return ctgrad::retract(q, w); });

// A Jacobian by central differences, for comparison.
Matrix<double, 2, 6> differences(Quaterniond const& q, Vector3d const& p, Vector3d const& point,
                                 Vector2d const& pixel) {
    Matrix<double, 2, 6> j;
    for (int i = 0; i < 6; ++i) {
        Matrix<double, 6, 1> const step = 1e-6 * Matrix<double, 6, 1>::Unit(i);
        j.col(i) = (residual(step.head<3>(), step.tail<3>(), q, p, point, pixel) -
                    residual(-step.head<3>(), -step.tail<3>(), q, p, point, pixel)) /
                   2e-6;
    }
    return j;
}

}  // namespace

int main() {
    // The scene: six points, and the pose from which the pixels were taken.
    std::array<Vector3d, 6> const points{Vector3d(-1, -1, 5), Vector3d(1, -1, 6), Vector3d(1, 1, 5),
                                         Vector3d(-1, 1, 7),  Vector3d(0, 0, 4),  Vector3d(0.5, -0.2, 8)};
    Quaterniond const true_rotation(Eigen::AngleAxisd(0.2, Vector3d(1, 2, -1).normalized()));
    Vector3d const true_position(0.3, -0.1, 0.2);
    std::array<Vector2d, 6> pixels;
    for (std::size_t i = 0; i < points.size(); ++i)
        pixels[i] =
            residual(Vector3d::Zero(), Vector3d::Zero(), true_rotation, true_position, points[i], Vector2d::Zero());

    // [gauss-newton]
    Quaterniond rotation = Quaterniond::Identity();
    Vector3d position = Vector3d::Zero();
    Vector3d const zero = Vector3d::Zero();
    for (int step = 0; step < 5; ++step) {
        Matrix<double, 6, 6> normal = Matrix<double, 6, 6>::Zero();
        Matrix<double, 6, 1> right = Matrix<double, 6, 1>::Zero();
        double cost = 0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            auto const [r, j] = ctgrad::jacobian(residual)(zero, zero, rotation, position, points[i], pixels[i]);
            normal += j.transpose() * j;  // j is a Matrix<double, 2, 6>
            right -= j.transpose() * r;
            cost += r.squaredNorm();
        }
        if (step < 4) std::printf("step %d: squared error %.2e pixels\n", step, cost);
        Matrix<double, 6, 1> const change = normal.ldlt().solve(right);
        rotation = turned(rotation, change.head<3>());
        position += change.tail<3>();
    }
    // [gauss-newton]
    std::printf("the pose is %s\n",
                rotation.angularDistance(true_rotation) < 1e-9 && (position - true_position).norm() < 1e-9
                    ? "found"
                    : "not found");

    // [blocks]
    // The same into our own memory, as one block for each argument.
    Matrix<double, 2, 3> by_rotation;
    std::array<double, 6> by_translation{};  // row by row
    Vector2d const value = ctgrad::jacobian(residual).into(by_rotation, by_translation)(zero, zero, rotation, position,
                                                                                        points[0], pixels[0]);
    // [blocks]
    Matrix<double, 2, 6> const expected = differences(rotation, position, points[0], pixels[0]);
    bool const agrees =
        value.norm() < 1e-9 && (by_rotation - expected.leftCols<3>()).norm() < 1e-4 &&
        (Eigen::Map<Matrix<double, 2, 3, Eigen::RowMajor>>(by_translation.data()) - expected.rightCols<3>()).norm() <
            1e-4;
    std::printf("finite differences %s\n", agrees ? "agree" : "disagree");
}
