#pragma once

#include <cstddef>

#include <ctgrad/support/text_view.hpp>

namespace ctgrad::detail {

template <class Type>
consteval text_view function_with_type() {
    return {__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1};
}
/// Where the name of the type begins, which is the same for all types.
inline constexpr std::size_t characters_before_type = [] {
    std::size_t i = 0;
    while (!function_with_type<void>().substr(i, 4).equals("void")) ++i;
    return i;
}();

/// The name of a type as the compiler spells it. Different types may have the same spelling: two local classes of one
/// function, or types in the unnamed namespaces of two translation units.
template <class Type>
inline constexpr text_view type_name = function_with_type<Type>().substr(
    characters_before_type, function_with_type<Type>().size() + sizeof("void") - 1 - function_with_type<void>().size());

}  // namespace ctgrad::detail
