#pragma once

#include <cstddef>
#include <string_view>

#include <ctgrad/ctgrad.hpp>

/// The program of a quantity, and counts of its operations.
namespace schedule {

template <class Quantity>
constexpr auto const& program_of(Quantity const&) {
    return ctgrad::detail::compiled<typename Quantity::source, Quantity::what>::value;
}
/// The number of operations with a name.
template <class Quantity>
int count_of(Quantity const& quantity, std::string_view name) {
    auto const& p = program_of(quantity);
    int count = 0;
    for (std::size_t slot = 0; slot < static_cast<std::size_t>(p.count); ++slot)
        count += p.operation(slot) != nullptr && p.operation(slot)->name == name;
    return count;
}

}  // namespace schedule
