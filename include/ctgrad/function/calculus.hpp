#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <utility>

#include <ctgrad/calculus/free_rounding.hpp>
#include <ctgrad/calculus/products.hpp>
#include <ctgrad/calculus/questions.hpp>
#include <ctgrad/function/function.hpp>

/// The calculus of traced functions. Every result has the types of the function: a gradient has the type and shape of
/// the argument it belongs to; for several arguments it is a `std::tuple` in their order.
namespace ctgrad {

/// Rows are the scalars of the result, columns those of all (chosen) arguments in order.
template <class Value, class T, std::size_t Rows, std::size_t Columns>
struct function_jacobian {
    Value value;
    std::array<std::array<T, Columns>, Rows> jacobian;
};

/// The Hessian's rows and columns are the scalars of all (chosen) arguments in order.
template <class Value, class Gradient, class T, std::size_t Size>
struct function_hessian {
    Value value;
    Gradient gradient;
    std::array<std::array<T, Size>, Size> hessian;
};

/// The result, and its derivative along the tangent.
template <class Value>
struct function_tangent {
    Value value;
    Value tangent;
};

/// The value, and the Hessian times the tangent.
template <class Value, class Product>
struct function_hessian_product {
    Value value;
    Product product;
};

namespace detail {

template <class Signature, class Chosen>
struct all_if_none;
template <class R, class... A>
struct all_if_none<R(A...), positions<>> {
    template <std::size_t... I>
    static positions<I...> all(std::index_sequence<I...>);
    using type = decltype(all(std::index_sequence_for<A...>{}));
};
template <class R, class... A, std::size_t First, std::size_t... Rest>
struct all_if_none<R(A...), positions<First, Rest...>> {
    static_assert(((First < sizeof...(A)) && ... && (Rest < sizeof...(A))),
                  "ctgrad: arguments<...> chooses positions from 0 to one less than the number of arguments");
    using type = positions<First, Rest...>;
};

/// A quantity of a function, waiting for its arguments. `Answer<signature, chosen>::from(results)` shapes what comes
/// out.
template <class Callable, class Signature, class Chosen, quantity What, template <class, class> class Answer,
          bool Freely = false>
struct function_waiting;

template <class Callable, class R, class... A, class Chosen, quantity What, template <class, class> class Answer,
          bool Freely>
struct function_waiting<Callable, R(A...), Chosen, What, Answer, Freely> {
    using as_written = function_source<Callable, R(A...), Chosen, What>;
    using source = std::conditional_t<Freely, freely_rounded<as_written>, as_written>;
    static constexpr quantity what = What;
    using with_free_rounding = function_waiting<Callable, R(A...), Chosen, What, Answer, true>;

    template <class... Given>
    CTGRAD_INLINE auto operator()(Given const&... arguments) const {
        if constexpr (accepted<parameters<A...>, Given...>())
            return finish<A...>(arguments...);
        else
            return nothing();
    }
    template <class... Direction, class... Given>
        requires(What == quantity::jvp || What == quantity::hvp)
    CTGRAD_INLINE auto operator()(direction<Direction...> const& tangent, Given const&... arguments) const {
        return [&]<std::size_t... I>(positions<I...>) CTGRAD_INLINE_LAMBDA {
            if constexpr (!accepted<parameters<A...>, Given...>() ||
                          !accepted<parameters<std::tuple_element_t<I, std::tuple<A...>>...>, Direction...>())
                return nothing();
            else
                return std::apply(
                    [&](auto const&... parts) CTGRAD_INLINE_LAMBDA {
                        return finish<A..., std::tuple_element_t<I, std::tuple<A...>>...>(arguments..., parts...);
                    },
                    tangent.values);
        }
        (Chosen{});
    }
    template <class Variable, class Upstream, class... Given>
        requires(What == quantity::vjp)
    CTGRAD_INLINE auto operator()(bundle<binding<Variable, Upstream>> const& gradients,
                                  Given const&... arguments) const {
        if constexpr (accepted<parameters<A...>, Given...>() && accepted<parameters<R>, Upstream>())
            return finish<A..., R>(arguments..., std::get<0>(gradients.bindings).value);
        else
            return nothing();
    }

private:
    template <class Parameters, class... Given>
    static consteval bool accepted() {
        if constexpr (std::same_as<Callable, refused_callable>)
            return false;
        else
            return Parameters::template check<Given...>();
    }
    /// What a refused call gives, of the right type.
    static constexpr auto nothing() {
        return Answer<R(A...), Chosen>::from(std::array<double, results_of<source, What>>{});
    }
    /// Runs on the arguments and then the seeds, values shaped as S....
    template <class... S, class... Values>
    static CTGRAD_INLINE auto finish(Values const&... values) {
        using scalar = widest_scalar<Values...>;
        check_constant_evaluation<compiled<source, What>>();
        return run_flat<parameters<S...>, scalar>(
            [](auto const& inputs) CTGRAD_INLINE_LAMBDA {
                return made_of<compiled<source, What>>(
                    run<compiled<source, What>, scalar, results_of<source, What>>(inputs),
                    [](auto const& results) CTGRAD_INLINE_LAMBDA { return Answer<R(A...), Chosen>::from(results); });
            },
            values...);
    }
};

template <class Signature, class Chosen>
struct function_value_answer;
template <class R, class... A, class Chosen>
struct function_value_answer<R(A...), Chosen> {
    template <class T, std::size_t N>
    static CTGRAD_INLINE auto from(std::array<T, N> const& results) {
        return shaped<R, T, 0>(results);
    }
};
template <class Signature, class Chosen>
struct function_gradient_answer;
template <class R, class... A, class Chosen>
struct function_gradient_answer<R(A...), Chosen> {
    template <class T, std::size_t N>
    static CTGRAD_INLINE auto from(std::array<T, N> const& results) {
        return gradient_shape<R(A...), Chosen>::template from<0>(results);
    }
};
template <class Signature, class Chosen>
struct function_value_and_gradient_answer;
template <class R, class... A, class Chosen>
struct function_value_and_gradient_answer<R(A...), Chosen> {
    template <class T, std::size_t N>
    static CTGRAD_INLINE auto from(std::array<T, N> const& results) {
        using shape = gradient_shape<R(A...), Chosen>;
        return value_with_gradient<with_scalar<R, T>, decltype(shape::template from<0>(results))>{
            shaped<R, T, 0>(results), shape::template from<leaf_count<R>()>(results)};
    }
};
template <class Signature, class Chosen>
struct function_jacobian_answer;
template <class R, class... A, class Chosen>
struct function_jacobian_answer<R(A...), Chosen> {
    template <class T, std::size_t N>
    static CTGRAD_INLINE auto from(std::array<T, N> const& results) {
        constexpr std::size_t rows = leaf_count<R>(), columns = gradient_shape<R(A...), Chosen>::size;
        return function_jacobian<with_scalar<R, T>, T, rows, columns>{shaped<R, T, 0>(results),
                                                                      matrix_part<rows, rows, columns>(results)};
    }
};
template <class Signature, class Chosen>
struct function_hessian_answer;
template <class R, class... A, class Chosen>
struct function_hessian_answer<R(A...), Chosen> {
    template <class T, std::size_t N>
    static CTGRAD_INLINE auto from(std::array<T, N> const& results) {
        using shape = gradient_shape<R(A...), Chosen>;
        constexpr std::size_t n = shape::size;
        return function_hessian<with_scalar<R, T>, decltype(shape::template from<1>(results)), T, n>{
            shaped<R, T, 0>(results), shape::template from<1>(results), symmetric_part<1 + n, n>(results)};
    }
};
template <class Signature, class Chosen>
struct function_tangent_answer;
template <class R, class... A, class Chosen>
struct function_tangent_answer<R(A...), Chosen> {
    template <class T, std::size_t N>
    static CTGRAD_INLINE auto from(std::array<T, N> const& results) {
        return function_tangent<with_scalar<R, T>>{shaped<R, T, 0>(results), shaped<R, T, leaf_count<R>()>(results)};
    }
};
template <class Signature, class Chosen>
struct function_hessian_product_answer;
template <class R, class... A, class Chosen>
struct function_hessian_product_answer<R(A...), Chosen> {
    template <class T, std::size_t N>
    static CTGRAD_INLINE auto from(std::array<T, N> const& results) {
        using shape = gradient_shape<R(A...), Chosen>;
        return function_hessian_product<with_scalar<R, T>, decltype(shape::template from<0>(results))>{
            shaped<R, T, 0>(results), shape::template from<1 + shape::size>(results)};
    }
};

template <class R, class... A>
constexpr bool check_single_result(std::type_identity<R(A...)>) {
    static_assert(leaf_count<R>() == 1,
                  "ctgrad: a gradient or Hessian belongs to a function of one scalar result: for several write "
                  "jacobian(f), jvp(f) or vjp(f)");
    return true;
}

}  // namespace detail

/// The tangent of a function's product: one value for each (chosen) argument, of its type.
template <class... T>
    requires(!detail::is_binding<T> && ...)
constexpr auto tangent(T const&... directions) { return detail::direction<T...>{{directions...}}; }

/// The gradient of a traced function with respect to all its arguments, or those that `arguments<...>` chooses.
template <class Callable, class Signature, std::size_t... I>
constexpr auto gradient(traced<Callable, Signature>, detail::positions<I...> = {}) {
    detail::check_single_result(std::type_identity<Signature>{});
    return detail::function_waiting<Callable, Signature,
                                    typename detail::all_if_none<Signature, detail::positions<I...>>::type,
                                    detail::quantity::gradient, detail::function_gradient_answer>{};
}

/// Value and gradient of a traced function in one pass.
template <class Callable, class Signature, std::size_t... I>
constexpr auto value_and_gradient(traced<Callable, Signature>, detail::positions<I...> = {}) {
    detail::check_single_result(std::type_identity<Signature>{});
    return detail::function_waiting<Callable, Signature,
                                    typename detail::all_if_none<Signature, detail::positions<I...>>::type,
                                    detail::quantity::jacobian, detail::function_value_and_gradient_answer>{};
}

/// Value and Jacobian of a traced function: `j.value`, `j.jacobian[row][column]`.
template <class Callable, class Signature, std::size_t... I>
constexpr auto jacobian(traced<Callable, Signature>, detail::positions<I...> = {}) {
    return detail::function_waiting<Callable, Signature,
                                    typename detail::all_if_none<Signature, detail::positions<I...>>::type,
                                    detail::quantity::jacobian, detail::function_jacobian_answer>{};
}

/// Value, gradient and Hessian of a traced function: `h.hessian[i][k]`, each symmetric entry computed once.
template <class Callable, class Signature, std::size_t... I>
constexpr auto hessian(traced<Callable, Signature>, detail::positions<I...> = {}) {
    detail::check_single_result(std::type_identity<Signature>{});
    return detail::function_waiting<Callable, Signature,
                                    typename detail::all_if_none<Signature, detail::positions<I...>>::type,
                                    detail::quantity::hessian, detail::function_hessian_answer>{};
}

/// Jacobian times tangent: `jvp(f)(tangent(da, db), a, b)`.
template <class Callable, class Signature, std::size_t... I>
constexpr auto jvp(traced<Callable, Signature>, detail::positions<I...> = {}) {
    return detail::function_waiting<Callable, Signature,
                                    typename detail::all_if_none<Signature, detail::positions<I...>>::type,
                                    detail::quantity::jvp, detail::function_tangent_answer>{};
}

/// Upstream gradient times Jacobian: `vjp(f)(upstream(u), a, b)`, with u shaped as the result.
template <class Callable, class Signature, std::size_t... I>
constexpr auto vjp(traced<Callable, Signature>, detail::positions<I...> = {}) {
    return detail::function_waiting<Callable, Signature,
                                    typename detail::all_if_none<Signature, detail::positions<I...>>::type,
                                    detail::quantity::vjp, detail::function_value_and_gradient_answer>{};
}

/// Hessian times tangent: `hvp(f)(tangent(da, db), a, b).product`.
template <class Callable, class Signature, std::size_t... I>
constexpr auto hvp(traced<Callable, Signature>, detail::positions<I...> = {}) {
    detail::check_single_result(std::type_identity<Signature>{});
    return detail::function_waiting<Callable, Signature,
                                    typename detail::all_if_none<Signature, detail::positions<I...>>::type,
                                    detail::quantity::hvp, detail::function_hessian_product_answer>{};
}

/// The value of a traced function, which may be rounded as derivatives are.
template <class Callable, class Signature>
constexpr auto free_rounding(traced<Callable, Signature>) {
    return detail::function_waiting<Callable, Signature, detail::positions<>, detail::quantity::values,
                                    detail::function_value_answer, true>{};
}

/// The cost of evaluating a traced function.
template <class Callable, class Signature>
consteval operation_count cost(traced<Callable, Signature>) {
    using source = detail::function_source<Callable, Signature, detail::positions<>, detail::quantity::values>;
    return detail::count_operations(detail::compiled<source, detail::quantity::values>::value);
}

}  // namespace ctgrad
