#pragma once

#include <cstddef>
#include <tuple>
#include <utility>

#include <ceres/sized_cost_function.h>

#include <ctgrad/solvers/function_in_memory.hpp>

namespace ctgrad {

namespace detail {

/// The base class for the sizes in a signature.
template <class Function, class Blocks = std::make_index_sequence<function_in_memory<Function>::block_count>>
struct sized_cost_function;
template <class Function, std::size_t... I>
struct sized_cost_function<Function, std::index_sequence<I...>> {
    using sizes = function_in_memory<Function>;
    using type = ceres::SizedCostFunction<static_cast<int>(sizes::rows), static_cast<int>(sizes::block_sizes[I])...>;
};

}  // namespace detail

/// A `ceres::CostFunction` from a function of parameters that returns residuals. Each argument in its signature that is not data
/// is a parameter block of as many numbers: a number, a `std::array`, a vector or a quaternion of Eigen (x, y, z, w), a matrix
/// column by column, a struct. The data follow the function, in the order of the signature, or are bound by
/// `f.with(...)`; they are copied. Derivatives are written to the memory of Ceres, and a block that Ceres holds
/// constant is left out. Several threads can use the object.
/// ```cpp
/// constexpr auto residual =
///     ctgrad::function<double(std::array<double, 2>, ctgrad::data<double>, ctgrad::data<double>)>(
///         [](auto const& p, auto x, auto y) { return exp(p[0] * x + p[1]) - y; });
/// std::array<double, 2> p{};
/// ceres::Problem problem;
/// problem.AddResidualBlock(new ctgrad::ceres_cost_function(residual, 0.5, 1.3), nullptr, p.data());
/// ```
/// On a manifold, such as that of unit quaternions, derivatives are with respect to the numbers of the block, as Ceres
/// expects. It refuses functions of rows, a wrong number of data, and data that do not fit the signature.
template <class Function>
class ceres_cost_function final : public detail::sized_cost_function<Function>::type {
    using function = detail::function_in_memory<Function>;

public:
    template <class... Data>
    explicit ceres_cost_function(Function, Data const&... data) : data_(function::data_of(data...)) {}
    template <class Written, class... Data>
    explicit ceres_cost_function(detail::with_bound_data<Function, Written, Data...> const& bound)
        : data_(std::apply([](auto const&... data) { return function::data_of(detail::data_behind(data)...); },
                           bound.data)) {}

    bool Evaluate(double const* const* parameters, double* residuals, double** jacobians) const override {
        if (jacobians == nullptr)
            function::values(parameters, data_.data(), residuals);
        else
            [&]<std::size_t... I>(std::index_sequence<I...>) {
                function::jacobian(parameters, data_.data(), residuals,
                                   {{{jacobians[I], function::block_sizes[I]}...}});
            }
        (std::make_index_sequence<function::block_count>{});
        return true;
    }

private:
    typename function::data_type data_;
};
template <class Function, class... Data>
ceres_cost_function(Function, Data const&...) -> ceres_cost_function<Function>;
template <class Function, class Written, class... Data>
ceres_cost_function(detail::with_bound_data<Function, Written, Data...> const&) -> ceres_cost_function<Function>;

}  // namespace ctgrad
