#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include <ctgrad/diagnostics/result_messages.hpp>
#include <ctgrad/formula/expression.hpp>
#include <ctgrad/formula/text.hpp>

/// The results of all quantities of formulas, functions, matrices and batches: one class template, `result`, with one vocabulary
/// for its members, and the gradients and matrices in it.
namespace ctgrad {

namespace detail {
template <class Wanted, class... X>
constexpr std::size_t position_of() {
    std::size_t position = 0;
    (void)((std::same_as<Wanted, X> ? true : (++position, false)) || ...);
    return position;
}

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

/// N numbers in order, a `std::array`. If there is only one it converts to that number.
template <class T, std::size_t N>
struct entries : std::array<T, N> {
    constexpr operator T const&() const requires(N == 1) { return std::get<0>(*this); }
};

/// A matrix of numbers, a `std::array` of its rows: `m[row][column]`. If it has a single entry it converts to that
/// number.
template <class T, std::size_t Rows, std::size_t Columns>
struct matrix_entries : std::array<std::array<T, Columns>, Rows> {
    constexpr operator T const&() const requires(Rows == 1 && Columns == 1) { return std::get<0>(std::get<0>(*this)); }
};

/// A gradient: the derivatives with respect to the variables or intermediates X, each with the shape of its X. They are
/// found by name, `g[x]`, and by position, `std::get<0>(g)` or `auto [by_x, by_y] = g`. If all are numbers it is a
/// `std::array`, so that `g[0]` and `for (double d : g)` work too, and if there is only one it converts to that
/// derivative. If there are matrices among the X it is a `std::tuple`.
/// ```cpp
/// constexpr auto g = ctgrad::gradient(f, x, y, z)(x = -2.0, y = 5.0, z = -4.0);
/// static_assert(g[x] == -4.0 && g[z] == 3.0);
/// ```
template <class Values, class... X>
struct partials : Values {
    template <class Wanted>
    constexpr auto const& operator[](Wanted wanted) const {
        Values const& values = *this;
        if constexpr (std::integral<Wanted> && requires { values[std::size_t{}]; })
            return values[static_cast<std::size_t>(wanted)];
        else
            return std::get<detail::checked_position<Wanted, X...>()>(values);
    }
};

namespace detail {

// The possible members of a result.

template <class T>
struct with_value {
    T value;
    template <class Result>
    static constexpr auto&& of(Result&& r) {
        return std::forward<Result>(r).value;
    }
};
template <class T>
struct with_gradient {
    T gradient;
    template <class Result>
    static constexpr auto&& of(Result&& r) {
        return std::forward<Result>(r).gradient;
    }
};
template <class T>
struct with_jacobian {
    T jacobian;
    template <class Result>
    static constexpr auto&& of(Result&& r) {
        return std::forward<Result>(r).jacobian;
    }
};
template <class T>
struct with_hessian {
    T hessian;
    template <class Result>
    static constexpr auto&& of(Result&& r) {
        return std::forward<Result>(r).hessian;
    }
};
template <class T>
struct with_normal_matrix {
    T normal_matrix;
    template <class Result>
    static constexpr auto&& of(Result&& r) {
        return std::forward<Result>(r).normal_matrix;
    }
};
template <class T>
struct with_tangent {
    T tangent;
    template <class Result>
    static constexpr auto&& of(Result&& r) {
        return std::forward<Result>(r).tangent;
    }
};
template <class T>
struct with_product {
    T product;
    template <class Result>
    static constexpr auto&& of(Result&& r) {
        return std::forward<Result>(r).product;
    }
};

template <template <class> class Part, class Held>
inline constexpr bool is_part = false;
template <template <class> class Part, class T>
inline constexpr bool is_part<Part, Part<T>> = true;
template <template <class> class Part, class... Parts>
inline constexpr bool has_part = (is_part<Part, Parts> || ...);

/// The entry of a dense or sparse matrix of numbers in a row and a column.
template <class Matrix>
constexpr auto entry_at(Matrix const& matrix, std::size_t row, std::size_t column) {
    if constexpr (requires { matrix[row][column]; })
        return matrix[row][column];
    else if constexpr (requires { matrix.rows(); })
        return matrix(static_cast<decltype(matrix.rows())>(row), static_cast<decltype(matrix.rows())>(column));
    else
        return matrix(row, column);
}

/// Finds derivatives by the variables or intermediates X.
template <class... X>
struct by_variables {
    template <class Gradient, class Wanted>
    static constexpr auto const& part(Gradient const& gradient, Wanted wanted) {
        return gradient[wanted];
    }
    template <class T, std::size_t Rows>
    static constexpr auto row(matrix_entries<T, Rows, sizeof...(X)> const& jacobian, std::size_t i) {
        return partials<entries<T, sizeof...(X)>, X...>{{jacobian[i]}};
    }
    template <class Row, std::size_t Rows>
    static constexpr auto const& row(std::array<Row, Rows> const& jacobian, std::size_t i) {
        return jacobian[i];
    }
    template <class Matrix, class A, class B>
    static constexpr auto const& entry(Matrix const& hessian, A, B) {
        return hessian[checked_position<A, X...>()][checked_position<B, X...>()];
    }
};

}  // namespace detail

/// The result of a quantity: the value and the derivatives.
///
/// | quantity | members | by variable or argument |
/// | --- | --- | --- |
/// | `value_and_gradient`, `vjp` | `value`, `gradient` | `r[x]` is the derivative with respect to x |
/// | `jacobian` | `value`, `jacobian` | `r[i]` is the gradient of output i, `r[i][x]` its derivative; for a function,
/// `r(results<1>, arguments<0>)` are the derivatives of a result | | `hessian` | `value`, `gradient`, `hessian` |
/// `r[x]`, and `r(x, y)` of second order | | `gauss_newton` | `value`, `gradient`, `normal_matrix` | `r[x]` is the
/// derivative with respect to x | | `jvp` | `value`, `tangent` | | | `hvp` | `value`, `gradient`, `product` | `r[x]` is
/// the part of the product for x |
///
/// For functions write `arguments<0>` instead of x. `r(0, 1)` is the entry in row 0 and column 1 of the whole Jacobian
/// or Hessian. Members are also found by position, in this order: `auto [value, gradient] = r`, `get<0>(r)`.
/// `as_tuple(r)` splits gradients: `auto [value, dx, dy] = as_tuple(r)`.
///
/// A gradient has the shape of its variable or argument. With respect to one number it is, or converts to, a number; so
/// do a Jacobian and a Hessian with one entry. So a value with its derivative can be passed to a root finder that
/// expects a tuple, such as those of Boost.Math:
/// ```cpp
/// auto root = boost::math::tools::newton_raphson_iterate(ctgrad::value_and_gradient(f), 1.0, 0.0, 2.0, 50);
/// ```
template <class Keys, class... Parts>
struct result : Parts... {
    static constexpr std::size_t size = sizeof...(Parts);

    template <std::size_t I>
    using part = std::tuple_element_t<I, std::tuple<Parts...>>;

    template <class Wanted>
        requires(detail::has_part<detail::with_gradient, Parts...>)
    constexpr auto const& operator[](Wanted x) const {
        if constexpr (detail::has_part<detail::with_product, Parts...>)
            return Keys::part(this->product, x);
        else
            return Keys::part(this->gradient, x);
    }
    /// The gradient of an output.
    constexpr decltype(auto) operator[](std::size_t output) const
        requires(detail::has_part<detail::with_jacobian, Parts...>) {
        return Keys::row(this->jacobian, output);
    }
    template <class Wanted>
        requires(detail::has_part<detail::with_jacobian, Parts...> && !std::convertible_to<Wanted, std::size_t>)
    constexpr auto operator[](Wanted) const { return detail::refuse_column_first<Wanted>(); }
    /// The derivatives of a result of a function with respect to an argument: `j(results<1>, arguments<0>)`.
    template <class Output, class X>
        requires(detail::has_part<detail::with_jacobian, Parts...>)
    constexpr auto operator()(Output output, X x) const {
        if constexpr (std::integral<Output> && std::integral<X>)
            return detail::entry_at(this->jacobian, static_cast<std::size_t>(output), static_cast<std::size_t>(x));
        else
            return Keys::block(this->jacobian, output, x);
    }
    template <class X, class Y>
        requires(detail::has_part<detail::with_hessian, Parts...>)
    constexpr decltype(auto) operator()(X x, Y y) const {
        if constexpr (std::integral<X> && std::integral<Y>)
            return detail::entry_at(this->hessian, static_cast<std::size_t>(x), static_cast<std::size_t>(y));
        else
            return Keys::entry(this->hessian, x, y);
    }
};

}  // namespace ctgrad
