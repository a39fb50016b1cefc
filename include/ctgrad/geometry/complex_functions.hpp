#pragma once

#include <concepts>
#include <cstdint>

#include <ctgrad/geometry/complex.hpp>

/// Functions of complex numbers. Branches are cut along the negative real axis, as in `std::complex`.
namespace ctgrad {

/// The real part.
template <class T>
constexpr T const& real(complex<T> const& z) {
    return z.real();
}
/// The imaginary part.
template <class T>
constexpr T const& imag(complex<T> const& z) {
    return z.imag();
}
/// The complex conjugate.
template <class T>
constexpr complex<T> conj(complex<T> const& z) {
    return {z.real(), -z.imag()};
}
/// The square of the absolute value.
template <class T>
constexpr T norm(complex<T> const& z) {
    return z.real() * z.real() + z.imag() * z.imag();
}
/// The absolute value; it has no derivative at 0.
template <class T>
constexpr T abs(complex<T> const& z) {
    return hypot(z.real(), z.imag());
}
/// The angle, from -pi to pi; it has no derivative at 0.
template <class T>
constexpr T arg(complex<T> const& z) {
    return atan2(z.imag(), z.real());
}
/// The complex number with an absolute value and an angle.
template <class T>
    requires(!detail::is_complex<T>)
constexpr complex<T> polar(T const& length, T const& angle) { return {length * cos(angle), length * sin(angle)}; }

/// The first number if the condition holds, else the second.
template <class Condition, class T>
constexpr complex<T> select(Condition const& condition, complex<T> const& yes, complex<T> const& no) {
    if constexpr (std::same_as<Condition, bool>)
        return condition ? yes : no;
    else
        return {select(condition, yes.real(), no.real()), select(condition, yes.imag(), no.imag())};
}

template <class T>
constexpr complex<T> exp(complex<T> const& z) {
    return polar(T(exp(z.real())), z.imag());
}
template <class T>
constexpr complex<T> log(complex<T> const& z) {
    return {log(abs(z)), arg(z)};
}
template <class T>
constexpr complex<T> sin(complex<T> const& z) {
    return {sin(z.real()) * cosh(z.imag()), cos(z.real()) * sinh(z.imag())};
}
template <class T>
constexpr complex<T> cos(complex<T> const& z) {
    return {cos(z.real()) * cosh(z.imag()), -(sin(z.real()) * sinh(z.imag()))};
}
template <class T>
constexpr complex<T> sinh(complex<T> const& z) {
    return {sinh(z.real()) * cos(z.imag()), cosh(z.real()) * sin(z.imag())};
}
template <class T>
constexpr complex<T> cosh(complex<T> const& z) {
    return {cosh(z.real()) * cos(z.imag()), sinh(z.real()) * sin(z.imag())};
}
template <class T>
constexpr complex<T> tan(complex<T> const& z) {
    return sin(z) / cos(z);
}
template <class T>
constexpr complex<T> tanh(complex<T> const& z) {
    return sinh(z) / cosh(z);
}
/// The square root whose real part is not negative.
template <class T>
constexpr complex<T> sqrt(complex<T> const& z) {
    T const larger = sqrt(T((abs(z) + abs(z.real())) / 2.0));
    auto const is_zero = larger == 0.0;
    T const smaller = z.imag() / (2.0 * select(is_zero, complex<T>(1.0), complex<T>(larger)).real());
    return select(z.real() < 0.0, complex<T>(abs(smaller), copysign(larger, z.imag())), complex<T>(larger, smaller));
}
/// An integer power, by multiplications.
template <class T, std::integral N>
constexpr complex<T> pow(complex<T> const& z, N n) {
    if (n < 0) return 1.0 / pow(z, -static_cast<std::int64_t>(n));
    if (n == 0) return complex<T>(1.0);
    complex<T> power = z;
    N highest = 1;
    while (highest <= n / 2) highest = static_cast<N>(highest * 2);
    for (N bit = static_cast<N>(highest / 2); bit > 0; bit = static_cast<N>(bit / 2)) {
        power *= power;
        if (n / bit % 2 != 0) power *= z;
    }
    return power;
}
/// exp(w log z).
template <class T, class W>
    requires(!std::integral<W> && std::convertible_to<W, complex<T>>)
constexpr complex<T> pow(complex<T> const& z, W const& w) { return exp(complex<T>(log(z) * w)); }

}  // namespace ctgrad
