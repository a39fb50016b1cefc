#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/special.hpp>

// Special functions at both ends of their domains, with their second derivatives, compared with 80 digits of
// Boost.Math.
namespace {

using ctgrad::derivative;
using ctgrad::variable;
using namespace ctgrad::literals;

using big = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<80>, boost::multiprecision::et_off>;

constexpr auto x = variable<"x">;
constexpr auto a = variable<"a">;

constexpr double infinity = std::numeric_limits<double>::infinity();

struct values {
    double value, first, second;
};

/// A function of one number, by the library and with 80 digits.
struct row {
    std::string name;
    std::function<values(double)> ours;
    big (*exact)(big const&);
    double low, high;
    /// In units of 2^-52 relative to the result, of value, first and second derivative.
    std::array<double, 3> allowed;
    /// Errors are relative to this share of the largest result if that is more, for functions with zeros.
    double floor = 0;
};

row against(std::string name, ctgrad::formula auto f, big (*exact)(big const&), double low, double high,
            std::array<double, 3> allowed, double floor = 0) {
    auto const ours = [](double at) -> values {
        auto const h = ctgrad::hessian(decltype(f){}, x)(x = at);
        return {h.value, h.gradient[x], h(x, x)};
    };
    return {std::move(name), ours, exact, low, high, allowed, floor};
}

namespace exact {

big erfcx(big const& t) { return exp(t * t) * boost::math::erfc(t); }
big normal(big const& t) { return boost::math::erfc(big(-t / sqrt(big(2)))) / 2; }
big log_normal(big const& t) { return t < 0 ? big(log(normal(t))) : big(boost::math::log1p(big(-normal(-t)))); }
template <int N>
big bessel_j(big const& t) {
    return boost::math::cyl_bessel_j(N, t);
}
template <int N>
big neumann(big const& t) {
    return boost::math::cyl_neumann(N, t);
}
template <int N>
big bessel_i(big const& t) {
    return boost::math::cyl_bessel_i(N, t);
}
template <int N>
big scaled_bessel_i(big const& t) {
    return exp(-abs(t)) * boost::math::cyl_bessel_i(N, t);
}

}  // namespace exact

#define EXACTLY(...) [](big const& t) -> big { return __VA_ARGS__; }

// clang-format off
std::vector<row> rows() {
    return {
        against("lgamma(x)", lgamma(x), EXACTLY(boost::math::lgamma(t)), 0, 60, {4, 4, 4}),
        against("lgamma(x), x < 0", lgamma(x), EXACTLY(boost::math::lgamma(t)), -0.9, -0.1, {4, 16, 8}),
        against("tgamma(x)", tgamma(x), EXACTLY(boost::math::tgamma(t)), 2, 60, {4, 8, 12}),
        against("digamma(x)", digamma(x), EXACTLY(boost::math::digamma(t)), 0, 60, {4, 4, 4}),
        against("polygamma(3, x)", polygamma(3_c, x), EXACTLY(boost::math::polygamma(3, t)), 0.1, 60, {4, 4, 4}),
        against("beta(2.5, x)", beta(2.5_c, x), EXACTLY(boost::math::beta(big(2.5), t)), 0.1, 60, {4, 8, 12}),
        against("beta(x, 2^-10)", beta(x, 0.0009765625_c), EXACTLY(boost::math::beta(t, big(0.0009765625))), 1, 1e4, {4, 8, 12}),
        against("gamma_p(2.5, x)", gamma_p(2.5_c, x), EXACTLY(boost::math::gamma_p(big(2.5), t)), 0, 1, {4, 4, 12}),
        against("gamma_q(2.5, x)", gamma_q(2.5_c, x), EXACTLY(boost::math::gamma_q(big(2.5), t)), 2, 200, {4, 4, 12}),
        against("erfcx(x), x < 0", erfcx(x), exact::erfcx, -18, 0, {4, 8, 12}),
        against("erfcx(x)", erfcx(x), exact::erfcx, 0, 2, {4, 12, 24}),
        against("erfcx(x), x > 2", erfcx(x), exact::erfcx, 2, 1e4, {4, 4, 8}),
        against("normal_cdf(x), x < 0", normal_cdf(x), exact::normal, -36, 0, {8, 4, 8}),
        against("normal_cdf(x)", normal_cdf(x), exact::normal, 0, 8, {4, 4, 8}),
        against("log_normal_cdf(x), x < -1", log_normal_cdf(x), exact::log_normal, -200, -1, {4, 8, 16}),
        against("log_normal_cdf(x)", log_normal_cdf(x), exact::log_normal, -1, 36, {8, 8, 24}),
        against("normal_quantile(x)", normal_quantile(x), EXACTLY(-sqrt(big(2)) * boost::math::erfc_inv(big(2 * t))), 0, 0.4, {4, 100, 100}),
        against("cyl_bessel_j(0, x)", cyl_bessel_j(0_c, x), exact::bessel_j<0>, -30, 30, {4, 4, 8}, 0.1),
        against("cyl_bessel_j(3, x)", cyl_bessel_j(3_c, x), exact::bessel_j<3>, -30, 30, {4, 4, 8}, 0.1),
        against("cyl_bessel_j(-1, x)", cyl_bessel_j(-1_c, x), exact::bessel_j<-1>, -30, 30, {4, 4, 8}, 0.1),
        against("cyl_neumann(0, x)", cyl_neumann(0_c, x), exact::neumann<0>, 0, 30, {4, 4, 8}, 0.1),
        against("cyl_neumann(2, x)", cyl_neumann(2_c, x), exact::neumann<2>, 0, 30, {4, 4, 8}, 0.1),
        against("cyl_bessel_i(1, x)", cyl_bessel_i(1_c, x), exact::bessel_i<1>, -30, 30, {4, 4, 8}),
        against("cyl_bessel_k(2, x)", cyl_bessel_k(2_c, x), EXACTLY(boost::math::cyl_bessel_k(2, t)), 0, 30, {4, 4, 8}),
        against("cyl_bessel_i_scaled(0, x)", cyl_bessel_i_scaled(0_c, x), exact::scaled_bessel_i<0>, 0, 40, {4, 8, 16}),
        against("cyl_bessel_i_scaled(0, x), x > 40", cyl_bessel_i_scaled(0_c, x), exact::scaled_bessel_i<0>, 40, 3000, {4, 8, 16}),
        against("cyl_bessel_i_scaled(2, x), x < 0", cyl_bessel_i_scaled(2_c, x), exact::scaled_bessel_i<2>, -40, -0.1, {4, 16, 16}, 0.01),
    };
}
// clang-format on

double error_of(double result, big const& exact, double floor) {
    big const size = abs(exact) > floor ? big(abs(exact)) : big(floor);
    return static_cast<double>(abs(big(result) - exact) / size) / std::numeric_limits<double>::epsilon();
}

bool near(double result, double expected, double units = 4) {
    return std::abs(result - expected) <= units * std::numeric_limits<double>::epsilon() * std::abs(expected);
}

BOOST_AUTO_TEST_SUITE(operations_special)

BOOST_AUTO_TEST_CASE(value_first_and_second_derivative) {
    std::mt19937_64 random(14);
    std::uniform_real_distribution<double> even(0, 1);
    for (row const& r : rows()) {
        std::array<double, 3> worst{};
        for (int i = 0; i < 25; ++i) {
            double const width = r.high - r.low, small = std::pow(10.0, -6 * even(random));
            double const at = i % 5 == 0   ? r.low + width * small / 2
                              : i % 5 == 1 ? r.high - width * small / 2
                                           : r.low + width * even(random);
            double const room = std::min({std::abs(at), at - r.low, r.high - at, 1.0});
            big const t = at, step = (room > 0 ? big(room) : big(at)) * 1e-18;
            big const middle = r.exact(t), up = r.exact(t + step), down = r.exact(t - step);
            big const first = (up - down) / (2 * step), second = (up - 2 * middle + down) / (step * step);
            values const found = r.ours(at);
            worst[0] = std::max(worst[0], error_of(found.value, middle, r.floor));
            worst[1] = std::max(worst[1], error_of(found.first, first, r.floor));
            worst[2] = std::max(worst[2], error_of(found.second, second, r.floor));
        }
        BOOST_TEST_MESSAGE(r.name << ": " << worst[0] << ", " << worst[1] << ", " << worst[2]);
        for (std::size_t i = 0; i < 3; ++i)
            BOOST_TEST(worst[i] <= r.allowed[i], r.name << ": derivative " << i << " has an error of " << worst[i]);
    }
}

BOOST_AUTO_TEST_CASE(logarithm_of_gamma_at_its_zeros) {
    constexpr double tiny = std::numeric_limits<double>::epsilon();
    constexpr double euler = 0.57721566490153286061;
    auto const at = [](double t) { return ctgrad::value_and_gradient(lgamma(x), x)(x = t); };
    BOOST_TEST(at(1).value == 0);
    BOOST_TEST(near(at(1)[x], -euler));
    BOOST_TEST(near(at(1 + tiny).value, -euler * tiny));
    BOOST_TEST(at(2).value == 0);
    BOOST_TEST(near(at(2)[x], 1 - euler));
    BOOST_TEST(near(at(2 + 2 * tiny).value, (1 - euler) * 2 * tiny));
    BOOST_TEST(near(derivative(lgamma(x), x, x)(x = 1.0), 1.6449340668482264365));
}

// An unbounded family: each derivative of polygamma is the next one.
BOOST_AUTO_TEST_CASE(polygamma_of_any_order) {
    constexpr auto sixth = derivative(lgamma(x), x, x, x, x, x, x);
    static_assert(identical(sixth, polygamma(5_c, x)));
    // (-1)^(n+1) n! zeta(n + 1) at 1
    BOOST_TEST(near(sixth(x = 1.0), 120 * 1.0173430619844491397));
    auto const traced = ctgrad::function<double(double)>([](auto const& u) { return polygamma(2, u) * digamma(u); });
    double const by_rule =
        ctgrad::polygamma(3, 1.5) * ctgrad::digamma(1.5) + ctgrad::polygamma(2, 1.5) * ctgrad::polygamma(1, 1.5);
    BOOST_TEST(near(ctgrad::gradient(traced)(1.5), by_rule));
    // The order may be a variable if no derivative with respect to it is taken.
    constexpr auto n = variable<"n">;
    BOOST_TEST(ctgrad::gradient(polygamma(n, x), x)(n = 2, x = 1.5)[x] == ctgrad::polygamma(3, 1.5));
}

BOOST_AUTO_TEST_CASE(beta_of_arguments_of_unlike_size) {
    // beta(a, 1) = 1 / a
    for (double const large : {3.0, 1e5, 1e10, 1e150}) {
        auto const h = ctgrad::hessian(beta(a, x), a)(a = large, x = 1.0);
        BOOST_TEST(near(h.value, 1 / large));
        BOOST_TEST(near(h.gradient[a], -1 / large / large, 8));
        if (large < 1e100) BOOST_TEST(near(h(a, a), 2 / large / large / large, 16));
    }
}

BOOST_AUTO_TEST_CASE(scaled_error_function_at_both_ends) {
    auto const at = [](double t) { return ctgrad::value_and_gradient(erfcx(x), x)(x = t); };
    constexpr double root_pi = 1.7724538509055160273;
    // The derivative is 2 x erfcx(x) - 2 / sqrt(pi), where below 0 nothing cancels.
    BOOST_TEST(near(at(-26)[x], -52 * at(-26).value));
    BOOST_TEST(at(-27).value == infinity);
    BOOST_TEST(at(-27)[x] == -infinity);
    // erfcx(x) = 1 / (x sqrt(pi)) (1 - 1 / (2 x^2) + ...)
    BOOST_TEST(near(at(1e300).value, 1 / root_pi / 1e300));
    BOOST_TEST(near(at(1e100)[x], -1 / root_pi / 1e100 / 1e100));
    BOOST_TEST(near(derivative(erfcx(x), x, x)(x = 1e90), 2 / root_pi / 1e90 / 1e90 / 1e90, 8));
}

BOOST_AUTO_TEST_CASE(logarithm_of_the_normal_distribution_far_below_zero) {
    // 1 / x^2 times Mills' series: derivative -x - 1/x + 2/x^3 - 10/x^5, second -1 + 1/x^2 - 6/x^4 + 50/x^6
    auto const at = [](double t) { return ctgrad::hessian(log_normal_cdf(x), x)(x = t); };
    BOOST_TEST(near(at(-40).value, -804.60844201375378, 1));
    BOOST_TEST(near(at(-40).gradient[x], 40.024968847207265, 2));
    BOOST_TEST(near(at(-40)(x, x), -0.99937733162140869, 4));
    BOOST_TEST(at(-1e100).value == -5e199);
    BOOST_TEST(near(at(-1e100).gradient[x], 1e100));
    BOOST_TEST(near(at(-1e100)(x, x), -1));
    BOOST_TEST(at(37).value < 0);
    BOOST_TEST(near(at(10).gradient[x], 7.6945986267064193e-23, 4));
}

BOOST_AUTO_TEST_CASE(bessel_functions_at_zero) {
    auto const second = [](ctgrad::formula auto f) { return derivative(f, x, x)(x = 0.0); };
    BOOST_TEST(second(cyl_bessel_j(0_c, x)) == -0.5);
    BOOST_TEST(second(cyl_bessel_j(1_c, x)) == 0);
    BOOST_TEST(second(cyl_bessel_j(2_c, x)) == 0.25);
    BOOST_TEST(second(cyl_bessel_i(0_c, x)) == 0.5);
    BOOST_TEST(second(cyl_bessel_k(0_c, x)) == infinity);
    // Where Y and the neighbouring orders overflow it is as at 0.
    auto const y = ctgrad::value_and_gradient(cyl_neumann(5_c, x), x)(x = 1e-100);
    BOOST_TEST(y.value == -infinity);
    BOOST_TEST(y[x] == infinity);
    static_assert(identical(derivative(cyl_bessel_j(0_c, x), x), -cyl_bessel_j(1_c, x)));
    static_assert(identical(derivative(cyl_bessel_i(0_c, x), x), cyl_bessel_i(1_c, x)));
}

BOOST_AUTO_TEST_CASE(scaled_bessel_function_far_out) {
    // 1 / sqrt(2 pi x) (1 - (4 n^2 - 1) / (8 x) + ...)
    for (double const far : {1e6, 1e100}) {
        auto const s = ctgrad::value_and_gradient(cyl_bessel_i_scaled(0_c, x), x)(x = far);
        double const leading = 0.39894228040143267794 / std::sqrt(far);
        BOOST_TEST(near(s.value, leading * (1 + 1 / (8 * far) + 9 / (128 * far * far))));
        BOOST_TEST(near(s[x], -leading / (2 * far) * (1 + 3 / (8 * far) + 45 / (128 * far * far))));
    }
}

BOOST_AUTO_TEST_CASE(density_of_the_gamma_distribution_does_not_overflow) {
    // x^(a - 1) alone is 1e2997.
    auto const p = ctgrad::value_and_gradient(gamma_p(a, x), x)(a = 1000.0, x = 1000.0);
    BOOST_TEST(near(p[x], 0.012614611348721499, 32));
    auto const q = ctgrad::value_and_gradient(gamma_q(a, x), x)(a = 1000.0, x = 1000.0);
    BOOST_TEST(q[x] == -p[x]);
    // The mixed derivative of P by a and x exists, because the derivative by x is smooth in a.
    double const mixed = derivative(derivative(gamma_p(a, x), x), a)(a = 2.5, x = 1.5);
    BOOST_TEST(near(mixed, ctgrad::gamma_p_derivative(2.5, 1.5) * (std::log(1.5) - ctgrad::digamma(2.5))));
}

template <class T>
void check_scalar(T tolerance) {
    using std::abs;
    auto const close = [&](T const& found, T const& expected) {
        return abs(T(found - expected)) <= T(tolerance * abs(expected));
    };
    constexpr auto f = lgamma(x) * erfcx(x) + cyl_bessel_k(1_c, x) + gamma_p(2_c, x) + log_normal_cdf(-x);
    T const at = T(1.25), step = T(std::is_same_v<T, float> ? 0.0078125 : 9.5367431640625e-7);
    auto const r = ctgrad::value_and_gradient(f, x)(x = at);
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(r.value)>, T>);
    T const up = f(x = T(at + step)), down = f(x = T(at - step));
    BOOST_TEST(close(r[x], T(up - down) / T(2 * step)));
    T const expected = ctgrad::lgamma(at) * ctgrad::erfcx(at) + ctgrad::cyl_bessel_k(T(1), at) +
                       ctgrad::gamma_p(T(2), at) + ctgrad::log_normal_cdf(T(-at));
    BOOST_TEST((r.value == expected || close(r.value, expected)));
}

BOOST_AUTO_TEST_CASE(every_scalar_type) {
    check_scalar<float>(1e-3F);
    check_scalar<long double>(1e-10L);
    check_scalar<big>(big(1e-10));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
