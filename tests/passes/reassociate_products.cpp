#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <utility>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

#include "../support/wide.hpp"
#include "program.hpp"

// Factors and constants of sums in derivatives, and the order of products. The tests count operations in the program
// and compare the numbers with finite differences in 50 digits.
namespace {

using schedule::count_of, schedule::program_of;

using namespace ctgrad::literals;
using real = wide_numbers::wide<50>;

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;

/// The length of the longest chain from the operation with a name to a result.
template <class Quantity>
int steps_after(Quantity const& q, std::string_view name) {
    auto const& p = program_of(q);
    int steps[512]{}, most = 0;
    for (std::size_t slot = 0; slot < static_cast<std::size_t>(p.count); ++slot) {
        steps[slot] = -1;
        auto const* const info = p.operation(slot);
        if (info == nullptr) continue;
        for (int i = 0; i < info->arity && i < 2; ++i) {
            int const before = steps[i == 0 ? p.first(slot) : p.second(slot)];
            if (before >= 0 && before + 1 > steps[slot]) steps[slot] = before + 1;
        }
        if (info->name == name) steps[slot] = 0;
        if (steps[slot] > most) most = steps[slot];
    }
    return most;
}

template <class F, std::size_t N>
void check_jacobian(F f, std::array<double, N> const& at, auto const& jacobian) {
    real const h = 1e-15;
    for (std::size_t k = 0; k < N; ++k) {
        std::array<real, N> up, down;
        for (std::size_t i = 0; i < N; ++i) up[i] = down[i] = at[i];
        up[k] += h;
        down[k] -= h;
        auto const above = f(up), below = f(down);
        for (std::size_t row = 0; row < above.size(); ++row) {
            real const slope = (above[row] - below[row]) / (2 * h);
            BOOST_TEST(abs(slope - jacobian[row][k]) <= 1e-14 * (1 + abs(slope)));
        }
    }
}

/// Radial distortion of a camera: the image is scaled by a polynomial of its distance from the centre.
struct distorted {
    template <class T>
    constexpr std::array<T, 2> operator()(std::array<T, 5> const& v) const {
        T const px = v[0] / v[2], py = v[1] / v[2], r2 = px * px + py * py;
        T const radial = 1.0 + v[3] * r2 + v[4] * r2 * r2;
        return {px * radial, py * radial};
    }
};
constexpr auto lens = ctgrad::function<std::array<double, 2>(std::array<double, 5>)>(distorted{});

struct length {
    template <class T>
    constexpr std::array<T, 1> operator()(std::array<T, 3> const& v) const {
        using std::exp, std::sqrt;
        return {exp(sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]))};
    }
};
constexpr auto norm = ctgrad::function<std::array<double, 1>(std::array<double, 3>)>(length{});

/// Functions made of random operations, each on two of the last results.
template <std::uint64_t Seed>
struct random_operations {
    template <class T>
    constexpr std::array<T, 2> operator()(std::array<T, 3> const& v) const {
        using std::exp, std::sin;
        constexpr std::size_t count = 22;
        std::array<T, count> r{};
        for (std::size_t i = 0; i < 3; ++i) r[i] = v[i];
        std::uint64_t seed = Seed * 0x9E3779B97F4A7C15u + 1;
        auto const next = [&](std::size_t limit) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            return static_cast<std::size_t>((seed >> 33) % limit);
        };
        for (std::size_t i = 3; i < count; ++i) {
            T const a = r[i - 1 - next(i < 6 ? i : 6)], b = r[i - 1 - next(i)];
            switch (next(12)) {
                case 0:
                case 1: r[i] = a + b; break;
                case 2:
                case 3: r[i] = a - 2.0 * b; break;
                case 4: r[i] = a / (1.5 + b * b); break;
                case 5: r[i] = sin(a * b); break;
                case 6: r[i] = exp(-(a * a)) * b; break;
                case 7: r[i] = 3.0 * a - b * a; break;
                default: r[i] = a * b; break;
            }
        }
        return {r[count - 1] + r[count - 3], r[count - 2] * r[count - 4]};
    }
};
template <std::uint64_t Seed>
void check_random() {
    constexpr auto f = ctgrad::function<std::array<double, 2>(std::array<double, 3>)>(random_operations<Seed>{});
    constexpr std::array<double, 3> at{0.83, -0.41, 0.57};
    check_jacobian(random_operations<Seed>{}, at, ctgrad::jacobian(f)(at).jacobian);
    if constexpr (Seed % 4 == 0)
        check_jacobian(random_operations<Seed>{}, at, ctgrad::free_rounding(ctgrad::jacobian(f))(at).jacobian);
}
template <std::uint64_t... Seed>
void check_all(std::integer_sequence<std::uint64_t, Seed...>) {
    (check_random<Seed>(), ...);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schedule_sums_of_products)

// d/dr of r + k0 r^2 + k1 r^4 times a factor that is late: the polynomial is one factor.
BOOST_AUTO_TEST_CASE(common_factors_are_pulled_out) {
    constexpr auto q = x * x + 3_c * y * x;
    constexpr auto f = exp(q) * (q + y * q * q);
    auto const derived = ctgrad::gradient(f, x);
    double const a = 0.3, b = -0.7, p = a * a + 3 * b * a;
    double const by_q = std::exp(p) * (p + b * p * p + 1 + 2 * b * p);
    BOOST_TEST(derived(x = a, y = b)[x] == by_q * (2 * a + 3 * b), boost::test_tools::tolerance(1e-14));
    BOOST_TEST(count_of(derived, "exp") == 1);

    constexpr std::array<double, 5> at{0.31, -0.72, 1.9, 0.11, -0.05};
    auto const camera = ctgrad::jacobian(lens);
    check_jacobian(distorted{}, at, camera(at).jacobian);
    BOOST_TEST(count_of(camera, "*") <= 30);  // 33 if k0 and 2 k1 r^2 are multiplied separately
}

// The 2 of the squares cancels the 1/2 of the root.
BOOST_AUTO_TEST_CASE(constants_cancel) {
    auto const derived = ctgrad::jacobian(norm);
    auto const& p = program_of(derived);
    for (int i = 0; i < p.constant_count; ++i)
        BOOST_TEST((p.constants[i].numerator == 1 && p.constants[i].denominator == 1));
    constexpr std::array<double, 3> at{0.2, -0.3, 0.6};
    check_jacobian(length{}, at, derived(at).jacobian);
}

// e (f f) becomes (e f) f if e is ready before f, but not if f f has other uses.
BOOST_AUTO_TEST_CASE(squares_are_taken_apart) {
    constexpr auto written_out = 1_c / (2_c + exp(-x));
    auto const derived = ctgrad::value_and_gradient(written_out, x);
    auto const& p = program_of(derived);
    auto const slope = static_cast<std::size_t>(p.outputs[1]);
    BOOST_TEST((p.first(slope) == p.outputs[0] || p.second(slope) == p.outputs[0]));
    BOOST_TEST(count_of(derived, "*") == 2);
    double const f = 1 / (2 + std::exp(-0.5));
    BOOST_TEST(derived(x = 0.5)[x] == f * (1 - 2 * f), boost::test_tools::tolerance(1e-15));
    constexpr auto shared = exp(-x) * z / (1_c + exp(-x) * z + y * y * z);
    BOOST_TEST(ctgrad::gradient(shared, y)(x = 0.0, y = 2.0, z = 0.5)[y] == -0.5 * 2 / (3.5 * 3.5),
               boost::test_tools::tolerance(1e-15));
}

// 2 x h + 2 b = 2 (x h + b).
BOOST_AUTO_TEST_CASE(equal_constants_are_pulled_out) {
    constexpr auto a = y - x * x;
    constexpr auto b = 1_c - x;
    auto const derived = ctgrad::gradient(100_c * a * a + b * b, x);
    BOOST_TEST(count_of(derived, "*") == 4);
    BOOST_TEST(derived(x = 0.5, y = 2.0)[x] == -400 * 0.5 * 1.75 - 2 * 0.5, boost::test_tools::tolerance(1e-15));
    // 2 x is there anyway.
    auto const shared = ctgrad::value_and_gradient(2_c * x * (y + z * y) + z * z * x * 2_c, x, z);
    double const at_x = 3, at_y = 0.7, at_z = -1.3;
    auto const r = shared(x = at_x, y = at_y, z = at_z);
    BOOST_TEST(r[x] == 2 * (at_y + at_z * at_y) + 2 * at_z * at_z, boost::test_tools::tolerance(1e-15));
    BOOST_TEST(r[z] == 2 * at_x * at_y + 4 * at_z * at_x, boost::test_tools::tolerance(1e-15));
}
// (y + z z) / 2 would leave the range.
BOOST_AUTO_TEST_CASE(constants_below_one_stay) {
    auto const derived = ctgrad::gradient(x * y / 2_c + x * (z * z) / 2_c, x);
    BOOST_TEST(derived(x = 1.0, y = 0x1.8p1023, z = 0x1.4p511)[x] < 0x1.9p1023);
}

// c - e a - e b = c - e (a + b), where e is ready last.
BOOST_AUTO_TEST_CASE(factors_of_negative_terms) {
    constexpr auto f = x * y - exp(x) * (y * y) - exp(x) * (z * y);
    auto const derived = ctgrad::gradient(f, y);
    BOOST_TEST(count_of(derived, "*") == 2);
    BOOST_TEST(derived(x = 0.5, y = 0.9, z = 0.7)[y] == 0.5 - std::exp(0.5) * (2 * 0.9 + 0.7),
               boost::test_tools::tolerance(1e-15));
}

// -(q0 / z) - q1 / z - q2 / z is -f / z, where f = q0 + q1 + q2 is the value.
BOOST_AUTO_TEST_CASE(sums_of_the_value) {
    constexpr auto f = x / z + x * y / z + y * y / z;
    auto const derived = ctgrad::value_and_gradient(f, z);
    BOOST_TEST(count_of(derived, "*") == 3);
    BOOST_TEST(count_of(derived, "+") == 2);
    BOOST_TEST(derived(x = 3.0, y = 4.0, z = 5.0)[z] == -31.0 / 25, boost::test_tools::tolerance(1e-15));
    // With the same signs as in the value, and with others.
    auto const signs = ctgrad::value_and_gradient(x / z - y * y / z, z);
    BOOST_TEST(count_of(signs, "*") == 2);
    BOOST_TEST(signs(x = 3.0, y = 4.0, z = 5.0)[z] == 13.0 / 25, boost::test_tools::tolerance(1e-15));
    auto const others = ctgrad::value_and_gradient((x / z + y * y / z) * (x / z - y * y / z), z);
    BOOST_TEST(others(x = 3.0, y = 4.0, z = 5.0)[z] == -2 * (9 - 256) / 125.0, boost::test_tools::tolerance(1e-15));
}

// x (1 / z), multiplied before the cosine is ready, is the quotient x / z of the value.
BOOST_AUTO_TEST_CASE(quotients_of_the_value) {
    constexpr auto f = sin(x * (y / z)) + x / z;
    auto const derived = ctgrad::value_and_gradient(f, y);
    BOOST_TEST(derived(x = 3.0, y = 4.0, z = 5.0)[y] == 0.6 * std::cos(2.4), boost::test_tools::tolerance(1e-15));
    BOOST_TEST(count_of(derived, "/") == 2);
    BOOST_TEST(count_of(derived, "*") == 2);
}

// The other factors of the exponential are multiplied before it is ready.
BOOST_AUTO_TEST_CASE(the_last_known_is_multiplied_last) {
    constexpr auto f = exp(((((x * y) * z) * y) * z) * y);
    auto const derived = ctgrad::gradient(f, x);
    BOOST_TEST(steps_after(derived, "exp") == 1);
    double const power = 0.9 * 0.9 * 0.9 * 0.7 * 0.7;
    BOOST_TEST(derived(x = 0.5, y = 0.9, z = 0.7)[x] == power * std::exp(0.5 * power),
               boost::test_tools::tolerance(1e-15));
}

// 1 / v2 is ready before the sums that it multiplies, and is distributed over their terms.
BOOST_AUTO_TEST_CASE(early_factors_go_into_sums) {
    auto const derived = ctgrad::jacobian(lens);
    auto const& p = program_of(derived);
    int reciprocal = -1;
    for (int slot = 0; slot < p.count; ++slot)
        if (auto const* const info = p.operation(static_cast<std::size_t>(slot));
            info != nullptr && info->name == "/" &&
            p.kind(static_cast<std::size_t>(p.first(static_cast<std::size_t>(slot)))) ==
                ctgrad::detail::graph::constant_node)
            reciprocal = slot;
    BOOST_TEST_REQUIRE(reciprocal >= 0);
    for (int slot = 0; slot < p.count; ++slot) {
        auto const at = static_cast<std::size_t>(slot);
        auto const* const info = p.operation(at);
        if (info == nullptr || info->name != "*" || (p.first(at) != reciprocal && p.second(at) != reciprocal)) continue;
        int const other = p.first(at) == reciprocal ? p.second(at) : p.first(at);
        auto const* const factor = p.operation(static_cast<std::size_t>(other));
        if (factor == nullptr || !p.derived[other]) continue;
        BOOST_TEST((factor->name != "+" && factor->name != "-"));
    }
}

// Constant terms.
BOOST_AUTO_TEST_CASE(numbers_among_the_terms) {
    auto const g = ctgrad::gradient(x + x * y + x, x)(x = 5.0, y = 3.0);
    BOOST_TEST(g[x] == 5);
    auto const late = ctgrad::gradient(x + x * exp(exp(y) * x) + x, x)(x = 0.0, y = 3.0);
    BOOST_TEST(late[x] == 3);
    auto const by_itself = ctgrad::gradient(exp(x + x * y + x) + x + x, x)(x = 0.0, y = 3.0);
    BOOST_TEST(by_itself[x] == 7);
}

BOOST_AUTO_TEST_CASE(random_functions) { check_all(std::make_integer_sequence<std::uint64_t, 12>{}); }

// Nothing is factored out of a branch that may not be taken.
BOOST_AUTO_TEST_CASE(branches_stay_apart) {
    constexpr auto f = ctgrad::select(x > 0_c, sqrt(x) * y + sqrt(x) * z, y * z * x);
    auto const g = ctgrad::gradient(f, x, y, z)(x = -1.0, y = 2.0, z = 3.0);
    BOOST_TEST(g[x] == 6);
    BOOST_TEST(g[y] == -3);
    BOOST_TEST(g[z] == -2);
}

// The second result has the square of 1 / x. The first derivative must not use it: y may be large where it underflows.
BOOST_AUTO_TEST_CASE(squares_of_values_stay_apart) {
    constexpr auto r = 1_c / x;
    auto const derived = ctgrad::jacobian(ctgrad::outputs(y * (r + z), exp(-(r * r))), x);
    for (auto const& [a, b] : {std::pair{2.0, 3.0}, {1e200, 1e250}, {-1e170, 1e60}}) {
        // As a ratio, because a comparison of 0 with a small number holds within a tolerance.
        BOOST_TEST(derived(x = a, y = b, z = 0.5).jacobian[0][0] / (-(b / a) / a) == 1,
                   boost::test_tools::tolerance(1e-14));
    }
}

BOOST_AUTO_TEST_SUITE_END()
