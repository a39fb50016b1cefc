#pragma once

#include <cstddef>
#include <utility>

#include <ctgrad/diagnostics/derivative_checks.hpp>
#include <ctgrad/diagnostics/refusal.hpp>
#include <ctgrad/function/structure.hpp>
#include <ctgrad/support/text_view.hpp>

/// Results of functions, chosen by position or by name.
namespace ctgrad {

namespace detail {

/// The position of a result, or the name of a member of a struct, as a template argument.
struct result_key {
    std::size_t position = 0;
    char name[64]{};

    consteval result_key(std::size_t index) : position(index) {}
    template <std::size_t N>
    consteval result_key(char const (&text)[N]) {
        static_assert(N <= sizeof(name));
        for (std::size_t i = 0; i < N; ++i) name[i] = text[i];
    }
    constexpr bool is_name() const { return name[0] != 0; }
};
template <result_key... Keys>
struct result_names {};

template <class R>
consteval bool refuse_result_name() {
    static_assert(never<R>,
                  "ctgrad: results<...> finds a result by name if the result of the function is a struct adapted with "
                  "Boost.Hana, and that is the name of a member");
    return false;
}
template <class R, result_key Key, std::size_t... I>
consteval std::size_t position_of_name(std::index_sequence<I...>) {
    std::size_t index = sizeof...(I);
    ((member<R, I>::name().view() == text_view(Key.name) ? void(index = I) : void()), ...);
    return index;
}
template <class R, result_key Key>
consteval std::size_t position_of_key() {
    if constexpr (!Key.is_name()) {
        return Key.position;
    } else if constexpr (hana_struct<R>) {
        constexpr std::size_t index = position_of_name<R, Key>(std::make_index_sequence<member_count<R>>{});
        if constexpr (index == member_count<R>) refuse_result_name<R>();
        return index < member_count<R> ? index : 0;
    } else {
        refuse_result_name<R>();
        return 0;
    }
}
/// The positions of results of a function that returns R.
template <class R, result_key... Keys>
using positions_of_names = result_positions<position_of_key<R, Keys>()...>;

template <result_key... Keys>
consteval auto results_of_keys() {
    if constexpr ((Keys.is_name() || ...))
        return result_names<Keys...>{};
    else
        return result_positions<Keys.position...>{};
}

}  // namespace detail

/// Chooses results of a function by position, as in `jacobian(f, results<0, 2>)`, and finds their derivatives, as in
/// `j(results<2>, arguments<0>)`. The results are the members of a struct or tuple, and the elements of an array or vector; a number
/// or a matrix is a single result. The members of a struct can be chosen by name: `jacobian(f, results<"speed">)`.
template <detail::result_key... Keys>
inline constexpr auto results = detail::results_of_keys<Keys...>();

}  // namespace ctgrad
