#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <utility>

#include <ctgrad/ctgrad.hpp>

#include "settings.hpp"

/// A slope as a function of its variables alone, in the form that the tests of rows take.
namespace slopes {

template <class Slope, class T, std::size_t N>
constexpr T value_at(std::array<T, N> const& operands) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) { return T(Slope::evaluate(operands[I]...)); }
    (std::make_index_sequence<N>{});
}
template <class Slope, class T, std::size_t N>
constexpr auto partials_at(std::array<T, N> const& operands) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        return Slope::partials(T(ctgrad::apply<Slope>(operands[I]...)), operands[I]...);
    }
    (std::make_index_sequence<N>{});
}

template <class Slope>
struct swept : ctgrad::operation, setting<Slope> {
    static constexpr auto name = ctgrad::detail::type_name<Slope>;
    using setting<Slope>::domain;
    using setting<Slope>::accuracy;
    using setting<Slope>::variables;
    template <class T, std::same_as<T>... Others>
        requires(sizeof...(Others) + 1 == variables.size())
    static constexpr T evaluate(T const& x, Others const&... others) {
        return value_at<Slope>(setting<Slope>::operands(x, others...));
    }
    template <class T, std::same_as<T>... Others>
    static constexpr std::array<T, variables.size()> partials(T const&, T const& x, Others const&... others) {
        auto const all = partials_at<Slope>(setting<Slope>::operands(x, others...));
        std::array<T, variables.size()> chosen{};
        for (std::size_t i = 0; i < variables.size(); ++i) chosen[i] = all[variables[i]];
        return chosen;
    }
};

}  // namespace slopes
