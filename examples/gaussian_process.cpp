// A Gaussian process: the length scale, amplitude and noise under which the data are most likely. The log-likelihood is a matrix
// formula with a solution and a determinant of the covariance; value and gradient run one Cholesky decomposition.
#include <cmath>
#include <cstdio>

#include <ctgrad/linear_algebra.hpp>

using namespace ctgrad::literals;

namespace {

// [formula]
constexpr ctgrad::dimension<"n"> n;
constexpr auto R = ctgrad::matrix<"R", n, n>;  // squared distances of the points
constexpr auto I = ctgrad::matrix<"I", n, n>;  // the unit matrix
constexpr auto y = ctgrad::vector<"y", n>;
constexpr auto l = ctgrad::variable<"l">;  // logarithms of length scale, amplitude and noise
constexpr auto a = ctgrad::variable<"a">;
constexpr auto s = ctgrad::variable<"s">;
constexpr auto K = positive_definite(exp(2_c * a) * exp(-R * exp(-2_c * l) / 2_c) + exp(2_c * s) * I);
constexpr auto loss = (dot(y, solve(K, y)) + log_determinant(K)) / 2_c;  // minus the log-likelihood, up to a constant
// [formula]

}  // namespace

int main() {
    constexpr Eigen::Index points = 40;
    Eigen::MatrixXd distances(points, points);
    Eigen::VectorXd values(points);
    for (Eigen::Index i = 0; i < points; ++i) {
        double const x = 0.25 * static_cast<double>(i);
        values[i] = std::sin(x) + 0.1 * std::sin(57.0 * static_cast<double>(i * i));
        for (Eigen::Index j = 0; j < points; ++j) distances(i, j) = std::pow(0.25 * static_cast<double>(i - j), 2);
    }
    Eigen::MatrixXd const unit = Eigen::MatrixXd::Identity(points, points);
    Eigen::Vector3d p(0, 0, -1);
    // [run]
    ctgrad::evaluator slope(ctgrad::value_and_gradient(loss, l, a, s));
    for (int i = 0; i <= 300; ++i) {
        auto const& r = slope(R = distances, I = unit, y = values, l = p[0], a = p[1], s = p[2]);
        if (i % 100 == 0)
            std::printf("step %3d: loss %8.3f, length %.2f, amplitude %.2f, noise %.2f\n", i, r.value, std::exp(p[0]),
                        std::exp(p[1]), std::exp(p[2]));
        p -= 0.01 * Eigen::Vector3d(r[l], r[a], r[s]);
    }
    // [run]
}
