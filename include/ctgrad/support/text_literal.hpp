#pragma once

#include <cstddef>
#include <string_view>

namespace ctgrad::detail {

/// A text whose length is known: std::string_view would count its characters, one by one, in every translation unit.
struct text_literal : std::string_view {
    constexpr text_literal() = default;
    template <std::size_t Size>
    constexpr text_literal(char const (&text)[Size]) : std::string_view(text, Size - 1) {}
    constexpr text_literal(std::string_view text) : std::string_view(text) {}
};

}  // namespace ctgrad::detail
