#pragma once

#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/calculus/answers.hpp>
#include <ctgrad/diagnostics/function_argument_checks.hpp>
#include <ctgrad/evaluate/run.hpp>
#include <ctgrad/function/block_destinations.hpp>
#include <ctgrad/function/braces.hpp>
#include <ctgrad/function/chosen_results.hpp>
#include <ctgrad/function/flat.hpp>
#include <ctgrad/function/results.hpp>

/// Jacobians of functions that are written to the user's memory, as one block for each argument.
namespace ctgrad::detail {

template <class Callable, class Signature, class Chosen, quantity Asked>
inline constexpr bool has_blocks<function_source<Callable, Signature, Chosen, Asked>, quantity::jacobian> = true;
template <class Source, quantity What>
inline constexpr bool has_blocks<freely_rounded<Source>, What> = has_blocks<Source, What>;
template <class Source, class Shape, bool... LeftOut, quantity What>
inline constexpr bool has_blocks<partial_source<Source, Shape, LeftOut...>, What> = has_blocks<Source, What>;

template <class Answer>
struct shape_of_answer;
template <template <class> class Answer, class Shape>
struct shape_of_answer<Answer<Shape>> {
    using type = Shape;
};

/// The blocks of a Jacobian with this shape, result by result.
template <class Shape>
struct blocks_of {
    static constexpr std::size_t arguments = Shape::argument_count, count = Shape::result_count * arguments;
    template <std::size_t I>
    static constexpr std::size_t first_row = Shape::first_row(I / arguments);
    template <std::size_t I>
    static constexpr std::size_t rows = Shape::first_row(I / arguments + 1) - first_row<I>;
    template <std::size_t I>
    static constexpr std::size_t first_column = Shape::start_of(I % arguments);
    template <std::size_t I>
    static constexpr std::size_t columns = Shape::start_of(I % arguments + 1) - first_column<I>;
    template <std::size_t I, class Block>
    using destination =
        block_destination<std::conditional_t<std::is_pointer_v<std::remove_cvref_t<Block>>, std::remove_cvref_t<Block>,
                                             std::remove_reference_t<Block>>,
                          rows<I>, columns<I>>;

    template <class... Block, std::size_t... I>
    static constexpr bool check(std::index_sequence<I...>) {
        return (check_one<I, Block>() && ...);
    }
    template <std::size_t I, class Block>
    static constexpr bool check_one() {
        if constexpr (!outlives_call<Block>())
            return refuse_destination_block<Block>();
        else
            return destination<I, Block>::check();
    }
    template <class... Block, std::size_t... I>
    static CTGRAD_INLINE void prepare(std::tuple<Block...>& blocks, std::index_sequence<I...>) {
        (destination<I, Block>::prepare(std::get<I>(blocks), Shape::position_of(I % arguments)), ...);
    }
    template <class... Block, class Numbers, std::size_t... I>
    static CTGRAD_INLINE void write(std::tuple<Block...>& blocks, Numbers const& numbers, std::index_sequence<I...>) {
        (write_one<I, Block>(std::get<I>(blocks), numbers, std::make_index_sequence<rows<I> * columns<I>>{}), ...);
    }
    template <std::size_t I, class Block, class Numbers, std::size_t... Entry>
    static CTGRAD_INLINE void write_one(Block& block, Numbers const& numbers, std::index_sequence<Entry...>) {
        using to = destination<I, Block>;
        if (!to::is_wanted(block)) return;
        constexpr std::size_t width = columns<I>, start = Shape::rows + first_row<I> * Shape::columns + first_column<I>;
        (assign(to::at(block, Entry / width, Entry % width),
                numbers[start + Entry / width * Shape::columns + Entry % width]),
         ...);
    }
    template <class To, class From>
    static CTGRAD_INLINE void assign(To& to, From const& from) {
        to = static_cast<To>(from);
    }
};

/// Computes a Jacobian, writes it to the blocks, and returns the value.
template <class Source, quantity What, class Answer, class... Block>
struct block_writer : call_in_braces<block_writer<Source, What, Answer, Block...>, Source, What> {
    using call_in_braces<block_writer, Source, What>::operator();

    constexpr explicit block_writer(std::tuple<Block...> const& given) : blocks(given) {}

    template <class... Given>
    CTGRAD_INLINE auto operator()(Given const&... arguments) const {
        return write(typename signature_of<Source>::type{}, arguments...);
    }

private:
    mutable std::tuple<Block...> blocks;  // objects that only refer to memory are held by value

    using shape = typename shape_of_answer<Answer>::type;
    using parts = blocks_of<shape>;
    template <class S>
    struct signature_of;
    template <class Callable, class R, class... A, class Chosen, quantity Asked>
    struct signature_of<function_source<Callable, R(A...), Chosen, Asked>> {
        using type = signature_of;
        using written = written_parameters<Callable, R(A...)>;
        using plain = parameters<A...>;
        template <class... Given>
        static CTGRAD_INLINE void check_sizes(Given const&... arguments) {
            check_argument_sizes<A...>(arguments...);
        }
    };
    template <class S>
    struct signature_of<freely_rounded<S>> : signature_of<S> {};
    template <class S, class Of, bool... LeftOut>
    struct signature_of<partial_source<S, Of, LeftOut...>> : signature_of<S> {};

    // A source that is derived from one with blocks.
    template <class S>
        requires requires { typename S::base_source; }
    struct signature_of<S> : signature_of<typename S::base_source> {};

    // Blocks of type `std::nullptr_t` are not even computed.
    template <class S>
    struct without_null_blocks {
        using type = partial_source<S, shape, std::is_null_pointer_v<std::remove_cvref_t<Block>>...>;
    };
    template <class S, class Of>
    struct without_null_blocks<partial_source<S, Of>> : without_null_blocks<S> {};
    template <class S>
        requires requires { typename S::base_source; }
    struct without_null_blocks<S> : std::type_identity<S> {};
    using source = typename std::conditional_t<(std::is_null_pointer_v<std::remove_cvref_t<Block>> || ...),
                                               without_null_blocks<Source>, std::type_identity<Source>>::type;

    template <class Signature, class... Given>
    CTGRAD_INLINE auto write(Signature, Given const&... arguments) const {
        constexpr auto all = std::index_sequence_for<Block...>{};
        if constexpr (!check_block_count<sizeof...(Block), parts::count>()) {
            return refused();
        } else if constexpr (!parts::template check<Block...>(all)) {
            return refused();
        } else if constexpr (!Signature::written::template check<Given...>()) {
            return refused();
        } else {
            using scalar = widest_scalar<typename Signature::plain, Given...>;
            check_constant_evaluation<compiled<source, What>>();
            Signature::check_sizes(arguments...);
            parts::prepare(blocks, all);
            return run_flat<typename Signature::plain, scalar>(
                [this](auto const& inputs) CTGRAD_INLINE_LAMBDA {
                    auto const numbers = run<compiled<source, What>, scalar, results_of<source, What>>(
                        inputs, statements_of<compiled<source, What>>);
                    parts::write(blocks, numbers, std::index_sequence_for<Block...>{});
                    return shape::template value<0>(numbers);
                },
                arguments...);
        }
    }
    static constexpr auto refused() { return shape::template value<0>(std::array<double, shape::rows>{}); }
};

}  // namespace ctgrad::detail
