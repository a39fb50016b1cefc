#include <array>
#include <cstddef>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

#include "program.hpp"

// Products of derivatives use the powers that values have, and have one constant.
namespace {

using schedule::count_of;
using namespace ctgrad::literals;

constexpr auto u = ctgrad::variable<"u">;
constexpr auto v = ctgrad::variable<"v">;
constexpr auto w = ctgrad::variable<"w">;

constexpr auto inverse = 1_c / (u * u + v * v + w * w);
constexpr auto sixth = inverse * inverse * inverse;
constexpr auto energy = 4_c * (sixth * sixth - sixth);

constexpr std::size_t points = 4;
using positions = std::array<double, 3 * points>;
struct energy_of_pairs {
    template <class T>
    constexpr T operator()(std::array<T, 3 * points> const& x) const {
        T total(0.0);
        for (std::size_t i = 0; i < points; ++i)
            for (std::size_t k = 0; k < i; ++k) {
                T const a = x[3 * i] - x[3 * k], b = x[3 * i + 1] - x[3 * k + 1], c = x[3 * i + 2] - x[3 * k + 2];
                T const over = 1.0 / (a * a + b * b + c * c), cube = over * over * over;
                total = total + 4.0 * (cube * cube - cube);
            }
        return total;
    }
};

/// The derivative of 4 (s s - s), s = 1 / (x x + y y + z z)^3, is this times x.
long double slope_at(long double x, long double y, long double z) {
    long double const r = 1 / (x * x + y * y + z * z), s = r * r * r;
    return -24 * (2 * s - 1) * s * r;
}
void check(auto const& g, double x, double y, double z) {
    long double const slope = slope_at(x, y, z);
    auto const near = boost::test_tools::tolerance(1e-13L);
    BOOST_TEST(static_cast<long double>(g[u]) == slope * x, near);
    BOOST_TEST(static_cast<long double>(g[v]) == slope * y, near);
    BOOST_TEST(static_cast<long double>(g[w]) == slope * z, near);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(available_products)

// Of 25 multiplications without this pass six are not needed.
BOOST_AUTO_TEST_CASE(a_cube_is_one_factor) {
    auto const by_rules = ctgrad::value_and_gradient(energy, u, v, w);
    auto const freely = ctgrad::free_rounding(by_rules);
    BOOST_TEST(count_of(by_rules, "*") <= 19);
    BOOST_TEST(count_of(freely, "*") <= 19);
    for (double const scale : {1e-20, 0.3, 1.0, 7.0, 1e40}) {
        check(by_rules(u = scale, v = 0.5 * scale, w = -0.2 * scale), scale, 0.5 * scale, -0.2 * scale);
        check(freely(u = scale, v = 0.5 * scale, w = -0.2 * scale), scale, 0.5 * scale, -0.2 * scale);
    }
}

// Of each pair: three squares, two products of the cube, its square and 4; then s (48 s - 24), and two for each component,
// three for the first pair: its products are made while the graph counts as small.
BOOST_AUTO_TEST_CASE(constants_are_moved_into_sums) {
    constexpr auto f = ctgrad::function<double(positions)>(energy_of_pairs{});
    constexpr auto derived = ctgrad::value_and_gradient(f);
    BOOST_TEST(count_of(derived, "*") <= 6 * 15 + 3);
    positions const x{0, 0.1, 0, 1, 0.3, 0.2, 2.1, 1, 0.4, 2.9, 0.2, 1};
    auto const [value, gradient] = derived(x);
    std::array<long double, 3 * points> expected{};
    for (std::size_t i = 0; i < points; ++i)
        for (std::size_t k = 0; k < i; ++k) {
            long double d[3];
            for (std::size_t n = 0; n < 3; ++n) d[n] = static_cast<long double>(x[3 * i + n]) - x[3 * k + n];
            for (std::size_t n = 0; n < 3; ++n) {
                long double const force = slope_at(d[0], d[1], d[2]) * d[n];
                expected[3 * i + n] += force;
                expected[3 * k + n] -= force;
            }
        }
    for (std::size_t n = 0; n < 3 * points; ++n)
        BOOST_TEST(static_cast<long double>(gradient[n]) == expected[n], boost::test_tools::tolerance(1e-12L));
}

// The square of a product leaves the range where the derivative does not: it stays apart.
BOOST_AUTO_TEST_CASE(the_range_comes_first) {
    constexpr auto square = 1_c / (u * u);
    constexpr auto derived = ctgrad::value_and_gradient(v / (w + square * square), u);
    // -v / (w + s s)^2 * (-4 s s / u), which is 4 v / u as long as w is small.
    for (double const x : {1e-60, 1e-30, 1e30, 1e60}) {
        long double const s = 1 / (static_cast<long double>(x) * x), below = 1 + s * s;
        BOOST_TEST(static_cast<long double>(derived(u = x, v = 1.0, w = 1.0)[u]) == 4 * (s * s / below) / below / x,
                   boost::test_tools::tolerance(1e-12L));
    }
}

BOOST_AUTO_TEST_SUITE_END()
