#include <array>
#include <cstddef>
#include <cstdio>
#include <stdexcept>
#include <vector>

#include <ctgrad/batch.hpp>
using namespace ctgrad::literals;

inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;
inline constexpr auto z = ctgrad::variable<"z">;
constexpr auto f = (x + y) * z;

// The squared distance of two points.
constexpr auto side = ctgrad::function<double(std::array<double, 2>, std::array<double, 2>)>(
    [](auto const& a, auto const& b) { return (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]); });

int main() {
    // [columns]
    // A structure of arrays: one column for each variable, or one number for all rows.
    std::vector<double> const xs{-2, 1, 4}, ys{5, 0.5, 2};
    std::vector<double> value(3), by_x(3), by_y(3), by_z(3);
    // [call]
    auto const all = ctgrad::batch(ctgrad::value_and_gradient(f, x, y, z));
    all(ctgrad::into(value, by_x, by_y, by_z), x = ctgrad::column(xs), y = ctgrad::column(ys), z = -4.0);
    // [call]
    for (std::size_t i = 0; i < 3; ++i)
        std::printf("f = %g, by x, y, z: %g, %g, %g\n", value[i], by_x[i], by_y[i], by_z[i]);

    // [columns]
    // Rows of a matrix in, rows of a matrix out, on every processor of the machine.
    std::vector<double> const points{0, 0, 3, 4, /**/ 1, 1, 2, 0};
    std::vector<double> gradients(8);
    ctgrad::batch(ctgrad::gradient(side), ctgrad::threads{0})(ctgrad::into(ctgrad::rows<4>(gradients)),
                                                              ctgrad::rows<4>(points));
    for (double partial : gradients) std::printf("%g ", partial);

    // Mistakes are found before anything is written.
    try {
        all(ctgrad::into(value, by_x, by_y, by_z), x = ctgrad::column(xs), y = ctgrad::column(points), z = -4.0);
    } catch (std::invalid_argument const& error) {
        std::printf("\n%s\n", error.what());
    }
}
