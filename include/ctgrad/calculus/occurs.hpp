#pragma once

#include <concepts>
#include <cstddef>

#include <ctgrad/compile/driver.hpp>
#include <ctgrad/compile/lower.hpp>
#include <ctgrad/compile/source.hpp>
#include <ctgrad/formula/text.hpp>
#include <ctgrad/graph/handle.hpp>

namespace ctgrad::detail {

struct occurrence {
    bool full;
    bool found;
};

/// Whether x is a part of f as written.
template <int Capacity, bool Matrices>
constexpr occurrence find_occurrence(descriptor const& f, descriptor const& x) {
    job_arrays<Capacity, Matrices> work;
    lowering<Capacity> lower(work.g, work.space);
    lower(f);
    if (work.g.full) return {true, false};
    int const nodes = work.g.count;
    return {false, lower(x) < nodes};
}

template <class F, class X>
struct occurrence_job {
    static constexpr int growth = 16;
    /// Without an error that would be reported a second time.
    struct nothing {
        bool found = true;
    };

    template <int Capacity, int Stage>
    static constexpr occurrence run() {
        return find_occurrence<Capacity, any_matrices<F, X>>(describe<F>, describe<X>);
    }
};

template <class F, class X>
consteval bool occurs() {
    return result_of<occurrence_job<F, X>>().found;
}

template <char...>
struct derivative_by;
template <char...>
struct replaced_expression;

template <class Problem>
constexpr bool refuse_derivative_by_constant() {
    static_assert(never<Problem>,
                  "ctgrad: a derivative is taken with respect to a variable or an intermediate, not a constant");
    return false;
}
template <class Problem>
constexpr bool refuse_derivative_by_stranger() {
    static_assert(never<Problem>,
                  "ctgrad: a derivative is asked with respect to an expression that occurs nowhere in the formula: "
                  "write that expression as it stands in the formula");
    return false;
}
template <class Problem>
constexpr bool refuse_replacement() {
    static_assert(never<Problem>,
                  "ctgrad: the expression to replace occurs nowhere in the formula: write it as it stands in the "
                  "formula");
    return false;
}

template <class Problem>
constexpr mistake refuse_derivative_of_matrix() {
    static_assert(never<Problem>,
                  "ctgrad: the derivative of a matrix by a matrix is no matrix: take that of a number, as in "
                  "derivative(sum(F), X), or a product with the Jacobian, by jvp or vjp");
    return {};
}
template <class Problem>
constexpr mistake refuse_replacement_of_other_shape() {
    static_assert(never<Problem>, "ctgrad: what is put in the place of an expression must have its shape");
    return {};
}

template <class... Given>
constexpr bool refuse_derivation() {
    static_assert(never<expressions<Given...>>,
                  "ctgrad: derivatives are taken of a formula with respect to variables or intermediates, as in "
                  "gradient(f, x, y), or of a callable made known with function<double(double)>(callable)");
    return false;
}

/// Whether formulas can be differentiated with respect to X: a variable (the derivative is 0 if a formula does not
/// depend on it), or an intermediate of one of them.
template <class X, class... F>
constexpr bool check_derivative_by() {
    if constexpr (std::same_as<X, mistake> || (std::same_as<F, mistake> || ...))
        return false;
    else if constexpr (describe<X>.what == descriptor::kind::variable)
        return true;
    else if constexpr (describe<X>.what == descriptor::kind::constant)
        return refuse_derivative_by_constant<about<derivative_by, X>>();
    else if constexpr (!(occurs<F, X>() || ...))
        return refuse_derivative_by_stranger<about<derivative_by, X>>();
    else
        return true;
}
template <class F, class X>
constexpr bool check_replaced() {
    if constexpr (std::same_as<X, mistake> || std::same_as<F, mistake>)
        return false;
    else if constexpr (describe<X>.what == descriptor::kind::variable)
        return true;
    else if constexpr (!occurs<F, X>())
        return refuse_replacement<about<replaced_expression, X>>();
    else
        return true;
}

}  // namespace ctgrad::detail
