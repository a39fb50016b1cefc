#pragma once

#include <array>
#include <cstddef>

#include <ctgrad/diagnostics/operand_checks.hpp>
#include <ctgrad/formula/apply.hpp>
#include <ctgrad/operations/operation.hpp>
#include <ctgrad/operations/table.hpp>

namespace ctgrad {

namespace operations {

/// p dx as a differential form. It has no value of its own: only `stated_partials` has it as an operand.
struct differential : operation {
    static constexpr char const* name = "differential";
    static constexpr ctgrad::notation notation{.cpp = {"$1", precedence::call, {precedence::call}}};
    static constexpr auto cost = ctgrad::cost_class::nothing;
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& p, T const&) {
        return p;
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const& p, T const&) {
        return {0, p};
    }
};

/// The value of the first operand, with the differential that is the second. A pass drops the second operand once the
/// derivatives are made.
struct stated_partials : operation {
    static constexpr char const* name = "with_partials";
    static constexpr ctgrad::notation notation{.cpp = {"$1", precedence::call, {precedence::call}}};
    static constexpr auto cost = ctgrad::cost_class::nothing;
    template <class T>
    static CTGRAD_INLINE T evaluate(T const& value, T const&) {
        return value;
    }
    template <class T>
    static constexpr std::array<T, 2> partials(T const&, T const&, T const&) {
        return {0, 1};
    }
};

}  // namespace operations

namespace detail {

template <class Variable, class Partial, class... Rest>
constexpr auto sum_of_differentials(Variable const& x, Partial const& p, Rest const&... rest) {
    auto const first = apply<operations::differential>(p, x);
    if constexpr (sizeof...(Rest) == 0)
        return first;
    else
        return first + sum_of_differentials(rest...);
}

}  // namespace detail

/// The value with the derivatives that you state: variables and their partial derivatives alternate. State facts that
/// the chain rule does not find, such as an identity that holds in every call of the function. The value keeps its
/// bits. The partials may depend on the variables: second derivatives are the derivatives of the partials. The value
/// counts as independent of all other variables, even if it is computed from them.
/// ```cpp
/// // x^2 + y^2 = 1: dx / d angle = -y
/// constexpr auto c = ctgrad::with_partials(cos(angle), angle, -y);
/// ```
/// It takes symbols of traced functions, formulas, and numbers, for which it returns the value.
template <class Value, class Variable, class Partial, class... More>
    requires(requires(Value const& value, Partial const& partial) { value* partial; })
constexpr auto with_partials(Value const& value, Variable const& x, Partial const& partial, More const&... more) {
    if constexpr (sizeof...(More) % 2 != 0) {
        detail::refuse_odd_partials<Value>();
        return value;
    } else if constexpr (detail::any_symbolic<Variable> || (detail::any_symbolic<More> || ...)) {
        return apply<operations::stated_partials>(value, detail::sum_of_differentials(x, partial, more...));
    } else {
        return value;
    }
}

/// The same with variables and partials in arrays, vectors or coefficients of quaternions, of the same size.
template <class Value, class Variable, class Partial, std::size_t N, std::size_t M>
constexpr Value with_partials(Value const& value, std::array<Variable, N> const& x,
                              std::array<Partial, M> const& partials) {
    if constexpr (N != M) {
        detail::refuse_partials_of<N, M>();
        return value;
    } else if constexpr (detail::any_symbolic<Variable>) {
        auto sum = apply<operations::differential>(partials[0], x[0]);
        for (std::size_t i = 1; i < N; ++i) sum = sum + apply<operations::differential>(partials[i], x[i]);
        return apply<operations::stated_partials>(value, sum);
    } else {
        return value;
    }
}

}  // namespace ctgrad
