#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <type_traits>
#include <utility>

#if __has_include(<coin-or/IpTNLP.hpp>)
#include <coin-or/IpTNLP.hpp>
#elif defined(HAVE_CSTDDEF)
#include <coin/IpTNLP.hpp>
#else  // which headers of Ipopt 3.11 want, as its pkg-config says
#define HAVE_CSTDDEF 1
#include <coin/IpTNLP.hpp>
#undef HAVE_CSTDDEF
#endif

#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/sparsity.hpp>

namespace ctgrad {

namespace detail {

/// The parts of a function of the variables.
template <class Function>
struct function_of_variables {
    static constexpr bool fits = false;
    static constexpr std::size_t results = 0;
    using variables = double;
};
template <class Callable, class R, class X>
    requires(!std::is_same_v<Callable, refused_callable>)
struct function_of_variables<traced<Callable, R(X)>> {
    static constexpr bool fits = true;
    static constexpr std::size_t results = leaf_count<R>();
    using variables = X;
    using structure = R;

    /// Adds the results of the callable for symbols, times factors.
    static constexpr void add(auto& sum, auto const& factors, auto const& x) {
        std::size_t next = 0;
        auto const values = Callable{}(x);
        for_each_leaf<R>(values, [&](auto const& value) { sum += factors[next++] * value; });
    }
};
/// Stands for constraints that do not exist.
struct no_constraints {};
template <>
struct function_of_variables<no_constraints> {
    static constexpr std::size_t results = 0;
};

/// The Lagrangian of a problem, a function of the variables, the factor of the objective, and the multipliers.
template <class Objective, class Constraints>
struct lagrangian {
    constexpr auto operator()(auto const& x, auto const& factor, auto const& multipliers) const {
        symbol sum = 0.0;
        function_of_variables<Objective>::add(sum, factor, x);
        if constexpr (function_of_variables<Constraints>::results > 0)
            function_of_variables<Constraints>::add(sum, multipliers, x);
        return sum;
    }
};

template <class Objective, class Constraints>
constexpr bool check_for_ipopt() {
    using objective = function_of_variables<Objective>;
    using constraints = function_of_variables<Constraints>;
    constexpr bool fits = [] {
        if constexpr (!objective::fits)
            return false;
        else if constexpr (std::is_same_v<Constraints, no_constraints>)
            return true;
        else
            return constraints::fits && std::is_same_v<typename objective::variables, typename constraints::variables>;
    }();
    static_assert(fits && objective::results == 1,
                  "ctgrad: ipopt_problem takes an objective, function<double(variables)>, and constraints, "
                  "function<values(variables)>, of the same variables");
    return fits && objective::results == 1;
}

}  // namespace detail

/// A problem for Ipopt: a `TNLP` of an objective and, if there are any, constraints, two functions of the same
/// variables. The Jacobian, and the Hessian of the Lagrangian, have only the entries that are not zero. Set bounds and
/// start in its members, and read the solution there; the bounds are infinite unless you set them. An equation has two
/// equal bounds. So does a variable that stands for a number known only at run time.
/// ```cpp
/// Ipopt::SmartPtr problem = new ctgrad::ipopt_problem(objective, constraints);
/// problem->start = {1, 5, 5, 1};
/// problem->constraint_lower = {25, 40};
/// application->OptimizeTNLP(problem);
/// double const least = problem->objective;
/// ```
template <class Objective, class Constraints = detail::no_constraints>
class ipopt_problem : public Ipopt::TNLP {
    using index = Ipopt::Index;
    using number = Ipopt::Number;
    static constexpr bool fits = detail::check_for_ipopt<Objective, Constraints>();
    using variables = typename detail::function_of_variables<Objective>::variables;
    static constexpr std::size_t n = detail::leaf_count<variables>(),
                                 m = detail::function_of_variables<Constraints>::results;
    using lagrangian = traced<detail::lagrangian<Objective, Constraints>,
                              double(variables, std::array<double, 1>, std::array<double, m == 0 ? 1 : m>)>;

    template <std::size_t Size>
    static constexpr std::array<double, Size> filled(double value) {
        std::array<double, Size> all;
        all.fill(value);
        return all;
    }
    static constexpr double infinity = std::numeric_limits<double>::infinity();

public:
    /// Where the search starts, and the bounds of the variables and of the constraints.
    std::array<double, n> start{}, lower = filled<n>(-infinity), upper = filled<n>(infinity);
    std::array<double, m> constraint_lower = filled<m>(-infinity), constraint_upper = filled<m>(infinity);
    /// What Ipopt found.
    std::array<double, n> solution{};
    std::array<double, m> multipliers{};
    double objective = 0;
    Ipopt::SolverReturn status = Ipopt::INTERNAL_ERROR;

    explicit ipopt_problem(Objective) {}
    ipopt_problem(Objective, Constraints) {}

    bool get_nlp_info(index& variable_count, index& constraint_count, index& jacobian_entries, index& hessian_entries,
                      IndexStyleEnum& style) override {
        variable_count = static_cast<index>(n);
        constraint_count = static_cast<index>(m);
        jacobian_entries = hessian_entries = 0;
        if constexpr (fits) hessian_entries = static_cast<index>(sparsity(hessian_of_lagrangian()).nonzeros);
        if constexpr (fits && m > 0) jacobian_entries = static_cast<index>(sparsity(jacobian(Constraints{})).nonzeros);
        style = C_STYLE;
        return fits;
    }
    bool get_bounds_info(index, number* x_lower, number* x_upper, index, number* g_lower, number* g_upper) override {
        std::copy(lower.begin(), lower.end(), x_lower);
        std::copy(upper.begin(), upper.end(), x_upper);
        std::copy(constraint_lower.begin(), constraint_lower.end(), g_lower);
        std::copy(constraint_upper.begin(), constraint_upper.end(), g_upper);
        return true;
    }
    bool get_starting_point(index, bool with_x, number* x, bool with_bound_multipliers, number*, number*, index,
                            bool with_multipliers, number*) override {
        if (with_x) std::copy(start.begin(), start.end(), x);
        return !with_bound_multipliers && !with_multipliers;
    }
    bool eval_f(index, number const* x, bool, number& value) override {
        if constexpr (fits) value = Objective{}(x);
        return true;
    }
    bool eval_grad_f(index, number const* x, bool, number* by_x) override {
        if constexpr (fits) value_and_gradient(Objective{}).into(by_x)(x);
        return true;
    }
    bool eval_g(index, number const* x, bool, index, number* values) override {
        if constexpr (fits && m > 0) {
            auto const computed = Constraints{}(x);
            detail::for_each_leaf<typename detail::function_of_variables<Constraints>::structure>(
                computed, [&](double value) { *values++ = value; });
        }
        return true;
    }
    bool eval_jac_g(index, number const* x, bool, index, index, index* rows, index* columns, number* values) override {
        if constexpr (fits && m > 0) write_entries(jacobian(Constraints{}), rows, columns, values, x);
        return true;
    }
    bool eval_h(index, number const* x, bool, number factor, index, number const* lambda, bool, index, index* rows,
                index* columns, number* values) override {
        if constexpr (fits) {
            double const none = 0;
            write_entries(hessian_of_lagrangian(), rows, columns, values, x, &factor, m > 0 ? lambda : &none);
        }
        return true;
    }
    void finalize_solution(Ipopt::SolverReturn how, index, number const* x, number const*, number const*, index,
                           number const*, number const* lambda, number value, Ipopt::IpoptData const*,
                           Ipopt::IpoptCalculatedQuantities*) override {
        status = how;
        objective = value;
        std::copy_n(x, n, solution.begin());
        std::copy_n(lambda, m, multipliers.begin());
    }

private:
    static constexpr auto hessian_of_lagrangian() { return hessian(lagrangian{}, arguments<0>); }

    /// The positions of the entries, or their values at a point.
    template <class Quantity, class... Arguments>
    static void write_entries(Quantity quantity, index* rows, index* columns, number* values,
                              Arguments const*... arguments) {
        constexpr auto& pattern = sparsity(Quantity{});
        if (values == nullptr) {
            std::copy(pattern.row_indices.begin(), pattern.row_indices.end(), rows);
            std::copy(pattern.column_indices.begin(), pattern.column_indices.end(), columns);
        } else {
            sparse(quantity).into(values)(arguments...);
        }
    }
};

}  // namespace ctgrad
