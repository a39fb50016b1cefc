#pragma once

#include <concepts>
#include <cstddef>
#include <tuple>
#include <utility>

// Declarations are enough, because code that adapts a struct includes the rest.
#include <boost/hana/accessors.hpp>
#include <boost/hana/concept/struct.hpp>
#include <boost/hana/fwd/at.hpp>
#include <boost/hana/fwd/first.hpp>
#include <boost/hana/fwd/length.hpp>
#include <boost/hana/fwd/second.hpp>
#include <boost/hana/fwd/string.hpp>

#include <ctgrad/compile/source.hpp>
#include <ctgrad/evaluate/bind.hpp>
#include <ctgrad/evaluate/run.hpp>
#include <ctgrad/formula/binding.hpp>
#include <ctgrad/formula/variable.hpp>

/// The arguments of an evaluation: bindings, structs that hold several of them, tangents and cotangents.
namespace ctgrad {

namespace detail {

template <class S>
concept hana_struct = !is_binding<S> && boost::hana::Struct<S>::value;

template <class S>
inline constexpr std::size_t member_count = decltype(boost::hana::length(boost::hana::accessors<S>()))::value;

/// The name of a member of a struct, and its value.
template <class S, std::size_t I>
struct member {
    static constexpr auto accessor() { return boost::hana::at_c<I>(boost::hana::accessors<S>()); }
    template <char... C>
    static constexpr auto characters(boost::hana::string<C...>) {
        return fixed_string<sizeof...(C) + 1>(C...);
    }
    static constexpr auto name() { return characters(boost::hana::first(accessor())); }
    using variable = variable_type<name()>;

    template <class Struct>
    static constexpr decltype(auto) of(Struct&& s) {
        return boost::hana::second(accessor())(std::forward<Struct>(s));
    }
};

/// Several bindings in one argument.
template <class... Bindings>
struct bundle {
    std::tuple<Bindings...> bindings;
};

template <class Variable, class T>
constexpr auto as_bundle(binding<Variable, T> const& b) {
    return std::tuple<binding<Variable, T>>{b};
}
template <class... Bindings>
constexpr auto as_bundle(bundle<Bindings...> const& b) {
    return b.bindings;
}
template <hana_struct S>
constexpr auto as_bundle(S const& s) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        return std::make_tuple(bind<typename member<S, I>::variable>(member<S, I>::of(s))...);
    }
    (std::make_index_sequence<member_count<S>>{});
}

/// The bindings of an argument.
template <class Argument>
struct bindings_of {
    using type = void;
};
template <class Variable, class T>
struct bindings_of<binding<Variable, T>> {
    using type = expressions<binding<Variable, T>>;
};
template <class... Bindings>
struct bindings_of<bundle<Bindings...>> {
    using type = expressions<Bindings...>;
};
template <hana_struct S>
struct bindings_of<S> {
    template <std::size_t... I>
    static auto list(std::index_sequence<I...>)
        -> expressions<binding<typename member<S, I>::variable,
                               std::remove_cvref_t<decltype(member<S, I>::of(std::declval<S const&>()))>>...>;
    using type = decltype(list(std::make_index_sequence<member_count<S>>{}));
};

/// Calls `f` with all bindings of all arguments.
template <class F, class... Arguments>
CTGRAD_INLINE auto with_bindings(F f, Arguments const&... arguments) {
    if constexpr ((is_binding<Arguments> && ...))
        return f(arguments...);
    else
        return std::apply(f, std::tuple_cat(as_bundle(arguments)...));
}

}  // namespace detail

/// The tangent of a Jacobian-vector product: a direction, one number for each variable.
/// ```cpp
/// ctgrad::jvp(f, x, y)(ctgrad::tangent(x = 1.0, y = 0.5), x = 2.0, y = 3.0)
/// ```
template <class... X, class... T>
constexpr auto tangent(detail::binding<X, T> const&... directions) {
    return detail::bundle<detail::binding<detail::tangent_type<X>, T>...>{{{directions.value}...}};
}

template <class... Given>
    requires(detail::is_binding<Given> || ...)
constexpr auto tangent(Given const&...) {
    static_assert((detail::is_binding<Given> && ...),
                  "ctgrad: a tangent names its variables, as in tangent(x = 1.0, y = 0.0)");
    return detail::refused{};
}

}  // namespace ctgrad
