#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/batch/threads.hpp>
#include <ctgrad/calculus/callable.hpp>
#include <ctgrad/diagnostics/row_messages.hpp>
#include <ctgrad/loops/calculus/answers.hpp>
#include <ctgrad/loops/calculus/written_rows.hpp>
#include <ctgrad/loops/run/columns.hpp>
#include <ctgrad/loops/run/run.hpp>
#include <ctgrad/loops/run/views.hpp>
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
    /// Compensates sums.
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
        if constexpr (!needs_no_seeds())
            return refused();
        else
            return checked<>(std::tie(), arguments...);
    }
    template <class... Direction, class... Given>
        requires(What == quantity::jvp || What == quantity::hvp)
    auto operator()(direction<Direction...> const& tangent, Given const&... arguments) const {
        if constexpr (!can_run<Given...>())
            return refused();
        else if constexpr (!loop_parameters<argument<Chosen>...>::template check<Direction...>())
            return refused();
        else if constexpr (!loop_parameters<A..., argument<Chosen>...>::template check_scalars<Given...,
                                                                                               Direction...>())
            return refused();
        else
            return std::apply(
                [&](auto const&... parts) {
                    return run(std::type_identity<std::tuple<argument<Chosen>...>>{}, answer, std::tie(parts...),
                               arguments...);
                },
                tangent.values);
    }
    template <class Variable, class Cotangent, class... Given>
        requires(What == quantity::vjp)
    auto operator()(bundle<binding<Variable, Cotangent>> const& cotangent, Given const&... arguments) const {
        return checked<R>(std::tie(std::get<0>(cotangent.bindings).value), arguments...);
    }

    /// Writes the gradient, and returns the value if that is asked for too.
    template <class... To, class... Given>
        requires((What == quantity::gradient || What == quantity::jacobian) && can_write<source, What>)
    auto operator()(row_destinations<To...> const& destinations, Given const&... arguments) const {
        using written = written_rows<source, What>;
        if constexpr (takes_destinations<written, std::tuple<To...>, Given...>()) {
            using T = scalar<Given...>;
            auto const bound = written::template bind<T>(destinations.to, std::tie(arguments...));
            check_destinations_apart(bound);
            auto const write = [&bound](auto const& state, auto const& results) {
                return written::write(state, results, bound);
            };
            if constexpr (planned<source, What>::value.streams)
                return run(std::type_identity<std::tuple<>>{}, streamed{write, written::template sinks<T>(bound)},
                           std::tie(), arguments...);
            else
                return run(std::type_identity<std::tuple<>>{}, write, std::tie(), arguments...);
        } else if constexpr (written::returns_value) {
            return 0.0;
        }
    }

private:
    static constexpr auto answer = [](auto const& state, auto const& results) { return Answer::from(state, results); };
    /// Finishes what loops have begun to write through `sinks`.
    template <class Write, class Sinks>
    struct streamed {
        Write const& write;
        Sinks sinks;
        auto operator()(auto const& state, auto const& results) const { return write(state, results); }
    };
    template <class Write, class Sinks>
    streamed(Write const&, Sinks) -> streamed<Write, Sinks>;

    template <class Writer, class To, class... Given>
    static consteval bool takes_destinations() {
        if constexpr (!Writer::template check_count<std::tuple_size_v<To>>())
            return false;
        else if constexpr (!can_run<Given...>())
            return false;
        else
            return Writer::template check<scalar<Given...>, To>();
    }

    static auto refused() { return Answer::template refused<results_of<source, What>>(); }

    static constexpr bool needs_no_seeds() {
        if constexpr (std::same_as<Callable, refused_callable>)
            return true;
        else if constexpr (What == quantity::jvp || What == quantity::hvp)
            return refuse_tangent_of_function_missing<Callable>();
        else if constexpr (What == quantity::vjp)
            return refuse_cotangent_of_function_missing<Callable>();
        else
            return true;
    }

    template <class... Given>
    static consteval bool can_run() {
        if constexpr (std::same_as<Callable, refused_callable>)
            return false;
        else if constexpr (!written_loop_parameters<
                               typename written_signature<Callable, R(A...)>::type>::type::template check<Given...>())
            return false;
        else if constexpr (planned<source, What>::value.row_escapes)
            return refuse_row_outside<Callable>();
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

    /// The scalar type of rows decides; other numbers are converted to it.
    template <class... Given>
    using scalar =
        typename std::tuple_element_t<0, decltype(std::tuple_cat(scalars_of_argument<A, Given>()...,
                                                                 std::tuple<std::type_identity<double>>{}))>::type;

    template <class... Seeds, class Finish, class... Parts, class... Given>
    auto run(std::type_identity<std::tuple<Seeds...>>, Finish const& finish, std::tuple<Parts const&...> const& parts,
             Given const&... arguments) const {
        using T = scalar<Given...>;
        using plan = planned<source, What>;
        constexpr auto inputs = static_cast<std::size_t>(plan::value.input_count);
        std::array<T, source::leaves + (leaf_count<typename content_of<Seeds>::type>() + ... + 0) + 1> numbers{};
        std::array<row_column<T>, numbers.size()> flat{};
        bound_views views{source::views, source::list_positions.data(), source::axis_of_argument(sizeof...(A))};
        axis_lengths& lengths = views.lengths;
        std::array<std::size_t, numbers.size()> rows_of_column{};
        std::array<std::ptrdiff_t const*, source::index_columns + 1> indices{};
        for (std::size_t i = 0; i < flat.size(); ++i) flat[i] = {&numbers[i], 0};
        std::size_t next = 0, position = 0, column = 0;
        int axis = 0;
        auto const bind = [&]<class Shape>(std::type_identity<Shape>, auto const& given) {
            using content = typename content_of<Shape>::type;
            constexpr std::size_t count = leaf_count<content>();
            if constexpr (std::same_as<Shape, step_count>) {
                lengths[static_cast<std::size_t>(axis++)] = number_of_steps(given);
            } else if constexpr (index_columns_of<Shape> > 0) {
                lengths[static_cast<std::size_t>(axis)] = bind_indices<index_columns_of<Shape>>(
                    given, static_cast<std::size_t>(axis), indices.data() + column);
                ++axis;
                column += index_columns_of<Shape>;
            } else if constexpr (is_rows<Shape>) {
                constexpr std::size_t chosen[]{Chosen..., 0};
                bool const is_tangent = position >= sizeof...(A);
                std::size_t const argument_position = is_tangent ? chosen[position - sizeof...(A)] : position;
                auto const rows = bind_rows<content, T>(given, argument_position);
                for (std::size_t i = 0; i < count; ++i) {
                    flat[next + i] = rows.columns[i];
                    rows_of_column[next + i] = rows.count;
                }
                if (!is_tangent)
                    lengths[static_cast<std::size_t>(axis++)] = rows.count;
                else if (rows.count != lengths[static_cast<std::size_t>(source::axis_of_argument(argument_position))])
                    refuse_rows_at_run_time(argument_position, "has another number of rows than its tangent");
            } else {
                check_list_size<content>("arguments<", position, given);
                [&]<std::size_t... I>(std::index_sequence<I...>) {
                    [[maybe_unused]] int const in_order[]{
                        (numbers[next + I] = scalar_as<T>(given_leaf<content, I>(given)), 0)..., 0};
                }
                (std::make_index_sequence<count>{});
            }
            next += count;
            ++position;
        };
        (bind(std::type_identity<A>{}, arguments), ...);
        std::apply([&](auto const&... seeds) { (bind(std::type_identity<Seeds>{}, seeds), ...); }, parts);
        views.columns = indices.data();
        views.set_lengths();
        views.check_indices();
        std::array<row_column<T>, inputs + 1> columns{};
        for (std::size_t i = 0; i < inputs; ++i) {
            auto const number = static_cast<std::size_t>(plan::value.inputs_of_graph[i].low);
            if (int const tangent_of = source::view_of_tangent(number); tangent_of >= 0) {
                row_view const& view = source::views.views[tangent_of];
                columns[i] = views.column(
                    view,
                    flat[source::leaves + source::place_among_chosen(static_cast<std::size_t>(view.from.number))]);
            } else if (number < source::first_view) {
                columns[i] = flat[number];
            } else {
                row_view const& view = source::views.views[number - source::first_view];
                columns[i] = views.column(view, flat[static_cast<std::size_t>(view.from.number)]);
            }
        }
        if constexpr (requires { finish.sinks; })
            if (are_apart<T>(finish.sinks, flat, rows_of_column))
                return run_plan<plan, T>(options, columns, lengths, finish, finish.sinks.data());
        return run_plan<plan, T>(options, columns, lengths, finish);
    }
};

}  // namespace ctgrad::detail
