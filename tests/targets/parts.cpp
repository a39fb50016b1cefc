// The other headers, in one small program. It must print the same on every target that has the libraries they need.
// Without TARGETS_WITH_EIGEN it has no matrices, without TARGETS_WITH_THREADS no batches and no loops, and without
// TARGETS_WITH_ALL_HEADERS nothing that needs Boost.Math or a solver, whose headers are long.
#include <array>
#include <cstddef>
#include <cstdio>
#include <iostream>
#include <vector>

#include <boost/hana/adapt_struct.hpp>

#include <ctgrad/geometry.hpp>
#include <ctgrad/print.hpp>
#include <ctgrad/sparsity.hpp>

#ifdef TARGETS_WITH_ALL_HEADERS
#include <ctgrad/complex.hpp>
#include <ctgrad/hints.hpp>
#include <ctgrad/linear_algebra.hpp>
#include <ctgrad/matrix_lanes.hpp>
#include <ctgrad/nlopt.hpp>
#include <ctgrad/sparse_loops.hpp>
#include <ctgrad/special.hpp>
#if __has_include(<ceres/ceres.h>)
#include <ctgrad/ceres.hpp>
#endif
#if __has_include(<cvode/cvode.h>)
#include <ctgrad/cvode.hpp>
#endif
#if __has_include(<gsl/gsl_math.h>)
#include <ctgrad/gsl.hpp>
#endif
#if __has_include(<coin-or/IpTNLP.hpp>) || __has_include(<coin/IpTNLP.hpp>)
#include <ctgrad/ipopt.hpp>
#endif
#if __has_include(<unsupported/Eigen/NonLinearOptimization>)
#include <ctgrad/levenberg_marquardt.hpp>
#endif
#endif
#ifdef TARGETS_WITH_THREADS
#include <ctgrad/batch.hpp>
#include <ctgrad/loops.hpp>
#endif
#ifdef TARGETS_WITH_EIGEN
#include <ctgrad/eigen.hpp>
#include <ctgrad/matrix.hpp>
#include <ctgrad/sparsity/eigen.hpp>
#endif

using namespace ctgrad::literals;

#ifdef TARGETS_WITH_THREADS
struct sample {
    double at, seen;
};
BOOST_HANA_ADAPT_STRUCT(sample, at, seen);
#endif

namespace {

constexpr auto x = ctgrad::variable<"x">;
constexpr auto y = ctgrad::variable<"y">;
constexpr auto z = ctgrad::variable<"z">;

template <class Numbers>
void put(char const* what, Numbers const& numbers) {
    std::printf("%s", what);
    for (double const number : numbers) std::printf(" %.12g", number);
    std::printf("\n");
}

// The types of formulas are hashes: they are the same on every target.
constexpr auto q = ctgrad::named<"q">(x + y);
constexpr auto f = ctgrad::named<"f">(exp(q * z) / 3_c);

void print_texts() {
    constexpr auto gradient = ctgrad::value_and_gradient(f, x, z, q);
    std::cout << gradient << '\n' << ctgrad::latex(gradient) << '\n' << ctgrad::cpp<"f_and_gradient">(gradient);
    std::cout << ctgrad::dot(f, x = 1.0, y = 2.0, z = 0.5);
    std::cout << ctgrad::answer_sheet<ctgrad::steps::named>(f, x = 1.0, y = 2.0, z = 0.5);
#ifdef TARGETS_WITH_ALL_HEADERS
    std::cout << ctgrad::hints(log(1_c + exp(x)) + log(x + sqrt(x * x + 1_c)));
#endif
}

// A point that is turned and seen by a camera.
using point = ctgrad::fixed_vector<double, 3>;
constexpr auto seen =
    ctgrad::function<ctgrad::fixed_vector<double, 2>(point, point)>([](auto const& rotation, auto const& at) {
        auto const turned = ctgrad::exp_rotation(rotation) * at;
        return ctgrad::vector_of(turned.x() / turned.z(), turned.y() / turned.z());
    });
constexpr auto chain = ctgrad::function<double(std::array<double, 5>)>([](auto const& p) {
    auto sum = 0.0 * p[0];
    for (std::size_t i = 0; i + 1 < 5; ++i) sum += cos(p[i]) * p[i + 1] * p[i + 1];
    return sum;
});

void evaluate_functions(double a) {
    auto const j = ctgrad::jacobian(seen)(std::array{0.1 * a, 0.0, 0.2}, std::array{1.0, 2.0, 5.0 * a});
    put("turned", std::array{j.value[0], j.value[1], j.jacobian(0, 1), j.jacobian(1, 5)});
    auto const h = ctgrad::sparse(ctgrad::hessian(chain))(std::array{a, 2 * a, 0.5, -0.5, 1.0});
    put("sparse", h.hessian);
#ifdef TARGETS_WITH_ALL_HEADERS
    auto const special = ctgrad::value_and_gradient(lgamma(x) * normal_cdf(y), x, y)(x = 2.5 * a, y = -0.5);
    put("special", std::array{special.value, special[x], special[y]});
#endif
}

#ifdef TARGETS_WITH_THREADS
constexpr auto loss = ctgrad::function<double(double, ctgrad::rows_of<sample>)>([](auto k, auto const& data) {
    return ctgrad::sum(data, [&](auto const& s) {
        auto const residual = exp(k * ctgrad::get<"at">(s)) - ctgrad::get<"seen">(s);
        return residual * residual;
    });
});
constexpr auto filter = ctgrad::function<double(double, ctgrad::rows_of<double>)>(
    [](auto k, auto const& data) { return fold(data, 1.0, [&](auto s, auto each) { return sin(k * s) + each; }); });

void evaluate_rows(double a) {
    std::vector<sample> const samples{{0.0, 1.0}, {0.5, 1.5}, {1.0, 2.5 * a}};
    auto const [value, gradient] = ctgrad::value_and_gradient(loss, ctgrad::arguments<0>)(a, samples);
    put("loss", std::array{value, gradient});
    std::cout << ctgrad::infix(ctgrad::gradient(filter), ctgrad::names<"k", "data">) << '\n';

    std::vector<double> const xs{-2, a, 4}, ys{5, 0.5, 2};
    std::vector<double> values(3), by_x(3);
    ctgrad::batch(ctgrad::value_and_gradient(f, x), ctgrad::threads{2, 1})(
        ctgrad::into(values, by_x), x = ctgrad::column(xs), y = ctgrad::column(ys), z = 0.25);
    put("batch", values), put("batch by x", by_x);
}
#endif

#ifdef TARGETS_WITH_EIGEN
constexpr ctgrad::dimension<"n"> n;
constexpr auto W = ctgrad::matrix<"W", 2, n>;
constexpr auto v = ctgrad::vector<"v", n>;
constexpr auto length = squared_norm(tanh(W * v));
constexpr auto distance = ctgrad::function<double(Eigen::Vector3d)>([](auto const& p) { return sqrt(p.dot(p)); });

void evaluate_matrices(double a) {
    Eigen::MatrixXd const given = Eigen::MatrixXd::Constant(2, 3, 0.25 * a);
    Eigen::VectorXd const at = Eigen::VectorXd::LinSpaced(3, 0, 1);
    constexpr auto with_gradient = ctgrad::value_and_gradient(length, W, v);
#ifdef TARGETS_WITH_ALL_HEADERS
    auto const r = ctgrad::in_lanes(with_gradient)(W = given, v = at);
#else
    auto const r = with_gradient(W = given, v = at);
#endif
    put("length", std::array{r.value, r[W].sum(), r[v].sum()});
    std::cout << ctgrad::infix(ctgrad::derivative(length, W)) << '\n';
    Eigen::Vector3d const gradient = ctgrad::gradient(distance)(Eigen::Vector3d(1, 2, 2 * a));
    put("distance", std::array{gradient[0], gradient[1], gradient[2]});
}
#endif

}  // namespace

int main(int count, char**) {
    auto const a = static_cast<double>(count);  // not a constant
    print_texts();
    evaluate_functions(a);
#ifdef TARGETS_WITH_THREADS
    evaluate_rows(a);
#endif
#ifdef TARGETS_WITH_EIGEN
    evaluate_matrices(a);
#endif
}
