#pragma once

#include <cstdio>
#include <string>

#include <ctgrad/support/equal_numbers.hpp>

namespace ctgrad::detail {

/// A number with seven significant digits.
inline std::string short_number(double value) {
    if (equal_numbers(value, 0.0)) return "0";
    char text[40];
    std::snprintf(text, sizeof text, "%.7g", value);
    return text;
}

}  // namespace ctgrad::detail
