#pragma once

#include <cmath>

#include "oracle.hpp"
#include "two_layers.hpp"

// The two-layer network at random parameters, with its loss in 40 digits.
namespace network {

template <class M>
struct parameters {
    M W1, b1, W2, X, Y;
    typename M::Scalar b2;
};
template <class M = Eigen::MatrixXd>
parameters<M> random_parameters(Eigen::Index d, Eigen::Index h, Eigen::Index m) {
    auto const make = [](Eigen::Index rows, Eigen::Index columns, unsigned seed) -> M {
        return oracle::random_matrix(rows, columns, seed).cast<typename M::Scalar>();
    };
    oracle::Double const y = (oracle::random_matrix(1, m, 5).array() > 0).cast<double>();
    return {make(h, d, 1),           make(h, 1, 2), make(1, h, 3), make(d, m, 4), y.cast<typename M::Scalar>(),
            typename M::Scalar(0.25)};
}

using oracle::Matrix;
inline oracle::real loss(Matrix const& W1, Matrix const& b1, Matrix const& W2, Matrix const& b2, Matrix const& X,
                         Matrix const& Y) {
    oracle::real total = 0;
    for (Eigen::Index j = 0; j < X.cols(); ++j) {
        oracle::real z2 = b2(0);
        for (Eigen::Index i = 0; i < W1.rows(); ++i) {
            oracle::real z1 = b1(i);
            for (Eigen::Index k = 0; k < X.rows(); ++k) z1 += W1(i, k) * X(k, j);
            if (z1 > 0) z2 += W2(i) * z1;
        }
        total += Y(j) * log(1 + exp(-z2)) + (1 - Y(j)) * (z2 + log(1 + exp(-z2)));
    }
    return total / static_cast<oracle::real>(X.cols());
}

template <class M>
std::tuple<Matrix, Matrix, Matrix, Matrix, Matrix, Matrix> exact(parameters<M> const& p) {
    return {oracle::exact(p.W1), oracle::exact(p.b1), oracle::exact(p.W2),
            oracle::exact(p.b2), oracle::exact(p.X),  oracle::exact(p.Y)};
}

template <class Formulas, class Result, class M>
void check(Result const& r, parameters<M> const& p, oracle::real tolerance) {
    auto const arguments = exact(p);
    oracle::check_close(r.value, Matrix::Constant(1, 1, std::apply(loss, arguments)), tolerance);
    oracle::check_gradient<0>(r[Formulas::W1], loss, arguments, tolerance);
    oracle::check_gradient<1>(r[Formulas::b1], loss, arguments, tolerance);
    oracle::check_gradient<2>(r[Formulas::W2], loss, arguments, tolerance);
    oracle::check_gradient<3>(r[Formulas::b2], loss, arguments, tolerance);
}

}  // namespace network
