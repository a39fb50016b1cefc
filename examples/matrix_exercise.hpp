#pragma once

// Shared by the answers to the exercises on matrices. Symbols are checked at compile time; numbers are compared with
// plain loops and finite differences that do not use the library.

#include <cmath>
#include <cstdio>
#include <functional>
#include <random>
#include <string>

#include <ctgrad/matrix.hpp>

namespace matrix_exercise {

using namespace ctgrad::literals;
using ctgrad::derivative, ctgrad::identical, ctgrad::shape_of;
using Eigen::MatrixXd, Eigen::VectorXd, Eigen::Index;

inline void heading(char const* text) { std::printf("%s\n", text); }
inline void part(char const* text) { std::printf("\n%s\n", text); }

/// Entries between -1 and 1, the same in every run.
inline MatrixXd given(Index rows, Index columns, unsigned seed) {
    std::mt19937 engine(seed);
    MatrixXd result(rows, columns);
    for (Index i = 0; i < result.size(); ++i) result.data()[i] = static_cast<double>(engine() % 2001) / 1000 - 1;
    return result;
}

inline void print(char const* name, MatrixXd const& matrix) {
    for (Index i = 0; i < matrix.rows(); ++i) {
        std::printf("  %-10s%s", i == 0 ? name : "", i == 0 ? "= [" : "  [");
        for (Index j = 0; j < matrix.cols(); ++j) std::printf("%10.6f", matrix(i, j) == 0 ? 0.0 : matrix(i, j));
        std::printf(" ]\n");
    }
}

/// The gradient of a function of one matrix by finite differences of fourth order.
inline MatrixXd by_differences(std::function<double(MatrixXd const&)> const& f, MatrixXd x) {
    MatrixXd result(x.rows(), x.cols());
    double const h = 1e-3;
    for (Index i = 0; i < x.size(); ++i) {
        double const old = x.data()[i];
        auto const at = [&](double value) {
            x.data()[i] = value;
            return f(x);
        };
        result.data()[i] = (8 * (at(old + h) - at(old - h)) - (at(old + 2 * h) - at(old - 2 * h))) / (12 * h);
        x.data()[i] = old;
    }
    return result;
}

/// Prints that two results agree to nine decimals, or ends the program with an error.
inline void compare(char const* what, MatrixXd const& answer, MatrixXd const& other) {
    bool const same =
        answer.rows() == other.rows() && answer.cols() == other.cols() && (answer - other).cwiseAbs().maxCoeff() < 1e-9;
    std::printf("  %-44s %s\n", what, same ? "agree" : "DIFFER");
    if (!same) std::exit(1);
}
inline void compare(char const* what, double answer, double other) {
    compare(what, MatrixXd::Constant(1, 1, answer), MatrixXd::Constant(1, 1, other));
}

}  // namespace matrix_exercise

/// Checks an identity at compile time, and prints it.
#define PROVED(...)             \
    static_assert(__VA_ARGS__); \
    std::printf("  %s\n", #__VA_ARGS__)
