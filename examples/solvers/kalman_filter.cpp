// An extended Kalman filter with Eigen: a robot that turns and drives measures the distance and direction of a beacon.

#include <cmath>
#include <cstdio>
#include <numbers>

#include <Eigen/Cholesky>
#include <ctgrad/eigen.hpp>

namespace {

using ctgrad::data;
using Eigen::Matrix2d, Eigen::Matrix3d, Eigen::Vector2d, Eigen::Vector3d;

// [models]
// The state is a position and a heading; a step is a speed and a turning rate, for some time.
constexpr auto motion =
    ctgrad::function<Vector3d(Vector3d, data<Vector2d>, data<double>)>([](auto const& x, auto const& drive, auto time) {
        return x + time * ctgrad::vector_of(drive[0] * cos(x[2]), drive[0] * sin(x[2]), drive[1]);
    });
// Distance and direction of a beacon, as seen from the robot.
constexpr auto sight = ctgrad::function<Vector2d(Vector3d, data<Vector2d>)>([](auto const& x, auto const& beacon) {
    auto const to = beacon - x.template head<2>();
    return ctgrad::vector_of(to.norm(), atan2(to.y(), to.x()) - x[2]);
});
// [models]

// [filter]
struct estimate {
    Vector3d state;
    Matrix3d covariance;

    void predict(Vector2d const& drive, double time, Matrix3d const& noise) {
        auto const [next, f] = ctgrad::jacobian(motion)(state, drive, time);
        state = next;
        covariance = f * covariance * f.transpose() + noise;
    }
    void correct(Vector2d const& seen, Vector2d const& beacon, Matrix2d const& noise) {
        auto const [expected, h] = ctgrad::jacobian(sight)(state, beacon);
        Vector2d surprise = seen - expected;
        surprise[1] = std::remainder(surprise[1], 2 * std::numbers::pi);
        Matrix2d const spread = h * covariance * h.transpose() + noise;
        Eigen::Matrix<double, 3, 2> const gain = spread.ldlt().solve(h * covariance).transpose();
        state += gain * surprise;
        covariance -= gain * h * covariance;
    }
};
// [filter]

// The Jacobian of the motion, derived by hand.
Matrix3d motion_by_hand(Vector3d const& x, Vector2d const& drive, double time) {
    Matrix3d f = Matrix3d::Identity();
    f(0, 2) = -time * drive[0] * std::sin(x[2]);
    f(1, 2) = time * drive[0] * std::cos(x[2]);
    return f;
}

}  // namespace

int main() {
    Vector2d const beacons[]{{5, 5}, {-5, 5}};
    Vector2d const drive(1, 0.2);
    Vector3d truth(0, 0, 0);
    estimate robot{Vector3d(1, -1, 0.3), Matrix3d::Identity()};
    Matrix3d const noise = 1e-6 * Matrix3d::Identity();
    bool agrees = true;
    for (int step = 0; step < 60; ++step) {
        truth = motion(truth, drive, 0.1);
        Matrix3d const by_hand = motion_by_hand(robot.state, drive, 0.1);
        agrees = agrees && (ctgrad::jacobian(motion)(robot.state, drive, 0.1).jacobian - by_hand).norm() < 1e-14;
        robot.predict(drive, 0.1, noise);
        Vector2d const& beacon = beacons[step % 2];
        robot.correct(sight(truth, beacon), beacon, 1e-4 * Matrix2d::Identity());
        if (step % 20 == 0 || step == 59)
            std::printf("step %2d: error %.4f, standard deviation %.4f\n", step, (robot.state - truth).norm(),
                        std::sqrt(robot.covariance.trace()));
    }
    std::printf("the Jacobian by hand %s\n", agrees ? "agrees" : "is another");
    std::printf("%s\n", (robot.state - truth).norm() < 1e-3 ? "the robot is found" : "the robot is lost");
}
