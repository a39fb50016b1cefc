#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/calculus/callable.hpp>
#include <ctgrad/function/results.hpp>

/// Quantities of functions, called with arguments in order.
namespace ctgrad::detail {

/// Functions are called with their arguments: `g(2.0)`. A tangent or cotangent is the first argument.
template <class Callable, class R, class... A, std::size_t... Chosen, quantity Asked>
struct invocation<function_source<Callable, R(A...), positions<Chosen...>, Asked>> {
    template <std::size_t I>
    using argument = std::tuple_element_t<I, std::tuple<A...>>;

    template <class Source, quantity What, class Answer, class... Given>
    static CTGRAD_INLINE auto run(Given const&... arguments) {
        if constexpr (!needs_no_seeds<What, Callable>())
            return refused_answer<Source, What, Answer>();
        else if constexpr (accepted<written_parameters<Callable, R(A...)>, Given...>()) {
            using scalar = widest_scalar<parameters<A...>, Given...>;
            check_argument_sizes<A...>(arguments...);
            return finish<Source, What, Answer, scalar, A...>(converted<A, scalar>(arguments)...);
        } else
            return refused_answer<Source, What, Answer>();
    }
    template <class Source, quantity What, class Answer, class... Direction, class... Given>
        requires(What == quantity::jvp || What == quantity::hvp)
    static CTGRAD_INLINE auto run(direction<Direction...> const& tangent, Given const&... arguments) {
        if constexpr (accepted<written_parameters<Callable, R(A...)>, Given...>() &&
                      accepted<parameters<argument<Chosen>...>, Direction...>())
            return std::apply(
                [&](auto const&... parts) CTGRAD_INLINE_LAMBDA {
                    check_argument_sizes<A...>(arguments...);
                    (check_list_size<argument<Chosen>>("the tangent of arguments<", Chosen, parts), ...);
                    using scalar = widest_scalar<parameters<A..., argument<Chosen>...>, Given..., Direction...>;
                    return finish<Source, What, Answer, scalar, A..., argument<Chosen>...>(
                        converted<A, scalar>(arguments)..., converted<argument<Chosen>, scalar>(parts)...);
                },
                tangent.values);
        else
            return refused_answer<Source, What, Answer>();
    }
    template <class Source, quantity What, class Answer, class Variable, class Cotangent, class... Given>
        requires(What == quantity::vjp)
    static CTGRAD_INLINE auto run(bundle<binding<Variable, Cotangent>> const& cotangent, Given const&... arguments) {
        if constexpr (accepted<written_parameters<Callable, R(A...)>, Given...>() &&
                      accepted<parameters<R>, Cotangent>()) {
            check_argument_sizes<A...>(arguments...);
            check_list_size<R>("the cotangent", 0, std::get<0>(cotangent.bindings).value);
            using scalar = widest_scalar<parameters<A..., R>, Given..., Cotangent>;
            return finish<Source, What, Answer, scalar, A..., R>(
                converted<A, scalar>(arguments)..., converted<R, scalar>(std::get<0>(cotangent.bindings).value));
        } else
            return refused_answer<Source, What, Answer>();
    }
    template <class Source, quantity What, class Answer, class Number, class... Given>
    static CTGRAD_INLINE void run(results_memory<Number> const& out, Given const&... arguments) {
        if constexpr (accepted<written_parameters<Callable, R(A...)>, Given...>()) {
            using scalar = widest_scalar<parameters<A...>, Given...>;
            check_constant_evaluation<compiled<Source, What>>();
            check_argument_sizes<A...>(arguments...);
            (check_list_not_in<A>(out.numbers, results_of<Source, What>, arguments), ...);
            run_flat<parameters<A...>, scalar>(
                [out](auto const& inputs)
                    CTGRAD_INLINE_LAMBDA { run_into<compiled<Source, What>, scalar>(inputs, out.numbers); },
                arguments...);
        }
    }

private:
    template <class Parameters, class... Given>
    static consteval bool accepted() {
        if constexpr (std::same_as<Callable, refused_callable>)
            return false;
        else
            return Parameters::template check<Given...>();
    }
    /// Runs on the arguments and then the seeds, which are values in memory with the structures S...
    template <class Source, quantity What, class Answer, class T, class... S, class... Values>
    static CTGRAD_INLINE auto finish(Values const&... values) {
        using program = compiled<Source, What>;
        check_constant_evaluation<program>();
        constexpr std::size_t count = results_of<Source, What>;
        constexpr auto make = [](auto const& numbers) CTGRAD_INLINE_LAMBDA { return Answer::from(numbers); };
        if constexpr (is_filled_early<program, T, count, decltype(make)>())
            return filled<program, T, count, decltype(make)>(flat<S...>(values...));
        else
            return made_of<program>(detail::run<program, T, count>(flat<S...>(values...), statements_of<program>),
                                    make);
    }
};

/// The chosen arguments, or all that are not data if none is chosen.
template <class Signature, class Chosen>
struct all_if_none;
template <class R, class... A>
struct all_if_none<R(A...), positions<>> {
    static constexpr std::size_t count = (std::size_t{!signature_argument<A>::is_data} + ... + 0);
    struct list {
        std::size_t of[count + 1];
    };
    static constexpr list find() {
        constexpr bool is_data[]{signature_argument<A>::is_data..., true};
        list found{};
        for (std::size_t i = 0, next = 0; i < sizeof...(A); ++i)
            if (!is_data[i]) found.of[next++] = i;
        return found;
    }
    template <std::size_t... I>
    static positions<find().of[I]...> all(std::index_sequence<I...>);
    using type = decltype(all(std::make_index_sequence<count>{}));
};
template <class R, class... A, std::size_t First, std::size_t... Rest>
struct all_if_none<R(A...), positions<First, Rest...>> {
    static constexpr bool there = chosen_checks<R(A...)>::template check<First, Rest...>();
    using type = std::conditional_t<there, positions<First, Rest...>, typename all_if_none<R(A...), positions<>>::type>;
};

template <quantity What, template <class> class Answer, class Callable, class Signature, class Chosen>
using quantity_by = compiled_callable<function_source<Callable, Signature, Chosen, What>, What,
                                      Answer<signature_shape<Signature, Chosen>>>;

/// A quantity of a function with respect to the chosen arguments, or all if none is chosen.
template <quantity What, template <class> class Answer, class Callable, class Signature, std::size_t... I>
using function_quantity =
    quantity_by<What, Answer, Callable, Signature,
                typename all_if_none<typename written_signature<Callable, Signature>::type, positions<I...>>::type>;

}  // namespace ctgrad::detail
