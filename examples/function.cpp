// Existing functions: loops, helpers, local variables, arrays and structs. They run once, on symbols, while the program
// is compiled. The gradient has the type of the argument.

#include <array>
#include <cmath>
#include <cstdio>

#include <boost/hana/adapt_struct.hpp>
#include <boost/hana/define_struct.hpp>

#include <ctgrad/ctgrad.hpp>

namespace {

// A struct that is a template over its scalar type: inside the function its members are symbols.
template <class T>
struct spring {
    BOOST_HANA_DEFINE_STRUCT(spring<T>, (T, stiffness), (T, length));
};

// A plain struct: inside the function its members are read by name.
struct body {
    double mass, drag;
};

// The helper works on numbers and symbols alike; `sqrt` is found by argument-dependent lookup for symbols.
template <class T>
constexpr T distance(std::array<T, 2> const& a, std::array<T, 2> const& b) {
    using std::sqrt;
    T sum = 0;
    for (std::size_t i = 0; i < 2; ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sqrt(sum);
}

// The energy of a chain of four points held by springs.
struct chain_energy {
    template <class T>
    constexpr T operator()(spring<T> const& s, std::array<std::array<T, 2>, 4> const& points) const {
        T energy = 0;
        for (std::size_t i = 1; i < points.size(); ++i) {
            T const stretch = distance(points[i - 1], points[i]) - s.length;
            energy += s.stiffness * stretch * stretch / 2;
        }
        return energy;
    }
};

}  // namespace

BOOST_HANA_ADAPT_STRUCT(body, mass, drag);

int main() {
    constexpr auto energy =
        ctgrad::function<double(spring<double>, std::array<std::array<double, 2>, 4>)>(chain_energy{});

    spring<double> const s{8, 1};
    std::array<std::array<double, 2>, 4> const points{{{0, 0}, {3, 4}, {3, 6}, {6, 2}}};

    auto const [value, gradient] = ctgrad::value_and_gradient(energy)(s, points);
    auto const& [by_spring, by_points] = gradient;
    std::printf("energy %g\n", value);
    std::printf("by stiffness %g, by length %g\n", by_spring.stiffness, by_spring.length);
    for (auto const& [by_x, by_y] : by_points) std::printf("by a point (%.3f, %.3f)\n", by_x, by_y);

    // Only with respect to the spring, argument 0 of the function.
    auto const chosen = ctgrad::gradient(energy, ctgrad::arguments<0>)(s, points);
    std::printf("by stiffness %g, by length %g\n", chosen.stiffness, chosen.length);

    constexpr auto deceleration = ctgrad::function<double(body, double)>(
        [](auto const& b, auto speed) { return ctgrad::get<"drag">(b) * speed * speed / ctgrad::get<"mass">(b); });
    auto const [by_body, by_speed] = ctgrad::gradient(deceleration)(body{4, 0.5}, 2.0);
    std::printf("by mass %g, by drag %g, by speed %g\n", by_body.mass, by_body.drag, by_speed);
}
