#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <random>
#include <vector>

#include <ctgrad/sparse_loops.hpp>

#include "../timing.hpp"

// Small functions of a few rows of large lists: gradients that are added up by index, and sparse matrices. Compared with loops
// by hand.
namespace {

int failures = 0;
void check(double a, double b, char const* what) {
    if (std::abs(a - b) <= 1e-10 * (1 + std::abs(b))) return;
    if (++failures < 5) std::printf("%s: the versions do not agree\n", what);
}

using camera = std::array<double, 11>;  // rotation, position, focal length, principal point, distortion
using point = std::array<double, 3>;
using pixel = std::array<double, 2>;
using pair = std::array<int, 2>;

struct projection {
    template <class Camera, class Point>
    constexpr auto operator()(Camera const& c, Point const& x) const {
        auto const p0 = x[0] - c[3], p1 = x[1] - c[4], p2 = x[2] - c[5];
        auto const angle = sqrt(c[0] * c[0] + c[1] * c[1] + c[2] * c[2]), cosine = cos(angle), sine = sin(angle);
        auto const w0 = c[0] / angle, w1 = c[1] / angle, w2 = c[2] / angle;
        auto const t = (w0 * p0 + w1 * p1 + w2 * p2) * (1.0 - cosine);
        auto const x0 = p0 * cosine + (w1 * p2 - w2 * p1) * sine + w0 * t;
        auto const x1 = p1 * cosine + (w2 * p0 - w0 * p2) * sine + w1 * t;
        auto const x2 = p2 * cosine + (w0 * p1 - w1 * p0) * sine + w2 * t;
        auto const u = x0 / x2, v = x1 / x2, square = u * u + v * v;
        auto const factor = 1.0 + c[9] * square + c[10] * square * square;
        return std::array{u * factor * c[6] + c[7], v * factor * c[6] + c[8]};
    }
};

using ctgrad::rows_of;

// As in ADBench: weighted errors of projections, and an error of the weights.
constexpr auto bundle =
    ctgrad::function<double(rows_of<camera>, rows_of<point>, rows_of<double>, rows_of<pixel>, ctgrad::indices<2>)>(
        [](auto const& cameras, auto const& points, auto const& weights, auto const& pixels, auto const& seen) {
            return sum(zip(weights, pixels, seen), [&](auto const& w, auto const& at, auto const& by) {
                auto const p = projection{}(cameras[by[0]], points[by[1]]);
                auto const a = w * (p[0] - at[0]), b = w * (p[1] - at[1]), c = 1 - w * w;
                return a * a + b * b + c * c;
            });
        });
constexpr auto errors = ctgrad::function<rows_of<pixel>(rows_of<camera>, rows_of<point>, rows_of<double>,
                                                        rows_of<pixel>, ctgrad::indices<2>)>(
    [](auto const& cameras, auto const& points, auto const& weights, auto const& pixels, auto const& seen) {
        return map(zip(weights, pixels, seen), [&](auto const& w, auto const& at, auto const& by) {
            auto const p = projection{}(cameras[by[0]], points[by[1]]);
            return std::array{w * (p[0] - at[0]), w * (p[1] - at[1])};
        });
    });

struct scene {
    std::vector<camera> cameras;
    std::vector<point> points;
    std::vector<double> weights;
    std::vector<pixel> pixels;
    std::vector<pair> seen;
};

/// What both derivatives need of a projection.
struct projected {
    double w[3], p[3], cross[3], cosine, sine, inverse, dot, t, iz, u, v, square, factor, ul, vl;

    projected(camera const& c, point const& x) {
        double const angle = std::sqrt(c[0] * c[0] + c[1] * c[1] + c[2] * c[2]);
        cosine = std::cos(angle), sine = std::sin(angle), inverse = 1 / angle;
        for (std::size_t i = 0; i < 3; ++i) w[i] = c[i] * inverse, p[i] = x[i] - c[3 + i];
        cross[0] = w[1] * p[2] - w[2] * p[1];
        cross[1] = w[2] * p[0] - w[0] * p[2];
        cross[2] = w[0] * p[1] - w[1] * p[0];
        dot = w[0] * p[0] + w[1] * p[1] + w[2] * p[2], t = dot * (1 - cosine);
        double r[3];
        for (std::size_t i = 0; i < 3; ++i) r[i] = p[i] * cosine + cross[i] * sine + w[i] * t;
        iz = 1 / r[2], u = r[0] * iz, v = r[1] * iz, square = u * u + v * v;
        factor = 1 + c[9] * square + c[10] * square * square, ul = u * factor, vl = v * factor;
    }
    /// Calls `add(i, derivative)` with the derivatives by the camera (0 to 10) and the point (11 to 13) of a sum of both
    /// coordinates with these weights.
    template <class Add>
    void pull_back(camera const& c, double b0, double b1, Add add) const {
        add(6, b0 * ul + b1 * vl), add(7, b0), add(8, b1);
        double const f0 = b0 * c[6], f1 = b1 * c[6], by_factor = f0 * u + f1 * v;
        add(9, by_factor * square), add(10, by_factor * square * square);
        double const by_square = by_factor * (c[9] + 2 * c[10] * square);
        double const bu = f0 * factor + 2 * by_square * u, bv = f1 * factor + 2 * by_square * v;
        double const b[3] = {bu * iz, bv * iz, -(bu * u + bv * v) * iz};
        double const by_t = b[0] * w[0] + b[1] * w[1] + b[2] * w[2], by_dot = by_t * (1 - cosine);
        double const x[3] = {b[0] * sine, b[1] * sine, b[2] * sine};
        double const by_cosine = b[0] * p[0] + b[1] * p[1] + b[2] * p[2] - by_t * dot;
        double const by_sine = b[0] * cross[0] + b[1] * cross[1] + b[2] * cross[2];
        double const bp[3] = {b[0] * cosine + w[0] * by_dot + x[1] * w[2] - x[2] * w[1],
                              b[1] * cosine + w[1] * by_dot + x[2] * w[0] - x[0] * w[2],
                              b[2] * cosine + w[2] * by_dot + x[0] * w[1] - x[1] * w[0]};
        double const bw[3] = {b[0] * t + p[0] * by_dot + x[2] * p[1] - x[1] * p[2],
                              b[1] * t + p[1] * by_dot + x[0] * p[2] - x[2] * p[0],
                              b[2] * t + p[2] * by_dot + x[1] * p[0] - x[0] * p[1]};
        double const by_angle =
            by_sine * cosine - by_cosine * sine - (bw[0] * w[0] + bw[1] * w[1] + bw[2] * w[2]) * inverse;
        for (std::size_t i = 0; i < 3; ++i) {
            add(i, bw[i] * inverse + by_angle * w[i]);
            add(3 + i, -bp[i]);
            add(11 + i, bp[i]);
        }
    }
};
double bundle_by_hand(scene const& s, std::vector<camera>& by_cameras, std::vector<point>& by_points,
                      std::vector<double>& by_weights) {
    for (auto& g : by_cameras) g.fill(0);
    for (auto& g : by_points) g.fill(0);
    double total = 0;
    for (std::size_t i = 0; i < s.seen.size(); ++i) {
        auto const of = static_cast<std::size_t>(s.seen[i][0]), at = static_cast<std::size_t>(s.seen[i][1]);
        camera const& c = s.cameras[of];
        camera& gc = by_cameras[of];
        point& gp = by_points[at];
        projected const r(c, s.points[at]);
        double const w = s.weights[i], e0 = r.ul * c[6] + c[7] - s.pixels[i][0],
                     e1 = r.vl * c[6] + c[8] - s.pixels[i][1];
        double const a = w * e0, b = w * e1, z = 1 - w * w;
        total += a * a + b * b + z * z;
        by_weights[i] = 2 * (a * e0 + b * e1) - 4 * z * w;
        r.pull_back(c, 2 * a * w, 2 * b * w, [&](std::size_t k, double d) { (k < 11 ? gc[k] : gp[k - 11]) += d; });
    }
    return total;
}
/// Two rows of 13 entries for each observation: a coordinate does not depend on the other one's principal point.
void errors_by_hand(scene const& s, double* to) {
    for (std::size_t i = 0; i < s.seen.size(); ++i, to += 26) {
        camera const& c = s.cameras[static_cast<std::size_t>(s.seen[i][0])];
        projected const r(c, s.points[static_cast<std::size_t>(s.seen[i][1])]);
        double const w = s.weights[i];
        r.pull_back(c, w, 0, [&](std::size_t k, double d) { to[k - (k > 8)] = d; });
        r.pull_back(c, 0, w, [&](std::size_t k, double d) { to[13 + k - (k > 7)] = d; });
    }
}
void compare_bundle() {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> number(-1, 1);
    scene s;
    constexpr std::size_t cameras = 49, points = 7776, observations = 31843;
    for (std::size_t i = 0; i < cameras; ++i) {
        s.cameras.emplace_back();
        for (double& x : s.cameras.back()) x = 0.1 * number(random);
        s.cameras.back()[6] += 1;
    }
    for (std::size_t i = 0; i < points; ++i) s.points.push_back({number(random), number(random), 5 + number(random)});
    for (std::size_t i = 0; i < observations; ++i) {
        s.weights.push_back(0.9);
        s.pixels.push_back({number(random), number(random)});
        s.seen.push_back({static_cast<int>(i * cameras / observations), static_cast<int>(i * 7 % points)});
    }
    std::vector<camera> by_cameras(cameras), expected_cameras(cameras);
    std::vector<point> by_points(points), expected_points(points);
    std::vector<double> by_weights(observations), expected_weights(observations);
    constexpr auto derived = ctgrad::value_and_gradient(bundle, ctgrad::arguments<0, 1, 2>);
    auto const gradient = [&] {
        return derived(ctgrad::into_rows(by_cameras, by_points, by_weights), s.cameras, s.points, s.weights, s.pixels,
                       s.seen);
    };
    auto const by_hand = [&] { return bundle_by_hand(s, expected_cameras, expected_points, expected_weights); };
    check(gradient(), by_hand(), "bundle adjustment");
    for (std::size_t k = 0; k < 11; ++k) check(by_cameras[7][k], expected_cameras[7][k], "bundle adjustment, cameras");
    for (std::size_t k = 0; k < 3; ++k) check(by_points[9][k], expected_points[9][k], "bundle adjustment, points");
    check(by_weights[5], expected_weights[5], "bundle adjustment, weights");
    timing::compare("Bundle adjustment, 49 cameras, 7,776 points, 31,843 observations: value and gradient",
                    {{"by hand", by_hand}, {"ctgrad", gradient}}, 1, 41);

    constexpr auto jacobian = ctgrad::sparse(ctgrad::jacobian(errors, ctgrad::arguments<0, 1>));
    auto matrix = jacobian(s.cameras, s.points, s.weights, s.pixels, s.seen);
    std::vector<double> expected(26 * observations);
    errors_by_hand(s, expected.data());
    check(static_cast<double>(matrix.nonzeros()), static_cast<double>(expected.size()), "bundle adjustment, pattern");
    for (std::size_t k = 0; k < expected.size(); ++k)
        check(matrix.values()[k], expected[k], "bundle adjustment, Jacobian");
    timing::compare("Bundle adjustment: sparse Jacobian",
                    {{"by hand", [&] { return errors_by_hand(s, expected.data()), expected[77]; }},
                     {"ctgrad",
                      [&] {
                          jacobian.into(matrix)(s.cameras, s.points, s.weights, s.pixels, s.seen);
                          return matrix.values()[77];
                      }}},
                    1, 41);
}

// The area of a surface of triangles, by finite elements.
constexpr auto surface =
    ctgrad::function<double(rows_of<point>, ctgrad::indices<3>)>([](auto const& points, auto const& triangles) {
        return sum(triangles, [&](auto const& corner) {
            auto const &a = points[corner[0]], &b = points[corner[1]], &c = points[corner[2]];
            auto const u0 = b[0] - a[0], u1 = b[1] - a[1], u2 = b[2] - a[2];
            auto const v0 = c[0] - a[0], v1 = c[1] - a[1], v2 = c[2] - a[2];
            auto const n0 = u1 * v2 - u2 * v1, n1 = u2 * v0 - u0 * v2, n2 = u0 * v1 - u1 * v0;
            return 0.5 * sqrt(n0 * n0 + n1 * n1 + n2 * n2);
        });
    });
double surface_by_hand(std::vector<point> const& points, std::vector<std::array<int, 3>> const& triangles,
                       std::vector<point>& by_points) {
    for (auto& g : by_points) g.fill(0);
    double total = 0;
    for (auto const& [i, j, k] : triangles) {
        auto const at = static_cast<std::size_t>(i), bt = static_cast<std::size_t>(j), ct = static_cast<std::size_t>(k);
        point const &a = points[at], &b = points[bt], &c = points[ct];
        double const u0 = b[0] - a[0], u1 = b[1] - a[1], u2 = b[2] - a[2];
        double const v0 = c[0] - a[0], v1 = c[1] - a[1], v2 = c[2] - a[2];
        double const n0 = u1 * v2 - u2 * v1, n1 = u2 * v0 - u0 * v2, n2 = u0 * v1 - u1 * v0;
        double const length = std::sqrt(n0 * n0 + n1 * n1 + n2 * n2), scale = 0.5 / length;
        total += 0.5 * length;
        double const m0 = scale * n0, m1 = scale * n1, m2 = scale * n2;
        double const b0 = v1 * m2 - v2 * m1, b1 = v2 * m0 - v0 * m2, b2 = v0 * m1 - v1 * m0;
        double const c0 = m1 * u2 - m2 * u1, c1 = m2 * u0 - m0 * u2, c2 = m0 * u1 - m1 * u0;
        point &ga = by_points[at], &gb = by_points[bt], &gc = by_points[ct];
        gb[0] += b0, gb[1] += b1, gb[2] += b2;
        gc[0] += c0, gc[1] += c1, gc[2] += c2;
        ga[0] -= b0 + c0, ga[1] -= b1 + c1, ga[2] -= b2 + c2;
    }
    return total;
}
void compare_surface() {
    constexpr std::size_t side = 150;
    std::vector<point> points, by_points(side * side), expected(side * side);
    std::vector<std::array<int, 3>> triangles;
    for (std::size_t i = 0; i < side; ++i)
        for (std::size_t k = 0; k < side; ++k) {
            double const x = 0.02 * static_cast<double>(i), y = 0.02 * static_cast<double>(k);
            points.push_back({x, y, std::sin(3 * x) * std::cos(2 * y)});
            int const own = static_cast<int>(i * side + k), next = own + static_cast<int>(side);
            if (i + 1 == side || k + 1 == side) continue;
            triangles.push_back({own, own + 1, next});
            triangles.push_back({next + 1, next, own + 1});
        }
    constexpr auto derived = ctgrad::value_and_gradient(surface, ctgrad::arguments<0>);
    auto const gradient = [&] { return derived(ctgrad::into_rows(by_points), points, triangles); };
    auto const by_hand = [&] { return surface_by_hand(points, triangles, expected); };
    check(gradient(), by_hand(), "surface");
    for (std::size_t i = 0; i < points.size(); ++i) check(by_points[i][2], expected[i][2], "surface, gradient");
    timing::compare("Area of 44,402 triangles: value and gradient", {{"by hand", by_hand}, {"ctgrad", gradient}}, 1,
                    101);
}

constexpr auto rosenbrock = ctgrad::function<double(rows_of<double>)>([](auto const& x) {
    return sum(ctgrad::windows<2>(x), [](auto const& w) {
        auto const a = 1 - w[0], b = w[1] - w[0] * w[0];
        return a * a + 100 * b * b;
    });
});
void rosenbrock_by_hand(std::vector<double> const& x, double* to) {
    double diagonal = 0;
    std::size_t const last = x.size() - 1;
    for (std::size_t i = 0; i < last; ++i) {
        to[2 * i] = diagonal + (1200 * x[i] * x[i] - 400 * x[i + 1] + 2);
        to[2 * i + 1] = -400 * x[i];
        diagonal = 200;
    }
    to[2 * last] = diagonal;
}
void compare_rosenbrock(char const* title, std::size_t variables) {
    std::vector<double> x(variables), expected(2 * variables - 1);
    for (std::size_t i = 0; i < variables; ++i) x[i] = 1 + 0.01 * static_cast<double>(i % 41);
    constexpr auto hessian = ctgrad::sparse(ctgrad::hessian(rosenbrock, ctgrad::arguments<0>));
    auto matrix = hessian(x);
    rosenbrock_by_hand(x, expected.data());
    check(static_cast<double>(matrix.nonzeros()), static_cast<double>(expected.size()), title);
    for (std::size_t k = 0; k < expected.size(); ++k) check(matrix.values()[k], expected[k], title);
    constexpr int calls = 100;
    timing::compare(title,
                    {{"by hand",
                      [&] {
                          for (int k = 0; k < calls; ++k) rosenbrock_by_hand(x, expected.data());
                          return expected[7];
                      }},
                     {"ctgrad",
                      [&] {
                          for (int k = 0; k < calls; ++k) hessian.into(matrix)(x);
                          return matrix.values()[7];
                      }}},
                    calls, 201);
}

using cell = std::array<double, 2>;
constexpr auto brusselator = ctgrad::function<rows_of<cell>(rows_of<cell>, double)>([](auto const& y, auto const& c) {
    return map(ctgrad::windows<3>(y), [&](auto const& w) {
        auto const &u = w[1][0], &v = w[1][1];
        auto const reaction = u * u * v;
        return std::array{1 + reaction - 4 * u + c * (w[0][0] - 2 * u + w[2][0]),
                          3 * u - reaction + c * (w[0][1] - 2 * v + w[2][1])};
    });
});
void brusselator_by_hand(std::vector<cell> const& y, double c, double* to) {
    for (std::size_t i = 1; i + 1 < y.size(); ++i, to += 8) {
        double const u = y[i][0], square = u * u, twice = 2 * u * y[i][1];
        to[0] = c;
        to[1] = twice - (4 + 2 * c);
        to[2] = square;
        to[3] = c;
        to[4] = c;
        to[5] = 3 - twice;
        to[6] = -square - 2 * c;
        to[7] = c;
    }
}
void compare_brusselator(char const* title, std::size_t cells, int rounds) {
    std::vector<cell> y(cells + 2);
    for (std::size_t i = 0; i < y.size(); ++i)
        y[i] = {1 + 0.01 * static_cast<double>(i % 37), 3 - 0.02 * static_cast<double>(i % 29)};
    constexpr auto jacobian = ctgrad::sparse(ctgrad::jacobian(brusselator, ctgrad::arguments<0>));
    std::vector<double> expected(8 * cells);
    auto matrix = jacobian(y, 7.0);
    brusselator_by_hand(y, 7.0, expected.data());
    check(static_cast<double>(matrix.nonzeros()), static_cast<double>(expected.size()), title);
    for (std::size_t k = 0; k < expected.size(); ++k) check(matrix.values()[k], expected[k], title);
    constexpr int calls = 10;
    timing::compare(title,
                    {{"by hand",
                      [&] {
                          for (int k = 0; k < calls; ++k) brusselator_by_hand(y, 7.0, expected.data());
                          return expected[7];
                      }},
                     {"ctgrad",
                      [&] {
                          for (int k = 0; k < calls; ++k) jacobian.into(matrix)(y, 7.0);
                          return matrix.values()[7];
                      }}},
                    calls, rounds);
}

}  // namespace

int main() {
    compare_bundle();
    compare_surface();
    compare_rosenbrock("Rosenbrock's function, 1,000 variables: sparse Hessian", 1000);
    compare_brusselator("Brusselator, 256 cells: sparse Jacobian", 256, 1001);
    compare_brusselator("Brusselator, 10,000 cells: sparse Jacobian", 10'000, 101);
    return failures == 0 ? 0 : 1;
}
