// The functor of ctgrad/levenberg_marquardt.hpp against the same written by hand.

#include <array>
#include <cmath>
#include <vector>

#include <boost/hana/adapt_struct.hpp>
#include <ctgrad/levenberg_marquardt.hpp>

#include "check.hpp"

struct measurement {
    double time, value;
};
BOOST_HANA_ADAPT_STRUCT(measurement, time, value);

namespace {

constexpr auto residual =
    ctgrad::function<double(std::array<double, 3>, measurement)>([](auto const& p, auto const& m) {
        return p[0] * exp(-p[1] * ctgrad::get<"time">(m)) + p[2] - ctgrad::get<"value">(m);
    });

// [glue]
struct functor_by_hand : Eigen::DenseFunctor<double> {
    std::vector<measurement> const& all;
    explicit functor_by_hand(std::vector<measurement> const& measurements)
        : Eigen::DenseFunctor<double>(3, static_cast<int>(measurements.size())), all(measurements) {}
    int operator()(InputType const& p, ValueType& r) const {
        for (int i = 0; i < values(); ++i) r[i] = residual(p, all[static_cast<std::size_t>(i)]);
        return 0;
    }
    int df(InputType const& p, JacobianType& j) const {
        ValueType r(values());
        std::array<double, 3> const parameters{p[0], p[1], p[2]};
        ctgrad::residual_jacobian(residual)(ctgrad::into_rows(r, j), parameters, all);
        return 0;
    }
};
// [glue]

}  // namespace

int main() {
    std::vector<measurement> measurements;
    for (int i = 0; i < 21; ++i) measurements.push_back({0.1 * i, std::cos(i)});
    ctgrad::eigen_functor const ours(residual, measurements);
    functor_by_hand const by_hand(measurements);
    expect(ours.inputs() == 3 && ours.values() == 21, "sizes");
    Eigen::VectorXd const p = Eigen::Vector3d(1.5, 0.3, -0.2);
    Eigen::VectorXd a(21), b(21);
    Eigen::MatrixXd j(21, 3), k(21, 3);
    ours(p, a);
    by_hand(p, b);
    ours.df(p, j);
    by_hand.df(p, k);
    expect(close(a.data(), b.data(), 21) && close(j.data(), k.data(), 63), "residuals and Jacobian");
    return failures;
}
