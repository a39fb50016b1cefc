#include <algorithm>
#include <limits>
#include <random>
#include <string>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/special_functions/log1p.hpp>
#include <boost/math/special_functions/polygamma.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>

#include <ctgrad/constant_math/normal_distribution.hpp>
#include <ctgrad/constant_math/polygamma.hpp>

// Errors, in units in the last place, of the special functions of constant expressions, against 80 digits. Compile with
// -ffp-contract=off.
namespace {

namespace cm = ctgrad::constant_math;

using big = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<80>, boost::multiprecision::et_off>;

template <class T>
double error_of(T value, big const& exact) {
    if (exact == 0) return value == 0 ? 0 : std::numeric_limits<double>::infinity();
    int const exponent = std::max(ilogb(exact), std::numeric_limits<T>::min_exponent - 1);
    return static_cast<double>(abs(big(value) - exact) / ldexp(big(1), exponent - std::numeric_limits<T>::digits + 1));
}

template <class T>
void sweep(std::string const& name, T (*ours)(T), big (*exact)(big const&), double low, double high) {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> inside(low, high);
    double worst = 0;
    T at = 0;
    for (int i = 0; i < 40; ++i) {
        T const x = static_cast<T>(inside(random));
        double const error = error_of(ours(x), exact(big(x)));
        if (!(error <= worst)) worst = error, at = x;
    }
    BOOST_TEST(worst <= 0.51, name << " at " << at << " has an error of " << worst);
}

big normal(big const& x) { return boost::math::erfc(big(-x / sqrt(big(2)))) / 2; }
big density(big const& x) { return exp(-x * x / 2) / sqrt(8 * atan(big(1))); }
template <int N>
big scaled_integral(big const& x) {
    big last = 1 / sqrt(atan(big(1))), value = exp(x * x) * boost::math::erfc(x);
    for (int k = 1; k <= N; ++k) {
        big const next = (last - 2 * x * value) / (2 * k);
        last = value;
        value = next;
    }
    return value;
}

#define EXACTLY(...) [](big const& x) -> big { return __VA_ARGS__; }
#define OURS(...) [](T x) -> T { return __VA_ARGS__; }

template <class T>
void check_gamma() {
    auto const lgamma = EXACTLY(boost::math::lgamma(x));
    for (auto [low, high] : {std::pair{0.0, 1.0},
                             {1 - 1e-12, 1 + 1e-12},
                             {0.9999, 1.0001},
                             {2 - 1e-12, 2 + 1e-12},
                             {1.9999, 2.0001},
                             {1.0, 30.0},
                             {30.0, 1e6},
                             {-0.9, -0.1},
                             {-60.5, -2.0}})
        sweep<T>("lgamma", OURS(cm::lgamma(x)), lgamma, low, high);
    for (auto [low, high] : {std::pair{0.0, 1.0}, {1.0, 34.0}, {-20.0, 0.0}})
        sweep<T>("tgamma", OURS(cm::tgamma(x)), EXACTLY(boost::math::tgamma(x)), low, high);
    for (auto [low, high] :
         {std::pair{0.0, 1.0}, {1.0, 50.0}, {1.4616, 1.4617}, {1.461632144968, 1.461632144969}, {-9.5, 0.0}})
        sweep<T>("digamma", OURS(cm::digamma(x)), EXACTLY(boost::math::digamma(x)), low, high);
    for (auto [low, high] : {std::pair{0.0, 1.0}, {1.0, 50.0}, {-9.5, 0.0}}) {
        sweep<T>("polygamma(1, x)", OURS(cm::polygamma(1, x)), EXACTLY(boost::math::polygamma(1, x)), low, high);
        sweep<T>("polygamma(6, x)", OURS(cm::polygamma(6, x)), EXACTLY(boost::math::polygamma(6, x)), low, high);
    }
    sweep<T>("beta(x, 2.5)", OURS(cm::beta(x, T(2.5))), EXACTLY(boost::math::beta(x, big(2.5))), 0, 60);
    sweep<T>("polygamma_difference", OURS(cm::polygamma_difference(0, x, T(0.125))),
             EXACTLY(boost::math::digamma(big(x + 0.125)) - boost::math::digamma(x)), 1, 1e4);
    sweep<T>("polygamma_difference", OURS(cm::polygamma_difference(2, x, T(0x1p-50))),
             EXACTLY(boost::math::polygamma(2, big(x + 0x1p-50)) - boost::math::polygamma(2, x)), 1, 1e2);
}

template <class T>
void check_normal() {
    for (auto [low, high] : {std::pair{-9.0, -1.0}, {-1.0, 1.0}, {1.0, 2.0}, {2.0, 4.0}, {4.0, 300.0}}) {
        sweep<T>("erfcx", OURS(cm::erfcx(x)), scaled_integral<0>, low, high);
        sweep<T>("scaled_erfc_integral(1, x)", OURS(cm::scaled_erfc_integral(1, x)), scaled_integral<1>, low, high);
        sweep<T>("scaled_erfc_integral(3, x)", OURS(cm::scaled_erfc_integral(3, x)), scaled_integral<3>, low, high);
    }
    for (auto [low, high] : {std::pair{-13.0, -4.0}, {-4.0, 0.0}, {0.0, 4.0}, {4.0, 13.0}}) {
        sweep<T>("normal_pdf", OURS(cm::normal_pdf(x)), density, low, high);
        sweep<T>("normal_cdf", OURS(cm::normal_cdf(x)), normal, low, high);
        sweep<T>("log_normal_cdf", OURS(cm::log_normal_cdf(x)),
                 EXACTLY(x < 0 ? big(log(normal(x))) : big(boost::math::log1p(big(-normal(-x))))), low, high);
        sweep<T>("inverse_mills_ratio", OURS(cm::inverse_mills_ratio(x)), EXACTLY(density(x) / normal(x)), low, high);
    }
    sweep<T>("log_normal_cdf", OURS(cm::log_normal_cdf(x)), EXACTLY(log(normal(x))), -1000, -38);
    for (auto [low, high] : {std::pair{1e-30, 2e-30}, {0.01, 0.499}, {0.4999, 0.5001}, {0.501, 0.99}})
        sweep<T>("normal_quantile", OURS(cm::normal_quantile(x)),
                 EXACTLY(-sqrt(big(2)) * boost::math::erfc_inv(big(2 * x))), low, high);
}

BOOST_AUTO_TEST_SUITE(constant_math_special)

BOOST_AUTO_TEST_CASE(gamma_function) {
    check_gamma<float>();
    check_gamma<double>();
    check_gamma<long double>();
}

BOOST_AUTO_TEST_CASE(normal_distribution) {
    check_normal<float>();
    check_normal<double>();
    check_normal<long double>();
}

// Values that every compiler finds in a constant expression, at the ends too.
constexpr double infinity = std::numeric_limits<double>::infinity();
static_assert(cm::tgamma(5.0) == 24 && cm::tgamma(23.0) == 1124000727777607680000.0 && cm::tgamma(171.7) == infinity);
static_assert(cm::tgamma(-184.5) == 0 && cm::tgamma(-0.0) == -infinity && cm::tgamma(-1.0) != cm::tgamma(-1.0));
static_assert(cm::lgamma(1.0) == 0 && cm::lgamma(2.0) == 0 && cm::lgamma(-3.0) == infinity &&
              cm::lgamma(1e306) == infinity);
static_assert(cm::lgamma(4.9e-324) > 744 && cm::lgamma(2.5e305) < infinity);
static_assert(cm::digamma(0.0) != cm::digamma(0.0) && cm::digamma(infinity) == infinity &&
              cm::polygamma(1, 0.0) == infinity);
static_assert(cm::polygamma(3, 1e-300) == infinity && cm::polygamma(1, 1e300) == 1e-300 &&
              cm::polygamma(2, 1e-90) == -2e270);
static_assert(cm::erfcx(0.0) == 1 && cm::erfcx(-27.0) == infinity && cm::erfcx(infinity) == 0 &&
              cm::erfcx(1e300) > 5.6e-301);
static_assert(cm::scaled_erfc_integral(-1, 3.0) == 1.1283791670955126 && cm::scaled_erfc_integral(1, 1e300) == 0);
static_assert(cm::normal_cdf(0.0) == 0.5 && cm::normal_cdf(-40.0) == 0 && cm::normal_cdf(40.0) == 1);
static_assert(cm::log_normal_cdf(-1e100) == -5e199 && cm::log_normal_cdf(-1e200) == -infinity &&
              cm::log_normal_cdf(1e9) == 0);
static_assert(cm::inverse_mills_ratio(-1e300) == 1e300 && cm::inverse_mills_ratio(1e9) == 0);
static_assert(cm::normal_quantile(0.5) == 0 && cm::normal_quantile(0.0) == -infinity &&
              cm::normal_quantile(1.0) == infinity);
static_assert(cm::normal_quantile(4.9e-324) < -38.46 && cm::normal_quantile(1.5) != cm::normal_quantile(1.5));

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
