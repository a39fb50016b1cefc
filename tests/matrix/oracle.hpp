#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <Eigen/Core>

#include "../support/wide.hpp"

// The oracle: the same function in 50 digits, and its gradient by central differences with 20 correct digits. What it
// does with these numbers is compiled once, in oracle.cpp: they are expensive to compile.
namespace oracle {

using real = wide_numbers::wide<50>;

}  // namespace oracle

template <>
struct Eigen::NumTraits<oracle::real> : Eigen::GenericNumTraits<oracle::real> {
    enum {
        IsComplex = 0,
        IsInteger = 0,
        IsSigned = 1,
        RequireInitialization = 1,
        ReadCost = 1,
        AddCost = 4,
        MulCost = 8
    };
    static oracle::real dummy_precision() { return 1e-45; }
};

namespace oracle {

using Matrix = Eigen::Matrix<real, Eigen::Dynamic, Eigen::Dynamic>;
using Double = Eigen::MatrixXd;

/// Entries between -1 and 1, the same in every run.
Double random_matrix(Eigen::Index rows, Eigen::Index columns, unsigned seed);

template <class T>
Matrix exact(T const& value) {
    if constexpr (std::is_convertible_v<T, real>)
        return Matrix::Constant(1, 1, static_cast<real>(value));
    else
        return value.template cast<real>();
}

real determinant(Matrix const& a);
/// X with A X = B.
Matrix solve(Matrix const& a, Matrix const& b);

/// A function of several matrices.
using function = std::function<real(std::vector<Matrix> const&)>;

/// The gradient of `f` with respect to argument `i`.
Matrix gradient(function const& f, std::vector<Matrix> arguments, std::size_t i);

/// Whether the entries of two matrices agree up to `tolerance` times the largest.
void check_close(Matrix const& got, Matrix const& wanted, real const& tolerance);

/// Whether `got` is the gradient of `f` with respect to argument `i`. Many entries are compared along three random
/// directions, each of which depends on every entry.
void check_gradient(Matrix const& got, function const& f, std::vector<Matrix> const& arguments, std::size_t i,
                    real const& tolerance);

// The same for functions that take their matrices one by one, and for numbers of any type.

template <std::size_t Count, class F>
function of_several(F f) {
    return [f](std::vector<Matrix> const& arguments) -> real {
        return [&]<std::size_t... I>(std::index_sequence<I...>) { return f(arguments[I]...); }
        (std::make_index_sequence<Count>());
    };
}
template <class... M>
std::vector<Matrix> listed(std::tuple<M...> const& arguments) {
    return std::apply([](auto const&... m) { return std::vector<Matrix>{m...}; }, arguments);
}

template <std::size_t I, class F, class... M>
Matrix gradient(F f, std::tuple<M...> const& arguments) {
    return gradient(of_several<sizeof...(M)>(f), listed(arguments), I);
}
template <class A>
void check_close(A const& given, Matrix const& wanted, real const& tolerance) {
    check_close(exact(given), wanted, tolerance);
}
template <std::size_t I, class A, class F, class... M>
void check_gradient(A const& got, F f, std::tuple<M...> const& arguments, real const& tolerance) {
    check_gradient(exact(got), of_several<sizeof...(M)>(f), listed(arguments), I, tolerance);
}

}  // namespace oracle
