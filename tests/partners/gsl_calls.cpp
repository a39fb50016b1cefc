// The functions of ctgrad/gsl.hpp, called as GSL calls them: against the same written by hand.

#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

#include <boost/hana/adapt_struct.hpp>
#include <ctgrad/gsl.hpp>

#include "check.hpp"

struct measurement {
    double time, value;
};
BOOST_HANA_ADAPT_STRUCT(measurement, time, value);

namespace {

using triple = std::array<double, 3>;

constexpr auto residual = ctgrad::function<double(triple, measurement)>([](auto const& p, auto const& m) {
    return p[0] * exp(-p[1] * ctgrad::get<"time">(m)) + p[2] - ctgrad::get<"value">(m);
});
using pair = std::array<double, 2>;
constexpr auto rosenbrock = ctgrad::function<pair(pair, ctgrad::data<pair>)>([](auto const& x, auto const& c) {
    return std::array{c[0] * (1 - x[0]), c[1] * (x[1] - x[0] * x[0])};
});

// [fit]
gsl_multifit_nlinear_fdf fit_by_hand(std::vector<measurement> const& measurements) {
    static auto const parameters = [](gsl_vector const* x) {
        return triple{x->data[0], x->data[x->stride], x->data[2 * x->stride]};
    };
    gsl_multifit_nlinear_fdf problem{};
    problem.f = [](gsl_vector const* x, void* data, gsl_vector* values) {
        auto const& all = *static_cast<std::vector<measurement> const*>(data);
        for (std::size_t i = 0; i < all.size(); ++i) gsl_vector_set(values, i, residual(parameters(x), all[i]));
        return int{GSL_SUCCESS};
    };
    problem.df = [](gsl_vector const* x, void* data, gsl_matrix* jacobian) {
        auto const& all = *static_cast<std::vector<measurement> const*>(data);
        for (std::size_t i = 0; i < all.size(); ++i)
            ctgrad::jacobian(residual, ctgrad::arguments<0>)
                .into(gsl_matrix_ptr(jacobian, i, 0))(parameters(x), all[i]);
        return int{GSL_SUCCESS};
    };
    problem.n = measurements.size();
    problem.p = 3;
    problem.params = const_cast<std::vector<measurement>*>(&measurements);
    return problem;
}
// [fit]

// [roots]
int values_by_hand(gsl_vector const* x, void* data, gsl_vector* values) {
    auto const r = rosenbrock({x->data[0], x->data[x->stride]}, *static_cast<pair const*>(data));
    for (std::size_t i = 0; i < 2; ++i) gsl_vector_set(values, i, r[i]);
    return GSL_SUCCESS;
}
int values_and_jacobian_by_hand(gsl_vector const* x, void* data, gsl_vector* values, gsl_matrix* jacobian) {
    auto const r = ctgrad::jacobian(rosenbrock)({x->data[0], x->data[x->stride]}, *static_cast<pair const*>(data));
    for (std::size_t i = 0; i < 2; ++i) {
        if (values != nullptr) gsl_vector_set(values, i, r.value[i]);
        for (std::size_t k = 0; k < 2; ++k) gsl_matrix_set(jacobian, i, k, r.jacobian[i][k]);
    }
    return GSL_SUCCESS;
}
int jacobian_by_hand(gsl_vector const* x, void* data, gsl_matrix* jacobian) {
    return values_and_jacobian_by_hand(x, data, nullptr, jacobian);
}
gsl_multiroot_function_fdf roots_by_hand(pair* data) {
    return {values_by_hand, jacobian_by_hand, values_and_jacobian_by_hand, 2, data};
}
// [roots]

// Two residuals of a row, and parameters that are two arguments.
constexpr auto two = ctgrad::function<pair(double, pair, double)>([](auto a, auto const& b, auto t) {
    return std::array{a * t + b[0], b[1] * sin(t)};
});

void check_fit() {
    std::vector<measurement> measurements;
    for (int i = 0; i < 21; ++i) measurements.push_back({0.1 * i, std::cos(i)});
    auto ours = ctgrad::gsl_multifit(residual, measurements);
    auto by_hand = fit_by_hand(measurements);
    expect(ours.n == by_hand.n && ours.p == by_hand.p, "the sizes of a fit");

    // Vectors and matrices that are parts of larger ones.
    double x[]{1.5, 9, 0.3, 9, -0.2}, a[63], b[63], j[21 * 5], k[21 * 5];
    auto const at = gsl_vector_view_array_with_stride(x, 2, 3);
    auto to = gsl_vector_view_array_with_stride(a, 3, 21), to_by_hand = gsl_vector_view_array_with_stride(b, 3, 21);
    auto matrix = gsl_matrix_view_array_with_tda(j, 21, 3, 5),
         matrix_by_hand = gsl_matrix_view_array_with_tda(k, 21, 3, 5);
    ours.f(&at.vector, ours.params, &to.vector);
    ours.df(&at.vector, ours.params, &matrix.matrix);
    by_hand.f(&at.vector, by_hand.params, &to_by_hand.vector);
    by_hand.df(&at.vector, by_hand.params, &matrix_by_hand.matrix);
    for (std::size_t i = 0; i < 21; ++i) {
        expect(gsl_vector_get(&to.vector, i) == gsl_vector_get(&to_by_hand.vector, i), "residuals");
        expect(close(j + 5 * i, k + 5 * i, 3), "the Jacobian of the residuals");
    }
}

void check_several() {
    std::vector<double> const times{0.5, 1, 2};
    auto fit = ctgrad::gsl_multifit(two, times);
    expect(fit.n == 6 && fit.p == 3, "two residuals of a row");
    double x[]{2, 3, 5}, values[6], j[18];
    auto const at = gsl_vector_view_array(x, 3);
    auto to = gsl_vector_view_array(values, 6);
    auto matrix = gsl_matrix_view_array(j, 6, 3);
    fit.f(&at.vector, fit.params, &to.vector);
    fit.df(&at.vector, fit.params, &matrix.matrix);
    for (std::size_t i = 0; i < 3; ++i) {
        double const t = times[i], sine = std::sin(t), known[]{t, 1, 0, 0, 0, sine},
                     known_values[]{2 * t + 3, 5 * sine};
        expect(close(j + 6 * i, known, 6), "the Jacobian of two residuals of a row");
        expect(close(values + 2 * i, known_values, 2), "two residuals of a row");
    }
}

void check_roots() {
    pair c{1, 10};
    auto const ours = ctgrad::gsl_multiroot(rosenbrock, &c);
    auto const by_hand = roots_by_hand(&c);
    double x[]{-10, 9, 9, -5}, a[]{0, 9, 0}, b[]{0, 9, 0}, j[8]{}, k[8]{};
    auto const at = gsl_vector_view_array_with_stride(x, 3, 2);
    auto to = gsl_vector_view_array_with_stride(a, 2, 2), to_by_hand = gsl_vector_view_array_with_stride(b, 2, 2);
    auto matrix = gsl_matrix_view_array_with_tda(j, 2, 2, 4),
         matrix_by_hand = gsl_matrix_view_array_with_tda(k, 2, 2, 4);
    ours.f(&at.vector, ours.params, &to.vector);
    by_hand.f(&at.vector, by_hand.params, &to_by_hand.vector);
    expect(close(a, b, 3), "values alone");
    a[0] = a[2] = 0;
    ours.fdf(&at.vector, ours.params, &to.vector, &matrix.matrix);
    by_hand.fdf(&at.vector, by_hand.params, &to_by_hand.vector, &matrix_by_hand.matrix);
    expect(close(a, b, 3) && close(j, k, 8), "values and Jacobian");
    j[0] = j[1] = j[4] = j[5] = 0;
    ours.df(&at.vector, ours.params, &matrix.matrix);
    expect(close(j, k, 8), "the Jacobian alone");
}

}  // namespace

int main() {
    check_fit();
    check_several();
    check_roots();
    return failures;
}
