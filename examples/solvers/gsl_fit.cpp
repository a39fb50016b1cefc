// GSL: the fit of an exponential in its manual, a exp(-b t) + c. Link with gsl and gslcblas.

#include <array>
#include <cmath>
#include <cstdio>
#include <vector>

#include <boost/hana/adapt_struct.hpp>
#include <ctgrad/gsl.hpp>

// [residual]
struct measurement {
    double time, value;
};
BOOST_HANA_ADAPT_STRUCT(measurement, time, value);

constexpr auto residual =
    ctgrad::function<double(std::array<double, 3>, measurement)>([](auto const& p, auto const& m) {
        return p[0] * exp(-p[1] * ctgrad::get<"time">(m)) + p[2] - ctgrad::get<"value">(m);
    });
// [residual]

int main() {
    std::vector<measurement> measurements;
    for (int i = 0; i < 100; ++i) measurements.push_back({0.03 * i, 5 * std::exp(-1.5 * 0.03 * i) + 1});

    // [fit]
    auto fit = ctgrad::gsl_multifit(residual, measurements);
    auto const options = gsl_multifit_nlinear_default_parameters();
    auto* const workspace = gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &options, fit.n, fit.p);
    double start[]{1, 1, 0};
    auto const x = gsl_vector_view_array(start, 3);
    gsl_multifit_nlinear_init(&x.vector, &fit, workspace);
    int info = 0;
    int const status = gsl_multifit_nlinear_driver(100, 1e-10, 1e-10, 0, nullptr, nullptr, &info, workspace);
    // [fit]
    double const *p = gsl_multifit_nlinear_position(workspace)->data, wanted[]{5, 1.5, 1};
    double error = 0;
    for (int i = 0; i < 3; ++i) error = std::fmax(error, std::fabs(p[i] - wanted[i]));
    std::printf("%s: %.6f exp(-%.6f t) + %.6f\n", gsl_strerror(status), p[0], p[1], p[2]);
    std::printf("%s\n", error < 1e-8 ? "it is 5 exp(-1.5 t) + 1" : "it is another");
    gsl_multifit_nlinear_free(workspace);
}
