#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <vector>

#include <boost/hana/adapt_struct.hpp>

#include <Eigen/SparseCholesky>

#include <ctgrad/loops/sparse/eigen.hpp>
#include <ctgrad/sparse_loops.hpp>

// Bundle adjustment of a small scene: where are the cameras, and where are the points that they see? The method of
// Levenberg and Marquardt, with a sparse Jacobian and a sparse factorization.

struct camera {
    std::array<double, 3> rotation, position;  // the axis times the angle
    double focal_length;
};
BOOST_HANA_ADAPT_STRUCT(camera, rotation, position, focal_length);
using point = std::array<double, 3>;
using pixel = std::array<double, 2>;
using ctgrad::get;

// [errors]
/// Where a camera sees a point, by Rodrigues' formula and a pinhole.
constexpr auto project(auto const& c, auto const& x) {
    using std::sqrt, std::sin, std::cos;
    auto const& r = get<"rotation">(c);
    auto const& p = get<"position">(c);
    auto const angle = sqrt(r[0] * r[0] + r[1] * r[1] + r[2] * r[2] + 1e-30);
    auto const s = sin(angle) / angle,
               t = (1 - cos(angle)) / (angle * angle) * (r[0] * x[0] + r[1] * x[1] + r[2] * x[2]);
    auto const u = cos(angle) * x[0] + s * (r[1] * x[2] - r[2] * x[1]) + t * r[0] + p[0];
    auto const v = cos(angle) * x[1] + s * (r[2] * x[0] - r[0] * x[2]) + t * r[1] + p[1];
    auto const depth = cos(angle) * x[2] + s * (r[0] * x[1] - r[1] * x[0]) + t * r[2] + p[2];
    return std::array{get<"focal_length">(c) * u / depth, get<"focal_length">(c) * v / depth};
}

// The errors of all observations, each of which has the numbers of a camera and a point.
constexpr auto errors = ctgrad::function<ctgrad::rows_of<pixel>(ctgrad::rows_of<camera>, ctgrad::rows_of<point>,
                                                                ctgrad::rows_of<pixel>, ctgrad::indices<2>)>(
    [](auto const& cameras, auto const& points, auto const& pixels, auto const& seen) {
        return ctgrad::map(ctgrad::zip(pixels, seen), [&](auto const& at, auto const& by) {
            auto const p = project(cameras[by[0]], points[by[1]]);
            return std::array{p[0] - at[0], p[1] - at[1]};
        });
    });
constexpr auto jacobian = ctgrad::sparse(ctgrad::jacobian(errors, ctgrad::arguments<0, 1>));
// [errors]

constexpr std::size_t camera_numbers = 7, point_numbers = 3;

struct scene {
    std::vector<camera> cameras;
    std::vector<point> points;

    scene moved(Eigen::VectorXd const& by) const {
        scene result = *this;
        double const* next = by.data();
        for (camera& c : result.cameras) {
            for (double& x : c.rotation) x += *next++;
            for (double& x : c.position) x += *next++;
            c.focal_length += *next++;
        }
        for (point& p : result.points)
            for (double& x : p) x += *next++;
        return result;
    }
};

int main() {
    // A ring of cameras around points, which are known only roughly.
    constexpr std::size_t cameras = 8, points = 60;
    scene truth;
    for (std::size_t i = 0; i < cameras; ++i)
        truth.cameras.push_back({{0.02, 0.7 * static_cast<double>(i) + 0.1, 0.01}, {0, 0.1, 6}, 500});
    for (std::size_t i = 0; i < points; ++i) {
        double const t = static_cast<double>(i);
        truth.points.push_back({std::cos(2.4 * t), 1.5 * std::sin(0.7 * t), std::sin(2.4 * t) * std::cos(0.3 * t)});
    }
    std::vector<std::array<int, 2>> seen;
    std::vector<pixel> pixels;
    for (std::size_t c = 0; c < cameras; ++c)
        for (std::size_t p = 0; p < points; ++p) {
            if ((c + p) % 3 == 0) continue;  // hidden
            pixel const at = project(truth.cameras[c], truth.points[p]);
            double const noise = 0.5 * std::sin(12.9898 * static_cast<double>(c) + 78.233 * static_cast<double>(p));
            seen.push_back({static_cast<int>(c), static_cast<int>(p)});
            pixels.push_back({at[0] + noise, at[1] - noise});
        }
    Eigen::VectorXd wrong(static_cast<Eigen::Index>(camera_numbers * cameras + point_numbers * points));
    for (Eigen::Index i = 0; i < wrong.size(); ++i) wrong[i] = 0.05 * std::sin(1.7 * static_cast<double>(i * i % 101));
    scene guess = truth.moved(wrong);

    // [marquardt]
    auto const cost_of = [&](std::vector<pixel> const& e) {
        double sum = 0;
        for (auto const& [a, b] : e) sum += a * a + b * b;
        return sum / 2;
    };
    std::vector<pixel> now = errors(guess.cameras, guess.points, pixels, seen);
    auto matrix = jacobian(guess.cameras, guess.points, pixels, seen);
    std::printf("%zu errors, %zu unknowns, %zu entries of %zu\n", matrix.rows(), matrix.columns(), matrix.nonzeros(),
                matrix.rows() * matrix.columns());
    Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> solver;
    double damping = 1e-3;
    for (int step = 0; step < 12; ++step) {
        std::printf("step %2d: root mean square %.4f pixels\n", step,
                    std::sqrt(cost_of(now) / static_cast<double>(now.size())));
        jacobian.into(matrix)(guess.cameras, guess.points, pixels, seen);
        auto const j = ctgrad::eigen_map(matrix);
        Eigen::Map<Eigen::VectorXd const> const r(now[0].data(), j.rows());
        Eigen::VectorXd const gradient = j.transpose() * r;
        Eigen::SparseMatrix<double> normal = Eigen::SparseMatrix<double>(j.transpose()) * j;
        normal.diagonal() *= 1 + damping;
        solver.compute(normal);
        Eigen::VectorXd const change = -solver.solve(gradient);
        scene const next = guess.moved(change);
        std::vector<pixel> const there = errors(next.cameras, next.points, pixels, seen);
        double const better = cost_of(now) - cost_of(there);
        if (better > 0) guess = next, now = there;
        damping *= better > 0 ? 0.1 : 10;
        if (better > 0 && better < 1e-6 * cost_of(now)) break;
    }
    // [marquardt]
    std::printf("focal length %.0f\n", guess.cameras[0].focal_length);
}
