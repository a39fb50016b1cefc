// First programs for users of other tools; see docs/coming_from.md.

#include <array>
#include <cstdio>
#include <iostream>
#include <vector>

#include <ctgrad/eigen.hpp>
#include <ctgrad/loops.hpp>
#include <ctgrad/print.hpp>
#include <ctgrad/sparsity.hpp>

namespace {

void from_ceres() {
    // [ceres]
    constexpr auto polar = ctgrad::function<std::array<double, 2>(double, double)>([](auto r, auto angle) {
        return std::array{r * cos(angle), r * sin(angle)};
    });
    double by_radius[2], by_angle[2];  // blocks, row by row
    auto const [x, y] = ctgrad::jacobian(polar).into(by_radius, by_angle)(2.0, 0.5);
    std::printf("(%.4f, %.4f), by r: (%.4f, %.4f), by angle: (%.4f, %.4f)\n", x, y, by_radius[0], by_radius[1],
                by_angle[0], by_angle[1]);
    // [ceres]
}

void from_autodiff() {
    // [autodiff]
    constexpr auto f = ctgrad::function<double(Eigen::Vector3d, double)>(
        [](auto const& x, auto p) { return x.squaredNorm() * exp(p * x.sum()); });
    Eigen::Vector3d const x(1, 2, 3);
    auto const [value, by_x] = ctgrad::value_and_gradient(f, ctgrad::arguments<0>)(x, 0.1);  // wrt(x)
    double const by_p = ctgrad::gradient(f, ctgrad::arguments<1>)(x, 0.1);                   // wrt(p)
    auto const h = ctgrad::hessian(f, ctgrad::arguments<0>)(x, 0.1).hessian;                 // an Eigen::Matrix3d
    std::printf("%g, (%g, %g, %g), %g, trace %g\n", value, by_x[0], by_x[1], by_x[2], by_p, h.trace());
    // [autodiff]
}

void from_casadi() {
    // [casadi]
    constexpr auto x = ctgrad::variable<"x">;
    constexpr auto y = ctgrad::variable<"y">;
    constexpr auto f = sin(x) * y + x * x;
    std::cout << ctgrad::infix(ctgrad::derivative(f, x)) << '\n' << ctgrad::cpp<"by_x">(ctgrad::gradient(f, x));
    constexpr auto chain = ctgrad::function<std::array<double, 3>(std::array<double, 3>)>([](auto const& u) {
        return std::array{u[0] * u[0], u[0] * u[1], u[1] * u[2]};
    });
    constexpr auto& pattern = ctgrad::sparsity(ctgrad::jacobian(chain), ctgrad::csc);
    double values[pattern.nonzeros];
    ctgrad::sparse(ctgrad::jacobian(chain), ctgrad::csc).into(values)(std::array{1.0, 2.0, 3.0});
    std::cout << pattern.nonzeros << " of 9 entries, the first " << values[0] << '\n';
    // [casadi]
}

void from_symforce() {
    // [symforce]
    // The rotation is data, and w is a step in its tangent space. The derivative at w = 0 is the one in the tangent
    // space.
    constexpr auto turned = ctgrad::function<Eigen::Vector3d(Eigen::Vector3d, ctgrad::data<Eigen::Quaterniond>,
                                                             ctgrad::data<Eigen::Vector3d>)>(
        [](auto const& w, auto const& q, auto const& v) { return ctgrad::retract(q, w) * v; });
    Eigen::Quaterniond const q(Eigen::AngleAxisd(0.5, Eigen::Vector3d::UnitZ()));
    Eigen::Vector3d const zero = Eigen::Vector3d::Zero(), v(1, 2, 3);
    auto const [value, jacobian] = ctgrad::jacobian(turned)(zero, q, v);
    std::printf("(%.4f, %.4f, %.4f), by the first: (%.4f, %.4f, %.4f)\n", value[0], value[1], value[2], jacobian(0, 0),
                jacobian(1, 0), jacobian(2, 0));
    // [symforce]
}

void from_jax() {
    // [jax]
    constexpr auto loss = ctgrad::function<double(std::array<double, 2>, ctgrad::rows_of<std::array<double, 2>>)>(
        [](auto const& w, auto const& points) {
            return ctgrad::mean(points, [&](auto const& p) {
                auto const error = w[0] * p[0] + w[1] - p[1];
                return select(abs(error) < 1.0, error * error / 2, abs(error) - 0.5);
            });
        });
    std::vector<std::array<double, 2>> const points{{0, 1}, {1, 3}, {2, 5}};
    std::array<double, 2> const w{1.5, 0.7}, v{0, 1};
    auto const [value, gradient] = ctgrad::value_and_gradient(loss)(w, points);
    auto const product = ctgrad::hvp(loss)(ctgrad::tangent(v), w, points).product;
    std::printf("%g, (%g, %g), Hessian times v: (%g, %g)\n", value, gradient[0], gradient[1], product[0], product[1]);
    // [jax]
}

}  // namespace

int main() {
    std::puts("== ceres");
    from_ceres();
    std::puts("== autodiff");
    from_autodiff();
    std::puts("== casadi");
    from_casadi();
    std::puts("== symforce");
    from_symforce();
    std::puts("== jax");
    from_jax();
}
