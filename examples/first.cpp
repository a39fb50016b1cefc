// One formula and one function: values, derivatives as formulas, gradients, in constant expressions and at run time.

#include <array>
// [readme]
#include <cstdio>
#include <ctgrad/ctgrad.hpp>

inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;
inline constexpr auto z = ctgrad::variable<"z">;

constexpr auto q = x + y;
constexpr auto f = q * z;
static_assert(f(x = -2.0, y = 5.0, z = -4.0) == -12.0);
static_assert(ctgrad::identical(ctgrad::derivative(f, x), z));
static_assert(ctgrad::identical(ctgrad::derivative(f, q), z));  // with respect to an intermediate

// Existing code that is generic in its scalar type can be differentiated too.
constexpr auto g = ctgrad::function<double(double, double)>([](auto u, auto v) { return 2 * (u * v) * (u + v); });
// [readme]

constexpr auto partials_of_f = ctgrad::gradient(f, x, y, z)(x = -2.0, y = 5.0, z = -4.0);
static_assert(partials_of_f[x] == -4.0 && partials_of_f[y] == -4.0 && partials_of_f[z] == 3.0);

// A callable with arrays as arguments: projects a point of the camera's frame to a weighted pixel.
struct project {
    template <class T>
    constexpr std::array<T, 2> operator()(std::array<T, 11> const& camera, std::array<T, 3> const& point,
                                          T const& weight) const {
        auto const& [r00, r01, r02, r10, r11, r12, r20, r21, r22, focal, k1] = camera;
        T const depth = r20 * point[0] + r21 * point[1] + r22 * point[2];
        T const u = (r00 * point[0] + r01 * point[1] + r02 * point[2]) / depth;
        T const v = (r10 * point[0] + r11 * point[1] + r12 * point[2]) / depth;
        T const scale = weight * focal * (1 + k1 * (u * u + v * v));
        return {scale * u, scale * v};
    }
};
// [readme]

int main() {
    double const a = -2, b = 5, c = -4;
    auto const r = ctgrad::value_and_gradient(f, x, y, z)(z = c, x = a, y = b);  // arguments in any order
    std::printf("f = %g, df/dx = %g, df/dy = %g, df/dz = %g\n", r.value, r[x], r[y], r[z]);

    auto const [by_u, by_v] = ctgrad::gradient(g)(3.0, 4.0);
    std::printf("gradient of g: (%g, %g)\n", by_u, by_v);
    // [readme]

    auto const [value, partials] = r;
    std::printf("f = %g, df/dz = %g\n", value, partials[z]);

    constexpr auto residual =
        ctgrad::function<std::array<double, 2>(std::array<double, 11>, std::array<double, 3>, double)>(project{});
    std::array<double, 11> const camera{1, 0, 0, 0, 1, 0, 0, 0, 1, 500, 0.125};
    std::array<double, 3> const point{1, -1, 2};
    double const weight = 1;
    auto j = ctgrad::jacobian(residual)(camera, point, weight);  // 2 rows of 15 columns, arguments in order
    std::printf("pixel (%g, %g)\n", j.value[0], j.value[1]);
    for (auto const& row : j.jacobian)
        std::printf("by focal %g, k1 %g, point (%g, %g, %g), weight %g\n", row[9], row[10], row[11], row[12], row[13],
                    row[14]);
    // [readme]
}
// [readme]
