// What functions take: arrays and other lists, data that is not differentiated, and memory for Jacobians.

#include <array>
#include <cstdio>
#include <exception>
#include <span>
#include <vector>

#include <ctgrad/ctgrad.hpp>

namespace {

// [data]
enum class lens { pinhole, fisheye };

// The distance of a point's image from the center: by the focal length and a distortion, at an angle that was measured.
constexpr auto radius = ctgrad::function<double(std::array<double, 2>, ctgrad::data<double>, lens)>(
    [](auto const& camera, auto angle, auto kind) {
        auto const ideal = select(kind == lens::fisheye, angle, tan(angle));
        return camera[0] * ideal * (1 + camera[1] * ideal * ideal);
    });
constexpr auto gradient = ctgrad::gradient(radius);  // by the camera: the angle and the lens are data
// [data]

constexpr auto polar =
    ctgrad::function<std::array<double, 2>(std::array<double, 2>, double)>([](auto const& center, auto angle) {
        return std::array{center[0] + cos(angle), center[1] + sin(angle)};
    });

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

    // [blocks]
    double by_center[2][2];
    double* by_angle = nullptr;  // not wanted
    auto const [x, y] = ctgrad::jacobian(polar).into(by_center, by_angle)({1.0, 2.0}, 0.0);
    std::printf("(%g, %g), [%g %g; %g %g]\n", x, y, by_center[0][0], by_center[0][1], by_center[1][0], by_center[1][1]);
    // [blocks]
}
