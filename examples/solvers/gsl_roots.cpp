// GSL: the system of its manual, Rosenbrock's: a (1 - x) = 0, b (y - x^2) = 0. Link with gsl and gslcblas.

#include <array>
#include <cmath>
#include <cstdio>

#include <ctgrad/gsl.hpp>

namespace {

// [equations]
using pair = std::array<double, 2>;

// The coefficients a and b are data.
constexpr auto rosenbrock = ctgrad::function<pair(pair, ctgrad::data<pair>)>([](auto const& x, auto const& c) {
    return std::array{c[0] * (1 - x[0]), c[1] * (x[1] - x[0] * x[0])};
});
// [equations]

}  // namespace

int main() {
    // [solve]
    pair const coefficients{1, 10};
    auto equations = ctgrad::gsl_multiroot(rosenbrock, &coefficients);
    auto* const solver = gsl_multiroot_fdfsolver_alloc(gsl_multiroot_fdfsolver_gnewton, 2);
    double start[]{-10, -5};
    auto const x = gsl_vector_view_array(start, 2);
    gsl_multiroot_fdfsolver_set(solver, &equations, &x.vector);
    int steps = 0;
    do {
        gsl_multiroot_fdfsolver_iterate(solver);
    } while (++steps < 100 && gsl_multiroot_test_residual(solver->f, 1e-12) == GSL_CONTINUE);
    // [solve]
    double const a = gsl_vector_get(solver->x, 0), b = gsl_vector_get(solver->x, 1);
    std::printf("(%.6f, %.6f) in %d steps\n", a, b, steps);
    std::printf("%s\n", std::fabs(a - 1) + std::fabs(b - 1) < 1e-9 ? "it is (1, 1)" : "it is not (1, 1)");
    gsl_multiroot_fdfsolver_free(solver);
}
