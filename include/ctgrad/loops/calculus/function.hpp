#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/function/calculus.hpp>
#include <ctgrad/loops/calculus/answers.hpp>
#include <ctgrad/loops/run/columns.hpp>
#include <ctgrad/loops/run/run.hpp>
#include <ctgrad/loops/trace/source.hpp>

/// Functions of rows and their calculus.
namespace ctgrad {

/// A function with lists of rows among its arguments, made by `function`. Calling it computes the value.
template <class Callable, class Signature>
struct looped;

namespace detail {

/// The arguments that are not lists of rows, if none is chosen.
template <class Signature, class Chosen, class Left = std::index_sequence<>, std::size_t Next = 0>
struct parameters_if_none;
template <class R, class... A, std::size_t First, std::size_t... Rest>
struct parameters_if_none<R(A...), positions<First, Rest...>> {
    using type = positions<First, Rest...>;
};
template <class R, class First, class... A, std::size_t... Found, std::size_t Next>
struct parameters_if_none<R(First, A...), positions<>, std::index_sequence<Found...>, Next>
    : parameters_if_none<
          R(A...), positions<>,
          std::conditional_t<is_rows<First>, std::index_sequence<Found...>, std::index_sequence<Found..., Next>>,
          Next + 1> {};
template <class R, std::size_t... Found, std::size_t Next>
struct parameters_if_none<R(), positions<>, std::index_sequence<Found...>, Next> {
    using type = positions<Found...>;
};

template <class Source, quantity What, class Answer>
struct loop_quantity;

/// A quantity of a function of rows, called with its arguments. A tangent or cotangent comes first.
template <class Callable, class R, class... A, std::size_t... Chosen, quantity What, class Answer>
struct loop_quantity<loop_source<Callable, R(A...), positions<Chosen...>, What>, What, Answer> {
    using source = loop_source<Callable, R(A...), positions<Chosen...>, What>;
    template <std::size_t I>
    using argument = std::tuple_element_t<I, std::tuple<A...>>;

    template <class... Given>
    auto operator()(Given const&... arguments) const {
        return run<>(std::tie(), arguments...);
    }
    template <class... Direction, class... Given>
    auto operator()(direction<Direction...> const& tangent, Given const&... arguments) const {
        return std::apply(
            [&](auto const&... parts) { return run<argument<Chosen>...>(std::tie(parts...), arguments...); },
            tangent.values);
    }
    template <class Variable, class Cotangent, class... Given>
    auto operator()(bundle<binding<Variable, Cotangent>> const& cotangent, Given const&... arguments) const {
        return run<R>(std::tie(std::get<0>(cotangent.bindings).value), arguments...);
    }

private:
    /// The scalar type of rows decides; other numbers are converted to it.
    template <class... Given>
    using scalar = typename std::tuple_element_t<
        0, decltype(std::tuple_cat(
               std::declval<std::conditional_t<
                   is_rows<A>, std::tuple<decltype(scalar_of_rows<typename content_of<A>::type, Given>())>,
                   std::tuple<>>>()...))>::type;

    template <class... Seeds, class Parts, class... Given>
    static auto run(Parts const& parts, Given const&... arguments) {
        using T = scalar<Given...>;
        using plan = planned<source, What>;
        constexpr auto inputs = static_cast<std::size_t>(plan::value.input_count);
        std::array<T, source::leaves + (leaf_count<Seeds>() + ... + 0) + 1> numbers{};
        std::array<row_column<T>, numbers.size()> flat{};
        std::array<std::size_t, maximum_axes> lengths{};
        for (std::size_t i = 0; i < flat.size(); ++i) flat[i] = {&numbers[i], 0};
        std::size_t next = 0;
        int axis = 0;
        auto const bind = [&]<class Shape>(std::type_identity<Shape>, auto const& given) {
            using content = typename content_of<Shape>::type;
            constexpr std::size_t count = leaf_count<content>();
            if constexpr (is_rows<Shape>) {
                auto const rows = bind_rows<content, T>(given);
                for (std::size_t i = 0; i < count; ++i) flat[next + i] = rows.columns[i];
                lengths[static_cast<std::size_t>(axis++)] = rows.count;
            } else {
                [&]<std::size_t... I>(std::index_sequence<I...>) {
                    ((numbers[next + I] = static_cast<T>(leaf_of<content, I>(given))), ...);
                }
                (std::make_index_sequence<count>{});
            }
            next += count;
        };
        (bind(std::type_identity<A>{}, arguments), ...);
        std::apply([&](auto const&... seeds) { (bind(std::type_identity<Seeds>{}, seeds), ...); }, parts);
        std::array<row_column<T>, inputs + 1> columns{};
        for (std::size_t i = 0; i < inputs; ++i)
            columns[i] = flat[static_cast<std::size_t>(plan::value.inputs_of_graph[i].low)];
        return run_plan<plan, T>(columns, lengths,
                                 [](auto const& state, auto const& results) { return Answer::from(state, results); });
    }
};

template <class Callable, class Signature, quantity What, class Chosen>
struct looped_quantity_of;
template <class Callable, class R, class... A, quantity What, std::size_t... Chosen>
struct looped_quantity_of<Callable, R(A...), What, positions<Chosen...>> {
    using source = loop_source<Callable, R(A...), positions<Chosen...>, What>;
    static constexpr bool by_rows = (is_rows<std::tuple_element_t<Chosen, std::tuple<A...>>> || ...);
    using shape = row_shape<source, R(A...), positions<Chosen...>>;

    template <template <class> class Answer>
    static consteval auto find_answer() {
        if constexpr (!by_rows)
            return number_answer<Answer<signature_shape<R(A...), positions<Chosen...>>>>{};
        else if constexpr (What == quantity::gradient)
            return row_gradient_answer<shape>{};
        else if constexpr (What == quantity::vjp || (What == quantity::jacobian && leaf_count<R>() == 1))
            return row_value_and_gradient_answer<shape, R>{};
        else
            static_assert(never<Callable>,
                          "ctgrad: with respect to a list of rows there are gradient, value_and_gradient and vjp");
    }
    template <template <class> class Answer>
    using with = loop_quantity<source, What, decltype(find_answer<Answer>())>;
};

template <quantity What, template <class> class Answer, class Callable, class Signature, std::size_t... I>
using looped_quantity =
    typename looped_quantity_of<Callable, Signature, What,
                                typename parameters_if_none<Signature, positions<I...>>::type>::template with<Answer>;

}  // namespace detail

template <class Callable, class Signature>
struct looped : detail::looped_quantity_of<Callable, Signature, detail::quantity::values,
                                           detail::positions<>>::template with<detail::value_answer> {};

/// Makes a callable with lists of rows among its arguments differentiable; see `rows_of`.
template <class Signature, class Callable>
    requires detail::has_rows<Signature>
constexpr auto function(Callable const&) { return looped<Callable, Signature>{}; }

/// The gradient of a function of rows with respect to its other arguments, or those that `arguments<...>` chooses.
template <class Callable, class Signature, std::size_t... I>
constexpr auto gradient(looped<Callable, Signature>, detail::positions<I...> = {}) {
    return detail::looped_quantity<detail::quantity::gradient, detail::gradient_answer, Callable, Signature, I...>{};
}
template <class Callable, class Signature, std::size_t... I>
constexpr auto value_and_gradient(looped<Callable, Signature>, detail::positions<I...> = {}) {
    return detail::looped_quantity<detail::quantity::jacobian, detail::value_and_gradient_answer, Callable, Signature,
                                   I...>{};
}
template <class Callable, class Signature, std::size_t... I>
constexpr auto jacobian(looped<Callable, Signature>, detail::positions<I...> = {}) {
    return detail::looped_quantity<detail::quantity::jacobian, detail::jacobian_answer, Callable, Signature, I...>{};
}
template <class Callable, class Signature, std::size_t... I>
constexpr auto hessian(looped<Callable, Signature>, detail::positions<I...> = {}) {
    return detail::looped_quantity<detail::quantity::hessian, detail::hessian_answer, Callable, Signature, I...>{};
}
template <class Callable, class Signature, std::size_t... I>
constexpr auto jvp(looped<Callable, Signature>, detail::positions<I...> = {}) {
    return detail::looped_quantity<detail::quantity::jvp, detail::tangent_answer, Callable, Signature, I...>{};
}
template <class Callable, class Signature, std::size_t... I>
constexpr auto vjp(looped<Callable, Signature>, detail::positions<I...> = {}) {
    return detail::looped_quantity<detail::quantity::vjp, detail::value_and_gradient_answer, Callable, Signature,
                                   I...>{};
}
template <class Callable, class Signature, std::size_t... I>
constexpr auto hvp(looped<Callable, Signature>, detail::positions<I...> = {}) {
    return detail::looped_quantity<detail::quantity::hvp, detail::product_answer, Callable, Signature, I...>{};
}

}  // namespace ctgrad
