#pragma once

#include <array>
#include <cmath>
#include <cstddef>

#include "../sparse/work.hpp"

/// Models of data, finance and chemistry, generic in their scalar type, as those of work.hpp.
namespace work {

using std::atan2, std::cos, std::exp, std::log, std::sin, std::sqrt;

/// Least squares: a polynomial with 9 coefficients through the sign of t at 100 points between -1 and 1, the problem llsq of GradBench
/// and cmpad.
struct least_squares {
    static constexpr std::size_t by = 9, given = 0, results = 1, points = 100;
    static constexpr double t(std::size_t i) {
        return -1 + 2 * static_cast<double>(i) / static_cast<double>(points - 1);
    }
    template <class T>
    constexpr std::array<T, 1> operator()(std::array<T, by> const& c) const {
        T sum(0.0);
        for (std::size_t i = 0; i < points; ++i) {
            T p = c[by - 1];
            for (std::size_t k = by - 1; k-- > 0;) p = p * t(i) + c[k];
            T const r = p - (t(i) < 0 ? -1.0 : 1.0);
            sum = sum + r * r;
        }
        return {T(0.5 * sum)};
    }
};

/// Complex numbers, which peers lack.
template <class T>
struct complex_of {
    T re, im;
    friend constexpr complex_of operator+(complex_of const& a, complex_of const& b) {
        return {T(a.re + b.re), T(a.im + b.im)};
    }
    friend constexpr complex_of operator-(complex_of const& a, complex_of const& b) {
        return {T(a.re - b.re), T(a.im - b.im)};
    }
    friend constexpr complex_of operator*(complex_of const& a, complex_of const& b) {
        return {T(a.re * b.re - a.im * b.im), T(a.re * b.im + a.im * b.re)};
    }
    friend constexpr complex_of operator*(T const& a, complex_of const& b) { return {T(a * b.re), T(a * b.im)}; }
    friend constexpr complex_of operator/(complex_of const& a, complex_of const& b) {
        T const square = b.re * b.re + b.im * b.im;
        return {T((a.re * b.re + a.im * b.im) / square), T((a.im * b.re - a.re * b.im) / square)};
    }
};
/// The square root with a positive real part, of a number that is not negative.
template <class T>
constexpr complex_of<T> square_root(complex_of<T> const& a) {
    T const re = sqrt(T((sqrt(T(a.re * a.re + a.im * a.im)) + a.re) * 0.5));
    return {re, T(a.im / (2.0 * re))};
}

/// The characteristic function of the logarithm of the price in Heston's model, without the factor of the forward price: real and
/// imaginary part of exp(C + D v0), in the form that has no jumps of the logarithm (Albrecher, Mayer, Schoutens and Tistaert 2007, "the
/// little Heston trap"). By v0, kappa, theta, sigma and rho; the argument u and the time T are given. With
/// b = kappa - i rho sigma u, d = sqrt(b^2 + sigma^2 (i u + u^2)), g = (b - d) / (b + d) and e = exp(-d T):
/// C = kappa theta / sigma^2 ((b - d) T - 2 log((1 - g e) / (1 - g))), D = (b - d) / sigma^2 (1 - e) / (1 - g e).
struct heston {
    static constexpr std::size_t by = 5, given = 2, results = 2;
    template <class T, class U>
    constexpr std::array<T, 2> operator()(std::array<T, 5> const& p, std::array<U, 2> const& option) const {
        using complex = complex_of<T>;
        T const v0 = p[0], kappa = p[1], theta = p[2], sigma = p[3], rho = p[4];
        U const u = option[0], time = option[1];
        T const square = sigma * sigma;
        complex const one{T(1.0), T(0.0)}, b{kappa, T(-(rho * sigma * u))};
        complex const d = square_root(b * b + complex{T(square * (u * u)), T(square * u)});
        complex const below = b - d, g = below / (b + d);
        T const decay = exp(T(-(d.re * time)));
        complex const e{T(decay * cos(T(d.im * time))), T(-(decay * sin(T(d.im * time))))};
        complex const rest = one - g * e, q = rest / (one - g);
        complex const logarithm{T(log(T(q.re * q.re + q.im * q.im))), T(2.0 * atan2(q.im, q.re))};  // twice
        complex const c = T(kappa * theta / square) * (T(T(1.0) * time) * below - logarithm);
        complex const slope = T(1.0 / square) * below * ((one - e) / rest);
        complex const exponent = c + v0 * slope;
        T const length = exp(exponent.re);
        return {T(length * cos(exponent.im)), T(length * sin(exponent.im))};
    }
};

/// The rates of POLLU, with a dense Jacobian.
struct pollution : sparse_work::pollution {
    static constexpr std::size_t by = 20, given = 0, results = 20;
};

struct rosenbrock_100 {
    static constexpr std::size_t by = 100, given = 0, results = 1;
    template <class T>
    constexpr std::array<T, 1> operator()(std::array<T, 100> const& v) const {
        return {sparse_work::rosenbrock<100>{}(v)};
    }
};

}  // namespace work
