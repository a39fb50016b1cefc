#pragma once

#include <array>
#include <cstddef>
#include <iterator>
#include <type_traits>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <gsl/gsl_multiroots.h>

#include <ctgrad/solvers/function_in_memory.hpp>
#include <ctgrad/solvers/least_squares.hpp>

namespace ctgrad {

namespace detail {

/// The numbers of a vector of GSL, one after the other.
template <std::size_t Size>
std::array<double, Size> numbers_of(gsl_vector const* vector) {
    std::array<double, Size> numbers{};
    for (std::size_t i = 0; i < Size; ++i) numbers[i] = vector->data[i * vector->stride];
    return numbers;
}

template <std::size_t Rows, std::size_t Columns>
constexpr bool check_equations() {
    static_assert(Rows == Columns,
                  "ctgrad: a solver for roots takes a function with as many results as variables: the numbers here are "
                  "those of results and variables");
    return Rows == Columns;
}

template <class Function>
int gsl_values_and_jacobian(gsl_vector const* x, void* data, gsl_vector* values, gsl_matrix* jacobian) {
    using function = function_in_memory<Function>;
    auto const at = numbers_of<function::columns>(x);
    auto const numbers = function::data_at(data);
    std::array<double, function::rows> results{};
    if (jacobian == nullptr)
        function::values(at.data(), numbers.data(), results.data());
    else
        function::jacobian(at.data(), numbers.data(), results.data(), solver_matrix{jacobian->data, jacobian->tda});
    if (values != nullptr)
        for (std::size_t i = 0; i < results.size(); ++i) values->data[i * values->stride] = results[i];
    return GSL_SUCCESS;
}

}  // namespace detail

/// A fit for `gsl_multifit_nlinear_init`. The function is that of `gauss_newton`: it takes parameters and one row of data, the
/// last argument, and returns the residuals of that row. The rows are a range, such as a std::vector; they are not
/// copied, and must outlive the fit.
/// ```cpp
/// auto fit = ctgrad::gsl_multifit(residual, measurements);
/// gsl_multifit_nlinear_init(start, &fit, workspace);
/// ```
template <class Function, class Rows>
gsl_multifit_nlinear_fdf gsl_multifit(Function, Rows const& rows) {
    using fit = detail::least_squares<Function>;
    gsl_multifit_nlinear_fdf problem{};
    problem.f = [](gsl_vector const* x, void* data, gsl_vector* values) -> int {
        auto const at = detail::numbers_of<fit::parameters>(x);
        fit::residuals(at.data(), *static_cast<Rows const*>(data), values->data, values->stride);
        return GSL_SUCCESS;
    };
    problem.df = [](gsl_vector const* x, void* data, gsl_matrix* jacobian) -> int {
        auto const at = detail::numbers_of<fit::parameters>(x);
        fit::jacobian(at.data(), *static_cast<Rows const*>(data), jacobian->data, jacobian->tda, std::size_t{1});
        return GSL_SUCCESS;
    };
    problem.n = fit::per_row * std::size(rows);
    problem.p = fit::parameters;
    problem.params = const_cast<Rows*>(&rows);
    return problem;
}
template <class Function, class Rows>
void gsl_multifit(Function, Rows const&&) = delete;

/// A system of equations for `gsl_multiroot_fdfsolver_set`: a function with as many results as variables, which are the scalars
/// of the arguments in its signature that are not data. If there is an argument of data, it is the second one here; it is not
/// copied.
/// ```cpp
/// auto equations = ctgrad::gsl_multiroot(f);
/// gsl_multiroot_fdfsolver_set(solver, &equations, start);
/// ```
template <class Function>
gsl_multiroot_function_fdf gsl_multiroot(Function, void const* data = nullptr) {
    using function = detail::function_in_memory<Function>;
    detail::check_equations<function::rows, function::columns>();
    gsl_multiroot_function_fdf problem{};
    problem.f = [](gsl_vector const* x, void* to, gsl_vector* values) -> int {
        return detail::gsl_values_and_jacobian<Function>(x, to, values, nullptr);
    };
    problem.df = [](gsl_vector const* x, void* to, gsl_matrix* jacobian) -> int {
        return detail::gsl_values_and_jacobian<Function>(x, to, nullptr, jacobian);
    };
    problem.fdf = [](gsl_vector const* x, void* to, gsl_vector* values, gsl_matrix* jacobian) -> int {
        return detail::gsl_values_and_jacobian<Function>(x, to, values, jacobian);
    };
    problem.n = function::columns;
    problem.params = const_cast<void*>(data);
    return problem;
}

}  // namespace ctgrad
