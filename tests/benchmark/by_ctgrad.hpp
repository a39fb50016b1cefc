#pragma once

#include <array>
#include <cmath>

#include <ctgrad/ctgrad.hpp>

/// The same derivatives, by ctgrad.
namespace by_ctgrad {

using namespace ctgrad::literals;

inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;
inline constexpr auto z = ctgrad::variable<"z">;
inline constexpr auto w0 = ctgrad::variable<"w0">;
inline constexpr auto w1 = ctgrad::variable<"w1">;
inline constexpr auto w2 = ctgrad::variable<"w2">;
inline constexpr auto x0 = ctgrad::variable<"x0">;
inline constexpr auto x1 = ctgrad::variable<"x1">;
inline constexpr auto u = ctgrad::variable<"u">;
inline constexpr auto v = ctgrad::variable<"v">;
inline constexpr auto a = ctgrad::variable<"a">;
inline constexpr auto b = ctgrad::variable<"b">;
inline constexpr auto c = ctgrad::variable<"c">;

inline constexpr auto sum = x + y;
inline constexpr auto product_of_sum = sum * z;
inline constexpr auto preactivation = w0 * x0 + w1 * x1 + w2;
inline constexpr auto neuron = sigmoid(preactivation);
inline constexpr auto neuron_written_out = 1_c / (1_c + exp(-preactivation));
inline constexpr auto exponential_logarithm_sine = exp(x * z) + x * z / log(x) + sin(log(x)) / (x * z);
inline constexpr auto product_with_sum = 2_c * (u * v) * (u + v);
inline constexpr auto product_with_sum_function =
    ctgrad::function<double(double, double)>([](auto p, auto q) { return 2 * (p * q) * (p + q); });
inline constexpr auto thrice_sum = 3_c * (a + b * c);

template <class T>
constexpr std::array<T, 3> rotated(std::array<T, 3> const& rotation, std::array<T, 3> const& point) {
    using std::cos, std::sin, std::sqrt;
    T const theta = sqrt(rotation[0] * rotation[0] + rotation[1] * rotation[1] + rotation[2] * rotation[2]);
    T const sine = sin(theta), cosine = cos(theta);
    std::array<T, 3> const axis{rotation[0] / theta, rotation[1] / theta, rotation[2] / theta};
    std::array<T, 3> const cross{axis[1] * point[2] - axis[2] * point[1], axis[2] * point[0] - axis[0] * point[2],
                                 axis[0] * point[1] - axis[1] * point[0]};
    T const along = (axis[0] * point[0] + axis[1] * point[1] + axis[2] * point[2]) * (1.0 - cosine);
    std::array<T, 3> result{};
    for (std::size_t i = 0; i < 3; ++i) result[i] = point[i] * cosine + cross[i] * sine + axis[i] * along;
    return result;
}

struct project {
    template <class T>
    constexpr std::array<T, 2> operator()(std::array<T, 11> const& camera, std::array<T, 3> const& point,
                                          T const& weight) const {
        std::array<T, 3> const rotation{camera[0], camera[1], camera[2]};
        std::array<T, 3> const offset{point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]};
        std::array<T, 3> const seen = rotated(rotation, offset);
        T const px = seen[0] / seen[2], py = seen[1] / seen[2];
        T const r2 = px * px + py * py;
        T const radial = 1.0 + camera[9] * r2 + camera[10] * r2 * r2;
        return {weight * (px * radial * camera[6] + camera[7]), weight * (py * radial * camera[6] + camera[8])};
    }
};
inline constexpr auto residual =
    ctgrad::function<std::array<double, 2>(std::array<double, 11>, std::array<double, 3>, double)>(project{});

}  // namespace by_ctgrad
