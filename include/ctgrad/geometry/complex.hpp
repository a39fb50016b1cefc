#pragma once

#include <complex>
#include <concepts>
#include <type_traits>

#include <ctgrad/ctgrad.hpp>

namespace ctgrad {

template <class T>
struct complex;

namespace detail {
template <class N>
inline constexpr bool is_complex = false;
template <class T>
inline constexpr bool is_complex<complex<T>> = true;
/// A number or symbol, which is combined with a complex number part by part.
template <class N, class T>
concept real_operand = !is_complex<N> && std::convertible_to<N, T>;
}  // namespace detail

/// A complex number of symbols, for traced functions. They cannot use `std::complex`, which is specified only for
/// floating-point types. It has the members, operators and functions of `std::complex`, and also works with numbers and
/// in constant expressions. Products and quotients are those of the textbook, without special cases for infinities.
/// ```cpp
/// constexpr auto f = ctgrad::function<std::complex<double>(std::complex<double>)>([](auto const& z) { return z * exp(z) + 1.0; });
/// ```
template <class T>
struct complex {
    using value_type = T;

    constexpr complex() = default;
    template <detail::real_operand<T> X>
    constexpr complex(X const& real) : parts{static_cast<T>(real), T(0.0)} {}
    template <detail::real_operand<T> X, detail::real_operand<T> Y>
    constexpr complex(X const& real, Y const& imaginary) : parts{static_cast<T>(real), static_cast<T>(imaginary)} {}
    template <class U>
        requires(std::convertible_to<U, T>)
    constexpr complex(std::complex<U> const& z) : parts{static_cast<T>(z.real()), static_cast<T>(z.imag())} {}

    constexpr T const& real() const { return parts[0]; }
    constexpr T const& imag() const { return parts[1]; }
    /// The real part for 0, the imaginary part for 1.
    constexpr T& part(std::size_t i) { return parts[i]; }
    constexpr T const& part(std::size_t i) const { return parts[i]; }

    friend constexpr complex operator+(complex const& a) { return a; }
    friend constexpr complex operator-(complex const& a) { return {-a.real(), -a.imag()}; }
    friend constexpr complex operator+(complex const& a, complex const& b) {
        return {a.real() + b.real(), a.imag() + b.imag()};
    }
    friend constexpr complex operator-(complex const& a, complex const& b) {
        return {a.real() - b.real(), a.imag() - b.imag()};
    }
    friend constexpr complex operator*(complex const& a, complex const& b) {
        return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
    }
    friend constexpr complex operator/(complex const& a, complex const& b) {
        T const square = b.real() * b.real() + b.imag() * b.imag();
        return {(a.real() * b.real() + a.imag() * b.imag()) / square,
                (a.imag() * b.real() - a.real() * b.imag()) / square};
    }
    // clang-format off
    template <detail::real_operand<T> X> friend constexpr complex operator+(complex const& a, X const& x) { return {a.real() + x, a.imag()}; }
    template <detail::real_operand<T> X> friend constexpr complex operator+(X const& x, complex const& a) { return {x + a.real(), a.imag()}; }
    template <detail::real_operand<T> X> friend constexpr complex operator-(complex const& a, X const& x) { return {a.real() - x, a.imag()}; }
    template <detail::real_operand<T> X> friend constexpr complex operator-(X const& x, complex const& a) { return {x - a.real(), -a.imag()}; }
    template <detail::real_operand<T> X> friend constexpr complex operator*(complex const& a, X const& x) { return {a.real() * x, a.imag() * x}; }
    template <detail::real_operand<T> X> friend constexpr complex operator*(X const& x, complex const& a) { return {x * a.real(), x * a.imag()}; }
    template <detail::real_operand<T> X> friend constexpr complex operator/(complex const& a, X const& x) { return {a.real() / x, a.imag() / x}; }
    template <detail::real_operand<T> X> friend constexpr complex operator/(X const& x, complex const& a) { return complex(x) / a; }
    template <class X> constexpr complex& operator+=(X const& x) { return *this = *this + x; }
    template <class X> constexpr complex& operator-=(X const& x) { return *this = *this - x; }
    template <class X> constexpr complex& operator*=(X const& x) { return *this = *this * x; }
    template <class X> constexpr complex& operator/=(X const& x) { return *this = *this / x; }
    // clang-format on
    friend constexpr auto operator==(complex const& a, complex const& b) {
        return a.real() == b.real() && a.imag() == b.imag();
    }

private:
    T parts[2]{T(0.0), T(0.0)};
};

}  // namespace ctgrad
