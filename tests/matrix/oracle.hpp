#pragma once

#include <cmath>
#include <cstddef>
#include <random>
#include <tuple>
#include <utility>

#include <boost/test/unit_test.hpp>

#include <Eigen/Core>

// Independent answers: the same function written in Eigen's long double arithmetic, its gradient by central differences.
namespace oracle {

using Matrix = Eigen::Matrix<long double, Eigen::Dynamic, Eigen::Dynamic>;
using Double = Eigen::MatrixXd;

/// Entries between -1 and 1, the same in every run.
inline Double random_matrix(Eigen::Index rows, Eigen::Index columns, unsigned seed) {
    std::mt19937 engine(seed * 7919u + 17u);
    std::uniform_real_distribution<double> uniform(-1, 1);
    Double result(rows, columns);
    for (Eigen::Index i = 0; i < result.size(); ++i) result.data()[i] = uniform(engine);
    return result;
}

template <class T>
Matrix exact(T const& value) {
    if constexpr (std::is_arithmetic_v<T>)
        return Matrix::Constant(1, 1, static_cast<long double>(value));
    else
        return value.template cast<long double>();
}

/// The gradient of `f`, a function of several matrices, with respect to argument I.
template <std::size_t I, class F, class... M>
Matrix gradient(F f, std::tuple<M...> arguments) {
    Matrix& x = std::get<I>(arguments);
    Matrix result(x.rows(), x.cols());
    long double const h = 1e-5L;
    for (Eigen::Index i = 0; i < x.size(); ++i) {
        long double const old = x.data()[i];
        auto const at = [&](long double value) {
            x.data()[i] = value;
            return std::apply(f, arguments);
        };
        // Fourth order.
        result.data()[i] = (8 * (at(old + h) - at(old - h)) - (at(old + 2 * h) - at(old - 2 * h))) / (12 * h);
        x.data()[i] = old;
    }
    return result;
}

/// Whether two matrices agree, entry by entry, up to `tolerance` of the largest.
template <class A>
void check_close(A const& given, Matrix const& wanted, long double tolerance) {
    Matrix const got = exact(given);
    BOOST_TEST_REQUIRE(got.rows() == wanted.rows());
    BOOST_TEST_REQUIRE(got.cols() == wanted.cols());
    if (got.size() == 0) return;
    long double const scale = 1 + wanted.cwiseAbs().maxCoeff();
    long double const error = (got - wanted).cwiseAbs().maxCoeff() / scale;
    BOOST_TEST(error <= tolerance);
}

}  // namespace oracle
