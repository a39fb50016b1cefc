#pragma once

#include <ctgrad/calculus/gradient.hpp>

namespace ctgrad {

/// Several formulas together, the outputs of one function: `jacobian(outputs(f1, f2), x, y)`.
template <formula... F>
    requires(sizeof...(F) > 0)
constexpr auto outputs(F...) { return detail::expressions<F...>{}; }

template <class... Given>
constexpr auto outputs(Given...) {
    static_assert(detail::never<detail::expressions<Given...>>, "ctgrad: outputs() takes formulas, one at least");
    return detail::expressions<detail::mistake>{};
}

/// The partials of m formulas with respect to the X, by name or by number:
/// `j.value[i]`, `j.jacobian[i][k]`, `j[i][x]`.
template <class T, std::size_t Rows, class... X>
struct value_and_jacobian {
    std::array<T, Rows> value;
    std::array<std::array<T, sizeof...(X)>, Rows> jacobian;

    /// The gradient of output `row`.
    constexpr partials<T, X...> operator[](std::size_t row) const { return {jacobian[row]}; }
};

/// The symmetric matrix of second partials, `h[x, y]` written `h(x, y)`, each entry computed once; with value and
/// gradient.
template <class T, class... X>
struct value_and_hessian {
    static constexpr std::size_t size = sizeof...(X);

    T value;
    partials<T, X...> gradient;
    std::array<std::array<T, size>, size> hessian;

    template <class A, class B>
    constexpr T const& operator()(A, B) const {
        return hessian[detail::checked_position<A, X...>()][detail::checked_position<B, X...>()];
    }
};

namespace detail {

template <std::size_t Rows, class... X>
struct jacobian_answer {
    template <class T, std::size_t N>
    static CTGRAD_INLINE value_and_jacobian<T, Rows, X...> from(std::array<T, N> const& results) {
        return {part<0, Rows>(results), matrix_part<Rows, Rows, sizeof...(X)>(results)};
    }
};

template <class... X>
struct hessian_answer {
    template <class T, std::size_t N>
    static CTGRAD_INLINE value_and_hessian<T, X...> from(std::array<T, N> const& results) {
        constexpr std::size_t n = sizeof...(X);
        return {results[0], {part<1, n>(results)}, symmetric_part<1 + n, n>(results)};
    }
};

}  // namespace detail

/// The Jacobian of several formulas: swept in reverse, a row at a time, or forward, a column at a time, whichever
/// takes fewer sweeps; all share their nodes.
template <formula... F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto jacobian(detail::expressions<F...>, X...) {
    (detail::check_derivative_by<X, F...>(), ...);
    return detail::waiting<detail::formula_source<detail::expressions<F...>, detail::expressions<X...>>,
                           detail::quantity::jacobian, detail::jacobian_answer<sizeof...(F), X...>>{};
}
template <formula F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto jacobian(F f, X... x) { return jacobian(outputs(f), x...); }

/// Value, gradient and Hessian of a formula: `h.value`, `h.gradient[x]`, `h(x, y)`.
template <formula F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto hessian(F, X...) {
    (detail::check_derivative_by<X, F>(), ...);
    return detail::waiting<detail::formula_source<detail::expressions<F>, detail::expressions<X...>>,
                           detail::quantity::hessian, detail::hessian_answer<X...>>{};
}

// What the overloads before do not take.
template <class... Given>
constexpr auto jacobian(Given...) {
    detail::refuse_derivation<Given...>();
    return detail::refused_quantity{};
}
template <class... Given>
constexpr auto hessian(Given...) {
    detail::refuse_derivation<Given...>();
    return detail::refused_quantity{};
}

}  // namespace ctgrad
