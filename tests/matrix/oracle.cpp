#include "oracle.hpp"

#include <boost/test/unit_test.hpp>

#include <random>

#include <Eigen/LU>

namespace oracle {

Double random_matrix(Eigen::Index rows, Eigen::Index columns, unsigned seed) {
    std::mt19937 engine(seed * 7919u + 17u);
    std::uniform_real_distribution<double> uniform(-1, 1);
    Double result(rows, columns);
    for (Eigen::Index i = 0; i < result.size(); ++i) result.data()[i] = uniform(engine);
    return result;
}

real determinant(Matrix const& a) { return a.partialPivLu().determinant(); }
Matrix solve(Matrix const& a, Matrix const& b) { return a.partialPivLu().solve(b); }

Matrix gradient(function const& f, std::vector<Matrix> arguments, std::size_t i) {
    Matrix& x = arguments[i];
    Matrix result(x.rows(), x.cols());
    real const h = 1e-10;
    for (Eigen::Index j = 0; j < x.size(); ++j) {
        real const old = x.data()[j];
        auto const at = [&](real value) {
            x.data()[j] = value;
            return f(arguments);
        };
        result.data()[j] = (at(old + h) - at(old - h)) / (2 * h);
        x.data()[j] = old;
    }
    return result;
}

void check_close(Matrix const& got, Matrix const& wanted, real const& tolerance) {
    BOOST_TEST_REQUIRE(got.rows() == wanted.rows());
    BOOST_TEST_REQUIRE(got.cols() == wanted.cols());
    if (got.size() == 0) return;
    real const scale = 1 + wanted.cwiseAbs().maxCoeff();
    real const error = (got - wanted).cwiseAbs().maxCoeff() / scale;
    BOOST_TEST(error <= tolerance);
}

void check_gradient(Matrix const& got, function const& f, std::vector<Matrix> const& arguments, std::size_t i,
                    real const& tolerance) {
    Matrix const& x = arguments[i];
    if (x.size() <= 30) return check_close(got, gradient(f, arguments, i), tolerance);
    BOOST_TEST_REQUIRE(got.rows() == x.rows());
    BOOST_TEST_REQUIRE(got.cols() == x.cols());
    real const h = 1e-10;
    for (unsigned seed = 100; seed < 103; ++seed) {
        Matrix const direction = exact(random_matrix(x.rows(), x.cols(), seed));
        auto const at = [&](real step) {
            auto moved = arguments;
            moved[i] += step * direction;
            return f(moved);
        };
        check_close(Matrix::Constant(1, 1, got.cwiseProduct(direction).sum()),
                    Matrix::Constant(1, 1, (at(h) - at(-h)) / (2 * h)), tolerance);
    }
}

}  // namespace oracle
