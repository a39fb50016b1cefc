#include <array>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

// Two rows of a Jacobian as two lanes.
namespace {

struct turned {
    template <class T>
    constexpr std::array<T, 2> operator()(std::array<T, 4> const& x, T const& angle) const {
        using std::sin, std::cos;
        T const s = sin(angle), c = cos(angle), scale = 1 / (x[2] * x[2] + x[3]);
        return {(c * x[0] - s * x[1]) * scale, (s * x[0] + c * x[1]) * scale};
    }
};
// The second row waits for the first.
struct nested {
    template <class T>
    constexpr std::array<T, 2> operator()(T const& x, T const& y) const {
        T const first = x * y + x / y;
        return {first * x + y, (first * x + y) * first * y + x};
    }
};

template <class F>
int pairs_of() {
    using waiting = std::remove_cvref_t<decltype(ctgrad::jacobian(F{}))>;
    auto const& program = ctgrad::detail::compiled<typename waiting::source, waiting::what>::value;
    int count = 0;
    for (std::size_t slot = 0; slot < static_cast<std::size_t>(program.count); ++slot)
        count += program.pairs[slot] && program.kind(slot) == program.kind(slot + 1);
    return count;
}

constexpr auto rotation = ctgrad::function<std::array<double, 2>(std::array<double, 4>, double)>(turned{});
constexpr auto chain = ctgrad::function<std::array<double, 2>(double, double)>(nested{});

}  // namespace

BOOST_AUTO_TEST_SUITE(schedule_lanes)

BOOST_AUTO_TEST_CASE(rows_are_paired) { BOOST_TEST(pairs_of<std::remove_cv_t<decltype(rotation)>>() >= 5); }

// Constants are computed one by one; at run time, where contraction is off, lanes give the same bits.
BOOST_AUTO_TEST_CASE(lanes_round_as_numbers_do) {
    constexpr std::array<double, 4> x{0.3, -1.7, 0.9, 2.1};
    constexpr auto constant = ctgrad::jacobian(rotation)(x, 0.0);  // sin and cos exact in both
    std::array<double, 4> volatile_x = x;
    double angle = 0;
    asm volatile("" : "+m"(volatile_x), "+m"(angle));
    auto const computed = ctgrad::jacobian(rotation)(volatile_x, angle);
    BOOST_TEST(computed.value == constant.value);
    BOOST_TEST((computed.jacobian == constant.jacobian));
}

BOOST_AUTO_TEST_CASE(rows_that_wait_for_each_other) {
    constexpr auto constant = ctgrad::jacobian(chain)(1.25, -0.75);
    double x = 1.25, y = -0.75;
    asm volatile("" : "+m"(x), "+m"(y));
    auto const computed = ctgrad::jacobian(chain)(x, y);
    BOOST_TEST(computed.value == constant.value);
    BOOST_TEST((computed.jacobian == constant.jacobian));
}

// Other scalar types have no lanes.
BOOST_AUTO_TEST_CASE(other_scalars) {
    auto const in_double = ctgrad::jacobian(rotation)(std::array<double, 4>{0.3, -1.7, 0.9, 2.1}, 0.4);
    auto const in_float = ctgrad::jacobian(rotation)(std::array<float, 4>{0.3f, -1.7f, 0.9f, 2.1f}, 0.4f);
    auto const in_more = ctgrad::jacobian(rotation)(std::array<long double, 4>{0.3L, -1.7L, 0.9L, 2.1L}, 0.4L);
    for (std::size_t row = 0; row < 2; ++row)
        for (std::size_t column = 0; column < 5; ++column) {
            BOOST_TEST(std::abs(in_float.jacobian[row][column] - static_cast<float>(in_double.jacobian[row][column])) < 2e-6f);
            BOOST_TEST(std::abs(in_more.jacobian[row][column] - in_double.jacobian[row][column]) < 2e-15L);
        }
}

BOOST_AUTO_TEST_SUITE_END()
