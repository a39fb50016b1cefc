#pragma once

#include <cstddef>
#include <tuple>

#include <ctgrad/calculus/stream.hpp>
#include <ctgrad/function/results.hpp>

/// The names of a function's arguments in results on a stream.
namespace ctgrad::detail {

template <class R, class... A, std::size_t... Chosen>
struct result_keys<by_arguments<R(A...), positions<Chosen...>>> {
    static constexpr std::size_t count = sizeof...(Chosen);
    static constexpr bool numbered = sizeof...(A) > 1;
    template <std::size_t I>
    using type = std::tuple_element_t<I, std::tuple<positions<Chosen>...>>;

    template <std::size_t I, class Out>
    static void put_name(Out& out) {
        constexpr std::size_t chosen[]{Chosen...};
        out << "x";
        if (numbered) out << chosen[I] + 1;
    }
};

}  // namespace ctgrad::detail
