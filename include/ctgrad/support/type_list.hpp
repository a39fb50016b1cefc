#pragma once

#include <cstddef>

namespace ctgrad {

/// A list of types. `each` calls a function once for each type, such as the lambda `[]<class Type>() { ... }`.
template <class... Types>
struct type_list {
    static constexpr std::size_t size = sizeof...(Types);

    template <class F>
    static constexpr void each(F f) {
        (f.template operator()<Types>(), ...);
    }
};

namespace detail {

template <class... Lists>
struct joined_lists;
template <class... A>
struct joined_lists<type_list<A...>> {
    using type = type_list<A...>;
};
template <class... A, class... B, class... Rest>
struct joined_lists<type_list<A...>, type_list<B...>, Rest...> {
    using type = typename joined_lists<type_list<A..., B...>, Rest...>::type;
};

}  // namespace detail

/// The types of several lists, in order.
template <class... Lists>
using joined_type_lists = typename detail::joined_lists<Lists...>::type;

}  // namespace ctgrad
