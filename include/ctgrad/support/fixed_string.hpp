#pragma once

#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/support/text_view.hpp>

namespace ctgrad {

template <std::size_t N>
struct fixed_string;

namespace detail {

template <class Given>
inline constexpr bool is_text = std::is_array_v<Given> || std::same_as<Given, char>;
template <std::size_t N>
inline constexpr bool is_text<fixed_string<N>> = true;

}  // namespace detail

/// A string as a template argument: `variable<"x">` passes a `fixed_string<2>`, and so does `variable<'x'>`.
template <std::size_t N>
struct fixed_string {
    char data[N]{};

    consteval fixed_string(char const (&text)[N]) {
        for (std::size_t i = 0; i < N; ++i) data[i] = text[i];
    }

    template <class... Characters>
        requires(sizeof...(Characters) + 1 == N && (std::same_as<Characters, char> && ...))
    consteval explicit(N != 2) fixed_string(Characters... characters) : data{characters..., 0} {}

    /// Refused, as in `variable<x>`. (A number is no conversion: `get<0>` is not a name.)
    template <class Given>
        requires(N == 2 && std::is_class_v<Given> && !detail::is_text<Given>)
    consteval fixed_string(Given) : data{'x'} {
        static_assert(detail::is_text<Given>,
                      "ctgrad: a name is a text in quotes, as in variable<\"x\">: here is the type given");
    }

    /// The text without its terminating zero.
    constexpr text_view view() const { return {data, N - 1}; }
};
template <std::same_as<char> Character>
fixed_string(Character) -> fixed_string<2>;
template <class Given>
    requires(std::is_class_v<Given> && !detail::is_text<Given>)
fixed_string(Given const&)
->fixed_string<2>;

namespace detail {

/// A text as a list of characters, for the types in error messages: every compiler prints a character as 'x', but a
/// `fixed_string` as a list of numbers or (clang 14) not at all.
template <char...>
struct spelled {};

template <template <char...> class Problem, auto Text, class = std::make_index_sequence<Text.view().size()>>
struct spell;
template <template <char...> class Problem, auto Text, std::size_t... I>
struct spell<Problem, Text, std::index_sequence<I...>> {
    using type = Problem<Text.view()[I]...>;
};

}  // namespace detail
}  // namespace ctgrad
