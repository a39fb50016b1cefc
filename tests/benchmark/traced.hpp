#pragma once

#include <array>
#include <cstddef>
#include <type_traits>

#include "work.hpp"

/// The work as traced functions, and their quantities for numbers in a row.
namespace work {

template <class Work>
struct single_or_array {
    template <class... Numbers>
    constexpr auto operator()(Numbers const&... numbers) const {
        auto const results = Work{}(numbers...);
        if constexpr (Work::results == 1)
            return results[0];
        else
            return results;
    }
};
template <class Work>
constexpr auto make_traced() {
    using result = std::conditional_t<Work::results == 1, double, std::array<double, Work::results>>;
    if constexpr (Work::given == 0)
        return ctgrad::function<result(std::array<double, Work::by>)>(single_or_array<Work>{});
    else
        return ctgrad::function<result(std::array<double, Work::by>, std::array<double, Work::given>)>(
            single_or_array<Work>{});
}
template <class Work>
inline constexpr auto traced = make_traced<Work>();

/// A quantity of it. Its arguments are first the independent variables and then the other inputs.
template <class Work, class Quantity>
[[gnu::always_inline]] inline auto evaluated(Quantity quantity, double const* values) {
    // The values are in these arrays.
    auto const& by = *reinterpret_cast<std::array<double, Work::by> const*>(values);
    if constexpr (Work::given == 0)
        return quantity(by);
    else
        return quantity(by, *reinterpret_cast<std::array<double, Work::given> const*>(values + Work::by));
}

}  // namespace work
