#pragma once

#include <concepts>
#include <cstddef>

#include <ctgrad/formula/expression.hpp>
#include <ctgrad/graph/shape.hpp>
#include <ctgrad/support/fixed_string.hpp>

namespace ctgrad {

/// A dimension known by its name; its size comes with the arguments, at run time.
/// ```cpp
/// constexpr ctgrad::dimension<"m"> m;
/// constexpr auto X = ctgrad::matrix<"X", 2, m>;
/// ```
template <fixed_string Name>
struct dimension {
    static constexpr auto name = Name;
};

namespace detail {

template <class D>
inline constexpr bool is_dimension = false;
template <fixed_string Name>
inline constexpr bool is_dimension<dimension<Name>> = true;

template <auto Size>
constexpr bool refuse_dimension() {
    static_assert(Size != Size,
                  "ctgrad: the dimension of a matrix is a positive number or a dimension with a name, as in "
                  "constexpr ctgrad::dimension<\"m\"> m;");
    return false;
}

template <auto D>
consteval extent extent_of() {
    if constexpr (is_dimension<std::remove_cvref_t<decltype(D)>>)
        return extent(D.name.view());
    else if constexpr (std::integral<decltype(D)> && D > 0)
        return extent(static_cast<int>(D));
    else
        return refuse_dimension<D>(), extent{};
}
constexpr extent extent_from(int size) { return extent(size); }
template <fixed_string Name>
constexpr extent extent_from(dimension<Name>) {
    return extent(dimension<Name>::name.view());
}

}  // namespace detail

/// The shape of `rows` x `columns`, each a number or a dimension, to compare with.
template <class Rows, class Columns>
constexpr matrix_shape shape_of(Rows rows, Columns columns) {
    return {detail::extent_from(rows), detail::extent_from(columns)};
}

/// The shape of a formula.
/// ```cpp
/// static_assert(shape(W1 * X) == ctgrad::shape_of(Da, m));
/// ```
template <formula F>
consteval matrix_shape shape(F) {
    return detail::describe<F>.shape;
}

}  // namespace ctgrad
