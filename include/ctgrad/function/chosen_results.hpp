#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/diagnostics/function_argument_checks.hpp>
#include <ctgrad/function/callable.hpp>
#include <ctgrad/function/result_keys.hpp>
#include <ctgrad/function/results.hpp>

/// Jacobians of some of a function's results, and of some blocks.
namespace ctgrad {

namespace detail {

/// The shape of a Jacobian with rows for some results. The value has all results.
template <class Signature, class Arguments, class Results>
struct results_shape;
template <class R, class... A, class Arguments, std::size_t... I>
struct results_shape<R(A...), Arguments, result_positions<I...>> : signature_shape<R(A...), Arguments> {
    using keys = by_chosen_results<R(A...), Arguments, result_positions<I...>>;
    using all = result_parts<R>;
    static constexpr std::size_t result_count = sizeof...(I);
    static constexpr std::size_t differentiated_rows = (all::size_of(I) + ... + 0);

    /// The number of rows before chosen result number `index`.
    static consteval std::size_t first_row(std::size_t index) { return keys::first_row(index); }
    static consteval auto find_rows() {
        constexpr std::size_t chosen[]{I...};
        std::array<std::size_t, differentiated_rows> rows{};
        std::size_t next = 0;
        for (std::size_t const i : chosen)
            for (std::size_t k = 0; k < all::size_of(i); ++k) rows[next++] = all::start_of(i) + k;
        return rows;
    }
};
/// The positions of the scalars of the result that are differentiated.
template <class Shape>
consteval auto differentiated_scalars() {
    if constexpr (requires { Shape::find_rows(); }) {
        return Shape::find_rows();
    } else {
        std::array<std::size_t, Shape::rows> rows{};
        for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = i;
        return rows;
    }
}

/// A source in which only some results are differentiated, and some blocks may be left out. The blocks are in the order
/// of their results, then of their arguments.
template <class Source, class Shape, bool... LeftOut>
struct partial_source : Source {
    static constexpr auto differentiated = differentiated_scalars<Shape>();
    static constexpr bool is_printable = false;

    /// Blocks that are left out need no operation.
    static constexpr void finish(graph&, int const*, int const*, int* derivatives) {
        constexpr bool left_out[]{LeftOut..., false};
        for (std::size_t block = 0; block < sizeof...(LeftOut); ++block) {
            if (!left_out[block]) continue;
            std::size_t const result = block / Shape::argument_count, argument = block % Shape::argument_count;
            for (std::size_t i = first_rows[result]; i < first_rows[result + 1]; ++i)
                for (std::size_t k = starts[argument]; k < starts[argument + 1]; ++k)
                    derivatives[i * Shape::columns + k] = no_node;
        }
    }

private:
    template <std::size_t... I>
    static consteval auto all_first_rows(std::index_sequence<I...>) {
        return std::array<std::size_t, sizeof...(I)>{Shape::first_row(I)...};
    }
    template <std::size_t... I>
    static consteval auto all_starts(std::index_sequence<I...>) {
        return std::array<std::size_t, sizeof...(I)>{Shape::start_of(I)...};
    }
    static constexpr auto first_rows = all_first_rows(std::make_index_sequence<Shape::result_count + 1>{});
    static constexpr auto starts = all_starts(std::make_index_sequence<Shape::argument_count + 1>{});
};

template <class Source, class Shape, bool... LeftOut>
struct with_free_rounding<partial_source<Source, Shape, LeftOut...>> {
    using type = partial_source<typename with_free_rounding<Source>::type, Shape, LeftOut...>;
};
template <class Source, class Shape, bool... LeftOut>
inline constexpr bool rounds_freely<partial_source<Source, Shape, LeftOut...>> = rounds_freely<Source>;
template <class Source, class Shape, bool... LeftOut>
struct invocation<partial_source<Source, Shape, LeftOut...>> : invocation<Source> {};
template <class Self, class Source, class Shape, bool... LeftOut, quantity What>
struct call_in_braces<Self, partial_source<Source, Shape, LeftOut...>, What> : call_in_braces<Self, Source, What> {};

/// The Jacobian of the chosen results with respect to the arguments of a source.
template <class Signature, class Chosen, class Results>
struct jacobian_of_results {
    template <class Callable>
    using type = compiled_callable<partial_source<function_source<Callable, Signature, Chosen, quantity::jacobian>,
                                                  results_shape<Signature, Chosen, Results>>,
                                   quantity::jacobian, jacobian_answer<results_shape<Signature, Chosen, Results>>>;
};

template <class Callable, class R, class... A, class Arguments, std::size_t... I>
constexpr auto jacobian_by_results(std::type_identity<R(A...)>, Arguments, result_positions<I...>) {
    using chosen = typename all_if_none<typename written_signature<Callable, R(A...)>::type, Arguments>::type;
    if constexpr (check_result_positions<result_parts<R>::count, I...>())
        return typename jacobian_of_results<R(A...), chosen, result_positions<I...>>::template type<Callable>{};
    else
        return quantity_by<quantity::jacobian, jacobian_answer, Callable, R(A...), chosen>{};
}

}  // namespace detail
}  // namespace ctgrad
