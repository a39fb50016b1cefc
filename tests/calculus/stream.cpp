/// Results on a stream.

#include <array>
#include <sstream>
#include <string>

#include <boost/hana/adapt_struct.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

namespace {

inline constexpr auto x = ctgrad::variable<"x">;
inline constexpr auto y = ctgrad::variable<"y">;
constexpr auto f = x * x * y;

struct lens {
    double focal, k1;
};

template <class Result>
std::string text(Result const& r) {
    std::ostringstream out;
    out << r;
    return out.str();
}

}  // namespace

BOOST_HANA_ADAPT_STRUCT(lens, focal, k1);

BOOST_AUTO_TEST_SUITE(stream)

BOOST_AUTO_TEST_CASE(formulas) {
    constexpr auto q = ctgrad::named<"q">(x * y);
    BOOST_TEST(text(ctgrad::gradient(f, x, y)(x = 1.0, y = 2.0)) == "df/dx = 4\ndf/dy = 1");
    BOOST_TEST(text(ctgrad::gradient(f, x * x)(x = 1.0, y = 2.5)) == "df/d(x * x) = 2.5");
    BOOST_TEST(text(ctgrad::value_and_gradient(q * x, x, q)(x = 1.0f, y = 2.0f)) == "f = 2\ndf/dx = 4\ndf/dq = 1");
    BOOST_TEST(text(ctgrad::hessian(f, x, y)(x = 1.0, y = 2.0)) ==
               "f = 2\ndf/dx = 4\ndf/dy = 1\nd2f/dx2 = 4\nd2f/dxdy = 2\nd2f/dy2 = 0");
    BOOST_TEST(text(ctgrad::jacobian(f, x)(x = 1.0, y = 2.0)) == "f = 2\ndf/dx = 4");
    BOOST_TEST(text(ctgrad::jacobian(ctgrad::outputs(f, x), x, y)(x = 1.0, y = 2.0)) ==
               "f = (2, 1)\ndf1/dx = 4\ndf1/dy = 1\ndf2/dx = 1\ndf2/dy = 0");
}

BOOST_AUTO_TEST_CASE(products_of_formulas) {
    auto const direction = ctgrad::tangent(x = 1.0, y = 0.0);
    BOOST_TEST(text(ctgrad::jvp(f, x, y)(direction, x = 1.0, y = 2.0)) == "f = 2\ndf = 4");
    BOOST_TEST(text(ctgrad::vjp(f, x)(ctgrad::cotangent(2.0), x = 1.0, y = 2.0)) == "f = 2\ndf/dx = 8");
    BOOST_TEST(text(ctgrad::hvp(f, x, y)(direction, x = 1.0, y = 2.0)) ==
               "f = 2\ndf/dx = 4\ndf/dy = 1\n(H t)_x = 4\n(H t)_y = 2");
}

BOOST_AUTO_TEST_CASE(functions) {
    constexpr auto square = ctgrad::function<double(double)>([](auto u) { return u * u; });
    BOOST_TEST(text(ctgrad::value_and_gradient(square)(3.0)) == "f = 9\ndf/dx = 6");
    BOOST_TEST(text(ctgrad::hessian(square)(3.0)) == "f = 9\ndf/dx = 6\nd2f/dx2 = 2");

    constexpr auto g =
        ctgrad::function<double(double, std::array<double, 2>)>([](auto u, auto v) { return u * v[0] * v[1]; });
    BOOST_TEST(text(ctgrad::value_and_gradient(g)(1.0, std::array{2.0, 3.0})) == "f = 6\ndf/dx1 = 6\ndf/dx2 = (3, 2)");
    BOOST_TEST(text(ctgrad::value_and_gradient(g, ctgrad::arguments<1>)(1.0, std::array{2.0, 3.0})) ==
               "f = 6\ndf/dx2 = (3, 2)");
    BOOST_TEST(text(ctgrad::hessian(g)(1.0, std::array{2.0, 3.0})) ==
               "f = 6\ndf/dx1 = 6\ndf/dx2 = (3, 2)\nd2f/dx1dx1 = 0\nd2f/dx1dx2 = (3, 2)\n"
               "d2f/dx2dx2 = ((0, 1), (1, 0))");

    constexpr auto h = ctgrad::function<std::array<double, 2>(double, lens)>([](auto u, auto const& l) {
        return std::array{u * ctgrad::get<"focal">(l), u};
    });
    BOOST_TEST(text(ctgrad::jacobian(h)(1.0, lens{4, 2})) ==
               "f = (4, 1)\ndf1/dx1 = 4\ndf1/dx2 = (1, 0)\ndf2/dx1 = 1\ndf2/dx2 = (0, 0)");
}

BOOST_AUTO_TEST_SUITE_END()
