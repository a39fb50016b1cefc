#pragma once

#include <cmath>
#include <cstddef>
#include <random>
#include <tuple>
#include <type_traits>

#include <boost/test/unit_test.hpp>

#include <Eigen/Core>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/multiprecision/eigen.hpp>

// The oracle: the same function in 40 digits, and its gradient by central differences with 20 correct digits.
namespace oracle {

using real = boost::multiprecision::number<boost::multiprecision::cpp_bin_float<40>, boost::multiprecision::et_off>;
using Matrix = Eigen::Matrix<real, Eigen::Dynamic, Eigen::Dynamic>;
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
    if constexpr (std::is_convertible_v<T, real>)
        return Matrix::Constant(1, 1, static_cast<real>(value));
    else
        return value.template cast<real>();
}

/// The gradient of `f`, a function of several matrices, with respect to argument I.
template <std::size_t I, class F, class... M>
Matrix gradient(F f, std::tuple<M...> arguments) {
    Matrix& x = std::get<I>(arguments);
    Matrix result(x.rows(), x.cols());
    real const h = 1e-10;
    for (Eigen::Index i = 0; i < x.size(); ++i) {
        real const old = x.data()[i];
        auto const at = [&](real value) {
            x.data()[i] = value;
            return std::apply(f, arguments);
        };
        result.data()[i] = (at(old + h) - at(old - h)) / (2 * h);
        x.data()[i] = old;
    }
    return result;
}

/// Whether the entries of two matrices agree up to `tolerance` times the largest.
template <class A>
void check_close(A const& given, Matrix const& wanted, real tolerance) {
    Matrix const got = exact(given);
    BOOST_TEST_REQUIRE(got.rows() == wanted.rows());
    BOOST_TEST_REQUIRE(got.cols() == wanted.cols());
    if (got.size() == 0) return;
    real const scale = 1 + wanted.cwiseAbs().maxCoeff();
    real const error = (got - wanted).cwiseAbs().maxCoeff() / scale;
    BOOST_TEST(error <= tolerance);
}

/// Whether `got` is the gradient of `f` with respect to argument I. Many entries are compared along three random
/// directions, each of which depends on every entry.
template <std::size_t I, class A, class F, class... M>
void check_gradient(A const& got, F f, std::tuple<M...> const& arguments, real tolerance) {
    Matrix const x = std::get<I>(arguments);
    if (x.size() <= 30) return check_close(got, gradient<I>(f, arguments), tolerance);
    Matrix const by_entry = exact(got);
    BOOST_TEST_REQUIRE(by_entry.rows() == x.rows());
    BOOST_TEST_REQUIRE(by_entry.cols() == x.cols());
    real const h = 1e-10;
    for (unsigned seed = 100; seed < 103; ++seed) {
        Matrix const direction = exact(random_matrix(x.rows(), x.cols(), seed));
        auto const at = [&](real step) {
            auto moved = arguments;
            std::get<I>(moved) += step * direction;
            return std::apply(f, moved);
        };
        check_close(by_entry.cwiseProduct(direction).sum(), Matrix::Constant(1, 1, (at(h) - at(-h)) / (2 * h)),
                    tolerance);
    }
}

}  // namespace oracle
