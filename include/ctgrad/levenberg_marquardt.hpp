#pragma once

#include <cstddef>
#include <iterator>

#include <Eigen/Core>
#include <unsupported/Eigen/LevenbergMarquardt>

#include <ctgrad/solvers/least_squares.hpp>

namespace ctgrad {

/// A fit for `Eigen::LevenbergMarquardt`. The function is that of `gauss_newton`: it takes parameters and one row of data, the last
/// argument, and returns the residuals of that row. The rows are a range, such as a std::vector; they are not copied,
/// and must outlive the fit.
/// ```cpp
/// ctgrad::eigen_functor fit(residual, measurements);
/// Eigen::LevenbergMarquardt solver(fit);
/// Eigen::VectorXd p = Eigen::Vector3d(1, 1, 0);
/// solver.minimize(p);
/// ```
template <class Function, class Rows>
class eigen_functor : public Eigen::DenseFunctor<double> {
    using fit = detail::least_squares<Function>;

public:
    eigen_functor(Function, Rows const& rows)
        : Eigen::DenseFunctor<double>(static_cast<int>(fit::parameters),
                                      static_cast<int>(fit::per_row * std::size(rows))),
          rows_(&rows) {}
    eigen_functor(Function, Rows const&&) = delete;

    int operator()(InputType const& x, ValueType& residuals) const {
        fit::residuals(x.data(), *rows_, residuals.data(), std::size_t{1});
        return 0;
    }
    int df(InputType const& x, JacobianType& jacobian) const {
        fit::jacobian(x.data(), *rows_, jacobian.data(), std::size_t{1}, static_cast<std::size_t>(jacobian.rows()));
        return 0;
    }

private:
    Rows const* rows_;
};

}  // namespace ctgrad
