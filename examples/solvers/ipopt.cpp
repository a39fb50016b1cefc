// Ipopt: problem 71 of Hock and Schittkowski, the example of its manual. Link with ipopt.

#include <array>
#include <cmath>
#include <cstdio>

#include <ctgrad/ipopt.hpp>
#if __has_include(<coin-or/IpIpoptApplication.hpp>)
#include <coin-or/IpIpoptApplication.hpp>
#else
#include <coin/IpIpoptApplication.hpp>
#endif

namespace {

// [functions]
using point = std::array<double, 4>;

constexpr auto objective =
    ctgrad::function<double(point)>([](auto const& x) { return x[0] * x[3] * (x[0] + x[1] + x[2]) + x[2]; });
constexpr auto constraints = ctgrad::function<std::array<double, 2>(point)>([](auto const& x) {
    return std::array{x[0] * x[1] * x[2] * x[3], x[0] * x[0] + x[1] * x[1] + x[2] * x[2] + x[3] * x[3]};
});
// [functions]

}  // namespace

int main() {
    // [solve]
    Ipopt::SmartPtr problem = new ctgrad::ipopt_problem(objective, constraints);
    problem->start = {1, 5, 5, 1};
    problem->lower = {1, 1, 1, 1};
    problem->upper = {5, 5, 5, 5};
    problem->constraint_lower = {25, 40};
    problem->constraint_upper[1] = 40;
    Ipopt::SmartPtr application = IpoptApplicationFactory();
    application->Options()->SetIntegerValue("print_level", 0);
    application->Options()->SetStringValue("sb", "yes");  // no banner
    application->Initialize();
    application->OptimizeTNLP(problem);
    auto const& x = problem->solution;
    // [solve]
    std::printf("x = (%.4f, %.4f, %.4f, %.4f), least value %.4f\n", x[0], x[1], x[2], x[3], problem->objective);
    point const known{1, 4.74299963, 3.82114998, 1.37940829};
    double error = 0;
    for (std::size_t i = 0; i < 4; ++i) error = std::fmax(error, std::fabs(x[i] - known[i]));
    std::printf("%s\n",
                problem->status == Ipopt::SUCCESS && error < 1e-6 ? "as in the manual" : "not as in the manual");
}
