// Special functions: a gamma distribution fitted by Newton's method, an option with its sensitivities, a zero of a
// Bessel function, and the logarithm of a probability that is too small for a double.

#include <cmath>
#include <cstdio>

// [header]
#include <ctgrad/special.hpp>
using namespace ctgrad::literals;
// [header]

namespace {

constexpr auto x = ctgrad::variable<"x">;

// [gamma-fit]
// The log-likelihood of the shape of a gamma distribution, per sample. Its first and second derivatives contain digamma
// and polygamma.
constexpr auto shape = ctgrad::variable<"shape">;
constexpr auto mean = ctgrad::variable<"mean">;
constexpr auto mean_of_logs = ctgrad::variable<"mean_of_logs">;
constexpr auto likelihood = (shape - 1_c) * mean_of_logs - shape * (log(mean / shape) + 1_c) - lgamma(shape);
// [gamma-fit]

// [option]
// The price of a European call (Black and Scholes).
constexpr auto spot = ctgrad::variable<"spot">;
constexpr auto volatility = ctgrad::variable<"volatility">;
constexpr auto years = ctgrad::variable<"years">;
constexpr auto strike = ctgrad::variable<"strike">;
constexpr auto rate = ctgrad::variable<"rate">;

constexpr auto deviation = volatility * sqrt(years);
constexpr auto d1 = (log(spot / strike) + (rate + volatility * volatility / 2_c) * years) / deviation;
constexpr auto price = spot * normal_cdf(d1) - strike * exp(-rate * years) * normal_cdf(d1 - deviation);
// [option]

// The derivatives are those in textbooks.
static_assert(identical(derivative(lgamma(x), x), digamma(x)));
static_assert(identical(derivative(lgamma(x), x, x), polygamma(1_c, x)));
static_assert(identical(derivative(cyl_bessel_j(0_c, x), x), -cyl_bessel_j(1_c, x)));
static_assert(identical(derivative(normal_cdf(x), x), normal_pdf(x)));

}  // namespace

int main() {
    // [gamma-fit-run]
    double const samples[]{1.2, 3.4, 2.2, 0.9, 2.7, 4.1, 1.8, 2.5};
    double sum = 0, sum_of_logs = 0;
    for (double const sample : samples) sum += sample, sum_of_logs += std::log(sample);
    double k = 1;
    for (int i = 0; i < 12; ++i) {
        auto const l = ctgrad::hessian(likelihood, shape)(shape = k, mean = sum / 8, mean_of_logs = sum_of_logs / 8);
        k -= l.gradient[shape] / l(shape, shape);
    }
    // [gamma-fit-run]
    std::printf("gamma distribution: shape %.6f, scale %.6f\n", k, sum / 8 / k);

    // [option-run]
    auto const greeks = ctgrad::hessian(price, spot, volatility)(spot = 100.0, volatility = 0.2, years = 1.0,
                                                                 strike = 100.0, rate = 0.05);
    std::printf("call %.6f: delta %.6f, vega %.6f, gamma %.8f\n", greeks.value, greeks.gradient[spot],
                greeks.gradient[volatility], greeks(spot, spot));
    // [option-run]

    double zero = 2;
    for (int i = 0; i < 6; ++i) {
        auto const j = ctgrad::value_and_gradient(cyl_bessel_j(0_c, x), x)(x = zero);
        zero -= j.value / j[x];
    }
    std::printf("first zero of J_0: %.12f\n", zero);

    // [tail]
    // normal_cdf(-40) is 4e-350, too small for a double.
    auto const tail = ctgrad::hessian(log_normal_cdf(x), x)(x = -40.0);
    std::printf("log normal_cdf(-40) = %.9f, derivative %.12f, second %.12f\n", tail.value, tail.gradient[x],
                tail(x, x));
    // [tail]
}
