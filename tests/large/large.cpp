#include <array>
#include <cmath>
#include <cstddef>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

#include "../support/wide.hpp"

// Programs beyond the size up to which one function computes them, or with more than 256 results, inputs or constants,
// at the compilers' default limits.

namespace {

using digits_50 = wide_numbers::wide<50>;

/// About `Operations` operations in a chain, with a condition, a selection and a constant that are used far apart.
template <int Operations>
struct chain {
    template <class T>
    constexpr T operator()(std::array<T, 4> t) const {
        using ctgrad::select;
        using std::sin;
        auto const early = t[0] < t[1];
        T const first = t[2] * t[3];
        for (std::size_t k = 0; k < Operations; ++k) {
            T const a = t[(k + 3) % 4], b = t[(k + 1) % 4];
            t[k % 4] = k % 5 == 0 ? a - b : k % 5 == 1 ? a * b : k % 5 == 2 ? sin(a) : k % 5 == 3 ? a + b : 0.75 * a;
        }
        return select(early, t[0] * first, t[1] - first);
    }
};

template <class T, std::size_t N>
std::array<T, N> numbers() {
    std::array<T, N> all{};
    for (std::size_t i = 0; i < N; ++i) all[i] = static_cast<T>(1 + (7 * i) % 16) / T(16);
    return all;
}

BOOST_AUTO_TEST_SUITE(large)

// Sanitizers see such a program in tests/function/large.cpp: instrumented, these take minutes to compile.
#ifndef CTGRAD_SANITIZED
BOOST_AUTO_TEST_CASE(a_function_of_thousands_of_operations) {
    constexpr chain<4500> body;
    constexpr auto f = ctgrad::function<double(std::array<double, 4>)>(body);
    auto const in = numbers<double, 4>();
    BOOST_TEST(f(in) == body(in));
    BOOST_TEST(f(std::array{0.5, 0.25, 0.75, 0.125}) == body(std::array{0.5, 0.25, 0.75, 0.125}));
}

BOOST_AUTO_TEST_CASE(the_gradient_of_a_large_function_in_double_is_that_in_fifty_digits) {
    constexpr auto gradient =
        ctgrad::value_and_gradient(ctgrad::function<double(std::array<double, 4>)>(chain<1700>{}));
    static_assert(ctgrad::detail::compiled<decltype(gradient)::source, decltype(gradient)::what>::value.count >
                  static_cast<int>(ctgrad::detail::largest_undivided));
    auto const computed = gradient(numbers<double, 4>());
    auto const exact = gradient(numbers<digits_50, 4>());
    BOOST_TEST(computed.value == chain<1700>{}(numbers<double, 4>()));
    for (std::size_t i = 0; i < 4; ++i)
        BOOST_TEST(computed.gradient[i] == static_cast<double>(exact.gradient[i]), boost::test_tools::tolerance(1e-9));
}

#endif

// Results that are products, inputs, a constant and the same product twice.
struct many_results {
    template <class T>
    constexpr std::array<std::array<T, 2>, 600> operator()(std::array<T, 1100> const& x) const {
        std::array<std::array<T, 2>, 600> r{};
        for (std::size_t k = 0; k < 600; ++k)
            r[k] = {k % 3 == 0 ? x[k] : k == 100 ? T(0.3) : x[k] * x[k / 2], x[k + 500] * x[k + 400]};
        return r;
    }
};

BOOST_AUTO_TEST_CASE(more_than_a_thousand_inputs_and_results) {
    constexpr auto f =
        ctgrad::function<std::array<std::array<double, 2>, 600>(std::array<double, 1100>)>(many_results{});
    auto const in = numbers<double, 1100>();
    BOOST_TEST((f(in) == many_results{}(in)));
    auto const of_floats = f(numbers<float, 1100>());  // exact: few digits
    for (std::size_t k = 0; k < 600; ++k)
        if (k != 100) BOOST_TEST(static_cast<double>(of_floats[k][0]) == f(in)[k][0]);
}

struct squares {
    template <class T>
    constexpr std::array<T, 36> operator()(std::array<T, 36> const& x) const {
        std::array<T, 36> r{};
        for (std::size_t k = 0; k < 36; ++k) r[k] = x[k] * x[k] + 2 * x[(k + 1) % 36];
        return r;
    }
};

BOOST_AUTO_TEST_CASE(a_jacobian_of_more_than_a_thousand_entries) {
    constexpr auto jacobian =
        ctgrad::jacobian(ctgrad::function<std::array<double, 36>(std::array<double, 36>)>(squares{}));
    auto const in = numbers<double, 36>();
    auto const j = jacobian(in);
    BOOST_TEST((j.value == squares{}(in)));
    for (std::size_t i = 0; i < 36; ++i)
        for (std::size_t k = 0; k < 36; ++k)
            BOOST_TEST(j.jacobian[i][k] == (i == k ? 2 * in[i] : k == (i + 1) % 36 ? 2.0 : 0.0));
}

struct many_constants {
    template <class T>
    constexpr T operator()(T x) const {
        for (int k = 0; k < 1000; ++k) x = k % 2 == 0 ? x * (0.37 + k * 0.001) : x + k * 0.013;
        return x;
    }
};

BOOST_AUTO_TEST_CASE(a_thousand_constants) {
    constexpr auto f = ctgrad::function<double(double)>(many_constants{});
    BOOST_TEST(f(0.625) == many_constants{}(0.625));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
