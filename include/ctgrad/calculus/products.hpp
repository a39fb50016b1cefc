#pragma once

#include <utility>

#include <ctgrad/calculus/gradient.hpp>
#include <ctgrad/calculus/jacobian.hpp>

/// Products of a Jacobian or Hessian with a vector, without the matrix.
namespace ctgrad {

namespace detail {

struct given_cotangent;

/// The cotangent of an output; it has the shape of the output.
template <int I, class F>
using cotangent_of = typename std::conditional_t<describe<F>.shape.is_number(), define<cotangent_content<I>>,
                                                 define<cotangent_content<I>, F>>::type;

template <class Indices, class... F>
struct cotangents;
template <std::size_t... I, class... F>
struct cotangents<std::index_sequence<I...>, F...> {
    using type = expressions<cotangent_of<static_cast<int>(I), F>...>;
};

template <std::size_t... I, class... T>
constexpr auto cotangent_bundle(std::index_sequence<I...>, T const&... cotangents) {
    return bundle<binding<cotangent_type<static_cast<int>(I)>, T>...>{
        {binding<cotangent_type<static_cast<int>(I)>, T>{cotangents}...}};
}

}  // namespace detail

/// The cotangent of a vector-Jacobian product, the seed of its reverse sweep: dL/df for each output f of a larger
/// computation L, in order. Each has the shape of its output.
/// ```cpp
/// ctgrad::vjp(ctgrad::outputs(f, g), x, y)(ctgrad::cotangent(1.0, 0.5), x = 2.0, y = 3.0)
/// ```
template <class... T>
constexpr auto cotangent(T const&... cotangents) {
    if constexpr ((std::is_array_v<T> || ...))
        return detail::refuse_value<detail::given_cotangent, T...>();
    else
        return detail::cotangent_bundle(std::index_sequence_for<T...>{}, cotangents...);
}
/// Another name for `cotangent`.
template <class... T>
constexpr auto upstream(T const&... cotangents) {
    return cotangent(cotangents...);
}

/// Jacobian-vector product, by one forward sweep: the derivatives of formulas along a direction. The result has `value`
/// and `tangent`, each with one number for each formula; if there is only one, both convert to that number.
/// ```cpp
/// auto r = ctgrad::jvp(ctgrad::outputs(f1, f2), x, y)(ctgrad::tangent(x = 1.0, y = 0.0), x = 2.0, y = 3.0);
/// double along = r.tangent[0];  // df1 along (1, 0)
/// ```
template <formula... F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto jvp(detail::expressions<F...>, X...) {
    (detail::check_derivative_by<X, F...>(), ...);
    return detail::outputs_quantity<detail::quantity::jvp, detail::tangent_answer, detail::expressions<F...>,
                                    detail::expressions<X...>, detail::expressions<detail::tangent_type<X>...>>{};
}
template <formula F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto jvp(F f, X... x) { return jvp(outputs(f), x...); }

/// Vector-Jacobian product, by one reverse sweep: the gradient of sum u_i f_i for the cotangent u. If u = dL/df for
/// some L, `v[x]` is dL/dx. The result has `value`, the f_i, and `gradient`.
/// ```cpp
/// constexpr auto v = ctgrad::vjp(f, x, y, z)(ctgrad::cotangent(2.0), x = -2.0, y = 5.0, z = -4.0);
/// ```
template <formula... F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto vjp(detail::expressions<F...>, X...) {
    (detail::check_derivative_by<X, F...>(), ...);
    return detail::outputs_quantity<detail::quantity::vjp, detail::value_and_gradient_answer, detail::expressions<F...>,
                                    detail::expressions<X...>,
                                    typename detail::cotangents<std::index_sequence_for<F...>, F...>::type>{};
}
template <formula F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto vjp(F f, X... x) { return vjp(outputs(f), x...); }

/// Hessian-vector product, forward over reverse, at a small multiple of the cost of f. The result has `value`,
/// `gradient` and `product`; `r[x]` is the part of the product for x.
/// ```cpp
/// auto r = ctgrad::hvp(f, x, y)(ctgrad::tangent(x = 1.0, y = 0.0), x = 2.0, y = 3.0);
/// double both = r[x];  // of d2f/dx2
/// ```
template <formula F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto hvp(F, X...) {
    (detail::check_derivative_by<X, F>(), ...);
    return detail::compiled_callable<detail::formula_source<detail::expressions<F>, detail::expressions<X...>,
                                                            detail::expressions<detail::tangent_type<X>...>>,
                                     detail::quantity::hvp, detail::product_answer<detail::formula_shape<X...>>>{};
}

// Whatever the overloads above do not accept.
template <class... Given>
constexpr auto jvp(Given...) {
    detail::refuse_derivation<Given...>();
    return detail::refused_quantity<detail::quantity::jvp, detail::tangent_answer>{};
}
template <class... Given>
constexpr auto vjp(Given...) {
    detail::refuse_derivation<Given...>();
    return detail::refused_quantity<detail::quantity::vjp, detail::value_and_gradient_answer>{};
}
template <class... Given>
constexpr auto hvp(Given...) {
    detail::refuse_derivation<Given...>();
    return detail::refused_quantity<detail::quantity::hvp, detail::product_answer>{};
}

}  // namespace ctgrad
