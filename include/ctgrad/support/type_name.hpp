#pragma once

#include <cstddef>
#include <string_view>

namespace ctgrad::detail {

template <class Type>
consteval std::string_view function_with_type() {
    return {__PRETTY_FUNCTION__, sizeof(__PRETTY_FUNCTION__) - 1};
}
inline constexpr std::size_t characters_before_type = function_with_type<void>().find("void");

/// The name of a type as the compiler spells it. Different types may have the same spelling: two local classes of one
/// function, or types in the unnamed namespaces of two translation units.
template <class Type>
inline constexpr std::string_view type_name = function_with_type<Type>().substr(
    characters_before_type, function_with_type<Type>().size() + sizeof("void") - 1 - function_with_type<void>().size());

}  // namespace ctgrad::detail
