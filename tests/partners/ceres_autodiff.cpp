// The cost function of ctgrad/ceres.hpp against ceres::AutoDiffCostFunction: the same residuals and Jacobians of a camera's
// model, with all blocks and with some; and the same loss and solution for a problem that is read from a file in the
// format of "Bundle Adjustment in the Large". It prints the times of both: build it with -O3 to measure them.

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include <ceres/autodiff_cost_function.h>
#include <ceres/ceres.h>
#include <ceres/rotation.h>

#include <ctgrad/ceres.hpp>
#include <ctgrad/eigen.hpp>

#include "../../examples/solvers/bal.hpp"
#include "check.hpp"

namespace {

using bal::camera, bal::residual;

// The formula of ceres::AngleAxisRotatePoint.
constexpr auto same_formula = ctgrad::function<Eigen::Vector2d(camera, Eigen::Vector3d, ctgrad::data<Eigen::Vector2d>)>(
    [](auto const& c, auto const& point, auto const& pixel) {
        auto const w = c.template head<3>();
        auto const angle = w.norm();
        auto const axis = w / angle;
        auto const p = point * cos(angle) + axis.cross(point) * sin(angle) +
                       axis * (axis.dot(point) * (1 - cos(angle))) + c.template segment<3>(3);
        auto const x = -p.template head<2>() / p.z();
        auto const r = x.squaredNorm();
        return c[6] * (1 + r * (c[7] + r * c[8])) * x - pixel;
    });

struct snavely {
    double x, y;
    template <class T>
    bool operator()(T const* c, T const* point, T* residuals) const {
        T p[3];
        ceres::AngleAxisRotatePoint(c, point, p);
        for (int i = 0; i < 3; ++i) p[i] += c[3 + i];
        T const px = -p[0] / p[2], py = -p[1] / p[2], r = px * px + py * py;
        T const scale = c[6] * (1.0 + r * (c[7] + r * c[8]));
        residuals[0] = scale * px - x;
        residuals[1] = scale * py - y;
        return true;
    }
};

// [glue]
class cost_by_hand : public ceres::SizedCostFunction<2, 9, 3> {
public:
    explicit cost_by_hand(Eigen::Vector2d const& pixel) : pixel_(pixel) {}
    bool Evaluate(double const* const* blocks, double* residuals, double** jacobians) const override {
        Eigen::Map<Eigen::Vector2d> values(residuals);
        if (jacobians == nullptr)
            values = residual(blocks[0], blocks[1], pixel_);
        else
            values = ctgrad::jacobian(residual).into(jacobians[0], jacobians[1])(blocks[0], blocks[1], pixel_);
        return true;
    }

private:
    Eigen::Vector2d pixel_;
};
// [glue]

double at(int i) { return std::sin(1.7 * i); }

struct numbers {
    double residuals[2]{}, by_camera[18]{}, by_point[6]{};

    void evaluate(ceres::CostFunction const& f, double const* c, double const* point, bool with_camera = true,
                  bool with_point = true) {
        double const* const parameters[]{c, point};
        double* jacobians[]{with_camera ? by_camera : nullptr, with_point ? by_point : nullptr};
        f.Evaluate(parameters, residuals, jacobians);
    }
};
double nanoseconds(ceres::CostFunction const& f, bool derivatives) {
    double best = 1e300, sum = 0;
    for (int round = 0; round < 15; ++round) {
        constexpr int count = 2000;
        double c[9]{0.1, -0.2, 0.05, 0.3, 0.1, -8, 500, -0.01, 0.001}, point[3]{0.5, -0.3, 0.2};
        numbers n;
        auto const start = std::chrono::steady_clock::now();
        for (int i = 0; i < count; ++i) {
            double const* const parameters[]{c, point};
            double* jacobians[]{n.by_camera, n.by_point};
            f.Evaluate(parameters, n.residuals, derivatives ? jacobians : nullptr);
            c[0] += 1e-9 * n.residuals[0];
            sum += n.by_camera[3];
        }
        std::chrono::duration<double, std::nano> const time = std::chrono::steady_clock::now() - start;
        best = std::fmin(best, time.count() / count);
    }
    return sum == 1e300 ? 0 : best;
}

// Solves a problem. `make` makes the cost function of a pixel.
template <class Make>
ceres::Solver::Summary solve(bal::scene& s, Make make) {
    ceres::Problem problem;
    for (auto const& [c, p, pixel] : s.observations)
        problem.AddResidualBlock(make(pixel), new ceres::HuberLoss(1), s.cameras[c].data(), s.points[p].data());
    ceres::Solver::Options options;
    options.linear_solver_type = ceres::DENSE_SCHUR;
    options.function_tolerance = 1e-9;
    options.max_num_iterations = 100;
    ceres::Solver::Summary summary;
    ceres::Solve(options, &problem, &summary);
    return summary;
}
void solve_file() {
    std::string const name = "ceres_autodiff.bal";
    std::ofstream(name) << bal::made_scene(1.5);
    std::ifstream file(name);
    bal::scene const given = bal::read(file);
    expect(given.cameras.size() == 5 && given.points.size() == 30 && given.observations.size() == 150,
           "the file is read");
    bal::scene a = given, b = given;
    auto const ours = solve(
        a, [](auto const& pixel) -> ceres::CostFunction* { return new ctgrad::ceres_cost_function(residual, pixel); });
    auto const theirs = solve(b, [](auto const& pixel) -> ceres::CostFunction* {
        return new ceres::AutoDiffCostFunction<snavely, 2, 9, 3>(new snavely{pixel.x(), pixel.y()});
    });
    expect(ours.IsSolutionUsable() && ours.final_cost < 0.2 * ours.initial_cost, "it converges");
    expect(std::fabs(ours.initial_cost - theirs.initial_cost) < 1e-12 * theirs.initial_cost, "the loss is equal");
    expect(std::fabs(ours.final_cost - theirs.final_cost) < 1e-9 * theirs.final_cost, "the least loss is equal");
    // Cameras and points are found up to a motion and a scale of all; their images are not.
    double largest = 0;
    for (auto const& [c, p, pixel] : given.observations)
        largest = std::fmax(
            largest, (residual(a.cameras[c], a.points[p], pixel) - residual(b.cameras[c], b.points[p], pixel)).norm());
    expect(largest < 1e-4, "the solutions have the same images");
    std::printf("loss %.6f, then %.6f in %d steps; AutoDiffCostFunction: %.6f in %d\n", ours.initial_cost,
                ours.final_cost, static_cast<int>(ours.iterations.size()), theirs.final_cost,
                static_cast<int>(theirs.iterations.size()));
    expect(bal::read(file).observations.empty(), "what is no such file is refused");
}

}  // namespace

int main() {
    ctgrad::ceres_cost_function const ours(residual, Eigen::Vector2d(3, -4));
    ctgrad::ceres_cost_function const same(same_formula, Eigen::Vector2d(3, -4));
    ceres::AutoDiffCostFunction<snavely, 2, 9, 3> const theirs(new snavely{3, -4});

    expect(ours.num_residuals() == 2 && ours.parameter_block_sizes() == theirs.parameter_block_sizes(), "sizes");
    for (int test = 0; test < 100; ++test) {
        double const c[]{at(test),          at(test + 1),       at(test + 2),       at(test + 3),       at(test + 4),
                         -8 + at(test + 5), 500 + at(test + 6), 0.1 * at(test + 7), 0.01 * at(test + 8)};
        double const point[]{at(test + 9), at(test + 10), at(test + 11)};
        numbers a, b, of_same;
        a.evaluate(ours, c, point);
        of_same.evaluate(same, c, point);
        b.evaluate(theirs, c, point);
        for (auto const& n : {a, of_same}) {
            expect(close(n.residuals, b.residuals, 2), "residuals are equal to 12 digits");
            for (int i = 0; i < 2; ++i) {
                expect(close(n.by_camera + 9 * i, b.by_camera + 9 * i, 9), "derivatives by the camera are equal");
                expect(close(n.by_point + 3 * i, b.by_point + 3 * i, 3), "derivatives by the point are equal");
            }
        }
        numbers by_hand;
        by_hand.evaluate(cost_by_hand(Eigen::Vector2d(3, -4)), c, point);
        expect(close(by_hand.by_camera, a.by_camera, 18) && close(by_hand.by_point, a.by_point, 6) &&
                   close(by_hand.residuals, a.residuals, 2),
               "the same by hand");
        numbers of_bound;
        of_bound.evaluate(ctgrad::ceres_cost_function(residual.with(Eigen::Vector2d(3, -4))), c, point);
        expect(close(of_bound.by_camera, a.by_camera, 18) && of_bound.residuals[1] == a.residuals[1], "data by with()");
        numbers some;
        some.evaluate(ours, c, point, false, true);
        expect(close(some.by_point, a.by_point, 6) && some.by_camera[0] == 0, "a null block is left out");
        double const* const parameters[]{c, point};
        double values[2];
        ours.Evaluate(parameters, values, nullptr);
#ifdef __FMA__  // g++ contracts where it likes
        expect(close(values, a.residuals, 2), "the residuals alone are the same");
#else
        expect(values[0] == a.residuals[0] && values[1] == a.residuals[1], "the residuals alone are the same");
#endif
    }
    solve_file();
    double const jets = nanoseconds(theirs, true);
    std::printf("nanoseconds                residuals   and Jacobians\n");
    std::printf("AutoDiffCostFunction           %5.0f           %5.0f\n", nanoseconds(theirs, false), jets);
    auto const print = [&](char const* name, ceres::CostFunction const& f) {
        double const time = nanoseconds(f, true);
        std::printf("%-26s     %5.0f           %5.0f, %.1f times as fast\n", name, nanoseconds(f, false), time,
                    jets / time);
    };
    print("ctgrad, the same formula", same);
    print("ctgrad, rotate", ours);
    return failures;
}
