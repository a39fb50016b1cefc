#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/batch/threads.hpp>
#include <ctgrad/calculus/callable.hpp>
#include <ctgrad/diagnostics/function_argument_checks.hpp>
#include <ctgrad/diagnostics/row_messages.hpp>
#include <ctgrad/loops/calculus/answers.hpp>
#include <ctgrad/loops/calculus/bound_arguments.hpp>
#include <ctgrad/loops/calculus/written_rows.hpp>
#include <ctgrad/loops/run/run.hpp>
#include <ctgrad/loops/trace/checks.hpp>
#include <ctgrad/loops/trace/source.hpp>

/// Quantities of functions of rows, called with arguments in order.
namespace ctgrad::detail {

template <class Source, quantity What, class Answer, class Options = call_options<>>
struct loop_quantity;

/// A tangent or cotangent is the first argument, after `threads`.
template <template <class, class, class, quantity> class SourceOf, class Callable, class R, class... A,
          std::size_t... Chosen, quantity What, class Answer, class Options>
struct loop_quantity<SourceOf<Callable, R(A...), positions<Chosen...>, What>, What, Answer, Options>
    : function_of_rows {
    using source = SourceOf<Callable, R(A...), positions<Chosen...>, What>;
    static constexpr quantity what = What;
    template <std::size_t I>
    using argument = std::tuple_element_t<I, std::tuple<A...>>;

    [[no_unique_address]] Options options{};

    /// Distributes the rows over threads.
    template <class... Given>
    auto operator()(threads const& several, Given const&... arguments) const {
        return loop_quantity<source, What, Answer, decltype(options.with(several))>{
            {}, options.with(several)}(arguments...);
    }
    /// Makes sums compensated.
    template <class... Given>
    auto operator()(with_compensation sums, Given const&... arguments) const {
        return loop_quantity<source, What, Answer, decltype(options.with(sums))>{{}, options.with(sums)}(arguments...);
    }
    /// Keeps some states of a recurrence.
    template <class... Given>
    auto operator()(checkpoints const& some, Given const&... arguments) const {
        return loop_quantity<source, What, Answer, decltype(options.with(some))>{{}, options.with(some)}(arguments...);
    }
    template <class... Given>
    auto operator()(Given const&... arguments) const {
        if constexpr (!needs_no_seeds<What, Callable>())
            return refused();
        else
            return checked<>(std::tie(), arguments...);
    }
    template <class... Direction, class... Given>
        requires(What == quantity::jvp || What == quantity::hvp)
    auto operator()(direction<Direction...> const& tangent, Given const&... arguments) const {
        if constexpr (!takes_tangent<std::tuple<Direction...>, Given...>())
            return refused();
        else
            return along(tangent, answer, arguments...);
    }
    template <class Variable, class Cotangent, class... Given>
        requires(What == quantity::vjp)
    auto operator()(bundle<binding<Variable, Cotangent>> const& cotangent, Given const&... arguments) const {
        return checked<R>(std::tie(std::get<0>(cotangent.bindings).value), arguments...);
    }

    /// Writes the gradient, and the blocks of a Hessian, and returns the value if it is wanted too.
    template <class... To, class... Given>
        requires((What == quantity::gradient || What == quantity::jacobian || What == quantity::hessian) &&
                 can_write<source, What>)
    auto operator()(row_destinations<To...> const& destinations, Given const&... arguments) const {
        using written = written_rows<source, What>;
        if constexpr (takes_destinations<written, std::tuple<To...>, Given...>()) {
            using T = scalar<Given...>;
            auto const bound = written::template bind<T>(destinations.to, std::tie(arguments...));
            check_destinations_apart(bound);
            auto const write = [&bound](auto const& state, auto const& results) {
                return written::write(state, results, bound);
            };
            if constexpr (What != quantity::hessian && planned<source, What>::value.streams)
                return run(std::type_identity<std::tuple<>>{},
                           streamed_rows{write, [&bound] { written::template clear<T>(bound); },
                                         written::template sinks<T>(bound)},
                           std::tie(), arguments...);
            else
                return run(std::type_identity<std::tuple<>>{}, write, std::tie(), arguments...);
        } else if constexpr (written::returns_value) {
            return 0.0;
        }
    }

    /// Writes the product of the Jacobian's transpose and a cotangent, and returns the value.
    template <class... To, class Variable, class Cotangent, class... Given>
        requires(What == quantity::vjp && can_write<source, What>)
    auto operator()(row_destinations<To...> const& destinations, bundle<binding<Variable, Cotangent>> const& cotangent,
                    Given const&... arguments) const {
        using written = written_rows<source, What>;
        if constexpr (!takes_destinations<written, std::tuple<To...>, Given...>()) {
            return R{};
        } else if constexpr (!parameters<R>::template check<Cotangent>()) {
            return R{};
        } else {
            auto const bound = written::template bind<scalar<Given...>>(destinations.to, std::tie(arguments...));
            check_destinations_apart(bound);
            return run(
                std::type_identity<std::tuple<R>>{},
                [&bound](auto const& state, auto const& results) { return written::write(state, results, bound); },
                std::tie(std::get<0>(cotangent.bindings).value), arguments...);
        }
    }

    /// Writes the product of the Hessian and a direction, and returns the value.
    template <class... To, class... Direction, class... Given>
        requires(What == quantity::hvp && can_write<source, What>)
    auto operator()(row_destinations<To...> const& destinations, direction<Direction...> const& tangent,
                    Given const&... arguments) const {
        using written = written_rows<source, What>;
        if constexpr (!takes_tangent<std::tuple<Direction...>, Given...>() ||
                      !takes_destinations<written, std::tuple<To...>, Given...>()) {
            return 0.0;
        } else {
            auto const bound = written::template bind<scalar<Given...>>(destinations.to, std::tie(arguments...));
            check_destinations_apart(bound);
            return along(
                tangent,
                [&bound](auto const& state, auto const& results) { return written::write(state, results, bound); },
                arguments...);
        }
    }

private:
    static constexpr auto answer = [](auto const& state, auto const& results) { return Answer::from(state, results); };
    template <class Writer, class To, class... Given>
    static consteval bool takes_destinations() {
        if constexpr (!Writer::template check_count<std::tuple_size_v<To>>())
            return false;
        else if constexpr (!can_run<Given...>())
            return false;
        else
            return Writer::template check<scalar<Given...>, To>();
    }

    template <class Direction, class... Given>
    static consteval bool takes_tangent() {
        return []<class... D>(std::type_identity<std::tuple<D...>>) {
            if constexpr (!can_run<Given...>())
                return false;
            else if constexpr (!loop_parameters<argument<Chosen>...>::template check<D...>())
                return false;
            else
                return loop_parameters<A..., argument<Chosen>...>::template check_scalars<Given..., D...>();
        }(std::type_identity<Direction>{});
    }
    template <class... Direction, class Finish, class... Given>
    auto along(direction<Direction...> const& tangent, Finish const& finish, Given const&... arguments) const {
        return std::apply(
            [&](auto const&... parts) {
                return run(std::type_identity<std::tuple<argument<Chosen>...>>{}, finish, std::tie(parts...),
                           arguments...);
            },
            tangent.values);
    }

    static auto refused() { return Answer::template refused<results_of<source, What>>(); }

    template <class... Given>
    static consteval bool can_run() {
        if constexpr (!takes_arguments<Callable, typename written_signature<Callable, R(A...)>::type, Given...>())
            return false;
        else if constexpr (What == quantity::hessian && source::by_rows && source::chosen_axis < 0)
            return refuse_quantity_by_rows<R(A...)>().value;
        else if constexpr (source::differentiates_across)
            return refuse_quantity_across<Callable>();
        else if constexpr (planned<source, What>::value.row_escapes)
            return refuse_row_outside<Callable>();
        else if constexpr (planned<source, What>::value.diagonal)
            return refuse_diagonal<Callable>();
        else if constexpr (planned<source, What>::value.couples_rows)
            return refuse_coupled_rows<Callable>();
        else
            return true;
    }
    template <class... Seeds, class... Parts, class... Given>
    auto checked(std::tuple<Parts const&...> const& seeds, Given const&... arguments) const {
        if constexpr (!can_run<Given...>())
            return refused();
        else if constexpr (!parameters<Seeds...>::template check<Parts...>())
            return refused();
        else
            return run(std::type_identity<std::tuple<Seeds...>>{}, answer, seeds, arguments...);
    }

    template <class... Given>
    using scalar = typename loop_parameters<A...>::template scalar_of<Given...>::type;

    template <class... Seeds, class Finish, class... Parts, class... Given>
    auto run(std::type_identity<std::tuple<Seeds...>>, Finish const& finish, std::tuple<Parts const&...> const& parts,
             Given const&... arguments) const {
        using T = scalar<Given...>;
        using plan = planned<source, What>;
        bound_arguments<source, T, std::tuple<A...>, positions<Chosen...>, Seeds...> bound(parts,
                                                                                           std::tie(arguments...));
        if constexpr (requires { finish.sinks; })
            if (are_apart<T>(finish.sinks, bound.flat, bound.rows_of_column)) {
                constexpr bool reads_late = source::index_columns > 0 && reads_indices_late<plan, Options>;
                std::array<index_reader, reads_late ? static_cast<std::size_t>(plan::value.input_count) : 0> readers{};
                auto const columns = bound.template columns<plan>(reads_late ? readers.data() : nullptr);
                finish.clear();
                return run_plan<plan, T>(options, columns, bound.views.lengths, finish, finish.sinks.data(),
                                         reads_late ? readers.data() : nullptr);
            }
        return run_plan<plan, T>(options, bound.template columns<plan>(nullptr), bound.views.lengths, finish);
    }
};

}  // namespace ctgrad::detail
