#include <array>
#include <cmath>
#include <complex>
#include <tuple>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/complex.hpp>

// Complex numbers in signatures, compared with std::complex and with complex derivatives by hand.
namespace {

using number = std::complex<double>;
using ctgrad::function;

// Holomorphic functions: the Jacobian is that of a multiplication by the complex derivative.
constexpr auto functions = function<std::array<number, 10>(number)>([](auto const& z) {
    return std::array{exp(z), log(z),  sqrt(z), sin(z),     cos(z),
                      tan(z), sinh(z), tanh(z), pow(z, -3), pow(z, number(0.5, 2))};
});
// [gain]
constexpr auto gain = ctgrad::function<double(std::complex<double>, double)>(
    [](auto const& z, auto w) { return abs(1.0 / (1.0 + z * w)); });
// [gain]
constexpr auto several = function<std::tuple<number, double>(std::array<number, 2>)>([](auto const& z) {
    return std::tuple{z[0] * conj(z[1]) - number(0, 1) * z[0], norm(z[0]) + arg(z[1])};
});

// In constant expressions.
static_assert(function<number(number)>([](auto const& z) { return z * z / (z + 1.0); })(number(0, 1)) ==
              number(-0.5, 0.5));

}  // namespace

BOOST_AUTO_TEST_SUITE(complex_numbers)

BOOST_AUTO_TEST_CASE(functions_and_their_derivatives) {
    for (number const z : {number(0.5, 1), number(-1.5, 0.25), number(-1.5, -0.25), number(2, -1)}) {
        auto const j = ctgrad::jacobian(functions)(z);
        number const power(0.5, 2), root = std::sqrt(z), tangent = std::tan(z), hyperbolic = std::tanh(z);
        std::array const values{std::exp(z), std::log(z),  root,       std::sin(z),       std::cos(z),
                                tangent,     std::sinh(z), hyperbolic, 1.0 / (z * z * z), std::pow(z, power)};
        std::array const slopes{std::exp(z),
                                1.0 / z,
                                0.5 / root,
                                std::cos(z),
                                -std::sin(z),
                                1.0 + tangent * tangent,
                                std::cosh(z),
                                1.0 - hyperbolic * hyperbolic,
                                -3.0 / (z * z * z * z),
                                power * std::pow(z, power - 1.0)};
        for (std::size_t i = 0; i < values.size(); ++i) {
            BOOST_TEST(std::abs(j.value[i] - values[i]) <= 1e-14 * std::abs(values[i]));
            number const by_real(j.jacobian[2 * i][0], j.jacobian[2 * i + 1][0]),
                by_imaginary(j.jacobian[2 * i][1], j.jacobian[2 * i + 1][1]);
            BOOST_TEST(std::abs(by_real - slopes[i]) <= 1e-13 * std::abs(slopes[i]));
            BOOST_TEST(std::abs(by_imaginary - number(0, 1) * slopes[i]) <= 1e-13 * std::abs(slopes[i]));
        }
    }
}

BOOST_AUTO_TEST_CASE(as_arguments_and_results) {
    number const z(0.5, 1);
    auto const [by_z, by_w] = ctgrad::gradient(gain)(z, 2.0);
    BOOST_TEST(std::abs(by_z - number(-0.25, -0.25) / std::sqrt(2.0)) < 1e-15);
    BOOST_TEST((ctgrad::gradient(gain)({0.5, 1.0}, 2.0) == std::tuple(by_z, by_w)));
    BOOST_TEST((ctgrad::gradient(gain)(std::complex<float>(0.5f, 1.0f), 2.0f) ==
                std::tuple(std::complex<float>(by_z), static_cast<float>(by_w))));

    std::vector<number> const list{number(1, 2), number(3, -1)};
    auto const [a, b] = several(list);
    BOOST_TEST(a == list[0] * std::conj(list[1]) - number(0, 1) * list[0]);
    BOOST_TEST(b == 5 + std::arg(list[1]));
    using ctgrad::arguments, ctgrad::results;
    auto const j = ctgrad::jacobian(several, results<1>)(list);
    BOOST_TEST((j.jacobian[0][0] == 2 && j.jacobian[0][1] == 4));
    auto const t = ctgrad::jvp(several)(ctgrad::tangent(std::array{number(0, 1), number(0, 0)}), list);
    BOOST_TEST(std::get<0>(t.tangent) == number(0, 1) * std::conj(list[1]) + 1.0);
    auto const v = ctgrad::vjp(several)(ctgrad::cotangent(std::tuple(number(0, 0), 1.0)), list);
    BOOST_TEST(v.gradient[0] == number(2, 4));
    std::array<double, 8> block{};
    ctgrad::jacobian(several, results<0>).into(block)(list);
    BOOST_TEST((block[0] == 3 && block[4] == 0));
}

BOOST_AUTO_TEST_SUITE_END()
