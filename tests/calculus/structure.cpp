#include <concepts>

#include <boost/hana/adapt_struct.hpp>
#include <boost/hana/define_struct.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// A struct binds a formula's variables by the names of its members; the gradient is such a struct again.
namespace structure_test {

struct point {
    double x, y, z;
};
struct precise {
    long double x, y, z;
};
template <class T>
struct plane {
    BOOST_HANA_DEFINE_STRUCT(plane<T>, (T, x), (T, y));
};

}  // namespace structure_test
BOOST_HANA_ADAPT_STRUCT(structure_test::point, x, y, z);
BOOST_HANA_ADAPT_STRUCT(structure_test::precise, x, y, z);

namespace {

using namespace structure_test;

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;
constexpr auto f = (x + y) * z;

}  // namespace

BOOST_AUTO_TEST_SUITE(calculus_structure)

BOOST_AUTO_TEST_CASE(adapted) {
    constexpr auto g = ctgrad::gradient(f)(point{-2, 5, -4});
    static_assert(std::same_as<decltype(g), point const>);
    static_assert(g.x == -4 && g.y == -4 && g.z == 3);

    constexpr auto r = ctgrad::value_and_gradient(f)(point{-2, 5, -4});
    static_assert(r.value == -12);
    static_assert(std::same_as<decltype(r.gradient), point>);
    static_assert(r.gradient.x == -4 && r.gradient.y == -4 && r.gradient.z == 3);
    auto const [value, gradient] = r;
    BOOST_TEST(value == -12);
    BOOST_TEST(gradient.z == 3);
}

BOOST_AUTO_TEST_CASE(defined_template) {
    constexpr auto g = ctgrad::value_and_gradient(x * y)(plane<float>{2, 3});
    static_assert(std::same_as<decltype(g.value), float>);
    static_assert(std::same_as<decltype(g.gradient), plane<float>>);
    static_assert(g.value == 6 && g.gradient.x == 3 && g.gradient.y == 2);
}

BOOST_AUTO_TEST_CASE(long_double) {
    constexpr auto r = ctgrad::value_and_gradient(f)(precise{-2, 5, -4});
    static_assert(std::same_as<decltype(r.gradient), precise>);
    static_assert(r.value == -12 && r.gradient.z == 3);
}

BOOST_AUTO_TEST_CASE(at_run_time) {
    point p{1, 2, 3};
    for (int step = 0; step < 3; ++step) {
        auto const [value, gradient] = ctgrad::value_and_gradient(f)(p);
        BOOST_TEST(value == (p.x + p.y) * p.z);
        BOOST_TEST(gradient.x == p.z);
        BOOST_TEST(gradient.y == p.z);
        BOOST_TEST(gradient.z == p.x + p.y);
        p.x -= gradient.x;
        p.z -= gradient.z;
    }
}

BOOST_AUTO_TEST_SUITE_END()
