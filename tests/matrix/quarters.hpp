#pragma once

#include <Eigen/Core>

/// A matrix of quarters, the same in every run.
inline Eigen::MatrixXd numbers(Eigen::Index rows, Eigen::Index columns, int seed) {
    Eigen::MatrixXd result(rows, columns);
    for (Eigen::Index i = 0; i < result.size(); ++i)
        result.data()[i] = static_cast<double>((static_cast<int>(i) * 29 + seed * 13) % 17 - 8) / 4;
    return result;
}
