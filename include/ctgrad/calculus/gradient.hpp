#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/calculus/callable.hpp>
#include <ctgrad/diagnostics/derivative_checks.hpp>
#include <ctgrad/diagnostics/result_messages.hpp>

namespace ctgrad {

namespace detail {

/// The parts of a gradient that is a struct are found by the variables of its members.
template <class S, class Members = std::make_index_sequence<member_count<S>>>
struct by_members;
template <class S, std::size_t... I>
struct by_members<S, std::index_sequence<I...>> {
    template <class Wanted>
    static constexpr auto const& part(S const& gradient, Wanted) {
        return member<S, checked_position<Wanted, typename member<S, I>::variable...>()>::of(gradient);
    }
    template <class F>
    using quantity_of =
        formula_quantity<quantity::jacobian, value_and_gradient_answer, F, typename member<S, I>::variable...>;

    template <class Partials>
    static CTGRAD_INLINE S as_struct(Partials const& partials) {
        S result{};
        ((member<S, I>::of(result) = std::get<I>(partials)), ...);
        return result;
    }
};

/// The base of callables that take one struct.
struct for_structs {
    template <class... Given>
    constexpr auto operator()(Given const&...) const {
        refuse_no_struct<expressions<Given...>>();
        return 0;
    }
};

template <class F, bool Freely = false>
struct struct_value_and_gradient : for_structs {
    using for_structs::operator();
    using with_free_rounding = struct_value_and_gradient<F, true>;

    template <hana_struct S>
    CTGRAD_INLINE auto operator()(S const& values) const {
        using by = by_members<S>;
        using exactly = typename by::template quantity_of<F>;
        auto const r = std::conditional_t<Freely, typename exactly::with_free_rounding, exactly>{}(values);
        return result<by, with_value<std::remove_const_t<decltype(r.value)>>, with_gradient<S>>{
            {r.value}, {by::as_struct(r.gradient)}};
    }
};
template <class F, bool Freely = false>
struct struct_gradient : for_structs {
    using for_structs::operator();
    using with_free_rounding = struct_gradient<F, true>;

    template <hana_struct S>
    CTGRAD_INLINE S operator()(S const& values) const {
        return struct_value_and_gradient<F, Freely>{}(values).gradient;
    }
};

}  // namespace detail

/// The gradient of a formula with respect to variables or intermediates, by one reverse sweep. Called with values, it
/// returns `partials`: `g[x]` is df/dx, which is exactly 0 if f does not depend on x. An intermediate must occur in f.
/// ```cpp
/// constexpr auto g = ctgrad::gradient(f, x, y)(x = 2.0, y = 3.0);
/// auto [by_x, by_y] = g;  // g[x], g[y]
/// ```
template <formula F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto gradient(F, X...) {
    (detail::check_derivative_by<X, F>(), ...);
    return detail::formula_quantity<detail::quantity::gradient, detail::gradient_answer, F, X...>{};
}

/// Value and gradient of a formula, computed together with shared subexpressions: `r.value`, `r.gradient`, `r[x]`. See
/// `result`.
/// ```cpp
/// auto const r = ctgrad::value_and_gradient(f, x, y)(x = 2.0, y = 3.0);
/// ```
template <formula F, formula... X>
    requires(sizeof...(X) > 0)
constexpr auto value_and_gradient(F, X...) {
    (detail::check_derivative_by<X, F>(), ...);
    return detail::formula_quantity<detail::quantity::jacobian, detail::value_and_gradient_answer, F, X...>{};
}

/// The gradient with respect to all members of a struct that holds the values: `gradient(f)(s)` is a struct of the type
/// of s. The struct must be adapted with Boost.Hana, and its members must have the names of the variables.
/// ```cpp
/// struct point { double x, y, z; };
/// BOOST_HANA_ADAPT_STRUCT(point, x, y, z);
/// point const g = ctgrad::gradient(f)(point{-2, 5, -4});
/// ```
template <formula F>
constexpr auto gradient(F) {
    return detail::struct_gradient<F>{};
}
/// Value and gradient with respect to all members of a struct: `r.value`, and `r.gradient`, a struct of the same type.
template <formula F>
constexpr auto value_and_gradient(F) {
    return detail::struct_value_and_gradient<F>{};
}

// Whatever the overloads above do not accept.
template <class... Given>
constexpr auto gradient(Given...) {
    detail::refuse_derivation<Given...>();
    return detail::refused_quantity<detail::quantity::gradient, detail::gradient_answer>{};
}
template <class... Given>
constexpr auto value_and_gradient(Given...) {
    detail::refuse_derivation<Given...>();
    return detail::refused_quantity<detail::quantity::jacobian, detail::value_and_gradient_answer>{};
}

}  // namespace ctgrad
