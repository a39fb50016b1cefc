#include <array>
#include <tuple>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// At global scope and with these names, as the documentation shows it.
using namespace ctgrad::literals;

namespace {

inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;
inline constexpr auto z = ctgrad::variable<"z">;

constexpr auto q = x + y;
constexpr auto f = q * z;

static_assert(ctgrad::identical(ctgrad::derivative(f, x), z));  // symbolic fact
static_assert(ctgrad::identical(ctgrad::derivative(f, q), z));  // with respect to an intermediate
static_assert(f(x = -2.0, y = 5.0, z = -4.0) == -12.0);
static_assert(ctgrad::identical(ctgrad::variable<'x'>, x));

constexpr auto g = ctgrad::gradient(f, x, y, z)(x = -2.0, y = 5.0, z = -4.0);
static_assert(g[x] == -4.0 && g[y] == -4.0 && g[z] == 3.0);

struct project {
    template <class T>
    constexpr std::array<T, 2> operator()(std::array<T, 11> const& camera, std::array<T, 3> const& point,
                                          T const& weight) const {
        T const u = camera[0] * point[0] + camera[1] * point[1] + camera[2] * point[2];
        T const v = camera[3] * point[0] + camera[4] * point[1] + camera[5] * point[2];
        T const scale = weight * camera[6] * (1 + camera[7] * (u * u + v * v));
        return {scale * u + camera[8] * camera[10], scale * v + camera[9] * camera[10]};
    }
};

constexpr auto residual =
    ctgrad::function<std::array<double, 2>(std::array<double, 11>, std::array<double, 3>, double)>(project{});

constexpr std::array<double, 11> camera{1, 0, 2, 0, 1, 0, 3, 0.5, 4, 5, 6};
constexpr std::array<double, 3> point{1, 2, 1};
constexpr double weight = 2;

// u = 3, v = 2, scale = 6 (1 + 13/2) = 45.
constexpr auto constant_j = ctgrad::jacobian(residual)(camera, point, weight);
static_assert(constant_j.value == std::array{135.0 + 24, 90.0 + 30});
static_assert(constant_j.jacobian.size() == 2 && constant_j.jacobian[0].size() == 15);
static_assert(constant_j.jacobian[0][8] == 6 && constant_j.jacobian[0][9] == 0 && constant_j.jacobian[0][10] == 4);
static_assert(constant_j.jacobian[1][8] == 0 && constant_j.jacobian[1][9] == 6 && constant_j.jacobian[1][10] == 5);
static_assert(constant_j.jacobian[0][7] == 6 * 13 * 3 && constant_j.jacobian[1][7] == 6 * 13 * 2);
static_assert(constant_j.jacobian[0][14] == 67.5 && constant_j.jacobian[1][14] == 45);

constexpr auto constant_s = ctgrad::gradient(
    ctgrad::function<double(double, double)>([](auto u, auto v) { return 2 * (u * v) * (u + v); }))(3.0, 4.0);
static_assert(constant_s == std::tuple{80.0, 66.0});

static_assert(std::same_as<decltype(constant_s), std::tuple<double, double> const>);

}  // namespace

BOOST_AUTO_TEST_SUITE(contract)

BOOST_AUTO_TEST_CASE(at_run_time) {
    double const a = -2, b = 5, c = -4;
    auto r = ctgrad::value_and_gradient(f, x, y, z)(z = c, x = a, y = b);
    BOOST_TEST(r.value == -12);
    BOOST_TEST(r[x] == -4);
    BOOST_TEST(r[y] == -4);
    BOOST_TEST(r[z] == 3);

    auto [value, partials] = r;
    BOOST_TEST(value == -12);
    BOOST_TEST(partials[z] == 3);

    auto j = ctgrad::jacobian(residual)(camera, point, weight);
    BOOST_TEST((j.value == constant_j.value));
    BOOST_TEST((j.jacobian == constant_j.jacobian));

    auto s = ctgrad::gradient(
        ctgrad::function<double(double, double)>([](auto u, auto v) { return 2 * (u * v) * (u + v); }))(3.0, 4.0);
    BOOST_TEST((s == std::tuple{80.0, 66.0}));
}

BOOST_AUTO_TEST_SUITE_END()
