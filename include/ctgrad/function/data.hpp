#pragma once

#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <ctgrad/function/structure.hpp>
#include <ctgrad/function/symbol.hpp>

/// Arguments that are data: they are known at run time, and no derivative is taken with respect to them.
namespace ctgrad {

/// In a signature, an argument of type S with respect to which nothing is differentiated, such as an observation. The callable
/// and calls see an S. Quantities with respect to all arguments leave it out, and `arguments<...>` refuses it.
/// ```cpp
/// constexpr auto residual = ctgrad::function<double(std::array<double, 2>, ctgrad::data<double>, ctgrad::data<double>)>(
///     [](auto const& line, auto t, auto y) { return line[0] + line[1] * t - y; });
/// auto const by_line = ctgrad::gradient(residual)({1.0, 2.0}, t, y);  // std::array<double, 2>
/// ```
/// Integers, enumerations and `bool` in a signature are data even without `data<...>`. In the callable an integer is a
/// number, a `bool` is a condition for `select`, and an enumeration can be compared: `select(kind == lens::fisheye, a,
/// b)`.
template <class S>
struct data {};

/// An enumeration in a traced function. It can be compared with the enumerators.
template <class E>
struct enum_symbol {
    symbol number;

    // (The type depends on E, so that a comparison is instantiated only where it is used.)
    using value_type = std::conditional_t<__is_enum(E), double, E>;
    friend constexpr auto operator==(enum_symbol const& a, E b) { return a.number == static_cast<value_type>(b); }
    friend constexpr auto operator!=(enum_symbol const& a, E b) { return a.number != static_cast<value_type>(b); }
    friend constexpr auto operator==(E a, enum_symbol const& b) { return b == a; }
    friend constexpr auto operator!=(E a, enum_symbol const& b) { return b != a; }
};

namespace detail {

/// An argument in a signature: its structure, and the type that the callable gets.
template <class A>
struct signature_argument {
    using structure = A;
    static constexpr bool is_data = false;
    static constexpr auto const& in_callable(auto const& argument) { return argument; }
};
template <class S>
struct signature_argument<data<S>> : signature_argument<S> {
    static constexpr bool is_data = true;
};
template <integer_data A>
struct signature_argument<A> : signature_argument<data<double>> {};
template <>
struct signature_argument<bool> : signature_argument<data<double>> {
    // (A template, so that a comparison is instantiated only where it is used.)
    static constexpr auto in_callable(auto const& argument) { return argument != 0.0; }
};
template <class E>
    requires(std::is_enum_v<E>)
struct signature_argument<E> : signature_argument<data<double>> {
    static constexpr auto in_callable(symbol const& argument) { return enum_symbol<E>{argument}; }
};
template <class A>
using argument_structure = typename signature_argument<A>::structure;

// The types that the callable gets, for the checks of its parameters.
template <class S, class T>
struct with_scalar_of<data<S>, T> : with_scalar_of<S, T> {};
/// A callable with some arguments that are data. It is called with the symbols of all arguments.
template <class Callable, class Signature>
struct with_data;
template <class Callable, class R, class... A>
struct with_data<Callable, R(A...)> {
    template <class... Symbols>
        requires(sizeof...(Symbols) == sizeof...(A))
    constexpr auto operator()(Symbols const&... symbols) const
        -> decltype(Callable{}(signature_argument<A>::in_callable(symbols)...)) {
        return Callable{}(signature_argument<A>::in_callable(symbols)...);
    }
};

/// The signature that a function with data is traced with, and its callable.
template <class Callable, class Signature>
struct traced_form;
template <class Callable, class R, class... A>
struct traced_form<Callable, R(A...)> {
    static constexpr bool has_data = (signature_argument<A>::is_data || ...);
    using signature = R(argument_structure<A>...);
    using callable = std::conditional_t<has_data, with_data<Callable, R(A...)>, Callable>;
};

/// The signature as it was written.
template <class Callable, class Signature>
struct written_signature {
    using type = Signature;
};
template <class Callable, class Written, class Signature>
struct written_signature<with_data<Callable, Written>, Signature> {
    using type = Written;
};

}  // namespace detail
}  // namespace ctgrad
