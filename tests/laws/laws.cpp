#include <ctgrad/ctgrad.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cmath>
#include <random>

// The laws of differentiation: as identities of formulas if both sides are the same expression, and as numbers at
// random points.
namespace {

using ctgrad::derivative;
using ctgrad::identical;
using ctgrad::substitute;
using ctgrad::variable;
using namespace ctgrad::literals;

constexpr auto x = variable<"x">;
constexpr auto y = variable<"y">;
constexpr auto z = variable<"z">;
constexpr auto u = variable<"u">;

constexpr auto f = sin(x * y) + exp(z) * x;
constexpr auto g = log(x + 2_c) * sqrt(1_c + y * y) - z * z;
// Functions of one variable, to be composed
constexpr auto outer = tanh(u) * u + 1_c / (2_c + u * u);

// ---------------------------------------------------------------------------------------------------
// Facts

// Each side has a single term or factor, because the order of several may differ.
constexpr auto p = sin(x * y);
constexpr auto q = exp(z) * log(x);
static_assert(identical(derivative(p + q, x), derivative(p, x) + derivative(q, x)));
static_assert(identical(derivative(p - q, x), derivative(p, x) - derivative(q, x)));
static_assert(identical(derivative(-p, x), -derivative(p, x)));
static_assert(identical(derivative(3_c * sin(x), x), 3_c * derivative(sin(x), x)));
static_assert(identical(derivative(sin(x) / 4_c, x), 0.25_c * derivative(sin(x), x)));
static_assert(identical(derivative(x, x), 1_c));
static_assert(identical(derivative(x, y), 0_c));
static_assert(identical(derivative(7_c, x), 0_c));
static_assert(identical(derivative(x * y, x), y));
static_assert(identical(derivative((x + y) * z, z), x + y));
static_assert(identical(derivative(sin(x), x), cos(x)));
static_assert(identical(derivative(sin(x), x, x), -sin(x)));
static_assert(identical(derivative(sin(x), x, x, x, x), sin(x)));
static_assert(identical(derivative(exp(x), x, x, x), exp(x)));
static_assert(identical(derivative(pow(x, 3_c), x, x, x), 6_c));
static_assert(identical(derivative(pow(x, 3_c), x, x, x, x), 0_c));
static_assert(identical(derivative(x * x, x), 2_c * x));
// Product and quotient rule
static_assert(identical(derivative(p * exp(z), z), p* derivative(exp(z), z)));
static_assert(identical(derivative(sin(x) * exp(x), x), cos(x) * exp(x) + sin(x) * exp(x)));
static_assert(identical(derivative(sin(x) * exp(y), x), cos(x) * exp(y)));
static_assert(identical(derivative(sin(x) / y, x), cos(x) * (1_c / y)));
static_assert(!identical(derivative(f, x), derivative(f, y)));
// The chain rule, by substitution and with respect to an intermediate
static_assert(identical(substitute(sin(u), u, x* y), sin(x* y)));
static_assert(identical(derivative(substitute(sin(u), u, x* y), x), cos(x* y) * y));
static_assert(identical(derivative(sin(x * y), x* y), cos(x* y)));
static_assert(identical(derivative(exp(x * y) * (x * y), x* y), substitute(derivative(exp(u) * u, u), u, x* y)));
static_assert(identical(substitute(f, x, x), f));
static_assert(identical(substitute(substitute(f, x, u), u, x), f));
static_assert(identical(substitute(f, u, y), f));
// What a formula depends on
static_assert(ctgrad::depends_on(f, x) && !ctgrad::depends_on(f, u));
static_assert(ctgrad::depends_on(f, x* y) && !ctgrad::depends_on(derivative(f, z), y));

// ---------------------------------------------------------------------------------------------------
// Numbers

struct point {
    double x, y, z;
};

const std::array<point, 50>& points() {
    static const auto all = [] {
        std::array<point, 50> result;
        std::mt19937_64 random(3);
        std::uniform_real_distribution<double> even(-1.5, 1.5);
        for (point& o : result) o = {even(random), even(random), even(random)};
        return result;
    }();
    return all;
}

bool close(double a, double b, double scale = 1) {
    return std::abs(a - b) <= 1e-13 * (scale + std::abs(a) + std::abs(b));
}

constexpr double at(auto quantity, const point& o) { return quantity(x = o.x, y = o.y, z = o.z); }

BOOST_AUTO_TEST_SUITE(laws)

BOOST_AUTO_TEST_CASE(linearity) {
    constexpr auto whole = ctgrad::gradient(2_c * f - 0.5_c * g, x, y, z);
    constexpr auto parts = ctgrad::jacobian(ctgrad::outputs(f, g), x, y, z);
    for (const point& o : points()) {
        const auto sum = whole(x = o.x, y = o.y, z = o.z);
        const auto part = parts(x = o.x, y = o.y, z = o.z);
        BOOST_TEST(close(sum[x], 2 * part[0][x] - 0.5 * part[1][x]));
        BOOST_TEST(close(sum[y], 2 * part[0][y] - 0.5 * part[1][y]));
        BOOST_TEST(close(sum[z], 2 * part[0][z] - 0.5 * part[1][z]));
    }
}

BOOST_AUTO_TEST_CASE(products_and_quotients) {
    constexpr auto both = ctgrad::jacobian(ctgrad::outputs(f, g, f * g, f / (g * g + 1_c), pow(g * g + 1_c, f)), x, y);
    for (const point& o : points()) {
        const auto r = both(x = o.x, y = o.y, z = o.z);
        const auto [F, G, product, quotient, power] = r.value;
        const double H = G * G + 1;
        for (std::size_t i = 0; i < 2; ++i) {
            const double by_f = r.jacobian[0][i], by_g = r.jacobian[1][i];
            BOOST_TEST(close(r.jacobian[2][i], by_f * G + F * by_g));
            BOOST_TEST(close(r.jacobian[3][i], (by_f * H - F * 2 * G * by_g) / (H * H)));
            BOOST_TEST(close(r.jacobian[4][i], power * (by_f * std::log(H) + F * 2 * G * by_g / H), power));
        }
        BOOST_TEST(product == F * G);
        BOOST_TEST(quotient == F / H);
    }
}

BOOST_AUTO_TEST_CASE(chain_rule) {
    constexpr auto composed = substitute(outer, u, f);
    constexpr auto direct = ctgrad::value_and_gradient(composed, x, y, z);
    constexpr auto inner = ctgrad::value_and_gradient(f, x, y, z);
    constexpr auto slope = ctgrad::value_and_gradient(outer, u);
    // The same with respect to the intermediate in the composed formula
    constexpr auto by_intermediate = derivative(composed, f);
    for (const point& o : points()) {
        const auto whole = direct(x = o.x, y = o.y, z = o.z);
        const auto in = inner(x = o.x, y = o.y, z = o.z);
        const auto out = slope(u = in.value);
        BOOST_TEST(whole.value == out.value);
        BOOST_TEST(close(whole[x], out[u] * in[x]));
        BOOST_TEST(close(whole[y], out[u] * in[y]));
        BOOST_TEST(close(whole[z], out[u] * in[z]));
        BOOST_TEST(close(at(by_intermediate, o), out[u]));
    }
}

BOOST_AUTO_TEST_CASE(forward_is_reverse) {
    constexpr auto h = f * g + hypot(f, g);
    constexpr auto forward = ctgrad::jvp(h, x, y, z);
    constexpr auto reverse = ctgrad::value_and_gradient(h, x, y, z);
    for (const point& o : points()) {
        const auto r = reverse(x = o.x, y = o.y, z = o.z);
        const auto along = [&](double a, double b, double c) {
            const auto t = forward(ctgrad::tangent(x = a, y = b, z = c), x = o.x, y = o.y, z = o.z);
            BOOST_TEST(t.value[0] == r.value);
            return t.tangent[0];
        };
        BOOST_TEST(close(along(1, 0, 0), r[x]));
        BOOST_TEST(close(along(0, 1, 0), r[y]));
        BOOST_TEST(close(along(0, 0, 1), r[z]));
        BOOST_TEST(close(along(o.y, o.z, o.x), o.y * r[x] + o.z * r[y] + o.x * r[z], 10));
    }
}

BOOST_AUTO_TEST_CASE(vector_products_of_several_outputs) {
    constexpr auto several = ctgrad::outputs(f, g, f * x, z);
    constexpr auto matrix = ctgrad::jacobian(several, x, y, z);
    constexpr auto tall = ctgrad::jacobian(several, y);
    constexpr auto left = ctgrad::vjp(several, x, y, z);
    constexpr auto right = ctgrad::jvp(several, x, y, z);
    const std::array<double, 4> weight{1.5, -0.25, 2, 0.75};
    const std::array<double, 3> direction{0.5, -1, 2};
    for (const point& o : points()) {
        const auto j = matrix(x = o.x, y = o.y, z = o.z);
        const auto column = tall(x = o.x, y = o.y, z = o.z);
        const auto row = left(ctgrad::cotangent(weight[0], weight[1], weight[2], weight[3]), x = o.x, y = o.y, z = o.z);
        const auto t =
            right(ctgrad::tangent(x = direction[0], y = direction[1], z = direction[2]), x = o.x, y = o.y, z = o.z);
        for (std::size_t k = 0; k < 3; ++k) {
            double sum = 0;
            for (std::size_t i = 0; i < 4; ++i) sum += weight[i] * j.jacobian[i][k];
            BOOST_TEST(close(row.gradient[k], sum, 10));
        }
        for (std::size_t i = 0; i < 4; ++i) {
            double sum = 0;
            for (std::size_t k = 0; k < 3; ++k) sum += j.jacobian[i][k] * direction[k];
            BOOST_TEST(close(t.tangent[i], sum, 10));
            BOOST_TEST(close(column.jacobian[i][0], j[i][y]));
            BOOST_TEST(t.value[i] == j.value[i]);
            BOOST_TEST(row.value[i] == j.value[i]);
        }
    }
}

BOOST_AUTO_TEST_CASE(second_derivatives) {
    constexpr auto h = f * g;
    constexpr auto matrix = ctgrad::hessian(h, x, y, z);
    constexpr auto product = ctgrad::hvp(h, x, y, z);
    constexpr auto xx = derivative(h, x, x);
    constexpr auto xy = derivative(h, x, y);
    constexpr auto yx = derivative(h, y, x);
    constexpr auto yz = derivative(h, y, z);
    constexpr auto zy = derivative(h, z, y);
    constexpr auto zz = derivative(h, z, z);
    constexpr auto xyz = derivative(h, x, y, z);
    constexpr auto zyx = derivative(h, z, y, x);
    for (const point& o : points()) {
        const auto m = matrix(x = o.x, y = o.y, z = o.z);
        BOOST_TEST(m.value == at(h, o));
        BOOST_TEST(close(m(x, x), at(xx, o), 10));
        BOOST_TEST(close(m(x, y), at(xy, o), 10));
        BOOST_TEST(close(m(x, y), at(yx, o), 10));
        BOOST_TEST(close(m(z, y), at(yz, o), 10));
        BOOST_TEST(close(m(y, z), at(zy, o), 10));
        BOOST_TEST(close(m(z, z), at(zz, o), 10));
        BOOST_TEST(m(x, z) == m(z, x));
        BOOST_TEST(close(at(xyz, o), at(zyx, o), 10));

        const auto v = product(ctgrad::tangent(x = 0.5, y = -1.0, z = 2.0), x = o.x, y = o.y, z = o.z);
        BOOST_TEST(close(v[x], 0.5 * m(x, x) - m(x, y) + 2 * m(x, z), 10));
        BOOST_TEST(close(v[y], 0.5 * m(y, x) - m(y, y) + 2 * m(y, z), 10));
        BOOST_TEST(close(v[z], 0.5 * m(z, x) - m(z, y) + 2 * m(z, z), 10));

        // And the gradient itself by finite differences
        const double step = 1e-5;
        BOOST_TEST(std::abs((h(x = o.x + step, y = o.y, z = o.z) - h(x = o.x - step, y = o.y, z = o.z)) / (2 * step) -
                            m.gradient[x]) < 1e-7);
    }
}

// A derivative with respect to an intermediate counts every occurrence of it, and nothing else.
BOOST_AUTO_TEST_CASE(intermediates) {
    constexpr auto part = x * y;
    constexpr auto whole = part * part * z + x;
    constexpr auto freed = substitute(whole, part, u);
    static_assert(identical(freed, u * u * z + x));
    static_assert(!ctgrad::depends_on(freed, y));
    for (const point& o : points()) {
        const auto r = ctgrad::gradient(whole, part, x)(x = o.x, y = o.y, z = o.z);
        const double value = o.x * o.y;
        BOOST_TEST(close(r[part], 2 * value * o.z));
        BOOST_TEST(close(r[x], 2 * value * o.z * o.y + 1));
        BOOST_TEST(close(derivative(freed, u)(u = value, z = o.z), r[part]));
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
