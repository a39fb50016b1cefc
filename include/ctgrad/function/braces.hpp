#pragma once

#include <concepts>
#include <cstddef>
#include <type_traits>

#include <ctgrad/calculus/callable.hpp>
#include <ctgrad/diagnostics/function_argument_checks.hpp>
#include <ctgrad/function/flat.hpp>

/// Arguments that are written in braces, as in `f({1.0, 2.0, 3.0})`. Braces have no type, so a call that has any is a call
/// with the types of the signature.
namespace ctgrad::detail {

template <std::size_t... Positions>
struct positions;
template <class Callable, class Signature, class Chosen, quantity What>
struct function_source;

/// An argument for a parameter of type S: in braces, or as in other calls.
template <class S>
struct in_braces {
    with_scalar<S, double> value;

    template <class... Given>
    constexpr in_braces(Given const&... given) : value(made_of_given(given...)) {}

private:
    template <class... Given>
    static constexpr with_scalar<S, double> made_of_given(Given const&... given) {
        if constexpr (is_one_argument<Given...>()) {
            (check_list_size<S>("an argument", 0, given), ...);
            return (copied<S, double>(given), ...);
        } else if constexpr (!takes_lists<S>) {
            return {given...};
        } else if constexpr (check_count_in_braces<sizeof...(Given), wanted_list<S>::size>()) {
            using element = typename wanted_list<S>::element;
            std::array<with_scalar<element, double>, sizeof...(Given)> const numbers{
                static_cast<with_scalar<element, double>>(given)...};
            return copied<S, double>(numbers);
        } else {
            return {};
        }
    }
    template <class... Given>
    static consteval bool is_one_argument() {
        if constexpr (sizeof...(Given) == 1)
            return (fits<S, Given>() && ...);
        else
            return false;
    }
};

template <class Self, class Source, quantity What>
struct call_in_braces<Self, freely_rounded<Source>, What> : call_in_braces<Self, Source, What> {};
template <class Self, class Source, quantity Asked, class Layout, bool EntriesAlone, quantity What>
struct call_in_braces<Self, sparse_source<Source, Asked, Layout, EntriesAlone>, What>
    : call_in_braces<Self, Source, What> {};

/// Whether a signature has an argument that can be written in braces.
template <class... A>
inline constexpr bool has_braces = (is_structure<A>() && ...) && (!scalar_type<A> || ...);

template <class Self, class Callable, class R, class... A, std::size_t... Chosen, quantity Asked, quantity What>
    requires(has_braces<A...>)
struct call_in_braces<Self, function_source<Callable, R(A...), positions<Chosen...>, Asked>, What> {
    constexpr auto operator()(in_braces<A> const&... arguments) const
        requires(What != quantity::jvp && What != quantity::vjp && What != quantity::hvp) {
        return static_cast<Self const&>(*this)(arguments.value...);
    }
    template <class Seed>
        requires(What == quantity::jvp || What == quantity::vjp || What == quantity::hvp)
    constexpr auto operator()(Seed const& seed, in_braces<A> const&... arguments) const {
        return static_cast<Self const&>(*this)(seed, arguments.value...);
    }
};

}  // namespace ctgrad::detail
