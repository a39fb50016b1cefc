#include <array>
#include <concepts>
#include <cstddef>
#include <limits>

#include <boost/hana/adapt_struct.hpp>
#include <boost/hana/define_struct.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad::literals;

namespace calculus_test {

struct point {
    double x, y, z;
};
struct plane {
    BOOST_HANA_DEFINE_STRUCT(plane, (float, x), (float, y));
};

}  // namespace calculus_test
BOOST_HANA_ADAPT_STRUCT(calculus_test::point, x, y, z);

namespace {

using calculus_test::plane, calculus_test::point;
using fifty_digits = boost::multiprecision::cpp_bin_float_50;

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;
constexpr auto q = x + y;
constexpr auto f = q * z;

}  // namespace

BOOST_AUTO_TEST_SUITE(calculus_numeric)

BOOST_AUTO_TEST_CASE(gradient) {
    constexpr auto g = ctgrad::gradient(f, x, y, z)(x = -2.0, y = 5.0, z = -4.0);
    static_assert(g[x] == -4 && g[y] == -4 && g[z] == 3);
    static_assert(g == std::array{-4.0, -4.0, 3.0});

    // In the requested order, and nothing else.
    constexpr auto h = ctgrad::gradient(f, z, x)(x = -2.0, y = 5.0, z = -4.0);
    static_assert(h == std::array{3.0, -4.0});

    // With respect to intermediates and variables.
    constexpr auto i = ctgrad::gradient(f, q, z, x)(x = -2.0, y = 5.0, z = -4.0);
    static_assert(i[q] == -4 && i[z] == 3 && i[x] == -4);
}

BOOST_AUTO_TEST_CASE(names_in_any_order) {
    static_assert(f(x = -2.0, y = 5.0, z = -4.0) == -12);
    static_assert(f(z = -4.0, y = 5.0, x = -2.0) == -12);
    static_assert(f(y = 5.0, z = -4.0, x = -2.0) == -12);
    constexpr auto r = ctgrad::value_and_gradient(f, x, y, z);
    static_assert(r(z = -4.0, x = -2.0, y = 5.0)[z] == 3 && r(x = -2.0, y = 5.0, z = -4.0)[z] == 3);
}

BOOST_AUTO_TEST_CASE(structured_bindings) {
    auto const [value, partials] = ctgrad::value_and_gradient(f, x, y, z)(x = -2.0, y = 5.0, z = -4.0);
    BOOST_TEST(value == -12);
    BOOST_TEST(partials[x] == -4);
    BOOST_TEST(partials[z] == 3);
    auto const [by_x, by_y, by_z] = partials;
    BOOST_TEST(by_x == -4);
    BOOST_TEST(by_y == -4);
    BOOST_TEST(by_z == 3);
}

BOOST_AUTO_TEST_CASE(variable_without_influence) {
    constexpr auto g = ctgrad::gradient(x * y, x, z)(x = 2.0, y = 3.0);
    static_assert(g[x] == 3 && g[z] == 0);
    constexpr auto h = ctgrad::hessian(x * y, x, z)(x = 2.0, y = 3.0);
    static_assert(h(x, x) == 0 && h(x, z) == 0 && h(z, z) == 0);
    // Exactly 0, not 0 times something: an infinite factor gives no NaN.
    constexpr double infinity = std::numeric_limits<double>::infinity();
    static_assert(ctgrad::gradient(x * y, z)(x = infinity, y = 1.0)[z] == 0);
    static_assert(ctgrad::derivative(x * y, z)() == 0);
}

BOOST_AUTO_TEST_CASE(constants_alone) {
    static_assert((2_c)() == 2.0);
    static_assert(sqrt(2_c)() == 0x1.6a09e667f3bcdp+0);
    static_assert((1_c / 3_c)() == 1.0 / 3);
    static_assert(ctgrad::pi() == 0x1.921fb54442d18p+1);
    static_assert(ctgrad::gradient(3_c * x, x)(x = 1.0)[x] == 3);
}

BOOST_AUTO_TEST_CASE(jacobian) {
    constexpr auto j = ctgrad::jacobian(ctgrad::outputs(x * y, x + z, z), x, y, z)(x = 2.0, y = 3.0, z = 5.0);
    static_assert(j.value == std::array{6.0, 7.0, 5.0});
    static_assert(j.jacobian == std::array<std::array<double, 3>, 3>{{{3, 2, 0}, {1, 0, 1}, {0, 0, 1}}});
    static_assert(j[0][x] == 3 && j[1][z] == 1);

    // Fewer rows than columns, and more: by reverse and by forward sweeps.
    constexpr auto wide = ctgrad::jacobian(sin(x) * y + z, x, y, z)(x = 0.0, y = 3.0, z = 5.0);
    static_assert(wide.jacobian == std::array<std::array<double, 3>, 1>{{{3, 0, 1}}});
    constexpr auto tall = ctgrad::jacobian(ctgrad::outputs(sin(x), 2_c * x, exp(x), y), x)(x = 0.0, y = 1.0);
    static_assert(tall.jacobian == std::array<std::array<double, 1>, 4>{{{1}, {2}, {1}, {0}}});

    // With respect to an intermediate.
    constexpr auto through = ctgrad::jacobian(ctgrad::outputs(q * z, q * q), q)(x = 1.0, y = 2.0, z = 5.0);
    static_assert(through.jacobian == std::array<std::array<double, 1>, 2>{{{5}, {6}}});
}

BOOST_AUTO_TEST_CASE(jacobian_through_one_number) {
    // The function of the length is differentiated once, not for each row, and within the range of the square of the length.
    constexpr auto length = sqrt(x * x + y * y + z * z);
    constexpr auto scale = 1_c / (length * (1_c + length));
    constexpr auto jacobian = ctgrad::jacobian(ctgrad::outputs(scale * x, scale * y, scale * z), x, y, z);
    static_assert(ctgrad::cost(jacobian).total() <= 40);
    for (double const size : {1e-150, 1e-100, 1e-10, 1.0, 1e10, 1e75}) {
        std::array<double, 3> const unit{2.0 / 3, -1.0 / 3, 2.0 / 3};
        auto const j = jacobian(x = unit[0] * size, y = unit[1] * size, z = unit[2] * size).jacobian;
        double const along = -1 / ((1 + size) * (1 + size)), across = 1 / (size * (1 + size));
        for (std::size_t i = 0; i < 3; ++i)
            for (std::size_t k = 0; k < 3; ++k) {
                double const both = unit[i] * unit[k];
                BOOST_CHECK_CLOSE_FRACTION(j[i][k], along * both + across * ((i == k) - both), 1e-14);
            }
    }
}

BOOST_AUTO_TEST_CASE(hessian) {
    constexpr auto g = x * x * y + sin(z) * x;
    constexpr auto h = ctgrad::hessian(g, x, y, z)(x = 2.0, y = 3.0, z = 0.0);
    static_assert(h.value == 12);
    static_assert(h.gradient[x] == 12 && h.gradient[y] == 4 && h.gradient[z] == 2);
    static_assert(h(x, x) == 6 && h(x, y) == 4 && h(x, z) == 1);
    static_assert(h(y, x) == 4 && h(z, x) == 1 && h(y, z) == 0 && h(z, z) == 0 && h(y, y) == 0);
}

BOOST_AUTO_TEST_CASE(jacobian_vector_product) {
    constexpr auto product = ctgrad::jvp(ctgrad::outputs(x * y, x + z), x, y, z)(
        ctgrad::tangent(x = 1.0, y = 10.0, z = 100.0), x = 2.0, y = 3.0, z = 5.0);
    static_assert(product.value == std::array{6.0, 7.0});
    static_assert(product.tangent == std::array{3.0 + 20.0, 101.0});
    // Directions by name, in any order, and only for some of the variables.
    constexpr auto some = ctgrad::jvp(f, z, x)(ctgrad::tangent(x = 1.0, z = 2.0), x = -2.0, y = 5.0, z = -4.0);
    static_assert(some.tangent == std::array{-4.0 + 6.0});
}

BOOST_AUTO_TEST_CASE(vector_jacobian_product) {
    constexpr auto one = ctgrad::vjp(f, x, y, z)(ctgrad::cotangent(2.0), x = -2.0, y = 5.0, z = -4.0);
    static_assert(one[x] == -8 && one[y] == -8 && one[z] == 6 && one.value == std::array{-12.0});
    constexpr auto two =
        ctgrad::vjp(ctgrad::outputs(x * y, x + z), x, y, z)(ctgrad::cotangent(1.0, 10.0), x = 2.0, y = 3.0, z = 5.0);
    static_assert(two[x] == 13 && two[y] == 2 && two[z] == 10);
    // An output that is an intermediate of another one.
    constexpr auto nested =
        ctgrad::vjp(ctgrad::outputs(q, f), x, q)(ctgrad::cotangent(1.0, 1.0), x = -2.0, y = 5.0, z = -4.0);
    static_assert(nested[x] == -3 && nested[q] == -3);
}

BOOST_AUTO_TEST_CASE(hessian_vector_product) {
    constexpr auto g = x * x * y + sin(z) * x;
    constexpr auto product =
        ctgrad::hvp(g, x, y, z)(ctgrad::tangent(x = 1.0, y = 2.0, z = 3.0), x = 2.0, y = 3.0, z = 0.0);
    static_assert(product[x] == 6 + 8 + 3 && product[y] == 4 && product[z] == 1);
}

// Several cotangents and products agree with the matrix at points where no number is round.
BOOST_AUTO_TEST_CASE(products_against_matrices) {
    constexpr auto f1 = exp(x * y) / (1_c + z * z);
    constexpr auto f2 = atan2(x, y) * sqrt(z) + sigmoid(x - z);
    double const at_x = 0.3, at_y = 1.7, at_z = 2.9;
    auto const j = ctgrad::jacobian(ctgrad::outputs(f1, f2), x, y, z)(x = at_x, y = at_y, z = at_z);
    auto const v =
        ctgrad::vjp(ctgrad::outputs(f1, f2), x, y, z)(ctgrad::cotangent(0.7, -1.3), x = at_x, y = at_y, z = at_z);
    for (std::size_t k = 0; k < 3; ++k)
        BOOST_CHECK_CLOSE_FRACTION(v.gradient[k], 0.7 * j.jacobian[0][k] - 1.3 * j.jacobian[1][k], 1e-14);
    auto const t = ctgrad::jvp(ctgrad::outputs(f1, f2), x, y, z)(ctgrad::tangent(x = 0.2, y = -0.4, z = 0.6), x = at_x,
                                                                 y = at_y, z = at_z);
    for (std::size_t i = 0; i < 2; ++i)
        BOOST_CHECK_CLOSE_FRACTION(t.tangent[i],
                                   0.2 * j.jacobian[i][0] - 0.4 * j.jacobian[i][1] + 0.6 * j.jacobian[i][2], 1e-13);

    auto const h = ctgrad::hessian(f1 * f2, x, y, z)(x = at_x, y = at_y, z = at_z);
    auto const p =
        ctgrad::hvp(f1 * f2, x, y, z)(ctgrad::tangent(x = 0.2, y = -0.4, z = 0.6), x = at_x, y = at_y, z = at_z);
    BOOST_CHECK_CLOSE_FRACTION(p[x], 0.2 * h(x, x) - 0.4 * h(x, y) + 0.6 * h(x, z), 1e-13);
    BOOST_CHECK_CLOSE_FRACTION(p[y], 0.2 * h(y, x) - 0.4 * h(y, y) + 0.6 * h(y, z), 1e-13);
    BOOST_CHECK_CLOSE_FRACTION(p[z], 0.2 * h(z, x) - 0.4 * h(z, y) + 0.6 * h(z, z), 1e-13);
    // A derivative of a derivative is the Hessian's entry.
    BOOST_CHECK_CLOSE_FRACTION(ctgrad::derivative(f1 * f2, x, z)(x = at_x, y = at_y, z = at_z), h(x, z), 1e-13);
    BOOST_CHECK_CLOSE_FRACTION(ctgrad::derivative(f1 * f2, z, x)(x = at_x, y = at_y, z = at_z), h(x, z), 1e-13);
}

BOOST_AUTO_TEST_CASE(scalar_types) {
    static_assert(std::same_as<decltype(f(x = 1.0, y = 2.0, z = 3.0)), double>);
    static_assert(std::same_as<decltype(f(x = 1.0f, y = 2.0f, z = 3.0f)), float>);
    static_assert(std::same_as<decltype(f(x = 1.0L, y = 2.0L, z = 3.0L)), long double>);
    // The widest scalar type wins; integers take the type of the other arguments, and are double on their own.
    static_assert(std::same_as<decltype(f(x = 1, y = 2.0, z = 3.0)), double>);
    static_assert(std::same_as<decltype(f(x = 1, y = 2.0f, z = 3)), float>);
    static_assert(std::same_as<decltype(f(x = 1.0f, y = 2.0, z = 3)), double>);
    static_assert(std::same_as<decltype(f(x = 1.0f, y = 2, z = 3.0L)), long double>);
    static_assert(std::same_as<decltype(f(x = 1, y = 2, z = 3)), double>);
    static_assert((x / y)(x = 1, y = 2) == 0.5);
    static_assert((0.1_c * x)(x = 1.0f) == 0.1f);
    static_assert((0.1_c * x)(x = 1) == 0.1);
    static_assert((0.1_c * x)(x = 1.0L) == 0.1L);
    static_assert(std::same_as<decltype(ctgrad::gradient(f, x)(x = 1.0f, y = 2.0f, z = 3.0f)[x]), float const&>);

    auto const r = ctgrad::value_and_gradient(sin(x) / 10_c, x)(x = fifty_digits(2));
    BOOST_TEST((r.value == sin(fifty_digits(2)) / 10));
    BOOST_TEST(abs(r[x] * 10 - cos(fifty_digits(2))) < 1e-49);
    // A tenth is a tenth in every type.
    BOOST_TEST(((0.1_c * x)(x = fifty_digits(1)) == fifty_digits(1) / 10));
    BOOST_TEST((ctgrad::pi * x)(x = fifty_digits(1)).str(40) == acos(fifty_digits(-1)).str(40));
    static_assert(std::same_as<decltype(f(x = fifty_digits(1), y = 2.0, z = 1)), fifty_digits>);
}

BOOST_AUTO_TEST_CASE(structs_bind_variables) {
    static_assert(f(point{-2, 5, -4}) == -12);
    constexpr auto g = ctgrad::gradient(f, x, y, z)(point{-2, 5, -4});
    static_assert(g[x] == -4 && g[y] == -4 && g[z] == 3);
    constexpr auto r = ctgrad::value_and_gradient(f, z)(point{-2, 5, -4});
    static_assert(r.value == -12 && r[z] == 3);
    // A struct and named values together.
    static_assert(f(plane{-2, 5}, z = -4.0) == -12);
    static_assert(std::same_as<decltype(f(plane{-2, 5}, z = -4.0f)), float>);
    static_assert(ctgrad::hessian(f, x, z)(z = -4.0, plane{-2, 5})(x, z) == 1);
    static_assert(ctgrad::vjp(f, x)(ctgrad::cotangent(2.0), point{-2, 5, -4})[x] == -8);
    static_assert(ctgrad::jacobian(ctgrad::outputs(f, z), x, z)(point{-2, 5, -4}).jacobian[0][1] == 3);
}

BOOST_AUTO_TEST_CASE(constant_and_run_time_agree) {
    double volatile hidden = 0.7;
    double const at = hidden;
    constexpr auto g = exp(x) / (2_c + x) - sqrt(x) * 0.3_c + pow(x, 5_c) + abs(x);
    constexpr auto r = ctgrad::value_and_gradient(g, x)(x = 0.7);
    auto const s = ctgrad::value_and_gradient(g, x)(x = at);
    BOOST_CHECK_CLOSE_FRACTION(r.value, s.value, 4e-16);
    BOOST_CHECK_CLOSE_FRACTION(r[x], s[x], 4e-16);
}

BOOST_AUTO_TEST_SUITE_END()
