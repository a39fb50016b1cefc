#pragma once

#include <cstddef>
#include <tuple>
#include <utility>

#include <ctgrad/function/structure.hpp>
#include <ctgrad/support/fixed_string.hpp>

namespace ctgrad {

namespace detail {

template <class S, fixed_string Name, std::size_t... I>
consteval std::size_t index_of_member(std::index_sequence<I...>) {
    std::size_t index = sizeof...(I);
    ((member<S, I>::name().view() == Name.view() ? void(index = I) : void()), ...);
    return index;
}
template <class S, fixed_string Name>
consteval std::size_t checked_index_of_member() {
    constexpr std::size_t index = index_of_member<S, Name>(std::make_index_sequence<member_count<S>>{});
    static_assert(index < member_count<S>, "ctgrad: the struct has no member of that name adapted with Boost.Hana");
    return index < member_count<S> ? index : 0;
}

}  // namespace detail

/// A member of a struct adapted with Boost.Hana, by its name. In a traced function this also works if the struct is not
/// a template over its scalar type, although then its own members cannot hold symbols. An unknown name is refused.
/// ```cpp
/// struct lens { double focal, k1; };
/// BOOST_HANA_ADAPT_STRUCT(lens, focal, k1);
/// constexpr auto f = ctgrad::function<double(lens, double)>(
///     [](auto const& l, auto r) { return ctgrad::get<"focal">(l) * (1 + ctgrad::get<"k1">(l) * r * r); });
/// ```
template <fixed_string Name, class S, class T>
constexpr auto const& get(detail::named_members<S, T> const& value) {
    return std::get<detail::checked_index_of_member<S, Name>()>(value.members);
}
template <fixed_string Name, detail::hana_struct S>
constexpr auto const& get(S const& value) {
    return detail::member<S, detail::checked_index_of_member<S, Name>()>::of(value);
}

}  // namespace ctgrad
