#include <array>
#include <cmath>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

#include "program.hpp"

// Two rows of a Jacobian are computed as SIMD packs.
namespace {

struct turned {
    template <class T>
    constexpr std::array<T, 2> operator()(std::array<T, 4> const& x, T const& angle) const {
        using std::sin, std::cos;
        T const s = sin(angle), c = cos(angle), scale = 1 / (x[2] * x[2] + x[3]);
        return {(c * x[0] - s * x[1]) * scale, (s * x[0] + c * x[1]) * scale};
    }
};
// The second row depends on the first.
struct nested {
    template <class T>
    constexpr std::array<T, 2> operator()(T const& x, T const& y) const {
        T const first = x * y + x / y;
        return {first * x + y, (first * x + y) * first * y + x};
    }
};

struct normalized {
    template <class T>
    constexpr std::array<T, 2> operator()(std::array<T, 4> const& v) const {
        T const a = v[0] / v[3], b = v[1] / v[3], c = v[2] / v[3];
        return {a * b + c, c * a};
    }
};
struct crossed {
    template <class T>
    constexpr std::array<T, 2> operator()(std::array<T, 4> const& v) const {
        using std::exp;
        T const scale = exp(v[0] * v[1]);
        return {v[2] * (v[0] * scale), v[3] * (v[1] * scale)};
    }
};

template <class F>
int pairs_of() {
    using waiting = std::remove_cvref_t<decltype(ctgrad::jacobian(F{}))>;
    auto const& program = ctgrad::detail::compiled<typename waiting::source, waiting::what>::value;
    int count = 0;
    for (std::size_t slot = 0; slot < static_cast<std::size_t>(program.count); ++slot)
        count += program.packs[slot] && program.kind(slot) == program.kind(slot + 1);
    return count;
}

constexpr auto rotation = ctgrad::function<std::array<double, 2>(std::array<double, 4>, double)>(turned{});
constexpr auto chain = ctgrad::function<std::array<double, 2>(double, double)>(nested{});

}  // namespace

BOOST_AUTO_TEST_SUITE(schedule_lanes)

BOOST_AUTO_TEST_CASE(rows_are_paired) { BOOST_TEST(pairs_of<std::remove_cv_t<decltype(rotation)>>() >= 5); }

// Three quotients by the same divisor: two of them are one pack.
BOOST_AUTO_TEST_CASE(quotients_by_one_divisor_are_paired) {
    constexpr auto f = ctgrad::function<std::array<double, 2>(std::array<double, 4>)>(normalized{});
    auto const& p = schedule::program_of(ctgrad::jacobian(f));
    int pairs = 0;
    for (std::size_t slot = 0; slot < static_cast<std::size_t>(p.count); ++slot)
        pairs += p.packs[slot] && p.operation(slot)->name == "/" && p.operation(slot + 1)->name == "/" &&
                 p.second(slot) == p.second(slot + 1);
    BOOST_TEST(pairs == 2);  // of a / d and b / d, and of c / d and 1 / d
    std::array<double, 4> const x{3, 5, -7, 2};
    auto const r = ctgrad::jacobian(f)(x);
    BOOST_TEST((r.value == std::array<double, 2>{3. / 2 * (5. / 2) + -7. / 2, -7. / 2 * (3. / 2)}));
    std::array<std::array<double, 4>, 2> const expected{
        {{5. / 4, 3. / 4, 1. / 2, -15. / 4 + 7. / 4}, {-7. / 4, 0, 3. / 4, 21. / 4}}};
    BOOST_TEST((r.jacobian == expected));
}

// x s and y s, where s depends on x and y: only the first row has the term s by x, only the second by y.
BOOST_AUTO_TEST_CASE(missing_terms_are_zeros) {
    constexpr auto f = ctgrad::function<std::array<double, 2>(std::array<double, 4>)>(crossed{});
    auto const& p = schedule::program_of(ctgrad::jacobian(f));
    int padded = 0;
    for (std::size_t slot = 1; slot < static_cast<std::size_t>(p.count); ++slot) {
        auto const* const info = p.operation(slot);
        if (info == nullptr || info->name != "+") continue;
        auto const first = static_cast<std::size_t>(p.first(slot));
        bool const with_zero =
            p.kind(first) == ctgrad::detail::graph::constant_node && p.constants[p.first(first)].numerator == 0;
        padded += with_zero;
        BOOST_TEST((!with_zero || p.packs[slot] || p.packs[slot - 1]));
    }
    BOOST_TEST(padded == 2);
    std::array<double, 4> const x{3, 0, 5, 7};  // exp(0)
    auto const r = ctgrad::jacobian(f)(x);
    std::array<std::array<double, 4>, 2> const expected{{{5, 5 * 3 * 3, 3, 0}, {0, 7, 0, 0}}};
    BOOST_TEST((r.value == std::array<double, 2>{15, 0}));
    BOOST_TEST((r.jacobian == expected));
}

// Constant expressions compute one lane after the other; at run time, without contraction, packs give the same bits.
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

// Other scalar types have no packs.
BOOST_AUTO_TEST_CASE(other_scalars) {
    auto const in_double = ctgrad::jacobian(rotation)(std::array<double, 4>{0.3, -1.7, 0.9, 2.1}, 0.4);
    auto const in_float = ctgrad::jacobian(rotation)(std::array<float, 4>{0.3f, -1.7f, 0.9f, 2.1f}, 0.4f);
    auto const in_more = ctgrad::jacobian(rotation)(std::array<long double, 4>{0.3L, -1.7L, 0.9L, 2.1L}, 0.4L);
    for (std::size_t row = 0; row < 2; ++row)
        for (std::size_t column = 0; column < 5; ++column) {
            BOOST_TEST(std::abs(in_float.jacobian[row][column] - static_cast<float>(in_double.jacobian[row][column])) <
                       2e-6f);
            BOOST_TEST(std::abs(in_more.jacobian[row][column] - in_double.jacobian[row][column]) < 2e-15L);
        }
}

BOOST_AUTO_TEST_SUITE_END()
