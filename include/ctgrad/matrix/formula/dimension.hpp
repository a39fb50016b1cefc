#pragma once

#include <concepts>
#include <cstddef>
#include <string_view>

#include <ctgrad/diagnostics/matrix_messages.hpp>
#include <ctgrad/formula/expression.hpp>
#include <ctgrad/graph/shape.hpp>
#include <ctgrad/support/fixed_string.hpp>

namespace ctgrad {

/// A dimension with a name; its size comes from the arguments at run time.
/// ```cpp
/// constexpr ctgrad::dimension<"m"> m;
/// constexpr auto X = ctgrad::matrix<"X", 2, m>;
/// ```
template <fixed_string Name>
struct dimension {
    static_assert(sizeof(detail::named_by<Name>) > 0);
    static constexpr auto name = Name;
};

/// The sum of two dimensions, such as the number of columns of [A B].
/// ```cpp
/// constexpr ctgrad::dimension<"seen"> seen;
/// constexpr ctgrad::dimension<"fresh"> fresh;
/// constexpr auto Y = ctgrad::matrix<"Y", 1, seen + fresh>;
/// ```
template <class A, class B>
struct dimension_sum {};

namespace detail {

template <class D>
inline constexpr bool is_dimension = false;
template <fixed_string Name>
inline constexpr bool is_dimension<dimension<Name>> = true;
template <class A, class B>
inline constexpr bool is_dimension<dimension_sum<A, B>> = true;

/// A text of dimensions, cut off if it is long.
struct dimension_text {
    char data[120]{};  // zero-terminated
    std::size_t size = 0;
    constexpr void add(std::string_view more) {
        for (char c : more)
            if (size + 1 < sizeof data) data[size++] = c;
    }
    constexpr void add(extent const& e) {
        if (e.is_named()) return add(std::string_view(e.name));
        if (e.number > 9) add(extent(e.number / 10));
        char const digit = static_cast<char>('0' + e.number % 10);
        add(std::string_view(&digit, 1));
    }
    constexpr void add(matrix_shape const& s) {
        add(s.rows);
        add(" x ");
        add(s.columns);
    }
};

/// The sum of two extents, `A::value` and `B::value`.
template <class A, class B>
struct extent_sum {
    static constexpr extent parts[2]{A::value, B::value};

    static constexpr dimension_text name = [] {
        dimension_text result;
        result.add(parts[0]);
        result.add(" + ");
        result.add(parts[1]);
        return result;
    }();
    static constexpr extent value = parts[0].is_named() || parts[1].is_named()
                                        ? extent(parts, name.data)
                                        : extent(parts[0].number + parts[1].number);
};

template <class D>
struct extent_of_dimension;
template <fixed_string Name>
struct extent_of_dimension<dimension<Name>> {
    static constexpr extent value{dimension<Name>::name.view()};
};
template <class A, class B>
struct extent_of_dimension<dimension_sum<A, B>> : extent_sum<extent_of_dimension<A>, extent_of_dimension<B>> {};

constexpr extent extent_from(int size) { return extent(size); }
template <class D>
    requires(is_dimension<D>)
constexpr extent extent_from(D) { return extent_of_dimension<D>::value; }

template <auto D>
consteval extent extent_of() {
    if constexpr (is_dimension<std::remove_cvref_t<decltype(D)>>)
        return extent_from(D);
    else if constexpr (std::integral<decltype(D)> && D > 0)
        return extent(static_cast<int>(D));
    else
        return refuse_dimension<D>(), extent{};
}

}  // namespace detail

template <class A, class B>
    requires(detail::is_dimension<A>&& detail::is_dimension<B>)
constexpr dimension_sum<A, B> operator+(A, B) { return {}; }

/// The shape `rows` x `columns`, each a number or a dimension, for comparisons.
/// ```cpp
/// static_assert(shape(W1) == ctgrad::shape_of(Da, 16));
/// ```
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
