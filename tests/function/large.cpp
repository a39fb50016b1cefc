#include <array>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// A function so large that its code is split into several functions. The value keeps its bits; the gradient is compared
// with central differences in long double.
namespace {

struct long_chain {
    template <class T>
    constexpr T operator()(std::array<T, 4> t) const {
        using std::sin;
        for (std::size_t k = 0; k < 1500; ++k) {
            T const a = t[(k + 3) % 4], b = t[(k + 1) % 4];
            t[k % 4] = k % 5 == 0 ? a + b : k % 5 == 2 ? a - b * b / 4 : k % 5 == 3 ? sin(a) : a * b / 2;
        }
        return t[0] + t[1] + t[2] + t[3];
    }
};

constexpr auto f = ctgrad::function<double(std::array<double, 4>)>(long_chain{});

using waiting = std::remove_const_t<decltype(ctgrad::value_and_gradient(f))>;
static_assert(ctgrad::detail::compiled<waiting::source, waiting::what>::value.count >
              ctgrad::detail::largest_undivided);

}  // namespace

BOOST_AUTO_TEST_SUITE(function_large)

BOOST_AUTO_TEST_CASE(value_and_gradient) {
    std::array<double, 4> const at{0.9, -0.7, 0.4, 1.1};
    auto const r = ctgrad::value_and_gradient(f)(at);
    BOOST_TEST(r.value == long_chain{}(at));
    for (std::size_t i = 0; i < 4; ++i) {
        std::array<long double, 4> up{at[0], at[1], at[2], at[3]}, down = up;
        long double const h = 1e-6L;
        up[i] += h;
        down[i] -= h;
        long double const difference = (long_chain{}(up)-long_chain{}(down)) / (2 * h);
        BOOST_TEST(std::abs(r.gradient[i] - static_cast<double>(difference)) <= 1e-9 * (1 + std::abs(r.gradient[i])));
    }
}

BOOST_AUTO_TEST_SUITE_END()
