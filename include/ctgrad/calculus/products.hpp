#pragma once

#include <utility>

#include <ctgrad/calculus/gradient.hpp>
#include <ctgrad/calculus/jacobian.hpp>

/// Products of a Jacobian or Hessian with a vector, without the matrix.
namespace ctgrad {

/// The values of m formulas and the derivatives of each along the tangent.
template <class T, std::size_t Rows>
struct value_and_tangent {
    std::array<T, Rows> value;
    std::array<T, Rows> tangent;
};

/// The values of m formulas and the gradient of their sum weighted with the upstream gradients.
template <class T, std::size_t Rows, class... X>
struct value_and_product {
    std::array<T, Rows> value;
    ctgrad::partials<T, X...> partials;

    template <class Wanted>
    constexpr T const& operator[](Wanted x) const {
        return partials[x];
    }
};

namespace detail {

template <std::size_t Rows>
struct tangent_answer {
    template <class T, std::size_t N>
    static CTGRAD_INLINE auto from(std::array<T, N> const& results) {
        return value_and_tangent<T, Rows>{part<0, Rows>(results), part<Rows, Rows>(results)};
    }
};
template <std::size_t Rows, class... X>
struct upstream_answer {
    template <class T, std::size_t N>
    static CTGRAD_INLINE auto from(std::array<T, N> const& results) {
        return value_and_product<T, Rows, X...>{part<0, Rows>(results), {part<Rows, sizeof...(X)>(results)}};
    }
};

struct given_upstream;

/// The cotangent of an output: that of a matrix has its shape.
template <int I, class F>
using cotangent_of = typename std::conditional_t<describe<F>.shape.is_number(), define<cotangent_content<I>>,
                                                 define<cotangent_content<I>, F>>::type;

template <class Indices, class... F>
struct upstreams;
template <std::size_t... I, class... F>
struct upstreams<std::index_sequence<I...>, F...> {
    using type = expressions<cotangent_of<static_cast<int>(I), F>...>;
};

template <std::size_t... I, class... T>
constexpr auto upstream_bundle(std::index_sequence<I...>, T const&... gradients) {
    return bundle<binding<cotangent_type<static_cast<int>(I)>, T>...>{
        {binding<cotangent_type<static_cast<int>(I)>, T>{gradients}...}};
}

}  // namespace detail

/// The upstream gradients of a vector-Jacobian product, dL/df for each output f.
template <class... T>
constexpr auto upstream(T const&... gradients) {
    if constexpr ((std::is_array_v<T> || ...))
        return detail::refuse_value<detail::given_upstream, T...>();
    else
        return detail::upstream_bundle(std::index_sequence_for<T...>{}, gradients...);
}

/// Jacobian times tangent, by one forward sweep:
/// `jvp(outputs(f1, f2), x, y)(tangent(x = 1.0, y = 0.0), x = 2.0, y = 3.0).tangent[i]` is df_i along the tangent.
template <formula... F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto jvp(detail::expressions<F...>, X...) {
    (detail::check_derivative_by<X, F...>(), ...);
    return detail::waiting<detail::formula_source<detail::expressions<F...>, detail::expressions<X...>,
                                                  detail::expressions<detail::tangent_type<X>...>>,
                           detail::quantity::jvp, detail::tangent_answer<sizeof...(F)>>{};
}
template <formula F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto jvp(F f, X... x) { return jvp(outputs(f), x...); }

/// Upstream gradients times Jacobian, by one reverse sweep: with `upstream(u)`, u = dL/df, `v[x]` is dL/dx.
/// ```cpp
/// constexpr auto v = ctgrad::vjp(f, x, y, z)(ctgrad::upstream(2.0), x = -2.0, y = 5.0, z = -4.0);
/// ```
template <formula... F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto vjp(detail::expressions<F...>, X...) {
    (detail::check_derivative_by<X, F...>(), ...);
    return detail::waiting<
        detail::formula_source<detail::expressions<F...>, detail::expressions<X...>,
                               typename detail::upstreams<std::index_sequence_for<F...>, F...>::type>,
        detail::quantity::vjp, detail::upstream_answer<sizeof...(F), X...>>{};
}
template <formula F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto vjp(F f, X... x) { return vjp(outputs(f), x...); }

/// Hessian times tangent, forward over reverse, at a small multiple of the cost of f:
/// `hvp(f, x, y)(tangent(x = 1.0, y = 0.0), x = 2.0, y = 3.0)[x]`.
template <formula F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto hvp(F, X...) {
    (detail::check_derivative_by<X, F>(), ...);
    return detail::waiting<detail::formula_source<detail::expressions<F>, detail::expressions<X...>,
                                                  detail::expressions<detail::tangent_type<X>...>>,
                           detail::quantity::hvp, detail::value_and_gradient_answer<X...>>{};
}

// What the overloads before do not take.
template <class... Given>
constexpr auto jvp(Given...) {
    detail::refuse_derivation<Given...>();
    return detail::refused_quantity{};
}
template <class... Given>
constexpr auto vjp(Given...) {
    detail::refuse_derivation<Given...>();
    return detail::refused_quantity{};
}
template <class... Given>
constexpr auto hvp(Given...) {
    detail::refuse_derivation<Given...>();
    return detail::refused_quantity{};
}

}  // namespace ctgrad
