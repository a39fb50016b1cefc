#include <array>
#include <cmath>
#include <complex>
#include <limits>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// Functions of the same operand that are computed by one call.
namespace {

/// Computes both results, and counts how often it is called.
struct counted {
    double value;
    static inline int calls = 0, single_calls = 0;
    counted() = default;
    constexpr counted(double x) : value(x) {}
    friend counted operator+(counted a, counted b) { return a.value + b.value; }
    friend counted operator-(counted a, counted b) { return a.value - b.value; }
    friend counted operator*(counted a, counted b) { return a.value * b.value; }
    friend counted sin(counted a) { return ++single_calls, std::sin(a.value); }
    friend counted cos(counted a) { return ++single_calls, std::cos(a.value); }
    friend std::pair<counted, counted> sincos(counted a) {
        return ++calls, std::pair<counted, counted>{std::sin(a.value), std::cos(a.value)};
    }
};

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;

template <class T>
void same_bits_as_the_functions_alone() {
    auto const sine = ctgrad::value_and_gradient(sin(x), x);
    T const large = std::numeric_limits<T>::max(), small = std::numeric_limits<T>::denorm_min();
    std::array<T, 8> const edges{T(0), -T(0), small, large, -large, T(1e10), T(3.14159265358979323846L), T(0.5)};
    auto const check = [&](T at) {
        auto const computed = sine(x = at);
        T volatile const hidden = at;  // so that the compiler does not merge these calls
        BOOST_REQUIRE(computed.value == std::sin(T(hidden)));
        T volatile const again = at;
        BOOST_REQUIRE(computed.gradient[x] == std::cos(T(again)));
    };
    for (T const at : edges) check(at);
    T at = T(1e-6L);
    for (int i = 0; i < 20000; ++i) check(at *= T(1.0017L));
    BOOST_TEST(std::isnan(sine(x = std::numeric_limits<T>::infinity()).value));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(schedule_calls)

BOOST_AUTO_TEST_CASE(one_call_for_both) {
    counted::calls = counted::single_calls = 0;
    auto const r =
        ctgrad::value_and_gradient(sin(x * y) * cos(x * y) + sin(x), x, y)(x = counted(0.5), y = counted(2.0));
    BOOST_TEST(counted::calls == 2);
    BOOST_TEST(counted::single_calls == 0);
    BOOST_TEST(r.value.value == std::sin(1.0) * std::cos(1.0) + std::sin(0.5));
    BOOST_TEST(r.gradient[y].value == 0.5 * std::cos(2.0), boost::test_tools::tolerance(1e-15));
}
BOOST_AUTO_TEST_CASE(a_function_alone_is_called_alone) {
    counted::calls = counted::single_calls = 0;
    (void)(sin(x) + cos(y))(x = counted(0.5), y = counted(2.0));
    BOOST_TEST(counted::calls == 0);
    BOOST_TEST(counted::single_calls == 2);
}

BOOST_AUTO_TEST_CASE(the_bits_are_those_of_the_functions_alone) {
    same_bits_as_the_functions_alone<float>();
    same_bits_as_the_functions_alone<double>();
    same_bits_as_the_functions_alone<long double>();
}

// Scalar types without such a call call both functions, and so do constant expressions.
BOOST_AUTO_TEST_CASE(types_without_the_call) {
    constexpr auto sine = ctgrad::value_and_gradient(sin(x), x);
    static_assert(sine(x = 0.0).value == 0 && sine(x = 0.0).gradient[x] == 1);
    using multiprecision = boost::multiprecision::cpp_bin_float_50;
    auto const r = sine(x = multiprecision(0.5));
    BOOST_TEST(r.gradient[x] == cos(multiprecision(0.5)));
    auto const complex = sine(x = std::complex<double>(0.5, 1));
    BOOST_TEST(complex.value == std::sin(std::complex<double>(0.5, 1)));
}

BOOST_AUTO_TEST_SUITE_END()
