// What functions take and return: arrays and other lists, data that is not differentiated, memory for Jacobians, and several results.

#include <array>
#include <cstdio>
#include <exception>
#include <numbers>
#include <span>
#include <tuple>
#include <vector>

#include <ctgrad/ctgrad.hpp>

namespace {

// [data]
enum class lens { pinhole, fisheye };

// The distance of a point's image from the center, as a function of the focal length and a distortion, at a measured
// angle.
constexpr auto radius = ctgrad::function<double(std::array<double, 2>, ctgrad::data<double>, lens)>(
    [](auto const& camera, auto angle, auto kind) {
        auto const ideal = select(kind == lens::fisheye, angle, tan(angle));
        return camera[0] * ideal * (1 + camera[1] * ideal * ideal);
    });
constexpr auto gradient = ctgrad::gradient(radius);  // with respect to the camera: the angle and the lens are data
// [data]

constexpr auto polar =
    ctgrad::function<std::array<double, 2>(std::array<double, 2>, double)>([](auto const& center, auto angle) {
        return std::array{center[0] + cos(angle), center[1] + sin(angle)};
    });

// [results]
// The position, the speed and the period of a satellite on a circle, from its distance from the center and the angle.
constexpr auto orbit =
    ctgrad::function<std::tuple<std::array<double, 2>, double, double>(double, double)>([](auto distance, auto angle) {
        auto const speed = sqrt(3.986e5 / distance);
        return std::tuple{std::array{distance * cos(angle), distance * sin(angle)}, speed,
                          2 * std::numbers::pi * distance / speed};
    });
// [results]

}  // namespace

int main() {
    // [lists]
    double const built_in[]{500, 0.1};
    std::vector<double> const vector{500, 0.1};
    auto const a = gradient(std::array{500.0, 0.1}, 0.5, lens::fisheye);
    auto const b = gradient({500.0, 0.1}, 0.5, lens::fisheye);
    auto const c = gradient(built_in, 0.5, lens::fisheye);
    auto const d = gradient(std::span(vector), 0.5, lens::fisheye);
    auto const e = gradient(vector.data(), 0.5, lens::fisheye);  // nothing can check a pointer
    std::printf("(%g, %g), %s\n", a[0], a[1], a == b && b == c && c == d && d == e ? "five times" : "different");
    try {
        gradient(std::vector{500.0}, 0.5, lens::fisheye);
    } catch (std::exception const& error) {
        std::puts(error.what());
    }
    // [lists]

    // [with]
    auto const seen = radius.with(0.5, lens::fisheye);  // data are given once
    auto const [value, by_camera] = ctgrad::value_and_gradient(seen)({500.0, 0.1});
    std::printf("radius %.2f, by the camera (%g, %g)\n", value, by_camera[0], by_camera[1]);
    // [with]

    // [blocks]
    double by_center[2][2];
    double* by_angle = nullptr;  // not wanted
    auto const [x, y] = ctgrad::jacobian(polar).into(by_center, by_angle)({1.0, 2.0}, 0.0);
    std::printf("(%g, %g), [%g %g; %g %g]\n", x, y, by_center[0][0], by_center[0][1], by_center[1][0], by_center[1][1]);
    // [blocks]

    // [chosen]
    using ctgrad::arguments, ctgrad::results;
    auto const j = ctgrad::jacobian(orbit, results<0, 2>)(7000.0, 0.0);  // the value has all results
    std::printf("speed %.3f km/s, period %.0f s, and %.3f s more per km\n", std::get<1>(j.value), std::get<2>(j.value),
                static_cast<double>(j(results<2>, arguments<0>)));
    double position_by_angle[2];
    ctgrad::jacobian(orbit, results<0>).into(nullptr, position_by_angle)(7000.0, 1.0);
    std::printf("(%.1f, %.1f)\n", position_by_angle[0], position_by_angle[1]);
    // [chosen]
}
