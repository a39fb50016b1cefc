#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/compile/compile.hpp>
#include <ctgrad/compile/rounding.hpp>
#include <ctgrad/compile/source.hpp>
#include <ctgrad/diagnostics/argument_messages.hpp>
#include <ctgrad/evaluate/arguments.hpp>
#include <ctgrad/evaluate/bind.hpp>
#include <ctgrad/evaluate/run.hpp>
#include <ctgrad/formula/binding.hpp>
#include <ctgrad/formula/text.hpp>

/// Checks the arguments of an evaluation before anything deep is instantiated, because every level of instantiation
/// adds a note to the compiler's message. One mistake gives one message, and the types in it name the culprit.
namespace ctgrad::detail {

/// The facts about a source that the checks need.
template <class Source>
struct source_parts;
template <class... F, class... X, class... Seed>
struct source_parts<formula_source<expressions<F...>, expressions<X...>, expressions<Seed...>>> {
    static constexpr bool mistaken = (std::same_as<F, mistake> || ...) || (std::same_as<X, mistake> || ...);
    static constexpr std::size_t seed_count = sizeof...(Seed);
    template <std::size_t I>
    using seed = std::tuple_element_t<I, std::tuple<Seed...>>;

    /// The number of the seed that an input is, or `seed_count`.
    static constexpr std::size_t seed_at(input const& wanted) {
        std::uint64_t const key[][2]{{Seed::high, Seed::low}..., {0, 0}};
        std::size_t i = 0;
        while (i < seed_count && (key[i][0] != wanted.high || key[i][1] != wanted.low)) ++i;
        return i;
    }
};

template <class Source>
struct source_parts<freely_rounded<Source>> : source_parts<Source> {};

/// The text of an input's name.
template <class P, int Input>
struct text_of_input {
    constexpr text_view view() const { return P::value.inputs[Input].name; }
};

template <class... Lists>
struct joined_lists {
    using type = expressions<>;
};
template <class... A>
struct joined_lists<expressions<A...>> {
    using type = expressions<A...>;
};
template <class... A, class... B, class... Rest>
struct joined_lists<expressions<A...>, expressions<B...>, Rest...> : joined_lists<expressions<A..., B...>, Rest...> {};

template <std::size_t N>
constexpr int first_true(bool const (&flags)[N]) {
    for (std::size_t i = 0; i < N; ++i)
        if (flags[i]) return static_cast<int>(i);
    return -1;
}

/// All bindings of all arguments.
template <class Bindings>
struct given_values;
template <class... V, class... T>
struct given_values<expressions<binding<V, T>...>> {
    template <class P>
    using placement = detail::placement<P, V...>;
    template <int I>
    using variable = std::tuple_element_t<static_cast<std::size_t>(I), std::tuple<V...>>;
    template <int I>
    using value = std::tuple_element_t<static_cast<std::size_t>(I), std::tuple<T...>>;

    using scalar = typename scalar_of<T...>::type;
    static constexpr int no_number = first_true({!scalar_value<T>..., false});
    static constexpr int no_scalar = first_true({!std::is_constructible_v<scalar, T const&>..., false});
};

/// Whether an operation can be computed with scalars of type T.
template <class Operation, class T, std::size_t... I>
consteval bool computes(std::index_sequence<I...>) {
    using mask = typename condition_of<T>::type;
    using computed = decltype(computed_operation<Operation, static_cast<int>(sizeof...(I)), T>());
    return requires {
        computed::evaluate(
            std::declval<
                std::conditional_t<(I < static_cast<std::size_t>(Operation::conditions)), mask, T> const&>()...);
    };
}

/// The first slot of a program whose operation cannot be computed with scalars of type T, or -1.
template <class P, class T, std::size_t... Slot>
consteval int find_not_computed(std::index_sequence<Slot...>) {
    auto const fails = []<operation_info const * Info>(row<Info> r) {
        if constexpr (Info->arity == 0)
            return false;
        else
            return !computes<decltype(definition_of(r)), T>(
                std::make_index_sequence<static_cast<std::size_t>(Info->arity)>{});
    };
    return first_true({fails(row<info_of_slot<P>(Slot)>{})..., false});
}
template <class P, class T>
consteval int not_computed() {
    // Floating-point types support everything; the search would only take time.
    if constexpr (std::floating_point<T>)
        return -1;
    else
        return find_not_computed<P, T>(std::make_index_sequence<static_cast<std::size_t>(P::value.count)>{});
}

/// Whether these numbers are complete and valid for a quantity of a source; a static_assert says what is wrong.
template <class Source, quantity What, class Given, class Compiled = compiled<Source, What>>
constexpr bool accepted_values() {
    using parts = source_parts<Source>;
    using program = Compiled;
    using places = typename Given::template placement<program>;
    constexpr int repeated = places::unknown_and_repeated[1], unknown = places::unknown_and_repeated[0];
    if constexpr (repeated >= 0) {
        using culprit = typename Given::template variable<repeated>;
        if constexpr (describe<culprit>.what == descriptor::kind::tangent)
            return refuse_tangent_twice<about<tangent_twice_for, culprit>>();
        else
            return refuse_twice<about<variable_bound_twice, culprit>>();
    } else if constexpr (unknown >= 0) {
        using culprit = typename Given::template variable<unknown>;
        if constexpr (describe<culprit>.what == descriptor::kind::tangent)
            return refuse_tangent_unknown<about<tangent_unknown_for, culprit>>();
        else if constexpr (describe<culprit>.what == descriptor::kind::cotangent)
            return refuse_cotangent_unknown<about<cotangent_unknown_for_output, culprit>>();
        else
            return refuse_unknown<about<unknown_variable, culprit>>();
    } else if constexpr (places::unbound >= 0) {
        constexpr std::size_t seed = parts::seed_at(program::value.inputs[places::unbound]);
        if constexpr (seed == parts::seed_count)
            return refuse_unbound<typename spell<unbound_variable, text_of_input<program, places::unbound>{}>::type>();
        else if constexpr (What == quantity::vjp)
            return refuse_cotangent_missing<about<cotangent_missing_for_output, typename parts::template seed<seed>>>();
        else
            return refuse_tangent_missing<about<tangent_missing_for, typename parts::template seed<seed>>>();
    } else if constexpr (Source::has_matrices) {
        return true;
    } else {
        constexpr int slot = not_computed<program, typename Given::scalar>();
        if constexpr (slot >= 0)
            return refuse_operation<decltype(definition_of(
                                        row<info_of_slot<program>(static_cast<std::size_t>(slot))>{})),
                                    typename Given::scalar>();
        else
            return true;
    }
}

/// Whether these arguments are complete and valid for a quantity of a source; a static_assert says what is wrong.
template <class Source, quantity What, class... Arguments>
constexpr bool accepted() {
    using parts = source_parts<Source>;
    constexpr int no_binding = first_true({std::is_void_v<typename bindings_of<Arguments>::type>..., false});
    if constexpr (parts::mistaken || ((std::same_as<Arguments, refused> || std::same_as<Arguments, mistake>) || ...)) {
        return false;
    } else if constexpr (no_binding >= 0) {
        return refuse_argument<std::tuple_element_t<static_cast<std::size_t>(no_binding), std::tuple<Arguments...>>>();
    } else {
        using given = given_values<typename joined_lists<typename bindings_of<Arguments>::type...>::type>;
        if constexpr (given::no_number >= 0) {
            refuse_value<about<bound_variable, typename given::template variable<given::no_number>>,
                         typename given::template value<given::no_number>>();
            return false;
        } else if constexpr (given::no_scalar >= 0) {
            return refuse_mixture<typename given::template value<given::no_scalar>, typename given::scalar>();
        } else if constexpr (compiled<Source, What>::failed) {
            return false;
        } else {
            return accepted_values<Source, What, given>();
        }
    }
}

}  // namespace ctgrad::detail
