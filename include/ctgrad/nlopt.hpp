#pragma once

#include <cstddef>

#include <ctgrad/solvers/function_in_memory.hpp>

namespace ctgrad {

namespace detail {

template <std::size_t Rows>
constexpr bool check_single_objective() {
    static_assert(Rows == 1,
                  "ctgrad: nlopt_function takes a function with one result: for several constraints write "
                  "nlopt_constraints");
    return Rows == 1;
}

}  // namespace detail

/// A function with one result as the objective or a constraint of NLopt: a pointer to a function of the type `nlopt::func`, which
/// computes the gradient where NLopt asks for it. The variables of NLopt are the scalars of the arguments in the signature that
/// are not data, in order. If there is an argument of data, the pointer that NLopt passes on points to its value. This
/// header includes nothing of NLopt.
/// ```cpp
/// constexpr auto f = ctgrad::function<double(std::array<double, 2>, ctgrad::data<double>)>(
///     [](auto const& x, auto a) { return a * x[0] * x[0] + x[1] * x[1]; });
/// double a = 3;
/// optimizer.set_min_objective(ctgrad::nlopt_function(f), &a);
/// ```
template <class Function>
constexpr auto nlopt_function(Function) {
    using function = detail::function_in_memory<Function>;
    detail::check_single_objective<function::rows>();
    return +[](unsigned, double const* x, double* gradient, void* data) {
        auto const numbers = function::data_at(data);
        double value = 0;
        if (gradient == nullptr)
            function::values(x, numbers.data(), &value);
        else
            function::jacobian(x, numbers.data(), &value, detail::solver_matrix{gradient, function::columns});
        return value;
    };
}

/// A function with several results as constraints of NLopt, of the type `nlopt::mfunc`; see `nlopt_function`.
/// ```cpp
/// optimizer.add_inequality_mconstraint(ctgrad::nlopt_constraints(g), nullptr, {1e-8, 1e-8});
/// ```
template <class Function>
constexpr auto nlopt_constraints(Function) {
    using function = detail::function_in_memory<Function>;
    return +[](unsigned, double* results, unsigned, double const* x, double* gradient, void* data) {
        auto const numbers = function::data_at(data);
        if (gradient == nullptr)
            function::values(x, numbers.data(), results);
        else
            function::jacobian(x, numbers.data(), results, detail::solver_matrix{gradient, function::columns});
    };
}

}  // namespace ctgrad
