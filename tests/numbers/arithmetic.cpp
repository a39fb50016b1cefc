#include <ctgrad/numbers/arithmetic.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <iterator>
#include <limits>
#include <random>

// The arithmetic of constant expressions gives the same bits as the hardware.
namespace {

namespace detail = ctgrad::detail;

template <class T>
bool same(T a, T b) {
    return (a == b && std::signbit(a) == std::signbit(b)) || (a != a && b != b);
}

template <class T>
class operands {
public:
    T draw() {
        const T x = static_cast<T>(even(random));
        switch (random() % 6) {
            case 0: return (random() % 2 ? 1 : -1) * edges[random() % std::size(edges)];
            case 1: return std::ldexp(x, static_cast<int>(even(random) * limits::max_exponent));
            case 2: return std::ldexp(x, limits::max_exponent - static_cast<int>(random() % 4));
            case 3: return std::ldexp(x, limits::min_exponent - static_cast<int>(random() % limits::digits));
            case 4: return std::nextafter(edges[random() % std::size(edges)], static_cast<T>(x));
            default: return x;
        }
    }
    // Numbers whose product or quotient lies next to the edge of the range
    T partner(T x) {
        const T goal = random() % 2 ? limits::max() : limits::min();
        T y = random() % 2 ? goal / x : x / goal;
        for (auto steps = random() % 4; steps-- > 0;) y = std::nextafter(y, static_cast<T>(even(random) * HUGE_VAL));
        return y;
    }

private:
    using limits = std::numeric_limits<T>;

    static constexpr T edges[]{0,
                               1,
                               2,
                               T(0.5),
                               T(0.75),
                               3,
                               limits::max(),
                               limits::max() / 2,
                               limits::max() / 4 * 3,
                               limits::min(),
                               limits::denorm_min(),
                               limits::epsilon(),
                               limits::infinity(),
                               limits::quiet_NaN()};
    std::mt19937_64 random{5};
    std::uniform_real_distribution<double> even{-1, 1};
};

template <class T>
void compare() {
    operands<T> from;
    int sums = 0, products = 0, quotients = 0;
    for (int repeat = 0; repeat < 20000; ++repeat) {
        const T a = from.draw(), b = repeat % 4 == 0 ? from.partner(a) : from.draw();
        const T sum = a + b, product = a * b, quotient = a / b;
        const bool sum_differs = !same(detail::constant_add(a, b), sum);
        const bool product_differs = !same(detail::constant_multiply(a, b), product);
        const bool quotient_differs = !same(detail::constant_divide(a, b), quotient);
        if (sum_differs && sums++ == 0) BOOST_ERROR(a << " + " << b << " gave " << detail::constant_add(a, b));
        if (product_differs && products++ == 0)
            BOOST_ERROR(a << " * " << b << " gave " << detail::constant_multiply(a, b));
        if (quotient_differs && quotients++ == 0)
            BOOST_ERROR(a << " / " << b << " gave " << detail::constant_divide(a, b));
    }
    BOOST_TEST(sums == 0);
    BOOST_TEST(products == 0);
    BOOST_TEST(quotients == 0);
}

// The edges as constant expressions, which a compiler rejects if an operation overflows or is invalid.
template <class T>
constexpr bool edges_hold() {
    using limits = std::numeric_limits<T>;
    constexpr T infinity = limits::infinity(), largest = limits::max(), nan = limits::quiet_NaN();
    const auto is_nan = [](T x) { return x != x; };
    return detail::constant_add(largest, largest) == infinity &&
           detail::constant_add(-largest, -largest) == -infinity && detail::constant_add(largest, -largest) == 0 &&
           is_nan(detail::constant_add(infinity, -infinity)) &&
           detail::constant_add(largest, largest * (limits::epsilon() / 8)) == largest &&
           detail::constant_add(largest, largest * (limits::epsilon() / 2)) == infinity &&
           is_nan(detail::constant_add(nan, T(1))) && detail::constant_add(infinity, T(1)) == infinity &&
           detail::constant_multiply(largest, T(2)) == infinity &&
           detail::constant_multiply(largest, T(-2)) == -infinity &&
           detail::constant_multiply(largest / 2, T(2)) == largest &&
           detail::constant_multiply(largest, T(1)) == largest && is_nan(detail::constant_multiply(infinity, T(0))) &&
           is_nan(detail::constant_multiply(nan, T(0))) &&
           detail::constant_multiply(limits::min(), limits::min()) == 0 &&
           detail::constant_divide(T(1), T(0)) == infinity && detail::constant_divide(T(-1), T(0)) == -infinity &&
           detail::constant_divide(T(1), T(-0.0)) == -infinity && is_nan(detail::constant_divide(T(0), T(0))) &&
           is_nan(detail::constant_divide(infinity, infinity)) && detail::constant_divide(T(1), infinity) == 0 &&
           detail::constant_divide(largest, T(0.5)) == infinity && detail::constant_divide(largest, T(1)) == largest &&
           detail::constant_divide(limits::min(), largest) == 0 &&
           detail::constant_divide(T(1), limits::denorm_min()) == infinity &&
           detail::constant_divide(limits::denorm_min(), limits::denorm_min()) == 1;
}
static_assert(edges_hold<float>());
static_assert(edges_hold<double>());
static_assert(edges_hold<long double>());

BOOST_AUTO_TEST_SUITE(numbers_arithmetic)

BOOST_AUTO_TEST_CASE(arithmetic_of_float) { compare<float>(); }
BOOST_AUTO_TEST_CASE(arithmetic_of_double) { compare<double>(); }
BOOST_AUTO_TEST_CASE(arithmetic_of_long_double) { compare<long double>(); }

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
