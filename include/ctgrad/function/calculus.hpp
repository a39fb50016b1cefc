#pragma once

#include <cstddef>
#include <type_traits>

#include <ctgrad/calculus/free_rounding.hpp>
#include <ctgrad/calculus/products.hpp>
#include <ctgrad/calculus/questions.hpp>
#include <ctgrad/function/blocks.hpp>
#include <ctgrad/function/callable.hpp>
#include <ctgrad/function/chosen_results.hpp>

/// The calculus of traced functions: the same quantities as for formulas, with the same members (see `result`). A
/// gradient has the type of its argument; with respect to several arguments it is a `std::tuple` in their order.
/// `arguments<0>` takes the role of a variable: `r[arguments<0>]` is the derivative with respect to the first argument.
namespace ctgrad {

namespace detail {

template <class R, class... A>
constexpr bool check_single_result(std::type_identity<R(A...)>) {
    static_assert(leaf_count<R>() == 1,
                  "ctgrad: a gradient or Hessian needs a function with one scalar result: for several write "
                  "jacobian(f), jvp(f) or vjp(f)");
    return true;
}

}  // namespace detail

/// The tangent of a function's product: one value for each (chosen) argument, of its type.
template <class... T>
    requires(!detail::is_binding<T> && ...)
constexpr auto tangent(T const&... directions) { return detail::direction<T...>{{directions...}}; }

/// The gradient of a traced function with respect to all its arguments, or to those that `arguments<...>` chooses. The
/// result of the function must be a single scalar.
/// ```cpp
/// auto const [by_u, by_v] = ctgrad::gradient(f)(3.0, 4.0);
/// ```
template <class Callable, class Signature, std::size_t... I>
constexpr auto gradient(traced<Callable, Signature>, detail::positions<I...> = {}) {
    detail::check_single_result(std::type_identity<Signature>{});
    return detail::function_quantity<detail::quantity::gradient, detail::gradient_answer, Callable, Signature, I...>{};
}

/// Value and gradient of a traced function, computed together: `r.value`, `r.gradient`, and `r[arguments<0>]` with
/// respect to an argument. The result of the function must be a single scalar.
template <class Callable, class Signature, std::size_t... I>
constexpr auto value_and_gradient(traced<Callable, Signature>, detail::positions<I...> = {}) {
    detail::check_single_result(std::type_identity<Signature>{});
    return detail::function_quantity<detail::quantity::jacobian, detail::value_and_gradient_answer, Callable, Signature,
                                     I...>{};
}

/// Value and Jacobian of a traced function: `j.value`, and `j.jacobian[row][column]` with a row for each scalar of the
/// result and a column for each of the (chosen) arguments. `j[row]` is the gradient of one scalar of the result; it has
/// the types of the arguments.
///
/// `into(block...)` writes the Jacobian to the caller's memory, as one block for each (chosen) argument, and the call
/// returns the value. A block is a matrix, a range of numbers row by row, a pointer to such numbers, or
/// `by_columns(pointer)`; a null pointer is skipped. A dynamic matrix is resized; any other wrong size is refused
/// before anything is written, by a static_assert or std::invalid_argument.
/// ```cpp
/// double by_point[6];
/// auto const value = ctgrad::jacobian(project).into(by_point, nullptr)(point, camera);
/// ```
template <class Callable, class Signature, std::size_t... I>
constexpr auto jacobian(traced<Callable, Signature>, detail::positions<I...> = {}) {
    return detail::function_quantity<detail::quantity::jacobian, detail::jacobian_answer, Callable, Signature, I...>{};
}

/// The same for some results: the value has all results, the Jacobian only rows for those that `results<...>` chooses.
/// `into(block...)` then takes one block for each chosen result and argument, result by result.
/// ```cpp
/// ctgrad::jacobian(f, ctgrad::results<0, 2>, ctgrad::arguments<1>).into(first, third)(a, b);
/// ```
template <class Callable, class Signature, std::size_t... Results, std::size_t... I>
    requires(sizeof...(Results) > 0)
constexpr auto jacobian(traced<Callable, Signature>, detail::result_positions<Results...> results,
                        detail::positions<I...> arguments = {}) {
    return detail::jacobian_by_results<Callable>(std::type_identity<Signature>{}, arguments, results);
}
template <class Callable, class R, class... A, detail::result_key... Names, std::size_t... I>
constexpr auto jacobian(traced<Callable, R(A...)> f, detail::result_names<Names...>,
                        detail::positions<I...> arguments = {}) {
    return jacobian(f, detail::positions_of_names<R, Names...>{}, arguments);
}

/// Value, gradient and Hessian of a traced function: `h.value`, `h.gradient`, and `h.hessian[i][k]` with a row and a
/// column for each scalar of the (chosen) arguments. `h(arguments<0>, arguments<1>)` are the second derivatives with
/// respect to two arguments.
template <class Callable, class Signature, std::size_t... I>
constexpr auto hessian(traced<Callable, Signature>, detail::positions<I...> = {}) {
    detail::check_single_result(std::type_identity<Signature>{});
    return detail::function_quantity<detail::quantity::hessian, detail::hessian_answer, Callable, Signature, I...>{};
}

/// Jacobian-vector product: `jvp(f)(tangent(da, db), a, b)`. The result has `value` and `tangent`, both of the type of
/// the function's result.
template <class Callable, class Signature, std::size_t... I>
constexpr auto jvp(traced<Callable, Signature>, detail::positions<I...> = {}) {
    return detail::function_quantity<detail::quantity::jvp, detail::tangent_answer, Callable, Signature, I...>{};
}

/// Vector-Jacobian product: `vjp(f)(cotangent(u), a, b)`, where u has the type of the function's result. The result has
/// `value` and `gradient`.
template <class Callable, class Signature, std::size_t... I>
constexpr auto vjp(traced<Callable, Signature>, detail::positions<I...> = {}) {
    return detail::function_quantity<detail::quantity::vjp, detail::value_and_gradient_answer, Callable, Signature,
                                     I...>{};
}

/// Hessian-vector product: `hvp(f)(tangent(da, db), a, b).product` has the types of the arguments. The result also has
/// `value` and `gradient`.
template <class Callable, class Signature, std::size_t... I>
constexpr auto hvp(traced<Callable, Signature>, detail::positions<I...> = {}) {
    detail::check_single_result(std::type_identity<Signature>{});
    return detail::function_quantity<detail::quantity::hvp, detail::product_answer, Callable, Signature, I...>{};
}

/// A traced function whose value may be rounded freely, like derivatives.
template <class Callable, class Signature>
constexpr auto free_rounding(traced<Callable, Signature>) {
    return typename detail::quantity_by<detail::quantity::values, detail::value_answer, Callable, Signature,
                                        detail::positions<>>::with_free_rounding{};
}

/// The cost of evaluating a traced function.
template <class Callable, class Signature>
consteval operation_count cost(traced<Callable, Signature>) {
    using source = detail::function_source<Callable, Signature, detail::positions<>, detail::quantity::values>;
    return detail::count_operations(detail::compiled<source, detail::quantity::values>::value);
}

}  // namespace ctgrad
