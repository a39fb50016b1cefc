#pragma once

#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/function/calculus.hpp>
#include <ctgrad/function/with.hpp>
#include <ctgrad/loops/calculus/answers.hpp>
#include <ctgrad/loops/calculus/call.hpp>
#include <ctgrad/loops/trace/checks.hpp>
#include <ctgrad/loops/trace/source.hpp>

/// Functions of rows and their calculus.
namespace ctgrad {

/// A function with lists of rows among its arguments, made by `function`. Calling it computes the value.
template <class Callable, class Signature>
struct looped;

namespace detail {

/// The arguments that are neither lists of rows nor data, if none is chosen.
template <class Signature, class Chosen, class Left = std::index_sequence<>, std::size_t Next = 0>
struct parameters_if_none;
template <class R, class... A, std::size_t First, std::size_t... Rest>
struct parameters_if_none<R(A...), positions<First, Rest...>> {
    using type = positions<First, Rest...>;
};
template <class R, class First, class... A, std::size_t... Found, std::size_t Next>
struct parameters_if_none<R(First, A...), positions<>, std::index_sequence<Found...>, Next>
    : parameters_if_none<R(A...), positions<>,
                         std::conditional_t<is_rows<First> || signature_argument<First>::is_data,
                                            std::index_sequence<Found...>, std::index_sequence<Found..., Next>>,
                         Next + 1> {};
template <class R, std::size_t... Found, std::size_t Next>
struct parameters_if_none<R(), positions<>, std::index_sequence<Found...>, Next> {
    using type = positions<Found...>;
};

template <class Callable, class Signature, quantity What, class Chosen>
struct looped_quantity_of;
template <class Callable, class R, class... A, quantity What, std::size_t... Chosen>
struct looped_quantity_of<Callable, R(A...), What, positions<Chosen...>> {
    using source = loop_source<Callable, R(A...), positions<Chosen...>, What>;
    static constexpr bool by_rows = (is_rows<std::tuple_element_t<Chosen, std::tuple<A...>>> || ...);
    using shape = row_shape<source, R(A...), positions<Chosen...>>;

    /// With respect to rows there are gradients of single numbers, products, and Hessians. These are sparse matrices
    /// or, with respect to one list, the blocks of its rows.
    template <template <class> class Answer>
    static constexpr bool has_answer_by_rows =
        What == quantity::gradient || What == quantity::vjp || What == quantity::jvp || What == quantity::hvp ||
        (What == quantity::hessian && !(has_columns<std::tuple_element_t<Chosen, std::tuple<A...>>> || ...)) ||
        std::same_as<Answer<shape>, value_and_gradient_answer<shape>>;

    template <template <class> class Answer>
    static consteval auto find_answer() {
        if constexpr (by_rows && What == quantity::gradient)
            return row_gradient_answer<shape>{};
        else if constexpr (by_rows && What == quantity::hvp)
            return row_product_answer<shape, R, static_cast<std::size_t>(source::independent_count)>{};
        else if constexpr (by_rows && What == quantity::hessian)
            return row_hessian_answer<source, shape, R>{};
        else if constexpr (by_rows && What != quantity::jvp && has_answer_by_rows<Answer>)
            return row_value_and_gradient_answer<shape, R>{};
        else
            return number_answer<Answer<signature_shape<R(typename content_of<A>::type...), positions<Chosen...>>>>{};
    }
    template <template <class> class Answer>
    using with = loop_quantity<source, What, decltype(find_answer<Answer>())>;
};

template <class Argument>
constexpr auto refuse_quantity_by_integers() {
    static_assert(never<Argument>,
                  "ctgrad: there are no derivatives with respect to indices or steps: choose other arguments by "
                  "arguments<...>");
    return std::false_type{};
}
/// Whether derivatives with respect to the chosen arguments exist.
template <class R, class... A, std::size_t... Chosen>
constexpr bool check_numbers(std::type_identity<R(A...)>, positions<Chosen...>) {
    [[maybe_unused]] constexpr auto check = []<class Argument>(std::type_identity<Argument>) {
        if constexpr (is_rows<Argument> && leaf_count<typename content_of<Argument>::type>() == 0)
            return decltype(refuse_quantity_by_integers<Argument>())::value;
        else
            return true;
    };
    return (check(std::type_identity<std::tuple_element_t<Chosen, std::tuple<A...>>>{}) && ...);
}

/// A quantity with respect to the arguments I..., by default those that are neither lists nor data.
template <quantity What, template <class> class Answer, class Callable, class Signature, std::size_t... I>
constexpr auto looped_quantity() {
    using written = typename written_signature<Callable, Signature>::type;
    if constexpr (!chosen_checks<written>::template check<I...>()) {
        return looped_quantity<What, Answer, refused_callable, Signature>();
    } else if constexpr (!check_numbers(std::type_identity<Signature>{}, positions<I...>{})) {
        return looped_quantity<What, Answer, refused_callable, Signature>();
    } else {
        using chosen = typename parameters_if_none<written, positions<I...>>::type;
        using quantity_of = looped_quantity_of<Callable, Signature, What, chosen>;
        if constexpr (!quantity_of::by_rows || quantity_of::template has_answer_by_rows<Answer>) {
            return typename quantity_of::template with<Answer>{};
        } else {
            refuse_quantity_by_rows<Signature>();
            return typename looped_quantity_of<refused_callable, Signature, What, chosen>::template with<Answer>{};
        }
    }
}

/// Replaces a function whose signature was refused.
template <class A>
struct accepted_argument {
    using type = argument_structure<accepted_type<A>>;
};
template <class Row>
struct accepted_argument<rows_of<Row>> {
    using type = rows_of<accepted_type<Row>>;
};
template <class R, class... A>
constexpr auto refused_looped(std::type_identity<R(A...)>) {
    return looped<refused_callable, accepted_type<R>(typename accepted_argument<A>::type...)>{};
}

}  // namespace detail

template <class Callable, class Signature>
struct looped : detail::looped_quantity_of<Callable, Signature, detail::quantity::values,
                                           detail::positions<>>::template with<detail::value_answer> {
    /// The function with values for the arguments that are rows or data, in order, as for other functions.
    template <class... Data>
    constexpr auto with(Data const&... data) const {
        return detail::bind_data<typename detail::written_signature<Callable, Signature>::type>(*this, data...);
    }
};

/// Makes a callable with lists of rows among its arguments differentiable; see `rows_of`.
template <class Signature, class Callable>
    requires(detail::has_rows<Signature> && !detail::returns_rows<Signature>)
constexpr auto function(Callable const&) {
    if constexpr (!decltype(detail::loop_signature_checks<Signature>::check())::value) {
        return detail::refused_looped(std::type_identity<Signature>{});
    } else {
        using form = detail::traced_form<Callable, Signature>;
        using callable = typename form::callable;
        using signature = typename form::signature;
        if constexpr (!decltype(detail::callable_checks<Callable, Signature>::check())::value) {
            return looped<detail::refused_callable, signature>{};
        } else {
            using checks = detail::loop_run_checks<callable, signature>;
            using result [[maybe_unused]] = typename checks::call::result;
            if constexpr (!decltype(checks::check())::value)
                return looped<detail::refused_callable, signature>{};
            else
                return looped<callable, signature>{};
        }
    }
}

/// The gradient of a function of rows with respect to its other arguments, or to those that `arguments<...>` chooses.
template <class Callable, class Signature, std::size_t... I>
constexpr auto gradient(looped<Callable, Signature>, detail::positions<I...> = {}) {
    detail::check_single_result(std::type_identity<Signature>{});
    return detail::looped_quantity<detail::quantity::gradient, detail::gradient_answer, Callable, Signature, I...>();
}
template <class Callable, class Signature, std::size_t... I>
constexpr auto value_and_gradient(looped<Callable, Signature>, detail::positions<I...> = {}) {
    detail::check_single_result(std::type_identity<Signature>{});
    return detail::looped_quantity<detail::quantity::jacobian, detail::value_and_gradient_answer, Callable, Signature,
                                   I...>();
}
template <class Callable, class Signature, std::size_t... I>
constexpr auto jacobian(looped<Callable, Signature>, detail::positions<I...> = {}) {
    return detail::looped_quantity<detail::quantity::jacobian, detail::jacobian_answer, Callable, Signature, I...>();
}
template <class Callable, class Signature, std::size_t... I>
constexpr auto hessian(looped<Callable, Signature>, detail::positions<I...> = {}) {
    detail::check_single_result(std::type_identity<Signature>{});
    return detail::looped_quantity<detail::quantity::hessian, detail::hessian_answer, Callable, Signature, I...>();
}
template <class Callable, class Signature, std::size_t... I>
constexpr auto jvp(looped<Callable, Signature>, detail::positions<I...> = {}) {
    return detail::looped_quantity<detail::quantity::jvp, detail::tangent_answer, Callable, Signature, I...>();
}
template <class Callable, class Signature, std::size_t... I>
constexpr auto vjp(looped<Callable, Signature>, detail::positions<I...> = {}) {
    return detail::looped_quantity<detail::quantity::vjp, detail::value_and_gradient_answer, Callable, Signature,
                                   I...>();
}
template <class Callable, class Signature, std::size_t... I>
constexpr auto hvp(looped<Callable, Signature>, detail::positions<I...> = {}) {
    detail::check_single_result(std::type_identity<Signature>{});
    return detail::looped_quantity<detail::quantity::hvp, detail::product_answer, Callable, Signature, I...>();
}

}  // namespace ctgrad
