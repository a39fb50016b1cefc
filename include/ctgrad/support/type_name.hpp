#pragma once

#include <string_view>

namespace ctgrad::detail {

/// The name of a type as the compiler spells it. Different types may have the same spelling: two local classes of one
/// function, or types in the unnamed namespaces of two translation units.
template <class Type>
consteval std::string_view type_name() {
    std::string_view const text = __PRETTY_FUNCTION__;
    std::string_view const before = "Type = ";
    std::size_t const first = text.find(before) + before.size();
    // g++ continues with "; std::string_view = ...]", clang ends with "]".
    std::size_t const semicolon = text.find(';', first);
    return text.substr(first, (semicolon == text.npos ? text.size() - 1 : semicolon) - first);
}

}  // namespace ctgrad::detail
