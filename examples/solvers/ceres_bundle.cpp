// Ceres: bundle adjustment of a problem in the format of "Bundle Adjustment in the Large" (grail.cs.washington.edu/projects/bal).
// Give the name of such a file, or none for a small scene that is made here. Link with ceres and glog.

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>
#include <vector>

#include <ceres/ceres.h>
#include <ctgrad/ceres.hpp>
#include <ctgrad/eigen.hpp>

namespace {

using Eigen::Vector2d, Eigen::Vector3d;

// [residual]
// A camera of nine numbers: rotation vector, translation, focal length, two coefficients of distortion.
using camera = Eigen::Matrix<double, 9, 1>;

constexpr auto residual = ctgrad::function<Vector2d(camera, Vector3d, ctgrad::data<Vector2d>)>(
    [](auto const& c, auto const& point, auto const& pixel) {
        auto const p = ctgrad::exp_rotation(c.template head<3>()) * point + c.template segment<3>(3);
        auto const x = -p.template head<2>() / p.z();
        auto const r = x.squaredNorm();
        return c[6] * (1 + r * (c[7] + r * c[8])) * x - pixel;
    });
// [residual]

// [file]
struct observation {
    std::size_t camera, point;
    Vector2d pixel;
};
struct scene {
    std::vector<observation> observations;
    std::vector<camera> cameras;
    std::vector<Vector3d> points;
};

// The numbers of cameras, points and observations; the observations; nine numbers for each camera, three for each point.
scene read(std::istream& file) {
    std::size_t cameras = 0, points = 0, observations = 0;
    file >> cameras >> points >> observations;
    scene s{std::vector<observation>(observations), std::vector<camera>(cameras), std::vector<Vector3d>(points)};
    for (auto& [c, p, pixel] : s.observations) file >> c >> p >> pixel[0] >> pixel[1];
    for (auto& c : s.cameras)
        for (double& number : c) file >> number;
    for (auto& p : s.points)
        for (double& number : p) file >> number;
    return s;
}
// [file]

// Five cameras around 30 points, which all of them see without errors; then cameras and points are moved.
std::string made() {
    unsigned random = 1;
    auto const error = [&](double size) {
        random = 1664525 * random + 1013904223;
        return size * (random / 2147483648.0 - 1);
    };
    std::vector<camera> cameras(5);
    std::vector<Vector3d> points(30);
    for (std::size_t i = 0; i < cameras.size(); ++i) {
        double const k = static_cast<double>(i) - 2;
        cameras[i] << 0.02 * k, -0.2 * k, 0.01, k, 0.1 * k, -8, 500, -0.01, 0.001;
    }
    for (auto& p : points) p << error(2), error(2), error(2);
    std::ostringstream file;
    file.precision(17);
    file << cameras.size() << ' ' << points.size() << ' ' << cameras.size() * points.size() << '\n';
    for (std::size_t c = 0; c < cameras.size(); ++c)
        for (std::size_t p = 0; p < points.size(); ++p) {
            Vector2d const pixel = residual(cameras[c], points[p], Vector2d(0, 0));
            file << c << ' ' << p << ' ' << pixel.transpose() << '\n';
        }
    for (auto const& c : cameras)
        for (int i = 0; i < 9; ++i) file << c[i] * (1 + error(i < 6 ? 0.02 : 0.01)) << '\n';
    for (auto const& p : points)
        for (double const x : p) file << x + error(0.05) << '\n';
    return file.str();
}

}  // namespace

int main(int count, char** arguments) {
    std::ifstream given(count > 1 ? arguments[1] : "");
    std::istringstream small(count > 1 ? "" : made());
    scene s = count > 1 ? read(given) : read(small);

    // [problem]
    ceres::Problem problem;
    for (auto const& [c, p, pixel] : s.observations)
        problem.AddResidualBlock(new ctgrad::ceres_cost_function(residual, pixel), nullptr, s.cameras[c].data(),
                                 s.points[p].data());
    ceres::Solver::Options options;
    options.linear_solver_type = ceres::SPARSE_SCHUR;
    ceres::Solver::Summary summary;
    ceres::Solve(options, &problem, &summary);
    // [problem]
    auto const pixels = [&](double cost) { return std::sqrt(2 * cost / static_cast<double>(s.observations.size())); };
    std::printf("%zu cameras, %zu points, %zu observations\n", s.cameras.size(), s.points.size(),
                s.observations.size());
    std::printf("root of the mean squared error: %.1f pixels, then %.3f\n", pixels(summary.initial_cost),
                pixels(summary.final_cost));
    std::printf("%s\n", summary.IsSolutionUsable() ? "converged" : "not converged");
}
