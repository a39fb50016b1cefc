// The features of `ctgrad/ctgrad.hpp` in one small program, which must print the same on every target.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <vector>

// [hook]
// Without exceptions an error prints its message and ends the program.
#ifndef __cpp_exceptions
#define CTGRAD_ON_ERROR(message) (std::puts(message), std::exit(0))
#endif
// [hook]

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad::literals;

namespace {

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;

// Constants of up to 36 digits are exact rational numbers of 128 bits.
constexpr auto inverse_square = 6.67430e-11_c * x * y / (z * z) + 0.123456789012345678901234567890123456_c * x;
constexpr auto neuron = 1_c / (1_c + exp(-(x * y + z)));
constexpr auto smooth = sqrt(x * x + y * y + z * z) / 3_c + pow(x, 7_c) / 5040_c + select(x < y, x* z, atan2(y, z));

constexpr auto kalman =
    ctgrad::function<std::array<double, 2>(std::array<double, 4>, double)>([](auto const& s, auto angle) {
        auto const range = sqrt(s[0] * s[0] + s[1] * s[1]);
        return std::array{range + 0.5 * s[2] * cos(angle), (s[0] * s[3] - s[1] * s[2]) / range};
    });
constexpr auto energy = ctgrad::function<double(std::array<double, 6>)>([](auto const& p) {
    auto sum = 0.0 * p[0];
    for (std::size_t i = 0; i + 1 < 6; ++i) {
        auto const stretch = (p[i + 1] - p[i]) * (p[i + 1] - p[i]) - 0.01;
        sum += stretch * stretch + log(1.0 + p[i] * p[i]);
    }
    return sum;
});

// The same at compile time and at run time, and the same as on a target of 64 bits.
static_assert(ctgrad::gradient(inverse_square, x)(x = 0.0, y = 3.0, z = 1.0)[x] > 0.1234567);
static_assert(ctgrad::identical(ctgrad::derivative(x / 3_c + x / 6_c, x), 1_c / 2_c));
static_assert(ctgrad::cost(ctgrad::value_and_gradient(neuron, x, y, z)).calls("exp") == 1);

template <class Numbers>
void put(char const* what, Numbers const& numbers) {
    std::printf("%s", what);
    for (double const number : numbers) std::printf(" %.13g", number);
    std::printf("\n");
}

}  // namespace

int main(int count, char**) {
    // The name of a formula's type, a hash, is the same everywhere.
    constexpr auto const& name = ctgrad::detail::describe<decltype(inverse_square)>;
    std::printf("type %016llx %016llx\n", static_cast<unsigned long long>(name.high),
                static_cast<unsigned long long>(name.low));

    double const a = 0.75 * count, b = 1.5 * count, c = -2.0 * count;  // not constants
    auto const inverse = ctgrad::value_and_gradient(inverse_square, x, y, z)(x = a, y = b, z = c);
    put("inverse square", std::array{inverse.value, inverse[x], inverse[y], inverse[z]});
    auto const of_neuron = ctgrad::value_and_gradient(neuron, x, y, z)(x = a, y = b, z = c);
    put("neuron", std::array{of_neuron.value, of_neuron[x], of_neuron[y], of_neuron[z]});
    auto const of_smooth = ctgrad::value_and_gradient(smooth, x, y, z)(x = a, y = b, z = c);
    put("smooth", std::array{of_smooth.value, of_smooth[x], of_smooth[y], of_smooth[z]});
    auto const curvature = ctgrad::hessian(smooth, x, z)(x = a, y = b, z = c);
    put("curvature", std::array{curvature(x, x), curvature(x, z), curvature(z, z)});

    double by_state[2][4], by_angle[2];
    auto const measured = ctgrad::jacobian(kalman).into(by_state, by_angle)({a, b, c, 1.0}, 0.5);
    put("kalman", measured);
    put("by range", by_state[0]), put("by rate", by_state[1]), put("by angle", by_angle);

    std::vector<double> const positions{0, a, b, 2.5, 3.5, 4.0};
    put("energy", ctgrad::gradient(energy)(positions));
    constexpr std::array direction{1.0, 0.0, -1.0, 0.5, 0.0, 2.0};
    auto const curved = ctgrad::hvp(energy)(ctgrad::tangent(direction), positions);
    put("hvp", curved.product);

    // An error, last: without exceptions the program ends there.
    std::vector<double> const too_few{a, b};
#ifdef __cpp_exceptions
    try {
        put("gradient", ctgrad::gradient(energy)(too_few));
    } catch (std::exception const& error) {
        std::puts(error.what());
    }
#else
    put("gradient", ctgrad::gradient(energy)(too_few));
#endif
}
