#pragma once

#include <array>
#include <cmath>

#include <ctgrad/ctgrad.hpp>

#include "../support/exercise_formulas.hpp"

/// The same derivatives, by ctgrad.
namespace by_ctgrad {

using namespace ctgrad::literals;

using exercise_formulas::sum, exercise_formulas::product_of_sum, exercise_formulas::preactivation,
    exercise_formulas::neuron, exercise_formulas::exponential_logarithm_sine;
using exercise_formulas::w0, exercise_formulas::w1, exercise_formulas::w2, exercise_formulas::x0, exercise_formulas::x1;
using exercise_formulas::x, exercise_formulas::y, exercise_formulas::z;
inline constexpr auto u = ctgrad::variable<"u">;
inline constexpr auto v = ctgrad::variable<"v">;
inline constexpr auto a = ctgrad::variable<"a">;
inline constexpr auto b = ctgrad::variable<"b">;
inline constexpr auto c = ctgrad::variable<"c">;

inline constexpr auto neuron_written_out = 1_c / (1_c + exp(-preactivation));
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
