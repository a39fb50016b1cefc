#include <array>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

#include "program.hpp"

// Sums of the same terms in derivatives are computed once.
namespace {

using schedule::count_of, schedule::program_of;

using namespace ctgrad::literals;

struct turn {
    template <class T, class U>
    constexpr std::array<T, 3> operator()(std::array<T, 4> const& q, std::array<U, 3> const& v) const {
        T const square = q[0] * q[0] - (q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        T const twice = 2.0 * (q[1] * v[0] + q[2] * v[1] + q[3] * v[2]);
        T const w = 2.0 * q[0];
        return {square * v[0] + twice * q[1] + w * (q[2] * v[2] - q[3] * v[1]),
                square * v[1] + twice * q[2] + w * (q[3] * v[0] - q[1] * v[2]),
                square * v[2] + twice * q[3] + w * (q[1] * v[1] - q[2] * v[0])};
    }
};
constexpr auto rotation = ctgrad::function<std::array<double, 3>(std::array<double, 4>, std::array<double, 3>)>(turn{});

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;
constexpr auto w = ctgrad::variable<"w">;

}  // namespace

BOOST_AUTO_TEST_SUITE(schedule_like_sums)

// With a = w v + u x v the columns are 2 a, and three more that consist of 2 a and 2 (u.v) with signs.
BOOST_AUTO_TEST_CASE(a_rotation_has_four_different_partials) {
    constexpr auto derived = ctgrad::jacobian(rotation, ctgrad::arguments<0>);
    auto const& p = program_of(derived);
    // Up to signs the partials are 2 a, three numbers of three terms each, and the 2 (u.v) of the value.
    int sums = 0;
    for (std::size_t slot = 0; slot < static_cast<std::size_t>(p.count); ++slot)
        sums +=
            p.derived[slot] && p.operation(slot) != nullptr && p.operation(slot)->cost == ctgrad::cost_class::addition;
    BOOST_TEST(sums <= 3 * 2 + 3);

    std::array<double, 4> const q{0.3, -0.7, 1.1, 0.4};
    std::array<double, 3> const v{1.5, -2.5, 0.8};
    auto const r = derived(q, v);
    for (std::size_t k = 0; k < 4; ++k) {
        // The rotation is a polynomial of degree 2, so central differences are exact.
        auto up = q, down = q;
        up[k] += 0.5, down[k] -= 0.5;
        auto const above = turn{}(up, v), below = turn{}(down, v);
        for (std::size_t i = 0; i < 3; ++i)
            BOOST_TEST(r.jacobian[i][k] == above[i] - below[i], boost::test_tools::tolerance(1e-13));
    }
}

BOOST_AUTO_TEST_CASE(other_orders_negatives_and_doubles) {
    // d/dx = y z + w, d/dy = x z: the adjoint of x in the second factor is w + z y, and so on.
    constexpr auto f = (x * y) * z + w * x;
    constexpr auto g = w * x + z * (y * x);
    constexpr auto both = ctgrad::jacobian(ctgrad::outputs(f, g, -f, 2_c * f), x);
    static_assert(both(x = 2.0, y = 3.0, z = 5.0, w = 7.0).jacobian[0][0] == 22);
    static_assert(both(x = 2.0, y = 3.0, z = 5.0, w = 7.0).jacobian[1][0] == 22);
    static_assert(both(x = 2.0, y = 3.0, z = 5.0, w = 7.0).jacobian[2][0] == -22);
    static_assert(both(x = 2.0, y = 3.0, z = 5.0, w = 7.0).jacobian[3][0] == 44);
    // Two sums in each of the two values, and one for all derivatives.
    BOOST_TEST(count_of(both, "+") <= 3);
}

// (1 - x)(1 + x) keeps digits that 1 - x^2 loses: the derivative of asin stays accurate even if the value contains 1 -
// x^2.
BOOST_AUTO_TEST_CASE(products_of_sums_are_not_multiplied_out) {
    constexpr auto f = asin(x) + (1_c - x * x);
    double const close = 1 - 0x1p-40;
    double const exact = 1 / std::sqrt(0x1p-40 * (2 - 0x1p-40)) - 2 * close;
    BOOST_TEST(ctgrad::value_and_gradient(f, x)(x = close).gradient[x] == exact, boost::test_tools::tolerance(4e-16));
}

// An overflow in a branch not taken stays there, even if other products have the same factors.
BOOST_AUTO_TEST_CASE(branches_stay_apart) {
    constexpr auto f = select(x > 0_c, x * y * z, 0_c) + y * z * w;
    auto const r = ctgrad::gradient(f, x, y, z, w)(x = -1.0, y = 1e200, z = 1e200, w = 1e-300);
    BOOST_TEST(r[x] == 0);
    BOOST_TEST(r[y] == 1e-100, boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_CASE(fractions_and_powers_of_ten_have_keys) {
    constexpr auto f = (x * y) * 0.1_c + x * z / 3_c;
    constexpr auto g = z * (x / 3_c) + 0.1_c * (y * x);
    auto const r = ctgrad::jacobian(ctgrad::outputs(f, g), x)(x = 0.7, y = 1.9, z = 2.3);
    BOOST_TEST(r.jacobian[0][0] == 0.19 + 2.3 / 3, boost::test_tools::tolerance(1e-15));
    BOOST_TEST(r.jacobian[1][0] == 0.19 + 2.3 / 3, boost::test_tools::tolerance(1e-15));
}

BOOST_AUTO_TEST_SUITE_END()
