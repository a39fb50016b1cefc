// Problems in the format of "Bundle Adjustment in the Large" (grail.cs.washington.edu/projects/bal).

#pragma once

#include <cstddef>
#include <istream>
#include <sstream>
#include <string>
#include <vector>

#include <ctgrad/eigen.hpp>

namespace bal {

using Eigen::Vector2d, Eigen::Vector3d;

// [residual]
// A camera of nine numbers: rotation vector, translation, focal length, two coefficients of distortion.
using camera = Eigen::Matrix<double, 9, 1>;

constexpr auto residual = ctgrad::function<Vector2d(camera, Vector3d, ctgrad::data<Vector2d>)>(
    [](auto const& c, auto const& point, auto const& pixel) {
        auto const p = ctgrad::rotate(c.template head<3>(), point) + c.template segment<3>(3);
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

// The file has the numbers of cameras, points and observations; the observations; nine numbers for each camera, three
// for each point. Any other file gives an empty scene.
inline scene read(std::istream& file) {
    std::size_t cameras = 0, points = 0, observations = 0;
    file >> cameras >> points >> observations;
    scene s{std::vector<observation>(observations), std::vector<camera>(cameras), std::vector<Vector3d>(points)};
    for (auto& [c, p, pixel] : s.observations) file >> c >> p >> pixel[0] >> pixel[1];
    for (auto& c : s.cameras)
        for (double& number : c) file >> number;
    for (auto& p : s.points)
        for (double& number : p) file >> number;
    for (auto const& [c, p, pixel] : s.observations)
        if (c >= cameras || p >= points) return {};
    return file ? s : scene{};
}
// [file]

// A scene of five cameras around 30 points. Every camera sees every point, with errors of up to `noise` pixels. Then
// cameras and points are moved.
inline std::string made_scene(double noise) {
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
            Vector2d const pixel = residual(cameras[c], points[p], Vector2d{error(noise), error(noise)});
            file << c << ' ' << p << ' ' << pixel.transpose() << '\n';
        }
    for (auto const& c : cameras)
        for (int i = 0; i < 9; ++i) file << c[i] * (1 + error(i < 6 ? 0.02 : 0.01)) << '\n';
    for (auto const& p : points)
        for (double const x : p) file << x + error(0.05) << '\n';
    return file.str();
}

}  // namespace bal
