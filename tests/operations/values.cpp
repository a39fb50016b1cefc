#include <ctgrad/ctgrad.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <numbers>
#include <random>
#include <vector>

#include "rows/values.hpp"

// The value of a formula is, bit for bit, that of the same formula in plain C++.
namespace {

using ctgrad::variable;
using namespace ctgrad::literals;

constexpr auto a = variable<"a">;
constexpr auto b = variable<"b">;
constexpr auto c = variable<"c">;
constexpr auto unused = variable<"unused">;

template <class T>
bool same_bits(T x, T y) {
    return (x == y && std::signbit(x) == std::signbit(y)) || (x != x && y != y);
}

template <class T>
using triple = std::array<T, 3>;

// Ordinary numbers, numbers of every magnitude, and the edges.
template <class T>
const std::vector<triple<T>>& inputs() {
    static const std::vector<triple<T>> all = [] {
        using limits = std::numeric_limits<T>;
        std::mt19937_64 random(7);
        std::uniform_real_distribution<double> even(-1, 1);
        const T edges[]{0,
                        T(-0.0),
                        1,
                        -1,
                        T(0.5),
                        2,
                        limits::min(),
                        limits::max(),
                        limits::lowest(),
                        limits::infinity(),
                        -limits::infinity(),
                        limits::quiet_NaN(),
                        limits::denorm_min(),
                        limits::epsilon()};
        const auto draw = [&]() -> T {
            const auto x = static_cast<T>(even(random));
            switch (random() % 8) {
                case 0: return edges[random() % std::size(edges)];
                case 1: return std::ldexp(x, static_cast<int>(even(random) * limits::max_exponent));
                case 2: return x * 100;
                case 3: return std::nearbyint(x * 4);
                case 4: return std::abs(x) * 10;
                default: return x;
            }
        };
        std::vector<triple<T>> points(3000);
        for (auto& point : points)
            for (T& x : point) x = draw();
        return points;
    }();
    return all;
}

template <class T>
T plain_softplus(T x) {
    return (x > 0 ? x : T(0)) + std::log1p(std::exp(-std::abs(x)));
}

// Formulas, and the same in plain C++ on numbers x, y, z of type T.
// clang-format off
#define CTGRAD_TEST_OPERATIONS(row) \
    row(a + b, x + y) \
    row(a - b, x - y) \
    row(a * b, x * y) \
    row(a / b, x / y) \
    row(-a, -x) \
    row(fma(a, b, c), std::fma(x, y, z)) \
    row(pow(a, b), std::pow(x, y)) \
    row(sqrt(a), std::sqrt(x)) \
    row(cbrt(a), std::cbrt(x)) \
    row(hypot(a, b), std::hypot(x, y)) \
    row(exp(a), std::exp(x)) \
    row(exp2(a), std::exp2(x)) \
    row(expm1(a), std::expm1(x)) \
    row(log(a), std::log(x)) \
    row(log2(a), std::log2(x)) \
    row(log10(a), std::log10(x)) \
    row(log1p(a), std::log1p(x)) \
    row(sin(a), std::sin(x)) \
    row(cos(a), std::cos(x)) \
    row(tan(a), std::tan(x)) \
    row(asin(a), std::asin(x)) \
    row(acos(a), std::acos(x)) \
    row(atan(a), std::atan(x)) \
    row(atan2(a, b), std::atan2(x, y)) \
    row(sinh(a), std::sinh(x)) \
    row(cosh(a), std::cosh(x)) \
    row(tanh(a), std::tanh(x)) \
    row(asinh(a), std::asinh(x)) \
    row(acosh(a), std::acosh(x)) \
    row(atanh(a), std::atanh(x)) \
    row(erf(a), std::erf(x)) \
    row(erfc(a), std::erfc(x)) \
    row(abs(a), std::abs(x)) \
    row(sign(a), x > 0 ? T(1) : x < 0 ? T(-1) : x) \
    row(min(a, b), std::min(x, y)) \
    row(max(a, b), std::max(x, y)) \
    row(relu(a), x > 0 ? x : T(0)) \
    row(sigmoid(a), T(1) / (T(1) + std::exp(-x))) \
    row(softplus(a), plain_softplus(x)) \
    row(log_sigmoid(a), -plain_softplus(-x)) \
    row(hypot(a, b, c), std::hypot(x, y, z)) \
    row(floor(a), std::floor(x)) \
    row(ceil(a), std::ceil(x)) \
    row(round(a), std::round(x)) \
    row(trunc(a), std::trunc(x)) \
    row(fmod(a, b), std::fmod(x, y)) \
    row(copysign(a, b), std::copysign(x, y)) \
    row(fabs(a), std::fabs(x))

#define CTGRAD_TEST_COMPOSITES(row) \
    row(+a, x) \
    row(select(a < b, a, -b), x < y ? x : -y) \
    row(select(a <= b, a, -b), x <= y ? x : -y) \
    row(select(a > b, a, -b), x > y ? x : -y) \
    row(select(a >= b, a, -b), x >= y ? x : -y) \
    row(select(a == b, a, -b), x == y ? x : -y) \
    row(select(a != b, a, -b), x != y ? x : -y) \
    row(select(a < b && b < c, a, c), x < y && y < z ? x : z) \
    row(select(a < b || b < c, a, c), x < y || y < z ? x : z) \
    row(select(!(a < b), a, -b), !(x < y) ? x : -y) \
    row((a + b) * c, (x + y) * z) \
    /* Nothing is reordered, merged or dropped. */ \
    row(a + b + c, x + y + z) \
    row(a + (b + c), x + (y + z)) \
    row((a - b) + (b - a) * c, (x - y) + (y - x) * z) \
    row(a - b - a + b, x - y - x + y) \
    row(a / b * b, x / y * y) \
    row(a + 0_c, x + T(0)) \
    row(a * 0_c, x * T(0)) \
    row(a * 1_c, x * T(1)) \
    row(-(-a), -(-x)) \
    row(0_c - a, T(0) - x) \
    row(a + a, x + x) \
    row(a - a, x - x) \
    row(a / a, x / x) \
    row(2_c * (3_c * a), T(2) * (T(3) * x)) \
    row(0.1_c + a + 0.2_c, T(0.1L) + x + T(0.2L)) \
    row(1_c / 3_c * a, T(1) / T(3) * x) \
    row(0.1_c / 0.3_c * a, T(0.1L) / T(0.3L) * x) \
    row(pow(a, 2_c), std::pow(x, T(2))) \
    row(pow(a, 3_c), std::pow(x, T(3))) \
    row(pow(a, -1_c), std::pow(x, T(-1))) \
    row(pow(a, 0.5_c), std::pow(x, T(0.5))) \
    row(pow(a, 0_c), std::pow(x, T(0))) \
    row(exp(log(a)), std::exp(std::log(x))) \
    row(ctgrad::pi * a, std::numbers::pi_v<T> * x) \
    row(a * b + sin(a) * sin(a), x * y + std::sin(x) * std::sin(x)) \
    row(sqrt(a * a + b * b), std::sqrt(x * x + y * y)) \
    row((a * b - c) / (a * b + c), (x * y - z) / (x * y + z)) \
    row(exp(-a * a / (2_c * b)) * cos(c), std::exp(-x * x / (T(2) * y)) * std::cos(z)) \
    row(max(min(a, b), c) - abs(a - c), std::max(std::min(x, y), z) - std::abs(x - z)) \
    /* The documented rewrites, and nothing near them. */ \
    row(log(sigmoid(a)), -plain_softplus(-x)) \
    row(log(1_c - sigmoid(a)), -plain_softplus(x)) \
    row(log(2_c - sigmoid(a)), std::log(T(2) - T(1) / (T(1) + std::exp(-x)))) \
    row(log(1_c + sigmoid(a)), std::log(T(1) + T(1) / (T(1) + std::exp(-x))))
// clang-format on

#define CTGRAD_TEST_FORMULA(formula, ...) , formula
#define CTGRAD_TEST_PLAIN(formula, ...) , __VA_ARGS__
#define CTGRAD_TEST_NAME(formula, ...) , #formula

// All formulas at once, because one program is faster to compile than dozens. They do not depend on `unused`, so
// that only values are computed.
#define CTGRAD_TEST_COMPARE(rows)                                                                               \
    compare<T>(                                                                                                 \
        [](const triple<T>& at) {                                                                               \
            return ctgrad::jacobian(ctgrad::outputs(a rows(CTGRAD_TEST_FORMULA)), unused)(a = at[0], b = at[1], \
                                                                                          c = at[2])            \
                .value;                                                                                         \
        },                                                                                                      \
        [](const triple<T>& at) {                                                                               \
            const auto [x, y, z] = at;                                                                          \
            return std::array{x rows(CTGRAD_TEST_PLAIN)};                                                       \
        },                                                                                                      \
        {"a" rows(CTGRAD_TEST_NAME)})

template <class T, class Ours, class Plain>
void compare(Ours ours, Plain plain, std::initializer_list<const char*> names) {
    std::vector<std::size_t> different(names.size());
    for (const auto& at : inputs<T>()) {
        const auto expected = plain(at);
        const auto result = ours(at);
        static_assert(result.size() == expected.size());
        for (std::size_t i = 0; i < result.size(); ++i) different[i] += !same_bits<T>(result[i], expected[i]);
    }
    for (std::size_t i = 0; i < names.size(); ++i)
        BOOST_TEST(different[i] == 0u, different[i] << " values of " << names.begin()[i] << " differ");
}

template <class T>
void every_operation() {
    CTGRAD_TEST_COMPARE(CTGRAD_TEST_OPERATIONS);
    rows::check_values<ctgrad::operations::table, T>(inputs<T>());
}
template <class T>
void composite_formulas() {
    CTGRAD_TEST_COMPARE(CTGRAD_TEST_COMPOSITES);
}

BOOST_AUTO_TEST_SUITE(operations_values)

BOOST_AUTO_TEST_CASE(operations_in_double) { every_operation<double>(); }
BOOST_AUTO_TEST_CASE(operations_in_float) { every_operation<float>(); }
BOOST_AUTO_TEST_CASE(operations_in_long_double) { every_operation<long double>(); }
BOOST_AUTO_TEST_CASE(composite_formulas_in_double) { composite_formulas<double>(); }
BOOST_AUTO_TEST_CASE(composite_formulas_in_float) { composite_formulas<float>(); }

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
