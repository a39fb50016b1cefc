#pragma once

#include <array>
#include <concepts>
#include <cstddef>

#include <ctgrad/formula/expression.hpp>
#include <ctgrad/formula/text.hpp>
#include <ctgrad/graph/handle.hpp>

namespace ctgrad {

namespace detail {
template <class Wanted, class... X>
constexpr std::size_t position_of() {
    std::size_t position = 0;
    (void)((std::same_as<Wanted, X> ? true : (++position, false)) || ...);
    return position;
}
template <class Problem>
constexpr std::size_t refuse_partial() {
    static_assert(never<Problem>,
                  "ctgrad: this result holds no derivative with respect to that expression: name it in the call, as in "
                  "gradient(f, x, y)");
    return 0;
}
template <char...>
struct no_derivative_by;

template <class Wanted, class... X>
constexpr std::size_t checked_position() {
    if constexpr (position_of<Wanted, X...>() < sizeof...(X))
        return position_of<Wanted, X...>();
    else if constexpr (std::same_as<Wanted, mistake> || (std::same_as<X, mistake> || ...))
        return 0;
    else if constexpr (formula<Wanted>)
        return refuse_partial<about<no_derivative_by, Wanted>>();
    else
        return refuse_partial<Wanted>();
}
}  // namespace detail

/// One number for each of the variables or intermediates X, in order: a gradient, say.
/// ```cpp
/// constexpr auto g = ctgrad::gradient(f, x, y, z)(x = -2.0, y = 5.0, z = -4.0);
/// static_assert(g[x] == -4.0 && g[z] == 3.0);
/// ```
template <class T, class... X>
struct partials {
    std::array<T, sizeof...(X)> values;

    template <class Wanted>
    constexpr T const& operator[](Wanted) const {
        return values[detail::checked_position<Wanted, X...>()];
    }
};

/// A value with its partial derivatives: `r.value`, `r[x]`, or `auto [value, partials] = ...`.
template <class T, class... X>
struct value_and_partials {
    T value;
    ctgrad::partials<T, X...> partials;

    template <class Wanted>
    constexpr T const& operator[](Wanted x) const {
        return partials[x];
    }
};

/// A value with its gradient, which has the type of what it belongs to: `r.value`, `r.gradient`, or
/// `auto [value, gradient] = value_and_gradient(f)(a, b);`
template <class Value, class Gradient>
struct value_with_gradient {
    Value value;
    Gradient gradient;
};

}  // namespace ctgrad
