#include <array>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// Two operations of a user's own whose derivatives are each other.
namespace {

struct swing;
struct sway : ctgrad::operation {
    static constexpr std::string_view name = "sway";
    template <class T>
    static constexpr T evaluate(T const& x) {
        using std::sin;
        return sin(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {ctgrad::apply<swing>(x)};
    }
};
struct swing : ctgrad::operation {
    static constexpr std::string_view name = "swing";
    template <class T>
    static constexpr T evaluate(T const& x) {
        using std::cos;
        return cos(x);
    }
    template <class T>
    static constexpr std::array<T, 1> partials(T const&, T const& x) {
        return {-ctgrad::apply<sway>(x)};
    }
};

constexpr auto x = ctgrad::variable<"x">;
constexpr auto f = ctgrad::apply<sway>(x * x);

}  // namespace

BOOST_AUTO_TEST_SUITE(operations_mutual)

BOOST_AUTO_TEST_CASE(second_derivative) {
    static_assert(identical(ctgrad::derivative(ctgrad::apply<sway>(x), x, x), -ctgrad::apply<sway>(x)));
    double const at = 0.7, expected = 2 * std::cos(at * at) - 4 * at * at * std::sin(at * at);
    BOOST_TEST(std::abs(ctgrad::derivative(f, x, x)(x = at) - expected) < 1e-14);
}

BOOST_AUTO_TEST_SUITE_END()
