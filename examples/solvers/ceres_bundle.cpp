// Ceres: bundle adjustment of a problem in the format of "Bundle Adjustment in the Large" (grail.cs.washington.edu/projects/bal).
// Pass the name of such a file, or none for a small scene that the program makes. Link with ceres and glog.

#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>

#include <ceres/ceres.h>
#include <ctgrad/ceres.hpp>

#include "bal.hpp"

int main(int count, char** arguments) {
    std::ifstream given(count > 1 ? arguments[1] : "");
    std::istringstream small(count > 1 ? "" : bal::made_scene(0));
    bal::scene s = count > 1 ? bal::read(given) : bal::read(small);
    if (s.observations.empty()) return std::fprintf(stderr, "no problem in %s\n", arguments[1]), 1;

    // [problem]
    ceres::Problem problem;
    for (auto const& [c, p, pixel] : s.observations)
        problem.AddResidualBlock(new ctgrad::ceres_cost_function(bal::residual, pixel), nullptr, s.cameras[c].data(),
                                 s.points[p].data());
    ceres::Solver::Options options;
    options.linear_solver_type = ceres::SPARSE_SCHUR;
    ceres::Solver::Summary summary;
    ceres::Solve(options, &problem, &summary);
    // [problem]
    auto const pixels = [&](double cost) { return std::sqrt(2 * cost / static_cast<double>(s.observations.size())); };
    std::printf("%zu cameras, %zu points, %zu observations\n", s.cameras.size(), s.points.size(),
                s.observations.size());
    std::printf("root of the mean squared error: %.1f pixels, then %.3f\n", pixels(summary.initial_cost),
                pixels(summary.final_cost));
    std::printf("%s\n", summary.IsSolutionUsable() ? "converged" : "not converged");
}
